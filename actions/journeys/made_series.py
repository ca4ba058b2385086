"""A single meeting made a series, of its own UID, day and hour: "make it weekly", "매주 하는 걸로 해 주세요"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from actions.core import meeting_steps as steps
from actions.core.meeting import Slot
from actions.core.recurrence import AHEAD, begins
from actions.core.times.codec import to_json
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.core.windows import search_windows
from actions.journeys.calendar_items import Item
from actions.journeys.offering import look, offer, propose_slots
from actions.journeys.scene import Scene
from actions.journeys.series_ends import ending
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Turn

_EVERY = re.compile(
    r"매주|매일|매월|매달|격주|정기|반복|\b(?:weekly|daily|monthly|bi-?weekly|fortnightly|every|recurring|repeat(?:ing)?)\b",
    re.I,
)

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rule_for(turn: Turn, item: Item) -> str:
    """The recurrence (RFC 5545 RRULE value) that a single event is to get, or ""."""
    if item.recurring or not _EVERY.search(turn.text):
        return ""
    said = [t for t in turn.moments() if t.kind is Kind.RECURRENCE]
    rule = search_windows(said, now=turn.now, timezone=turn.zone).rrule if said else None
    if rule == "FREQ=WEEKLY":  # on the day it stands on
        rule += f";BYDAY={_DAYS[item.start.astimezone(ZoneInfo(turn.zone)).weekday()]}"
    return ending(rule, turn) if rule else ""


def step(scene: Scene, item: Item, rule: str) -> Outcome | None:
    """The series from the meeting's own start on, when everybody is free every time; None where the rule names other
    days than the meeting's. What clashes later is told first."""
    turn, meeting = scene.turn, scene.meeting
    if not begins(rule, item.start, ZoneInfo(meeting.timezone)):
        return None
    slot = Slot(item.start, item.end)
    repeated = steps.change(meeting, turn.speaker.address, turn.now, rrule=rule)
    wanted = ({**to_json(_at(slot)), "by": turn.speaker.address},)
    seeking = replace(steps.reopen(repeated, turn.speaker.address, turn.now), constraints=wanted)
    found = look(scene.services, replace(seeking, minutes=round(slot.minutes)), turn.now, whole=True)
    if found.unreadable or found.problem is None:
        return offer(scene, found)
    clashing: Sequence[object] = found.clashes.get(slot.start, ())
    if clashing or not found.exact:
        only = Slot(slot.start, slot.end, tuple(found.notes(slot.start)))
        lead = [scene.voice.say("series_clashes", count=AHEAD)]
        return propose_slots(replace(scene, meeting=seeking), found, [only], lead, header="")
    return settle(replace(scene, meeting=repeated), slot)


def _at(slot: Slot) -> TimeConstraint:
    return TimeConstraint("", (0, 0), Kind.INSTANT, slot.start, None, Grain.MINUTE)
