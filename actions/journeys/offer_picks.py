"""Offers picked in so many words, whatever the intent: the last one with "book it", the earliest, Wednesday's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.core.meeting import Slot
from actions.journeys.choices import FILLERS, number_of
from actions.journeys.turn import Turn

_MOST = r"(?:제일|가장|젤|맨)\s*"
_EARLIEST = re.compile(
    rf"(?:{_MOST})?(?:빠른|이른)(?=\s*(?:거|것|걸|게|시간|때|날|쪽))|{_MOST}(?:빨리|먼저|일찍)|"
    r"\b(?:(?:the\s+)?(?:earliest|soonest)|the\s+(?:earlier|sooner))\b(?:\s+possible)?",
    re.I,
)
_LATEST = re.compile(
    rf"(?:{_MOST})?늦은(?=\s*(?:거|것|걸|게|시간|때|날|쪽))|{_MOST}(?:나중|늦게)|"
    r"\b(?:(?:the\s+)?latest|the\s+later)\b(?:\s+possible)?",
    re.I,
)
_ONE_OF_THEM = re.compile(r"\bones?\b|\b(?:slot|option|offer)\b|(?:거|것|걸|게)(?:로|요|으로|\s|$)", re.I)
_BESIDE = re.compile(
    r"\b(?:book|schedule|lock|in|reserve|move|make|available)\b|(?:옮겨|바꿔|예약)\s*(?:줘요?|주세요|줄래요?)?", re.I
)
_NO_PICKS = frozenset({"explain_suggestion", "query_calendar", "cancel_meeting", "reject_slots", "deny", "help"})


def picks(turn: Turn) -> bool:
    """True when the message only picks one of what is offered: "그럼 마지막 걸로 잡아줘", "the Wednesday one"."""
    if turn.durations() or turn.intent in _NO_PICKS or "?" in turn.text:
        return False
    if turn.moments():
        return bool(_ONE_OF_THEM.search(turn.text)) and _nothing_else(_without_times(turn))
    return number_of(turn) is not None or _by_order(turn.text)


def by_order(turn: Turn, slots: Sequence[Slot]) -> Slot | None:
    """The first or last of ``slots`` in time, where the earliest or the latest is asked for and nothing else."""
    if not slots or turn.moments() or not _by_order(turn.text):
        return None
    ordered = sorted(slots, key=lambda s: s.start)
    return ordered[0] if _EARLIEST.search(turn.text) else ordered[-1]


def _by_order(text: str) -> bool:
    """True for the earliest or the latest, one of them, and nothing that is more than a pick."""
    first, last = _EARLIEST.search(text), _LATEST.search(text)
    found = first or last
    if found is None or (first and last):
        return False
    return _nothing_else(text[: found.start()] + " " + text[found.end() :])


def _nothing_else(rest: str) -> bool:
    return not re.search(r"\w", FILLERS.sub(" ", _BESIDE.sub(" ", rest)))


def _without_times(turn: Turn) -> str:
    text = list(turn.text)
    for said in turn.moments():
        text[slice(*said.span)] = " " * (said.span[1] - said.span[0])
    return "".join(text)
