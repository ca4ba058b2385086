"""From the times of a message to a search: where to look, what to keep clear of, what is liked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.core.times.types import TimeConstraint
from calendar_adapters.types import Interval

HORIZON_DAYS = 14


@dataclass(frozen=True)
class SearchWindows:
    """Where a meeting may start. All times UTC, sorted, merged, never before ``now``; intervals half-open.

    ``wanted``: the meeting lies inside one of them (empty: everything said is past or contradicts itself).
    ``exact``: the starts that were named; when there are any, only these and none inside ``wanted`` is meant.
    ``avoided``: it meets none of these. ``preferred``/``disliked``: wishes, for the ranking.
    ``minutes``: the length that was said, or None. ``rrule``: the rule of a recurring meeting, or None; ``exact`` or
    ``wanted`` then hold its first occurrences. ``named``: whether any time was said at all.
    ``past``: what was said but lies before ``now``; ``unclear``: what has several fair readings, to be asked about.
    """

    wanted: tuple[Interval, ...]
    exact: tuple[datetime, ...] = ()
    avoided: tuple[Interval, ...] = ()
    preferred: tuple[Interval, ...] = ()
    disliked: tuple[Interval, ...] = ()
    minutes: int | None = None
    rrule: str | None = None
    named: bool = False
    past: tuple[TimeConstraint, ...] = ()
    unclear: tuple[TimeConstraint, ...] = ()

    def hull(self, minutes: int) -> Interval | None:
        """The one interval that holds every start with its ``minutes``; None when there is nowhere to look."""
        raise NotImplementedError

    def allows(self, start: datetime, minutes: int) -> bool:
        """True when [start, start + minutes) is what was asked for and meets nothing that is avoided."""
        raise NotImplementedError


def search_windows(
    constraints: Sequence[TimeConstraint],
    *,
    now: datetime,
    timezone: str,
    horizon_days: int = HORIZON_DAYS,
) -> SearchWindows:
    """Read the times of one message (or of several turns, oldest first) as one search.

    ``now`` is aware; ``timezone`` (IANA) is the speaker's, in which naive constraints are meant and days are days.
    Open sides end at ``now`` and ``horizon_days`` later.
    """
    raise NotImplementedError
