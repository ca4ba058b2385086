"""From an error that a person can mend to the sentence that says how, in the speaker's words and zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions.calendars import Unreadable, remedy_key
from actions.errors import MendableError
from actions.journeys.people_words import name_of, phrase
from actions.journeys.turn import Turn
from actions.services import Services

_PEOPLE = frozenset({"organizer", "address", "addresses", "waiting"})


def mended(error: MendableError, turn: Turn, services: Services) -> str:
    """What to say about ``error``: its text, moments on the speaker's clock, people by name."""
    if error.key == "not_an_attendee" and error.placeholders.get("address") == turn.speaker.address:
        return turn.voice.say("not_an_attendee_you")
    values = {name: _said(name, value, turn, services) for name, value in error.placeholders.items()}
    return turn.voice.say(error.key, **values)


def unreadable(calendars: Iterable[Unreadable], turn: Turn, services: Services) -> str:
    """Which calendars cannot be read, and what their owners can do about it; one line each."""
    voice = turn.voice
    if turn.outsider:  # whose calendar it is stays with those who work here
        return voice.say("not_now_for_guest")
    lines = []
    for broken in calendars:
        key = f"calendar_{remedy_key(broken.error)}"
        label = broken.label or broken.error.calendar or "?"
        if broken.address == turn.reader:
            lines.append(voice.say(f"{key}_you", calendar=label))
        else:
            who = voice.people([name_of(services, broken.address)])
            lines.append(voice.say(key, names=who, calendar=label))
    return "\n".join(lines)


def not_written(broken: Unreadable, turn: Turn, services: Services, *, change: bool = False) -> str:
    """That a calendar refused a write and everything was undone."""
    voice = turn.voice
    if turn.outsider:
        return voice.say("not_now_for_guest")
    mine = broken.address == turn.reader
    who = voice.say("you") if mine else voice.people([name_of(services, broken.address)])
    remedy = voice.say(f"remedy_{remedy_key(broken.error)}", calendar=broken.label or broken.error.calendar or "?")
    return voice.say("write_failed_change" if change else "write_failed", names=who, remedy=remedy)


def _said(name: str, value: Any, turn: Turn, services: Services) -> Any:
    if isinstance(value, datetime):
        return turn.voice.moment(value)
    if name in _PEOPLE:
        addresses = [value] if isinstance(value, str) else list(value)
        return phrase(addresses, {a: name_of(services, a) for a in addresses}, turn.voice)
    return value
