"""Half-open interval algebra: union, intersection, difference, gaps, clipping.

Everything takes intervals in any order, overlapping or touching, in any zones, and gives back sorted, disjoint,
non-touching intervals in UTC. (Two datetimes of one zone are compared by wall clock in Python, which is wrong where
clocks change; so instants are compared in UTC here, always.)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from calendar_adapters.types import Interval

UTC = timezone.utc


def in_utc(interval: Interval) -> Interval:
    """The same interval told in UTC."""
    return Interval(interval.start.astimezone(UTC), interval.end.astimezone(UTC))


def _joined(pairs: Iterable[tuple[datetime, datetime]]) -> tuple[Interval, ...]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(pairs):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(Interval(start, end) for start, end in merged)


def union(*groups: Iterable[Interval]) -> tuple[Interval, ...]:
    """What lies in any interval of any group; touching intervals become one."""
    return _joined((i.start.astimezone(UTC), i.end.astimezone(UTC)) for group in groups for i in group)


def intersect(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """What lies in both."""
    a, b = union(left), union(right)
    found: list[Interval] = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i].start, b[j].start), min(a[i].end, b[j].end)
        if start < end:
            found.append(Interval(start, end))
        if a[i].end <= b[j].end:
            i += 1
        else:
            j += 1
    return tuple(found)


def subtract(whole: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """What lies in ``whole`` and not in ``taken``."""
    return tuple(rest for within in union(whole) for rest in gaps(taken, within))


def gaps(taken: Iterable[Interval], within: Interval) -> tuple[Interval, ...]:
    """What ``taken`` leaves of ``within``."""
    bounds = in_utc(within)
    found: list[Interval] = []
    cursor = bounds.start
    for interval in union(taken):
        if cursor < min(interval.start, bounds.end):
            found.append(Interval(cursor, min(interval.start, bounds.end)))
        cursor = max(cursor, interval.end)
    if cursor < bounds.end:
        found.append(Interval(cursor, bounds.end))
    return tuple(found)


def clip(intervals: Iterable[Interval], within: Interval) -> tuple[Interval, ...]:
    """What of ``intervals`` lies in ``within``."""
    return intersect(intervals, (within,))


def total(intervals: Iterable[Interval]) -> timedelta:
    """How long they are together, overlaps counted once."""
    return sum((i.end - i.start for i in union(intervals)), timedelta())
