"""What is said back: how an open clock time was read, and why a named time cannot be."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from actions.core.availability import Rule
from actions.journeys.offering import Scene
from actions.offers import Search
from calendar_adapters.types import Interval

_HALF = re.compile(r"오전|오후|아침|저녁|밤|새벽|낮|정오|자정|[ap]\.?m\b|noon|midnight|morning|afternoon|evening", re.I)
_CLOCK = re.compile(r"\d+\s*시|[가-힣]시(?!간)|\bat \d|^\d{1,2}(?::\d\d)?$|\d:\d\d")
_LATE = re.compile(r"(?:1[3-9]|2[0-3])\s*(?:시|:)")


def understood(scene: Scene, found: Search) -> list[str]:
    """Clock times that were said without 오전/오후 or am/pm, said back as they were read."""
    lines = []
    for said in scene.turn.moments():
        if said.start is not None and said.start.tzinfo and _half_open(said.text):
            clock = scene.voice.clock(said.start)
            lines.append(scene.voice.say("understood_clock", said=said.text, clock=clock))
    return lines if found.windows.exact else []


def only_outside_hours(found: Search, start: datetime) -> bool:
    """True when nothing but somebody's working hours speaks against this start; then the sender may insist."""
    return {rule for rule, _ in found.why_not(start)} == {Rule.WORKING_HOURS}


def why_not_lines(scene: Scene, found: Search, start: datetime) -> list[str]:
    """One sentence a rule that refuses this start, without anybody's titles."""
    voice, me = scene.voice, scene.turn.speaker.address
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
    return lines or [voice.say("busy_you", slot=slot)]


def _half_open(text: str) -> bool:
    """A clock time from which morning or afternoon cannot be told."""
    import re

    says = re.search(
        r"오전|오후|아침|저녁|밤|새벽|낮|정오|자정|[ap]\.?m\b|noon|midnight|morning|afternoon|evening", text, re.I
    )
    clock = re.search(r"\d+\s*시|[가-힣]시(?!간)|\bat \d|^\d{1,2}(?::\d\d)?$|\d:\d\d", text)
    late = re.search(r"(?:1[3-9]|2[0-3])\s*(?:시|:)", text)
    return bool(clock) and not says and not late
