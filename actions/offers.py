"""From a meeting to times that can be offered: everybody's free/busy, the wanted windows, the purpose, the ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.calendars import Known, Unreadable
from actions.core.asked_hours import as_asked, unbounded
from actions.core.availability import Problem, WayOut, ways_out
from actions.core.candidates import Candidate, Found, find, wished, within_bounds
from actions.core.meeting import AnyOf, Meeting
from actions.core.people import Person
from actions.core.purpose import PURPOSES, Purpose
from actions.core.ranking import RankContext
from actions.core.ranking.odd_hours import odd_hours
from actions.core.ranking.outsiders import nearest_to_their_day
from actions.core.recurrence import begins
from actions.core.times.codec import from_json
from actions.core.times.types import TimeConstraint
from actions.core.windows import SearchWindows, read_for, search_windows
from actions.diaries import (
    DAY,
    all_busy,
    clock_of,
    diary_of,
    holds_of_others,
    organizers_clock,
    roster,
    ways_there,
    wishes_of,
)
from actions.offers_people import Choice, FreeSets, chosen_before, so_far, usable
from actions.search_made import Search
from actions.series_check import Clash, clashes, reach, turns_of_series, unfit
from actions.services import Services
from calendar_adapters.types import Interval

BEYOND = timedelta(days=7)  # how far past the wanted windows a way out is looked for
__all__ = ["Search", "roster", "said_in", "search"]


def search(
    services: Services,
    meeting: Meeting,
    now: datetime,
    *,
    also: Sequence[TimeConstraint] = (),
    near: datetime | None = None,
    whole: bool = False,
) -> Search:
    """Look for times for ``meeting`` (whose ``minutes`` are known). ``also``: constraints beside its own; ``near``:
    the time that ways out are to lie close to; ``whole``: all of a booked series is to move, not one of it."""
    purpose = PURPOSES.get(meeting.purpose) or PURPOSES["meeting"]
    said = [read_for(c, purpose, ZoneInfo(meeting.timezone)) for c in (*said_in(meeting), *also)]
    windows = search_windows(said, now=now, timezone=meeting.timezone, horizon_days=services.horizon_days)
    minutes = meeting.minutes or purpose.minutes
    purpose = as_asked(purpose, windows.wanted, minutes, ZoneInfo(meeting.timezone))
    empty = Search(windows, purpose, minutes)
    hull = windows.hull(minutes)
    if hull is None:
        return empty
    ours = meeting.rrule if meeting.booked is None or whole else None
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
    held = holds_of_others(services, meeting, [*meeting.addresses, *members], reading, now)
    busy = all_busy(services, meeting, known, reading, held, now)
    kept = wishes_of(services, meeting, now)
    there, broken = ways_there(services, meeting, kept, reading)
    if broken:
        return replace(empty, unreadable=broken, unknown=known.unknown)
    busy |= {a: tuple(sorted((*busy.get(a, ()), *on_the_way))) for a, on_the_way in there.items()}
    everybody = (*meeting.addresses, *(a for a in members if any(a in g.members for g in groups)))
    diaries = tuple(diary_of(services, meeting, people, busy, kept, a, purpose) for a in everybody)
    choice = _choice(services, meeting, groups, people, busy)
    problem = Problem(now, hull, minutes, services.step_minutes, services.notice_minutes, diaries)
    refused = frozenset(r.slot.start for r in meeting.refused if meeting.is_refused(r.slot))
    clocks = {d.id: clock_of(d, hull) for d in diaries}
    hours_in = organizers_clock(meeting, clocks, diaries)
    found = find(problem, windows, purpose, timezone=hours_in, refused=refused, needs=choice.needs)
    found, clashing, unfit_then = _over_the_series(found, meeting, choice, ours, ahead)
    zones = {a: clocks[a] for a, person in people.items() if person.timezone and a in meeting.addresses}
    context = _context(services, meeting, zones, windows, purpose, busy, now)
    likely = wished(_fewest(found.candidates, clashing, choice), windows.preferred, services.offers)
    offers = tuple(services.ranker.rank(likely, context))
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
    if not found:  # nor at the purpose's hours: at any that one may ask for
        fits = _fitting(meeting, replace(made, purpose=unbounded(made.purpose)), sets)
        found = odd_hours(solved, borne, zone, services.offers, lambda s: fits(s, made.minutes))
    turns = None
    if meeting.rrule and meeting.booked is None:
        turns = turns_of_series(solved, meeting.rrule, borne, zone, lambda s: fits(s, made.minutes))
    return replace(made, odd=tuple(found), so_far=borne, turns=turns)


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
