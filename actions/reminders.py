"""Timers that are due become messages in the outbox; each fires once, however many processes look."""

from __future__ import annotations

import logging
from datetime import datetime

from actions.messages import Reply
from actions.services import Services
from actions.store.records import Timer
from actions.texts import say

LOG = logging.getLogger(__name__)


def fire_due(services: Services, now: datetime) -> int:
    """Fire every reminder that is due; returns how many. One that cannot be sent is logged and holds up no other."""
    with services.store.reading() as tx:
        due = tx.timers.due(now, kind="reminder")
    return sum(_safely(services, timer, now) for timer in due)


def _safely(services: Services, timer: Timer, now: datetime) -> bool:
    try:
        return _fire(services, timer, now)
    except Exception:
        LOG.exception("reminder %s could not be sent", timer.key)
        return False


def _fire(services: Services, timer: Timer, now: datetime) -> bool:
    said = timer.payload
    text = say("reminder_fires", said["language"], what=said["what"])
    reply = Reply(said["to"], said["channel"], said["conversation"], text, said["language"], said.get("subject", ""))
    with services.store.transaction() as tx:
        if not tx.timers.fire(timer.key, now):
            return False
        tx.outbox.put(timer.key, reply, now)
    return True
