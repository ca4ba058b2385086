"""Repetitions that are only part of a name: "quarterly planning on Thursday", "move our weekly sync"."""

from __future__ import annotations

import re

from .runs import sentence_between
from .said import Said
from .series import pinned, weekday_only

_ADJECTIVE = re.compile(
    r"(?:daily|weekly|bi-?\s?weekly|fortnightly|monthly|bi-?\s?monthly|quarterly|yearly|hourly|분기별|월별|일별|격주)\Z"
)
#: the noun behind it; a time or a small word is none
_NOUN = re.compile(
    r"\s+(?!at\b|on\b|from\b|for\b|in\b|by\b|until\b|till\b|starting\b|beginning\b|and\b|or\b|with\b|is\b|was\b|would\b|works\b|please\b|if\b"
    r"|basis\b|to\b|after\b|before\b|between\b|except\b|recurring\b|repeat|except\b)(?:\d{1,2}:\d\b|[a-z가-힣])"
)
_DEFINITE = re.compile(
    r"(?:\b(?:the|our|my|your|this|that|their|his|her|its|next|last|today's|tomorrow's|team's)|[a-z]'s)\s+(?:[a-z]+\s+)?\Z"
)
_MAKING = re.compile(r"\b(?:an?|new|another|set\s+up|create|start|schedule|make|recurring|repeat)\s+(?:[a-z]+\s+)?\Z")
_OF_MONTHS = ("MONTHLY", "YEARLY")


def without_names(text: str, saids: list[Said]) -> list[Said]:
    """The expressions of a text without repetitions that only name a meeting which is spoken of as one."""
    return [s for i, s in enumerate(saids) if not (_bare(text, s) and _names(text, saids, i))]


def _bare(text: str, said: Said) -> bool:
    """Whether it is "weekly", "monthly" and nothing else, with a noun behind it."""
    rule = said.rule
    if rule is None or rule.days or rule.spans or rule.recur.byday or rule.time or rule.begin or rule.until:
        return False
    word = text[said.start : said.end]
    return _ADJECTIVE.match(word) is not None and _NOUN.match(text, said.end) is not None


def _names(text: str, saids: list[Said], i: int) -> bool:
    said = saids[i]
    beside = [s for s in saids if s is not said and not _apart(text, s, said)]
    if any(s.rule is not None for s in beside):
        return False  # "our biweekly sync on Tuesdays"
    lead = text[max(0, said.start - 24) : said.start]
    if _DEFINITE.search(lead):
        return True
    if _MAKING.search(lead):
        return False
    return any(_once(s, said) for s in beside)


def _apart(text: str, a: Said, b: Said) -> bool:
    low, high = (a.end, b.start) if a.start < b.start else (b.end, a.start)
    return sentence_between(text, low, high)


def _once(said: Said, series: Said) -> bool:
    """Whether it names one day: "tomorrow", "Dec 3 at 2"; a bare weekday where weeks are not what comes again."""
    if said.first is None or not said.first.has_date or said.open == "end":
        return False
    assert series.rule is not None
    freq = series.rule.recur.freq
    if said.first.weekday is not None and said.first.which is not None:
        return True  # "this Thursday"
    if weekday_only(said.first):
        return freq in (*_OF_MONTHS, "DAILY")
    dated = said.first.day is not None and said.first.month is not None
    return pinned(said.first) or said.first.shift is not None or (dated and freq != "YEARLY")
