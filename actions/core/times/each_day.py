"""A time of day behind a range of days is a time of each of them: 내일부터 금요일까지 오후 2시~4시."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .atoms import Moment, Recur
from .said import Repeat, Said

_APART = 8  # characters: 까지, 사이에, a comma


def each_day(out: list[Said]) -> list[Said]:
    """The expressions of a run, a range of days and the time behind it made one daily repetition."""
    gone: list[Said] = []
    for days, time in pairwise(out):
        if _days(days) and _timely(time) and time.start - days.end <= _APART and days.avoid == time.avoid:
            assert time.first is not None
            first, last = _one_week(days)
            time.rule = Repeat(Recur("DAILY"), time=time.first, until_time=time.last, begin=first, until=last)
            time.first, time.last, time.start, time.joined = None, None, days.start, days.joined
            gone.append(days)
    return [said for said in out if not any(said is g for g in gone)]


def _days(said: Said) -> bool:
    return said.shape() == "date" and isinstance(said.last, Moment) and said.last.has_date and not said.last.has_time


def _timely(said: Said) -> bool:
    """Whether it is a range of clock times or a part of the day."""
    if said.shape() != "time" or said.open is not None or said.first is None:
        return False
    return said.last is not None or said.first.clock is None


def _one_week(days: Said) -> tuple[Moment, Moment]:
    first, last = days.first, days.last
    assert first is not None
    assert isinstance(last, Moment)
    if first.weekday is None or last.weekday is None or (first.cycle is None) == (last.cycle is None):
        return first, last
    week = first.cycle or last.cycle
    return replace(first, cycle=week), replace(last, cycle=week)
