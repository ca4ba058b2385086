"""What a search for times comes to: the offers, what could give way, and whom it was about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from actions.calendars import Unreadable
from actions.core.availability import Participant as Diary
from actions.core.availability import Problem, Rule, WayOut, free_starts, refusals, why_not
from actions.core.candidates import Candidate, Found
from actions.core.purpose import Purpose
from actions.core.ranking import Offer
from actions.core.ranking.fairness import Burden
from actions.core.ranking.rotation import Rotation
from actions.core.windows import SearchWindows
from actions.offers_people import Choice, free_at
from actions.series_check import Clash, note
from actions.store.records import Hold
from calendar_adapters.types import Interval


@dataclass(frozen=True)
class Search:
    """What was looked for and what came of it.

    ``offers`` best first. Without any, ``ways`` say what could give way and ``removed`` who was in the way, by rule.
    ``unknown``: addresses without a calendar. ``unreadable``: calendars that failed; then nothing is offered.
    ``choice``: whom the times may choose from. ``clashes``: start → instances of the series that clash, ``unfit``:
    start → how many of them each possible member cannot make. ``held``: holds of other open requests. Where hours
    never meet, ``odd`` are the fairest times outside them and ``so_far`` what everybody has borne; in a series it can
    go round by ``turns``. ``left``: members of a group whose calendar failed, and who are passed over.
    """

    windows: SearchWindows
    purpose: Purpose
    minutes: int
    problem: Problem | None = None
    found: Found | None = None
    offers: tuple[Offer, ...] = ()
    ways: tuple[WayOut, ...] = ()
    unknown: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    choice: Choice = field(default_factory=Choice)
    clashes: Mapping[datetime, tuple[Clash, ...]] = field(default_factory=dict)
    unfit: Mapping[datetime, Mapping[str, int]] = field(default_factory=dict)
    held: tuple[Hold, ...] = ()
    odd: tuple[Burden, ...] = ()
    turns: Rotation | None = None
    so_far: Mapping[str, int] = field(default_factory=dict)
    left: tuple[Unreadable, ...] = ()

    def notes(self, start: datetime) -> list[dict[str, Any]]:
        """What is to be said of a start beside its reasons (see `meeting_choice`): who it would be, who is missing,
        which instances clash."""
        said = note(self.clashes.get(start, ()))
        if self.problem is None or not (self.choice.needs or self.choice.optional):
            return said
        return [*self.choice.notes(start, free_at(self.problem, start), self.unfit.get(start)), *said]

    def held_by_others(self, start: datetime) -> Hold | None:
        """The hold of another open request that alone keeps this start from being free, if that is so."""
        meeting = Interval(start, start + timedelta(minutes=self.minutes))
        met = [h for h in self.held if h.interval.overlaps(meeting)]
        if not met or self.problem is None or why_not(without_holds(self.problem, met), start):
            return None
        return max(met, key=lambda h: h.expires_at)

    @property
    def shut_by_holds(self) -> tuple[tuple[str, ...], datetime] | None:
        """Whose time the holds of other open requests take, and when the first of them runs out, where nothing is free
        for no other reason."""
        if not self.held or self.problem is None or (self.found is not None and self.found.candidates):
            return None
        lifted = [
            s
            for s in free_starts(without_holds(self.problem, self.held)).starts
            if self.windows.allows(s, self.minutes)
        ]
        length = timedelta(minutes=self.minutes)
        met = [h for h in self.held if any(h.interval.overlaps(Interval(s, s + length)) for s in lifted)]
        if not met:
            return None
        return tuple(dict.fromkeys(h.address for h in met)), min(h.expires_at for h in met)

    @property
    def no_shared_hours(self) -> bool:
        """True when nobody's events matter: the working hours of those required do not meet in the time searched."""
        if self.problem is None or sum(1 for p in self.problem.attendees if p.required) < 2:
            return False
        idle = tuple(replace(p, busy=(), buffer_minutes=0) for p in self.problem.attendees)
        zones = {p.timezone for p in idle if p.required}
        return (
            len(zones) > 1 and not free_starts(replace(self.problem, attendees=idle, minimum_notice_minutes=0)).starts
        )

    @property
    def exact(self) -> tuple[Candidate, ...]:
        """The free starts that the speaker named."""
        return tuple(c for c in self.found.candidates if c.exact) if self.found else ()

    def removed(self) -> dict[Rule, tuple[int, tuple[str, ...]]]:
        """Rule → how many starts it removed, and whose time that was."""
        assert self.problem is not None
        counts: dict[Rule, tuple[int, tuple[str, ...]]] = {}
        for refusal in refusals(self.problem):
            count, who = counts.get(refusal.rule, (0, ()))
            counts[refusal.rule] = count + 1, tuple(dict.fromkeys((*who, *refusal.who)))
        return counts

    def why_not(self, start: datetime) -> list[tuple[Rule, tuple[str, ...]]]:
        """The rules that refuse this start and whom they concern; [] when it is free."""
        if self.problem is None:
            return []
        found = [(r.rule, r.who) for r in why_not(self.problem, start)]
        there = free_at(self.problem, start) if self.choice.needs else ()
        away = tuple(a for need in self.choice.needs if not need.met(there) for a in sorted(need.members - set(there)))
        return [*found, (Rule.BUSY, away)] if away else found


def without_holds(problem: Problem, holds: Sequence[Hold]) -> Problem:
    """The problem with these holds lifted."""
    lifted = [(h.address, h.interval) for h in holds]

    def free(diary: Diary) -> Diary:
        return replace(diary, busy=tuple(i for i in diary.busy if (diary.id, i) not in lifted))

    return replace(problem, attendees=tuple(free(d) for d in problem.attendees))
