"""An availability problem and its answer, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from calendar_adapters.types import Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Span:
    """A stretch of a local day's wall clock, in minutes from midnight; ``end`` up to 1440 ("24:00").

    Raises:
        ValueError: the span does not lie in one day, or does not end after it starts.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 1440:
            raise ValueError("a span of working hours lies in one day and ends after it starts")


# weekday (Monday is 0) -> spans; a missing weekday has none. Adjacent spans stay apart: no meeting crosses from 09-12
# into 12-18.
WorkingHours = Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True)
class Elsewhere:
    """A while with a clock and hours of its own: they hold for starts in [start, end), aware.

    ``working_hours`` None means any time, an empty mapping none at all (a day off). Of several that overlap the last
    one of `Participant.elsewhere` holds.
    """

    start: datetime
    end: datetime
    timezone: str
    working_hours: WorkingHours | None = field(default=None, hash=False)


@dataclass(frozen=True)
class Participant:
    """One attendee's time. ``working_hours`` None means any time; ``timezone`` (IANA) says whose wall clock they are.

    ``busy`` may be unsorted and overlap; holds belong in it too. ``buffer_minutes`` is kept free on both sides.
    ``elsewhere`` are the whiles in which another clock and other hours hold.
    """

    id: str
    timezone: str = "UTC"
    required: bool = True
    working_hours: WorkingHours | None = None
    busy: tuple[Interval, ...] = ()
    buffer_minutes: int = 0
    elsewhere: tuple[Elsewhere, ...] = ()

    def zone_at(self, start: datetime) -> str:
        """The IANA zone on whose clock this person lives at ``start``."""
        return next((e.timezone for e in reversed(self.elsewhere) if e.start <= start < e.end), self.timezone)

    @property
    def any_time(self) -> Participant:
        """The same person without working hours; days off stay off."""
        whiles = tuple(replace(e, working_hours=None) if e.working_hours else e for e in self.elsewhere)
        return replace(self, working_hours=None, elsewhere=whiles)

    @cached_property
    def busy_ticks(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Starts and ends of ``busy`` in microseconds since the epoch; kept, as one person is looked at many times."""
        from actions.core.availability.instants import all_ticks

        return all_ticks([i.start for i in self.busy]), all_ticks([i.end for i in self.busy])


@dataclass(frozen=True)
class Problem:
    """Which starts of ``duration_minutes`` fit everybody required? Starts lie on the UTC grid of ``step_minutes``.

    The grid counts from the Unix epoch, which for every step that divides a day is the same as from midnight UTC.

    Raises:
        ValueError: a naive ``now``, a length or step that is not positive, a negative notice.
    """

    now: datetime
    window: Interval
    duration_minutes: int
    step_minutes: int = 15
    minimum_notice_minutes: int = 0
    attendees: tuple[Participant, ...] = ()

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now must be aware")
        if self.duration_minutes <= 0 or self.step_minutes <= 0 or self.minimum_notice_minutes < 0:
            raise ValueError("duration and step are positive minutes, notice is not negative")


class Rule(str, Enum):
    """Why a start is refused, in the order in which refusals are counted."""

    NOTICE = "notice"
    WORKING_HOURS = "working_hours"
    BUSY = "busy"


@dataclass(frozen=True)
class Answer:
    """The free starts (UTC, ascending), how many each rule removed, and which optional attendees could come to each.

    ``optional`` has every free start as a key.
    """

    starts: tuple[datetime, ...]
    removed: Mapping[Rule, int]
    optional: Mapping[datetime, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """One start that ``rule`` removed, and whom it concerns (required attendees' ids; nobody for notice)."""

    start: datetime
    rule: Rule
    who: tuple[str, ...] = ()


class Way(str, Enum):
    """What could give way when nothing is free."""

    LATER = "later"  # the same search, after the window
    SHORTER = "shorter"  # a shorter meeting
    WITHOUT = "without"  # one required attendee becomes optional
    OUTSIDE_HOURS = "outside_hours"  # somebody comes outside working hours
    SOONER_NOTICE = "sooner_notice"  # the minimum notice is waived


@dataclass(frozen=True)
class WayOut:
    """One way out: what gives way, the nearest start it opens, and how many it opens.

    ``who`` names those who must agree (WITHOUT: who is left out; OUTSIDE_HOURS: whose hours are left), ``minutes`` the
    length of the meeting at ``start``.
    """

    way: Way
    start: datetime
    minutes: int
    count: int
    who: tuple[str, ...] = ()
