"""Hours that were asked for and lie outside what is usual for the purpose: they are looked at all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from actions.core.candidates import within_bounds
from actions.core.purpose.types import Hours, Purpose
from calendar_adapters.types import Interval

GRID = timedelta(minutes=15)
_DAY = 24 * 60


def unbounded(purpose: Purpose) -> Purpose:
    """The purpose at any hour; a meal keeps its own."""
    return purpose if purpose.meal else replace(purpose, bounds=(Hours(0, 2 * _DAY),))


def as_asked(purpose: Purpose, wanted: Sequence[Interval], minutes: int, zone: ZoneInfo) -> Purpose:
    """The purpose at any hour where none of the ``wanted`` windows holds a start of ``minutes`` inside its bounds on
    the wall clock of ``zone`` ("11 to midnight works for me"); else as it is."""
    if not wanted or any(_meets(purpose, window, minutes, zone) for window in wanted):
        return purpose
    return unbounded(purpose)


def _meets(purpose: Purpose, window: Interval, minutes: int, zone: ZoneInfo) -> bool:
    start, length = window.start, timedelta(minutes=minutes)
    while start + length <= window.end:
        if within_bounds(purpose, start, minutes, zone):
            return True
        start += GRID
    return False
