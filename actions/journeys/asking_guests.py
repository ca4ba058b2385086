"""People whose calendar is unknown are asked: the same numbered times, on their clock, without anybody's reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from actions.core.meeting import Meeting, Slot
from actions.journeys.negotiation_letters import shown_offer
from actions.journeys.people_words import name_of, voice_for
from actions.journeys.turn import Turn
from actions.messages import Reply
from actions.services import Services
from actions.store.records import Conversation


def ask_guests(
    turn: Turn, services: Services, meeting: Meeting, slots: Sequence[Slot], addresses: Sequence[str]
) -> tuple[tuple[Reply, ...], tuple[Callable[[Any], object], ...]]:
    """A message to each of ``addresses``, and what makes their answers find this meeting."""
    asked = [_ask(turn, services, meeting, slots, address) for address in addresses]
    return tuple(reply for reply, _ in asked), tuple(write for _, write in asked)


def _ask(
    turn: Turn, services: Services, meeting: Meeting, slots: Sequence[Slot], address: str
) -> tuple[Reply, Callable[[Any], None]]:
    with services.store.reading() as tx:
        person = tx.people.by_address(address)
    channel, thread = services.route(person, address, turn.message)
    voice = voice_for(services, person, turn.voice, named=True)
    length = voice.duration(meeting.minutes or 0)
    who = name_of(services, meeting.organizer)
    lines = [voice.say("offers_to_guest", organizer=who, what=meeting.title, duration=length)]
    lines += [voice.say("offer_line", number=n, slot=voice.slot(s.interval)) for n, s in enumerate(slots, 1)]
    text = "\n".join([*lines, voice.say("offers_footer" if len(slots) > 1 else "offers_footer_one")])
    subject = turn.message.subject or meeting.title
    shown = tuple(shown_offer(n, slot) for n, slot in enumerate(slots, 1))
    reply = Reply(address, channel, thread, text, voice.language, subject, shown)

    def remember(tx: Any) -> None:
        if (channel, thread) != (turn.message.channel, turn.message.conversation):
            data = {"language": voice.language}
            tx.conversations.put(Conversation(channel, thread, meeting.id, {"question": "offer"}, data), turn.now)

    return reply, remember
