"""Take one of the offers: by number, order, time, or a plain yes to the only one."""

from __future__ import annotations

from dataclasses import replace

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot
from actions.errors import MendableError
from actions.journeys import propose
from actions.journeys.choices import by_time, number_of
from actions.journeys.notices import tell_organizer
from actions.journeys.offering import Scene
from actions.journeys.settle import settle
from actions.journeys.showing import numbered
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from calendar_adapters.types import Role


def step(turn: Turn, services: Services) -> Outcome:
    """Book what was picked; an attendee's pick is told to the organizer."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or (meeting.open_proposal is None and not meeting.final and not meeting.booked):
        raise MendableError("no_open_offer", state="")
    if meeting.open_proposal is None:
        raise _over(meeting)
    slot = pick(turn, meeting)
    scene = Scene(turn, services, meeting)
    if slot is None and turn.moments():
        return propose.step(turn, services)
    if slot is None:
        offers = "\n".join(numbered(meeting.open_proposal.slots, turn.voice, scene.names()))
        return answer(turn, turn.voice.say("choice_unclear", offers=offers), pending=Pending("offer"))
    if not meeting.may_manage(turn.speaker.address):
        return _accept(scene, slot)
    return settle(Scene(turn, services, _give_way(meeting, slot)), slot)


def pick(turn: Turn, meeting: Meeting) -> Slot | None:
    """The offer that was picked; None when it is not clear which.

    Raises:
        MendableError: ``choice_out_of_range``, ``no_open_offer``.
    """
    proposal = meeting.open_proposal
    slots = proposal.slots if proposal else ()
    if turn.values("choice"):
        number = number_of(turn)
        if number is not None:
            return meeting.offered(number)
    timed = by_time(turn, slots, turn.zone)
    if len(timed) == 1:
        return timed[0]
    number = None if turn.moments() else number_of(turn)
    if number is not None:
        return meeting.offered(number)
    if not turn.moments() and len(slots) == 1:
        return slots[0]
    return None


def _accept(scene: Scene, slot: Slot) -> Outcome:
    """An attendee who does not organize says yes; the organizer is told."""
    turn, meeting = scene.turn, scene.meeting
    accepted = steps.accept(meeting, turn.speaker.address, [slot], turn.now)
    if accepted.agreed(slot):
        return settle(Scene(turn, scene.services, accepted), slot)
    organizer = scene.who([meeting.organizer])
    told = tell_organizer(turn, scene.services, accepted, "answer_told", slot)
    return answer(turn, turn.voice.say("answer_noted", organizer=organizer), replies=told, meeting=accepted)


def _give_way(meeting: Meeting, slot: Slot) -> Meeting:
    """Somebody who cannot come to the picked way out becomes optional."""
    way = slot.reasons[0] if slot.reasons else {}
    if way.get("term") != "way" or way.get("way") != "without":
        return meeting
    out = set(way.get("who", ()))
    people = tuple(replace(p, role=Role.OPTIONAL) if p.address in out else p for p in meeting.attendees)
    return replace(meeting, attendees=people)


def _over(meeting: Meeting) -> MendableError:
    state = meeting.state.value
    keys = {"booked": "already_booked", "cancelled": "meeting_cancelled", "withdrawn": "request_withdrawn"}
    return MendableError(keys.get(state, "offer_expired" if state == "expired" else "no_open_offer"), state=state)
