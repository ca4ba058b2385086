"""The date of a moment: what was said of year, month, week and day, as a stretch of whole days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .atoms import CLOCK_UNITS, SECONDS, Amount, Moment, valid_date
from .scope import Scope

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """[start, end) of local wall time. ``end`` None: an instant.
    ``period`` is how many days further the next such stretch lies (7 for a bare weekday, 1 for a bare clock time).
    """

    start: datetime
    end: datetime | None
    grain: str
    vague: bool = False
    period: int = 0


class Impossible(ValueError):
    """A date that no calendar has, or outside of years 1-9999."""


def plus(start: datetime, amount: Amount, scope: Scope) -> datetime:
    """``start`` moved by ``amount``; months and years keep the day of the month where they can (31 Jan: 28 Feb)."""
    try:
        for unit, n in amount.parts:
            start = _plus(start, unit, n, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem
    return start


def _plus(start: datetime, unit: str, n: float, scope: Scope) -> datetime:
    if unit in ("month", "quarter", "year"):
        months = n * {"month": 1, "quarter": 3, "year": 12}[unit]
        return add_months(start, int(months)) + DAY * round((months - int(months)) * 30)
    if unit == "bday":
        return _workdays(start, int(n))
    if unit in CLOCK_UNITS:
        return scope.elapse(start, timedelta(seconds=SECONDS[unit] * n))
    return start + timedelta(seconds=SECONDS[unit] * n)


def add_months(start: datetime, n: int) -> datetime:
    """``start`` in another month, at most on that month's last day."""
    index = start.year * 12 + start.month - 1 + n
    year, month = divmod(index, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, days_in(year, month + 1)))


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    if not 1 <= year <= 9999:
        raise Impossible(f"year {year}")
    return calendar.monthrange(year, month)[1]


def _workdays(start: datetime, n: int) -> datetime:
    if abs(n) > 5000:
        raise Impossible("too many days")
    step = DAY if n > 0 else -DAY
    for _ in range(abs(n)):
        start += step
        while start.weekday() > 4:
            start += step
    return start


def cycle(unit: str, n: int, scope: Scope) -> Stretch:
    """The ``n``-th calendar unit from the one we are in."""
    today = scope.today
    if unit in ("day", "bday"):
        start = today + DAY * n if unit == "day" else _workdays(today, n)
        return Stretch(start, start + DAY, "day")
    if unit == "week":
        start = monday(today) + 7 * DAY * n
        return Stretch(start, start + 7 * DAY, "week")
    if unit in CLOCK_UNITS:
        step = timedelta(seconds=SECONDS[unit])
        floor = scope.now.replace(second=0, microsecond=0) if unit != "second" else scope.now.replace(microsecond=0)
        start = (floor.replace(minute=0) if unit == "hour" else floor) + step * n
        return Stretch(start, start + step, unit)
    size = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    first = today.replace(day=1)
    first = add_months(first, -((first.month - 1) % min(size, 12)))
    return Stretch(add_months(first, size * n), add_months(first, size * (n + 1)), unit if unit != "decade" else "year")


def monday(day: datetime) -> datetime:
    """The Monday of its week (ISO 8601)."""
    return day - DAY * day.weekday()


