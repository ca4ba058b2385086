"""Stretches counted from now, and parts of them: this week, the next two weeks, early May, the last Monday of May, Q3."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

from re import Match

from ..atoms import SILENT, Amount, Mark, Moment
from ..lexicon import Built, Rule
from .common import (
    END,
    MONTH,
    MONTHS,
    ORDINAL,
    SPELLED,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    ordinal,
    rule,
    spelled,
)
from .named import NOW
from .near import DETERMINERS, which

_UNITS = {
    "day": "day", "week": "week", "wk": "week", "weeks": "week", "month": "month", "mo": "month", "mth": "month",
    "quarter": "quarter", "qtr": "quarter", "year": "year", "yr": "year", "hour": "hour", "hr": "hour", "minute": "minute",
    "min": "minute", "decade": "decade",
}  # fmt: skip
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|quarters?|qtrs?|years?|yrs?|hours?|hrs?|minutes?|mins?|decades?)"
_TODAY = Moment(cycle=("day", 0))


def _cycle(m: Match[str]) -> Built:
    nth = which(m[1])
    unit = m[2].rstrip("s") if m[2] not in _UNITS else m[2]
    return Moment(cycle=(_UNITS[unit], nth))


def _which_weekend(m: Match[str]) -> Built:
    return Moment(cycle=("week", which(m[1])), weekend=True)


def _next_few(m: Match[str]) -> Built:
    """ "the next two weeks" runs from now on; "the past 3 days" ends now."""
    n = {"few": 3, "couple": 2, "couple of": 2, "several": 7}.get(m[2]) or spelled(m[2])
    unit = _UNITS[m[3] if m[3] in _UNITS else m[3].rstrip("s")]
    amount = Amount(((unit, n),))
    clocky = unit in ("hour", "minute")
    cut = m.end(2)
    if m[1] in ("last", "past", "previous"):
        near = NOW if clocky else _TODAY
        return [(Moment(shift=amount.times(-1)), m.start(), cut), (Mark.TO, cut, cut), (near, cut, m.end())]
    return [(NOW if clocky else _TODAY, m.start(), cut), (Mark.TO, cut, cut), (amount, cut, m.end())]


def _spread(m: Match[str], first: Moment, amount: Amount) -> Built:
    """ "in the next hour": from now on."""
    return [(first, m.start(), m.start(1)), (Mark.TO, m.start(1), m.start(1)), (amount, m.start(1), m.end())]


def _nth(m: Match[str]) -> Built:
    nth = -1 if m[1] in ("last", "final") else ordinal(m[1])
    word = m[2]
    if nth > 5 and word != "day":
        return None
    if word in WEEKDAYS:
        return Moment(nth=nth, weekday=WEEKDAYS[word])
    if word == "weekend":
        return Moment(nth=nth, weekend=True)
    return Moment(nth=nth, nth_unit="bday" if word.startswith(("bus", "work", "weekday")) else word)


_PARTS = {
    "early": "start", "beginning of": "start", "start of": "start", "mid": "mid", "middle of": "mid", "late": "end",
    "end of": "end", "the beginning of": "start", "the start of": "start", "the middle of": "mid", "the end of": "end",
    "mid-": "mid", "later in": "end", "early in": "start", "late in": "end", "first half of": "start", "latter half of": "end", "second half of": "end",
    "earlier in": "start", "towards the end of": "end", "toward the end of": "end", "the first part of": "start",
    "around the end of": "end", "around the middle of": "mid", "early on": "start", "the latter part of": "end",
}  # fmt: skip
_PART_NEXT = (
    r"(?=\s*(?:the\s+)?(?:this|next|last|coming|following|the\s+week|the\s+month|week|month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec|q[1-4]|20\d\d|january|february|march|april|june|july|august|september|october|november|december)\b|\s*the\s+(?:week|month|year))"
)


def _part(m: Match[str]) -> Built:
    return Moment(part=_PARTS[" ".join(m[1].split())])


def _this_or_next(m: Match[str]) -> Built:
    """ "this week or next", "this or next week"."""
    cut = m.string.index("or", m.start())
    this, following = (Moment(cycle=("week", n)) for n in (0, 1))
    return [(this, m.start(), cut - 1), (Mark.OR, cut, cut + 2), (following, cut + 3, m.end())]


def _quarter(m: Match[str]) -> Built:
    number = ordinal(m[2]) if m[2] else int(m[1])
    return Moment(quarter=number, year=int(m[3]) if m[3] else None) if 1 <= number <= 4 else None


RULES: tuple[Rule, ...] = (
    rule(
        "tfslen1234567890",
        rf"(?:the\s+)?(last|final|\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL})\s+({WEEKDAY}|weekend|weekday|business day|working day|workday|work day|day|week|month)"
        rf"(?=\s+(?:of|in)\s+(?:the\s+)?(?:this|next|last|each|every|month|year|week|quarter|20\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
        rf"|\s+(?:of|in)\s+q[1-4]|\s+(?:monthly|each\s+month|every\s+month))",
        _nth,
    ),
    rule("tcunflp", rf"({DETERMINERS})\s?({_UNIT}){END}", _cycle),
    rule("tcunflp", rf"({DETERMINERS})\s?(?:weekend|wkend|wknd){END}", _which_weekend),
    rule("tnlpcfu", rf"(?:the\s+)?(next|coming|following|upcoming|last|past|previous)\s+(\d{{1,3}}|{SPELLED}|few|couple of|couple|several)\s?({_UNIT}){END}", _next_few),
    rule("ebsmlft", rf"((?:the\s+)?(?:beginning|start|middle|end)\s+of|(?:early|late|later|earlier)\s+in|early|late|mid|first half of|latter half of|second half of){_PART_NEXT}", _part),
    rule("t", rf"this\s+(?:week\s+or\s+next|or\s+next\s+week)(?!\s+(?:week|month|{WEEKDAY})){END}", _this_or_next),
    rule("m", rf"mid[\s-]?({MONTH}){END}", lambda m: Moment(month=MONTHS[m[1]], part="mid")),
    rule(
        "iwo",
        rf"(?:in|within|over)\s+the\s+(?:next|coming|following)\s+({_UNIT}){END}",
        lambda m: _spread(m, NOW, Amount(((_UNITS[m[1] if m[1] in _UNITS else m[1].rstrip("s")], 1),))),
    ),
    rule("m", r"(mid)-(?=[a-z])", lambda m: Moment(part="mid")),
    rule("at", r"(?:around|towards?)\s+(the\s+(?:end|middle|beginning|start)\s+of)(?=\s+[a-z])", _part),
    rule("tw", r"(?:the\s+)?(?:week|wk)\s+(?:of|beginning|commencing|starting|containing)(?:\s+the)?(?=\s+[a-z0-9])", lambda m: Moment(week_of=True)),
    rule("qtf1234s", rf"(?:the\s+)?(?:q([1-4])|(1st|2nd|3rd|4th|first|second|third|fourth)\s+quarter)(?:[\s,/']{{1,2}}(?:of\s+)?({YEAR}))?{END}", _quarter),
    rule(
        "qh",
        rf"(?:q[1-4]|h[12])(?:[\s/']{{1,2}}(?:{YEAR}|\d\d))?\s+(?:planning|plan|reviews?|reports?|results|goals?|budgets?|okrs?|roadmap|targets?|forecasts?|kick-?off|numbers|retro|town\s?hall|all-?hands|closing|revenue|sales){END}",
        lambda m: SILENT,
    ),
    rule("htfs12", rf"(?:the\s+)?(?:h([12])[\s,/']{{1,2}}({YEAR}))?(?:(first|second|1st|2nd)\s+half\s+of\s+({YEAR}))?(?<=\d){END}", lambda m: _halves(m)),
)  # fmt: skip


def _halves(m: Match[str]) -> Built:
    if m[1] and m[2]:
        return Moment(half=int(m[1]), year=int(m[2]))
    return Moment(half=ordinal(m[3]), year=int(m[4])) if m[3] else None
