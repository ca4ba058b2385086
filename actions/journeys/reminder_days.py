"""Reminders on the day of an event or the day before it: "회의 전날 오전 9시에", "the evening before"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.choices import day_said
from actions.journeys.turn import Turn

_BEFORE = re.compile(
    r"전날|하루\s*전(?:날)?(?=\s*(?:아침|오전|점심|오후|저녁|밤|\d))|"
    r"\b(?:the\s+)?(?:(?P<part>morning|afternoon|evening|night)|day)\s+before\b",
    re.I,
)
_SAME = re.compile(
    r"(?:당일|그\s*날)(?=\s*(?:아침|오전|점심|오후|저녁|\d))|"
    r"\b(?:the\s+|that\s+)?(?P<part>morning|afternoon)\s+of\b(?!\s+(?:the\s+)?\d)|"
    r"\b(?:on )?the (?:same )?day(?: itself)?(?:,)? at\b",
    re.I,
)
_PARTS = {"morning": 9, "afternoon": 14, "evening": 18, "night": 20, "아침": 9, "오전": 9, "점심": 12, "오후": 14}
_PARTS |= {"저녁": 18, "밤": 20}
_PART = re.compile("|".join(_PARTS), re.I)
USUAL = time(9)


def days_before(text: str) -> int | None:
    """1 where the day before an event is said, 0 where its own day is, else None."""
    if _BEFORE.search(text):
        return 1
    return 0 if _SAME.search(text) else None


def on_that_day(turn: Turn, start: datetime, days: int) -> datetime:
    """The moment that is meant, aware: ``days`` before the day of ``start``, at the clock time or part of the day that
    the turn says, else at nine in the morning, all on the turn's clock."""
    zone = ZoneInfo(turn.zone)
    day = start.astimezone(zone).date() - timedelta(days=days)
    return datetime.combine(day, _clock(turn, zone), zone)


def other_times(times: Sequence[TimeConstraint]) -> list[TimeConstraint]:
    """``times`` that tell which event is meant: the days, not the clock time of the reminder itself."""
    return [t for t in times if day_said(t.text)]


def _clock(turn: Turn, zone: ZoneInfo) -> time:
    said = next((t.start for t in turn.moments() if t.kind is Kind.INSTANT and t.start is not None), None)
    if said is not None:
        return (said.astimezone(zone) if said.tzinfo else said).time()
    part = _PART.search(turn.text)
    return time(_PARTS[part.group(0).lower()]) if part else USUAL
