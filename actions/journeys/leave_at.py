"""When to leave: "언제 출발해야 해?", "when do I have to leave for the review?" and being told when it is time."""

from __future__ import annotations

import re
from datetime import timedelta

from actions import travel
from actions.journeys import which
from actions.journeys.calendar_items import Item, next_items, title_shown
from actions.journeys.facts import title_of
from actions.journeys.travel import MINUTES
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services

_PLAIN = frozenset(
    {"the", "and", "for", "at", "to", "meeting", "office", "회의", "미팅", "사무실", "is", "do", "have", "my"}
)


def step(turn: Turn, services: Services) -> Outcome:
    """The time to leave for the event that is meant, else for the next one at a place."""
    voice = turn.voice
    item = placed(turn, services)
    if item is None:
        return answer(turn, voice.say("leave_nothing"), pending=turn.pending)
    where = place_of(item)
    if not where:
        return answer(turn, voice.say("leave_no_place", title=title_shown(item, turn)), pending=turn.pending)
    minutes = minutes_to(turn, services, where)
    if minutes is None:
        text = voice.say("leave_ask_minutes", title=title_shown(item, turn), place=where)
        return answer(turn, text, pending=Pending(MINUTES, {"place": where, "then": "leave_at"}))
    return answer(turn, _when(turn, item, where, minutes), pending=turn.pending)


def placed(turn: Turn, services: Services) -> Item | None:
    """The event that is meant; where none is named, the next one that has a place, else the next one."""
    ahead = [i for i in next_items(turn, services) if i.start > turn.now]
    if title_of(turn) or turn.moments() or turn.values("attendee"):
        meant = [i for i in which.meant(turn, services) if i.start > turn.now]
        return next((i for i in meant if place_of(i)), meant[0] if meant else None)
    told = [i for i in ahead if place_of(i)]
    named = [i for i in told if _named(i, turn.text)]
    talked = [i for i in told if i.meeting is not None and i.meeting.id == turn.meeting_id]
    return next(iter(named or talked or told), None)


def place_of(item: Item) -> str:
    """Where an event is, or ""."""
    of_event = item.event.location if item.event else ""
    return of_event or (item.meeting.location if item.meeting else "")


def minutes_to(turn: Turn, services: Services, where: str) -> int | None:
    """How long the speaker takes there, one way; None where that is not known."""
    with services.store.reading() as tx:
        known = travel.known_to(tx.preferences.of(turn.speaker.address, turn.now), where)
    return int(known["minutes"]) if known else None


def _named(item: Item, text: str) -> bool:
    """True where a word of the place or the title stands in the text."""
    words = re.findall(r"[^\W_]{2,}", f"{place_of(item)} {item.title}".lower())
    return any(re.search(rf"(?<!\w){re.escape(w)}", text.lower()) for w in words if w not in _PLAIN)


def lines(turn: Turn, services: Services, minutes: int) -> list[str]:
    """The answer to "when?", now that the minutes are known."""
    item = placed(turn, services)
    where = place_of(item) if item else ""
    place = str(turn.pending.details.get("place", "")) if turn.pending else ""
    if item is None or not travel.same_place(place, where):
        return []
    return [_when(turn, item, where, minutes)]


def _when(turn: Turn, item: Item, where: str, minutes: int) -> str:
    voice = turn.voice
    leaves = item.start - timedelta(minutes=minutes)
    values = {"title": title_shown(item, turn), "place": where, "duration": voice.duration(minutes)}
    key = "leave_now" if leaves <= turn.now else "leave_at"
    return voice.say(key, when=voice.moment(leaves), start=voice.moment(item.start), **values)
