"""The free starts of a problem: the definition of `moim free`, for any number of people at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from actions.core.availability.instants import MINUTE, grid, moment
from actions.core.availability.masks import Hours, any_busy, each_busy, early, named
from actions.core.availability.types import Answer, Problem, Rule

if TYPE_CHECKING:
    from actions.core.availability.masks import Mask, Starts


def free_starts(problem: Problem) -> Answer:
    """Every grid start that fits all required attendees, and what removed the others.

    Counted are the grid starts with [start, start + duration) in the window; each refused one counts once, under the
    first rule in the order notice, working hours, busy. A start is free when it is not before now + notice and, for
    every required attendee, the meeting lies inside one span of working hours and, widened by the attendee's buffer,
    meets no busy interval (half-open).

    Raises:
        zoneinfo.ZoneInfoNotFoundError: an attendee with working hours is in an unknown zone.
    """
    starts = grid(problem)
    duration = problem.duration_minutes * MINUTE
    required = [person for person in problem.attendees if person.required]
    hours = Hours(starts, duration)
    left, removed = ~early(problem, starts), {}
    removed[Rule.NOTICE] = len(starts) - int(left.sum())
    for rule, refused in (
        (Rule.WORKING_HOURS, hours.anybody_outside(required)),
        (Rule.BUSY, any_busy(required, starts, duration)),
    ):
        removed[rule] = int((left & refused).sum())
        left &= ~refused
    return Answer(
        starts=tuple(moment(int(tick)) for tick in starts[left]),
        removed=removed,
        optional=_optional(problem, starts, left, hours),
    )


def _optional(problem: Problem, starts: Starts, left: Mask, hours: Hours) -> dict[datetime, tuple[str, ...]]:
    """For each free start the ids of the optional attendees who could come, in the problem's order."""
    import numpy as np

    free = starts[left]
    guests = [person for person in problem.attendees if not person.required]
    taken = each_busy(guests, free, problem.duration_minutes * MINUTE)
    can_come = [~(mask | hours.outside(person)[left]) for person, mask in taken]
    return named([person.id for person in guests], np.array(can_come, dtype=bool), free)
