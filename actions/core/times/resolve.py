"""From what was said to local times: one moment, or a range of two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .atoms import CLOCK_UNITS, Amount, Clock, Moment
from .bands import BANDS, hour_at_work, hour_in
from .days import DAY, Impossible, Stretch, dates, plus
from .scope import Scope

_GRAINS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Resolved:
    """A stretch with its zone already converted. ``end`` None: an instant (an open side is said by the composer).

    ``other`` is the same words in their other fair reading.
    """

    start: datetime
    end: datetime | None
    grain: str
    vague: bool = False
    other: tuple[Resolved, ...] = ()


def resolve(moment: Moment, scope: Scope) -> Resolved:
    """The time that ``moment`` names; raises `Impossible`."""
    try:
        return _resolve(moment, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem


def _resolve(moment: Moment, scope: Scope) -> Resolved:
    if moment.shift is not None:
        return _shifted(moment, scope)
    day = dates(moment, scope)
    if moment.clock is not None:
        return _clocked(moment, moment.clock, day, scope)
    if moment.pod is not None:
        return _in_band(moment, moment.pod, day, scope)
    if day is None:
        raise Impossible("nothing said")
    found = Resolved(day.start, day.end, day.grain, day.vague)
    return replace(found, other=_other_weeks(moment, found, scope))


def _other_weeks(moment: Moment, found: Resolved, scope: Scope) -> tuple[Resolved, ...]:
    """ "next Friday" early in the week may be this week's: both are carried."""
    if moment.weekday is None or moment.which != 1 or moment.day is not None or found.end is None:
        return ()
    sooner = found.start - 7 * DAY
    if sooner <= scope.today:
        return ()
    return (replace(found, start=sooner, end=found.end - 7 * DAY),)


def _shifted(moment: Moment, scope: Scope) -> Resolved:
    assert moment.shift is not None
    if moment.base is not None:
        origin = _resolve(moment.base, scope)
        at, timed = origin.start, origin.end is None
    else:
        at, timed = scope.now, False
    moved = plus(at, moment.shift, scope) if at.tzinfo is None else at + timedelta(minutes=moment.shift.minutes())
    clocky = any(unit in CLOCK_UNITS for unit, _ in moment.shift.parts)
    fraction = any(unit in ("day", "week") and n % 1 for unit, n in moment.shift.parts)
    rest = replace(moment, shift=None, base=None)
    if clocky or fraction or timed:
        if rest.has_time:
            raise Impossible("a clock time twice")
        loose = clocky and moment.base is not None and not moment.base.has_date and moved.tzinfo is None
        if loose and moved < scope.now.replace(second=0, microsecond=0):
            moved += DAY  # "17시 5분 전" is still to come
        return Resolved(moved, None, _shift_grain(moment.shift))
    day = moved.replace(hour=0, minute=0, second=0, microsecond=0)
    if rest.weekday is not None and all(unit != "day" for unit, _ in moment.shift.parts):  # "Tuesday in two weeks"
        day += DAY * (rest.weekday - day.weekday())
    if rest.clock is not None or rest.pod is not None:
        return _resolve(
            Moment(year=day.year, month=day.month, day=day.day, clock=rest.clock, pod=rest.pod, zone=rest.zone), scope
        )
    if rest.week_of:
        day -= DAY * day.weekday()
        return Resolved(day, day + 7 * DAY, "week")
    return Resolved(day, day + DAY, "day")


def _shift_grain(shift: Amount) -> str:
    units = {unit for unit, _ in shift.parts}
    fraction = any(n % 1 for unit, n in shift.parts if unit in ("minute",))
    return "second" if "second" in units or fraction else "minute"


def _clocked(moment: Moment, clock: Clock, day: Stretch | None, scope: Scope) -> Resolved:
    hours = _hours(moment, clock, day is not None, scope)
    found = [_at(moment, clock, hour, day, scope) for hour in hours]
    if len(found) > 1 and day is None and scope.literal:  # the next such hour on a 12-hour clock
        found = [min(found, key=lambda r: r.start.replace(tzinfo=None))]
    return replace(found[0], other=tuple(found[1:]))


def _hours(moment: Moment, clock: Clock, dated: bool, scope: Scope) -> list[int]:
    """The hour on the 24-hour clock; a second one is its other fair reading."""
    if not clock.loose:
        return [clock.hour]
    if moment.pod is not None:
        return [hour_in(moment.pod, clock.hour)]
    if not scope.literal:
        likely, other = hour_at_work(clock.hour)
        return [likely] if other is None else [likely, other]
    if clock.colon or clock.hour == 0 or clock.hour > 12:
        return [clock.hour]
    if dated:
        return [clock.hour + 12 if clock.hour < 7 else clock.hour]
    return [clock.hour % 12, clock.hour % 12 + 12]


def _at(moment: Moment, clock: Clock, hour: int, day: Stretch | None, scope: Scope) -> Resolved:
    base = day.start if day is not None else scope.today
    wall = base.replace(hour=0, minute=0) + timedelta(hours=hour, minutes=clock.minute, seconds=clock.second)
    if day is not None and day.end is not None and day.end - day.start > 2 * DAY:
        raise Impossible("a clock time of a week or more")
    start = _zoned(wall, moment, scope)
    period = 1 if day is None else day.period
    if period and _passed(start, scope, clock.grain):
        start = _zoned(wall + DAY * period, moment, scope)
    return Resolved(start, None, clock.grain)


