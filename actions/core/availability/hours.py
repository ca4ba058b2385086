"""Working hours, a local wall clock, as ranges of instants at which a meeting may start.

A wall time in a DST gap takes the offset before the gap, a doubled one is the first of the two: both are what PEP 495
calls fold=0. A day that a zone skipped (Samoa, 30 December 2011) has no instants, hence no starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from actions.core.availability.instants import DAY, EPOCH, MINUTE, TICK, moment, ticks
from actions.core.availability.types import Span, WorkingHours

_PROBE = 6 * 60 * MINUTE  # two changes of offset within six hours are not known of any zone


def start_ranges(zone: ZoneInfo, hours: WorkingHours, low: int, high: int, duration: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of starts in [low, high) whose meeting lies inside one span of the start's own local day.

    All numbers are ticks (microseconds since the epoch). Ranges may overlap where spans do.
    """
    for day, begins, ends in _local_days(zone, low, high):
        for span in hours.get(day.weekday(), ()):
            opens, closes = _instants(zone, day, span)
            first, last = max(begins, opens), min(ends - 1, closes - duration)
            if first <= last:
                yield first, last + 1


def _local_days(zone: ZoneInfo, low: int, high: int) -> Iterator[tuple[date, int, int]]:
    """The local dates of [low, high) with the instants on which each holds; a date may come in two pieces."""
    for begins, ends, offset in _offsets(zone, low, high):
        for number in range((begins + offset) // DAY, (ends - 1 + offset) // DAY + 1):
            day = (EPOCH + timedelta(days=number)).date()
            yield day, max(begins, number * DAY - offset), min(ends, (number + 1) * DAY - offset)


def _offsets(zone: ZoneInfo, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """[low, high) cut where the zone's UTC offset changes: (begins, ends, offset in ticks)."""
    begins, offset = low, _offset(zone, low)
    for left in range(low, high, _PROBE):
        right = min(left + _PROBE, high)
        after = _offset(zone, right)
        if after != offset:
            change = _change(zone, left, right)
            if change < high:
                yield begins, change, offset
                begins, offset = change, after
    if begins < high:
        yield begins, high, offset


def _change(zone: ZoneInfo, left: int, right: int) -> int:
    """The first tick in (left, right] with the offset that holds at ``right``."""
    wanted = _offset(zone, right)
    while right - left > 1:
        middle = (left + right) // 2
        if _offset(zone, middle) == wanted:
            right = middle
        else:
            left = middle
    return right


def _offset(zone: ZoneInfo, tick: int) -> int:
    offset = moment(tick).astimezone(zone).utcoffset()
    assert offset is not None  # a ZoneInfo knows its offset at every instant
    return offset // TICK


def _instants(zone: ZoneInfo, day: date, span: Span) -> tuple[int, int]:
    return _wall(zone, day, span.start), _wall(zone, day, span.end)


def _wall(zone: ZoneInfo, day: date, minutes: int) -> int:
    days, rest = divmod(minutes, 1440)
    return ticks(datetime.combine(day + timedelta(days=days), clock(rest // 60, rest % 60), tzinfo=zone))
