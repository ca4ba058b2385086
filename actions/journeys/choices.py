"""Which of several numbered things a turn picks: by number, by order, by time, by a plain yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import Slot
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.turn import Turn

_NUMBER = re.compile(r"^\W*(?P<n>\d{1,2})(?:\s*(?:번|째|\)|\.|으로|로|요|$)|\W*$)")
_WORDS = {
    1: r"첫\s*(?:번)?째|처음|일\s*번|(?:the\s+)?first|\bone\b|\b1st\b",
    2: r"두\s*번?째|둘째|이\s*번(?!\s*(?:주|달|만|일정))|second|\btwo\b|\b2nd\b",
    3: r"세\s*번?째|셋째|삼\s*번|third|\bthree\b|\b3rd\b",
    4: r"네\s*번?째|넷째|fourth|\b4th\b",
    5: r"다섯\s*번?째|fifth|\b5th\b",
    -1: r"마지막|맨\s*(?:뒤|끝)|\blast\b",
}
_PICKS = {n: re.compile(rf"(?:{words})", re.I) for n, words in _WORDS.items()}
YES = re.compile(
    r"^\W*(?:네|넵|넹|예|응|어|그래|그래요|좋아|좋아요|좋습니다|오케이|ㅇㅇ|ㅇㅋ|맞아|맞아요|"
    r"부탁해|부탁드려요|그렇게 해(?: ?줘| ?주세요)?|"
    r"yes|yeah|yep|yup|ok|okay|sure|please do|go ahead|sounds good|correct|right|do it)(?:\W|$)",
    re.I,
)
NO = re.compile(
    r"^\W*(?:아니|아니요|아뇨|아니오|안 ?돼|안 ?돼요|싫어|됐어|그만|취소 ?안|하지 ?마|놔둬|그냥 ?둬|"
    r"no|nope|nah|don'?t|stop|never ?mind|leave it)(?:\W|$)",
    re.I,
)


def number_of(turn: Turn) -> int | None:
    """The number picked (from 1; -1 is the last), or None."""
    for value in turn.values("choice"):
        try:
            return int(value)
        except ValueError:
            continue
    if found := _NUMBER.match(turn.text):
        return int(found["n"])
    return next((n for n, pattern in _PICKS.items() if pattern.search(turn.text)), None)


def yes(turn: Turn) -> bool:
    """True for an agreement."""
    return turn.intent == "affirm" or (bool(YES.match(turn.text)) and turn.intent != "deny")


def no(turn: Turn) -> bool:
    """True for a refusal."""
    return turn.intent == "deny" or (bool(NO.match(turn.text)) and turn.intent != "affirm")


def by_time(turn: Turn, slots: Sequence[Slot], zone: str) -> list[Slot]:
    """The slots that fit every time the turn names; [] when it names none or none fits."""
    said = [t for t in turn.moments() if t.kind in (Kind.INSTANT, Kind.INTERVAL)]
    if not said:
        return []
    return [slot for slot in slots if all(fits(slot, t, zone) for t in said)]


def fits(slot: Slot, said: TimeConstraint, zone: str) -> bool:
    """True when the slot starts at or within ``said``; a clock time alone fits on every day ("4시에 갈게요")."""
    start = slot.start.astimezone(ZoneInfo(zone))
    if said.kind is Kind.INSTANT and said.start is not None:
        named = _local(said.start, zone)
        same_clock = (named.hour, named.minute) == (start.hour, start.minute)
        same_half = (named.hour % 12, named.minute) == (start.hour % 12, start.minute) and not _half_said(said.text)
        return (same_clock or same_half) and (not day_said(said.text) or named.date() == start.date())
    after = said.start is None or _local(said.start, zone) <= start
    before = said.end is None or start < _local(said.end, zone)
    return after and before


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _half_said(text: str) -> bool:
    return bool(re.search(r"오전|오후|아침|저녁|밤|새벽|낮|[ap]\.?m|\d\d:|noon|정오", text, re.I))


def day_said(text: str) -> bool:
    """True when the words of a time name a day, not only a clock time."""
    return bool(
        re.search(r"[월화수목금토일]요일|[월화수목금토일]욜|\d+\s*일|내일|낼|모레|글피|오늘|어제|다음|이번|담주", text)
        or re.search(
            r"\b(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tmrw|next|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
            text,
            re.I,
        )
        or re.search(r"\d+[/-]\d+", text)
    )
