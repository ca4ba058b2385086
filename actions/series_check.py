"""Whether a recurring meeting fits everybody over its next instances: which clash, and whose time that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.availability import Problem, Rule, why_not
from actions.core.ranking.fairness import Burden, burden
from actions.core.ranking.odd_hours import at_decent_hours, clocks_of, odd_options
from actions.core.ranking.outsiders import steps_away
from actions.core.ranking.rotation import Rotation, rotation
from actions.core.recurrence import AHEAD, FARTHEST, instances
from calendar_adapters.types import Interval


@dataclass(frozen=True)
class Clash:
    """One instance that somebody cannot make, by which rule."""

    start: datetime
    rule: Rule
    who: tuple[str, ...]


def reach(rrule: str, last: datetime, zone: ZoneInfo) -> datetime:
    """Until when calendars are to be read so that a series that begins at ``last`` can be checked."""
    return min(instances(rrule, last, zone, AHEAD)[-1], last + FARTHEST)


def clashes(problem: Problem, rrule: str, first: datetime, zone: ZoneInfo, until: datetime) -> tuple[Clash, ...]:
    """The instances after ``first`` that somebody required cannot make, up to the eighth and ``until``."""
    found = []
    for start in instances(rrule, first, zone, AHEAD)[1:]:
        if start <= until:
            found += [Clash(start, r.rule, r.who) for r in why_not(problem, start) if r.rule is not Rule.NOTICE]
    return tuple(found)


def unfit(
    problem: Problem, rrule: str, first: datetime, zone: ZoneInfo, until: datetime, members: Collection[str]
) -> dict[str, int]:
    """How many of the instances after ``first`` each of these optional attendees cannot make."""
    counted = {}
    for person in problem.attendees:
        if person.id in members:
            alone = replace(problem, attendees=(replace(person, required=True),))
            counted[person.id] = len({c.start for c in clashes(alone, rrule, first, zone, until)})
    return counted


def turns_of_series(
    problem: Problem,
    rrule: str,
    so_far: Mapping[str, int],
    zone: ZoneInfo,
    fits: Callable[[datetime], bool],
    first: datetime | None = None,
) -> Rotation | None:
    """How the uncomfortable hour of a series can go round, on the first day on which it can: every turn is free for all
    required at each instance looked at, and asks of nobody but those whose turn it is. ``first``: where it begins."""
    decent, clocks = at_decent_hours(problem), clocks_of(problem.attendees)
    length = timedelta(minutes=problem.duration_minutes)

    def suits(option: Burden) -> bool:
        for start in instances(rrule, option.start, zone, AHEAD):
            if any(r.rule is not Rule.NOTICE for r in why_not(decent, start)):
                return False
            if not set(burden(Interval(start, start + length), clocks).minutes) <= set(option.minutes):
                return False
        return True

    days: dict[date, list[Burden]] = {}
    for option in odd_options(problem, fits):
        days.setdefault(option.start.astimezone(zone).date(), []).append(option)
    wanted = [first.astimezone(zone).date()] if first else sorted(days)

    def apart(option: Burden) -> int:
        return steps_away(option.start, length, [clocks[who] for who in option.minutes])

    found = (rotation(days.get(day, ()), so_far, suits, first, apart) for day in wanted)
    return next((r for r in found if r is not None), None)


def note(found: Iterable[Clash]) -> list[dict[str, Any]]:
    """Clashes as a slot's reason; [] without any."""
    listed = list(found)
    if not listed:
        return []
    each = [{"start": c.start.isoformat(), "rule": c.rule.value, "who": list(c.who)} for c in listed]
    starts = sorted({c.start.isoformat() for c in listed})
    return [{"term": "clashes", "starts": starts, "each": each, "weight": 0.0}]
