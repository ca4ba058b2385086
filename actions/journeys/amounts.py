"""Amounts of time that go with a direction: 30분 뒤로, 한 시간 전에, push it back an hour, two days earlier."""

from __future__ import annotations

import re
from datetime import timedelta

_NATIVE: dict[str, float] = {"한": 1, "하나": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "열": 10, "반": 0.5}
_WORDS: dict[str, float] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
}
_WORDS |= {"twenty": 20, "thirty": 30, "half an": 0.5, "a couple of": 2}
_UNITS = {"분": 1, "시간": 60, "일": 1440, "주": 10080, "주일": 10080, "min": 1, "hour": 60, "hr": 60}
_UNITS |= {"day": 1440, "week": 10080}
_AMOUNT = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?|{'|'.join(sorted([*_NATIVE, *_WORDS], key=len, reverse=True))})\s*-?\s*"
    r"(?P<unit>분|시간|주일|일(?!정)|주|min|hour|hr|day|week)(?P<half>\s*반)?",
    re.I,
)
_CLOCK = re.compile(
    r"(?:\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)\s*시(?!간)(?:\s*\d{1,2}\s*분|\s*반)?|"
    r"\d{1,2}\s*월\s*\d{1,2}\s*일|\d{1,2}\s*일(?=\s*(?:오전|오후|아침|점심|저녁|밤|새벽|\d{1,2}\s*시|에|날|부터|이후|[월화수목금토일]요일))"
)
_ALONE = (("하루", 1440), ("이틀", 2880), ("사흘", 4320), ("일주일", 10080))
_EARLIER = re.compile(r"당겨|당기|당길|앞당|앞으로|일찍|earlier|sooner|forward|(?:move|bump) (?:it )?up", re.I)
_LATER = re.compile(r"미[뤄루룰룹]|뒤로|늦[춰추출게]|later|\bback\b|push|postpone|delay|\bbump (?!(?:it )?up)", re.I)
_BEFORE = re.compile(r"전에|전으로|전\b|before|ahead of|prior|beforehand", re.I)


def amount_of(text: str) -> timedelta | None:
    """The amounts said in ``text``, added up ("1시간 30분"), or None."""
    text = _CLOCK.sub(" ", text)  # "3시 30분" is a time of day, "7일 오후" a date
    found = [_minutes(m) for m in _AMOUNT.finditer(text)]
    found += [minutes for word, minutes in _ALONE if word in text and not found]
    return timedelta(minutes=sum(found)) if found else None


def shift_of(text: str) -> timedelta | None:
    """The signed amount by which something is to be moved ("당겨" is negative), or None."""
    later, earlier = _LATER.search(text), _EARLIER.search(text)
    amount = amount_of(text) if later or earlier else None
    return (-amount if earlier and not later else amount) if amount else None


def lead_of(text: str) -> timedelta | None:
    """How long before something ("회의 10분 전에", "15 minutes before the call"), or None."""
    return amount_of(text) if _BEFORE.search(text) else None


def _minutes(found: re.Match[str]) -> float:
    said = found["n"].lower()
    number = float(said) if said[0].isdigit() else float(_NATIVE.get(said) or _WORDS.get(said) or 1)
    unit = _UNITS[found["unit"].lower()]
    return number * unit + (unit / 2 if found["half"] else 0)
