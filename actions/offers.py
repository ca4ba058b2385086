"""From a meeting to times that can be offered: everybody's free/busy, the wanted windows, the purpose, the ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions import away, travel
from actions.booking import without
from actions.calendars import Known, Unreadable
from actions.core.availability import Participant as Diary
from actions.core.availability import Problem, Rule, WayOut, free_starts, refusals, ways_out, why_not
from actions.core.candidates import Candidate, Found, find, within_bounds
from actions.core.meeting import STANDING, AnyOf, Meeting, State
from actions.core.people import Person
from actions.core.purpose import PURPOSES, Purpose
from actions.core.ranking import Offer, RankContext
from actions.core.ranking.fairness import Burden
from actions.core.ranking.odd_hours import DECENT, odd_hours
from actions.core.ranking.outsiders import nearest_to_their_day
from actions.core.recurrence import begins
from actions.core.times.codec import from_json
from actions.core.times.types import Kind, Polarity, TimeConstraint
from actions.core.windows import SearchWindows, search_windows
from actions.offers_people import Choice, FreeSets, chosen_before, free_at, so_far, usable
from actions.series_check import Clash, clashes, note, reach, unfit
from actions.services import Services
from actions.store.records import Hold, Preference
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

BEYOND = timedelta(days=7)  # how far past the wanted windows a way out is looked for
DAY = timedelta(days=1)
HOURS = timedelta(hours=3)  # a stretch so short was named by the clock


@dataclass(frozen=True)
class Search:
    """What was looked for and what came of it.

    ``offers`` best first. Without any, ``ways`` say what could give way and ``removed`` who was in the way, by rule.
    ``unknown``: addresses without a calendar. ``unreadable``: calendars that failed; then nothing is offered.
    ``choice``: whom the times may choose from. ``clashes``: start → instances of the series that clash, ``unfit``:
    start → how many of them each possible member cannot make. ``held``: holds of other open requests. Where hours never
    meet, ``odd`` are the fairest times outside them and ``so_far`` what everybody has borne. ``left``: members of a
    group whose calendar failed, and who are passed over.
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
        if not met or self.problem is None or why_not(_without(self.problem, met), start):
            return None
        return max(met, key=lambda h: h.expires_at)

    @property
    def shut_by_holds(self) -> tuple[tuple[str, ...], datetime] | None:
        """Whose time the holds of other open requests take, and when the first of them runs out, where nothing is free
        for no other reason."""
        if not self.held or self.problem is None or (self.found is not None and self.found.candidates):
            return None
        lifted = [
            s for s in free_starts(_without(self.problem, self.held)).starts if self.windows.allows(s, self.minutes)
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


def search(
    services: Services,
    meeting: Meeting,
    now: datetime,
    *,
    also: Sequence[TimeConstraint] = (),
    near: datetime | None = None,
) -> Search:
    """Look for times for ``meeting`` (whose ``minutes`` are known). ``also``: constraints beside its own; ``near``:
    the time that ways out are to lie close to."""
    said = [*said_in(meeting), *also]
    windows = search_windows(said, now=now, timezone=meeting.timezone, horizon_days=services.horizon_days)
    purpose = PURPOSES.get(meeting.purpose) or PURPOSES["meeting"]
    minutes = meeting.minutes or purpose.minutes
    empty = Search(windows, purpose, minutes)
    hull = windows.hull(minutes)
    if hull is None:
        return empty
    ours = meeting.rrule if meeting.booked is None else None
    zone = ZoneInfo(meeting.timezone)
    members = tuple(dict.fromkeys(a for g in meeting.groups for a in g.members))
    ahead = reach(ours, hull.end, zone) if ours else hull.end
    before = hull.start - (timedelta(days=7) if members else DAY)
    reading = Interval(before, max(ahead + DAY, hull.end + BEYOND))
    people = roster(services, meeting)
    known = services.calendars.busy([*meeting.addresses, *members], reading)
    broken = _stopping(meeting, known)
    if broken:
        return replace(empty, unreadable=broken, unknown=known.unknown)
    groups = usable(meeting.groups, known)
    held = _holds_of_others(services, meeting, [*meeting.addresses, *members], reading, now)
    busy = _all_busy(services, meeting, known, reading, held)
    kept = _kept(services, meeting, now)
    there, broken = _ways_there(services, meeting, kept, reading)
    if broken:
        return replace(empty, unreadable=broken, unknown=known.unknown)
    busy |= {a: tuple(sorted((*busy.get(a, ()), *on_the_way))) for a, on_the_way in there.items()}
    everybody = (*meeting.addresses, *(a for a in members if any(a in g.members for g in groups)))
    diaries = tuple(_diary(services, meeting, people, busy, kept, a, purpose) for a in everybody)
    choice = _choice(services, meeting, groups, people, busy)
    problem = Problem(now, hull, minutes, services.step_minutes, services.notice_minutes, diaries)
    refused = frozenset(r.slot.start for r in meeting.refused if meeting.is_refused(r.slot))
    clocks = {d.id: _clock(d, hull) for d in diaries}
    hours_in = _organizers(meeting, clocks, diaries)
    found = find(problem, windows, purpose, timezone=hours_in, refused=refused, needs=choice.needs)
    found, clashing, unfit_then = _over_the_series(found, meeting, choice, ours, ahead)
    zones = {a: clocks[a] for a, person in people.items() if person.timezone and a in meeting.addresses}
    context = _context(services, meeting, zones, windows, purpose, busy, now)
    offers = tuple(services.ranker.rank(_fewest(found.candidates, clashing, choice), context))
    made = Search(
        windows,
        purpose,
        minutes,
        problem,
        found,
        offers,
        unknown=known.unknown,
        choice=choice,
        clashes=clashing,
        unfit=unfit_then,
        held=held,
        left=tuple(u for u in known.unreadable if u.address not in meeting.addresses),
    )
    return (
        made
        if offers
        else _nothing(services, meeting, made, people, Interval(hull.start - DAY, hull.end + BEYOND), near, now)
    )


def _nothing(
    services: Services,
    meeting: Meeting,
    made: Search,
    people: dict[str, Person],
    reading: Interval,
    near: datetime | None,
    now: datetime,
) -> Search:
    """The ways out; where hours never meet, the times that suit at least our own people, else the fairest outside."""
    assert made.found is not None
    solved = made.found.problem
    sets = FreeSets(solved)
    made = replace(made, ways=_ways(meeting, made, reading, near, sets))
    fits = _fitting(meeting, made, sets)
    outsiders = {a for a, person in people.items() if person.external and a != meeting.organizer}
    nearest = nearest_to_their_day(solved, outsiders, services.offers, lambda s: fits(s, made.minutes))
    if nearest:
        return replace(made, odd=tuple(nearest))
    if not made.no_shared_hours:
        return made
    borne = so_far(services, meeting, people, now)
    zone = ZoneInfo(meeting.timezone)
    found = odd_hours(solved, borne, zone, services.offers, lambda s: fits(s, made.minutes))
    return replace(made, odd=tuple(found), so_far=borne)


def _over_the_series(
    found: Found, meeting: Meeting, choice: Choice, rrule: str | None, until: datetime
) -> tuple[Found, dict[datetime, tuple[Clash, ...]], dict[datetime, dict[str, int]]]:
    """The candidates on which the series can begin, and which of its next instances clash, by start."""
    if not rrule:
        return found, {}, {}
    zone = ZoneInfo(meeting.timezone)
    fitting = tuple(c for c in found.candidates if begins(rrule, c.start, zone))
    clashing = {c.start: clashes(found.problem, rrule, c.start, zone, until) for c in fitting}
    members = {a for g in choice.groups for a in g.members}
    unfit_then = (
        {c.start: unfit(found.problem, rrule, c.start, zone, until, members) for c in fitting} if members else {}
    )
    return replace(found, candidates=fitting), {s: c for s, c in clashing.items() if c}, unfit_then


def _fewest(
    candidates: Sequence[Candidate], clashing: Mapping[datetime, tuple[Clash, ...]], choice: Choice
) -> list[Candidate]:
    """Those free for all the instances looked at; without any, those with the fewest clashes. Only people who are
    optional count as such in the ranking."""
    dates = {c.start: len({x.start for x in clashing.get(c.start, ())}) for c in candidates}
    least = min(dates.values(), default=0)
    guests = set(choice.optional)
    return [
        replace(c, optional_free=tuple(a for a in c.optional_free if a in guests))
        for c in candidates
        if dates[c.start] == least
    ]


def _stopping(meeting: Meeting, known: Known) -> tuple[Unreadable, ...]:
    """The calendars without which nothing may be offered; of a group one readable calendar is enough."""
    failed = {u.address for u in known.unreadable}
    whole = {a for g in meeting.groups if failed.issuperset(g.members) for a in g.members}
    return tuple(u for u in known.unreadable if u.address in meeting.addresses or u.address in whole)


def _choice(
    services: Services,
    meeting: Meeting,
    groups: tuple[AnyOf, ...],
    people: dict[str, Person],
    busy: dict[str, tuple[Interval, ...]],
) -> Choice:
    needed = tuple(p.address for p in meeting.others if p.needed)
    some = meeting.quorum is not None and meeting.quorum < len(needed)
    return Choice(
        groups=groups,
        quorum=needed if some else (),
        enough=(meeting.quorum or 0) if some else 0,
        optional=tuple(p.address for p in meeting.others if not p.needed),
        busy=busy,
        people=people,
        zones={a: services.zone_of(person) for a, person in people.items()},
        chosen_before=chosen_before(services, meeting),
    )


def _without(problem: Problem, holds: Sequence[Hold]) -> Problem:
    """The problem with these holds lifted."""
    lifted = [(h.address, h.interval) for h in holds]

    def free(diary: Diary) -> Diary:
        return replace(diary, busy=tuple(i for i in diary.busy if (diary.id, i) not in lifted))

    return replace(problem, attendees=tuple(free(d) for d in problem.attendees))


def _ways(
    meeting: Meeting, made: Search, reading: Interval, near: datetime | None, sets: FreeSets
) -> tuple[WayOut, ...]:
    """Ways out at the purpose's hours, clear of what is avoided; whoever asks for the meeting is never left out."""
    assert made.found is not None
    fits = _fitting(meeting, made, sets)
    if near is None and made.windows.exact:
        near = made.windows.exact[0]
    return ways_out(made.found.problem, reading, keep=(meeting.organizer,), near=near, fits=fits)


def _fitting(meeting: Meeting, made: Search, sets: FreeSets) -> Callable[[datetime, int], bool]:
    """Whether a start (on the grid) suits the purpose, what is to be avoided, the series, and enough people."""
    zone = ZoneInfo(meeting.timezone)
    windows, purpose, choice = made.windows, made.purpose, made.choice
    refused = {r.slot.start for r in meeting.refused}
    rrule = meeting.rrule if meeting.booked is None else None

    def fits(start: datetime, minutes: int) -> bool:
        hour = start in windows.exact or within_bounds(purpose, start, minutes, zone)
        if not hour or start in refused or not windows.clear(start, minutes):
            return False
        if rrule and not begins(rrule, start, zone):
            return False
        return not choice.needs or choice.met(sets.at(start, minutes))

    return fits


def said_in(meeting: Meeting) -> list[TimeConstraint]:
    """The meeting's own constraints."""
    return [from_json(c) for c in meeting.constraints]


def roster(services: Services, meeting: Meeting) -> dict[str, Person]:
    """The attendees, and those of whom some may come, as the roster knows them; people unknown to it are external."""
    names = {a: "" for g in meeting.groups for a in g.members} | {p.address: p.name for p in meeting.attendees}
    with services.store.reading() as tx:
        known = {address: tx.people.by_address(address) for address in names}
    return {a: known[a] or Person(a, name, external=True) for a, name in names.items()}


def _all_busy(
    services: Services, meeting: Meeting, known: Known, window: Interval, held: Sequence[Hold]
) -> dict[str, tuple[Interval, ...]]:
    """Calendars, other meetings of ours that stand or are being written, and other meetings' holds."""
    own = meeting.booked.interval if meeting.booked else None
    busy = {a: without(intervals, own) for a, intervals in known.busy.items()}
    standing = STANDING | {State.BOOKING}
    members = [a for g in meeting.groups for a in g.members]
    with services.store.reading() as tx:
        for address in (*meeting.addresses, *members):
            for other in tx.meetings.of_person(address, states=standing, starting=window.start - DAY):
                if other.id != meeting.id and other.slot and other.slot.interval.overlaps(window):
                    busy.setdefault(address, []).append(other.slot.interval)
    for hold in held:
        busy.setdefault(hold.address, []).append(hold.interval)
    return {address: tuple(sorted(set(intervals))) for address, intervals in busy.items()}


def _holds_of_others(
    services: Services, meeting: Meeting, addresses: Sequence[str], window: Interval, now: datetime
) -> tuple[Hold, ...]:
    """The times of these people that are openly offered for other meetings."""
    with services.store.reading() as tx:
        holds = tx.holds.active(addresses, window, now, other_than=meeting.id)
        holders = {id: tx.meetings.get(id) for id in {hold.meeting_id for hold in holds}}
    return tuple(h for h in holds if _holds(holders[h.meeting_id], h.interval, meeting))


def _holds(other: Meeting | None, interval: Interval, meeting: Meeting) -> bool:
    """True while ``interval`` is openly offered for another meeting; who asks anew in the same place drops the first
    request."""
    if other is None or other.open_proposal is None:
        return False
    if (other.organizer, other.channel, other.conversation) == (
        meeting.organizer,
        meeting.channel,
        meeting.conversation,
    ):
        return False
    return any(s.interval == interval and not other.is_refused(s) for s in other.open_proposal.slots)


def _diary(
    services: Services,
    meeting: Meeting,
    people: dict[str, Person],
    busy: dict[str, tuple[Interval, ...]],
    kept: dict[str, list[Preference]],
    address: str,
    purpose: Purpose,
) -> Diary:
    person, wishes = people[address], kept[address]
    participant = meeting.participant(address)
    anybody = meeting.quorum is not None and address != meeting.organizer
    home, hours = services.home_of(person), services.hours_of(person)
    hours = DECENT if hours is None and person.timezone else hours  # a known clock is not called at night
    way = travel.known_to(wishes, meeting.location) if meeting.location else None
    diary = Diary(
        id=address,
        timezone=home,
        required=participant is not None and participant.needed and not anybody,
        working_hours=hours,
        busy=busy.get(address, ()),
        buffer_minutes=max(person.buffer_minutes, int(way["minutes"]) if way else 0),
        elsewhere=away.elsewhere(wishes, home, hours),
    )
    return diary.any_time if purpose.after_hours or named_hour(meeting, address) else diary


def named_hour(meeting: Meeting, address: str) -> bool:
    """True when this attendee, who does not organize, has named a time himself: it suits him, whatever his hours."""
    said = [from_json(c) for c in meeting.constraints if c.get("by") == address]
    wanted = [c for c in said if c.polarity is Polarity.WANT]
    return bool(wanted) and not meeting.may_manage(address) and all(map(_is_hour, wanted))


def _is_hour(said: TimeConstraint) -> bool:
    if said.kind is Kind.INSTANT:
        return True
    return said.start is not None and said.end is not None and said.end - said.start <= HOURS


def _kept(services: Services, meeting: Meeting, now: datetime) -> dict[str, list[Preference]]:
    """Everybody's valid wishes."""
    with services.store.reading() as tx:
        members = [a for g in meeting.groups for a in g.members]
        return {a: tx.preferences.of(a, now) for a in (*meeting.addresses, *members)}


def _clock(diary: Diary, hull: Interval) -> str:
    """The zone in which somebody is all through ``hull``, else the usual one."""
    first, last = diary.zone_at(hull.start), diary.zone_at(hull.end - timedelta(seconds=1))
    return first if first == last else diary.timezone


def _organizers(meeting: Meeting, clocks: dict[str, str], diaries: Sequence[Diary]) -> str:
    """The wall clock of the purpose's hours: the meeting's, or the organizer's where that is away from home."""
    away_from = {d.id: d.timezone for d in diaries}
    zone = clocks.get(meeting.organizer, meeting.timezone)
    return meeting.timezone if zone == away_from.get(meeting.organizer, zone) else zone


def _ways_there(
    services: Services, meeting: Meeting, kept: dict[str, list[Preference]], window: Interval
) -> tuple[dict[str, list[Interval]], tuple[Unreadable, ...]]:
    """When those who have told how far places are will be under way to or from one; and calendars that failed."""
    found: dict[str, list[Interval]] = {}
    broken = []
    for address, wishes in kept.items():
        if meeting.participant(address) is None:
            continue  # one of several, who may not come at all
        try:
            ways = travel.stretches(services, address, wishes, window, leaving_out=meeting.uid)
        except CalendarError as error:
            broken.append(Unreadable(address, error.calendar, error))
            continue
        if ways:
            found[address] = [way.interval for way in ways]
    return found, tuple(broken)


def _context(
    services: Services,
    meeting: Meeting,
    zones: dict[str, str],
    windows: SearchWindows,
    purpose: Purpose,
    busy: dict[str, tuple[Interval, ...]],
    now: datetime,
) -> RankContext:
    optional = sum(1 for p in meeting.others if not p.needed)
    return RankContext(
        now=now,
        timezone=meeting.timezone,
        purpose=purpose,
        zones=zones,
        commitments=busy.get(meeting.organizer, ()),
        preferred=windows.preferred,
        disliked=windows.disliked,
        optional_total=optional,
        limit=services.offers,
    )
