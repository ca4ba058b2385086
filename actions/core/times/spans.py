"""From what was said to local times: a range of two moments, or of a moment and a length."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from .atoms import CLOCK_UNITS, Amount, Clock, Moment
from .bands import hour_in
from .resolve import Resolved, resolved
from .scope import Scope
from .stretches import DAY, Impossible, plus

_GRAINS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")


def resolve_range(first: Moment, last: Moment | Amount, scope: Scope) -> Resolved:
    """[first, last): a last day, week or month is included whole; what one side leaves unsaid it takes from the other.

    Raises `Impossible`.
    """
    try:
        return _range(first, last, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem


def _range(first: Moment, last: Moment | Amount, scope: Scope) -> Resolved:
    if isinstance(last, Amount):
        start = resolved(first, scope)
        return _lasting(start, last, scope)
    first, last = _share(first, last)
    if first.clock is not None and last.clock is not None:
        return _clock_range(first, last, scope)
    start = resolved(first, scope)
    end = _end_of(last, start, scope)
    if start.start.replace(tzinfo=None) >= end[0].replace(tzinfo=None):
        raise Impossible("ends before it starts")
    if _turned(first, last) and end[0].replace(tzinfo=None) - start.start.replace(tzinfo=None) > _longest(last):
        raise Impossible("turned round")
    grain = min(start.grain, end[1], key=_GRAINS.index)
    return Resolved(start.start, end[0], grain, start.vague)


def _turned(first: Moment, last: Moment) -> bool:
    """Whether the end, read beside the start, comes before it, so that it was looked for in a later month or year."""
    if first.day is None or last.day is None or last.year is not None or last.cycle is not None:
        return False
    return ((last.month or 0) if first.month else 0, last.day) < (
        first.month if last.month and first.month else 0,
        first.day,
    )


def _longest(last: Moment) -> timedelta:
    """ "5일부터 3일까지" or "10월 5일부터 10월 3일까지" are slips rather than ranges into the next month or year."""
    return DAY * (184 if last.month is not None else 17)


def _lasting(start: Resolved, amount: Amount, scope: Scope) -> Resolved:
    end = plus(start.start.replace(tzinfo=None), amount, scope).replace(tzinfo=start.start.tzinfo)
    if end <= start.start:
        raise Impossible("lasts no time")
    units = {unit for unit, _ in amount.parts}
    grain = start.grain if not units & CLOCK_UNITS else min(start.grain, "minute", key=_GRAINS.index)
    return Resolved(start.start, end, grain)


def _share(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Fill what one side of a range leaves to the other: months, years, the zone, a weekday's week."""
    if first.day is not None and first.month is None and last.month is not None and last.day is not None:
        first = replace(first, month=last.month)
    if first.year is None and last.year is not None and (first.month or first.quarter):
        year = last.year - ((first.month or 0, first.day or 0) > (last.month or 0, last.day or 0))
        first = replace(first, year=year)
    if first.zone is None and last.zone is not None:
        first = replace(first, zone=last.zone)
    if last.zone is None and first.zone is not None:
        last = replace(last, zone=first.zone)
    if first.cycle is not None and last.cycle is None and first.weekday is not None and last.weekday is not None:
        if last.which is None:  # "next week Tuesday to Thursday"
            last = replace(last, cycle=first.cycle)
    elif first.weekday is not None and first.which is None and last.cycle is not None and last.weekday is not None:
        first = replace(first, cycle=last.cycle) if not first.cycle and first.weekday < last.weekday else first
    if first.day is not None and last.day is not None and last.clock is not None and not first.has_time:
        first = replace(first, clock=last.clock)  # "3-4 June at 6pm"
    if not first.has_date and first.has_time and last.has_date:
        return replace(first, **_date_fields(last)), last
    return first, last


def _date_fields(moment: Moment) -> dict[str, Any]:
    return {k: v for k, v in moment.said().items() if k not in ("clock", "pod", "zone")}


