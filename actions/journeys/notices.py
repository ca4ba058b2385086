"""Messages to the others: each attendee's own, in that person's language and zone, with the invitation attached."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import Meeting, Participant, Slot
from actions.core.meeting_choice import notes
from actions.core.meeting_claims import upcoming
from actions.core.meeting_clocks import clock_changes
from actions.invited import object_for
from actions.journeys.people_words import names_of, voice_for
from actions.journeys.series_words import said_of
from actions.journeys.showing import turns_text
from actions.journeys.turn import Turn
from actions.messages import Reply
from actions.services import Services
from actions.texts.voice import Voice
from calendar_adapters import invitation
from calendar_adapters.types import Attendee, Event, Interval, Role

Wording = Callable[[Voice], tuple[str, str]]  # a reader's voice -> subject and text


def invite(
    turn: Turn, services: Services, meeting: Meeting, event: Event, only: Sequence[str] = ()
) -> tuple[Reply, ...]:
    """METHOD:REQUEST to every attendee but the speaker, or to ``only`` these addresses."""
    without = [p.address for p in meeting.attendees if only and p.address not in only]
    plain = _wording("invitation", meeting)

    def wording(voice: Voice) -> tuple[str, str]:
        subject, text = plain(voice)
        lines = [text, *rotation_lines(meeting, voice, names_of(services, meeting)), *own_clock(meeting, voice)]
        return subject, "\n".join(lines)

    return _to_others(turn, services, meeting, event, wording, "REQUEST", without)


def rotation_lines(meeting: Meeting, voice: Voice, names: Mapping[str, str]) -> list[str]:
    """Which hours of a series take turns, on the reader's clock; [] where none do."""
    if not meeting.rotation or meeting.booked is None:
        return []
    told = [turns_text(n["turns"], voice, names) for n in notes(meeting.booked, "rotation")]
    return [voice.say("rotation_invited", turns=said) for said in told]


def own_clock(meeting: Meeting, voice: Voice) -> list[str]:
    """From when on a series is at another hour on the reader's clock."""
    coming = [slot for _, slot in upcoming(meeting, voice.now)]
    return [voice.clock_change(c) for c in clock_changes(coming, meeting.timezone, voice.zone)]


def own_copy(turn: Turn, services: Services, meeting: Meeting, event: Event) -> dict[str, Any]:
    """What goes with the answer to an attendee whose word has booked the meeting: their invitation. Empty for an
    organizer, and where the organizer's calendar sends the invitations."""
    ours = event.organizer is not None and event.organizer.address == services.assistant
    if turn.speaker.address == meeting.organizer or meeting.participant(turn.speaker.address) is None or not ours:
        return {}
    return {"ics": invitation.request(event, turn.now), "method": "REQUEST"}


def tell_moved(turn: Turn, services: Services, before: Meeting, meeting: Meeting, event: Event) -> tuple[Reply, ...]:
    """METHOD:REQUEST with the new time to every attendee but the speaker."""
    old = before.booked
    assert old is not None

    def wording(voice: Voice) -> tuple[str, str]:
        values = _values(voice, meeting)
        text = voice.say("moved_notice", old=voice.slot(old.interval, named=False), **values)
        return voice.say("moved_subject", title=meeting.title, slot=values["slot"]), text

    return _to_others(turn, services, meeting, event, wording, "REQUEST")


def tell_moved_to(
    turn: Turn, services: Services, meeting: Meeting, event: Event, old: Slot, new: Slot
) -> tuple[Reply, ...]:
    """METHOD:REQUEST to every attendee but the speaker, of the meeting or of the one of a series, from ``old`` to
    ``new``."""

    def wording(voice: Voice) -> tuple[str, str]:
        values = {**_values(voice, meeting), "slot": voice.slot(new.interval)}
        text = voice.say("moved_notice", old=voice.slot(old.interval, named=False), **values)
        whole = said_of(meeting, voice) if event.recurrence_id is None else []  # else of one of a series alone
        lines = [text, *whole[:1], *(own_clock(meeting, voice) if whole else [])]
        return voice.say("moved_subject", title=meeting.title, slot=values["slot"]), "\n".join(lines)

    return _to_others(turn, services, meeting, event, wording, "REQUEST")


def tell_series(
    turn: Turn, services: Services, meeting: Meeting, event: Event, _old: Slot, new: Slot
) -> tuple[Reply, ...]:
    """METHOD:REQUEST to every attendee but the speaker: the single meeting at ``new`` has become a series."""

    def wording(voice: Voice) -> tuple[str, str]:
        values = {**_values(voice, meeting), "slot": voice.slot(new.interval)}
        lines = [voice.say("made_series_notice", **values), *said_of(meeting, voice), *own_clock(meeting, voice)]
        return voice.say("moved_subject", title=meeting.title, slot=values["slot"]), "\n".join(lines)

    return _to_others(turn, services, meeting, event, wording, "REQUEST")


