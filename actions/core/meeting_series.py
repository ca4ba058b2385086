"""A series that ends early: everything before the named instance stays (RFC 5545 section 3.3.10, UNTIL)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from actions.core.meeting import STANDING, Meeting
from actions.core.meeting_booking import cancel
from actions.core.meeting_rules import allow, at, need_manager

_LIMIT = re.compile(r";?(?:UNTIL|COUNT)=[^;]*", re.I)


def end_series(meeting: Meeting, by: str, instance: datetime, now: datetime) -> Meeting:
    """The series without ``instance`` (its original start) and all after it; SEQUENCE + 1, what was before stays.

    Where nothing is left before it, the whole is called off as by `cancel`.

    Raises:
        MendableError: ``not_yours_to_change``, ``not_booked``, or a finished meeting.
    """
    allow(meeting, STANDING)
    need_manager(meeting, by)
    if not meeting.rrule or not starts_before(meeting, instance):
        return cancel(meeting, by, now)
    return at(
        meeting,
        now,
        rrule=until(meeting.rrule, instance),
        exdates=tuple(d for d in meeting.exdates if d < instance),
        moved=tuple(m for m in meeting.moved if m.recurrence_id < instance),
        sequence=meeting.sequence + 1,
    )


def until(rrule: str, instance: datetime) -> str:
    """The rule ending a second before ``instance``: UNTIL in UTC, as DTSTART has a zone; COUNT goes."""
    last = (instance - timedelta(seconds=1)).astimezone(timezone.utc)
    return f"{_LIMIT.sub('', rrule).lstrip(';')};UNTIL={last:%Y%m%dT%H%M%SZ}"


def starts_before(meeting: Meeting, instance: datetime) -> list[datetime]:
    """The original starts of the instances that stand before ``instance``, aware."""
    assert meeting.booked is not None
    assert meeting.rrule is not None
    zone = ZoneInfo(meeting.timezone)
    first, last = (m.astimezone(zone).replace(tzinfo=None) for m in (meeting.booked.start, instance))
    rule = rrulestr(_LIMIT.sub("", meeting.rrule), dtstart=first)
    walls = rule.between(first, last - timedelta(seconds=1), inc=True)
    dropped = set(meeting.exdates)
    return [start for wall in walls if (start := wall.replace(tzinfo=zone)) not in dropped]
