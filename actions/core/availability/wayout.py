"""What could give way when nothing, or too little, is free."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.availability.explain import why_not
from actions.core.availability.free import free_starts
from actions.core.availability.types import Problem, Rule, Way, WayOut
from calendar_adapters.types import Interval

SHORTER_MINUTES = (180, 120, 90, 60, 45, 30, 25, 20, 15)
DECENT = (7 * 60, 22 * 60)  # minutes of the local day outside which nobody is asked to come
OFFICE = (9 * 60, 18 * 60)
Fits = Callable[[datetime, int], bool]  # start, minutes


def ways_out(
    problem: Problem,
    known: Interval | None = None,
    *,
    keep: Collection[str] = (),
    near: datetime | None = None,
    fits: Fits | None = None,
) -> tuple[WayOut, ...]:
    """What could give way so that something fits, the least trouble first; () when nothing helps.

    Each way is tried alone. ``known`` is the stretch for which the attendees' busy times were read; beyond it nothing
    is assumed free. Without it that is the problem's window. Per way the nearest start is given (to ``near``, else the
    first); WITHOUT names each person whose absence would be enough: never one of ``keep`` (who asks for the meeting),
    nor the only other one. ``fits(start, minutes)`` False keeps a start out of every way.
    """
    look = _Look(problem, known, frozenset(keep), near, fits or _any)
    found = [way for way in (_later(look), _shorter(look)) if way]
    found.extend(_without(look))
    found.extend(way for way in (_outside_hours(look), _sooner(look)) if way)
    return tuple(found)


@dataclass(frozen=True)
class _Look:
    problem: Problem
    known: Interval | None
    keep: frozenset[str]
    near: datetime | None
    fits: Fits

    def starts(self, **changed: Any) -> list[datetime]:
        """The free starts of the problem with ``changed`` fields, ascending, at hours one may ask for."""
        problem = replace(self.problem, **changed)
        minutes = problem.duration_minutes
        return [s for s in free_starts(problem).starts if self.fits(s, minutes) and _bearable(problem, s)]

    def way(
        self, way: Way, starts: Sequence[datetime], who: tuple[str, ...] = (), minutes: int | None = None
    ) -> WayOut | None:
        """The nearest of ``starts``, or None without any."""
        if not starts:
            return None
        best = min(starts, key=lambda start: (self.far(start), start))
        return WayOut(way, best, minutes or self.problem.duration_minutes, len(starts), who)

    def far(self, start: datetime) -> timedelta:
        """How far from where a time was named; nothing when none was."""
        return abs(start - self.near) if self.near else timedelta()


def _later(look: _Look) -> WayOut | None:
    problem, known = look.problem, look.known
    if known is None or known.end <= problem.window.end:
        return None
    last = problem.window.end - timedelta(minutes=problem.duration_minutes)
    starts = look.starts(window=Interval(problem.window.start, known.end))
    return look.way(Way.LATER, [start for start in starts if start > last])


def _shorter(look: _Look) -> WayOut | None:
    for minutes in SHORTER_MINUTES:
        if minutes < look.problem.duration_minutes:
            found = look.way(Way.SHORTER, look.starts(duration_minutes=minutes), minutes=minutes)
            if found:
                return found
    return None


def _without(look: _Look) -> Iterator[WayOut]:
    """Each required person whose absence is enough; whoever asks for a meeting does not come to it alone."""
    people = look.problem.attendees
    required = [person for person in people if person.required]
    leavable = [person for person in required if person.id not in look.keep]
    for person in leavable if len(required) > 1 + len(look.keep) else ():
        others = tuple(other for other in people if other is not person)
        way = look.way(Way.WITHOUT, look.starts(attendees=others), (person.id,))
        if way:
            yield way


def _outside_hours(look: _Look) -> WayOut | None:
    """The start that asks the fewest people to come outside their hours, then the least odd one; never at night."""
    problem = look.problem
    anytime = replace(problem, attendees=tuple(p.any_time for p in problem.attendees))
    minutes = problem.duration_minutes
    starts = [s for s in free_starts(anytime).starts if look.fits(s, minutes) and _decent(problem, s)]
    asked = {start: _kept_from(problem, start) for start in starts}
    opened = [start for start in starts if asked[start]]
    if not opened:
        return None
    best = min(opened, key=lambda s: (len(asked[s]), look.far(s), _oddness(problem, s), s))
    return WayOut(Way.OUTSIDE_HOURS, best, minutes, len(opened), asked[best])


def _sooner(look: _Look) -> WayOut | None:
    problem = look.problem
    if not problem.minimum_notice_minutes:
        return None
    soonest = problem.now + timedelta(minutes=problem.minimum_notice_minutes)
    starts = look.starts(minimum_notice_minutes=0)
    return look.way(Way.SOONER_NOTICE, [start for start in starts if start < soonest])


def _kept_from(problem: Problem, start: datetime) -> tuple[str, ...]:
    return next((refusal.who for refusal in why_not(problem, start) if refusal.rule is Rule.WORKING_HOURS), ())


def _any(_start: datetime, _minutes: int) -> bool:
    return True


def _bearable(problem: Problem, start: datetime) -> bool:
    """Hours say when one may be asked to come; for those who have none, the decent hours of the day do."""
    unsaid = tuple(person for person in problem.attendees if person.required and person.working_hours is None)
    return not unsaid or _decent(replace(problem, attendees=unsaid), start)


def _decent(problem: Problem, start: datetime) -> bool:
    return all(DECENT[0] <= begins and ends <= DECENT[1] for begins, ends in _clocks(problem, start))


def _oddness(problem: Problem, start: datetime) -> int:
    """Minutes by which the meeting leaves usual office hours, on the clock on which it does so most."""
    return max((max(0, OFFICE[0] - begins, ends - OFFICE[1]) for begins, ends in _clocks(problem, start)), default=0)


def _clocks(problem: Problem, start: datetime) -> Iterator[tuple[int, int]]:
    """The meeting's start and end in minutes of the local day, on every required attendee's clock."""
    for zone in sorted({person.zone_at(start) for person in problem.attendees if person.required}):
        local = start.astimezone(ZoneInfo(zone))
        begins = local.hour * 60 + local.minute
        yield begins, begins + problem.duration_minutes
