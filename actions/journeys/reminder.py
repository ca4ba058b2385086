"""Be reminded at a time, or some minutes before an event."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from actions import travel
from actions.core.times.types import Kind
from actions.errors import MendableError
from actions.journeys import leave_at, which
from actions.journeys.amounts import amount_of, lead_of
from actions.journeys.calendar_items import Item, next_items, title_shown
from actions.journeys.facts import title_of
from actions.journeys.reminder_days import days_before, on_that_day, other_times
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.following import KIND, Before
from actions.store.records import Timer
from actions.store.store import Transaction

_COMMAND = re.compile(
    r"\s*(?:좀\s*)?(?:알려|상기시켜|리마인드|깨워|알림).*$|"
    r"^\s*(?:(?:please|and|also|oh|ok(?:ay)?|then)[\s,]+)*(?:can you\s+|could you\s+)?(?:also\s+)?remind me(?:\s+also)?"
    r"\s*(?:to|about|that)?\s*",
    re.I,
)
# how a thing to do is passed on, and what is left of it as a note: 전화하라고 -> 전화, 보내라고 -> 보내기
_TOLD = (
    (re.compile(r"\s*(?:하는|해야\s*(?:하는|할))\s*(?:거|것|걸)$"), ""),
    (re.compile(r"\s*(?:하라고|하자고|하기로|해야\s*(?:한다고|된다고))$"), ""),
    (re.compile(r"(?<=[가-힣])(?:으라고|라고|자고|기로|야\s*(?:한다고|된다고)|는\s*(?:거|것|걸))$"), "기"),
    (re.compile(r"\s*(?:한다고|있다고|다고|것|거|걸)$"), ""),
)
_IS = re.compile(r"(?:이라고|(?<=회의)라고|(?<=[데네])라고)$")  # 마감이라고: what is, not what to do
_LEAVE = re.compile(
    r"(?:떠날|출발(?:할|해야\s*할)?|나갈|나설)\s*(?:시간|때)|출발\s*알림|time to (?:leave|go)|"
    r"when (?:i|we) (?:have|need|should|must)(?: to)? (?:leave|go|head out)|(?:to|should) (?:leave|head out)\b",
    re.I,
)
_ALWAYS = re.compile(r"항상|매번|늘|언제나|앞으로|회의마다|일정마다|always|every|each|whenever|from now on", re.I)
_NO_MORE = re.compile(r"그만|마\s*(?:세요|요)?\W*$|말아|꺼|필요\s*없|stop|don'?t|no more|turn off", re.I)


def step(turn: Turn, services: Services) -> Outcome:
    """Set a timer; what is said when it fires is the sender's own words."""
    if _LEAVE.search(turn.text) and turn.question != "reminder_time":
        return _to_leave(turn, services)
    lead = lead_of(turn.text)
    if lead is not None:
        return _before_event(turn, services, lead)
    days = days_before(turn.text)
    if days is not None and turn.question != "reminder_time" and (item := _event(turn, services, days)):
        return _on_a_day(turn, item, days)
    due = _due(turn)
    if due is None:
        text = turn.pending.details.get("what", "") if turn.question == "reminder_time" and turn.pending else ""
        what = text or _what(turn)
        return answer(turn, turn.voice.say("reminder_ask_time"), pending=Pending("reminder_time", {"what": what}))
    what = str(turn.pending.details.get("what", "")) if turn.question == "reminder_time" and turn.pending else ""
    return _set(turn, due, what or _what(turn), "reminder_set", {})


def _due(turn: Turn) -> datetime | None:
    for said in turn.moments():
        if said.kind is not Kind.RECURRENCE and said.start is not None and said.start.tzinfo:
            return said.start if said.kind is Kind.INSTANT else _start_of(said.start, said.grain)
    ahead = turn.durations()[0].minutes if turn.durations() else None
    return turn.now + timedelta(minutes=ahead) if ahead else None


def _start_of(start: datetime, grain: object) -> datetime:
    """A whole day means nine in the morning."""
    return start.replace(hour=9) if start.hour == 0 and str(grain).endswith("DAY") else start


def _before_event(turn: Turn, services: Services, lead: timedelta) -> Outcome:
    when = [t for t in turn.moments() if amount_of(t.text) is None]
    found = which.meant(turn, services, times=when)
    if not found and not title_of(turn):
        found = next_items(turn, services)
    if not found:
        raise MendableError("event_not_found")
    item = found[0]
    due = item.start - lead
    values = {
        "title": title_shown(item, turn),
        "duration": turn.voice.duration(lead.total_seconds() / 60),
    }
    what = turn.voice.say("reminder_fires_event", title=values["title"], when=turn.voice.moment(item.start))
    return _set(turn, due, what, "reminder_before", values, before_item(item, lead))


