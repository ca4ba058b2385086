"""Who takes an uncomfortable hour, and who of several comes: the one who has borne, or has to do, the least so far.

Discomfort is counted in minutes of a meeting outside somebody's own hours, on that person's wall clock. The rule for
the next uncomfortable meeting of the same people is leximin: of all times, the one after which the most burdened person
has the least, then the second most burdened, and so on (Rawls' difference principle, in Sen's lexical form: A. Sen,
*Collective Choice and Social Welfare*, 1970, chapter 9). With equal hours that is: whoever has borne least is next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.availability import WorkingHours
from calendar_adapters.types import Interval


@dataclass(frozen=True)
class Clock:
    """One person's day: ``timezone`` (IANA) and acceptable hours by weekday; None means any hour is."""

    timezone: str
    hours: WorkingHours | None = None


@dataclass(frozen=True)
class Burden:
    """A time and what it asks of each person, in minutes outside their hours; only people who bear some are listed."""

    start: datetime
    minutes: Mapping[str, int]

    @property
    def total(self) -> int:
        """Minutes of all people together."""
        return sum(self.minutes.values())


def discomfort(meeting: Interval, clock: Clock) -> int:
    """Whole minutes of ``meeting`` (half-open) outside the acceptable hours of ``clock``; 0 when any hour is."""
    if clock.hours is None:
        return 0
    zone = ZoneInfo(clock.timezone)
    length = round((meeting.end - meeting.start) / timedelta(minutes=1))
    outside = 0
    for minute in range(length):
        local = (meeting.start + timedelta(minutes=minute)).astimezone(zone)
        at = local.hour * 60 + local.minute
        outside += not any(span.start <= at < span.end for span in clock.hours.get(local.weekday(), ()))
    return outside


def burden(meeting: Interval, clocks: Mapping[str, Clock]) -> Burden:
    """What ``meeting`` asks of everybody in ``clocks`` (address → clock)."""
    counted = {who: discomfort(meeting, clock) for who, clock in clocks.items()}
    return Burden(meeting.start, {who: minutes for who, minutes in counted.items() if minutes})


def borne(past: Iterable[Interval], clocks: Mapping[str, Clock]) -> dict[str, int]:
    """Minutes outside their hours that each person has taken over ``past`` meetings; everybody is a key."""
    held = list(past)
    return {who: sum(discomfort(meeting, clock) for meeting in held) for who, clock in clocks.items()}


def fairest(options: Iterable[Burden], so_far: Mapping[str, int]) -> list[Burden]:
    """``options`` with the fairest first: leximin over what everybody will have borne, then less in all, then earlier.

    ``so_far``: address → minutes borne by now; who is missing there has borne nothing.
    """
    return sorted(options, key=lambda option: (after(option, so_far), option.total, option.start))


def least_loaded(free: Iterable[str], load: Mapping[str, int], chosen_before: Mapping[str, int]) -> list[str]:
    """Those who could come, whose turn it is first: the fewest meetings that week (``load``), then the fewest times
    chosen before, then by address."""
    return sorted(free, key=lambda who: (load.get(who, 0), chosen_before.get(who, 0), who))


def assign(groups: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """One member of each group, nobody twice, as far to the front of each group as that allows; None when that cannot
    be. Groups are few, so every way is tried in order."""
    if not groups:
        return ()
    first, rest = groups[0], groups[1:]
    for who in first:
        others = assign([[m for m in group if m != who] for group in rest])
        if others is not None:
            return (who, *others)
    return None


def after(option: Burden, so_far: Mapping[str, int]) -> tuple[int, ...]:
    """What everybody will have borne with it, the most burdened first."""
    people = {*so_far, *option.minutes}
    return tuple(sorted((so_far.get(p, 0) + option.minutes.get(p, 0) for p in people), reverse=True))
