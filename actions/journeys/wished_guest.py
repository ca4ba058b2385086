"""Somebody who attends wants another person there: that is for the organizer to say, who is asked."""

from __future__ import annotations

from dataclasses import replace

from actions.core.meeting import STANDING, Meeting
from actions.core.people import Person
from actions.journeys import draft as drafts
from actions.journeys.asked import asked_of_organizer
from actions.journeys.choices import no, number_of, yes
from actions.journeys.joining import ADDS, newcomers
from actions.journeys.negotiation_letters import organizers_voice, tell
from actions.journeys.people_words import name_of
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services

QUESTION = "wished_guest"


def wished(turn: Turn, services: Services, meeting: Meeting) -> tuple[Person, ...]:
    """Those whom an attendee who does not manage ``meeting`` asks to add, with a known address; () for other words."""
    if meeting.may_manage(turn.speaker.address) or not ADDS.search(turn.text):
        return ()
    return newcomers(turn, services, meeting).found


def passed_on(turn: Turn, services: Services, meeting: Meeting, outcome: Outcome | None = None) -> Outcome:
    """The wish goes to the organizer, who is asked; beside ``outcome``, what else came of the turn."""
    people = wished(turn, services, meeting)
    voice = organizers_voice(turn, services, meeting)
    called = {"people": voice.people([_called(p) for p in people]), "title": meeting.title}
    told = tell(
        turn, services, meeting, voice.say("guest_wished_told", name=voice.person(_called(turn.speaker)), **called)
    )
    organizer = turn.voice.person(name_of(services, meeting.organizer))
    said = turn.voice.say("guest_wished", organizer=organizer, people=turn.voice.people([_called(p) for p in people]))
    asked = sorted({meeting.organizer, *meeting.delegates})
    kept = [{"address": p.address, "name": p.name} for p in people]
    details = {"people": kept, "asked": asked, "meeting": meeting.id}
    here = (turn.message.channel, turn.message.conversation) == (meeting.channel, meeting.conversation)
    pending = Pending(QUESTION, details) if here else None
    writes = () if here else (asked_of_organizer(meeting, QUESTION, details, turn.now),)
    if outcome is None:
        return answer(turn, said, replies=told, pending=pending, writes=writes)
    first, *others = outcome.replies
    both = (replace(first, text=f"{first.text}\n{said}"), *others, *told)
    return replace(outcome, replies=both, pending=pending or outcome.pending, writes=(*outcome.writes, *writes))


def answers(turn: Turn) -> bool:
    """True for a yes or a no, and for "add her"; who picks an offer in the same breath answers the offers."""
    if number_of(turn) is not None:
        return False
    return yes(turn) or no(turn) or bool(ADDS.search(turn.text))


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The organizer's answer: they are added, or nothing changes."""
    from actions.journeys import altering, schedule

    assert turn.pending is not None
    people = [Person(p["address"], p["name"], external=True) for p in turn.pending.details["people"]]
    if no(turn):
        return answer(turn, turn.voice.say("kept", title=meeting.title))
    if meeting.state in STANDING:
        return altering.with_people(Scene(turn, services, meeting), people)
    with services.store.reading() as tx:
        roster = tx.people.all()
    return schedule.advance(turn, services, drafts.resume(drafts.with_people(meeting, turn, people), {}), roster)


def _called(person: Person) -> str:
    return f"{person.name} ({person.address})" if person.name and person.external else person.name or person.address