def tell_changed(
    turn: Turn,
    services: Services,
    meeting: Meeting,
    event: Event,
    changes: Callable[[Voice], str],
    without: Sequence[str] = (),
) -> tuple[Reply, ...]:
    """METHOD:REQUEST with the changed event to every attendee but the speaker and those ``without``."""

    def wording(voice: Voice) -> tuple[str, str]:
        values = _values(voice, meeting)
        text = voice.say("changed_notice", organizer=values["organizer"], title=meeting.title, changes=changes(voice))
        return voice.say("moved_subject", title=meeting.title, slot=values["slot"]), f"{text}\n{values['slot']}"

    return _to_others(turn, services, meeting, event, wording, "REQUEST", without)


def tell_removed(
    turn: Turn, services: Services, meeting: Meeting, event: Event, gone: Sequence[Participant]
) -> tuple[Reply, ...]:
    """METHOD:CANCEL to those who were taken out of ``meeting``; the others keep it."""
    wording = _wording("cancelled", meeting, "taken_off_notice")
    theirs = [replace(event, attendees=(Attendee(p.address, p.name),)) for p in gone]
    return tuple(
        _notice(turn, services, p, wording, "CANCEL", _invitations(turn, services, e, "CANCEL")(p.address))
        for p, e in zip(gone, theirs, strict=True)
    )


def tell_cancelled(
    turn: Turn, services: Services, meeting: Meeting, event: Event, interval: Interval
) -> tuple[Reply, ...]:
    """METHOD:CANCEL to every attendee but the speaker; ``interval`` is the time that is given up."""

    def wording(voice: Voice) -> tuple[str, str]:
        values = {**_values(voice, meeting), "slot": voice.slot(interval)}
        subject = voice.say("cancelled_subject", title=meeting.title, slot=values["slot"])
        return subject, voice.say("cancelled_notice", **values)

    return _to_others(turn, services, meeting, event, wording, "CANCEL")


def tell_ended(turn: Turn, services: Services, meeting: Meeting, event: Event, interval: Interval) -> tuple[Reply, ...]:
    """METHOD:REQUEST with the series' new end; ``interval`` is the first of those that are given up."""

    def wording(voice: Voice) -> tuple[str, str]:
        values = {**_values(voice, meeting), "slot": voice.slot(interval)}
        subject = voice.say("cancelled_subject", title=meeting.title, slot=values["slot"])
        return subject, voice.say("cancelled_from_notice", **values)

    return _to_others(turn, services, meeting, event, wording, "REQUEST")


def _wording(subject: str, meeting: Meeting, text: str = "") -> Wording:
    def wording(voice: Voice) -> tuple[str, str]:
        values = _values(voice, meeting)
        return (
            voice.say(f"{subject}_subject", title=meeting.title, slot=values["slot"]),
            voice.say(text or subject, **values),
        )

    return wording


def _values(voice: Voice, meeting: Meeting) -> dict[str, str]:
    chair = meeting.participant(meeting.organizer)
    assert meeting.slot is not None or meeting.booked is not None
    slot = meeting.slot or meeting.booked
    assert slot is not None
    return {
        "organizer": (chair.name if chair else "") or meeting.organizer,
        "title": meeting.title,
        "slot": voice.slot(slot.interval),
    }


def _to_others(
    turn: Turn,
    services: Services,
    meeting: Meeting,
    event: Event,
    wording: Wording,
    method: str,
    without: Sequence[str] = (),
) -> tuple[Reply, ...]:
    out = {turn.speaker.address, *without}
    others = [p for p in meeting.attendees if p.address not in out and p.role is not Role.NON_PARTICIPANT]
    of = _invitations(turn, services, event, method, meeting)
    return tuple(_notice(turn, services, person, wording, method, of(person.address)) for person in others)


def _invitations(
    turn: Turn, services: Services, event: Event, method: str, meeting: Meeting | None = None
) -> Callable[[str], bytes | None]:
    """Address → the iTIP object, made once for all who come to the same; None where the organizer's calendar sends it,
    or nobody is invited."""
    made: dict[tuple[datetime, ...], bytes] = {}

    def of(address: str) -> bytes | None:
        if event.organizer is None or event.organizer.address != services.assistant or not event.attendees:
            return None
        away = tuple(m.recurrence_id for m in meeting.moved if address in m.without) if meeting else ()
        if away not in made:
            made[away] = object_for(address, event, method, meeting, turn.now)
        return made[away]

    return of


def _notice(
    turn: Turn, services: Services, participant: Participant, wording: Wording, method: str, ics: bytes | None
) -> Reply:
    with services.store.reading() as tx:
        person = tx.people.by_address(participant.address)
    channel, conversation = services.route(person, participant.address, turn.message)
    voice = voice_for(services, person, turn.voice, named=True)
    subject, text = wording(voice)
    return Reply(
        participant.address, channel, conversation, text, voice.language, subject, (), ics, method if ics else None
    )


def tell_organizer(turn: Turn, services: Services, meeting: Meeting, key: str, slot: Slot | None) -> tuple[Reply, ...]:
    """What an attendee answered, to the organizer."""
    with services.store.reading() as tx:
        person = tx.people.by_address(meeting.organizer)
    voice = voice_for(services, person, turn.voice, named=True)
    values = {"slot": voice.slot(slot.interval)} if slot else {}
    text = voice.say(key, name=turn.speaker.name or turn.speaker.address, **values)
    return (
        Reply(meeting.organizer, meeting.channel, meeting.conversation, text, voice.language, turn.message.subject),
    )
