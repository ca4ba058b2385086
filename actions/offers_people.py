"""Who of several could come to a start, who is missing, and what the same people have borne so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.calendars import Known
from actions.core.availability import Problem, free_starts, why_not
from actions.core.candidates import Need
from actions.core.meeting import STANDING, AnyOf, Meeting
from actions.core.people import Person
from actions.core.ranking.fairness import Clock, assign, borne, least_loaded
from actions.core.ranking.odd_hours import DECENT
from actions.core.recurrence import instances
from actions.services import Services
from calendar_adapters.types import Interval

WEEK = timedelta(days=7)
_MANY = 520  # instances of a past series that are counted


@dataclass(frozen=True)
class Choice:
    """Whom a search may choose from: the groups with the members whose time is known, and the quorum.

    ``quorum`` are addresses of whom ``enough`` suffice (() when everybody is needed). ``optional`` are those who need
    not come. ``load``: address → intervals of their week. ``names``: address → person.
    """

    groups: tuple[AnyOf, ...] = ()
    quorum: tuple[str, ...] = ()
    enough: int = 0
    optional: tuple[str, ...] = ()
    busy: Mapping[str, Sequence[Interval]] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    chosen_before: Mapping[str, int] = field(default_factory=dict)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What of the optional diaries must be free."""
        quorum = (Need(frozenset(self.quorum), self.enough),) if self.quorum else ()
        return (*(Need(frozenset(g.members)) for g in self.groups), *quorum)

    def met(self, free: Collection[str]) -> bool:
        """True when one of each group, nobody twice, and the quorum are among ``free``."""
        there = [[m for m in g.members if m in free] for g in self.groups]
        return assign(there) is not None and all(need.met(free) for need in self.needs)

    def notes(
        self, start: datetime, free: Collection[str], unfit: Mapping[str, int] | None = None
    ) -> list[dict[str, Any]]:
        """Who it would be of each group, and who cannot come, as a slot's reasons. ``unfit``: address → instances of a
        series that this member cannot make; the fewest go first."""
        return [*self._picked(start, free, unfit or {}), *self._missing(free)]

    def _picked(self, start: datetime, free: Collection[str], unfit: Mapping[str, int]) -> list[dict[str, Any]]:
        load = {a: self._that_week(a, start) + 1000 * unfit.get(a, 0) for g in self.groups for a in g.members}
        ordered = [least_loaded([m for m in g.members if m in free], load, self.chosen_before) for g in self.groups]
        who = assign(ordered) or ()
        return [_one_of(g, self.people[a], load[a] % 1000) for g, a in zip(self.groups, who, strict=False)]

    def _missing(self, free: Collection[str]) -> list[dict[str, Any]]:
        away = [a for a in self.quorum if a not in free]
        rather = [a for a in self.optional if a not in free]
        found = [{"term": "missing", "who": away, "optional": False, "weight": 0.0}] if away else []
        return [*found, *([{"term": "missing", "who": rather, "optional": True, "weight": 0.0}] if rather else [])]

    def _that_week(self, address: str, start: datetime) -> int:
        """How many stretches of that local week, Monday to Sunday, are taken."""
        zone = ZoneInfo(self.zones.get(address, "UTC"))
        local = start.astimezone(zone)
        monday = datetime.combine(local.date() - timedelta(days=local.weekday()), time(), tzinfo=zone)
        week = Interval(monday, monday + WEEK)
        return sum(1 for i in self.busy.get(address, ()) if i.overlaps(week))


@dataclass
class FreeSets:
    """Which optional people are free at a start, for any length; read once a person and length."""

    problem: Problem
    known: dict[tuple[str, int], frozenset[datetime]] = field(default_factory=dict)

    def at(self, start: datetime, minutes: int) -> frozenset[str]:
        """The optional attendees who could come to [start, start + minutes); ``start`` on the grid."""
        guests = [p for p in self.problem.attendees if not p.required]
        return frozenset(p.id for p in guests if start in self._starts(p.id, minutes))

    def _starts(self, who: str, minutes: int) -> frozenset[datetime]:
        if (who, minutes) not in self.known:
            alone = tuple(replace(p, required=True) for p in self.problem.attendees if p.id == who)
            own = replace(self.problem, attendees=alone, duration_minutes=minutes, minimum_notice_minutes=0)
            self.known[who, minutes] = frozenset(free_starts(own).starts)
        return self.known[who, minutes]


def free_at(problem: Problem, start: datetime) -> tuple[str, ...]:
    """The optional attendees who could come to this start, on the grid or not."""
    guests = [p for p in problem.attendees if not p.required]
    return tuple(p.id for p in guests if not why_not(replace(problem, attendees=(replace(p, required=True),)), start))


def usable(groups: Sequence[AnyOf], known: Known) -> tuple[AnyOf, ...]:
    """The groups with the members whose calendars were read; those without a calendar only where nobody has one. A
    group of which nobody is left keeps its members."""
    broken = {u.address for u in known.unreadable}

    def left(group: AnyOf) -> AnyOf:
        readable = tuple(m for m in group.members if m not in broken)
        sure = tuple(m for m in readable if m not in known.unknown)
        return replace(group, members=sure or readable or group.members)

    return tuple(left(g) for g in groups)


def together(services: Services, meeting: Meeting, now: datetime) -> list[Interval]:
    """When the same people have met, or will, by our own bookings; of a series what has been."""
    same = set(meeting.addresses)
    with services.store.reading() as tx:
        found = [m for m in tx.meetings.of_person(meeting.organizer, states=STANDING) if set(m.addresses) == same]
    held: list[Interval] = []
    for other in found:
        if other.id != meeting.id and other.booked is not None:
            held += _held(other, now)
    return held


def _held(meeting: Meeting, now: datetime) -> list[Interval]:
    assert meeting.booked is not None
    if not meeting.rrule:
        return [meeting.booked.interval]
    length = meeting.booked.end - meeting.booked.start
    zone = ZoneInfo(meeting.timezone)
    starts = instances(meeting.rrule, meeting.booked.start, zone, _MANY, without=meeting.exdates)
    stood = {m.recurrence_id.astimezone(zone): m.slot.interval for m in meeting.moved}
    held = (s for s in starts if s <= max(now, meeting.booked.start))
    return [stood.get(s) or Interval(s, s + length) for s in held]


def acceptable(services: Services, people: Mapping[str, Person]) -> dict[str, Clock]:
    """Address → the hours at which that person need not be asked; whoever has said none takes any decent one."""
    return {a: Clock(services.zone_of(p), services.hours_of(p) or DECENT) for a, p in people.items()}


def so_far(services: Services, meeting: Meeting, people: Mapping[str, Person], now: datetime) -> dict[str, int]:
    """Minutes outside their hours that each of these people has taken over the meetings of this very group."""
    mine = {a: p for a, p in people.items() if a in meeting.addresses}
    return borne(together(services, meeting, now), acceptable(services, mine))


def chosen_before(services: Services, meeting: Meeting) -> dict[str, int]:
    """How often each member of a group has been in a meeting of this organizer; breaks ties."""
    members = {a for g in meeting.groups for a in g.members}
    if not members:
        return {}
    with services.store.reading() as tx:
        found = tx.meetings.of_person(meeting.organizer, states=STANDING)
    return {a: sum(a in m.addresses for m in found) for a in members}


def _one_of(group: AnyOf, person: Person, load: int) -> dict[str, Any]:
    return {
        "term": "one_of",
        "label": group.label,
        "who": person.address,
        "name": person.name,
        "external": person.external,
        "load": load,
        "weight": 0.0,
    }
