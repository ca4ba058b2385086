"""Stretches of the calendar: counting in its units, from now or from a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta

from .atoms import CLOCK_UNITS, SECONDS, Amount
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
        return workdays(start, int(n))
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


def workdays(start: datetime, n: int) -> datetime:
    """The n-th working day (Monday to Friday) after ``start``, before it when negative."""
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
        start = today + DAY * n if unit == "day" else workdays(today, n)
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
