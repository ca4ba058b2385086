"""Dates written out: Dec 7, 7 December 2026, the fourth of July, June 2018, the 5th."""
# ruff: noqa: E501 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import SILENT, Mark, Moment, valid_date
from ..lexicon import Built, Rule
from .common import DIGITS, END, MONTH, MONTHS, ORDINAL, YEAR, alone, ordinal, rule, word_before

_LETTERS = "jfmasond"
_NOT_CLOCK = r"(?![\d:]|\.\d|\s?[ap]\.?m\b|h\d|\s?o'?\s?clock|%)"
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)?(?![a-z0-9_]){_NOT_CLOCK}"
_YEAR_TAIL = rf"(?:,?\s{{0,3}}(?:of\s+|year\s+)?({YEAR})(?:\s+year\b)?|\s?,?\s'(\d\d)\b)?"
_ORDINALS_TO = r"\s{0,2}(?:-|to|through|thru|until)\s{0,2}"
_PREPOSED = frozenset(
    [
        "in",
        "of",
        "during",
        "for",
        "by",
        "until",
        "till",
        "til",
        "since",
        "this",
        "next",
        "last",
        "every",
        "each",
        "early",
        "late",
        "mid",
        "from",
        "to",
        "through",
        "before",
        "after",
        "around",
        "about",
        "between",
        "coming",
        "and",
        "or",
        "-",
        "&",
        "/",
        "middle",
    ]
)
#: unmistakable as months even without anything beside them
_CLEAR = frozenset(
    ["january", "february", "april", "june", "july", "august", "september", "october", "november", "december"]
)
#: months that are also given names, and what says that a person is meant
_NAMES = frozenset({"april", "june", "august"})
_PERSON = re.compile(
    r"\s+(?:is|was|has|had|said|says|will|can|could|would|wants|and\s+i|told|asked|thinks|showers|fools?|likes|rain|bug)\b"
)
_FLOOR = (
    r"(?!\s+(?:floor|grade|time|option|one|slot|item|place|anniversary|edition|person|candidate|round|chapter|page|try"
    r"|attempt|ave|avenue|street|st|draft|version|century|row|birthday|question|point|step|part|party|half|quarter|thing"
    r"|choice|day of|week of|suggestion|proposal|meeting|call|interview|line|world|amendment|generation|party))"
)


def year_of(text: str | None, short: str | None = None) -> int | None:
    if text:
        return int(text)
    return 2000 + int(short) if short else None


def date_of(year: int | None, month: int, day: int) -> Built:
    if not valid_date(year or 2000, month, day):
        return SILENT
    return Moment(year=year, month=month, day=day)


def _month_day(m: Match[str]) -> Built:
    return date_of(year_of(m[3], m[4]), MONTHS[m[1]], int(m[2]))


def _month_ordinal(m: Match[str]) -> Built:
    return date_of(year_of(m[3], m[4]), MONTHS[m[1]], ordinal(m[2]))


def _day_month(m: Match[str]) -> Built:
    return date_of(year_of(m[3], m[4]), MONTHS[m[2]], ordinal(m[1]))


def _ordinals_month(m: Match[str]) -> Built:
    """Fourth to ninth June 2031."""
    a, b, month, year = ordinal(m[1]), ordinal(m[2]), MONTHS[m[3]], year_of(m[4], m[5])
    if not (valid_date(year or 2000, month, a) and valid_date(year or 2000, month, b)):
        return SILENT
    return [
        (Moment(year=year, month=month, day=a), m.start(1), m.end(1)),
        (Mark.TO, m.end(1), m.start(2)),
        (Moment(year=year, month=month, day=b), m.start(2), m.end()),
    ]


def _month_ordinals(m: Match[str]) -> Built:
    """June fourth - ninth, 2031; March 3 - 12, 2031."""
    month, a, b, year = MONTHS[m[1]], ordinal(m[2]), ordinal(m[3]), year_of(m[4], m[5])
    if not (valid_date(year or 2000, month, a) and valid_date(year or 2000, month, b)):
        return SILENT
    last = Moment(year=year, month=month, day=b)
    if b < a:
        return None
    return [
        (Moment(year=year, month=month, day=a), m.start(), m.end(2)),
        (Mark.TO, m.end(2), m.start(3)),
        (last, m.start(3), m.end()),
    ]