def dates(moment: Moment, scope: Scope) -> Stretch | None:
    """The days that ``moment`` names, None when it names none; raises `Impossible`."""
    try:
        return _coming_year(moment, scope) if _yearless_part(moment) else _whole(moment, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem


def _yearless_part(m: Moment) -> bool:
    """ "early September", "the first Friday of May": the year is the one in which that part is still to come."""
    partial = m.part is not None or m.nth is not None or m.weekend
    return bool(partial) and m.month is not None and m.year is None and m.cycle is None and m.which is None


def _coming_year(m: Moment, scope: Scope) -> Stretch | None:
    this = _whole(replace(m, year=scope.now.year), scope)
    if this is not None and this.end is not None and this.end > scope.today:
        return this
    return _whole(replace(m, year=scope.now.year + 1), scope)


def _whole(moment: Moment, scope: Scope) -> Stretch | None:
    found = _dates(moment, scope)
    if found is None:
        return None
    if moment.coming and moment.part and moment.cycle is not None:  # "월초" said on the 20th is the next month's
        found_part = _part(moment, found)
        if found_part.end is not None and found_part.end <= scope.today:
            found = cycle(moment.cycle[0], moment.cycle[1] + 1, scope)
    if moment.week_of:
        start = monday(found.start)
        found = Stretch(start, start + 7 * DAY, "week")
    if moment.weekend:
        found = _weekend(moment, found)
    if moment.part:
        found = _part(moment, found)
    return found


def _dates(m: Moment, scope: Scope) -> Stretch | None:
    if m.nth is not None:
        return _nth(m, scope)
    if m.day is not None:
        return _day_of(m, scope)
    if m.month is not None:
        return _month_of(m, scope)
    if m.quarter is not None or m.half is not None:
        return _months_block(m, scope)
    if m.year is not None:
        return Stretch(datetime(m.year, 1, 1), datetime(m.year + 1, 1, 1), "year")
    if m.cycle is not None:
        return _within_cycle(m, scope)
    if m.weekday is not None:
        return weekday(m.weekday, m.which, scope, bool(m.coming))
    if m.weekend:
        return cycle("week", m.which or 0, scope)
    return None


def _within_cycle(m: Moment, scope: Scope) -> Stretch:
    assert m.cycle is not None
    unit, n = m.cycle
    found = cycle(unit, n, scope)
    if m.weekday is not None and unit == "week":
        start = found.start + DAY * m.weekday
        return Stretch(start, start + DAY, "day")
    return found


def weekday(day: int, which: int | None, scope: Scope, coming: bool = False) -> Stretch:
    """A weekday: bare or "this" the coming one (today counts), "next" the next ISO week's, "last" the one past."""
    today = scope.today
    if which is not None and which > 0:
        start = monday(today) + DAY * (7 * which + day)
    elif which is not None and which < 0:
        start = today - DAY * ((today.weekday() - day - 1) % 7 + 1 + 7 * (-which - 1))
    else:
        start = today + DAY * ((day - today.weekday() - coming) % 7 + coming)
    return Stretch(start, start + DAY, "day", period=0 if which else 7)


def _year_of(m: Moment, scope: Scope) -> int | None:
    if m.year is not None:
        return m.year
    if m.cycle is not None and m.cycle[0] == "year":
        return scope.now.year + m.cycle[1]
    return None


def _day_of(m: Moment, scope: Scope) -> Stretch:
    assert m.day is not None
    year, month = _year_of(m, scope), m.month
    if m.cycle is not None and m.cycle[0] == "month" and month is None:
        first = cycle("month", m.cycle[1], scope).start
        year, month = first.year, first.month
    if year is not None and month is not None:
        return _one_day(year, month, m.day)
    if month is not None:
        return _one_day(*_year_for(m.which, month, m.day, scope), m.day)
    return _next_day_numbered(m, scope)


def _year_for(which: int | None, month: int, day: int, scope: Scope) -> tuple[int, int]:
    now = scope.now
    passed = (month, day) < (now.month, now.day)
    year = now.year - (not passed) if which == -1 else now.year + passed
    if (month, day) == (2, 29):  # only leap years have one
        while not calendar.isleap(year):
            year += -1 if which == -1 else 1
    return year, month


def _one_day(year: int, month: int, day: int) -> Stretch:
    if not valid_date(year, month, day):
        raise Impossible(f"{year}-{month}-{day}")
    start = datetime(year, month, day)
    return Stretch(start, start + DAY, "day")


def _next_day_numbered(m: Moment, scope: Scope) -> Stretch:
    assert m.day is not None
    first = scope.today.replace(day=1)
    for i in range(48):
        month = add_months(first, -i if m.which == -1 else i)
        if not valid_date(month.year, month.month, m.day):
            continue
        start = month.replace(day=m.day)
        fits = start < scope.today if m.which == -1 else start >= scope.today
        if fits and (m.weekday is None or start.weekday() == m.weekday):
            return Stretch(start, start + DAY, "day")
    return _next_day_numbered(replace(m, weekday=None), scope) if m.weekday is not None else _one_day(1, 1, 32)


def _month_of(m: Moment, scope: Scope) -> Stretch:
    assert m.month is not None
    year = _year_of(m, scope)
    if year is None:
        now = scope.now
        year = now.year + (m.month < now.month)
        if m.which == -1:
            year = now.year - (m.month >= now.month)
        elif m.which == 1:
            year = now.year + (m.month <= now.month)
    start = datetime(year, m.month, 1)
    return Stretch(start, add_months(start, 1), "month")


def _months_block(m: Moment, scope: Scope) -> Stretch:
    size = 3 if m.quarter is not None else 6
    first = ((m.quarter or m.half or 1) - 1) * size + 1
    year = _year_of(m, scope)
    if year is None:
        year = scope.now.year + (first + size - 1 < scope.now.month)
    start = datetime(year, first, 1)
    return Stretch(start, add_months(start, size), "quarter" if size == 3 else "month")


def _nth(m: Moment, scope: Scope) -> Stretch | None:
    assert m.nth is not None
    frame = _dates(replace(m, nth=None, weekday=None, nth_unit=None, weekend=None), scope)
    if m.weekday is None and m.nth_unit is None:
        return frame if frame is not None or not m.weekend else _month_of_weekend(m, scope)
    if frame is None or frame.end is None:
        return _nth_of_a_month(m, scope)
    return _nth_in(m, frame, scope)


def _month_of_weekend(m: Moment, scope: Scope) -> Stretch:
    """The month whose ``nth`` weekend is not over."""
    this = cycle("month", 0, scope)
    over = _weekend(m, this).end
    return this if over is not None and over > scope.today else cycle("month", 1, scope)


def _nth_of_a_month(m: Moment, scope: Scope) -> Stretch | None:
    for i in range(14):  # the coming one: this month's may be over
        found = _nth_in(m, cycle("month", i, scope), scope, strict=False)
        if found is not None and found.end is not None and found.end > scope.now:
            return found
    raise Impossible("no such day")


def _nth_in(m: Moment, frame: Stretch, scope: Scope, strict: bool = True) -> Stretch | None:
    assert m.nth is not None
    assert frame.end is not None
    if m.nth_unit == "row":
        return _row(m, frame, strict, scope)
    if m.weekday is not None:
        first = frame.start + DAY * ((m.weekday - frame.start.weekday()) % 7)
        last = frame.end - DAY * ((frame.end.weekday() - m.weekday - 1) % 7 + 1)
        start, step = (first + 7 * DAY * (m.nth - 1), DAY) if m.nth > 0 else (last + 7 * DAY * (m.nth + 1), DAY)
        grain = "day"
    elif m.nth_unit == "week":
        # the week with the first Thursday is the first (ISO 8601's rule, used for months)
        first = monday(frame.start + 3 * DAY)
        last = monday(frame.end - 4 * DAY)
        start = first + 7 * DAY * (m.nth - 1) if m.nth > 0 else last + 7 * DAY * (m.nth + 1)
        return Stretch(start, start + 7 * DAY, "week")
    elif m.nth_unit == "month":
        start = add_months(frame.start, m.nth - 1) if m.nth > 0 else add_months(frame.end, m.nth)
        return Stretch(start, add_months(start, 1), "month")
    elif m.nth_unit == "bday":
        start = _workdays(frame.start - DAY, m.nth) if m.nth > 0 else _workdays(frame.end, m.nth)
        step, grain = DAY, "day"
    else:
        start, step, grain = (frame.start + DAY * (m.nth - 1) if m.nth > 0 else frame.end + DAY * m.nth), DAY, "day"
    if frame.start <= start < frame.end:
        return Stretch(start, start + step, grain)
    if strict:
        raise Impossible("no such day in it")
    return None


def _row(m: Moment, frame: Stretch, strict: bool, scope: Scope) -> Stretch | None:
    """A row of the month's calendar page, Monday to Sunday: the first holds the 1st, as Korean counts weeks."""
    assert m.nth is not None
    assert frame.end is not None
    top, bottom = monday(frame.start), monday(frame.end - DAY)
    start = top + 7 * DAY * (m.nth - 1) if m.nth > 0 else bottom + 7 * DAY * (m.nth + 1)
    if not top <= start <= bottom:
        if strict:
            raise Impossible("no such week in it")
        return None
    if m.weekday is None:
        return Stretch(start, start + 7 * DAY, "week")
    day = start + DAY * m.weekday
    if day < frame.start and day < scope.today:  # that day lies in the month before and is over
        day += 7 * DAY
    return Stretch(day, day + DAY, "day")


def _weekend(m: Moment, found: Stretch) -> Stretch:
    end = found.end or found.start + DAY
    if found.grain == "week" or end - found.start <= 7 * DAY:
        saturday = monday(found.start) + 5 * DAY
    elif m.nth == -1:
        saturday = end - DAY * ((end.weekday() - 6) % 7 or 7)
    else:
        first = found.start + DAY * ((5 - found.start.weekday()) % 7)
        saturday = first + 7 * DAY * ((m.nth or 1) - 1)
    return Stretch(saturday, saturday + 2 * DAY, "day", vague=True)


def _part(m: Moment, found: Stretch) -> Stretch:
    end = found.end or found.start + DAY
    cuts = _CUTS.get(found.grain)
    if cuts is None:
        return found
    low, high = cuts(found.start, end)[str(m.part)]
    grain = {"year": "month", "quarter": "month"}.get(found.grain, "day")
    if m.part == "end" and m.exact_end:
        return Stretch(end - DAY, end, "day")
    return Stretch(low, high, grain, vague=True)


def _thirds(start: datetime, end: datetime) -> dict[str, tuple[datetime, datetime]]:
    return {
        "start": (start, start + 10 * DAY),
        "mid": (start + 10 * DAY, start + 20 * DAY),
        "end": (start + 20 * DAY, end),
    }


def _week_thirds(start: datetime) -> dict[str, tuple[datetime, datetime]]:
    return {
        "start": (start, start + 2 * DAY),
        "mid": (start + 1 * DAY, start + 4 * DAY),
        "end": (start + 3 * DAY, start + 5 * DAY),
        "work": (start, start + 5 * DAY),
    }


def _year_thirds(start: datetime, end: datetime) -> dict[str, tuple[datetime, datetime]]:
    months = (end.year - start.year) * 12 + end.month - start.month
    third = max(1, months // 4)
    return {
        "start": (start, add_months(start, third)),
        "mid": (add_months(start, third), add_months(start, months - third)),
        "end": (add_months(start, months - third), end),
    }


_CUTS = {"month": _thirds, "week": lambda start, _: _week_thirds(start), "year": _year_thirds, "quarter": _year_thirds}
