"""Clock times and parts of the day: 3pm, 15:00, ten past four, noon, half past 3, this evening, PST, Seoul time."""
# ruff: noqa: E501 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import SILENT, Clock, Mark, Moment, Number
from ..lexicon import Built, Rule
from .common import DIGITS, END, SPELLED, rule, spelled, word_before

_AP = r"(a\.?\s?m\.?|p\.?\s?m\.?|[ap])"
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MINUTES = r"(?:o[h']?\s?(?:one|two|three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"


def _meridiem(hour: int, mark: str) -> int | None:
    if not 0 <= hour <= 12:
        return None
    return hour % 12 if mark[0] == "a" else hour % 12 + 12


def _at(hour: int, minute: int, second: int, mark: str, grain: str) -> Built:
    hour24 = _meridiem(hour, mark)
    if hour > 12 and mark[0] == "p" and grain != "hour":  # 15:30 pm
        hour24 = hour
    if hour24 is None or hour24 > 23 or minute > 59 or second > 59:
        return SILENT
    return Moment(clock=Clock(hour24, minute, second, grain=grain))


def _ampm(m: Match[str]) -> Built:
    mark = m[4]
    if len(mark) == 1 and (m[0][-2] == " " or word_before(m) in ("$", "#", "apt", "unit", "room")):
        return None
    grain = "second" if m[3] else "minute" if m[2] else "hour"
    return _at(int(m[1]), int(m[2] or 0), int(m[3] or 0), mark, grain)


def _colon(m: Match[str]) -> Built:
    hour, minute, second = int(m[1]), int(m[2]), int(m[3] or 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute):
        return SILENT
    loose = 1 <= hour <= 12 and not m[1].startswith("0") and m[3] is None
    return Moment(clock=Clock(hour, minute, second, "second" if m[3] else "minute", loose, colon=True))


def _military(m: Match[str]) -> Built:
    return Moment(clock=Clock(int(m[1]), int(m[2]), grain="minute"))


def _oclock(m: Match[str]) -> Built:
    hour = spelled(m[1])
    if hour > 24:
        return SILENT
    if m[2]:
        return _at(hour, 0, 0, m[2], "hour")
    return Moment(clock=Clock(hour, loose=1 <= hour <= 12))


def _spoken(m: Match[str]) -> Built:
    """three thirty pm, eleven am, five p.m."""
    return _at(spelled(m[1]), _minutes(m[2]), 0, m[3], "minute" if m[2] else "hour")


def _spoken_loose(m: Match[str]) -> Built:
    if word_before(m) not in (
        "at",
        "from",
        "to",
        "until",
        "till",
        "by",
        "before",
        "after",
        "around",
        "about",
        "and",
        "between",
        "day",
        "my",
        "our",
        "for",
        "this",
    ):
        return None
    return Moment(clock=Clock(spelled(m[1]), _minutes(m[2]), grain="minute", loose=True))


def _minutes(text: str | None) -> int:
    if not text:
        return 0
    text = re.sub(r"^o[h']?\s?(?=one|two|three|four|five|six|seven|eight|nine)", "", text)
    return spelled(text)


