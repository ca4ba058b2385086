"""Parts of the day in English: this evening, late morning, noon, after lunch, first thing, "this time tomorrow"."""
# ruff: noqa: E501 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import Clock, Mark, Moment, Value
from ..lexicon import Built, Rule
from .common import END, WEEKDAYS, alone, phrases, rule

_PODS: dict[str, Value] = {
    **{f"{lead}{word}": Moment(pod=word) for word in ("morning", "afternoon", "evening") for lead in ("", "the ", "in the ", "during the ")},
    **{f"{lead}late {word}": Moment(pod=f"late_{word}") for word in ("morning", "afternoon", "evening") for lead in ("", "in the ")},
    **{f"{lead}early {word}": Moment(pod=f"early_{word}") for word in ("morning", "afternoon", "evening") for lead in ("", "in the ", "the ")},
    **dict.fromkeys(("mornign", "moring", "mornin", "morinng", "monring", "mroning"), Moment(pod="morning")),
    **dict.fromkeys(("afternon", "aftenoon", "afernoon", "aftrenoon", "afternoo", "afternnon"), Moment(pod="afternoon")),
    **dict.fromkeys(("evning", "evenign", "eveing", "evenin"), Moment(pod="evening")),
    **dict.fromkeys(("mid morning", "mid-morning", "forenoon", "in the forenoon"), Moment(pod="forenoon")),
    **dict.fromkeys(("mid afternoon", "mid-afternoon"), Moment(pod="afternoon")),
    **dict.fromkeys(("arvo",), Moment(pod="afternoon")),
    **dict.fromkeys(("night", "at night", "in the night", "late night", "late at night", "night time", "nighttime"), Moment(pod="night")),
    **dict.fromkeys(
        ("lunchtime", "lunch time", "over lunch", "around lunch", "at lunch", "around lunchtime", "at lunchtime", "during lunch", "the lunch hour", "lunch hour"),
        Moment(pod="lunch"),
    ),
    **dict.fromkeys(("dinner time", "dinnertime", "around dinner"), Moment(pod="dinner")),
    **dict.fromkeys(("after work", "after hours", "after office hours"), Moment(pod="after_work")),
    **dict.fromkeys(("working hours", "business hours", "office hours", "work hours"), Moment(pod="working_hours")),
    **dict.fromkeys(("during the day", "in the daytime", "daytime"), Moment(pod="daytime")),
    **dict.fromkeys(("first thing", "first thing in the morning"), Moment(pod="first_thing")),
    **dict.fromkeys(("at dawn", "before dawn"), Moment(pod="dawn")),
    **dict.fromkeys(("noon", "midday", "mid-day", "mid day", "12 noon", "twelve noon", "high noon", "noontime"), Moment(clock=Clock(12))),
    **dict.fromkeys(("midnight", "12 midnight", "mid-night", "twelve midnight"), Moment(clock=Clock(0))),
    **dict.fromkeys(("noonish", "around noon", "about noon"), Moment(clock=Clock(12))),
}  # fmt: skip
_LATE = {"late": "late", "very late": "very_late", "early": "morning", "very early": "early_morning"}
_DATED = re.compile(r"(?:\d|\d(?:st|nd|rd|th)|today|tomorrow|day|[.,])\s+\Z")


def _lunch(m: Match[str]) -> Built:
    """Lunch is over at one and begins at noon."""
    mark, hour = (Mark.AFTER, 13) if m[1] == "after" else (Mark.BEFORE, 12)
    return [(mark, m.start(), m.end(1)), (Moment(clock=Clock(hour)), m.end(1) + 1, m.end())]


_DAY_BESIDE = re.compile(r",?\s+(?:tomorrow|(?:the\s+)?next\s+(?:week|month)|on\s+the\s+\d)")
_DAY_BEFORE = re.compile(r"(?:tomorrow|next\s+(?:week|month)),?\s+\Z")
_MOVED = re.compile(
    r"\b(?:mov(?:e|ing)|resched|shift|push|postpon|bump|instead|chang(?:e|ing)|as\s+(?:usual|always|last))"
)


def _same_time(m: Match[str]) -> Built:
    """ "this time tomorrow"; "same time" is the old meeting's where one is being moved."""
    beside = _DAY_BESIDE.match(m.string, m.end()) or _DAY_BEFORE.search(m.string, max(0, m.start() - 16), m.start())
    if not beside or (m[1] == "same" and _MOVED.search(m.string, max(0, m.start() - 120), m.end() + 120)):
        return None
    return Moment(clock=Clock(0, grain="minute", same=True))


def _late(m: Match[str]) -> Built:
    """ "late" and "early" are parts of the day only where a date stands before them, or as the whole answer."""
    if alone(m) or _DATED.search(m.string, max(0, m.start() - 12), m.start()):
        return Moment(pod=_LATE[" ".join(m[0].split())])
    return None


_DAY = re.compile(
    rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))}|today|tomorrow|tmrw|tmr|tmw|\d(?:st|nd|rd|th))\s+(?:in\s+the\s+)?\Z"
)


def _half(m: Match[str]) -> Built:
    """ "thu pm", "tomorrow am": half a day, where a day stands before it."""
    return Moment(pod=m[1]) if _DAY.search(m.string, max(0, m.start() - 24), m.start()) else None


RULES: tuple[Rule, ...] = (
    *phrases(_PODS),
    rule("ap", rf"([ap]m){END}(?!\s+i\b)", _half),
    rule("ab", rf"(after|before)\s+lunch(?:\s?time)?{END}", _lunch),
    rule("ast", rf"(?:at\s+)?(?:the\s+)?(same|this)\s+time{END}", _same_time),
    rule("elv", r"(?:very\s+)?(?:late|early)(?![a-z0-9_])", _late),
)  # fmt: skip
