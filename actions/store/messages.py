"""Inbox and outbox: every message handled once, every reply delivered at least once under one key.

An item is leased to whoever takes it; when that process dies, the lease runs out and the item is due again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.messages import IncomingMessage, Reply
from actions.store.documents import message_from_json, message_to_json, reply_from_json, reply_to_json
from actions.store.records import InboxItem, OutboxItem
from actions.store.sql import insert_new
from actions.store.tables import inbox, outbox
from actions.store.traces import ONCE

LEASE = timedelta(minutes=2)
QUEUED = timedelta(minutes=10)  # how long a message may wait for its channel's own worker

_ITS = sa.and_(inbox.c.channel == sa.bindparam("its_channel"), inbox.c.message_id == sa.bindparam("its_id"))
_HANDLED = sa.select(inbox.c.id).where(_ITS, inbox.c.handled_at.is_not(None))
_DONE = sa.update(inbox).where(_ITS, inbox.c.handled_at.is_(None))


class Inbox:
    """What came in, under (channel, id)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def receive(self, message: IncomingMessage, now: datetime, *, lease: timedelta = LEASE) -> bool:
        """Store the message and lease it to the caller; False when its id came in before (then do nothing)."""
        row: dict[str, Any] = {"channel": message.channel, "message_id": message.id}
        row |= {"payload": message_to_json(message), "received_at": now, "leased_until": now + lease, "attempts": 1}
        row |= {"handled_at": None, "outcome": ""}
        return insert_new(self._connection, inbox, row)

    def enqueue(self, message: IncomingMessage, now: datetime, *, grace: timedelta = QUEUED) -> bool:
        """Store the message for whoever takes it next with `take`; False when its id came in before.

        Nobody else looks at it before ``grace`` has passed.
        """
        row: dict[str, Any] = {"channel": message.channel, "message_id": message.id}
        row |= {"payload": message_to_json(message), "received_at": now, "leased_until": now + grace, "attempts": 0}
        return insert_new(self._connection, inbox, {**row, "handled_at": None, "outcome": ""})

    def take(self, channel: str, now: datetime, *, lease: timedelta = LEASE, limit: int = 20) -> list[InboxItem]:
        """Enqueued messages of a channel that nobody has taken yet, leased to the caller, in the order of sending."""
        fresh = sa.and_(inbox.c.channel == channel, inbox.c.handled_at.is_(None), inbox.c.attempts == 0)
        rows = self._connection.execute(_locked(sa.select(inbox).where(fresh), inbox.c.id, limit)).all()
        taken = {"leased_until": now + lease, "attempts": 1}
        self._connection.execute(sa.update(inbox).where(inbox.c.id.in_([r.id for r in rows])).values(**taken))
        items = [InboxItem(r.channel, r.message_id, message_from_json(r.payload), r.received_at, 1) for r in rows]
        return sorted(items, key=lambda item: item.message.sent_at)

    def find(self, channel: str, message_id: str) -> InboxItem | None:
        """The message of that id, handled or not."""
        row = self._connection.execute(sa.select(inbox).where(_this(channel, message_id))).first()
        if row is None:
            return None
        return InboxItem(row.channel, row.message_id, message_from_json(row.payload), row.received_at, row.attempts)

    def versions(self, channel: str, message_id: str) -> list[InboxItem]:
        """Later versions of a message: those whose id is its id, a colon and more."""
        like = inbox.c.message_id.startswith(f"{message_id}:", autoescape=True)
        rows = self._connection.execute(sa.select(inbox).where(sa.and_(inbox.c.channel == channel, like)))
        return [
            InboxItem(r.channel, r.message_id, message_from_json(r.payload), r.received_at, r.attempts) for r in rows
        ]

    def rewrite(self, message: IncomingMessage) -> bool:
        """Keep ``message`` in place of the one of its id; False when there is none."""
        mine = sa.update(inbox).where(_this(message.channel, message.id))
        return self._connection.execute(mine.values(payload=message_to_json(message))).rowcount == 1

    def done(self, channel: str, message_id: str, outcome: str, now: datetime) -> bool:
        """Mark as handled, in the transaction that holds its effects; False when it was handled before."""
        handled = {"handled_at": now, "leased_until": None, "outcome": outcome}
        its = {"its_channel": channel, "its_id": message_id}
        return self._connection.execute(_DONE, {**handled, **its}).rowcount == 1

    def handled(self, channel: str, message_id: str) -> bool:
        """True when this message was received and is done."""
        return self._connection.execute(_HANDLED, {"its_channel": channel, "its_id": message_id}).first() is not None

    def pending(self, now: datetime, *, lease: timedelta = LEASE, limit: int = 20) -> list[InboxItem]:
        """Messages left unhandled by a process that died, leased to the caller, the oldest first."""
        waiting = sa.and_(inbox.c.handled_at.is_(None), inbox.c.leased_until <= now)
        rows = self._connection.execute(_locked(sa.select(inbox).where(waiting), inbox.c.id, limit)).all()
        taken = {"leased_until": now + lease, "attempts": inbox.c.attempts + 1}
        self._connection.execute(sa.update(inbox).where(inbox.c.id.in_([r.id for r in rows])).values(**taken))
        return [
            InboxItem(r.channel, r.message_id, message_from_json(r.payload), r.received_at, r.attempts + 1)
            for r in rows
        ]


