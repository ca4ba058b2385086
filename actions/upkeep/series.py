"""Series as time goes on: the next instances are claimed, so that a rule without end is kept free a stretch ahead."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from actions.core.meeting import STANDING, Meeting
from actions.core.meeting_claims import claimed
from actions.services import Services
from actions.store.errors import Stale

LOG = logging.getLogger(__name__)
EVERY = timedelta(hours=6)


def look_ahead(services: Services, now: datetime) -> tuple[int, int]:
    """Go over every series that stands; how many were looked at, and how many failed (logged, tried the next time)."""
    with services.store.reading() as tx:
        found = tx.meetings.series()
    failed = 0
    for meeting in found:
        for work in STEPS:
            try:
                work(services, meeting, now)
            except Stale:
                continue  # somebody else saved it meanwhile, and with it what it takes
            except Exception:
                LOG.exception("series %s could not be looked at", meeting.id)
                failed += 1
    return len(found), failed


def claim_ahead(services: Services, meeting: Meeting, now: datetime) -> None:
    """Its claims are those of the next instances by now; what another meeting has got before is left to that."""
    with services.store.transaction() as tx:
        current = tx.meetings.get(meeting.id)
        if current is not None and current.state in STANDING:
            tx.claims.follow(claimed(current, now), current.id)


STEPS: tuple[Callable[[Services, Meeting, datetime], object], ...] = (claim_ahead,)
