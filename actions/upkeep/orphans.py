"""Events of ours that no booking stands behind: a server took a write and did not say so, and undoing it failed."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from actions.services import Services
from actions.store.store import Transaction
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

LOG = logging.getLogger(__name__)
OURS = "@moim"  # how every UID ends that a meeting of ours was given
AHEAD = timedelta(days=60)


def sweep(services: Services, before: datetime) -> int:
    """Delete, from the calendars of everybody connected, events of meetings that were never booked and have rested
    since ``before``; returns how many. A calendar that cannot be read or written is left for the next time."""
    with services.store.reading() as tx:
        people = sorted({c.person for c in tx.connections.all()})
    return sum(_sweep(services, address, before) for address in people)


def _sweep(services: Services, address: str, before: datetime) -> int:
    try:
        calendar = services.calendars.writable(address)
        if calendar is None:
            return 0
        found = {e.uid: e for e in calendar.events(Interval(before, before + AHEAD)) if e.uid.endswith(OURS)}
        with services.store.reading() as tx:
            orphans = [uid for uid in found if _never_booked(tx, uid, before)]
        for uid in orphans:
            LOG.warning("an event that was never booked is taken out of the calendar of %s: %s", address, uid)
            calendar.delete(uid, found[uid].etag)
    except CalendarError as error:
        LOG.warning("the calendar of %s was not swept: %s", address, error)
        return 0
    return len(orphans)


def _never_booked(tx: Transaction, uid: str, before: datetime) -> bool:
    meeting = tx.meetings.by_uid(uid)
    if meeting is None or meeting.booked is not None or meeting.chosen is not None:
        return False
    return (meeting.updated_at or meeting.created_at) < before
