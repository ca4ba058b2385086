"""What each thread is about."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.store.records import Conversation
from actions.store.sql import upsert
from actions.store.tables import conversation

_THIS = sa.select(conversation).where(
    conversation.c.channel == sa.bindparam("its_channel"), conversation.c.conversation == sa.bindparam("its_name")
)


class Conversations:
    """One row a thread: the meeting talked about and the question last asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, channel: str, name: str) -> Conversation:
        """The thread's row; an empty one when nothing is known of it yet."""
        row = self._connection.execute(_THIS, {"its_channel": channel, "its_name": name}).first()
        return (
            Conversation(channel, name, row.meeting_id, row.pending, row.data) if row else Conversation(channel, name)
        )

    def put(self, value: Conversation, now: datetime) -> None:
        """Write the thread's row."""
        names = ("channel", "conversation", "meeting_id", "pending", "data")
        row = {name: getattr(value, name) for name in names} | {"updated_at": now}
        upsert(self._connection, conversation, row, ["channel", "conversation"])

    def about(self, meeting_id: str) -> list[Conversation]:
        """The threads in which this meeting is the one talked about."""
        rows = self._connection.execute(sa.select(conversation).where(conversation.c.meeting_id == meeting_id))
        return [Conversation(r.channel, r.conversation, r.meeting_id, r.pending, r.data) for r in rows]
