"""Topics that the words of a message leave no doubt of, where they were taken for something else."""

from __future__ import annotations

import re

from actions.core.times.types import Kind
from actions.journeys import reminders_kept
from actions.journeys.places import zone_in
from actions.journeys.turn import Turn

_DIGEST = re.compile(
    r"^\W*(?:제|내|그|이)?\s*(?:주간|매주|위클리)?\s*(?:일정\s*)?요약\s*(?:메일)?(?:은|는|을|를)\s.*(?:바꿔|변경|옮겨|보내|받을|그만)|"
    r"\b(?:send|move|change|switch|stop|get)\s+(?:me\s+)?(?:the|my)\s+(?:weekly\s+)?(?:digest|summary)\b",
    re.I,
)
_RECORD = re.compile(
    r"몇\s*(?:번|건|차례)\s*(?:이나\s*|정도\s*)?(?:잡았|잡혔|했|만났|있었|가졌|열렸|봤|진행했)|"
    r"\bhow (?:many|often)\b.*\b(?:did|have)\s+(?:i|we)\b.*\b(?:arrange[d]?|book(?:ed)?|schedule[d]?|set up|settled?|"
    r"had|have|hold|held|meet|met|run)\b",
    re.I,
)
_OFF = re.compile(
    r"\bi(?:['’]m| am|['’]ll be| will be)\s+(?:off|on (?:leave|vacation|holiday|pto)|out of (?:the )?office|ooo)\b",
    re.I,
)
_NOT_GOING = re.compile(r"(?:안|못)\s*(?:가|갑니다)|\bnot (?:going|travel+ing)\b", re.I)
_LASTING = re.compile(r"\b(?:every|each|always|all)\b|\b\w+days\b(?<!days off)", re.I)
_DIGEST_IS = frozenset(
    {"reschedule_meeting", "cancel_meeting", "set_preference", "set_reminder", "out_of_scope", "query_calendar"}
)
_LOOKS = frozenset({"query_calendar", "find_time", "out_of_scope", "schedule_meeting"})


def topic(turn: Turn) -> str:
    """The topic (see `play.TOPICS`) that is said in so many words, or ""."""
    text = turn.text
    if reminders_kept.asked(turn):
        return "reminders"
    if turn.intent in _DIGEST_IS and _DIGEST.search(text):
        return "digest"
    if turn.intent in _LOOKS and _RECORD.search(text):
        return "record"
    if turn.intent not in ("set_preference", "out_of_scope"):
        return ""
    once = bool(turn.moments()) and all(t.kind is not Kind.RECURRENCE for t in turn.moments())
    if once and _OFF.search(text) and not _LASTING.search(text):
        return "away"
    return "away" if _NOT_GOING.search(text) and zone_in(text) else ""
