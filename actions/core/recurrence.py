"""The occurrences of a recurrence in a window (RFC 5545 section 3.3.10), by python-dateutil.

Occurrences keep their wall clock across changes of the clock; a wall time in a gap takes the offset before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from actions.core.intervals import union
from actions.core.times.types import Grain, Kind, Polarity, TimeConstraint
from calendar_adapters.types import Interval

UTC = timezone.utc

# how long something is that has no end of its own: "not at 3" keeps clear of an hour
EXTENTS = {
    Grain.SECOND: timedelta(minutes=30),
    Grain.MINUTE: timedelta(minutes=30),
    Grain.HOUR: timedelta(hours=1),
    Grain.DAY: timedelta(days=1),
    Grain.WEEK: timedelta(days=7),
    Grain.MONTH: timedelta(days=30),
    Grain.QUARTER: timedelta(days=91),
    Grain.YEAR: timedelta(days=365),
}
LONG_PART = timedelta(hours=2)
AHEAD = 8  # instances of a series that are looked at, and claimed
FARTHEST = timedelta(days=400)  # those beyond it are not

_EVERY = re.compile(
    r"매|마다|격주|격월|\b(?:every|each|daily|weekly|monthly|biweekly|quarterly|yearly)\b", re.IGNORECASE
)
_UNTIL = re.compile(r";?UNTIL=(\d{8})(?:T(\d{6})(Z?))?")


def is_series(constraint: TimeConstraint) -> bool:
    """True for the rule of a recurring meeting, False for a part of the day that comes round ("mornings next week").

    A part of the day is daily and long, and does not say "every"; what is to be avoided is never a meeting's rule.
    """
    if constraint.kind is not Kind.RECURRENCE or constraint.polarity is Polarity.AVOID:
        return False
    if _EVERY.search(constraint.text) or "FREQ=DAILY" not in (constraint.rrule or ""):
        return True
    if constraint.start is None or constraint.end is None:
        return True
    return not constraint.vague and constraint.end - constraint.start < LONG_PART


def extent(constraint: TimeConstraint) -> timedelta:
    """From its start to its end, or as long as its grain where no end was said."""
    if constraint.start and constraint.end and constraint.start < constraint.end:
        return constraint.end - constraint.start
    return EXTENTS[constraint.grain or Grain.HOUR]


def occurrences(constraint: TimeConstraint, within: Interval, zone: ZoneInfo) -> tuple[Interval, ...]:
    """The stretches of a recurrence that meet ``within``, UTC, merged where they touch; not cut at its edges.

    Raises:
        ValueError: the rule cannot be read.
    """
    from dateutil.rrule import rrulestr

    if constraint.start is None or not constraint.rrule:
        return ()
    first = _local(constraint.start, zone)
    length = extent(constraint)
    rule, until = _without_until(constraint.rrule, zone)
    low, high = (_local(side, zone) for side in (within.start, within.end))
    last = min(high, until) if until else high
    found = rrulestr(rule, dtstart=first).between(low - length - timedelta(days=1), last, inc=True)
    stretches = (
        Interval(_utc(start, zone), max(_utc(start + length, zone), _utc(start, zone) + timedelta(minutes=1)))
        for start in found
    )
    return union(stretch for stretch in stretches if stretch.overlaps(within))


def instances(
    rrule: str, first: datetime, zone: ZoneInfo, count: int = 8, *, without: Collection[datetime] = ()
) -> tuple[datetime, ...]:
    """The first ``count`` starts (UTC) of a series that begins at ``first`` (aware), on the wall clock of ``zone``.

    UNTIL and COUNT end it; ``first`` counts as the first instance (RFC 5545 section 3.8.5.3). ``without`` are starts
    left out (EXDATE); they do not count.

    Raises:
        ValueError: the rule cannot be read.
    """
    from dateutil.rrule import rrulestr

    rule, until = _without_until(rrule, zone)
    begin = _local(first, zone)
    found = rrulestr(rule, dtstart=begin)
    dropped = {moment.astimezone(UTC) for moment in without}
    starts: list[datetime] = [] if first.astimezone(UTC) in dropped else [first.astimezone(UTC)]
    for wall in found.xafter(begin, count=count + len(dropped), inc=False):
        start = _utc(wall, zone)
        if len(starts) >= count or (until is not None and wall > until):
            break
        if start not in dropped:
            starts.append(start)
    return tuple(starts[:count])


def instances_from(
    rrule: str, first: datetime, zone: ZoneInfo, since: datetime, count: int, *, without: Collection[datetime] = ()
) -> tuple[datetime, ...]:
    """As `instances`, but the first ``count`` starts that are not before ``since`` (aware)."""
    from dateutil.rrule import rrulestr

    rule, until = _without_until(rrule, zone)
    begin, wall = _local(first, zone), _local(since, zone)
    dropped = {moment.astimezone(UTC) for moment in without}
    starts = [s for s in (first.astimezone(UTC),) if s >= since and s not in dropped]
    for found in rrulestr(rule, dtstart=begin).xafter(max(begin, wall - timedelta(hours=3)), inc=wall > begin):
        start = _utc(found, zone)
        if len(starts) >= count or (until is not None and found > until):
            break
        if start >= since and start not in dropped and found != begin:
            starts.append(start)
    return tuple(starts[:count])


def ordinal(rrule: str, first: datetime, zone: ZoneInfo, start: datetime) -> int:
    """How many instances of the series, left out or not, come before the one at ``start`` (aware)."""
    from dateutil.rrule import rrulestr

    rule, _ = _without_until(rrule, zone)
    begin, wall = _local(first, zone), _local(start, zone)
    if wall <= begin:
        return 0
    return 1 + len(rrulestr(rule, dtstart=begin).between(begin, wall, inc=False))


def begins(rrule: str, start: datetime, zone: ZoneInfo) -> bool:
    """True when a series of this rule can begin at ``start`` (aware): its day is one of the rule's."""
    from dateutil.rrule import rrulestr

    wall = _local(start, zone)
    rule = re.sub(r";?COUNT=\d+", "", _without_until(rrule, zone)[0]).strip(";")
    return next(iter(rrulestr(rule, dtstart=wall)), None) == wall


def _without_until(rrule: str, zone: ZoneInfo) -> tuple[str, datetime | None]:
    """The rule without UNTIL, and UNTIL as a local wall time (a date means its whole day)."""
    found = _UNTIL.search(rrule)
    if not found:
        return rrule, None
    day, time, utc = found.groups()
    until = datetime.strptime(day + (time or "235959"), "%Y%m%d%H%M%S")
    rest = _UNTIL.sub("", rrule).removeprefix("RRULE:")
    return rest, _local(until.replace(tzinfo=UTC), zone) if utc else until


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None, fold=0)


def _utc(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)
