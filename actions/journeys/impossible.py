"""Dates, clock times and lengths that were clearly said and cannot be: 2월 30일, Feb 30, 25:00, 0 minutes, -1시간."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"(?P<year>\d{4})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일"),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일"),
    re.compile(rf"\b{_NAMED.replace('(', '(?P<name>', 1)}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:\d])", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAMED.replace('(', '(?P<name>', 1)}\b", re.I),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_CLOCKS = (
    re.compile(r"(?<![\d:.,/-])(?:2[5-9]|[3-9]\d)\s*시(?!간|즌|리즈|험)(?:\s*\d{1,2}\s*분)?"),
    re.compile(
        r"(?<![\d:.,/-])(?:(?:2[5-9]|[3-9]\d):[0-5]\d|24:(?:0[1-9]|[1-5]\d)|(?:[01]?\d|2[0-3]):[6-9]\d)(?![\d:])"
    ),
    re.compile(r"(?<![\d:.,/-])(?:2[4-9]|[3-9]\d)(?::\d\d)?\s*(?:[ap]\.?m\b|o'?clock)", re.I),
    re.compile(r"(?<!\d)\d{1,2}\s*시\s*[6-9]\d\s*분"),
)
_LENGTH = re.compile(
    r"(?P<sign>[-−–]|마이너스\s*|minus\s+|negative\s+)?(?<![\d:.])(?P<n>\d+)\s*-?\s*"
    r"(?P<unit>분|시간|minutes?\b|mins?\b|hours?\b|hrs?\b)",
    re.I,
)
LONGEST = 24 * 60  # minutes; longer is an all-day event or a mistake


def impossible_date(text: str) -> str:
    """The words of the first date or clock time that cannot be ("2월 30일", "25:00"), or ""; 29 February is allowed
    without a year."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if not _exists(found.groupdict()):
                return found.group(0).strip()
    clocks = (clock.search(text) for clock in _CLOCKS)
    return next((said.group(0).strip() for said in clocks if said), "")


def impossible_length(text: str, minutes: Iterable[float] = ()) -> str:
    """The words of a length that no meeting has (zero, negative), or "". ``minutes`` are the lengths understood."""
    for found in _LENGTH.finditer(text):
        if (int(found["n"]) == 0 and not _is_of_clock(text, found)) or _negative(text, found):
            return found.group(0).strip()
    too_long = next((m for m in minutes if m <= 0 or m > LONGEST), None)
    return "" if too_long is None else f"{too_long:g}"


def _exists(said: dict[str, str | None]) -> bool:
    name = said.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(said["month"] or 0)
    day = int(said["day"] or 0)
    year = int(said.get("year") or 2000)  # a leap year
    return 1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]


def _is_of_clock(text: str, found: re.Match[str]) -> bool:
    """3시 0분 is a clock time."""
    return text[: found.start()].rstrip().endswith("시")


def _negative(text: str, found: re.Match[str]) -> bool:
    """A sign that is not the dash of a range ("3-30분", "1–2 hours")."""
    if not found["sign"]:
        return False
    before = text[: found.start()].rstrip()
    return not (before and (before[-1].isdigit() or before[-1] in "시분")) or found["sign"].strip().isalpha()
