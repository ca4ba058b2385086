"""Which starts suit whom, as boolean arrays over ascending starts (ticks)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import compress
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from actions.core.availability.hours import start_ranges
from actions.core.availability.instants import MINUTE, moment, ticks
from actions.core.availability.types import Participant, Problem, WorkingHours

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Starts = NDArray[np.int64]
    Indices = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_CELLS = 4_000_000  # people times starts that are looked at in one go, to bound the memory


def early(problem: Problem, starts: Starts) -> Mask:
    """True where a start is too near to now."""
    return starts < ticks(problem.now) + problem.minimum_notice_minutes * MINUTE


def any_busy(people: Sequence[Participant], starts: Starts, duration: int) -> Mask:
    """True where the meeting, widened by a person's buffer, meets a busy interval of anybody; ``duration`` in ticks."""
    first, after = _taken(people, starts, duration)
    return _covered(first, after, len(starts))


def each_busy(people: Sequence[Participant], starts: Starts, duration: int) -> Iterator[tuple[Participant, Mask]]:
    """Person by person, in order: True where the meeting, widened by the buffer, meets a busy interval."""
    import numpy as np

    size = len(starts) + 1
    at_once = max(1, _CELLS // size)
    for begin in range(0, len(people), at_once):
        group = people[begin : begin + at_once]
        first, after = _taken(group, starts, duration)
        row = np.repeat(np.arange(len(group)) * size, [len(person.busy) for person in group])
        masks = _covered(first + row, after + row, len(group) * size).reshape(len(group), size)
        yield from zip(group, masks[:, :-1], strict=True)


def named(ids: Sequence[str], rows: Mask, starts: Starts) -> dict[datetime, tuple[str, ...]]:
    """For each start the ids whose row (one an id, one column a start) is True there."""
    columns = rows.reshape(len(ids), len(starts)).T.tolist()
    return {moment(tick): tuple(compress(ids, column)) for tick, column in zip(starts.tolist(), columns, strict=True)}


def _taken(people: Sequence[Participant], starts: Starts, duration: int) -> tuple[Indices, Indices]:
    """For every busy interval of everybody the half-open range of indices of the starts that it refuses.

    A busy [a, b) refuses the starts strictly between a - duration - buffer and b + buffer.
    """
    import numpy as np

    buffers = np.array([person.buffer_minutes * MINUTE for person in people], dtype=np.int64)
    buffer = np.repeat(buffers, [len(person.busy) for person in people])
    opens, closes = (np.concatenate([person.busy_ticks[side] for person in people] or [buffer]) for side in (0, 1))
    return (
        np.searchsorted(starts, opens - (buffer + duration), side="right"),
        np.searchsorted(starts, closes + buffer, side="left"),
    )


class Hours:
    """Working hours over one set of starts; people with the same zone and hours are computed once."""

    def __init__(self, starts: Starts, duration: int) -> None:
        self._starts = starts
        self._duration = duration
        self._known: dict[Any, Mask] = {}

    def outside(self, person: Participant) -> Mask:
        """True where the meeting does not lie inside one span of this person's working hours."""
        import numpy as np

        if not len(self._starts):
            return np.zeros(0, dtype=bool)
        at_home = self._at(person.timezone, person.working_hours)
        if not person.elsewhere:
            return at_home
        mask = at_home.copy()
        for stay in person.elsewhere:
            first, after = np.searchsorted(self._starts, [ticks(stay.start), ticks(stay.end)], side="left")
            mask[first:after] = self._at(stay.timezone, stay.working_hours)[first:after]
        return mask

    def anybody_outside(self, people: Sequence[Participant]) -> Mask:
        """True where the meeting leaves somebody's working hours."""
        import numpy as np

        result = np.zeros(len(self._starts), dtype=bool)
        for person in people:
            result |= self.outside(person)
        return result

    def _at(self, zone: str, hours: WorkingHours | None) -> Mask:
        """The same for one zone and its hours; computed once."""
        import numpy as np

        if hours is None:
            return np.zeros(len(self._starts), dtype=bool)
        key = (zone, tuple(sorted(hours.items())))
        if key not in self._known:
            self._known[key] = self._compute(zone, hours)
        return self._known[key]

    def _compute(self, zone: str, hours: WorkingHours) -> Mask:
        import numpy as np

        low, high = int(self._starts[0]), int(self._starts[-1]) + 1
        ranges = list(start_ranges(ZoneInfo(zone), hours, low, high, self._duration))
        edges = np.array(ranges, dtype=np.int64).reshape(-1, 2)
        first = np.searchsorted(self._starts, edges[:, 0], side="left")
        after = np.searchsorted(self._starts, edges[:, 1], side="left")
        return ~_covered(first, after, len(self._starts))


def _covered(first: Indices, after: Indices, size: int) -> Mask:
    """True at the indices that lie in any [first, after); a range that is empty or turned round covers nothing."""
    import numpy as np

    real = first < after
    depth = np.bincount(first[real], minlength=size + 1) - np.bincount(after[real], minlength=size + 1)
    return np.cumsum(depth)[:size] > 0
