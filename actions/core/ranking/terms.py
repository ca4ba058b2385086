"""The terms of the first ranking: each looks at one thing and gives a `Reason` with its weight, or nothing.

The weights are this project's judgement, to be replaced by a learned model. What was said counts most, then purpose
and habit, then the shape of the day; roundness only breaks ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.candidates import Candidate
from actions.core.ranking.day import Days
from actions.core.ranking.types import Habit, Param, RankContext, Reason
from calendar_adapters.types import Interval

LUNCH = (12 * 60, 13 * 60)
FOCUS_MINUTES = 120
PAUSE_MINUTES = 5  # less between two meetings is none
NEAR_MINUTES = 30
FULL_DAY = 5  # meetings
SOON_DAYS = 14
DECENT = (9 * 60, 18 * 60)
TOLERABLE = (8 * 60, 20 * 60)


@dataclass(frozen=True)
class Look:
    """One candidate as the terms look at it. ``local`` is on the organizer's wall clock, ``minute`` of that day."""

    candidate: Candidate
    context: RankContext
    meeting: Interval
    local: datetime
    minute: int
    days: Days


def look(candidate: Candidate, context: RankContext, days: Days) -> Look:
    """``candidate`` prepared for the terms."""
    local = candidate.start.astimezone(ZoneInfo(context.timezone))
    meeting = Interval(candidate.start, candidate.end)
    return Look(candidate, context, meeting, local, local.hour * 60 + local.minute, days)


def reasons(seen: Look) -> list[Reason]:
    """All that speaks for a candidate, the strongest first, then all against it."""
    found = [reason for term in TERMS for reason in term(seen)]
    return sorted(found, key=lambda r: (r.weight < 0, -abs(r.weight), r.term))


def _said(seen: Look) -> Iterator[Reason]:
    if seen.candidate.exact:
        yield _reason("exact", 3.0)
    if any(window.contains(seen.meeting) for window in seen.context.preferred):
        yield _reason("preferred", 2.0)
    if any(window.overlaps(seen.meeting) for window in seen.context.disliked):
        yield _reason("disliked", -2.0)


def _purpose_hour(seen: Look) -> Iterator[Reason]:
    share = max((h.weight for h in seen.context.purpose.usual if h.start <= seen.minute < h.end), default=0.0)
    if share:
        purpose = seen.context.purpose.id
        yield _reason("purpose_hour", 1.5 * share, purpose=purpose, start=_clock(seen.local), share=share)


def _habit(seen: Look) -> Iterator[Reason]:
    """Past meetings near this weekday and minute, against all past meetings; a single one is no habit.

    What is said is the commonest hour among them, of this weekday when it was this weekday at least twice.
    """
    weekday, purpose = seen.local.weekday(), seen.context.purpose.id
    near = [h for h in seen.context.habits if abs(h.minute - seen.minute) <= NEAR_MINUTES]
    same_day = [h for h in near if h.weekday == weekday]
    told = same_day if sum(h.count for h in same_day) >= 2 else near
    count = sum(h.count for h in told)
    if count < 2:
        return
    total = sum(_alike(h, purpose) for h in seen.context.habits)
    strength = sum(
        _alike(h, purpose) * (1.0 if h.weekday == weekday else 0.4) * (1 - abs(h.minute - seen.minute) / 60)
        for h in near
    )
    usual = max(told, key=lambda h: (h.count, -h.minute)).minute
    yield _reason(
        "habit",
        1.5 * strength / (total + 2),
        count=count,
        weekday=weekday if told is same_day else -1,
        start=f"{usual // 60:02}:{usual % 60:02}",
        purpose=purpose if all(h.purpose == purpose for h in told) else "",
    )


def _alike(habit: Habit, purpose: str) -> float:
    return habit.count * (1.0 if habit.purpose == purpose else 0.4)


def _neighbours(seen: Look) -> Iterator[Reason]:
    pause = seen.days.at(seen.candidate.start).pause(seen.meeting)
    if pause is None:
        return
    if pause < PAUSE_MINUTES:
        yield _reason("back_to_back", -0.4, minutes=pause)
    elif pause <= NEAR_MINUTES:
        yield _reason("adjacent", 0.2, minutes=pause)


