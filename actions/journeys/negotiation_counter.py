"""An attendee names another time: it is looked into at once, and the attendee and the organizer both see what fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from actions.core import meeting_steps as steps
from actions.core.availability import Rule
from actions.core.meeting import Meeting, Slot
from actions.journeys.negotiation import in_organizers_windows, keeping_up, was_asked
from actions.journeys.negotiation_letters import told
from actions.journeys.offering import look, nearest, offer, propose_slots
from actions.journeys.propose import narrow
from actions.journeys.saying import only_outside_hours, why_not_lines
from actions.journeys.scene import Scene
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.offers import Search
from actions.services import Services


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Offer again within what the attendee and the organizer both want; one named free time is offered alone.

    Somebody who was asked for an answer and names a free time inside the organizer's windows has settled it.
    """
    narrowed = narrow(meeting, turn, services)
    scene = Scene(turn, services, narrowed)
    found = look(services, narrowed, turn.now)
    if found.unreadable and turn.speaker.external:
        return _pass_on(scene, meeting)
    if len(found.exact) == 1:
        return _one(scene, meeting, found)
    if found.windows.exact and not found.exact and not found.windows.unclear and found.problem is not None:
        if only_outside_hours(found, found.windows.exact[0]):
            return _outside_hours(scene, found)
        lead = [] if turn.speaker.external else why_not_lines(scene, found, found.windows.exact[0])
        return _kept_up(scene, nearest(scene, found.windows.exact[0], lead))
    return _kept_up(scene, offer(scene, found))


def _one(scene: Scene, before: Meeting, found: Search) -> Outcome:
    turn, services = scene.turn, scene.services
    only = found.exact[0]
    slot = Slot(only.start, only.end, ({"term": "exact", "params": {}, "weight": 1.0},))
    me = turn.speaker.address
    asked = [p.address for p in before.others if p.needed and was_asked(before, p.address)]
    if asked == [me] and in_organizers_windows(before, slot.interval, turn, services):
        agreed = steps.accept(steps.propose(scene.meeting, [slot], turn.now, to=[me]), me, [slot], turn.now)
        return settle(Scene(turn, services, agreed), slot, by=agreed.organizer)
    made = _kept_up(scene, offer(scene, found))
    if made.meeting is None or made.meeting.open_proposal is None:
        return made
    open_slots = [s for s in made.meeting.open_proposal.slots if s == slot]
    return replace(made, meeting=steps.accept(made.meeting, me, open_slots, turn.now)) if open_slots else made


def _outside_hours(scene: Scene, found: Search) -> Outcome:
    """Only hours speak against the named time: the organizer is asked whether it may be all the same."""
    turn, start, me = scene.turn, found.windows.exact[0], scene.turn.speaker.address
    way = {"term": "way", "way": "outside_hours", "who": outside_of(found, start), "minutes": found.minutes}
    slot = Slot(start, start + timedelta(minutes=found.minutes), (way, *found.notes(start)))
    made = _kept_up(scene, propose_slots(scene, found, [slot], [], header=""))
    assert made.meeting is not None
    passed_on = turn.voice.say("answer_noted", organizer=scene.who([scene.meeting.organizer]))
    first = replace(made.replies[0], text=passed_on, offers=())
    return replace(made, replies=(first, *made.replies[1:]), meeting=steps.accept(made.meeting, me, [slot], turn.now))


def outside_of(found: Search, start: datetime) -> list[str]:
    """Whose hours ``start`` lies outside of."""
    return [a for rule, who in found.why_not(start) if rule is Rule.WORKING_HOURS for a in who]


def _kept_up(scene: Scene, made: Outcome) -> Outcome:
    write = keeping_up(scene.meeting, scene.turn.speaker.address, scene.turn.now)
    return replace(made, writes=(*made.writes, write))


def _pass_on(scene: Scene, before: Meeting) -> Outcome:
    """A calendar cannot be read: whose is not for an outsider to know, so the organizer is told of the answer."""
    turn = scene.turn
    replies = told(turn, scene.services, before, "counter_told")
    noted = turn.voice.say("answer_noted", organizer=scene.who([before.organizer]))
    return answer(turn, noted, replies=replies, meeting=before, pending=Pending("offer"))
