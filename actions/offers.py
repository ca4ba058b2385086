"""From a meeting to times that can be offered: everybody's free/busy, the wanted windows, the purpose, the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.booking import without
from actions.calendars import Known, Unreadable
from actions.core.availability import Participant as Diary
from actions.core.availability import Problem, Rule, WayOut, free_starts, refusals, ways_out, why_not
from actions.core.candidates import Candidate, Found, find, within_bounds
from actions.core.meeting import STANDING, Meeting, State
from actions.core.people import Person
from actions.core.purpose import PURPOSES, Purpose
from actions.core.ranking import Offer, RankContext
from actions.core.times.codec import from_json
from actions.core.times.types import TimeConstraint
from actions.core.windows import SearchWindows, search_windows
from actions.services import Services
from calendar_adapters.types import Interval

BEYOND = timedelta(days=7)  # how far past the wanted windows a way out is looked for
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Search:
    """What was looked for and what came of it.

    ``offers`` best first. Without any, ``ways`` say what could give way and ``removed`` who was in the way, by rule.
    ``unknown``: addresses without a calendar. ``unreadable``: calendars that failed; then nothing is offered.
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
        return [(r.rule, r.who) for r in why_not(self.problem, start)] if self.problem else []


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
    reading = Interval(hull.start - DAY, hull.end + BEYOND)
    people = roster(services, meeting)
    known = services.calendars.busy(list(meeting.addresses), reading)
    if known.unreadable:
        return replace(empty, unreadable=known.unreadable, unknown=known.unknown)
    busy = _all_busy(services, meeting, known, reading, now)
    diaries = tuple(_diary(services, meeting, people, busy, a, purpose) for a in meeting.addresses)
    problem = Problem(now, hull, minutes, services.step_minutes, services.notice_minutes, diaries)
    refused = frozenset(r.slot.start for r in meeting.refused)
    found = find(problem, windows, purpose, timezone=meeting.timezone, refused=refused)
    context = _context(services, meeting, people, windows, purpose, busy, now)
    offers = tuple(services.ranker.rank(found.candidates, context))
    ways = () if offers else _ways(meeting, found, windows, purpose, reading, near)
    return Search(windows, purpose, minutes, problem, found, offers, ways, known.unknown)


def _ways(
    meeting: Meeting,
    found: Found,
    windows: SearchWindows,
    purpose: Purpose,
    reading: Interval,
    near: datetime | None,
) -> tuple[WayOut, ...]:
    """Ways out at the purpose's hours, clear of what is avoided; whoever asks for the meeting is never left out."""
    zone = ZoneInfo(meeting.timezone)

    def fits(start: datetime, minutes: int) -> bool:
        return windows.clear(start, minutes) and (
            start in windows.exact or within_bounds(purpose, start, minutes, zone)
        )

    if near is None and windows.exact:
        near = windows.exact[0]
    return ways_out(found.problem, reading, keep=(meeting.organizer,), near=near, fits=fits)


def said_in(meeting: Meeting) -> list[TimeConstraint]:
    """The meeting's own constraints."""
    return [from_json(c) for c in meeting.constraints]


def roster(services: Services, meeting: Meeting) -> dict[str, Person]:
    """The attendees as the roster knows them, by address; people unknown to it are external."""
    with services.store.reading() as tx:
        known = {p.address: tx.people.by_address(p.address) for p in meeting.attendees}
    return {p.address: known[p.address] or Person(p.address, p.name, external=True) for p in meeting.attendees}


def _all_busy(
    services: Services, meeting: Meeting, known: Known, window: Interval, now: datetime
) -> dict[str, tuple[Interval, ...]]:
    """Calendars, other meetings of ours that stand or are being written, and other meetings' holds."""
    own = meeting.booked.interval if meeting.booked else None
    busy = {a: without(intervals, own) for a, intervals in known.busy.items()}
    standing = STANDING | {State.BOOKING}
    with services.store.reading() as tx:
        for address in meeting.addresses:
            for other in tx.meetings.of_person(address, states=standing, starting=window.start - DAY):
                if other.id != meeting.id and other.slot and other.slot.interval.overlaps(window):
                    busy.setdefault(address, []).append(other.slot.interval)
        holds = tx.holds.active(meeting.addresses, window, now, other_than=meeting.id)
        holders = {id: tx.meetings.get(id) for id in {hold.meeting_id for hold in holds}}
    for hold in holds:
        if _holds(holders[hold.meeting_id], hold.interval, meeting):
            busy.setdefault(hold.address, []).append(hold.interval)
    return {address: tuple(sorted(intervals)) for address, intervals in busy.items()}


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
    address: str,
    purpose: Purpose,
) -> Diary:
    person = people[address]
    participant = meeting.participant(address)
    return Diary(
        id=address,
        timezone=services.zone_of(person),
        required=participant is not None and participant.needed,
        working_hours=None if purpose.after_hours else services.hours_of(person),
        busy=busy.get(address, ()),
        buffer_minutes=person.buffer_minutes,
    )


def _context(
    services: Services,
    meeting: Meeting,
    people: dict[str, Person],
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
        zones={a: services.zone_of(person) for a, person in people.items() if person.timezone},
        commitments=busy.get(meeting.organizer, ()),
        preferred=windows.preferred,
        disliked=windows.disliked,
        optional_total=optional,
        limit=services.offers,
    )
