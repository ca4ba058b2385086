"""Instants as whole microseconds since the Unix epoch, and the grid of starts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from actions.core.availability.types import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
TICK = timedelta(microseconds=1)
MINUTE = 60_000_000
DAY = 1440 * MINUTE


def ticks(moment: datetime) -> int:
    """Microseconds from the epoch to an aware datetime, exactly."""
    return (moment - EPOCH) // TICK


def all_ticks(moments: Iterable[datetime]) -> NDArray[np.int64]:
    """`ticks` of many, three times as fast; exact to the microsecond until 2106, and to two after it."""
    import numpy as np

    seconds = np.fromiter(map(datetime.timestamp, moments), dtype=np.float64)
    return np.rint(seconds * 1e6).astype(np.int64)


def moment(tick: int) -> datetime:
    """The UTC datetime of so many microseconds after the epoch."""
    return EPOCH + timedelta(microseconds=tick)


def grid_size(problem: Problem) -> int:
    """How many grid starts the window holds together with their meeting."""
    first, last = _bounds(problem)
    return max(0, last - first + 1)


def grid(problem: Problem) -> NDArray[np.int64]:
    """The grid starts with [start, start + duration) in the window, ascending, in ticks."""
    import numpy as np

    first, last = _bounds(problem)
    return np.arange(first, last + 1, dtype=np.int64) * (problem.step_minutes * MINUTE)


def _bounds(problem: Problem) -> tuple[int, int]:
    step = problem.step_minutes * MINUTE
    latest = ticks(problem.window.end) - problem.duration_minutes * MINUTE
    return -(-ticks(problem.window.start) // step), latest // step
