"""Delivers Slack's part of the outbox: in order within a conversation, as slowly as Slack asks, never twice.

Each message carries the hash of its key as metadata; before one is tried again, it is looked for where it may already
stand (https://api.slack.com/metadata).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import groupby

from slack_sdk.errors import SlackApiError

from actions.services import Services
from actions.store.records import OutboxItem
from actions.store.slack_messages import CLOSED, OPEN, Posted
from actions.store.traces import ONCE
from actions.texts import say
from bot.channels.outbox import ATTEMPTS, FIRST_PAUSE
from bot.channels.slack.blocks import escaped
from bot.channels.slack.board import Board
from bot.channels.slack.places import CHANNEL, Place, place_of
from bot.channels.slack.posting import SHUT, Posts, Spot, Undeliverable, asked_to_wait, code_of, for_good, is_user
from bot.channels.slack.status import Status, status_key

LOG = logging.getLogger(__name__)
POLL = 1.0  # seconds until the outbox is looked at without being woken
EVENT = "moim_reply"  # the type of our metadata
AT_ONCE = 8  # conversations


class Sender:
    """Run `forever`, or `once` where something else keeps time; `wake` makes it look at once.

    ``told`` hears of everything that was delivered.
    """

    def __init__(
        self, services: Services, posts: Posts, board: Board, status: Status, told: Callable[[OutboxItem], object]
    ) -> None:
        self._services = services
        self._posts = posts
        self._board = board
        self._statuses = status
        self._told = told
        self._woken = asyncio.Event()
        self._places = asyncio.Semaphore(AT_ONCE)

    def wake(self) -> None:
        """There is something to deliver; call it in the event loop."""
        self._woken.set()

    async def forever(self) -> None:
        """Deliver until cancelled."""
        while True:
            try:
                await self.once()
                await self._board.refresh()
                await self._statuses.sweep()
            except Exception:
                LOG.exception("delivering failed; it is tried again")
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._woken.wait(), POLL)
            self._woken.clear()

    async def once(self) -> int:
        """Deliver what is due; returns how many went out."""
        items = await asyncio.to_thread(self._due)
        ordered = sorted(items, key=lambda item: item.reply.conversation)  # stable: the order within one stays
        groups = [list(g) for _, g in groupby(ordered, key=lambda item: item.reply.conversation)]
        return sum(await asyncio.gather(*(self._all_of(group) for group in groups)))

    async def _all_of(self, items: Sequence[OutboxItem]) -> int:
        """Of one conversation, one after the other; what follows a failure waits with it."""
        async with self._places:
            sent = 0
            for item in items:
                if not await self._one(item):
                    await asyncio.to_thread(self._put_back, items[items.index(item) + 1 :])
                    break
                sent += 1
            return sent

    async def _one(self, item: OutboxItem) -> bool:
        try:
            receipt = await self._send(item)
        except Exception as error:
            await asyncio.to_thread(self._failed, item, error)
            return for_good(error)
        await asyncio.to_thread(self._sent, item, receipt)
        self._told(item)
        return True

    async def _send(self, item: OutboxItem) -> str:
        """Where it belongs; to the person directly where that place is shut or others read along."""
        place = place_of(item.reply.conversation)
        if not place.direct and item.reply.personal and not item.reply.ephemeral:
            receipt = await self._at(item, await self._own(item, place))
            await self._point(item, place)
            return receipt
        try:
            return await self._at(item, place)
        except SlackApiError as error:
            if place.direct or item.reply.ephemeral or code_of(error) not in SHUT:
                raise
            return await self._at(item, await self._own(item, place))

    async def _at(self, item: OutboxItem, place: Place) -> str:
        spot = await self._posts.spot(place)
        if item.reply.ephemeral:
            user = (await self._own(item, place)).user_id
            return await self._posts.whisper(spot, user, escaped(item.reply.text))
        if item.attempts > 1 and (ts := await self._stands(spot, item)):
            return ts
        text, blocks, round = await asyncio.to_thread(self._board.draw, item.key, item.reply, item.meeting_id)
        metadata = {"event_type": EVENT, "event_payload": {"key": mark_of(item.key)}}
        status = await asyncio.to_thread(self._status, item.key)
        if status is not None and (status.team_id, status.channel_id) == (spot.team_id, spot.channel_id):
            await self._posts.update(spot, status.ts, text, blocks, metadata=metadata)
            ts = status.ts
        else:
            ts = await self._posts.post(spot, text, blocks, metadata=metadata)
        state = OPEN if round else CLOSED
        sent = (item.key, spot.team_id, spot.channel_id, ts, item.reply.to, state)
        posted = Posted(*sent, self._services.clock(), item.meeting_id, round)
        await asyncio.to_thread(self._posted, posted, status if status and status.ts == ts else None)
        return ts

    async def _own(self, item: OutboxItem, place: Place) -> Place:
        """The recipient's direct messages."""
        if place.direct:
            return place
        user = await asyncio.to_thread(self._user_of, item.reply.to)
        return Place(user_id=user)

    async def _point(self, item: OutboxItem, place: Place) -> None:
        """In the thread stands only that there is an answer; nobody waits for this line."""
        try:
            user = await asyncio.to_thread(self._user_of, item.reply.to)
            spot = await self._posts.spot(place)
            await self._posts.post(spot, say("slack_answered_directly", item.reply.language, user=f"<@{user}>"))
        except (SlackApiError, OSError, asyncio.TimeoutError, Undeliverable) as error:
            LOG.warning("the pointer to reply %s was not posted: %s", mark_of(item.key), code_of(error))

    async def _stands(self, spot: Spot, item: OutboxItem) -> str:
        """The ts of this very reply where an earlier attempt did arrive, else ""."""
        web = await self._posts.web(spot.team_id)
        oldest = str((item.created_at - timedelta(minutes=1)).timestamp())
        asked = {"channel": spot.channel_id, "oldest": oldest, "limit": "100", "include_all_metadata": "true"}
        if spot.thread_ts:
            answer = await web.api_call("conversations.replies", data={**asked, "ts": spot.thread_ts})
        else:
            answer = await web.api_call("conversations.history", data=asked)
        for message in answer.get("messages") or ():
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == EVENT and metadata["event_payload"].get("key") == mark_of(item.key):
                return str(message["ts"])
        return ""

    def _due(self) -> list[OutboxItem]:
        with self._services.store.transaction() as tx:
            return tx.outbox.due(self._services.clock(), limit=100, channel=CHANNEL)

    def _put_back(self, items: Sequence[OutboxItem]) -> None:
        with self._services.store.transaction() as tx:
            for item in items:
                tx.outbox.failed(item.key, "waits for an earlier one", self._services.clock() + FIRST_PAUSE)

    def _sent(self, item: OutboxItem, receipt: str) -> None:
        with self._services.store.transaction() as tx:
            tx.outbox.sent(item.key, self._services.clock(), receipt)

    def _failed(self, item: OutboxItem, error: Exception) -> None:
        """Again later, longer each time; as long as Slack only asks to wait, for ever."""
        now, wait = self._services.clock(), asked_to_wait(error)
        LOG.warning("reply %s was not delivered (attempt %d): %s", mark_of(item.key), item.attempts, code_of(error))
        again = now + (wait or FIRST_PAUSE * 2 ** (item.attempts - 1))
        given_up = for_good(error) or (wait is None and item.attempts >= ATTEMPTS)
        with self._services.store.transaction() as tx:
            tx.outbox.failed(item.key, code_of(error), None if given_up else again)

    def _status(self, key: str) -> Posted | None:
        """The message that says that this reply is being worked on."""
        with self._services.store.reading() as tx:
            return tx.slack.by_key(status_key(key))

    def _posted(self, posted: Posted, status: Posted | None) -> None:
        with self._services.store.transaction() as tx:
            if not posted.key.startswith(ONCE):  # the last word to somebody who is to be forgotten
                tx.slack.posted(posted)
            if status is not None:
                tx.slack.drop(status.key)

    def _user_of(self, address: str) -> str:
        if is_user(address):
            return address
        with self._services.store.reading() as tx:
            person = tx.people.by_address(address)
        if person is None or not person.slack_id:
            raise Undeliverable("the recipient is not known in Slack")
        return person.slack_id


def mark_of(key: str) -> str:
    """What stands for a key where others read it: a key holds addresses."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
