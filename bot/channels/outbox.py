"""Delivers what stands in the outbox: in order, retried with growing pauses, never twice under one key."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from actions.store.records import OutboxItem
from actions.store.store import Store

LOG = logging.getLogger(__name__)
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)

Send = Callable[[OutboxItem], str]  # delivers one reply and returns the channel's id of it; raises when it could not


def deliver(store: Store, send: Send, now: datetime, limit: int = 100) -> int:
    """Send what is due; returns how many were delivered. A failure is tried again 5, 10, 20 … seconds later, and
    given up after 8 attempts."""
    with store.transaction() as tx:
        due = tx.outbox.due(now, limit=limit)
    return sum(_one(store, send, item, now) for item in due)


def _one(store: Store, send: Send, item: OutboxItem, now: datetime) -> bool:
    try:
        receipt = send(item)
    except Exception as error:
        LOG.warning("reply %s was not delivered (attempt %d): %s", item.key, item.attempts, error)
        again = None if item.attempts >= ATTEMPTS else now + FIRST_PAUSE * 2 ** (item.attempts - 1)
        with store.transaction() as tx:
            tx.outbox.failed(item.key, str(error), again)
        return False
    with store.transaction() as tx:
        return tx.outbox.sent(item.key, now, receipt)
