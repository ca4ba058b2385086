"""Letters about one thing of several that a turn does, queued in the transaction that saves that one."""

from __future__ import annotations

from collections.abc import Iterable

from actions.core.meeting import Meeting
from actions.journeys.turn import Turn
from actions.messages import Reply
from actions.store.store import Transaction


def put(tx: Transaction, turn: Turn, what: str, replies: Iterable[Reply], meeting: Meeting) -> None:
    """Queue ``replies``; ``what`` tells this thing from the others of the turn. Queued again they count once."""
    for number, reply in enumerate(replies):
        key = f"{turn.message.channel}:{turn.message.id}:{what}:{number}:{reply.to}"
        tx.outbox.put(key, reply, turn.now, meeting_id=meeting.id)
