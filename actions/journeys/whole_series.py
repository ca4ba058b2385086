"""A change of all of a series: its hour or its length, under its one UID; its days stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from actions.core.meeting import Slot
from actions.core.meeting_steps import reopen
from actions.core.recurrence import AHEAD, begins
from actions.core.times.codec import to_json
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys.calendar_items import Item
from actions.journeys.offering import look, nearest, offer, propose_slots
from actions.journeys.saying import why_not_lines
from actions.journeys.scene import Scene
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Pending, Turn, answer

_ALL = re.compile(
    r"매주|매번|매일|매달|앞으로|전체|시리즈|모든|전부|모두|계속|\b(?:every|all|each|series|permanently|always)\b|"
    r"\bfrom now on\b|\bgoing forward\b",
    re.I,
)
_ONE = re.compile(
    r"만(?=\s|$)|한 ?번|하루|\b(?:only|just|once)\b|\bthis (?:week|time|one)\b|이번 ?(?:주|것|거|회)|"
    r"다음 ?(?:주|번|것|거)",
    re.I,
)


def meant(turn: Turn, item: Item) -> bool:
    """True where the words mean every instance: "앞으로 3시로", "move every stand-up to 10"."""
    return item.recurring and bool(_ALL.search(turn.text)) and not _ONE.search(turn.text)


def move(scene: Scene, said: Sequence[TimeConstraint], item: Item) -> Outcome:
    """All of it to the named hour, when that suits everybody every time; what clashes later is told first."""
    turn, meeting = scene.turn, scene.meeting
    zone = ZoneInfo(meeting.timezone)
    clock = next((t.start for t in said if t.start is not None and _by_clock(t)), None)
    if clock is None or meeting.rrule is None:
        kept = Pending("new_time", {"start": item.start.isoformat(), "whole": True})
        return answer(turn, scene.voice.say("ask_new_hour", title=scene.what), meeting=meeting, pending=kept)
    here, wall = item.start.astimezone(zone), clock.astimezone(zone)
    start = here.replace(hour=wall.hour, minute=wall.minute, second=0, microsecond=0)
    start += timedelta(days=7) if start <= turn.now else timedelta()
    if not begins(meeting.rrule, start, zone) or _other_day(turn, wall.weekday(), here.weekday()):
        return answer(turn, scene.voice.say("series_days_stay", title=scene.what), about=meeting.id)
    return to(scene, Slot(start, start + (item.end - item.start)))


def to(scene: Scene, slot: Slot) -> Outcome:
    """All of it to begin at ``slot``, one of its days."""
    turn, meeting = scene.turn, scene.meeting
    named = TimeConstraint("", (0, 0), Kind.INSTANT, slot.start, None, Grain.MINUTE)
    wanted = ({**to_json(named), "by": turn.speaker.address},)
    moving = replace(reopen(meeting, turn.speaker.address, turn.now), constraints=wanted, minutes=round(slot.minutes))
    seeking = replace(scene, meeting=moving)
    found = look(scene.services, moving, turn.now, whole=True)
    if found.unreadable or found.problem is None:
        return offer(scene, found)
    if not found.exact:
        return nearest(seeking, slot.start, why_not_lines(seeking, found, slot.start))
    only = Slot(slot.start, slot.end, tuple(found.notes(slot.start)))
    if only.start in found.clashes:
        return propose_slots(seeking, found, [only], [scene.voice.say("series_clashes", count=AHEAD)], header="")
    return settle(scene, only)


def _by_clock(said: TimeConstraint) -> bool:
    return said.kind in (Kind.INSTANT, Kind.RECURRENCE) and said.grain in (Grain.HOUR, Grain.MINUTE, Grain.SECOND)


def _other_day(turn: Turn, wanted: int, stands: int) -> bool:
    """True where another day of the week is named."""
    return wanted != stands and bool(
        re.search(r"[월화수목금토일]요일|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", turn.text, re.I)
    )
