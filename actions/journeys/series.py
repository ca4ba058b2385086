"""A series whose named time is free now but clashes later: other hours that suit every time first, then that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.core.candidates import Candidate
from actions.core.meeting import Meeting, Slot
from actions.core.ranking.fairness import burden
from actions.core.ranking.odd_hours import clocks_of
from actions.core.recurrence import AHEAD, instances
from actions.core.times.codec import to_json
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.offering import look, odd_slots, propose_slots, rotating_slots, slot_of
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome
from actions.offers import Search
from actions.series_check import turns_of_series
from calendar_adapters.types import Interval


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


def taking_turns(scene: Scene, named: datetime, lead: Sequence[str]) -> Outcome | None:
    """The named hour of a series lies outside somebody's day, and no other hour of that day suits all: that one every
    time, or the uncomfortable hour by turns. None where taking turns is no way."""
    if scene.meeting.rrule is None:
        return None
    wide = look(scene.services, _whole_day(scene, named), scene.turn.now, near=named)
    if not wide.odd or wide.turns is None or wide.problem is None:
        return None
    kept = burden(Interval(named, named + timedelta(minutes=wide.minutes)), clocks_of(wide.problem.attendees))
    zone = ZoneInfo(scene.meeting.timezone)
    day = _day(named, zone)
    own = turns_of_series(wide.problem, scene.meeting.rrule, wide.so_far, zone, lambda s: _day(s, zone) == day, named)
    begun = replace(wide, odd=(kept,), turns=own.later if own else wide.turns)
    slots = [*odd_slots(scene, begun), *rotating_slots(scene, begun)]
    lines = [*lead, scene.voice.say("odd_ask_named")]
    return propose_slots(scene, begun, slots, lines, header="")


def _always_free(scene: Scene, named: datetime) -> list[Slot]:
    """Times of the day of ``named`` that everybody can make at every instance looked at."""
    found = look(scene.services, _whole_day(scene, named), scene.turn.now, near=named)
    free = [o for o in found.offers if o.start not in found.clashes and o.start != named]
    return [slot_of(o, found) for o in free]


def _whole_day(scene: Scene, named: datetime) -> Meeting:
    """The meeting at any hour of the day of ``named``."""
    day = _day(named, ZoneInfo(scene.meeting.timezone))
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(scene.meeting.timezone))
    whole = TimeConstraint("", (0, 0), Kind.INTERVAL, midnight, midnight + timedelta(days=1))
    return replace(scene.meeting, constraints=({**to_json(whole), "by": scene.turn.speaker.address},))


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
