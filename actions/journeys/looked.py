"""After a look at who is free: "is she free at 2 that day?", "book me half an hour with her at 3", "great, book it".

Whom the look was about, its day and its hour are kept in the conversation, one a sender, until a meeting is dealt with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys.facts import company, wants_alone
from actions.journeys.negotiation_days import clock_alone, offered_days, put_on
from actions.journeys.same_request import only_looked
from actions.journeys.turn import Entity, Outcome, Turn
from actions.services import Services
from calendar_adapters.types import Interval

LOOKED = "looked"  # in the conversation's memory
FRESH = timedelta(hours=12)
JUST_NOW = timedelta(minutes=10)
_THEM = re.compile(
    r"\b(?:her|him|them|both|she|he|they|us|everyone|everybody)\b|(?:그|이)\s*(?:분|사람)들?|둘(?:이|\s*다)|두\s*분|셋이|같이|함께",
    re.I,
)
_THAT_DAY = re.compile(r"\b(?:that|the same|same) (?:day|morning|afternoon)\b|그\s*날|같은\s*날", re.I)
_GOES_ON = re.compile(r"^\W*(?:and|or|ok(?:ay)?|hm+|then|so)?\W*(?:what|how) about\b|\bthen\b|그럼|그러면", re.I)
_TAKES_IT = re.compile(
    r"\b(?:book|take|grab|reserve|schedule|block|put)\s+(?:it|that|this|that one|that slot|the slot|us in|me in|us)\b|"
    r"\b(?:book|take|grab|reserve|schedule|block|put|hold)\b[^.?!]*\b(?:then|at that time)\b(?!\s+(?:i|we|you)\b)|"
    r"(?:그때|그걸|그거|그\s*시간|그럼|그렇게|거기)(?:로|에|으로)?\s*(?:\d+\s*(?:분|시간)(?:만|으로|짜리로)?\s*)?(?:잡아|예약|해)|^\W*(?:네|응|좋아요?)?\W*(?:잡아|예약해)\s*(?:줘|주세요)",
    re.I,
)
_BOOKS = frozenset({"schedule_meeting", "choose_slot", "propose_time", "affirm"})
_LOOKS = frozenset({"find_time", "query_calendar"})
# "그럼 3시에 1시간만 부탁드릴게요" asks for that hour, whatever it was taken for but these
_OTHERS = frozenset({"reschedule_meeting", "cancel_meeting", "set_reminder"})
_PLEADS = re.compile(r"부탁\s*(?:드|해|합)")


def remember(
    turn: Turn, others: Sequence[str], windows: Sequence[Interval], at: datetime | None = None
) -> dict[str, Any]:
    """For `Outcome.memory`: a look at when ``others`` and the sender are free in ``windows``, or at the hour ``at``."""
    zone = ZoneInfo(turn.zone)
    days = {i.start.astimezone(zone).date() for i in windows} if at is None else {at.astimezone(zone).date()}
    one = {
        "with": list(others),
        "day": min(days).isoformat() if len(days) == 1 else "",
        "at": at.isoformat() if at is not None else "",
        "when": turn.now.isoformat(),
    }
    return {LOOKED: {**turn.memory.get(LOOKED, {}), turn.message.sender: one}}


def kept(outcome: Outcome) -> Mapping[str, Any]:
    """What the conversation's memory takes over: once a meeting is dealt with, the look is over."""
    dealt = outcome.meeting is not None or outcome.about is not None
    return {LOOKED: {}} if dealt and LOOKED not in outcome.memory else {}


def going_on(turn: Turn, services: Services) -> Turn:
    """The turn with the people, the day or the hour that it takes from the look before it; else as it is."""
    meeting = _offered(turn, services)
    look = turn.memory.get(LOOKED, {}).get(turn.message.sender) or _look_of(turn, meeting)
    if look and turn.moments() and _PLEADS.search(turn.text) and turn.intent not in _BOOKS | _LOOKS | _OTHERS:
        turn = replace(turn, intent="schedule_meeting", entities=tuple(e for e in turn.entities if e.name != "topic"))
    if not look or turn.intent not in _BOOKS | _LOOKS or turn.now - datetime.fromisoformat(look["when"]) > FRESH:
        return turn
    offers = meeting is not None and not only_looked(meeting)
    alone_now = wants_alone(turn)  # "block 2-4 for myself": its day goes on, its people do not
    if offers or (alone_now and not _same_sitting(turn, look)):
        return _beside_offers(turn, look) if offers else turn
    alone = [t for t in turn.moments() if clock_alone(t, turn.zone)]
    takes = not turn.moments() and bool(look["at"]) and bool(_TAKES_IT.search(turn.text))
    own = _same_sitting(turn, look) and (alone_now or not look["with"])
    if not takes and not _continues(turn, alone, own=own):
        return turn
    with services.store.reading() as tx:
        named = bool(company(turn, tx.people.all(), assistant=services.assistant))
    people = () if named or alone_now else tuple(Entity("attendee", address) for address in look["with"])
    times = _at(look["at"]) if takes else _placed(turn, alone, look["day"])
    intent = "schedule_meeting" if turn.intent in _BOOKS and (takes or "?" not in turn.text) else turn.intent
    intent = "find_time" if intent == "propose_time" else intent
    times = (*turn.times, *times) if takes else times
    if intent == "schedule_meeting" and not alone_now:
        times = (*times, *_length(turn, meeting))
    return replace(turn, entities=(*turn.entities, *people), times=times, intent=intent)


