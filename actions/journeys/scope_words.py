"""The answer to "this one or all?": which of a series is meant, also in the words of somebody who thinks aloud."""

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


def just_that_one(turn: Turn) -> bool:
    """True where a request names one of a series by its time and says that no other is: "다음 주 것만 취소해줘"."""
    said = _JUST.search(turn.text) or SKIPS.search(turn.text)
    return bool(turn.moments() and said and not _ALL.search(turn.text) and not doubtful(turn))


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
