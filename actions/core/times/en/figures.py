"""Dates in figures: 2026-12-07T15:00, 20261207, 12/7, 7.12.2026, 12/2026."""

from __future__ import annotations

import re
from re import Match

from ..atoms import SILENT, Clock, Mark, Moment, Number, valid_date
from ..lexicon import Built, Rule
from .common import DIGITS, WEEKDAY, alone, rule
from .dates import date_of, year_of


def _iso(m: Match[str]) -> Built:
    year, a, b = int(m[1]), int(m[3]), int(m[4])
    month, day = (a, b) if valid_date(year, a, b) else (b, a)
    if not valid_date(year, month, day):
        return SILENT
    return Moment(year=year, month=month, day=day, **_iso_clock(m))


def _iso_clock(m: Match[str]) -> dict:
    if m[5] is None:
        return {}
    hour, minute, second = int(m[5]), int(m[6]), int(m[7] or 0)
    if hour > 24 or minute > 59 or second > 59:
        return {}
    clock = Clock(hour, minute, second, grain="second" if m[7] else "minute")
    return {"clock": clock} if m[8] is None else {"clock": clock, "zone": _offset(m[8])}


def _offset(text: str) -> int:
    if text == "z":
        return 0
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if text[0] == "-" else minutes


def _compact(m: Match[str]) -> Built:
    """20261207 and 20261207T153000Z."""
    year, month, day = int(m[1]), int(m[2]), int(m[3])
    if not valid_date(year, month, day):
        return None
    if m[4] is None:
        return Moment(year=year, month=month, day=day)
    clock = Clock(int(m[4]), int(m[5]), int(m[6] or 0), grain="second" if m[6] else "minute")
    return Moment(year=year, month=month, day=day, clock=clock, zone=0 if m[7] else None)


def _slashed(m: Match[str]) -> Built:
    """Month first, as in the US, unless that is no date."""
    a, b, year = int(m[1]), int(m[2]), m[3]
    if (a, b) == (24, 7) and not year:
        return SILENT
    if year is not None and len(year) == 2:
        year = f"20{year}"
    full = int(year) if year else None
    for month, day in ((a, b), (b, a)):
        if valid_date(full or 2000, month, day):
            both = a != b and a <= 12 and b <= 12 and not _HANGUL.search(m.string)
            return Moment(year=full, month=month, day=day, either_way=both or None)
    return SILENT


_HANGUL = re.compile("[가-힣]")


def _month_of_year(m: Match[str]) -> Built:
    return Moment(month=int(m[1]), year=int(m[2])) if 1 <= int(m[1]) <= 12 else SILENT


def _dotted(m: Match[str]) -> Built:
    year = m[3]
    full = None if not year else int(year) if len(year) == 4 else 2000 + int(year)
    day, month = int(m[1]), int(m[2])
    return date_of(full, month, day) if month <= 12 or not full else date_of(full, day, month)


def _dotted_range(m: Match[str]) -> Built:
    """2.-9.6. and 02.-09.06.2031."""
    year = year_of(m[4])
    a, b, month = int(m[1]), int(m[2]), int(m[3])
    if not (valid_date(year or 2000, month, a) and valid_date(year or 2000, month, b)):
        return SILENT
    return [
        (Moment(year=year, month=month, day=a), m.start(1), m.end(1) + 1),
        (Mark.TO, m.end(1) + 1, m.start(2)),
        (Moment(year=year, month=month, day=b), m.start(2), m.end()),
    ]


_CLOCK_NEXT = re.compile(r"\.?,?\s+(?:at\s+)?\d{1,2}[:.]\d\d|\.?,?\s+(?:late|early|morning|afternoon|evening|noon)\b")


def _decimal(m: Match[str]) -> Built:
    """13.1 is a date where a time stands beside it or nothing else; 9.30 may be a clock; else it is a number."""
    a, b = int(m[1]), int(m[2])
    dated = valid_date(2000, b, a)
    if dated and (
        alone(m) or _CLOCK_NEXT.match(m.string, m.end()) or re.search(rf"{WEEKDAY},?\s+\Z", m.string[: m.start()])
    ):
        return Moment(month=b, day=a)
    if a <= 24 and b <= 59 and len(m[2]) == 2:
        return Number(a, clocklike=(a, b))
    return SILENT


_ISO_TAIL = r"(?:t(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(z|[+-]\d\d:?\d\d)?(?!\d))?"
_BLANK_TAIL = r"\s(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d{1,9})?\s?(z|[+-]\d\d:?\d\d)(?!\d)"


RULES: tuple[Rule, ...] = (
    rule(DIGITS, rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d){_ISO_TAIL}", _iso),
    rule(DIGITS, rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d){_BLANK_TAIL}", _iso),
    rule(DIGITS, r"((?:19|20)\d\d)(\d\d)(\d\d)(?:t(\d\d):?(\d\d)(?::?(\d\d))?(z)?)?(?!\d)", _compact),
    rule(DIGITS, r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?(?![\d/%])(?:[.:-](?=\d{1,2}:\d\d))?", _slashed),
    rule(DIGITS, r"(\d{1,2})-(\d{1,2})-(\d{4})(?!\d|-\d)", _slashed),
    rule(DIGITS, r"(\d\d)-(\d\d)-(\d\d)(?!\d|-\d)", _slashed),
    rule(DIGITS, r"(\d{1,2})/((?:19|20)\d\d)(?![\d/])", _month_of_year),
    rule(DIGITS, r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)", _dotted),
    rule(DIGITS, r"(\d\d)\.(\d\d)\.(\d\d)(?![\d.])", _dotted),
    rule(DIGITS, r"(\d{1,2})\.\s?(\d{1,2})\.()(?!\d)(?=\s*(?:-|[a-z]|\d{1,2}:|\Z|,))", _dotted),
    rule(DIGITS, r"(\d{1,2})\.\s?-\s?(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)?", _dotted_range),
    rule(DIGITS, r"(\d{1,2})\.(\d{1,2})(?![\d.:,%]|\s?(?:[ap]\.?m\b|h|kg|km|%))", _decimal),
)  # fmt: skip
