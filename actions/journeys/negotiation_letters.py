"""What the organizer hears of an attendee's answer: in the organizer's words and zone, where the request was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from actions.core.meeting import Meeting, Slot
from actions.journeys.last_word import Changed
from actions.journeys.people_words import names_of, phrase
from actions.journeys.private import organizers_own
from actions.journeys.showing import numbered
from actions.journeys.turn import Turn
from actions.messages import Reply
from actions.services import Services
from actions.store.records import Conversation
from actions.texts.voice import Voice

Write = Callable[[Any], object]


def organizers_voice(turn: Turn, services: Services, meeting: Meeting) -> Voice:
    """How to speak to the organizer: in the language of the request."""
    with services.store.reading() as tx:
        person = tx.people.by_address(meeting.organizer)
    zone = services.zone_of(person) if person else meeting.timezone
    language = (person.language if person else "") or meeting.language
    return Voice(language, zone, turn.now, named=True)


def reads_along(turn: Turn, services: Services, meeting: Meeting) -> bool:
    """True when the organizer reads the answer to the sender, in a language and on a clock of the organizer's own."""
    if turn.message.channel != "slack" or not _same_place(turn, meeting):
        return False
    voice = organizers_voice(turn, services, meeting)
    return (voice.language, voice.zone) == (turn.language, turn.zone)


def offers_to_organizer(
    turn: Turn, services: Services, meeting: Meeting, lead: Sequence[str], header: str = "offers_header"
) -> tuple[tuple[Reply, ...], tuple[Write, ...]]:
    """The open offers of ``meeting`` to its organizer, and what makes the answer find them.

    ``lead`` are keys of texts that take ``name``, the sender's; ``header`` one that takes what, duration and names.
    """
    proposal = meeting.open_proposal
    assert proposal is not None
    voice, names = organizers_voice(turn, services, meeting), names_of(services, meeting)
    sender = turn.speaker.name or turn.speaker.address
    people = phrase(meeting.addresses, names, voice, you=meeting.organizer)
    length = voice.duration(meeting.minutes or 0)
    lines = [voice.say(key, name=sender) for key in lead]
    lines.append(voice.say(header, what=meeting.title, duration=length, names=people))
    lines += numbered(proposal.slots, voice, names)
    lines.append(voice.say("offers_footer" if len(proposal.slots) > 1 else "offers_footer_one"))
    shown = tuple(shown_offer(number, slot) for number, slot in enumerate(proposal.slots, 1))
    reply = _reply(turn, meeting, voice, "\n".join(lines), shown)
    return (reply,), (_asked(turn, meeting, voice.language),)


def told_partly(
    turn: Turn,
    services: Services,
    meeting: Meeting,
    yes: Sequence[Slot],
    no: Sequence[Slot],
    before: Changed | None = None,
) -> tuple[Reply, ...]:
    """Which offers suit the sender and which do not, and what was said ``before``, to the organizer."""
    voice = organizers_voice(turn, services, meeting)
    name = turn.speaker.name or turn.speaker.address
    lines = before.line("answer_changed", voice, name) if before else []
    if len(yes) > 1 and meeting.open_proposal is not None and set(yes) == set(meeting.open_proposal.slots):
        lines.append(voice.say("answer_all_told", name=name))
    else:
        lines += [voice.say("answer_told", name=name, slot=voice.slot(s.interval)) for s in yes]
    lines += [voice.say("answer_partly_told", name=name, slot=voice.slot(s.interval)) for s in no]
    return (_reply(turn, meeting, voice, "\n".join(lines)),)


def tell(turn: Turn, services: Services, meeting: Meeting, text: str) -> tuple[Reply, ...]:
    """``text``, in the organizer's words, to the organizer."""
    return (_reply(turn, meeting, organizers_voice(turn, services, meeting), text),)


def told(turn: Turn, services: Services, meeting: Meeting, key: str, **values: str) -> tuple[Reply, ...]:
    """One sentence about the sender, to the organizer."""
    voice = organizers_voice(turn, services, meeting)
    text = voice.say(key, name=turn.speaker.name or turn.speaker.address, **values)
    return (_reply(turn, meeting, voice, text),)


def shown_offer(number: int, slot: Slot) -> dict[str, str]:
    """An offer as channels show it."""
    return {"number": str(number), "start": slot.start.isoformat(), "end": slot.end.isoformat()}


def _reply(turn: Turn, meeting: Meeting, voice: Voice, text: str, shown: tuple[dict[str, str], ...] = ()) -> Reply:
    subject = turn.message.subject or meeting.title
    text = text[:1].upper() + text[1:]
    reply = Reply(meeting.organizer, meeting.channel, meeting.conversation, text, voice.language, subject, shown)
    return replace(reply, personal=not _same_place(turn, meeting))  # what was answered elsewhere is not for all


def _same_place(turn: Turn, meeting: Meeting) -> bool:
    return (turn.message.channel, turn.message.conversation) == (meeting.channel, meeting.conversation)


def _asked(turn: Turn, meeting: Meeting, language: str) -> Write:
    def write(tx: Any) -> None:
        if not _same_place(turn, meeting):
            data = {**tx.conversations.get(meeting.channel, meeting.conversation).data, "language": language}
            place = Conversation(meeting.channel, meeting.conversation, meeting.id, {"question": "offer"}, data)
            tx.conversations.put(place, turn.now)
            organizers_own(meeting, {"question": "offer"}, data, turn.now)(tx)

    return write
