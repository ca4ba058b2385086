from datetime import datetime

from actions.core.availability.types import Problem, Refusal


def refusals(problem: Problem) -> tuple[Refusal, ...]:
    """Every refused grid start with the first rule that refused it and all whom that rule concerns."""
    raise NotImplementedError


def why_not(problem: Problem, start: datetime) -> tuple[Refusal, ...]:
    """Every rule that refuses this one start (on the grid or not, inside the window or not); () when it is free."""
    raise NotImplementedError
