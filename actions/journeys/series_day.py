"""All of a weekly series to another day of the week, under its one UID: "move our Monday weekly to Tuesdays"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys import whole_series
from actions.journeys.calendar_items import Item
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Turn

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TO_DAY = re.compile(
    r"\b(?:to|onto|on)\s+(?:every\s+)?(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|r|ur)?(?:day)?(?P<many>s)?\b|"
    r"(?P<ko>[월화수목금토일])요일(?:마다|\s*\S+시)?\s*(?:로|으로)",
    re.I,
)
_CLOCK = frozenset({Grain.HOUR, Grain.MINUTE, Grain.SECOND})


def target(turn: Turn, item: Item) -> int | None:
    """The day of the week (0 is Monday) that all of the series is to be on from now on; None where it is not said."""
    found = _last(turn.text)
    if found is None or not item.recurring:
        return None
    if not found["many"] and not whole_series.meant(turn, item):
        return None
    day = "월화수목금토일".index(found["ko"]) if found["ko"] else _EN.index(found["en"].lower())
    return None if day == item.start.astimezone(ZoneInfo(turn.zone)).weekday() else day


def move(scene: Scene, item: Item, day: int, said: Sequence[TimeConstraint]) -> Outcome | None:
    """From the next instance on, at its hour or the one named, where that suits everybody; None where the series is not
    weekly on one day."""
    meeting = scene.meeting
    zone = ZoneInfo(meeting.timezone)
    rule = _on(meeting, day)
    if rule is None:
        return None
    here = item.start.astimezone(zone)
    clock = next((t.start.astimezone(zone) for t in said if _by_clock(t) and t.start is not None), here)
    start = here.replace(hour=clock.hour, minute=clock.minute) + timedelta(days=day - here.weekday())
    start += timedelta(days=7) if start <= scene.turn.now else timedelta()
    bare = replace(meeting, exdates=(), rdates=(), moved=(), booked=Slot(item.start, item.end))
    changed = steps.change(bare, scene.turn.speaker.address, scene.turn.now, rrule=rule)
    return whole_series.to(replace(scene, meeting=changed), Slot(start, start + (item.end - item.start)))


def _on(meeting: Meeting, day: int) -> str | None:
    """The series' rule on that day; None where it is not of one day a week."""
    rule = meeting.rrule or ""
    days = re.search(r"BYDAY=([^;]*)", rule)
    if "FREQ=WEEKLY" not in rule or (days and len(days[1].split(",")) > 1):
        return None
    return re.sub(r"BYDAY=[^;]*", f"BYDAY={_CODES[day]}", rule) if days else f"{rule};BYDAY={_CODES[day]}"


def _last(text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(_TO_DAY.finditer(text)))), None)


def _by_clock(said: TimeConstraint) -> bool:
    return said.kind in (Kind.INSTANT, Kind.RECURRENCE) and said.grain in _CLOCK and isinstance(said.start, datetime)
