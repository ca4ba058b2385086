"""Keeps the work of expanding a recurrence bounded: anyone who can send an invitation can write a rule.

dateutil walks from DTSTART, step by step, and a rule that never matches it follows to the year 9999. So a series from
long ago is entered near the window, a rule that never matches is dropped, and one that is still too much is refused.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from dateutil.rrule import rrulestr

from calendar_adapters.ical.reading import Component
from calendar_adapters.ical.rules import rule_text
from calendar_adapters.types import Interval

STEPS = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(days=7)}
CYCLE = 400  # years after which the Gregorian calendar repeats, weekdays included
MOST_STEPS = 100_000  # about a second
MOST_STARTS_A_DAY = 96
REFUSED_HOURLY = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")


def bounded(master: Component, window: Interval, margin: timedelta) -> Component:
    """A series' master that has the same instances in ``window`` and costs little to expand there.

    Raises ValueError for a rule that repeats by the minute, or takes too many steps.
    """
    if "RRULE" not in master:
        return master
    start = master["DTSTART"].dt
    rule = rule_text(master["RRULE"], start)
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    _check(parts)
    if not _ever_matches(";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL"), _wall(start)):
        return _copy(master, None)
    step = STEPS.get(parts["FREQ"])
    if step is None:
        return master
    step *= max(1, int(parts.get("INTERVAL", "1")))
    length = master["DTEND"].dt - start
    ahead = (window.start - margin - length - _aware(start, window)) // step - 1
    if "COUNT" not in parts and ahead > 0:
        return _copy(master, ahead * step)
    if (window.end - _aware(start, window)) // step > MOST_STEPS:
        raise ValueError("the series has too many repetitions")
    return master


def _check(parts: dict[str, str]) -> None:
    if parts["FREQ"] in {"SECONDLY", "MINUTELY"}:
        raise ValueError("the series repeats by the second or minute")
    if parts["FREQ"] == "HOURLY" and any(name in parts for name in REFUSED_HOURLY):
        raise ValueError("the series repeats by the hour on conditions that are not supported")
    starts = 24 if parts["FREQ"] == "HOURLY" else 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        starts *= len(parts.get(name, "0").split(",")) if not (name == "BYHOUR" and starts > 1) else 1
    if starts > MOST_STARTS_A_DAY:
        raise ValueError(f"the series has more than {MOST_STARTS_A_DAY} starts a day")


@lru_cache(maxsize=4096)
def _ever_matches(rule: str, wall: datetime) -> bool:
    """Whether the rule has any instance: looked for in the last cycle before the year 9999, where the search ends."""
    if "BY" not in rule:
        return True
    late = wall.replace(year=wall.year + (9999 - CYCLE - wall.year) // CYCLE * CYCLE)
    return next(iter(rrulestr(rule, dtstart=late, ignoretz=True)), None) is not None


def _copy(master: Component, moved: timedelta | None) -> Component:
    """The master started later by ``moved`` (wall clock), or without its rule."""
    copy = master.copy()
    if moved is None:
        copy.pop("RRULE")
        return copy
    for name in ("DTSTART", "DTEND"):
        value = master[name].dt + moved
        copy.pop(name)
        copy.add(name, value)
    return copy


def _wall(start: date) -> datetime:
    return start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())


def _aware(start: Any, window: Interval) -> datetime:
    return start if isinstance(start, datetime) else datetime.combine(start, time(), window.start.tzinfo)
