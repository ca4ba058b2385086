"""What the words around a time say of it: a date spoken of in the past, a dinner, a breakfast."""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import Moment
from .said import Said
from .scope import Scope

_PAST_BEFORE = re.compile(
    r"\b(?:met|spoke|talked|discussed|chatted|sent|wrote|called|emailed|e-mailed|attended|presented|launched|shipped|released"
    r"|happened|agreed|decided|signed|submitted|missed|had|held)\b[^.!?\n]{0,60}\Z"
)
_NOT_PAST = re.compile(r"\b(?:have|has|had|be|been|being|will|would|could|should|might|can|if|wish)\b[^.!?\n]{0,25}\Z")
_PAST_BEHIND = re.compile(
    r"(?:에|의|에는|엔|은|는)?\s?(?:[가-힣0-9a-z]{1,8}\s){0,4}?[가-힣]{0,6}?(?:했|갔|왔|봤|만났|뵀|나눴|보냈|받았|있었|드렸|열렸|진행됐|진행했|끝났|논의한|말씀드린|보낸|만난)"
    r"(?!으면|을까|어야|으려)"
)
_DINNER = re.compile(r"\b(?:dinner|supper|drinks)\b|회식|만찬|저녁\s?(?:식사|약속|먹)|뒤풀이|술자리")
_BREAKFAST = re.compile(r"\b(?:breakfast|sunrise)\b|조찬|아침\s?(?:식사|먹)|조식")


def in_past_talk(text: str, saids: list[Said], scope: Scope) -> list[Said]:
    """ "We met on Nov 12", "11월 12일에 만났던": a date that is told of is the last such day if it is nearer."""
    return [_past(said) if _told(text, said) and _nearer(said, scope) else said for said in saids]


def _nearer(said: Said, scope: Scope) -> bool:
    first = said.first
    assert first is not None
    months = scope.now.month - (first.month or 0)
    passed = (first.month, first.day) < (scope.now.month, scope.now.day)
    return (passed and months <= 6) or (not passed and months < -6)


def meal(text: str) -> str | None:
    """The part of the day in which a bare seven or eight o'clock lies when the talk is of a meal: "am", "pm", None."""
    dinner, breakfast = _DINNER.search(text) is not None, _BREAKFAST.search(text) is not None
    return None if dinner == breakfast else "pm" if dinner else "am"


def _told(text: str, said: Said) -> bool:
    first = said.first
    if first is None or said.last is not None or said.open is not None or said.avoid or first.has_time:
        return False
    if set(first.said()) - {"coming", "weekday"} != {"month", "day"}:
        return False
    before = text[max(0, said.start - 80) : said.start]
    past = _PAST_BEFORE.search(before)
    if past is not None and _NOT_PAST.search(before[: past.start()]) is None:
        return True
    return _PAST_BEHIND.match(text, said.end) is not None


def _past(said: Said) -> Said:
    assert isinstance(said.first, Moment)
    return replace(said, first=replace(said.first, which=-1))