def _past(m: Match[str]) -> Built:
    """half past three, ten to five, quarter after 2 pm."""
    count = {"half": 30, "quarter": 15}.get(m[1].split()[-1]) or spelled(m[1])
    hour = spelled(m[3])
    if hour > 12 or count > 59:
        return None
    sign = 1 if m[2] in ("past", "after") else -1
    if count == 30 and sign < 0:
        return None
    if m[2] == "after" and m[1].isdigit():
        return None
    loose = m[4] is None
    hour24 = hour if loose else _meridiem(hour, m[4])
    if hour24 is None:
        return None
    total = hour24 * 60 + sign * count
    if loose and hour == 1 and sign < 0:
        total += 720
    return Moment(clock=Clock(total // 60 % 24, total % 60, grain="minute", loose=loose))


def _surely_past(m: Match[str]) -> bool:
    """ "ten to five" may be a range; after "at" it is not."""
    sure = "half" in m[1] or "quarter" in m[1] or m[2] == "past" or "min" in m[0]
    return sure or (
        m[1] in ("5", "10", "20", "25", "five", "ten", "twenty") and word_before(m) in ("at", "by", "until")
    )


def _four_digits(m: Match[str]) -> Built:
    hour, minute = int(m[1]), int(m[2])
    return Number(int(m[0]), clocklike=(hour, minute) if hour < 24 and minute < 60 else None)


#: "at 3 locations": a number of things
_PLURAL = re.compile(
    r"\s+(?!\w+days\b|mornings|afternoons|evenings|nights|weekends|works|sounds|suits|hours|perhaps|unless|always|plus|thanks|"
    r"pls|this|guess|across|versus|regards|cheers)[a-z]{3,}s\b"
)


def _number(m: Match[str]) -> Built:
    if not m[2] and _PLURAL.match(m.string, m.end()):
        return SILENT
    return Number(int(m[1]), ordinal=bool(m[2]))


def _ish(m: Match[str]) -> Built:
    hour = spelled(m[1])
    return Moment(clock=Clock(hour, loose=True)) if 1 <= hour <= 12 else None


def _proposed(m: Match[str]) -> Built:
    """ "how about 3?" in a talk about when."""
    hour = int(m[1])
    return [(Moment(clock=Clock(hour, loose=True)), m.start(1), m.end(1))] if 1 <= hour <= 12 else None


_MOVE = re.compile(r"\b(?:move|push|shift|bring|bump|reschedule|slide|pull|postpone|delay)\b[^.!?\n]*\Z")


def _kept_hours(m: Match[str]) -> Built:
    """ "block 2-4", "are you free 2 to 4?": two bare hours after a word for keeping or having time."""
    if not all(1 <= int(m[n]) <= 12 for n in (1, 3)) or m[1] == m[3] or _PLURAL.match(m.string, m.end()):
        return None
    ends = [(Moment(clock=Clock(int(m[n]), loose=True)), m.start(n), m.end(n)) for n in (1, 3)]
    return [ends[0], (Mark.MINUS, m.start(2), m.end(2)), ends[1]]


def _moved_to(m: Match[str]) -> Built:
    """ "move the stand-up to 11, just this once"."""
    if not 1 <= int(m[1]) <= 12 or _MOVE.search(m.string, max(0, m.start() - 80), m.start()) is None:
        return None
    return [(Moment(clock=Clock(int(m[1]), loose=True)), m.start(1), m.end(1))]


def _word_number(m: Match[str]) -> Built:
    value = spelled(m[1])
    if value > 12 or word_before(m) in ("no", "this", "that", "any", "every", "each", "which", "the", "last", "next"):
        return None
    return Number(value)


_TO_WORDS = r"(past|after|to|before|till|of|til)"

RULES: tuple[Rule, ...] = (
    rule(DIGITS, rf"(\d{{1,2}})(?:\s?[:.h]\s?(\d\d))?(?::(\d\d)(?:[.,]\d{{1,9}})?)?\s?{_AP}(?![a-z0-9_])", _ampm),
    rule(DIGITS, r"(\d{1,2})()()\s?(a\s?\.\s?m|p\s?\.\s?m)\b\.?", _ampm),
    rule(DIGITS, r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?![\d:])", _colon),
    rule(DIGITS, r"(\d{1,2})h(\d\d)()(?![a-z0-9_])", _colon),
    rule(DIGITS, r"(\d{1,2})h(?![a-z0-9_])", lambda m: Moment(clock=Clock(int(m[1]))) if word_before(m) == "at" and int(m[1]) < 24 else None),
    rule(DIGITS, r"([01]\d|2[0-3]):?([0-5]\d)\s?(?:hours|hrs|h)(?![a-z0-9_])", _military),
    rule(DIGITS + "ofstne", rf"(\d{{1,2}}|{_HOURS})\s?o\s?'?\s?clock(?:\s?([ap]\.?m\.?))?(?![a-z0-9_])", _oclock),
    rule("ofstne", rf"({_HOURS})(?:[\s-]({_MINUTES}))?\s?(a\s?\.?\s?m|p\s?\.?\s?m)(?![a-z])\.?", _spoken),
    rule("ofstne", rf"({_HOURS})[\s-]({_MINUTES}){END}", _spoken_loose),
    rule(
        DIGITS + "hqatfnes",
        rf"((?:a\s)?(?:half|quarter)|\d{{1,2}}|{SPELLED})(?:\s?(?:minutes?|mins?))?\s+{_TO_WORDS}\s+(\d{{1,2}}(?![\d:/.])|{_HOURS})(?:\s?(am|pm|a\.m\.?|p\.m\.?))?(?:\s+o'?clock)?(?![a-z0-9_])",
        lambda m: _past(m) if _surely_past(m) else None,
    ),
    rule(DIGITS, r"(\d\d)(\d\d)(?![\d.,:/%a-z])", _four_digits),
    rule(DIGITS, r"(\d{1,2})(?=\s+(?:my|your|our|their|his|her|local)\s+time\b)", _proposed),
    rule(DIGITS, r"(\d{1,2})(st|nd|rd|th)?(?![.,:/]\d|[\d%_a-z]|\s?-\s?\d+\.\d)", _number),
    rule(DIGITS + "ofstne", rf"(\d{{1,2}}|{_HOURS})[\s-]?ish{END}", _ish),
    rule("ofstne", rf"({_HOURS})(?![a-z0-9_'-]|\s+(?:of|more|another|thing|day|time|point|hand|people|person|word|sec|moment)\b)", _word_number),
    rule(
        "hwlmcsd",
        r"(?:how\s+about|what\s+about|let's\s+do|make\s+it|let's\s+say|(?:can|could)\s+we\s+do|shall\s+we\s+say|move\s+it\s+to)\s+(\d{1,2})"
        r"(?=\s*(?:[?.!,]|\Z)|\s+(?:instead|on|tomorrow|today|then)\b)",
        _proposed,
    ),
    rule(
        "t",
        r"to\s+(\d{1,2})(?=\s*(?:[?.!,]|\Z)|\s+(?:instead|on|tomorrow|today|then|just|only|please|pls|for|this|if|so|thanks)\b)",
        _moved_to,
    ),
    rule(
        "bhrgpkfoascw",
        r"(?:block|hold|reserve|book|grab|pencil|keep|put|carve|free|open|available|around|schedule|slot|window|calendar)"
        r"(?:\s+(?:off|out|in|me|us|it|that|this|time|for|from|between|a|my|the|focus|block|calendar))*\s+"
        r"(\d{1,2})(\s?[-\u2013]\s?|\s+(?:to|till?|until)\s+)(\d{1,2})(?![\d:/.%a-z-]|\s?[ap]\.?m|\s+(?:people|persons|ppl|guests)\b)",
        _kept_hours,
    ),
)  # fmt: skip
