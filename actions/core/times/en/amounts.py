"""Lengths of time: 45 min, an hour and a half, 2.5 hrs, a couple of days, half an hour, a quick 15."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

from re import Match

from ..atoms import Amount, Moment
from ..lexicon import Built, Rule
from .common import DIGITS, END, SPELLED, rule, spelled, word_before

_UNITS: dict[str, str] = {}
for _unit, _names in {
    "second": "s sec secs second seconds",
    "minute": "m min mins minute minutes mintues minuts minuets minutess minues",
    "hour": "h hr hrs hour hours horu hous houre",
    "day": "d day days night nights",
    "week": "w wk wks week weeks",
    "month": "mo mos mon mth mths month months",
    "quarter": "qtr qtrs quarter quarters",
    "year": "y yr yrs year years",
}.items():
    _UNITS |= dict.fromkeys(_names.split(), _unit)
_LONG = "|".join(sorted((n for n in _UNITS if n not in ("m", "mon")), key=len, reverse=True))
_UNIT = rf"(business\s+days?|working\s+days?|work\s*days?|fortnights?|decades?|{_LONG}|mon|m)"
_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "half a": 0.5, "half an": 0.5, "half": 0.5, "a half": 0.5, "a couple of": 2.0, "a couple": 2.0,
    "couple of": 2.0, "couple": 2.0, "a few": 3.0, "few": 3.0, "several": 7.0, "one and a half": 1.5, "a quarter of an": 0.25,
    "quarter of an": 0.25, "three quarters of an": 0.75, "the": 1.0, "a good": 1.0, "a full": 1.0, "another": 1.0, "a whole": 1.0,
    "one full": 1.0, "quarter": 0.25, "a single": 1.0, "a quick": 1.0, "a short": 1.0,
}  # fmt: skip
_WORD = "|".join(sorted((w.replace(" ", r"\s+") for w in _WORDS), key=len, reverse=True))
_NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?"
_NOT_AFTER = r"(?!\s+(?:old|ago's|of\s+experience|in\s+a\s+row|olds)\b|-old)"


_BEFORE_ONE_DAY = ("in", "for", "within", "after", "takes", "lasting", "and")


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", "."))
    return _WORDS.get(" ".join(text.split())) or float(spelled(text))


def _amount(n: float, unit: str) -> Amount:
    unit = " ".join(unit.split())
    if unit.startswith("fortnight"):
        return Amount((("week", 2 * n),))
    if unit.startswith("decade"):
        return Amount((("year", 10 * n),))
    if unit.startswith(("business", "work")):
        return Amount((("bday", n),))
    return Amount(((_UNITS[unit], n),))


def _counted(m: Match[str]) -> Built:
    if len(m[1]) == 4 and m[1].isdigit() and m[2][0] == "h" and int(m[1]) < 2400:
        return None  # 1800 hours is a clock time
    if m[2] == "h" and word_before(m) == "at":
        return None  # "at 14h"
    if m[2] in ("m", "mon", "s", "d", "w", "y") and m[2] != m[0][len(m[1]) :] and m[2] not in ("m", "mon"):
        return None  # "5 d": too little to go by
    if m[2] == "s" and len(m[1]) > 3:
        return None  # the 1990s
    if (m[2] == "mon" and m.string[m.end() : m.end() + 1] == ".") or (m[2] == "second" and m[1] != "1"):
        return None
    return _amount(_number(m[1]), m[2])


def _said(m: Match[str]) -> Built:
    word, unit = " ".join(m[1].split()), m[2]
    if unit in ("m", "s", "d", "w", "y", "h", "mo", "mon"):
        return None
    if unit == "quarter" and m.string.startswith((" of", " pounder", " note"), m.end()):
        return None
    if word == "the" and not m.string[m.end() :].lstrip().startswith(("before", "after")):
        return None
    if word == "a" and unit.startswith(("second", "sec")) and word_before(m) not in ("in", "within", "for"):
        return None
    if word in ("a", "an", "one", "another") and word_before(m) in ("once", "twice", "times", "what", "such", "nice"):
        return None
    if word == "one" and unit in ("day", "night") and word_before(m) not in _BEFORE_ONE_DAY:
        return None
    if word in ("quarter", "half", "a half") and not unit.startswith(("hour", "h", "day")):
        return None
    if word == "quarter" or (word in ("few", "couple") and unit == "day"):
        return _amount(_WORDS[word], unit) if unit.startswith("h") or word != "quarter" else None
    return _amount(_WORDS[word], unit)


def _spelled(m: Match[str]) -> Built:
    if m[1] == "one" and m[2] in ("day", "night") and word_before(m) not in _BEFORE_ONE_DAY:
        return None  # "one day we will"
    return _amount(float(spelled(m[1])), m[2])


def _and_a_half(m: Match[str]) -> Built:
    """ "2 and a half hours", "one and a half days"."""
    n = float(m[1]) if m[1].isdigit() else float(spelled(m[1]))
    return _amount(n + (0.25 if "quarter" in m[2] else 0.5), m[3])


def _unit_and_a_half(m: Match[str]) -> Built:
    """ "an hour and a half", "2 hours and a half"."""
    n = _number(m[1]) if m[1] else 1.0
    return _amount(n + (0.25 if "quarter" in m[3] else 0.5), m[2])


def _fraction(m: Match[str]) -> Built:
    below = int(m[2])
    return _amount(int(m[1]) / below, m[3]) if below in (2, 3, 4) and int(m[1]) < below else None


def _mixed(m: Match[str]) -> Built:
    """1 1/2 hours, 1½ hours (made plain as 11/2)."""
    return _amount(int(m[1]) + int(m[2]) / int(m[3]), m[4]) if int(m[3]) in (2, 3, 4) else None


def _span(m: Match[str]) -> Built:
    """ "30-45 minutes": the longer is kept free."""
    low, high = _number(m[1]), _number(m[2])
    return _amount(high, m[3]) if low < high else None


def _glued_short(m: Match[str]) -> Built:
    """1h30; from 5h30 on it is a clock time."""
    return _glued(m) if int(m[1]) < 5 else None


def _glued(m: Match[str]) -> Built:
    """1h30, 2h30m."""
    return Amount((("hour", float(m[1])), ("minute", float(m[2]))))


def _quick(m: Match[str]) -> Built:
    """ "a quick 15": minutes, as everybody says it."""
    n = spelled(m[1])
    return Amount((("minute", float(n)),)) if 5 <= n <= 90 else None


def _bare_minutes(m: Match[str]) -> Built:
    n = int(m[1])
    return [(Amount((("minute", float(n)),)), m.start(1), m.end(1))] if n % 5 == 0 else None


RULES: tuple[Rule, ...] = (
    rule(DIGITS, rf"({_NUMBER})[\s-]{{0,3}}{_UNIT}(?![a-z_]|'[a-z])(?:-long|\s+long)?{_NOT_AFTER}", _counted),
    rule("ahcfsoqt", rf"({_WORD})[\s-]+(?:quick\s+|good\s+|full\s+|short\s+)?{_UNIT}{END}(?:-long|\s+long)?{_NOT_AFTER}", _said),
    rule("ofstenz", rf"({SPELLED})[\s-]+{_UNIT}{END}(?:-long|\s+long)?{_NOT_AFTER}", _spelled),
    rule(DIGITS + "ofsten", rf"(\d{{1,3}}|{SPELLED})\s+(and\s+a\s+(?:half|quarter))\s+{_UNIT}{END}", _and_a_half),
    rule(DIGITS + "aoftsen", rf"({_NUMBER}|an|a|one|{SPELLED})[\s-]{{1,3}}{_UNIT}\s+(and\s+(?:a\s+)?(?:half|quarter)){END}", _unit_and_a_half),
    rule("h", rf"()(hour)\s+(and\s+(?:a\s+)?(?:half|quarter)){END}", _unit_and_a_half),
    rule(DIGITS, rf"(\d)\s?/\s?(\d)\s?(?:of\s+)?(?:an?\s+)?{_UNIT}{END}", _fraction),
    rule(DIGITS, rf"(\d{{1,2}})\s(?:and\s)?(\d)/(\d)\s?{_UNIT}{END}", _mixed),
    rule(DIGITS, r"(\d{1,2})\s?h\s?(\d{1,2})\s?(?:m|min|mins)(?![a-z0-9_])", _glued),
    rule(DIGITS, r"(\d)\s?h\s?(\d\d)(?![a-z0-9_])", _glued_short),
    rule(DIGITS + "aofsten", rf"({_NUMBER}|an?|{SPELLED})\s?(?:-|~|to|or)\s?({_NUMBER}|{SPELLED})[\s-]{{0,2}}{_UNIT}{END}", _span),
    rule("aqsb", rf"(?:a\s+)?(?:quick|short|brief)\s+(\d{{1,2}}|{SPELLED})(?![\w:.%]|\s+(?:min|hour|sec|day|q|point|item|slide|page|thing))", _quick),
    rule("f", r"for\s+(10|15|20|25|30|45|60|90)(?=\s*(?:\Z|[.,!?]|\s(?:on|at|this|next|with|tomorrow|today)\b))", _bare_minutes),
    rule("h", rf"(?:hour)-?long{END}", lambda m: Amount((("hour", 1.0),))),
)  # fmt: skip
__all__ = ["RULES", "Moment"]
