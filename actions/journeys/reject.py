"""Offers are refused: all of them, some of them, or the whole request with them."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting
from actions.core.times.types import Polarity
from actions.errors import MendableError
from actions.journeys import refused_times, trying_again
from actions.journeys.choices import fits, number_of
from actions.journeys.dropping import dropped
from actions.journeys.last_word import Changed, changed
from actions.journeys.late import heard_late
from actions.journeys.negotiation import keeping_up, refuse_some, released, withdraws
from actions.journeys.negotiation_letters import organizers_voice, tell, told_partly
from actions.journeys.negotiation_verdicts import Verdicts, verdicts
from actions.journeys.offer_picks import suits_all
from actions.journeys.offering import look, offer
from actions.journeys.scene import Scene
from actions.journeys.series_lines import skipping
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.messages import Reply
from actions.services import Services

_ASKS_FOR_OTHERS = re.compile(
    r"다른\s*(?:시간|때|날|날짜|일정|후보|옵션)|(?:시간|후보|날짜)(?:을|를)?\s*(?:더|몇\s*개\s*더)|"
    r"\b(?:other|different|more|alternative)\s+(?:times?|slots?|options?|days?|dates?)|\balternatives?\b|anything else",
    re.I,
)
_FINE = re.compile(
    r"괜찮|가능|좋|돼요|됩니다|어떠|어때|어떨|으로\s*(?:부탁|해)|"
    r"\b(?:works?|fine|good|great|ok(?:ay)?|possible|suits?|free|available|better|how about|what about|could|can do)\b",
    re.I,
)


def step(turn: Turn, services: Services) -> Outcome:
    """The organizer's no looks again, or ends the request; an attendee's is passed on, and the offers stay open."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if late := heard_late(turn, services, meeting):
        return late
    if meeting is not None and trying_again.asked(turn, meeting):
        scene = Scene(turn, services, meeting)
        if not meeting.may_manage(turn.speaker.address):  # nobody books in the organizer's place
            return offer(scene, look(services, meeting, turn.now))
        tried: Outcome = import_module("actions.journeys.schedule").go(scene, [])
        return tried
    if meeting is None or meeting.open_proposal is None:
        raise MendableError("no_open_offer", state=meeting.state.value if meeting else "")
    if skipping(turn.text, meeting.open_proposal.slots) and meeting.may_manage(turn.speaker.address):
        chosen: Outcome = import_module("actions.journeys.choose").step(turn, services)
        return chosen
    if refused_times.told("action_reject", turn, meeting):
        return refused_times.step(turn, services, meeting)
    said = verdicts(turn.text, meeting)
    if not said.yes and not said.no and not turn.moments() and number_of(turn) is not None:
        picked: Outcome = import_module("actions.journeys.choose").step(turn, services)  # "no problem, then the first"
        return picked
    if not said.yes and not said.no and names_another(turn, meeting):
        proposed: Outcome = import_module("actions.journeys.propose").step(turn, services)
        return proposed
    if not meeting.may_manage(turn.speaker.address):
        all_of_them = suits_all(turn) and not said.yes and not said.no
        said = Verdicts(yes=meeting.open_proposal.slots) if all_of_them else said
        return attendees_answer(turn, services, meeting, said)
    if withdraws(turn):
        return _withdraw(turn, services, meeting)
    scene = Scene(turn, services, meeting)
    if len(said.yes) == 1:
        return settle(scene, said.yes[0])
    return _look_again(scene, said)


def names_another(turn: Turn, meeting: Meeting) -> bool:
    """True where a time is wanted that none of the offers meets: "none of these, but Friday morning is fine"."""
    slots = meeting.open_proposal.slots if meeting.open_proposal else ()
    wanted = [t for t in turn.moments() if t.polarity is Polarity.WANT]
    return (
        bool(wanted)
        and _FINE.search(turn.text) is not None
        and not any(fits(s, t, turn.zone) for s in slots for t in wanted)
    )


def attendees_answer(turn: Turn, services: Services, meeting: Meeting, said: Verdicts) -> Outcome:
    """An attendee's yes and no to the offers, to the organizer; a no to everything when none is named."""
    from actions.journeys.choose import accepted_all

    me = turn.speaker.address
    assert meeting.open_proposal is not None
    refused = said.no or (meeting.open_proposal.slots if not said.yes else ())
    meeting, before = changed(meeting, me, said.yes, refused, turn.text, turn.now)
    after = refuse_some(meeting, me, said.no or None, turn) if said.no or not said.yes else meeting
    after = steps.accept(after, me, said.yes, turn.now) if said.yes else after
    if (slot := accepted_all(after, said.yes)) is not None:
        return settle(Scene(turn, services, after), slot, by=after.organizer)
    if not said.yes and _ASKS_FOR_OTHERS.search(turn.text):
        return _others_for(turn, services, after, before)
    if said.yes or said.no:
        replies = told_partly(turn, services, after, said.yes, said.no, before)
    else:
        replies = _refused_told(turn, services, after, before)
    lines = before.line("answer_changed_you", turn.voice)
    lines.append(turn.voice.say("answer_noted", organizer=Scene(turn, services, after).who([after.organizer])))
    noted = "\n".join(lines)
    writes = (keeping_up(after, me, turn.now),)
    return answer(turn, noted, replies=replies, meeting=after, pending=Pending("offer"), writes=writes)


def _others_for(turn: Turn, services: Services, meeting: Meeting, before: Changed) -> Outcome:
    """Who refuses and asks for other times gets some, inside what the organizer asked for; the organizer sees them."""
    found = look(services, meeting, turn.now)
    if found.unreadable or not found.offers:
        told = _refused_told(turn, services, meeting, before)
        noted = turn.voice.say("answer_noted", organizer=Scene(turn, services, meeting).who([meeting.organizer]))
        return answer(turn, noted, replies=told, meeting=meeting, pending=Pending("offer"))
    made = offer(Scene(turn, services, meeting), found)
    return replace(made, writes=(*made.writes, keeping_up(meeting, turn.speaker.address, turn.now)))


def _refused_told(turn: Turn, services: Services, meeting: Meeting, before: Changed) -> tuple[Reply, ...]:
    """That nothing offered suits the sender, to the organizer."""
    voice, name = organizers_voice(turn, services, meeting), turn.speaker.name or turn.speaker.address
    lines = [*before.line("answer_changed", voice, name), voice.say("answer_refused_told", name=name)]
    return tell(turn, services, meeting, "\n".join(lines))


def _look_again(scene: Scene, said: Verdicts) -> Outcome:
    turn, services = scene.turn, scene.services
    refused = steps.refuse(scene.meeting, _member(scene), turn.now, said.no or None)
    found = look(services, refused, turn.now)
    if not found.offers and not found.ways and not found.unreadable:
        return answer(turn, turn.voice.say("rejected_none"), meeting=refused, pending=Pending("time"))
    return offer(Scene(turn, services, refused), found, [turn.voice.say("rejected")])


def _member(scene: Scene) -> str:
    """A delegate speaks for the organizer."""
    me = scene.turn.speaker.address
    return me if scene.meeting.participant(me) else scene.meeting.organizer


def _withdraw(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Nothing was booked and nothing will be; of a booked meeting only the search for another time ends."""
    if meeting.booked is not None:
        return answer(turn, turn.voice.say("deny"), meeting=steps.keep(meeting, turn.now), writes=(released(meeting),))
    return dropped(turn, services, meeting)