def _length(turn: Turn, meeting: Meeting | None) -> tuple[TimeConstraint, ...]:
    """The length that the look was for, where neither another one nor a kind of meeting is named."""
    if meeting is None or not meeting.minutes or turn.durations() or turn.first("title") or turn.first("purpose"):
        return ()
    if any(t.kind is Kind.INTERVAL and not t.vague and _within_a_day(t) for t in turn.moments()):
        return ()  # "3시 반에 30분", "2-4" say how long
    return (TimeConstraint("", (0, 0), Kind.DURATION, grain=Grain.MINUTE, minutes=float(meeting.minutes)),)


def _within_a_day(said: TimeConstraint) -> bool:
    return said.start is not None and said.end is not None and said.end - said.start < timedelta(hours=12)


def _same_sitting(turn: Turn, look: Mapping[str, Any]) -> bool:
    return turn.now - datetime.fromisoformat(look["when"]) <= JUST_NOW


def action_of(turn: Turn, before: Turn, action: str) -> str:
    """The action that answers ``turn`` where it goes on from a look that ``before`` did not show."""
    if turn is before:
        return action
    return {"schedule_meeting": "action_schedule", "find_time": "action_find_time"}.get(turn.intent, action)


def _continues(turn: Turn, alone: Sequence[TimeConstraint], *, own: bool) -> bool:
    """True for words about those people or that day, or with nothing but a clock time where one is to be booked;
    ``own``: also where one's own day was looked at just now ("2시에 시간 돼?")."""
    if _THEM.search(turn.text) or _THAT_DAY.search(turn.text):
        return True
    if turn.intent == "find_time" and not turn.moments() and _GOES_ON.search(turn.text):
        return True
    only_clocks = bool(alone) and len(alone) == len(turn.moments())
    return only_clocks and (own or turn.intent in _BOOKS or bool(_GOES_ON.search(turn.text)))


def _placed(turn: Turn, alone: Sequence[TimeConstraint], day: str) -> tuple[TimeConstraint, ...]:
    if not day:
        return turn.times
    on = date.fromisoformat(day)
    moved = tuple(put_on(t, on, turn.zone) if t in alone else t for t in turn.times)
    whole = _THAT_DAY.search(turn.text) or (turn.intent == "find_time" and _GOES_ON.search(turn.text))
    if turn.moments() or not whole:
        return moved
    zone = ZoneInfo(turn.zone)
    start = datetime.combine(on, time(), zone)
    return (
        *moved,
        TimeConstraint(day, (0, 0), Kind.INTERVAL, start, datetime.combine(on + timedelta(days=1), time(), zone)),
    )


def _at(moment: str) -> tuple[TimeConstraint, ...]:
    return (TimeConstraint("", (0, 0), Kind.INSTANT, datetime.fromisoformat(moment)),)


def _offered(turn: Turn, services: Services) -> Meeting | None:
    """The conversation's meeting, where offers for it are open."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    return meeting if meeting is not None and meeting.open_proposal is not None else None


def _look_of(turn: Turn, meeting: Meeting | None) -> dict[str, Any]:
    """Offers that are open, as a look at their people and their day."""
    if meeting is None or meeting.participant(turn.speaker.address) is None:
        return {}
    days = offered_days(meeting, turn.zone)
    others = [a for a in meeting.addresses if a != turn.speaker.address]
    day = days[0].isoformat() if len(days) == 1 else ""
    return {"with": others, "day": day, "at": "", "when": (meeting.updated_at or meeting.created_at).isoformat()}


def _beside_offers(turn: Turn, look: Mapping[str, Any]) -> Turn:
    """A question about an hour of the people one is offered times with ("is she free at 5?")."""
    alone = [t for t in turn.moments() if clock_alone(t, turn.zone)]
    hours = [t for t in turn.moments() if t.kind is Kind.INSTANT]
    if turn.intent not in _LOOKS or not hours or wants_alone(turn) or not _THEM.search(turn.text):
        return turn
    people = tuple(Entity("attendee", address) for address in look["with"])
    return replace(turn, entities=(*turn.entities, *people), times=_placed(turn, alone, look["day"]))