class Outbox:
    """What goes out, under an idempotency key that the caller derives from its cause (never at random)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, key: str, reply: Reply, now: datetime, *, meeting_id: str | None = None, at: datetime | None = None
    ) -> bool:
        """Queue ``reply`` (not before ``at``); False when ``key`` was queued before: nothing is sent twice."""
        row: dict[str, Any] = {"key": key, "recipient": reply.to, "meeting_id": meeting_id}
        row |= {"payload": reply_to_json(reply), "state": "pending", "attempts": 0, "created_at": now}
        row |= {"next_attempt_at": at or now, "sent_at": None, "receipt": "", "last_error": ""}
        return insert_new(self._connection, outbox, row)

    def due(
        self, now: datetime, *, lease: timedelta = LEASE, limit: int = 20, channel: str | None = None
    ) -> list[OutboxItem]:
        """Replies to be sent now (by one channel), in the order queued, leased to the caller: nobody else gets them
        meanwhile."""
        waiting = sa.and_(outbox.c.state == "pending", outbox.c.next_attempt_at <= now)
        if channel is not None:
            waiting = sa.and_(waiting, outbox.c.payload["channel"].as_string() == channel)
        rows = self._connection.execute(_locked(sa.select(outbox).where(waiting), outbox.c.id, limit)).all()
        taken = {"next_attempt_at": now + lease, "attempts": outbox.c.attempts + 1}
        self._connection.execute(sa.update(outbox).where(outbox.c.id.in_([r.id for r in rows])).values(**taken))
        return [OutboxItem(r.key, reply_from_json(r.payload), r.meeting_id, r.attempts + 1, r.created_at) for r in rows]

    def sent(self, key: str, now: datetime, receipt: str = "") -> bool:
        """Delivered; ``receipt`` is the channel's id of it. False when it was marked before."""
        if key.startswith(ONCE):  # the last word to somebody who is to be forgotten
            return self._connection.execute(sa.delete(outbox).where(outbox.c.key == key)).rowcount == 1
        done = {"state": "sent", "sent_at": now, "receipt": receipt}
        return self._update(key, done)

    def failed(self, key: str, error: str, retry_at: datetime | None = None) -> bool:
        """Not delivered: due again at ``retry_at``, or given up for good when that is None."""
        again = {"state": "failed"} if retry_at is None else {"next_attempt_at": retry_at}
        return self._update(key, {**again, "last_error": error})

    def find(self, key: str) -> OutboxItem | None:
        """The reply under that key, sent or not."""
        row = self._connection.execute(sa.select(outbox).where(outbox.c.key == key)).first()
        if row is None:
            return None
        return OutboxItem(row.key, reply_from_json(row.payload), row.meeting_id, row.attempts, row.created_at)

    def delivered(self, channel: str) -> list[OutboxItem]:
        """Everything that a channel has sent, in the order queued."""
        mine = sa.and_(outbox.c.state == "sent", outbox.c.payload["channel"].as_string() == channel)
        rows = self._connection.execute(sa.select(outbox).where(mine).order_by(outbox.c.id))
        return [OutboxItem(r.key, reply_from_json(r.payload), r.meeting_id, r.attempts, r.created_at) for r in rows]

    def waiting(self, prefix: str) -> bool:
        """True while a reply whose key begins so is to be delivered."""
        mine = sa.and_(outbox.c.key.startswith(prefix, autoescape=True), outbox.c.state == "pending")
        return self._connection.execute(sa.select(outbox.c.id).where(mine)).first() is not None

    def meetings_under(self, prefix: str) -> list[str]:
        """The ids of the meetings that replies are about whose keys begin so."""
        mine = sa.and_(outbox.c.key.startswith(prefix, autoescape=True), outbox.c.meeting_id.is_not(None))
        return list(self._connection.execute(sa.select(outbox.c.meeting_id).where(mine).distinct()).scalars())

    def began(self, meeting_id: str) -> str:
        """The key of the first reply about a meeting, or ""."""
        first = sa.select(outbox.c.key).where(outbox.c.meeting_id == meeting_id).order_by(outbox.c.id)
        return str(self._connection.execute(first).scalar() or "")

    def withdraw(self, meeting_id: str) -> int:
        """Drop what is queued for a meeting and not sent yet; returns how many."""
        mine = sa.and_(outbox.c.meeting_id == meeting_id, outbox.c.state == "pending")
        return int(self._connection.execute(sa.delete(outbox).where(mine)).rowcount)

    def _update(self, key: str, values: dict[str, Any]) -> bool:
        mine = sa.and_(outbox.c.key == key, outbox.c.state == "pending")
        return self._connection.execute(sa.update(outbox).where(mine).values(**values)).rowcount == 1


def _this(channel: str, message_id: str) -> Any:
    return sa.and_(inbox.c.channel == channel, inbox.c.message_id == message_id)


def _locked(query: Any, order: Any, limit: int) -> Any:
    """The first ``limit`` rows, locked where the database locks rows, those of others skipped."""
    return query.order_by(order).limit(limit).with_for_update(skip_locked=True)
