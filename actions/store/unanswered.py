"""Whose words have come in and are not answered yet: what they ask for may be half done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.core.meeting import Meeting
from actions.store.documents import message_from_json
from actions.store.people import People
from actions.store.tables import conversation, inbox


@dataclass(frozen=True)
class Unanswered:
    """``senders`` (addresses) and ``meetings`` (ids that their threads are about) of messages not answered yet."""

    senders: Collection[str]
    meetings: Collection[str]

    def may_change(self, meeting: Meeting) -> bool:
        """True while somebody who takes part in ``meeting``, or manages it, waits for an answer."""
        people = {p.address for p in meeting.attendees} | {meeting.organizer, *meeting.delegates}
        return meeting.id in self.meetings or not people.isdisjoint(self.senders)


def unanswered(connection: Connection) -> Unanswered:
    """Of all messages that are being handled now, or were left by a process that died."""
    rows = connection.execute(sa.select(inbox.c.payload).where(inbox.c.handled_at.is_(None))).scalars()
    messages = [message_from_json(row) for row in rows]
    people = People(connection)
    known = [people.by_slack_id(m.sender) for m in messages]
    senders = {m.sender.lower() for m in messages} | {p.address for p in known if p is not None}
    threads = [(m.channel, m.conversation) for m in messages]
    about = sa.select(conversation.c.meeting_id).where(
        sa.tuple_(conversation.c.channel, conversation.c.conversation).in_(threads),
        conversation.c.meeting_id.is_not(None),
    )
    return Unanswered(senders, set(connection.execute(about).scalars()) if threads else set())
