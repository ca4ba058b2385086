"""What is said back: how an open clock time was read, and why a named time cannot be."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from actions import wishes
from actions.core.availability import Rule
from actions.core.times import read_times
from actions.core.times.codec import from_json
from actions.core.times.types import Kind, TimeConstraint
from actions.core.windows import search_windows
from actions.journeys.scene import Scene
from actions.journeys.turn import Turn
from actions.offers import Search, said_in
from actions.texts.times import format_clock
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

_HALF = re.compile(r"오전|오후|아침|저녁|밤|새벽|낮|정오|자정|[ap]\.?m\b|noon|midnight|morning|afternoon|evening", re.I)
_CLOCK = re.compile(r"\d+\s*시|[가-힣]시(?!간)|\bat \d|^\d{1,2}(?::\d\d)?$|\d:\d\d")
_LATE = re.compile(r"(?:1[3-9]|2[0-3])\s*(?:시|:)")

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FINDS = re.compile(
    r"(?:시간|때|날|언제)\s*(?:을|를|이|좀|있는지)*\s*(?:찾아|알아봐|추천|제안|골라)|가능한\s*(?:시간|때)|빈\s*시간|"
    r"\b(?:find|suggest|propose|look for|recommend)\b|what times?|which times?",
    re.I,
)
_BOOKS = re.compile(r"잡아|잡고|잡자|예약|등록|넣어|\b(?:book|schedule|put|set up|arrange|block)\b", re.I)


def understood(scene: Scene, found: Search) -> list[str]:
    """Clock times that were said without 오전/오후 or am/pm, said back as they were read."""
    lines = []
    for said in scene.turn.moments():
        if said.start is not None and said.start.tzinfo and _half_open(said.text):
            clock = scene.voice.clock(said.start)
            lines.append(scene.voice.say("understood_clock", said=said.text, clock=clock))
        if said.start is not None and (wall := _skipped(said, scene.turn)):
            slot = scene.voice.moment(said.start)
            lines.append(
                scene.voice.say("clock_gap", said=format_clock(wall, "UTC", scene.voice.language), moment=slot)
            )
    return lines if found.windows.exact else []


def _skipped(said: TimeConstraint, turn: Turn) -> datetime | None:
    """The wall-clock time that was said (as UTC), where it does not exist since clocks go forward then; else None."""
    if said.start is None or said.start.tzinfo is None or said.kind is Kind.RECURRENCE:
        return None
    zone = ZoneInfo(turn.zone)
    local = said.start.astimezone(zone)
    if (local - timedelta(hours=3)).utcoffset() == local.utcoffset():  # no change of the clock nearby
        return None
    now = turn.now.astimezone(zone).replace(tzinfo=timezone.utc)
    plain = read_times(said.text, now, timezone.utc)
    wall = next((c.start for c in plain if c.start is not None), None)
    if wall is None or wall.replace(tzinfo=None) == local.replace(tzinfo=None) or wall.date() != local.date():
        return None
    named = wall.replace(tzinfo=zone)
    there = named.astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
    return None if there else wall


def asks_to_find(text: str) -> bool:
    """True for a sentence that asks for free times and not for a booking ("가능한 시간 찾아줘", "find me a time")."""
    return bool(_FINDS.search(text)) and not _BOOKS.search(text)


def series_lines(scene: Scene) -> list[str]:
    """That it repeats, and how, where it does."""
    rule = scene.meeting.rrule
    return [scene.voice.say("series_noted", every=every(rule, scene.voice))] if rule else []


def every(rrule: str, voice: Voice) -> str:
    """How often, by the parts of a recurrence rule (RFC 5545): "매주 월요일", "every 2 weeks on Mondays"."""
    parts = dict(part.split("=", 1) for part in rrule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    freq, count = parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))
    days = [day[-2:] for day in parts.get("BYDAY", "").split(",") if day]
    if set(days) == set(_WEEK[:5]) and count == 1:
        return voice.say("every_workday")
    named = ", ".join(voice.weekday(_WEEK.index(day)) for day in days if day in _WEEK)
    if freq == "WEEKLY" and named:
        return voice.say("every_week" if count == 1 else "every_weeks", days=named, count=count)
    if freq == "MONTHLY" and count > 1:
        return voice.say("every_months", count=count)
    keys = {"DAILY": "every_day", "MONTHLY": "every_month", "YEARLY": "every_year"}
    return voice.say(keys.get(freq, "every_other") if count == 1 else "every_other")


def only_outside_hours(found: Search, start: datetime) -> bool:
    """True when nothing but somebody's working hours speaks against this start; then the sender may insist."""
    return {rule for rule, _ in found.why_not(start)} == {Rule.WORKING_HOURS}


def why_not_lines(scene: Scene, found: Search, start: datetime) -> list[str]:
    """One sentence a rule that refuses this start, without anybody's titles."""
    voice, me = scene.voice, scene.turn.reader
    slot = voice.slot(Interval(start, start + timedelta(minutes=found.minutes)))
    lines = []
    for rule, who in found.why_not(start):
        others = [a for a in who if a != me]
        if rule is Rule.NOTICE:
            lines.append(voice.say("notice_short", slot=slot, minutes=scene.services.notice_minutes))
            continue
        stem = "busy" if rule is Rule.BUSY else "hours"
        if me in who:
            lines.append(voice.say(f"{stem}_you", slot=slot))
        if others:
            lines.append(voice.say(f"{stem}_other", slot=slot, names=scene.who(others)))
    return lines or [voice.say(_unwanted(scene, found, start), slot=slot)]


def _unwanted(scene: Scene, found: Search, start: datetime) -> str:
    """The text for a start that no calendar speaks against: a wish of the sender's, or of somebody else's."""
    if found.windows.clear(start, found.minutes):
        return "busy_you"
    me, now = scene.turn.speaker.address, scene.turn.now
    kept = wishes.of_people(scene.services, [me], now)[me]
    own = [from_json(w.value["time"]) for w in kept if w.kind == wishes.AVOID]
    mine = search_windows([*own, *said_in(scene.meeting)], now=now, timezone=scene.meeting.timezone)
    return "avoided_other" if mine.clear(start, found.minutes) else "avoided_you"


def _half_open(text: str) -> bool:
    """A clock time from which morning or afternoon cannot be told."""
    return bool(_CLOCK.search(text)) and not _HALF.search(text) and not _LATE.search(text)
