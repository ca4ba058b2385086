""" "As soon as possible": the first free hours, the earliest first, instead of the best ones of the days ahead."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.core.meeting import Meeting
from actions.journeys.turn import Outcome, Turn

_SOON = re.compile(
    r"(?:최대한|가능한|되도록|가급적|제일|가장|젤)\s*(?:한\s*)?빨리|빠른\s*시일|빠를수록|"
    r"\basap\b|\b(?:as soon as|soonest|earliest|first)\s+(?:possible|available|free|you can|we can)\b|"
    r"\bat (?:the|your) earliest\b|\bsooner the better\b",
    re.I,
)


def wanted(turn: Turn, meeting: Meeting) -> bool:
    """True when this request is in a hurry: said now, or when it was begun in this conversation."""
    return bool(_SOON.search(turn.text)) or turn.memory.get("soon") == meeting.id


def remembered(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome, with the hurry kept for the turns to come."""
    if outcome.meeting is None or not _SOON.search(turn.text):
        return outcome
    return replace(outcome, memory={**outcome.memory, "soon": outcome.meeting.id})
