"""Weekdays in English: Friday, next Fri., Mondays, two Mondays ago, the first and third Tuesday."""
# ruff: noqa: E501 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import Amount, Mark, Moment, Recur
from ..lexicon import Built, Rule
from .common import END, SHAKY_WEEKDAYS, SPELLED, WEEKDAY, WEEKDAYS, alone, ordinal, rule, spelled, word_before
from .near import DETERMINERS, which

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NEAR_WEEKDAY = frozenset(
    [
        "on",
        "this",
        "next",
        "last",
        "every",
        "each",
        "by",
        "until",
        "till",
        "til",
        "from",
        "to",
        "through",
        "thru",
        "before",
        "after",
        "and",
        "or",
        "-",
        "/",
        "&",
        ",",
        "(",
        "coming",
        "past",
        "for",
        "since",
        "between",
        "not",
        "except",
        "but",
        "following",
        "of",
        "about",
        "around",
        "either",
    ]
)


def _weekday(m: Match[str]) -> Built:
    name, tail = m[1], m.string[m.end() :]
    sure = m[0].endswith(".") or (m[0].endswith("'s") and name in ("mon", "wed"))  # "wed's better"
    if name in SHAKY_WEEKDAYS and not sure and not _time_beside(m, tail):
        return None
    return Moment(weekday=WEEKDAYS[name])


def _time_beside(m: Match[str], tail: str) -> bool:
    before = word_before(m)
    if before in ("the", "a", "i", "he", "she", "we", "they", "it", "you", "who", "just", "my"):
        return False
    if before in _NEAR_WEEKDAY or alone(m):
        return True
    following = tail.lstrip(" ,.")[:12]
    if following[:1].isdigit() or following[:1] in ("/", "-", "&", "@") or _KOREAN_AFTER.match(tail):
        return True
    return re.match(r"[^\W가-힣]*", "".join(following.split()[:1]))[0] in _AFTER_WEEKDAY  # type: ignore[index]


# in a Korean sentence: "Wed에", "Fri 오후"
_KOREAN_AFTER = re.compile(
    r"(?:에|이나|까지|부터|은|는|도|쯤|밖에|말고|빼고|만)(?![가-힣])|에(?:는|도|만)|\s*(?:오전|오후|아침|점심|저녁|밤|새벽)"
)


_AFTER_WEEKDAY = frozenset(WEEKDAYS) | frozenset(
    [
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "at",
        "from",
        "after",
        "before",
        "by",
        "between",
        "am",
        "pm",
        "and",
        "or",
        "to",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "works",
        "work",
        "is",
        "'s",
        "would",
        "looks",
        "suits",
        "sounds",
        "then",
        "instead",
    ]
)


def _which_weekday(m: Match[str]) -> Built:
    return Moment(weekday=WEEKDAYS[m[2]], which=which(m[1]))


def _plural(m: Match[str]) -> Built:
    return Recur("WEEKLY", byday=(_CODES[WEEKDAYS[m[1]]],))


def _weekdays_away(m: Match[str]) -> Built:
    """ "two Mondays ago", "3 Fridays from now"."""
    n, day = spelled(m[1]), WEEKDAYS[m[2]]
    if m[3] == "ago":
        return Moment(weekday=day, which=-n)
    return Moment(shift=Amount((("week", n - 1),)), base=Moment(weekday=day))


def _after_next(m: Match[str]) -> Built:
    return Moment(weekday=WEEKDAYS[m[1]], which=2)


def _two_nths(m: Match[str]) -> Built:
    """ "first and third Friday"."""
    day = WEEKDAYS[m[3]]
    a, b = (-1 if m[n] == "last" else ordinal(m[n]) for n in (1, 2))
    return [
        (Moment(nth=a, weekday=day), m.start(1), m.end(1)),
        (Mark.AND, m.end(1), m.start(2)),
        (Moment(nth=b, weekday=day), m.start(2), m.end()),
    ]


def _nth_open(m: Match[str]) -> Built:
    """ "the first Monday" without a month is the coming one; "last Monday" is read elsewhere."""
    return Moment(nth=ordinal(m[1]), weekday=WEEKDAYS[m[2]]) if ordinal(m[1]) <= 5 else None


RULES: tuple[Rule, ...] = (
    rule("mtwfs", rf"({WEEKDAY})(?:{END})\.?", _weekday),
    rule("mtwfs", r"(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thurs?|fri|weds)s(?![a-z0-9_'])", _plural),
    rule("tcunflp", rf"({DETERMINERS})\s+({WEEKDAY}){END}\.?", _which_weekday),
    rule("tfs1234567890", rf"(?:the\s+)?(\d(?:st|nd|rd|th)|first|second|third|fourth|fifth)\s+({WEEKDAY}){END}", _nth_open),
    rule(
        "fst1234",
        rf"(?:the\s+)?(\d(?:st|nd|rd|th)|first|second|third|fourth)\s+(?:and|&)\s+(?:the\s+)?(\d(?:st|nd|rd|th)|second|third|fourth|fifth|last)\s+({WEEKDAY})s?{END}",
        _two_nths,
    ),
    rule("0123456789otf", rf"(\d|{SPELLED})\s+({WEEKDAY})s?\s+(ago|from now|later){END}", _weekdays_away),
    rule("tmwfs", rf"(?:the\s+)?({WEEKDAY})\s+after\s+next{END}", _after_next),
)  # fmt: skip