def _focus(seen: Look) -> Iterator[Reason]:
    day = seen.days.at(seen.candidate.start)
    before, after = day.longest_free(), day.longest_free(seen.meeting)
    if after >= FOCUS_MINUTES:
        yield _reason("focus", 0.3 * min(1.0, after / 240), minutes=after)
    elif before >= FOCUS_MINUTES:
        yield _reason("splits_focus", -0.5, minutes=before)


def _full_day(seen: Look) -> Iterator[Reason]:
    count = seen.days.at(seen.candidate.start).count
    if count >= FULL_DAY:
        yield _reason("busy_day", -0.1 * min(5, count - FULL_DAY + 1), count=count)


def _soon(seen: Look) -> Iterator[Reason]:
    today = seen.context.now.astimezone(ZoneInfo(seen.context.timezone)).date()
    days = (seen.local.date() - today).days
    if 0 <= days < SOON_DAYS:
        yield _reason("soon", 0.6 * (1 - days / SOON_DAYS), days=days)


def _zones(seen: Look) -> Iterator[Reason]:
    """Decent on every clock is worth a word; the oddest clock is named."""
    people: dict[str, str] = {}
    for who, zone in seen.context.zones.items():
        people.setdefault(zone, who)
    clocks = {zone: seen.candidate.start.astimezone(ZoneInfo(zone)) for zone in people}
    if len({clock.utcoffset() for clock in clocks.values()}) < 2:
        return
    odd = {zone: _oddness(clock, seen.meeting) for zone, clock in clocks.items()}
    worst = max(sorted(odd), key=lambda zone: odd[zone])
    if odd[worst] > 0:
        yield _reason("odd_hour", -odd[worst], who=people[worst], start=_clock(clocks[worst]), timezone=worst)
    elif all(_inside(clock, seen.meeting, DECENT) for clock in clocks.values()):
        yield _reason("fair", 0.3, zones=len(clocks))


def _oddness(clock: datetime, meeting: Interval) -> float:
    """0 at a tolerable hour, growing to 2 with the hours outside it."""
    if _inside(clock, meeting, TOLERABLE):
        return 0.0
    begins = clock.hour * 60 + clock.minute
    minutes = (meeting.end - meeting.start) / timedelta(minutes=1)
    outside = max(TOLERABLE[0] - begins, begins + minutes - TOLERABLE[1])
    return min(2.0, 0.5 + outside / 120)


def _inside(clock: datetime, meeting: Interval, hours: tuple[int, int]) -> bool:
    begins = clock.hour * 60 + clock.minute
    return hours[0] <= begins and begins + (meeting.end - meeting.start) / timedelta(minutes=1) <= hours[1]


def _guests(seen: Look) -> Iterator[Reason]:
    count, total = len(seen.candidate.optional_free), seen.context.optional_total
    if count and total:
        yield _reason("optional_free", 0.6 * count / total, count=count, total=total)


def _round(seen: Look) -> Iterator[Reason]:
    if seen.local.minute in (0, 30):
        yield _reason("round", 0.2 if seen.local.minute == 0 else 0.15)


def _lunch(seen: Look) -> Iterator[Reason]:
    minutes = (seen.meeting.end - seen.meeting.start) / timedelta(minutes=1)
    if not seen.context.purpose.meal and seen.minute < LUNCH[1] and seen.minute + minutes > LUNCH[0]:
        yield _reason("lunch", -0.9, start=_clock(seen.local))


def _weekend(seen: Look) -> Iterator[Reason]:
    if seen.local.weekday() >= 5 and not seen.context.purpose.weekends:
        yield _reason("weekend", -0.9, weekday=seen.local.weekday())


def _reason(term: str, weight: float, **params: Param) -> Reason:
    return Reason(term, params, round(weight, 4))


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


TERMS: tuple[Callable[[Look], Iterator[Reason]], ...] = (
    _said,
    _purpose_hour,
    _habit,
    _neighbours,
    _focus,
    _full_day,
    _soon,
    _zones,
    _guests,
    _round,
    _lunch,
    _weekend,
)
