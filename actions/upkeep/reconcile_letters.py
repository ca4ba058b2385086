"""What is said when a calendar was changed behind our back: to the organizer, and to the others with the new event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.core.meeting import Meeting, Slot
from actions.events import event_of, one_of
from actions.texts.voice import Voice
from actions.upkeep.letters import Letters, Wording
from calendar_adapters.types import Event, EventStatus


def moved(letters: Letters, before: Meeting, event: Event | None) -> None:
    """The new time: METHOD:REQUEST to everybody who comes, and what was done to the organizer."""
    meeting = letters.meeting
    assert before.booked is not None
    assert meeting.booked is not None
    old, new = before.booked.interval, meeting.booked.interval
    key = f"followed:{meeting.id}:{meeting.version}"

    def to_organizer(voice: Voice) -> tuple[str, str]:
        times = {"old": voice.slot(old, named=False), "slot": voice.slot(new)}
        return letters.title(voice), _told(
            letters, voice, voice.say("upkeep_moved_there", title=letters.title(voice), **times)
        )

    def to_others(voice: Voice) -> tuple[str, str]:
        values = {"title": letters.title(voice), "slot": voice.slot(new)}
        organizer, was = letters.name(meeting.organizer), voice.slot(old, named=False)
        return voice.say("moved_subject", **values), voice.say("moved_notice", organizer=organizer, old=was, **values)

    _to_all(letters, key, to_organizer, to_others, event, "REQUEST")


def deleted(letters: Letters, event: Event | None) -> None:
    """METHOD:CANCEL to everybody who was to come, and what was done to the organizer."""
    meeting = letters.meeting
    assert meeting.booked is not None
    slot = meeting.booked.interval

    def to_organizer(voice: Voice) -> tuple[str, str]:
        text = voice.say("upkeep_deleted_there", title=letters.title(voice), slot=voice.slot(slot))
        return letters.title(voice), _told(letters, voice, text)

    def to_others(voice: Voice) -> tuple[str, str]:
        values = {"title": letters.title(voice), "slot": voice.slot(slot)}
        organizer = letters.name(meeting.organizer)
        return voice.say("cancelled_subject", **values), voice.say("cancelled_notice", organizer=organizer, **values)

    _to_all(letters, f"deleted:{meeting.id}:{meeting.version}", to_organizer, to_others, event, "CANCEL")


def dropped(letters: Letters, start: datetime) -> None:
    """METHOD:CANCEL for that one of the series."""
    meeting = letters.meeting
    assert meeting.booked is not None
    slot = Slot(start, start + (meeting.booked.end - meeting.booked.start))
    whole = event_of(meeting, assistant=letters.services.assistant)
    event = replace(one_of(whole, meeting, start, slot), status=EventStatus.CANCELLED)

    def to_organizer(voice: Voice) -> tuple[str, str]:
        text = voice.say("upkeep_dropped_there", title=letters.title(voice), slot=voice.slot(slot.interval))
        return letters.title(voice), _told(letters, voice, text)

    def to_others(voice: Voice) -> tuple[str, str]:
        values = {"title": letters.title(voice), "slot": voice.slot(slot.interval)}
        return voice.say("cancelled_subject", **values), voice.say("cancelled_instance", **values)

    _to_all(letters, f"dropped:{meeting.id}:{start.isoformat()}", to_organizer, to_others, event, "CANCEL")


def one_moved(letters: Letters, start: datetime, old: Slot, new: Slot) -> None:
    """METHOD:REQUEST for one of the series (``start`` is its original one) at its new time."""
    meeting = letters.meeting
    event = one_of(event_of(meeting, assistant=letters.services.assistant), meeting, start, new)

    def to_organizer(voice: Voice) -> tuple[str, str]:
        times = {"old": voice.slot(old.interval, named=False), "slot": voice.slot(new.interval)}
        text = voice.say("upkeep_one_moved_there", title=letters.title(voice), **times)
        return letters.title(voice), _told(letters, voice, text)

    def to_others(voice: Voice) -> tuple[str, str]:
        values = {"title": letters.title(voice), "slot": voice.slot(new.interval)}
        organizer, was = letters.name(meeting.organizer), voice.slot(old.interval, named=False)
        text = voice.say("moved_notice", organizer=organizer, old=was, **values)
        return voice.say("moved_subject", **values), f"{text}\n{voice.say('upkeep_only_this_one')}"

    _to_all(letters, f"moved-one:{meeting.id}:{meeting.version}", to_organizer, to_others, event, "REQUEST")


def added(letters: Letters, start: datetime) -> None:
    """METHOD:REQUEST with the series, which takes place at ``start``, too."""
    _one_more(letters, start, "upkeep_added_there", "upkeep_one_more")


def restored(letters: Letters, start: datetime) -> None:
    """METHOD:REQUEST with the series, of which the one at ``start`` takes place after all."""
    _one_more(letters, start, "upkeep_restored_there", "upkeep_one_back")


def _one_more(letters: Letters, start: datetime, to_me: str, to_them: str) -> None:
    meeting = letters.meeting
    assert meeting.booked is not None
    slot = Slot(start, start + (meeting.booked.end - meeting.booked.start))
    event = event_of(meeting, assistant=letters.services.assistant)

    def to_organizer(voice: Voice) -> tuple[str, str]:
        text = voice.say(to_me, title=letters.title(voice), slot=voice.slot(slot.interval))
        return letters.title(voice), _told(letters, voice, text)

    def to_others(voice: Voice) -> tuple[str, str]:
        values = {"title": letters.title(voice), "slot": voice.slot(slot.interval)}
        return voice.say("moved_subject", **values), voice.say(to_them, **values)

    _to_all(letters, f"more:{meeting.id}:{start.isoformat()}", to_organizer, to_others, event, "REQUEST")


def clash(letters: Letters, there: Slot, who: tuple[str, ...]) -> None:
    """The organizer moved it to a time that others have no room at; said once a time."""
    meeting = letters.meeting
    assert meeting.booked is not None
    old = meeting.booked.interval

    def wording(voice: Voice) -> tuple[str, str]:
        title, names = letters.title(voice), letters.names(who, voice)
        times = {"slot": voice.slot(there.interval), "old": voice.slot(old, named=False)}
        return title, voice.say("upkeep_moved_clash", title=title, names=names, **times)

    letters.send(f"clash:{meeting.id}:{meeting.sequence}:{there.start.isoformat()}", meeting.organizer, wording)


def declined(letters: Letters, address: str) -> None:
    """Somebody declined in the calendar: the organizer hears of it."""
    meeting = letters.meeting
    assert meeting.booked is not None
    slot = meeting.booked.interval

    def wording(voice: Voice) -> tuple[str, str]:
        title, name = letters.title(voice), voice.person(letters.name(address))
        return title, voice.say("upkeep_declined", name=name, title=title, slot=voice.slot(slot))

    letters.send(f"declined:{meeting.id}:{meeting.version}:{address}", meeting.organizer, wording)


def _told(letters: Letters, voice: Voice, text: str) -> str:
    others = letters.attendees()
    return f"{text}\n{voice.say('cancelled_told', names=letters.names(others, voice))}" if others else text


def _to_all(
    letters: Letters, key: str, to_organizer: Wording, to_others: Wording, event: Event | None, method: str
) -> None:
    letters.send(key, letters.meeting.organizer, to_organizer)
    for address in letters.attendees():
        letters.send(key, address, to_others, event=event, method=method)
