"""When people's hours never meet: the times at which somebody must come outside theirs, the fairest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.availability import Participant, Problem, free_starts
from actions.core.candidates import AWAKE
from actions.core.ranking.fairness import Burden, Clock, burden, fairest
from calendar_adapters.types import Interval

DECENT = AWAKE
Fits = Callable[[datetime], bool]


def clocks_of(attendees: Iterable[Participant]) -> dict[str, Clock]:
    """Id → clock of everybody required; whoever has said no hours takes any decent one."""
    return {p.id: Clock(p.timezone, p.working_hours or DECENT) for p in attendees if p.required}


def odd_hours(
    problem: Problem, so_far: Mapping[str, int], zone: ZoneInfo, limit: int, fits: Fits | None = None
) -> list[Burden]:
    """At most ``limit`` free starts outside somebody's hours, one a day on the clock of ``zone``, the fairest first.

    Nobody comes before 07:00 or after 22:00 of their own clock. ``so_far``: minutes that each has borne already.
    ``fits(start)`` False keeps a start out.
    """
    return _one_a_day(fairest(odd_options(problem, fits), so_far), zone, limit)


def odd_options(problem: Problem, fits: Fits | None = None) -> list[Burden]:
    """All free starts outside somebody's hours, and of whom each asks how much, by time."""
    clocks = clocks_of(problem.attendees)
    length = timedelta(minutes=problem.duration_minutes)
    starts = [s for s in free_starts(at_decent_hours(problem)).starts if fits is None or fits(s)]
    return [o for s in starts if (o := burden(Interval(s, s + length), clocks)).minutes]


def at_decent_hours(problem: Problem) -> Problem:
    """The problem with everybody at hours one may ask for."""
    return replace(problem, attendees=tuple(_decent(p) for p in problem.attendees))


def _decent(person: Participant) -> Participant:
    """At hours one may ask for, on the weekdays on which this person works."""
    hours = person.working_hours
    days = DECENT if hours is None else {day: DECENT[day] for day in hours}
    return replace(person, working_hours=days)


def _one_a_day(options: Sequence[Burden], zone: ZoneInfo, limit: int) -> list[Burden]:
    days: set[date] = set()
    chosen: list[Burden] = []
    for option in options:
        day = option.start.astimezone(zone).date()
        if day not in days and len(chosen) < limit:
            days.add(day)
            chosen.append(option)
    return sorted(chosen, key=lambda o: o.start)
