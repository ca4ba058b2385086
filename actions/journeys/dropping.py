"""A request is given up before anything was booked: its holds go, and who was asked for an answer hears of it."""

from __future__ import annotations

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting
from actions.journeys.negotiation import released
from actions.journeys.people_words import name_of, voice_for
from actions.journeys.turn import Outcome, Turn, answer
from actions.messages import Reply
from actions.services import Services


def dropped(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The outcome of dropping ``meeting``, of which nothing is booked."""
    over = steps.cancel(meeting, turn.speaker.address, turn.now)
    told = tuple(r for address in _asked(turn, meeting) for r in _letter(turn, services, meeting, address))
    return answer(turn, turn.voice.say("dropped"), replies=told, meeting=over, writes=(released(meeting),))


def _asked(turn: Turn, meeting: Meeting) -> list[str]:
    """Everybody else whom the open round was sent to for an answer."""
    last = meeting.last_proposal
    present = {p.address for p in meeting.others}
    return [a for a in (last.to if last else ()) if a in present and a != turn.speaker.address]


def _letter(turn: Turn, services: Services, meeting: Meeting, address: str) -> tuple[Reply, ...]:
    """One sentence, in the reader's language; none to who reads the answer to the sender anyway."""
    with services.store.reading() as tx:
        person = tx.people.by_address(address)
    channel, thread = services.route(person, address, turn.message)
    if channel != "mail" and (channel, thread) == (turn.message.channel, turn.message.conversation):
        return ()
    voice = voice_for(services, person, turn.voice, named=True)
    organizer = voice.person(name_of(services, meeting.organizer))
    text = voice.say("dropped_told", organizer=organizer, title=meeting.title)
    return (Reply(address, channel, thread, text, voice.language, turn.message.subject or meeting.title),)