def _clock_range(first: Moment, last: Moment, scope: Scope) -> Resolved:
    a, b = first.clock, last.clock
    assert a is not None
    assert b is not None
    dated = last.has_date and _date_fields(last) != _date_fields(first)
    if b.loose and last.pod is not None:
        b = replace(b, hour=hour_in(last.pod, b.hour) % 24, loose=False)
    if a.loose and not b.loose and first.pod is None and not dated:
        first = replace(first, clock=replace(a, hour=_start_hour(a, b, scope), loose=False))
    start = resolved(first, scope)
    end = _end_of(last, start, scope)[0] if dated else _zoned_end(start, b, first, scope)
    if end.replace(tzinfo=None) <= start.start.replace(tzinfo=None):
        raise Impossible("ends before it starts")
    grain = "second" if "second" in (a.grain, b.grain) else "minute" if "minute" in (a.grain, b.grain) else "hour"
    return Resolved(start.start, end, grain)


def _start_hour(a: Clock, b: Clock, scope: Scope) -> int:
    """The start's reading that lies nearest before the end: 8-11pm = 20:00, 11-1pm = 11:00."""
    if a.hour > 12 or a.hour == 0 or (a.colon and scope.literal and b.colon and b.hour > 12):
        return a.hour
    end = b.hour * 60 + b.minute
    options = [(a.hour % 12 + add, (end - ((a.hour % 12 + add) * 60 + a.minute)) % 1440 or 1440) for add in (0, 12)]
    return min(options, key=lambda o: o[1])[0]


def _zoned_end(start: Resolved, b: Clock, first: Moment, scope: Scope) -> datetime:
    """`_next_after`, on the wall clock on which the range was said ("3-4pm PST")."""
    if first.zone is None:
        return _next_after(start.start, b, scope)
    return scope.from_zone(_next_after(scope.in_zone(start.start, first.zone), b, scope), first.zone)


def _next_after(begun: datetime, b: Clock, scope: Scope) -> datetime:
    """The first ``b`` o'clock after ``begun``; a loose one within twelve hours."""
    midnight = begun.replace(hour=0, minute=0, second=0, microsecond=0)
    if b.loose and 0 < b.hour <= 12 and not (b.colon and scope.literal):
        hours = [b.hour % 12 + 12 * i for i in range(4)]
    else:
        hours = [b.hour, b.hour + 24]
    for hour in hours:
        end = midnight + timedelta(hours=hour, minutes=b.minute, seconds=b.second)
        if end > begun:
            return end
    raise Impossible("no end")


def _end_of(last: Moment, start: Resolved, scope: Scope) -> tuple[datetime, str]:
    """Where a range ends that starts at ``start``: (end, grain)."""
    begun = start.start.replace(tzinfo=None)
    if last.shift is not None and last.base is None:  # "from 5 until two hours later": from the start on
        end = plus(begun, last.shift, scope)
        return end.replace(tzinfo=start.start.tzinfo), "minute"
    if not last.has_date and last.pod is None and last.clock is None:
        raise Impossible("nothing said")
    then = replace(scope, now=max(begun, scope.now) if not _anchored(last) else scope.now)
    if (begun > scope.now and not _anchored(last)) or _floating(last):
        then = replace(scope, now=begun)
    far = resolved(last, then)
    if far.end is not None and far.end.replace(tzinfo=None) <= begun and last.weekday is not None:
        far = replace(far, start=far.start + 7 * DAY, end=far.end + 7 * DAY)
    return (far.end or far.start), far.grain


def _anchored(moment: Moment) -> bool:
    """Whether it counts from now, whatever the range starts with."""
    return moment.cycle is not None or (moment.which or 0) != 0 or moment.shift is not None


def _floating(moment: Moment) -> bool:
    """Whether the first such date after the range's start is meant."""
    return not _anchored(moment) and moment.year is None
