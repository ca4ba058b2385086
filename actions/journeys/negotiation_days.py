"""A clock time in answer to offers means their days: "make it 4:30" after offers on Wednesday is Wednesday, 16:30."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting
from actions.core.times.codec import from_json
from actions.core.times.types import Kind, Polarity, Strength, TimeConstraint
from actions.journeys.amounts import amount_of
from actions.journeys.choices import day_said
from actions.journeys.turn import Turn

DAY = timedelta(days=1)
LONGEST = 31  # days of a stretch on which a time without a day is looked at
_THOSE = re.compile(r"그\s?날|그때|\b(?:that|those) (?:day|days|morning|afternoon)\b", re.I)
_DAY_TOO = re.compile(
    r"\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b|\bnow\b|tonight|"
    r"\beod\b|\bcob\b|end of (?:the )?day\b|close of business|지금|당장|주말|weekend|week|주에|이번|다음",
    re.I,
)
_THAT_DAY = re.compile(
    r"^(?!.*(?:왜|뭐|무슨|\bwhy\b|\bwhat(?:'s| is| do)\b)).*"
    r"(?:그 ?날|같은 ?날|\b(?:that|the same|same) day\b|\banything\b.*\?|\b(?:any|another) (?:times?|slots?)\b.*\?)",
    re.I | re.S,
)


def on_offered_days(
    said: Sequence[TimeConstraint], meeting: Meeting, zone: str, now: datetime
) -> tuple[TimeConstraint, ...]:
    """The times of an answer, each clock time without a day put on the days talked about.

    Those are the days named beside it; else the days of the latest offers; else those asked for. Days that lie before
    ``now`` at that time are left out. What names a day, and what cannot be placed, stays as it is.
    """
    beside, offered, asked = _days_beside(said, zone), offered_days(meeting, zone), _days_without_time(meeting, zone)
    placed: list[TimeConstraint] = []
    for one in said:
        days = beside or (asked if one.kind is Kind.INTERVAL and asked else offered)
        if not clock_alone(one, zone) or not days:
            placed.append(one)
            continue
        moved = [put_on(one, day, zone) for day in days]
        later = [m for m in moved if (m.end or m.start or now) > now]
        placed += later or moved
    alone = any(clock_alone(one, zone) for one in said)
    return tuple(c for c in placed if not (alone and beside and _whole_day(c) and c.polarity is Polarity.WANT))


def on_asked_days(
    said: Sequence[TimeConstraint], meeting: Meeting, zone: str, now: datetime
) -> tuple[TimeConstraint, ...]:
    """The times of an answer to "when instead?", each clock time without a day on the days that were asked for, those
    that are over left out; as they are where no single days were asked for."""
    today = _local(now, zone).date()
    ahead = [day for day in offered_days(meeting, zone) if day >= today]
    return on_offered_days(said, meeting, zone, now) if ahead else tuple(said)


def avoided_on_all(said: Sequence[TimeConstraint], meeting: Meeting, turn: Turn) -> tuple[TimeConstraint, ...]:
    """The times of an answer, of which a part of the day to be avoided ("오전은 힘들어요") is so on every day asked
    for, not only on those of the latest offers; "that morning" is of the offered days."""
    days = _asked_days(meeting, turn.zone)
    if not days or _days_beside(said, turn.zone) or _THOSE.search(turn.text):
        return tuple(said)
    placed: list[TimeConstraint] = []
    for one in said:
        alone = one.polarity is Polarity.AVOID and one.kind is Kind.INTERVAL and clock_alone(one, turn.zone)
        placed += [put_on(one, day, turn.zone) for day in days] if alone else [one]
    return tuple(placed)


def _asked_days(meeting: Meeting, zone: str) -> list[date]:
    """Every day of the stretches that were asked for, and of the latest offers; LONGEST days of each at most."""
    asked = [from_json(c) for c in meeting.constraints]
    wanted = [c for c in asked if c.polarity is Polarity.WANT and c.start and c.end and c.kind is Kind.INTERVAL]
    days = set(offered_days(meeting, zone)) if meeting.last_proposal is not None else set()
    for one in wanted:
        assert one.start is not None
        assert one.end is not None
        first = _local(one.start, zone).date()
        last = _local(one.end - timedelta(microseconds=1), zone).date()
        days |= {first + n * DAY for n in range(min((last - first).days, LONGEST) + 1)}
    return sorted(days)


def through_the_days(said: Sequence[TimeConstraint], zone: str) -> tuple[TimeConstraint, ...]:
    """``said`` with each clock time that stands apart from its days ("next week … at 8 or 10") on each of them.

    Its days are the working days of the one stretch of several days named beside it, two weeks at most."""
    wanted = [c for c in said if c.polarity is Polarity.WANT and c.strength is Strength.MUST]
    stretches = [c for c in wanted if _several_days(c)]
    clocks = [c for c in wanted if _clock_said(c) and clock_alone(c, zone)]
    if len(stretches) != 1 or not clocks or any(_whole_day(c) for c in wanted):
        return tuple(said)
    first, end = stretches[0].start, stretches[0].end
    assert first is not None
    assert end is not None
    days = [_local(first, zone).date() + n * DAY for n in range((end - first).days)]
    days = [day for day in days if day.weekday() < 5] or days
    rest = [c for c in said if c is not stretches[0] and c not in clocks]
    return (*(put_on(c, day, zone) for day in days for c in clocks), *rest)


def _clock_said(said: TimeConstraint) -> bool:
    """A clock time, or a range of two ("9시~11시 사이")."""
    if said.kind is Kind.INSTANT:
        return True
    return said.kind is Kind.INTERVAL and not said.vague and said.start is not None and said.end is not None


def _several_days(said: TimeConstraint) -> bool:
    if said.kind is not Kind.INTERVAL or said.start is None or said.end is None or said.vague:
        return False
    whole = all((m.hour, m.minute) == (0, 0) for m in (said.start, said.end))
    return whole and 2 * DAY <= said.end - said.start <= 14 * DAY


def clock_alone(said: TimeConstraint, zone: str) -> bool:
    """True for a clock time, or a stretch of a day, whose words name no day."""
    dated = day_said(said.text) and not _two_hours(said)
    if said.kind not in (Kind.INSTANT, Kind.INTERVAL) or dated or _DAY_TOO.search(said.text):
        return False
    if amount_of(said.text) is not None and re.search(r"뒤|후|전|\bin\b|from now|later", said.text, re.I):
        return False  # counted from now, or from the meeting
    ends = [_local(m, zone) for m in (said.start, said.end) if m is not None]
    if not ends or (len(ends) == 2 and ends[1] - ends[0] >= DAY):
        return False
    return said.kind is Kind.INSTANT or any((m.hour, m.minute) != (0, 0) for m in ends)


def _two_hours(said: TimeConstraint) -> bool:
    """ "2-4", which is no date where it was read as a stretch of clock time."""
    return said.kind is Kind.INTERVAL and re.fullmatch(r"\d{1,2}\s?-\s?\d{1,2}", said.text.strip()) is not None


def other_part(turn: Turn) -> bool:
    """ "Anything in the afternoon that day?" with offers open asks for offers in that part of their day."""
    said = turn.moments()
    if not said or turn.values("attendee") or turn.values("title") or turn.durations():
        return False
    return _THAT_DAY.search(turn.text) is not None and all(clock_alone(one, turn.zone) for one in said)


def offered_days(meeting: Meeting, zone: str) -> list[date]:
    """The days of the latest offers on the clock of ``zone``, in their order; else the single days asked for."""
    if meeting.last_proposal is not None:
        return list(dict.fromkeys(sorted(_local(s.start, zone).date() for s in meeting.last_proposal.slots)))
    return _single_days(meeting, zone)


def _days_without_time(meeting: Meeting, zone: str) -> list[date]:
    """The single days asked for, where no offer is one that was asked for: "then the afternoon?" is theirs."""
    last = meeting.last_proposal
    ways = last is not None and all(s.reasons and s.reasons[0].get("term") == "way" for s in last.slots)
    return _single_days(meeting, zone) if ways else []


def _single_days(meeting: Meeting, zone: str) -> list[date]:
    asked = [from_json(c) for c in meeting.constraints]
    wanted = [c for c in asked if c.polarity is Polarity.WANT and c.start is not None]
    days = [_local(c.start, zone).date() for c in wanted if c.start is not None and _one_day(c)]
    return list(dict.fromkeys(days)) if len(days) == len(wanted) else []


def _days_beside(said: Sequence[TimeConstraint], zone: str) -> list[date]:
    """Whole days named in the same sentence."""
    whole = [c for c in said if _whole_day(c) and c.polarity is Polarity.WANT]
    return list(dict.fromkeys(_local(c.start, zone).date() for c in whole if c.start is not None))


def _whole_day(said: TimeConstraint) -> bool:
    if said.kind is not Kind.INTERVAL or said.start is None or said.end is None:
        return False
    return timedelta(hours=23) <= said.end - said.start <= timedelta(hours=25)


def _one_day(said: TimeConstraint) -> bool:
    if said.kind is Kind.INSTANT:
        return True
    return (
        said.kind is Kind.INTERVAL and said.start is not None and said.end is not None and said.end - said.start <= DAY
    )


def put_on(said: TimeConstraint, day: date, zone: str) -> TimeConstraint:
    """The same clock times on ``day``; an open side ends with that day."""
    tz = ZoneInfo(zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=tz)
    start = _at(said.start, day, zone) if said.start else None
    end = _at(said.end, day, zone) if said.end else None
    if start is not None and end is not None and end <= start:
        end += DAY
    if said.kind is Kind.INTERVAL:
        start, end = start or midnight, end or midnight + DAY
    return replace(said, start=start, end=end, readings=())


def _at(moment: datetime, day: date, zone: str) -> datetime:
    local = _local(moment, zone)
    return datetime(day.year, day.month, day.day, local.hour, local.minute, local.second, tzinfo=ZoneInfo(zone))


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
