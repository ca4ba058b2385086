"""The date of a moment: what was said of year, month, week and day, as a stretch of whole days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from .atoms import Moment
from .dated import day_of, month_of, months_block, weekday
from .parts import part_of, weekend_of
from .scope import Scope
from .stretches import DAY, Impossible, Stretch, add_months, cycle, monday, workdays


def dates(moment: Moment, scope: Scope) -> Stretch | None:
    """The days that ``moment`` names, None when it names none; raises `Impossible`."""
    try:
        if moment.either_way:
            moment = day_first(moment, scope)
        return _coming_year(moment, scope) if _yearless_part(moment) else _whole(moment, scope)
    except (OverflowError, ValueError) as problem:
        raise Impossible(str(problem)) from problem


def day_first(moment: Moment, scope: Scope) -> Moment:
    """3/4 where the speaker's region, or the weekday beside it, has the day before the month; else as it was read."""
    turned = replace(moment, month=moment.day, day=moment.month, either_way=None)
    read = replace(moment, either_way=None)
    if moment.weekday is not None:
        fits = [m for m in (read, turned) if (d := _dates(m, scope)) is not None and d.start.weekday() == m.weekday]
        if len(fits) == 1:
            return fits[0]
    return turned if scope.day_first else read


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
        found_part = part_of(moment, found)
        if found_part.end is not None and found_part.end <= scope.today:
            found = cycle(moment.cycle[0], moment.cycle[1] + 1, scope)
    if moment.week_of:
        start = monday(found.start)
        found = Stretch(start, start + 7 * DAY, "week")
        if moment.within and moment.weekday is not None:
            start += DAY * moment.weekday
            found = Stretch(start, start + DAY, "day")
    if moment.weekend:
        found = weekend_of(moment, found)
    if moment.part:
        found = part_of(moment, found)
    return found


def _dates(m: Moment, scope: Scope) -> Stretch | None:
    if m.nth is not None:
        return _nth(m, scope)
    if m.day is not None:
        return day_of(m, scope)
    if m.month is not None:
        return month_of(m, scope)
    if m.quarter is not None or m.half is not None:
        return months_block(m, scope)
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


def _nth(m: Moment, scope: Scope) -> Stretch | None:
    assert m.nth is not None
    frame = _dates(replace(m, nth=None, weekday=None, nth_unit=None, weekend=None), scope)
    if m.weekday is None and m.nth_unit is None:
        return frame if frame is not None or not m.weekend else _month_ofweekend_of(m, scope)
    if frame is None or frame.end is None:
        return _nth_of_a_month(m, scope)
    return _nth_in(m, frame, scope)


def _month_ofweekend_of(m: Moment, scope: Scope) -> Stretch:
    """The month whose ``nth`` weekend is not over."""
    this = cycle("month", 0, scope)
    over = weekend_of(m, this).end
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
        start = workdays(frame.start - DAY, m.nth) if m.nth > 0 else workdays(frame.end, m.nth)
        step, grain = DAY, "day"
    else:
        start, step, grain = (frame.start + DAY * (m.nth - 1) if m.nth > 0 else frame.end + DAY * m.nth), DAY, "day"
    if frame.start <= start < frame.end:
        return Stretch(start, start + step, grain)
    if strict:
        raise Impossible("no such day in it")
    return None


def _row(m: Moment, frame: Stretch, strict: bool, scope: Scope) -> Stretch | None:
    """A row of the month's calendar page, Monday to Sunday: the first holds the 1st, as Korean counts weeks.

    A weekday of it is one of that month, unless hours (and so rows) are literal.
    """
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
    inside = not scope.literal and m.within is not False
    if day < frame.start and (inside or day < scope.today):  # a day of the month before
        day += 7 * DAY
    if day >= frame.end and inside:
        day -= 7 * DAY
    return Stretch(day, day + DAY, "day")
