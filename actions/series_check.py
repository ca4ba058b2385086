"""Whether a recurring meeting fits everybody over its next instances: which clash, and whose time that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.availability import Problem, Rule, why_not
from actions.core.recurrence import AHEAD, FARTHEST, instances


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


def note(found: Iterable[Clash]) -> list[dict[str, Any]]:
    """Clashes as a slot's reason; [] without any."""
    listed = list(found)
    if not listed:
        return []
    each = [{"start": c.start.isoformat(), "rule": c.rule.value, "who": list(c.who)} for c in listed]
    starts = sorted({c.start.isoformat() for c in listed})
    return [{"term": "clashes", "starts": starts, "each": each, "weight": 0.0}]
