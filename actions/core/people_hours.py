"""Working hours as people write them, and as they are kept: ``{"mon": [["09:00", "18:00"]], …}``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOREAN_DAYS = dict(zip("월화수목금토일", DAYS, strict=True))
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-~–]\s*(\d{1,2})(?::(\d{2}))?(?!\d|:)")


def check_hours(value: Any) -> dict[str, list[list[str]]]:
    """``value`` with times as HH:MM and spans in order; a missing day is free of work.

    Raises:
        ValueError: not such a mapping, a time that is none, a span that ends before it starts, or two that overlap.
    """
    if not isinstance(value, dict) or not set(value) <= set(DAYS):
        raise ValueError(f'working hours are {{"mon": [["09:00", "18:00"]], …}} with the days {", ".join(DAYS)}')
    return {day: _spans(day, value[day]) for day in DAYS if value.get(day)}


def read_hours(text: str) -> dict[str, list[list[str]]]:
    """``mon-fri 09:00-12:00, 13:00-18:00; sat 10:00-13:00``, or ``월-금 09:00-18:00``, as it is kept.

    Raises:
        ValueError: naming the part that cannot be read.
    """
    hours: dict[str, list[list[str]]] = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        days, _, times = part.partition(" ")
        spans = [[f"{int(a):02}:{b or '00'}", f"{int(c):02}:{d or '00'}"] for a, b, c, d in _SPAN.findall(times)]
        if not spans or _SPAN.sub("", times).strip(" ,"):
            raise ValueError(f"{part!r} is not like 'mon-fri 09:00-18:00'")
        for day in _days(days):
            hours.setdefault(day, []).extend(spans)
    return check_hours(hours)


def _days(text: str) -> list[str]:
    """``mon-fri``, ``월-금``, ``mon,wed`` or ``월수금`` as days."""
    word = text.lower()
    for korean, english in _KOREAN_DAYS.items():
        word = re.sub(rf"{korean}(?:요일)?", f"{english},", word)
    found: list[str] = []
    for part in filter(None, re.split(r",(?!-)|,$", word.replace(",-", "-").replace("~", "-"))):
        first, _, last = (p.strip(" ,")[:3] for p in part.partition("-"))
        if first not in DAYS or (last and last not in DAYS):
            raise ValueError(f"{text!r} names no days; write mon-fri, or mon,wed,fri")
        start, end = DAYS.index(first), DAYS.index(last or first)
        found += DAYS[start : end + 1] if start <= end else DAYS[start:] + DAYS[: end + 1]
    return found


def _spans(day: str, value: Any) -> list[list[str]]:
    spans = sorted((_minutes(a), _minutes(b)) for a, b in value)
    if any(start >= end for start, end in spans):
        raise ValueError(f"working hours on {day} end before they start")
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise ValueError(f"working hours on {day} overlap")
    return [[f"{m // 60:02}:{m % 60:02}" for m in span] for span in spans]


def _minutes(text: Any) -> int:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", str(text).strip())
    if not match or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 24 * 60:
        raise ValueError(f"{text!r} is no time of day; write 09:00 (24:00 ends a day)")
    return int(match[1]) * 60 + int(match[2])
