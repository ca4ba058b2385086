"""Who or what stands in the way of a start."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from actions.core.availability.instants import MINUTE, grid, moment, ticks
from actions.core.availability.masks import Hours, each_busy, early, named
from actions.core.availability.types import Participant, Problem, Refusal, Rule

if TYPE_CHECKING:
    from actions.core.availability.masks import Mask, Starts


def refusals(problem: Problem) -> tuple[Refusal, ...]:
    """Every refused grid start with the first rule that refused it and all whom that rule concerns."""
    starts = grid(problem)
    required = [person for person in problem.attendees if person.required]
    too_early, outside, taken = _verdicts(problem, starts, required)
    found = []
    for index, tick in enumerate(starts):
        if too_early[index]:
            found.append(Refusal(moment(int(tick)), Rule.NOTICE))
            continue
        for rule, masks in ((Rule.WORKING_HOURS, outside), (Rule.BUSY, taken)):
            who = tuple(person.id for person, mask in zip(required, masks, strict=True) if mask[index])
            if who:
                found.append(Refusal(moment(int(tick)), rule, who))
                break
    return tuple(found)


def why_not(problem: Problem, start: datetime) -> tuple[Refusal, ...]:
    """Every rule that refuses this one start (on the grid or not, in the window or not); () when it is free."""
    import numpy as np

    required = [person for person in problem.attendees if person.required]
    one = np.array([ticks(start)], dtype=np.int64)
    too_early, outside, taken = _verdicts(problem, one, required)
    found = [Refusal(moment(int(one[0])), Rule.NOTICE)] if too_early[0] else []
    for rule, masks in ((Rule.WORKING_HOURS, outside), (Rule.BUSY, taken)):
        who = tuple(person.id for person, mask in zip(required, masks, strict=True) if mask[0])
        if who:
            found.append(Refusal(moment(int(one[0])), rule, who))
    return tuple(found)


def everybody_in_the_way(problem: Problem) -> dict[datetime, tuple[str, ...]]:
    """For every grid start everybody, required or optional, whose hours or calendar stand against it."""
    import numpy as np

    starts = grid(problem)
    duration = problem.duration_minutes * MINUTE
    hours = Hours(starts, duration)
    against = [taken | hours.outside(person) for person, taken in each_busy(problem.attendees, starts, duration)]
    return named([person.id for person in problem.attendees], np.array(against, dtype=bool), starts)


def _verdicts(problem: Problem, starts: Starts, people: list[Participant]) -> tuple[Mask, list[Mask], list[Mask]]:
    duration = problem.duration_minutes * MINUTE
    hours = Hours(starts, duration)
    outside = [hours.outside(person) for person in people]
    return early(problem, starts), outside, [taken for _, taken in each_busy(people, starts, duration)]
