"""Which of a series is meant, in the answer to "this one or all?", also of who thinks aloud, or in the request."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from actions.core.meeting import Meeting
from actions.core.meeting_claims import upcoming
from actions.core.times.types import Kind
from actions.journeys.called_off import SKIPS
from actions.journeys.choices import doubtful, fits, number_of
from actions.journeys.turn import Turn

LOOKED_AT = 60  # instances ahead
_ALL = re.compile(r"모두|전부|다(?![가-힣])|전체|앞으로|부터|\ball\b|every|series|both|from (?:the )?\w+ on", re.I)
ONLY = r"(?<!지)만(?:요|이요|이에요|\s*(?:취소|빼|지워)[^.]*)?\W*$"  # "8일만요", "다음 주만 취소"
_ONE = re.compile(rf"이번|이것|이거|[것거꺼]만|한 ?번|하나|그날|{ONLY}|\bonly\b|\bjust\b|\bthis\b", re.I)
_JUST = re.compile(
    r"[것거꺼]만|(?:그\s?날|\d\s?일|[일주]|오늘|내일|모레|번)만\s|"
    r"\b(?:only|just)\s+(?:the\s+|for\s+)?(?:this|next|that|today|tomorrow|\w+day)",
    re.I,
)
_DAY = (
    r"(?:(?:this|next|coming)\s+)?(?:today|tomorrow|tonight|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2})(?:['’]?s)?"
)
_ONLY_DAY = re.compile(
    rf"\b(?:only|just)\s+(?:(?:for|on|the one (?:on|of))\s+)?{_DAY}|{_DAY}(?:\s+(?:one|instance))?\s+only\b|"
    r"\b(?:only|just)\s+(?:this|that|the) (?:one|time|once|instance)\b|\bjust (?:this )?once\b|"
    r"(?:오늘|내일|모레|이번|다음|[월화수목금토일]요일|\d+\s*일)(?:\s*(?:주|회|번))?(?:\s*[월화수목금토일]요일)?"
    r"(?:\s*(?:것|거|꺼|건|회의|미팅|회차|하루))?\s*만(?![가-힣])|한\s*번만|그\s*날만|"
    r"(?:오늘|내일|모레|[월화수목금토일]요일|\d+\s*일)\s*\S{1,12}만\s+(?:좀\s*)?(?:취소|빼|없애|건너)",
    re.I,
)
_FROM_DAY = re.compile(
    rf"\bfrom\s+{_DAY}\s+(?:on(?:wards?)?|forward)\b|\bfrom (?:then|there|that (?:one|week|day)) on\b|"
    r"(?<![시분반])부터(?:는)?\s*(?:쭉|계속|다(?![가-힣])|전부|모두|앞으로|아예|이후)|"
    r"(?<![시분반])부터(?:는)?\s*(?:[가-힣]+\s+){0,2}(?:취소|없애|그만|안\s*(?:해|하|합)|빼)",
    re.I,
)
_ON = re.compile(r"부터|앞으로|이후|\bon\b|onwards?", re.I)
_HESITATES = re.compile(
    r"^\W*(?:(?:아니(?:야|요|에요|오|다)?|아냐|아뇨|아|앗|어|음+|흠+|no+|nope|nah|wait|oh|sorry|actually|hmm+|um+)"
    r"(?![가-힣a-z])[\s,.!~…ㅋㅎㅠㅜ]*|(?:아냐|아니){2}[\s,.!~…ㅋㅎㅠㅜ]*)+(?=\w)",
    re.I,
)
_KEEPS = re.compile(r"놔|냅|그대로|유지|남겨|살려|\bkeep\b|\bleave\b|\bstays?\b", re.I)


def scope_of(turn: Turn) -> bool | None:
    """True for that one alone, False for it and all after it, None when it cannot be told: then nothing is done.

    The words go before a number, for "이번만" sounds like "2번" (이번). "아냐아냐 이번 것만" takes nothing back.
    """
    turn = decided(turn)
    if doubtful(turn) or _KEEPS.search(turn.text):
        return None
    one, rest = _ONE.search(turn.text), _ALL.search(turn.text)
    if one and rest:
        return False if _ON.search(turn.text) else None
    if one or rest:
        return bool(one)
    return {1: True, 2: False}.get(number_of(turn) or 0)


def scope_said(turn: Turn) -> bool | None:
    """The same where the request itself says it by a time: True for "only next Tuesday's", "다음 주 것만 취소해줘",
    False for "from the 22nd on", None where it is to be asked."""
    if not turn.moments():
        return None
    if _FROM_DAY.search(turn.text):
        return False
    alone = (_JUST.search(turn.text) or SKIPS.search(turn.text)) and not _ALL.search(turn.text) and not doubtful(turn)
    return True if alone or _ONLY_DAY.search(turn.text) else None


def decided(turn: Turn) -> Turn:
    """The turn without the words that its speaker begins with while thinking ("아니 음", "no wait")."""
    return replace(turn, message=replace(turn.message, text=_HESITATES.sub("", turn.text)))


def instance_named(turn: Turn, meeting: Meeting, asked: datetime) -> tuple[datetime, datetime] | None:
    """The one of the series in the times that the answer names ("다음 주 것만"), as (its start, its original start).

    ``asked`` is the start of the one that was asked about: it is kept where it lies in those times as well. None where
    no time is named, or none of the series lies in it.
    """
    said = [t for t in turn.moments() if t.kind in (Kind.INSTANT, Kind.INTERVAL)]
    if not said:
        return None
    coming = [(slot, one) for one, slot in upcoming(meeting, turn.now, LOOKED_AT)]
    named = [(slot.start, one) for slot, one in coming if all(fits(slot, t, turn.zone) for t in said)]
    return next((n for n in named if n[0] == asked), named[0] if named else None)
