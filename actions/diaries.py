"""Everybody's time as the search takes it: calendars, other meetings, holds, ways to places, hours, zones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions import away, travel
from actions.booking import own_times, without_all
from actions.calendars import Known, Unreadable
from actions.core.availability import Participant as Diary
from actions.core.availability import Problem, free_starts
from actions.core.meeting import STANDING, Meeting, State
from actions.core.meeting_claims import times_of
from actions.core.people import Person
from actions.core.purpose import Purpose
from actions.core.ranking.odd_hours import DECENT
from actions.core.times.codec import from_json
from actions.core.times.types import Kind, Polarity, TimeConstraint
from actions.services import Services
from actions.store.records import Hold, Preference
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

DAY = timedelta(days=1)
HOURS = timedelta(hours=3)  # a stretch so short was named by the clock


def roster(services: Services, meeting: Meeting) -> dict[str, Person]:
    """The attendees, and those of whom some may come, as the roster knows them; people unknown to it are external."""
    names = {a: "" for g in meeting.groups for a in g.members} | {p.address: p.name for p in meeting.attendees}
    with services.store.reading() as tx:
        known = {address: tx.people.by_address(address) for address in names}
    return {a: known[a] or Person(a, name, external=True) for a, name in names.items()}


def all_busy(
    services: Services, meeting: Meeting, known: Known, window: Interval, held: Sequence[Hold], now: datetime
) -> dict[str, tuple[Interval, ...]]:
    """Calendars, other meetings of ours that stand or are being written, and other meetings' holds."""
    own = own_times(meeting, window) if meeting.rrule else [meeting.booked.interval] if meeting.booked else []
    busy = {a: without_all(intervals, own) for a, intervals in known.busy.items()}
    standing = STANDING | {State.BOOKING}
    members = [a for g in meeting.groups for a in g.members]
    with services.store.reading() as tx:
        for address in (*meeting.addresses, *members):
            for other in tx.meetings.of_person(address, states=standing, starting=window.start - DAY, series=True):
                if other.id != meeting.id:
                    taken = (i for i in times_of(other, address, now) if i.overlaps(window))
                    busy.setdefault(address, []).extend(taken)
    for hold in held:
        busy.setdefault(hold.address, []).append(hold.interval)
    return {address: tuple(sorted(set(intervals))) for address, intervals in busy.items()}


def holds_of_others(
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


def diary_of(
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
    suited = named_hour(meeting, address) or only_odd_hours(meeting, diary, purpose)
    return diary.any_time if purpose.after_hours or suited else diary


def wishes_of(services: Services, meeting: Meeting, now: datetime) -> dict[str, list[Preference]]:
    """Everybody's valid wishes."""
    with services.store.reading() as tx:
        members = [a for g in meeting.groups for a in g.members]
        return {a: tx.preferences.of(a, now) for a in (*meeting.addresses, *members)}


def clock_of(diary: Diary, hull: Interval) -> str:
    """The zone in which somebody is all through ``hull``, else the usual one."""
    first, last = diary.zone_at(hull.start), diary.zone_at(hull.end - timedelta(seconds=1))
    return first if first == last else diary.timezone


def organizers_clock(meeting: Meeting, clocks: dict[str, str], diaries: Sequence[Diary]) -> str:
    """The wall clock of the purpose's hours: the meeting's, or the organizer's where that is away from home."""
    away_from = {d.id: d.timezone for d in diaries}
    zone = clocks.get(meeting.organizer, meeting.timezone)
    return meeting.timezone if zone == away_from.get(meeting.organizer, zone) else zone


def ways_there(
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


def named_hour(meeting: Meeting, address: str) -> bool:
    """True when this attendee, who does not organize, has named a time himself: it suits him, whatever his hours."""
    said = [from_json(c) for c in meeting.constraints if c.get("by") == address]
    wanted = [c for c in said if c.polarity is Polarity.WANT]
    return not meeting.may_manage(address) and any(map(_is_hour, wanted))


def only_odd_hours(meeting: Meeting, diary: Diary, purpose: Purpose) -> bool:
    """True when all that who manages the meeting asked for are some hours, none of them in his own working hours:
    "밤 11시부터 12시까지는 괜찮아요" gives them up. A single clock time is asked about instead."""
    if not meeting.may_manage(diary.id):
        return False
    mine = [from_json(c) for c in meeting.constraints if c.get("by") == diary.id]
    wanted = [c for c in mine if c.polarity is Polarity.WANT and c.kind is not Kind.DURATION]
    return bool(wanted) and all(_outside(c, diary, meeting.minutes or purpose.minutes) for c in wanted)


def _outside(said: TimeConstraint, diary: Diary, minutes: int) -> bool:
    """True for a window of some hours with no start in the working hours of ``diary``."""
    if said.kind is not Kind.INTERVAL or said.start is None or said.end is None or said.start >= said.end:
        return False
    if said.end - said.start > HOURS or said.start.tzinfo is None:
        return False
    alone = replace(diary, required=True, busy=(), buffer_minutes=0)
    window = Interval(said.start, said.end)
    return not free_starts(Problem(said.start, window, minutes, attendees=(alone,))).starts


def _is_hour(said: TimeConstraint) -> bool:
    if said.kind is Kind.INSTANT:
        return True
    return said.start is not None and said.end is not None and said.end - said.start <= HOURS