def _passed(start: datetime, scope: Scope, grain: str) -> bool:
    here = start.replace(tzinfo=None) if scope.zone is None else start
    now = scope.now if grain == "second" else scope.now.replace(second=0, microsecond=0)
    return here < now


def _zoned(wall: datetime, moment: Moment, scope: Scope) -> datetime:
    return wall if moment.zone is None else scope.from_zone(wall, moment.zone)


def _in_band(moment: Moment, pod: str, day: Stretch | None, scope: Scope) -> Resolved:
    low, high = BANDS[pod]
    base = (day.start if day is not None else scope.today).replace(hour=0, minute=0)
    start, end = base + timedelta(hours=low), base + timedelta(hours=high)
    over = start < scope.now if scope.literal and pod.isascii() else end <= scope.now
    if day is None and over:
        start, end = start + DAY, end + DAY
    elif day is not None and day.period and end <= scope.now:
        start, end = start + DAY * day.period, end + DAY * day.period
    return Resolved(_zoned(start, moment, scope), _zoned(end, moment, scope), "hour", vague=True)


def resolve_range(first: Moment, last: Moment | Amount, scope: Scope) -> Resolved:
    """[first, last): a last day, week or month is included whole; what one side leaves unsaid it takes from the other."""
    try:
        return _range(first, last, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem


def _range(first: Moment, last: Moment | Amount, scope: Scope) -> Resolved:
    if isinstance(last, Amount):
        start = _resolve(first, scope)
        return _lasting(start, last, scope)
    first, last = _share(first, last, scope)
    if first.clock is not None and last.clock is not None:
        return _clock_range(first, last, scope)
    start = _resolve(first, scope)
    end = _end_of(last, start, scope)
    if start.start.replace(tzinfo=None) >= end[0].replace(tzinfo=None):
        raise Impossible("ends before it starts")
    if _turned(first, last) and end[0].replace(tzinfo=None) - start.start.replace(tzinfo=None) > _longest(last):
        raise Impossible("turned round")
    grain = min(start.grain, end[1], key=_GRAINS.index)
    return Resolved(start.start, end[0], grain, start.vague)


def _turned(first: Moment, last: Moment) -> bool:
    """Whether the end, read beside the start, comes before it, so that it had to be looked for in a later month or year."""
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


def _share(first: Moment, last: Moment, scope: Scope) -> tuple[Moment, Moment]:
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
        first = replace(first, clock=last.clock)  # "22-23 Feb at 7pm"
    if not first.has_date and first.has_time and last.has_date:
        return replace(first, **_date_fields(last)), last
    return first, last


def _date_fields(moment: Moment) -> dict:
    return {k: v for k, v in moment.said().items() if k not in ("clock", "pod", "zone")}


def _clock_range(first: Moment, last: Moment, scope: Scope) -> Resolved:
    a, b = first.clock, last.clock
    assert a is not None
    assert b is not None
    dated = last.has_date and _date_fields(last) != _date_fields(first)
    if b.loose and last.pod is not None:
        b = replace(b, hour=hour_in(last.pod, b.hour) % 24, loose=False)
    if a.loose and not b.loose and first.pod is None and not dated:
        first = replace(first, clock=replace(a, hour=_start_hour(a, b, first, scope), loose=False))
    start = _resolve(first, scope)
    if dated:
        end = _end_of(last, start, scope)[0]
    else:
        end = _next_after(start, replace(last, pod=None if last.pod is None else last.pod), b, scope)
    if end.replace(tzinfo=None) <= start.start.replace(tzinfo=None):
        raise Impossible("ends before it starts")
    grain = "second" if "second" in (a.grain, b.grain) else "minute" if "minute" in (a.grain, b.grain) else "hour"
    return Resolved(start.start, end, grain)


def _start_hour(a: Clock, b: Clock, first: Moment, scope: Scope) -> int:
    """The start's reading that lies nearest before the end: 8-11pm = 20:00, 11-1pm = 11:00."""
    if a.hour > 12 or a.hour == 0 or (a.colon and scope.literal and b.colon and b.hour > 12):
        return a.hour
    end = b.hour * 60 + b.minute
    options = [(a.hour % 12 + add, (end - ((a.hour % 12 + add) * 60 + a.minute)) % 1440 or 1440) for add in (0, 12)]
    return min(options, key=lambda o: o[1])[0]


def _next_after(start: Resolved, last: Moment, b: Clock, scope: Scope) -> datetime:
    """The first ``b`` o'clock after ``start``; a loose one within twelve hours."""
    begun = start.start
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
    end = _resolve(last, then)
    if end.end is not None and end.end.replace(tzinfo=None) <= begun and last.weekday is not None:
        end = replace(end, start=end.start + 7 * DAY, end=end.end + 7 * DAY)
    return (end.end or end.start), end.grain


def _anchored(moment: Moment) -> bool:
    """Whether it counts from now, whatever the range starts with."""
    return moment.cycle is not None or (moment.which or 0) != 0 or moment.shift is not None


def _floating(moment: Moment) -> bool:
    """Whether the first such date after the range's start is meant."""
    return not _anchored(moment) and moment.year is None