def _event(turn: Turn, services: Services, days: int) -> Item | None:
    """The event that a reminder some ``days`` before is about: the one named or talked about, else the next on a day
    for which that moment is ahead."""
    found = which.meant(turn, services, times=other_times(turn.moments()))
    if not found and not title_of(turn):
        found = next_items(turn, services)
    return next((i for i in found if on_that_day(turn, i.start, days) > turn.now), found[0] if found else None)


def _on_a_day(turn: Turn, item: Item, days: int) -> Outcome:
    due, title = on_that_day(turn, item.start, days), title_shown(item, turn)
    what = turn.voice.say("reminder_fires_event", title=title, when=turn.voice.moment(item.start))
    return _set(turn, due, what, "reminder_on_day", {"title": title}, before_item(item, item.start - due))


def before_item(item: Item, lead: timedelta) -> Before:
    """What a reminder before an event of the calendar goes by."""
    first = item.meeting.booked.start.isoformat() if item.meeting and item.meeting.booked else ""
    instance = item.instance.isoformat() if item.recurring else ""
    start, minutes = item.start.isoformat(), lead.total_seconds() / 60
    return Before(item.uid, minutes, item.title, start, instance, first if instance else "")


def _to_leave(turn: Turn, services: Services) -> Outcome:
    """To be told when it is time to leave: for one event, or for every one at a place whose way is known."""
    voice, lead = turn.voice, lead_of(turn.text) or timedelta()
    if _NO_MORE.search(turn.text):
        address = turn.speaker.address
        return answer(turn, voice.say("leave_off"), writes=(lambda tx: tx.preferences.clear(address, travel.LEAVE),))
    if _ALWAYS.search(turn.text):
        return _always_to_leave(turn, round(lead.total_seconds() / 60))
    item = leave_at.placed(turn, services)
    if (
        item is None
        or not leave_at.place_of(item)
        or leave_at.minutes_to(turn, services, leave_at.place_of(item)) is None
    ):
        return leave_at.step(turn, services)  # it says what is missing
    where = leave_at.place_of(item)
    minutes = leave_at.minutes_to(turn, services, where) or 0
    leaves = item.start - timedelta(minutes=minutes)
    said = {"title": title_shown(item, turn), "place": where, "duration": voice.duration(minutes)}
    said |= {"start": voice.moment(item.start)}
    what = voice.say("leave_fires", when=voice.clock(leaves), **said)
    before = replace(before_item(item, item.start - leaves + lead), place=where, way=minutes)
    return _set(turn, leaves - lead, what, "leave_set", said, before)


def _always_to_leave(turn: Turn, lead: int) -> Outcome:
    message, address, now = turn.message, turn.speaker.address, turn.now
    value = {"lead": lead, "to": message.sender, "channel": message.channel, "conversation": message.conversation}
    value |= {"language": turn.language, "subject": message.subject}

    def write(tx: Transaction) -> None:
        tx.preferences.clear(address, travel.LEAVE)
        tx.preferences.put(address, travel.LEAVE, value, now, said=turn.text)

    key = "wish_leave_lead" if lead else "wish_leave"
    return answer(
        turn,
        turn.voice.say("leave_always", wish=turn.voice.say(key, duration=turn.voice.duration(lead))),
        writes=(write,),
    )


def timer_of(turn: Turn, due: datetime, what: str, before: Before | None = None) -> Timer:
    """The timer that tells the sender ``what`` where the message came from."""
    message = turn.message
    payload: dict[str, Any] = {"what": what, "to": message.sender, "language": turn.language}
    payload |= {"channel": message.channel, "conversation": message.conversation, "subject": message.subject}
    if before is not None:
        payload["before"] = asdict(before)
    return Timer(f"reminder:{message.channel}:{message.id}", KIND, due, person=turn.speaker.address, payload=payload)


def _set(
    turn: Turn, due: datetime, what: str, key: str, values: dict[str, str], before: Before | None = None
) -> Outcome:
    voice = turn.voice
    if due <= turn.now:
        return answer(turn, voice.say("reminder_past", when=voice.moment(due)))
    timer = timer_of(turn, due, what, before)
    text = voice.say(key, when=voice.moment(due), what=what, **values)
    return answer(turn, text, pending=None, writes=(lambda tx: tx.timers.put(timer),))


def _what(turn: Turn) -> str:
    """What to remind of: the title, else the message without its time and its "remind me"."""
    if title := title_of(turn):
        return _note(title)
    text = turn.text
    for said in sorted(turn.times, key=lambda t: -t.span[0]):
        text = text[: said.span[0]] + text[said.span[1] :]
    text = _COMMAND.sub("", re.sub(r"^\s*(?:에|까지|at|on|by|in)\s+", "", text.strip())).strip(" .,!?")
    return _note(text) or turn.text


def _note(text: str) -> str:
    """What was said in passing on, as a note of one's own."""
    if _IS.search(text):
        return _IS.sub("", text)
    for ending, rest in _TOLD:
        if ending.search(text):
            return ending.sub(rest, text).strip()
    return text
