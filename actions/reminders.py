"""Timers that are due become messages in the outbox; each fires once, however many processes look."""

from __future__ import annotations

from datetime import datetime

from actions.messages import Reply
from actions.services import Services
from actions.store.records import Timer
from actions.texts import say


def fire_due(services: Services, now: datetime) -> int:
    """Fire every reminder that is due; returns how many."""
    with services.store.reading() as tx:
        due = [t for t in tx.timers.due(now) if t.kind == "reminder"]
    return sum(_fire(services, timer, now) for timer in due)


def _fire(services: Services, timer: Timer, now: datetime) -> bool:
    said = timer.payload
    text = say("reminder_fires", said["language"], what=said["what"])
    reply = Reply(said["to"], said["channel"], said["conversation"], text, said["language"], said.get("subject", ""))
    with services.store.transaction() as tx:
        if not tx.timers.fire(timer.key, now):
            return False
        tx.outbox.put(timer.key, reply, now)
    return True
