"""From an availability problem and a search to the starts that may be offered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.availability import Answer, Participant, Problem, Rule, Span, WorkingHours, free_starts, why_not
from actions.core.purpose.types import Purpose
from actions.core.windows import SearchWindows
from calendar_adapters.types import Interval

AWAKE: WorkingHours = {day: (Span(7 * 60, 22 * 60),) for day in range(7)}  # outside it nobody is asked to come


@dataclass(frozen=True)
class Candidate:
    """A start that everybody required has free; UTC. ``exact``: the speaker named this very start."""

    start: datetime
    end: datetime
    optional_free: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True)
class Need:
    """At least ``count`` of ``members`` (ids of optional attendees of the problem) must be free at a start."""

    members: frozenset[str]
    count: int = 1

    def met(self, free: Collection[str]) -> bool:
        """True when enough of them are among ``free``."""
        return len(self.members.intersection(free)) >= self.count


@dataclass(frozen=True)
class Found:
    """The candidates, ascending; the availability answer behind them; and how many free starts each filter dropped.

    ``dropped`` keys: ``window`` (not asked for), ``avoided`` (asked to be kept clear of), ``refused`` (refused before),
    ``purpose`` (outside the purpose's hours or days), ``needs`` (too few of those who may come).
    ``problem`` is the problem as it was solved: its window is the search's hull, and where the purpose is one for after
    hours, nobody's working hours count, only that people on another clock are awake.
    """

    candidates: tuple[Candidate, ...]
    answer: Answer
    dropped: Mapping[str, int]
    problem: Problem


def find(
    problem: Problem,
    windows: SearchWindows,
    purpose: Purpose,
    *,
    timezone: str,
    refused: frozenset[datetime] = frozenset(),
    needs: Sequence[Need] = (),
) -> Found:
    """The starts to choose from. ``problem.window`` is narrowed to the search's hull.

    ``timezone`` (IANA) is the wall clock on which the purpose's bounds are read: the organizer's. Exact starts need not
    lie on the grid, and the purpose does not bound them. ``refused`` starts are never candidates again. ``needs`` are
    met at every candidate, see `Need`.
    """
    hull = windows.hull(problem.duration_minutes)
    problem = _solved(problem, purpose, timezone)
    low = max(hull.start, problem.window.start) if hull else problem.window.start
    high = min(hull.end, problem.window.end) if hull else low
    if low >= high:
        return Found((), Answer((), dict.fromkeys(Rule, 0)), dict.fromkeys(_FILTERS, 0), problem)
    problem = replace(problem, window=Interval(low, high))
    answer = free_starts(problem)
    exact = _exact(problem, windows)
    free = sorted({*answer.starts, *exact})
    verdicts = {start: _dropped(start, problem, windows, purpose, ZoneInfo(timezone), refused) for start in free}
    length = timedelta(minutes=problem.duration_minutes)
    present = {s: answer.optional.get(s) or _optional(problem, s) for s in free if verdicts[s] is None}
    verdicts |= {s: "needs" for s, there in present.items() if not all(need.met(there) for need in needs)}
    return Found(
        candidates=tuple(
            Candidate(start, start + length, present[start], start in exact)
            for start in free
            if verdicts[start] is None
        ),
        answer=answer,
        dropped={name: sum(verdict == name for verdict in verdicts.values()) for name in _FILTERS},
        problem=problem,
    )


_FILTERS = ("window", "avoided", "refused", "purpose", "needs")


def wished(candidates: Sequence[Candidate], preferred: Sequence[Interval], enough: int) -> list[Candidate]:
    """Those that lie inside what was wished for, where ``enough`` of them do not overlap; else all of them."""
    inside = [c for c in candidates if any(w.contains(Interval(c.start, c.end)) for w in preferred)]
    apart = 0
    last: datetime | None = None
    for one in sorted(inside, key=lambda c: c.start):
        if last is None or one.start >= last:
            apart, last = apart + 1, one.end
    return inside if apart >= enough else list(candidates)


def within_bounds(purpose: Purpose, start: datetime, minutes: int, zone: ZoneInfo) -> bool:
    """True when [start, start + minutes) lies inside one of the purpose's bounds on the wall clock of ``zone``."""
    local = start.astimezone(zone)
    begins = local.hour * 60 + local.minute
    return any(bound.start <= begins and begins + minutes <= bound.end for bound in purpose.bounds)


def _solved(problem: Problem, purpose: Purpose, timezone: str) -> Problem:
    """After hours nobody's working hours count; a dinner here is not to be somebody's night elsewhere, though."""
    if not purpose.after_hours:
        return problem

    def evening(person: Participant) -> Participant:
        return person.any_time if person.timezone == timezone else replace(person, working_hours=AWAKE)

    return replace(problem, attendees=tuple(map(evening, problem.attendees)))


def _exact(problem: Problem, windows: SearchWindows) -> set[datetime]:
    length = timedelta(minutes=problem.duration_minutes)
    inside = (s for s in windows.exact if problem.window.start <= s and s + length <= problem.window.end)
    return {start for start in inside if not why_not(problem, start)}


def _optional(problem: Problem, start: datetime) -> tuple[str, ...]:
    """Who of the optional attendees can come to a start that is not on the grid."""
    guests = [person for person in problem.attendees if not person.required]
    alone = ((guest.id, replace(problem, attendees=(replace(guest, required=True),))) for guest in guests)
    return tuple(name for name, only in alone if not why_not(only, start))


def _dropped(
    start: datetime,
    problem: Problem,
    windows: SearchWindows,
    purpose: Purpose,
    zone: ZoneInfo,
    refused: frozenset[datetime],
) -> str | None:
    """The filter that drops this free start, or None."""
    if not windows.clear(start, problem.duration_minutes):
        return "avoided"
    if not windows.inside(start, problem.duration_minutes):
        return "window"
    if start in refused:
        return "refused"
    if start in windows.exact:
        return None
    day_fits = purpose.weekends or not _weekend(start, zone) or _weekend_meant(start, problem, windows, zone)
    return None if day_fits and within_bounds(purpose, start, problem.duration_minutes, zone) else "purpose"


def _weekend(moment: datetime, zone: ZoneInfo) -> bool:
    return moment.astimezone(zone).weekday() >= 5


def _weekend_meant(start: datetime, problem: Problem, windows: SearchWindows, zone: ZoneInfo) -> bool:
    """True when everybody's own hours already say which days are worked, or when a weekend is what was asked for."""
    required = [person for person in problem.attendees if person.required]
    if required and all(person.working_hours is not None for person in required):
        return True
    window = next((w for w in windows.wanted if w.start <= start < w.end), None)
    if window is None or window.end - window.start > timedelta(days=2):
        return False
    return _weekend(window.start, zone) and _weekend(window.end - timedelta(microseconds=1), zone)
