"""From what was said to local times: one moment, or a range of two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .atoms import CLOCK_UNITS, Amount, Clock, Moment
from .bands import BANDS, hour_at_work, hour_in
from .days import dates, day_first
from .scope import MONTH_FIRST, Scope
from .stretches import DAY, Impossible, Stretch, plus


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
        return resolved(moment, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem


def resolved(moment: Moment, scope: Scope) -> Resolved:
    if moment.shift is not None:
        return _shifted(moment, scope)
    day = dates(moment, scope)
    if moment.clock is not None:
        return _clocked(moment, moment.clock, day, scope)
    if moment.pod is not None:
        return _in_band(moment, moment.pod, day, scope)
    if day is None:
        raise Impossible("nothing said")
    return Resolved(day.start, day.end, day.grain, day.vague)


def otherwise(moment: Moment, scope: Scope) -> Moment | None:
    """The same words of another day, where that is fair too.

    "Next Friday" early in the week may be this week's; 11월 마지막 주 목요일 may lie in December; 3/4 in April.
    """
    if moment.either_way:
        return _turned(moment, scope)
    if moment.weekday is None or moment.day is not None or moment.shift is not None:
        return None
    if moment.which == 1 and moment.nth is None and moment.month is None:
        sooner = (moment.weekday - scope.today.weekday()) > 0
        return replace(moment, which=None, cycle=("week", 0), coming=None) if sooner else None
    if moment.nth_unit == "row" and not scope.literal and moment.within is None:
        return replace(moment, within=False)
    return None


def _turned(moment: Moment, scope: Scope) -> Moment | None:
    """The other reading of 3/4; None where the weekday or the region leaves no doubt."""
    name = str(getattr(scope.zone, "key", ""))
    likely = day_first(moment, scope)
    if name in MONTH_FIRST or (name.startswith("America/") and not name.startswith(_LATIN)):
        return None
    other = replace(moment, either_way=None)
    if likely == other:
        other = replace(other, month=moment.day, day=moment.month)
    if moment.weekday is not None and _weekday_of(likely, scope) == moment.weekday != _weekday_of(other, scope):
        return None
    return other


_LATIN = (
    "America/Sao_Paulo",
    "America/Mexico",
    "America/Argentina",
    "America/Bogota",
    "America/Lima",
    "America/Santiago",
)


def _weekday_of(moment: Moment, scope: Scope) -> int | None:
    found = dates(moment, scope)
    return None if found is None else found.start.weekday()


def _shifted(moment: Moment, scope: Scope) -> Resolved:
    assert moment.shift is not None
    if moment.base is not None:
        origin = resolved(moment.base, scope)
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
        return resolved(
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
    if clock.same:
        return _this_time(moment, day, scope)
    hours = _hours(moment, clock, day is not None, scope)
    found = [_at(moment, clock, hour, day, scope) for hour in hours]
    if moment.which == 1 and moment.day is not None and _passed(found[0].start, scope, clock.grain):  # the coming one
        later = dates(moment, replace(scope, now=scope.today + DAY))
        found = [_at(moment, clock, hour, later, scope) for hour in hours]
    if len(found) > 1 and day is None and scope.literal:  # the next such hour on a 12-hour clock
        found = [min(found, key=lambda r: r.start.replace(tzinfo=None))]
    return replace(found[0], other=tuple(found[1:]))


def _this_time(moment: Moment, day: Stretch | None, scope: Scope) -> Resolved:
    """ "This time next week": the clock time of speaking, a week on."""
    if day is None:
        raise Impossible("no day")
    unit, n = moment.cycle or ("day", 0)
    if unit in ("week", "month") and moment.weekday is None:
        wall = plus(scope.now, Amount(((unit, n),)), scope)
    else:
        wall = datetime.combine(day.start.date(), scope.now.time())
    return Resolved(wall.replace(second=0, microsecond=0), None, "minute")


def _hours(moment: Moment, clock: Clock, dated: bool, scope: Scope) -> list[int]:
    """The hour on the 24-hour clock; a second one is its other fair reading."""
    if not clock.loose:
        return [clock.hour]
    if moment.pod is not None:
        return [hour_in(moment.pod, clock.hour)]
    if not scope.literal:
        if scope.meal is not None and clock.hour in (7, 8):
            return [hour_in(scope.meal, clock.hour)]
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
