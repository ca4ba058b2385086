"""Sparse and hand-made features of a message for the intent model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.tokens import Token, tokenize

_CUES = {
    "question_mark": r"\?",
    "clock": r"\d{1,2}\s?(?::\d\d|시|[ap]\.?m\b)|o'?clock|정오|자정|\bnoon\b",
    "day": r"오늘|내일|모레|낼|요일|[월화수목금토일]욜|\btoday\b|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "span": r"이번|다음|담주|지난|저번|어제|\bnext\b|\bthis\b|\blast\b|yesterday|week|month|[주달]\b",
    "length": r"\d+\s?(?:분|시간|min|hour|hr)|한\s?시간|반\s?시간|half an hour",
    "mention": r"<@|<mailto:|@\w",
    "title": r"[가-힣](?:님|씨|팀장|대표|과장|부장|대리)",
    "negation": r"안\s?[돼되]|못|말고|빼고|없|아니|\bnot\b|n't\b|\bno\b|cannot|nope",
    "past": r"[았었였했됐갔왔]|\b(?:was|were|did|had|went)\b",
    "number": r"\d",
    "other_asks": r"라고|래요|한대|said|told|asked",
}
_COMPILED = [re.compile(p) for p in _CUES.values()]


def words(text: str) -> list[str]:
    """Lower-case tokens for word n-grams; numbers become one word, addresses and mentions another."""
    return [_word(t) for t in tokenize(text.lower())]


def cues(text: str) -> list[float]:
    """One number a cue (0 or 1), then the length of the message in tokens on a log scale."""
    low = text.lower()
    found = [1.0 if p.search(low) else 0.0 for p in _COMPILED]
    length = len(low.split())
    return [*found, float(length <= 2), float(3 <= length <= 6), float(length > 15), float(low.count("\n") > 0)]


def matrix(texts: Sequence[str]) -> list[list[float]]:
    """`cues` of many texts."""
    return [cues(t) for t in texts]


def _word(token: Token) -> str:
    if token.pos == "W":
        return "@address"
    return "0" if token.pos == "SN" else token.text
