"""Which event a turn is about: the one just talked about, or one found by title, people and time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.core.meeting import Meeting, Participant, Slot
from actions.core.purpose import detect
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Kind, TimeConstraint
from actions.errors import MendableError
from actions.events import meeting_of
from actions.journeys import shown
from actions.journeys.calendar_items import AHEAD, Item, items, title_shown
from actions.journeys.choices import fits, number_of
from actions.journeys.facts import company, purpose_words, title_of
from actions.journeys.turn import Entity, Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.store import new_id
from calendar_adapters.errors import NotFound
from calendar_adapters.types import Event, Interval

ASKED_AT_MOST = 6
_NEXT = re.compile(
    r"다음 ?(?:회의|미팅|일정|약속)|next (?:meeting|event|call|appointment|thing)|what'?s next|coming up next", re.I
)
# what is done to the meeting talked about, whatever else the sentence tells ("I must leave early, can we cancel it")
_THIS = re.compile(
    r"\b(?:cancel|move|push|drop|postpone|reschedule|scrap|shift|call) (?:it|this|that)\b"
    r"(?!\s+(?:one|meeting|call|\w+ (?:sync|review)))",
    re.I,
)
BARE = frozenset(
    {"회의", "미팅", "일정", "약속", "meeting", "event", "the meeting", "my meeting", "appointment", "calendar"}
)


def meant(
    turn: Turn, services: Services, *, times: Sequence[TimeConstraint] | None = None, people: bool = True
) -> list[Item]:
    """The items the turn can mean, best first; one for each series. ``times`` narrow them (None: all times
    said), and so do the people named, unless ``people`` is False (they are to be added)."""
    now = turn.now
    everything = items(turn, services, Interval(now - timedelta(hours=1), now + AHEAD))
    said = [t for t in (turn.moments() if times is None else times) if t.kind is not Kind.RECURRENCE]
    named = _by_name(turn, services, everything, people)
    if named is None:
        named = _talked_about(turn, everything) or (everything if said or is_next(turn.text) else [])
    if is_next(turn.text) and not said:
        return named[:1]
    timed = [item for item in named if in_times(item, said, turn.zone)]
    if not timed and _THIS.search(turn.text):  # the time is of something else
        timed = _talked_about(turn, everything)
    return _one_a_series(timed if said else named)


def is_next(text: str) -> bool:
    """True when the next event is asked for."""
    return bool(_NEXT.search(text))


def ask_which(turn: Turn, found: Sequence[Item], action: str) -> Outcome:
    """Which one? Numbered; the items are kept with the question."""
    voice = turn.voice
    shown = list(found[:ASKED_AT_MOST])
    lines = [
        voice.say("event_line", number=n, title=title_shown(item, turn), slot=voice.slot(item.interval))
        for n, item in enumerate(shown, 1)
    ]
    kept = [{"uid": i.uid, "start": i.start.isoformat()} for i in shown]
    earlier = {
        "text": turn.text,
        "intent": turn.intent,
        "entities": [[e.name, e.value, e.start, e.end] for e in turn.entities],
        "times": [to_json(t) for t in turn.times],
    }
    pending = Pending("which_event", {"action": action, "items": kept, "earlier": earlier})
    return answer(turn, voice.say("which_event", events="\n".join(lines)), pending=pending)


def picked(turn: Turn, services: Services) -> Item | None:
    """The item that the answer to "which one?" means, or None."""
    if turn.question != "which_event" or turn.pending is None:
        return None
    kept = [(str(k["uid"]), datetime.fromisoformat(k["start"])) for k in turn.pending.details.get("items", ())]
    now = turn.now
    live = items(turn, services, Interval(now - timedelta(hours=1), now + AHEAD))
    shown = [i for uid, start in kept for i in live if i.uid == uid and i.start == start]
    timed = [i for i in shown if turn.moments() and in_times(i, turn.moments(), turn.zone)]
    if len(timed) == 1:
        return timed[0]
    number = number_of(turn)
    if number is not None:
        return shown[number - 1 if number > 0 else -1] if 0 < number <= len(shown) or number == -1 else None
    left = _by_name(turn, services, shown) or timed
    return left[0] if len(left) == 1 else None


def as_asked(turn: Turn) -> Turn:
    """The request that "which one?" was asked about, where the answer only picks one; else the turn itself."""
    earlier = turn.pending.details.get("earlier") if turn.question == "which_event" and turn.pending else None
    if not earlier or "entities" not in earlier or turn.moments() or turn.durations():
        return turn
    message = replace(turn.message, text=str(earlier["text"]))
    entities = tuple(Entity(*found) for found in earlier["entities"])
    times = tuple(from_json(t) for t in earlier["times"])
    return replace(turn, message=message, intent=str(earlier["intent"]), entities=entities, times=times)


def meeting_for(item: Item, turn: Turn, services: Services) -> Meeting:
    """The item as a meeting of ours; an event that stands in the calendar only becomes one (not saved yet).

    Raises:
        MendableError: ``not_yours_to_change``: somebody else organizes it.
        CalendarError: the series that it belongs to cannot be read.
    """
    if item.meeting is not None:
        return item.meeting
    with services.store.reading() as tx:
        ours = tx.meetings.by_uid(item.uid)
    if ours is not None:
        return ours
    assert item.event is not None
    event, me = item.event, turn.speaker
    organizer = event.organizer.address if event.organizer else me.address
    if organizer not in (me.address, *me.addresses, services.assistant):
        raise MendableError("not_yours_to_change", organizer=organizer)
    if item.recurring:
        event = _master(services, me.address, event)
    return meeting_of(event, Participant(me.address, me.name), new_id(), turn.now, event.tzid or turn.zone)


def _master(services: Services, address: str, event: Event) -> Event:
    for calendar in services.calendars.of(address):
        try:
            return calendar.get(event.uid)
        except NotFound:
            continue
    return event


def _by_name(turn: Turn, services: Services, everything: Sequence[Item], people: bool = True) -> list[Item] | None:
    """Items whose title or people are named; None when the turn names none."""
    words = "" if _THIS.search(turn.text) else _words(title_of(turn)) or _words(purpose_words(turn))
    with services.store.reading() as tx:
        who = company(turn, tx.people.all(), assistant=services.assistant)
    addresses = {p.address for p in who.found} if people else set()
    if not words and not addresses:
        return _named_in_text(turn, everything)
    titled = [i for i in everything if not words or _same(words, i.title)]
    with_them = [i for i in titled if addresses <= people_of(i)]
    if addresses and with_them:
        return with_them
    return titled if words else []


def _named_in_text(turn: Turn, everything: Sequence[Item]) -> list[Item] | None:
    """Items whose whole title stands in the message, when nothing was recognised as a title."""
    text = flat(turn.text)
    named = [i for i in everything if len(flat(i.title)) > 1 and flat(i.title) in text]
    return named or None


def _talked_about(turn: Turn, everything: Sequence[Item]) -> list[Item]:
    """The one event that was shown last, else the conversation's own meeting."""
    return shown.talked_of(turn, everything) or [
        i for i in everything if i.meeting is not None and i.meeting.id == turn.meeting_id
    ]


def _same(words: str, title: str) -> bool:
    a, b = flat(words), flat(title)
    if not b:
        return False
    if a in b or b in a:
        return True
    purpose = detect(words).id
    return purpose != "meeting" and purpose == detect(title).id


def _words(said: str) -> str:
    return "" if said.lower().strip() in BARE else said


def flat(text: str) -> str:
    """Letters and digits alone, in lower case: how titles are compared."""
    return re.sub(r"[\W_]+", "", text.lower())


def people_of(item: Item) -> set[str]:
    """The addresses in it."""
    addresses = {a.address for a in item.event.attendees} if item.event else set()
    return addresses | (set(item.meeting.addresses) if item.meeting else set())


def in_times(item: Item, said: Sequence[TimeConstraint], zone: str) -> bool:
    """True when the item starts within every one of these times."""

    slot = Slot(item.start, item.end)
    return all(fits(slot, t, zone) for t in said if t.kind in (Kind.INSTANT, Kind.INTERVAL))


def _one_a_series(found: Sequence[Item]) -> list[Item]:
    first: dict[str, Item] = {}
    for item in found:
        first.setdefault(item.uid, item)
    return list(first.values())
