"""Another time is named instead of the offers: it narrows what is looked for next."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, State
from actions.core.times.codec import to_json
from actions.core.times.types import Polarity
from actions.errors import MendableError
from actions.journeys.facts import minutes_of
from actions.journeys.notices import tell_organizer
from actions.journeys.offering import Scene
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services


def step(turn: Turn, services: Services) -> Outcome:
    """Look again with the times of this turn; for a booked meeting that is a wish to move it."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.final:
        raise MendableError("no_open_offer", state=meeting.state.value if meeting else "")
    if meeting.state in STANDING and meeting.open_proposal is None:
        moved: Outcome = import_module("actions.journeys.reschedule").step(turn, services)
        return moved
    if meeting.state is State.DRAFT:
        went_on: Outcome = import_module("actions.journeys.schedule").carry_on(turn, services, meeting)
        return went_on
    if not turn.times:
        rejected: Outcome = import_module("actions.journeys.reject").step(turn, services)
        return rejected
    narrowed = narrow(meeting, turn)
    scene = Scene(turn, services, narrowed)
    if not meeting.may_manage(turn.speaker.address):
        told = tell_organizer(turn, services, narrowed, "answer_refused_told", None)
        noted = turn.voice.say("answer_noted", organizer=scene.who([meeting.organizer]))
        return answer(turn, noted, replies=told, meeting=narrowed)
    went: Outcome = import_module("actions.journeys.schedule").go(scene, [])
    return went


def narrow(meeting: Meeting, turn: Turn) -> Meeting:
    """The meeting with the speaker's new times in place of the old ones; what was to be avoided stays so."""
    said = [to_json(t) for t in turn.moments()]
    me = turn.speaker.address
    if any(t.polarity is Polarity.WANT for t in turn.moments()):
        kept = tuple(c for c in meeting.constraints if c.get("by") != me or c.get("polarity") == Polarity.AVOID.value)
        meeting = replace(meeting, constraints=kept)
    narrowed = steps.counter(meeting, me, said, turn.now, refusing=False)
    minutes = minutes_of(turn)
    if minutes is not None and meeting.may_manage(me):
        narrowed = steps.change(narrowed, me, turn.now, minutes=minutes)
    return narrowed
