"""What is said of a booking that was left half done: the booking itself, that it was undone, or that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.core.meeting import Meeting
from actions.events import event_of, one_of, slot_of_instance
from actions.messages import IncomingMessage
from actions.texts.voice import Voice
from actions.upkeep.letters import Letters, Wording
from actions.upkeep.nudges import numbered, still_open
from calendar_adapters.types import Event


def finished(letters: Letters, before: Meeting, native: bool, cause: IncomingMessage | None) -> None:
    """What the booking would have said: to the organizer, to whoever asked for it, and the invitation to the others.

    ``before`` is the meeting in BOOKING; ``native``: the organizer's server has sent the invitations itself.
    """
    key = f"recovered:{letters.meeting.id}:{letters.meeting.version}"
    done, organizer = _done(letters, before), letters.meeting.organizer
    place = (cause.channel, cause.conversation) if cause else None
    own = cause is not None and cause.sender.lower() == organizer
    letters.send(key, organizer, done, place=place if own else None)
    event = _event(letters, before, native)
    asked = cause.sender.lower() if cause is not None and not own else ""
    if cause is not None and asked:  # to somebody who comes, the answer is the invitation
        mine = event if asked in letters.attendees() else None
        letters.send(f"{key}:answer", cause.sender, done, event=mine, method="REQUEST", place=place)
    for address in letters.attendees():
        if address != asked:
            letters.send(key, address, _invitation(letters, before), event=event, method="REQUEST")


def undone(letters: Letters, before: Meeting, now: datetime) -> None:
    """Tell the organizer that nothing is booked (or the old time stands), with the offers that are open again."""
    slots = still_open(letters.meeting, now)

    def wording(voice: Voice) -> tuple[str, str]:
        assert before.chosen is not None
        values = {"title": letters.title(voice), "slot": voice.slot(before.chosen.interval)}
        if before.booked is None:
            first = voice.say("upkeep_undone", **values)
        else:
            old = slot_of_instance(before, before.chosen_instance) if before.chosen_instance else before.booked
            first = voice.say("upkeep_undone_move", old=voice.slot(old.interval), **values)
        offers = [voice.say("upkeep_undone_offers"), *numbered(slots, voice)]
        return letters.title(voice), "\n".join([first, *(offers if slots else [voice.say("upkeep_undone_again")])])

    key = f"undone:{letters.meeting.id}:{letters.meeting.version}"
    letters.send(key, before.organizer, wording, offers=letters.shown(slots))


def unsure(letters: Letters, whose: str) -> None:
    """Tell the organizer, once a booking, that a calendar cannot be read and nothing is known yet."""
    chosen = letters.meeting.chosen
    assert chosen is not None

    def wording(voice: Voice) -> tuple[str, str]:
        title, slot = letters.title(voice), voice.slot(chosen.interval)
        return title, voice.say("upkeep_unsure", title=title, slot=slot, names=letters.names([whose], voice))

    key = f"unsure:{letters.meeting.id}:{len(letters.meeting.proposals)}:{chosen.start.isoformat()}"
    letters.send(key, letters.meeting.organizer, wording)


def _done(letters: Letters, before: Meeting) -> Wording:
    def wording(voice: Voice) -> tuple[str, str]:
        assert before.chosen is not None
        title, slot = letters.title(voice), voice.slot(before.chosen.interval)
        old = _old(before, voice)
        lines = [
            voice.say("moved", title=title, old=old, slot=slot) if old else voice.say("booked", title=title, slot=slot)
        ]
        if letters.meeting.location:
            lines.append(voice.say("booked_place", location=letters.meeting.location))
        if others := letters.attendees():
            lines.append(voice.say("booked_with", names=letters.names(others, voice)))
            lines.append(voice.say("moved_invited" if old else "booked_invited"))
        return title, "\n".join(lines)

    return wording


def _invitation(letters: Letters, before: Meeting) -> Wording:
    def wording(voice: Voice) -> tuple[str, str]:
        assert before.chosen is not None
        values = {"title": letters.title(voice), "slot": voice.slot(before.chosen.interval)}
        named = {**values, "organizer": letters.name(before.organizer)}
        old = _old(before, voice)
        if old:
            return voice.say("moved_subject", **values), voice.say("moved_notice", old=old, **named)
        return voice.say("invitation_subject", **values), voice.say("invitation", **named)

    return wording


def _old(before: Meeting, voice: Voice) -> str:
    """The time that was left, or "" for a first booking."""
    if before.booked is None:
        return ""
    old = slot_of_instance(before, before.chosen_instance) if before.chosen_instance else before.booked
    return voice.slot(old.interval, named=False)


def _event(letters: Letters, before: Meeting, native: bool) -> Event:
    event = event_of(letters.meeting, assistant=letters.services.assistant, native=native)
    if before.chosen_instance is None or before.chosen is None:
        return event
    return replace(one_of(event, before, before.chosen_instance, before.chosen), sequence=letters.meeting.sequence)
