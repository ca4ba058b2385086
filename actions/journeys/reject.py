"""None of the offers suits: they are remembered as refused, and others are looked for."""

from __future__ import annotations

from actions.core import meeting_steps as steps
from actions.errors import MendableError
from actions.journeys.notices import tell_organizer
from actions.journeys.offering import Scene, look, offer
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services


def step(turn: Turn, services: Services) -> Outcome:
    """Refuse what is open and offer again."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.open_proposal is None:
        raise MendableError("no_open_offer", state=meeting.state.value if meeting else "")
    refused = steps.refuse(meeting, turn.speaker.address, turn.now)
    scene = Scene(turn, services, refused)
    if not meeting.may_manage(turn.speaker.address):
        told = tell_organizer(turn, services, refused, "answer_refused_told", None)
        noted = turn.voice.say("answer_noted", organizer=scene.who([meeting.organizer]))
        return answer(turn, noted, replies=told, meeting=refused)
    found = look(services, refused, turn.now)
    if not found.offers and not found.ways and not found.unreadable:
        return answer(turn, turn.voice.say("rejected_none"), meeting=refused, pending=Pending("time"))
    return offer(scene, found, [turn.voice.say("rejected")])
