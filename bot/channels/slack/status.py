"""While an answer takes long, a message says that work goes on; the answer replaces it, or it is taken away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from slack_sdk.errors import SlackApiError

from actions.journeys.screen import language_of
from actions.messages import IncomingMessage
from actions.services import Services
from actions.store.slack_messages import STATUS, Posted
from actions.store.store import Transaction
from actions.texts import say
from bot.channels.slack.blocks import escaped
from bot.channels.slack.events import PRESS
from bot.channels.slack.markup import mentioned
from bot.channels.slack.places import CHANNEL, place_of
from bot.channels.slack.posting import Posts, Spot, Undeliverable, asked_to_wait, code_of
from bot.channels.slack.workspaces import NotInstalled

LOG = logging.getLogger(__name__)
PATIENCE = 2.5  # seconds of silence
_PREFIX = "status:"
_FAILURES = (SlackApiError, OSError, asyncio.TimeoutError, Undeliverable, NotInstalled)


class Status:
    """Says what goes on; ``patience`` in seconds."""

    def __init__(self, services: Services, posts: Posts, patience: float = PATIENCE) -> None:
        self._services = services
        self._posts = posts
        self._patience = patience
        self._posting: set[str] = set()

    @asynccontextmanager
    async def told(self, message: IncomingMessage) -> AsyncIterator[None]:
        """While the body works on ``message``. A status that is just being posted is waited for."""
        timer = asyncio.create_task(self._later(message))
        try:
            yield
        finally:
            if message.id not in self._posting:
                timer.cancel()
            with suppress(asyncio.CancelledError):
                await timer

    async def sweep(self) -> None:
        """Take away what stands though its message is answered and the answer is not on its way."""
        for posted in await asyncio.to_thread(self._left_over):
            try:
                await self._posts.remove(Spot(posted.team_id, posted.channel_id), posted.ts)
            except _FAILURES as error:
                LOG.warning("status %s in %s was not taken away: %s", posted.ts, posted.channel_id, code_of(error))
                if asked_to_wait(error):
                    continue
            await asyncio.to_thread(self._drop, posted.key)

    async def _later(self, message: IncomingMessage) -> None:
        await asyncio.sleep(self._patience)
        if message.headers.get("slack") == PRESS or not message.headers.get("addressed"):
            return
        self._posting.add(message.id)
        try:
            await self._post(message)
        except _FAILURES as error:
            LOG.warning("the status of message %s was not posted: %s", message.id, code_of(error))
        finally:
            self._posting.discard(message.id)

    async def _post(self, message: IncomingMessage) -> None:
        text = await asyncio.to_thread(self._text, message)
        spot = await self._posts.spot(place_of(message.conversation))
        ts = await self._posts.post(spot, escaped(text))
        key = f"{_PREFIX}{message.id}"
        posted = Posted(key, spot.team_id, spot.channel_id, ts, message.sender, STATUS, self._services.clock())
        await asyncio.to_thread(self._keep, posted)

    def _text(self, message: IncomingMessage) -> str:
        """How many calendars are looked at, as far as the message tells."""
        with self._services.store.reading() as tx:
            speaker = tx.people.by_address(message.sender) or tx.people.by_slack_id(message.sender)
            named = (speaker, *(tx.people.by_slack_id(user) for user in mentioned(message.text)))
            count = sum(len(tx.connections.of(a)) for a in {p.address for p in named if p is not None})
        language = language_of(message.text, (speaker.language if speaker else "") or self._services.language)
        return say("slack_checking", language, count=count) if count else say("slack_working", language)

    def _left_over(self) -> list[Posted]:
        with self._services.store.reading() as tx:
            return [p for p in tx.slack.statuses() if self._over(tx, p.key.removeprefix(_PREFIX))]

    def _over(self, tx: Transaction, id: str) -> bool:
        return tx.inbox.handled(CHANNEL, id) and not tx.outbox.waiting(f"{CHANNEL}:{id}:0:")

    def _keep(self, posted: Posted) -> None:
        with self._services.store.transaction() as tx:
            tx.slack.posted(posted)

    def _drop(self, key: str) -> None:
        with self._services.store.transaction() as tx:
            tx.slack.drop(key)


def status_key(key: str) -> str:
    """Of the reply ``slack:MESSAGE:0:RECIPIENT``: the key of the status of its message; "" for other replies."""
    if ":0:" not in key or not key.startswith(f"{CHANNEL}:"):
        return ""
    return f"{_PREFIX}{key.removeprefix(f'{CHANNEL}:').rpartition(':0:')[0]}"
