"""Dates by their numbers and names: the 5th, 7 December, Friday, May, the second quarter."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import datetime

from .atoms import Moment, valid_date
from .scope import Scope
from .stretches import DAY, Impossible, Stretch, add_months, cycle, monday


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


def day_of(m: Moment, scope: Scope) -> Stretch:
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


def month_of(m: Moment, scope: Scope) -> Stretch:
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


def months_block(m: Moment, scope: Scope) -> Stretch:
    size = 3 if m.quarter is not None else 6
    first = ((m.quarter or m.half or 1) - 1) * size + 1
    year = _year_of(m, scope)
    if year is None:
        year = scope.now.year + (first + size - 1 < scope.now.month)
    start = datetime(year, first, 1)
    return Stretch(start, add_months(start, size), "quarter" if size == 3 else "month")
