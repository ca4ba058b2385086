"""When an outsider's usual hours meet nobody's here: times in our people's hours, nearest to the outsider's day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from actions.core.availability import Problem, free_starts
from actions.core.ranking.fairness import Burden, Clock, burden, discomfort
from actions.core.ranking.odd_hours import clocks_of
from calendar_adapters.types import Interval

Fits = Callable[[datetime], bool]
STEP, MOST = timedelta(minutes=30), 24  # how finely, and how many steps far, the next usual hour is looked for


def nearest_to_their_day(problem: Problem, outsiders: Collection[str], limit: int, fits: Fits) -> list[Burden]:
    """At most ``limit`` free starts in the hours of everybody but ``outsiders`` (ids), who are asked anyway; those
    least far outside the outsiders' hours, none overlapping another, by time. ``fits(start)`` False keeps one out."""
    clocks = {id: clock for id, clock in clocks_of(problem.attendees).items() if id in outsiders}
    length = timedelta(minutes=problem.duration_minutes)
    people = tuple(p.any_time if p.id in outsiders else p for p in problem.attendees)
    starts = [s for s in free_starts(replace(problem, attendees=people)).starts if fits(s)]
    options = [burden(Interval(s, s + length), clocks) for s in starts]
    chosen: list[Burden] = []
    for option in sorted(
        (o for o in options if o.minutes), key=lambda o: (steps_away(o.start, length, clocks.values()), o.start)
    ):
        if all(abs(option.start - other.start) >= length for other in chosen):
            chosen.append(option)
        if len(chosen) == limit:
            break
    return sorted(chosen, key=lambda o: o.start)


def steps_away(start: datetime, length: timedelta, clocks: Iterable[Clock]) -> int:
    """How many half hours earlier or later would suit them, of all together."""
    return sum(next((n for n in range(MOST) if _suits(start, n, length, clock)), MOST) for clock in clocks)


def _suits(start: datetime, steps: int, length: timedelta, clock: Clock) -> bool:
    moved = (start - steps * STEP, start + steps * STEP)
    return any(discomfort(Interval(s, s + length), clock) == 0 for s in moved)
