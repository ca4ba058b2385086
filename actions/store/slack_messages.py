"""Slack's events, threads and messages: what came in, where the assistant takes part, what its buttons stand for."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.store.sql import insert_new, upsert
from actions.store.tables import meeting, slack_event, slack_message, slack_thread, slack_token

STATUS, OPEN, CLOSED = "status", "open", "closed"


@dataclass(frozen=True)
class Posted:
    """A message of ours in Slack. ``key`` is the outbox's; ``round`` that of the offers shown, 0 without any.

    ``state``: ``status`` (says that work goes on, and is replaced), ``open`` (something can be pressed) or ``closed``.
    """

    key: str
    team_id: str
    channel_id: str
    ts: str
    recipient: str
    state: str
    sent_at: datetime
    meeting_id: str | None = None
    round: int = 0


@dataclass(frozen=True)
class Token:
    """What a button stands for: ``kind`` is pick, more, none or other; ``number`` (1-based) the offer of a pick.

    ``used_by`` is the id of the message that its press became; "" while nobody has pressed it.
    """

    token: str
    kind: str
    meeting_id: str
    round: int
    message_key: str
    created_at: datetime
    number: int = 0
    used_at: datetime | None = None
    used_by: str = ""


class SlackMessages:
    """The traffic of all workspaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def new_event(self, event_id: str, now: datetime) -> bool:
        """True the first time that this event is delivered."""
        return insert_new(self._connection, slack_event, {"event_id": event_id, "received_at": now})

    def prune(self, before: datetime) -> int:
        """Forget events that nobody will deliver again, and buttons as old."""
        self._connection.execute(sa.delete(slack_token).where(slack_token.c.used_at < before))
        return int(self._connection.execute(sa.delete(slack_event).where(slack_event.c.received_at < before)).rowcount)

    def join(self, team_id: str, channel_id: str, thread_ts: str, now: datetime) -> bool:
        """From now on the assistant takes part in this thread ("" for a whole group DM)."""
        row = {"team_id": team_id, "channel_id": channel_id, "thread_ts": thread_ts, "joined_at": now}
        return insert_new(self._connection, slack_thread, row)

    def joined(self, team_id: str, channel_id: str, thread_ts: str) -> bool:
        """True when it takes part there."""
        mine = sa.and_(
            slack_thread.c.team_id == team_id,
            slack_thread.c.channel_id == channel_id,
            slack_thread.c.thread_ts == thread_ts,
        )
        return self._connection.execute(sa.select(slack_thread.c.team_id).where(mine)).first() is not None

    def posted(self, value: Posted) -> None:
        """Remember a message of ours, or how it has changed."""
        upsert(self._connection, slack_message, asdict(value), ["key"])

    def by_key(self, key: str) -> Posted | None:
        """The message sent under that key."""
        return self._one(slack_message.c.key == key)

    def at(self, channel_id: str, ts: str) -> Posted | None:
        """Our message at that place."""
        return self._one(sa.and_(slack_message.c.channel_id == channel_id, slack_message.c.ts == ts))

    def outdated(self, limit: int = 100) -> list[Posted]:
        """Messages in which something can be pressed though their meeting has changed since they were drawn, or is
        gone; the oldest first."""
        newer = sa.or_(meeting.c.id.is_(None), meeting.c.updated_at >= slack_message.c.sent_at)
        both = slack_message.outerjoin(meeting, meeting.c.id == slack_message.c.meeting_id)
        still = sa.select(slack_message).select_from(both).where(sa.and_(slack_message.c.state == OPEN, newer))
        rows = self._connection.execute(still.order_by(slack_message.c.sent_at).limit(limit))
        return [Posted(**row._mapping) for row in rows]

    def statuses(self, limit: int = 100) -> list[Posted]:
        """Messages that only say that work goes on."""
        waiting = sa.select(slack_message).where(slack_message.c.state == STATUS).limit(limit)
        return [Posted(**row._mapping) for row in self._connection.execute(waiting)]

    def drop(self, key: str) -> None:
        """The message is no longer there."""
        self._connection.execute(sa.delete(slack_message).where(slack_message.c.key == key))

    def issue(self, kind: str, meeting_id: str, round: int, message_key: str, now: datetime, *, number: int = 0) -> str:
        """A new button's token: opaque, for one press."""
        token = Token(secrets.token_urlsafe(18), kind, meeting_id, round, message_key, now, number)
        self._connection.execute(sa.insert(slack_token).values(**asdict(token)))
        return token.token

    def token(self, token: str) -> Token | None:
        """What a button stands for."""
        row = self._connection.execute(sa.select(slack_token).where(slack_token.c.token == token)).first()
        return Token(**row._mapping) if row else None

    def use(self, token: str, by: str, now: datetime) -> bool:
        """True for the one press that counts, also when that one is handled anew; ``by`` is the id of its message."""
        free = sa.and_(
            slack_token.c.token == token, sa.or_(slack_token.c.used_at.is_(None), slack_token.c.used_by == by)
        )
        taken = sa.update(slack_token).where(free).values(used_at=now, used_by=by)
        return self._connection.execute(taken).rowcount == 1

    def spend(self, message_key: str, now: datetime) -> None:
        """Whatever could be pressed in a message counts as pressed: it shows other buttons now, or none."""
        mine = sa.and_(slack_token.c.message_key == message_key, slack_token.c.used_at.is_(None))
        self._connection.execute(sa.update(slack_token).where(mine).values(used_at=now))

    def forget(self, team_id: str) -> None:
        """Everything of a workspace that has sent the assistant away."""
        keys = sa.select(slack_message.c.key).where(slack_message.c.team_id == team_id)
        self._connection.execute(sa.delete(slack_token).where(slack_token.c.message_key.in_(keys)))
        for table in (slack_message, slack_thread):
            self._connection.execute(sa.delete(table).where(table.c.team_id == team_id))

    def _one(self, where: Any) -> Posted | None:
        row = self._connection.execute(sa.select(slack_message).where(where)).first()
        return Posted(**row._mapping) if row else None
