"""An edited message: its new version takes the place of the request it made, as long as nothing is booked."""

from __future__ import annotations

from dataclasses import replace

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, State
from actions.journeys.base import make_turn
from actions.journeys.play import commit
from actions.journeys.turn import Outcome, reply
from actions.messages import IncomingMessage
from actions.services import Services
from actions.store.records import Conversation
from actions.store.store import Transaction
from actions.texts import say
from bot.channels.slack.places import CHANNEL, place_of

_STANDS = STANDING | {State.BOOKING}


class Edits:
    """Lets new versions of messages in. Everything here is in the database; call it in a thread."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def admit(self, message: IncomingMessage) -> bool:
        """True when ``message``, the new version of one that was answered, is to be answered, too.

        A request that the old version made and that is still open is withdrawn: the new one stands in its place. Where
        something was booked by the old one nothing is changed, and its sender is told how to change it.
        """
        with self._services.store.transaction() as tx:
            led_to = _led_to(tx, message)
            late = any(meeting.state in _STANDS for meeting in led_to)
            for meeting in () if late else led_to:
                self._withdraw(tx, meeting, message)
        if late:
            self._word(message)
        return not late

    def _withdraw(self, tx: Transaction, meeting: Meeting, message: IncomingMessage) -> None:
        """Only what this very message began; one that answers others' offers leaves their request as it is."""
        began = tx.outbox.began(meeting.id).startswith(_prefix(message))
        if not began or meeting.final or meeting.organizer != message.sender.lower():
            return
        now = self._services.clock()
        tx.meetings.save(steps.cancel(meeting, meeting.organizer, now))
        tx.holds.release(meeting.id)
        tx.outbox.withdraw(meeting.id)
        thread = tx.conversations.get(CHANNEL, message.conversation)
        if thread.meeting_id == meeting.id:
            tx.conversations.put(Conversation(CHANNEL, message.conversation, data=thread.data), now)

    def _word(self, message: IncomingMessage) -> None:
        turn = make_turn(message, {}, [], self._services)
        told = reply(turn, say("slack_edited_late", turn.language))
        told = replace(told, ephemeral=not place_of(message.conversation).direct)
        commit(turn, Outcome(replies=(told,), apart=True), self._services)


def _led_to(tx: Transaction, message: IncomingMessage) -> list[Meeting]:
    """The meetings that answers to this message, in any version, were about."""
    found = (tx.meetings.get(one) for one in tx.outbox.meetings_under(_prefix(message)))
    return [meeting for meeting in found if meeting is not None]


def _prefix(message: IncomingMessage) -> str:
    """What the keys of all replies to this message begin with, whatever its version."""
    team, channel, ts = (message.headers.get(name, "") for name in ("team", "channel", "ts"))
    return f"{CHANNEL}:{team}:{channel}:{ts}:"
