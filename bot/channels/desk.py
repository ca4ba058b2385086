"""Where every channel hands in its messages: stored first, understood by Rasa, answered through the outbox."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from actions import away
from actions.journeys.base import make_turn
from actions.journeys.gate import sender_of, turned_away
from actions.journeys.play import commit, play
from actions.journeys.screen import language_of, unreadable
from actions.journeys.turn import answer
from actions.messages import IncomingMessage
from actions.services import Services, install
from actions.store.documents import message_to_json
from actions.store.memory import remembering
from actions.store.records import InboxItem
from bot.channels.mail_asides import without_asides

if TYPE_CHECKING:  # a desk can be had without loading Rasa, which takes long
    from rasa.core.agent import Agent

LOG = logging.getLogger(__name__)
ATTEMPTS = 5  # how often an unanswered message is handled anew


class Desk:
    """Takes messages of all channels; ``agent`` is the trained assistant, its actions run with ``services``."""

    def __init__(self, agent: Agent, services: Services) -> None:
        install(services)
        self._agent = agent
        self._services = services

    async def receive(self, message: IncomingMessage) -> bool:
        """Handle a message; False when its id came in before (then nothing is done).

        Every message is answered: where even the action fails, the sender is told so.
        """
        services = self._services
        with services.store.transaction() as tx:
            if not tx.inbox.receive(message, services.clock()):
                return False
        await self._answer(message)
        return True

    async def resume(self, item: InboxItem) -> None:
        """Handle a message that another process took in and left when it died; its lease is the caller's.

        One that has been tried often is answered with an apology, for it may be what kills processes.
        """
        if item.attempts > ATTEMPTS:
            await asyncio.to_thread(self._make_sure, item.message)
        else:
            await self._answer(item.message)

    async def _answer(self, message: IncomingMessage) -> None:
        with remembering():
            try:
                await self._handle(message)
            except Exception:
                LOG.exception("message %s could not be handled", message.id)
            await asyncio.to_thread(self._make_sure, message)

    async def _handle(self, message: IncomingMessage) -> None:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        message = self._asked_for(message)
        turn = make_turn(message, {}, [], self._services)
        if turned_away(turn, self._services) or unreadable(
            message.text
        ):  # nothing to understand; some of it would stop the tokenizer
            await asyncio.to_thread(play, "action_out_of_scope", turn, self._services)
            return
        conversation = f"{message.channel}:{message.conversation}"
        metadata = {"message": message_to_json(message), **self._hints(message)}
        heard = UserMessage(message.text, CollectingOutputChannel(), conversation, metadata=metadata)
        await self._agent.handle_message(heard)

    def _asked_for(self, message: IncomingMessage) -> IncomingMessage:
        """A letter without what it says by the way; other messages as they are."""
        if message.channel != "mail":
            return message
        with self._services.store.reading() as tx:
            first = tx.conversations.get(message.channel, message.conversation).meeting_id is None
        return replace(message, text=without_asides(message.text, first=first))

    def _hints(self, message: IncomingMessage) -> dict[str, str]:
        """What the language pipeline needs: the moment and zone that times are read in, and the language."""
        with self._services.store.reading() as tx:
            person = sender_of(tx, message.sender)
            elsewhere = away.zone_now(tx, person.address, self._services.clock()) if person else ""
        zone = elsewhere or (person.timezone if person else "") or message.timezone or self._services.timezone
        language = language_of(message.text, message.language or self._services.language_of(person))
        reference = message.sent_at.astimezone(ZoneInfo(zone)).isoformat()
        return {"reference": reference, "timezone": zone, "language": language}

    def _make_sure(self, message: IncomingMessage) -> None:
        """Answer what no action has answered."""
        services = self._services
        with services.store.reading() as tx:
            if tx.inbox.handled(message.channel, message.id):
                return
        turn = make_turn(message, {}, [], services)
        commit(turn, answer(turn, turn.voice.say("internal_error"), pending=turn.pending), services)
