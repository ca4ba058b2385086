"""What could give way when nothing, or too little, is free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.availability.explain import why_not
from actions.core.availability.free import free_starts
from actions.core.availability.types import Problem, Rule, Way, WayOut
from calendar_adapters.types import Interval

SHORTER_MINUTES = (180, 120, 90, 60, 45, 30, 25, 20, 15)
DECENT = (7 * 60, 22 * 60)  # minutes of the local day outside which nobody is asked to come
OFFICE = (9 * 60, 18 * 60)


def ways_out(problem: Problem, known: Interval | None = None) -> tuple[WayOut, ...]:
    """What could give way so that something fits, the least trouble first; () when nothing helps.

    Each way is tried alone. ``known`` is the stretch for which the attendees' busy times were read; beyond it nothing
    is assumed free. Without it that is the problem's window. Per way the nearest start is given; WITHOUT names each
    person whose absence would be enough.
    """
    found = [way for way in (_later(problem, known), _shorter(problem)) if way]
    found.extend(_without(problem))
    found.extend(way for way in (_outside_hours(problem), _sooner(problem)) if way)
    return tuple(found)


def _later(problem: Problem, known: Interval | None) -> WayOut | None:
    if known is None or known.end <= problem.window.end:
        return None
    last = problem.window.end - timedelta(minutes=problem.duration_minutes)
    starts = free_starts(replace(problem, window=Interval(problem.window.start, known.end))).starts
    return _way(problem, Way.LATER, tuple(start for start in starts if start > last))


def _shorter(problem: Problem) -> WayOut | None:
    for minutes in SHORTER_MINUTES:
        if minutes < problem.duration_minutes:
            starts = free_starts(replace(problem, duration_minutes=minutes)).starts
            if starts:
                return WayOut(Way.SHORTER, starts[0], minutes, len(starts))
    return None


def _without(problem: Problem) -> Iterator[WayOut]:
    required = [person for person in problem.attendees if person.required]
    for person in required if len(required) > 1 else ():
        others = tuple(other for other in problem.attendees if other is not person)
        way = _way(problem, Way.WITHOUT, free_starts(replace(problem, attendees=others)).starts, (person.id,))
        if way:
            yield way


def _outside_hours(problem: Problem) -> WayOut | None:
    """The start that asks the fewest people to come outside their hours, then the least odd one; never at night."""
    anytime = replace(problem, attendees=tuple(replace(p, working_hours=None) for p in problem.attendees))
    starts = [start for start in free_starts(anytime).starts if _decent(problem, start)]
    asked = {start: _kept_from(problem, start) for start in starts}
    opened = [start for start in starts if asked[start]]
    if not opened:
        return None
    best = min(opened, key=lambda start: (len(asked[start]), _oddness(problem, start), start))
    return WayOut(Way.OUTSIDE_HOURS, best, problem.duration_minutes, len(opened), asked[best])


def _sooner(problem: Problem) -> WayOut | None:
    if not problem.minimum_notice_minutes:
        return None
    soonest = problem.now + timedelta(minutes=problem.minimum_notice_minutes)
    starts = free_starts(replace(problem, minimum_notice_minutes=0)).starts
    return _way(problem, Way.SOONER_NOTICE, tuple(start for start in starts if start < soonest))


def _way(problem: Problem, way: Way, starts: tuple[datetime, ...], who: tuple[str, ...] = ()) -> WayOut | None:
    return WayOut(way, starts[0], problem.duration_minutes, len(starts), who) if starts else None


def _kept_from(problem: Problem, start: datetime) -> tuple[str, ...]:
    return next((refusal.who for refusal in why_not(problem, start) if refusal.rule is Rule.WORKING_HOURS), ())


def _decent(problem: Problem, start: datetime) -> bool:
    return all(DECENT[0] <= begins and ends <= DECENT[1] for begins, ends in _clocks(problem, start))


def _oddness(problem: Problem, start: datetime) -> int:
    """Minutes by which the meeting leaves usual office hours, on the clock on which it does so most."""
    return max((max(0, OFFICE[0] - begins, ends - OFFICE[1]) for begins, ends in _clocks(problem, start)), default=0)


def _clocks(problem: Problem, start: datetime) -> Iterator[tuple[int, int]]:
    """The meeting's start and end in minutes of the local day, on every required attendee's clock."""
    for zone in sorted({person.timezone for person in problem.attendees if person.required}):
        local = start.astimezone(ZoneInfo(zone))
        begins = local.hour * 60 + local.minute
        yield begins, begins + problem.duration_minutes
