"""A series whose named time is free now but clashes later: other hours that suit every time first, then that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.core.candidates import Candidate
from actions.core.meeting import Slot
from actions.core.recurrence import AHEAD, instances
from actions.core.times.codec import to_json
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.offering import look, propose_slots, slot_of
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome
from actions.offers import Search


def clashing(scene: Scene, found: Search, named: Candidate, lead: Sequence[str]) -> Outcome:
    """Offer the hours of the same day that suit everybody every time, and last the named one with its clashes."""
    assert scene.meeting.rrule is not None
    zone = ZoneInfo(scene.meeting.timezone)
    ahead = len(instances(scene.meeting.rrule, named.start, zone, AHEAD))
    lines = [*lead, scene.voice.say("series_clashes", count=ahead)]
    grounds = {"term": "exact", "params": {}, "weight": 1.0}
    last = Slot(named.start, named.end, (grounds, *found.notes(named.start)))
    slots = [*_always_free(scene, named.start)[: max(1, scene.services.offers - 1)], last]
    return propose_slots(scene, found, slots, lines)


def _always_free(scene: Scene, named: datetime) -> list[Slot]:
    """Times of the day of ``named`` that everybody can make at every instance looked at."""
    day = named.astimezone(ZoneInfo(scene.meeting.timezone)).date()
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(scene.meeting.timezone))
    whole = TimeConstraint("", (0, 0), Kind.INTERVAL, midnight, midnight + timedelta(days=1))
    wide = replace(scene.meeting, constraints=({**to_json(whole), "by": scene.turn.speaker.address},))
    found = look(scene.services, wide, scene.turn.now, near=named)
    free = [o for o in found.offers if o.start not in found.clashes and o.start != named]
    return [slot_of(o, found) for o in free]