def _month_year(m: Match[str]) -> Built:
    return Moment(month=MONTHS[m[1]], year=year_of(m[2], m[3]))


def _month(m: Match[str]) -> Built:
    name = m[1]
    before = word_before(m)
    if name in _CLEAR and not (name in _NAMES and before not in _PREPOSED and _PERSON.match(m.string, m.end())):
        return Moment(month=MONTHS[name])
    if before in _PREPOSED and not (name == "may" and before in ("or", "and", "this", "last", "-", "/", "for", "to")):
        return Moment(month=MONTHS[name])
    return Moment(month=MONTHS[name]) if alone(m) and name in ("may", "march") else None


def _which_month(m: Match[str]) -> Built:
    which = {"this": 0, "coming": 0, "upcoming": 0, "next": 1, "last": -1, "past": -1, "previous": -1}[m[1]]
    if m[2] == "may" and not re.match(r"\s*(?:\d|$|[.,!?])", m.string[m.end() :]) and which == 0:
        return None
    return Moment(month=MONTHS[m[2]], which=which)


def _numbered(m: Match[str]) -> Built:
    day = ordinal(m[1])
    return Moment(day=day) if 1 <= day <= 31 else None


def _spelled_day(m: Match[str]) -> Built:
    if word_before(m) in ("on", "by", "until", "from", "to", "till", "before", "after", "through", "for"):
        return Moment(day=ordinal(m[1]))
    return None


def _in_year(m: Match[str]) -> Built:
    return Moment(year=int(m[1] or m[2]))


RULES: tuple[Rule, ...] = (
    rule(_LETTERS, rf"({MONTH})\.?,?\s{{0,3}}(?:the\s+)?{_DAY}{_YEAR_TAIL}", _month_day),
    rule(_LETTERS, rf"({MONTH})\.?,?\s+(?:the\s+)?({ORDINAL})(?![a-z]){_YEAR_TAIL}", _month_ordinal),
    rule(
        _LETTERS,
        rf"({MONTH})\.?,?\s+((?:\d{{1,2}})(?:st|nd|rd|th)?|{ORDINAL}){_ORDINALS_TO}(\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})"
        rf"(?![a-z0-9_]){_NOT_CLOCK}(?!/){_YEAR_TAIL}",
        _month_ordinals,
    ),
    rule(
        _LETTERS + DIGITS + "est",
        rf"(\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL}){_ORDINALS_TO}(\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL})\s+(?:of\s+)?({MONTH}){END}{_YEAR_TAIL}",
        _ordinals_month,
    ),
    rule(DIGITS, rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?\s{{0,3}}[-/]?(?:of\s+)?({MONTH})(?![a-z])\.?(?:[-/,\s]{{0,3}}({YEAR})|\s'(\d\d)\b)?(?:\s+year\b)?", _day_month),
    rule("efnst", rf"({ORDINAL})\s+(?:of\s+)?({MONTH})(?![a-z])\.?{_YEAR_TAIL}", _day_month),
    rule(_LETTERS, rf"({MONTH})/(\d{{1,2}})(?![\d/])()()", _month_day),
    rule(_LETTERS, rf"({MONTH})\.?,?\s{{1,3}}(?:of\s+)?(?:({YEAR})|'(\d\d)\b)", _month_year),
    rule(_LETTERS, rf"({MONTH}){END}\.?(?!\s*\d)", _month),
    rule("tcunlp", rf"(this|coming|upcoming|next|last|past|previous)\s+({MONTH}){END}\.?", _which_month),
    rule(DIGITS, rf"((?:19|20)\d\d)[\s/-]({MONTH})[\s/-](\d{{1,2}})(?:st|nd|rd|th)?(?!\d)", lambda m: date_of(int(m[1]), MONTHS[m[2]], int(m[3]))),
    rule(DIGITS, r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d:/-])", lambda m: Moment(year=int(m[1]), month=int(m[2]))),
    rule("t", rf"the\s+(\d{{1,2}})(?:st|nd|rd|th){END}{_FLOOR}", _numbered),
    rule("t", rf"the\s+({ORDINAL}){END}{_FLOOR}(?!\s+[a-z]+day)", _spelled_day),
    rule("iy", rf"in\s+(?:the\s+year\s+)?({YEAR}){END}|year\s+({YEAR}){END}", _in_year),
)  # fmt: skip
