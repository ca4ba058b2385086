"""What the English rules share: word tables, ends of words, looking at the word before."""
# ruff: noqa: E501 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from re import Match

from ..atoms import Value
from ..lexicon import Built, Lazy, Rule

#: the end of an English word; Hangul may follow (3pm에), a possessive belongs to the word
END = r"(?:'s)?(?![a-z0-9_])"
DIGITS = "0123456789"
_LAST_WORD = re.compile(r"([a-z']+|[^\w\s])\s*\Z")

MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12, "febuary": 2, "feburary": 2, "janurary": 1,
    "septmber": 9, "setpember": 9, "ocotber": 10, "novemeber": 11, "novmber": 11, "decemeber": 12, "decmber": 12,
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
    "mondy": 0, "mondey": 0, "monady": 0, "moday": 0, "tuseday": 1, "teusday": 1, "tusday": 1, "tuesdy": 1, "tueday": 1,
    "tuesady": 1, "wendesday": 2, "wensday": 2, "wednsday": 2, "wedensday": 2, "wednesdy": 2, "wedneday": 2,
    "wednesady": 2, "weddnesday": 2, "wendsday": 2, "wedsday": 2, "thrusday": 3, "thurday": 3, "thursdy": 3,
    "thursady": 3, "thusday": 3, "thirsday": 3, "thursaday": 3, "thurdsay": 3, "firday": 4, "frday": 4, "fridy": 4,
    "frieday": 4, "satuday": 5, "saterday": 5, "saturdy": 5, "satruday": 5, "saturay": 5, "sundy": 6, "sunady": 6,
}  # fmt: skip
#: abbreviations that are also words or names; they need a time beside them
SHAKY_WEEKDAYS = frozenset({"mon", "wed", "sat", "sun", "fri"})
UNITS_OF: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_ORDINAL_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ORDINALS: dict[str, int] = {word: i + 1 for i, word in enumerate(_ORDINAL_ONES)}
ORDINALS |= {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
ORDINALS |= {f"twenty {word}": 20 + i + 1 for i, word in enumerate(_ORDINAL_ONES)} | {"thirty first": 31}


def words(table: Iterable[str]) -> str:
    """An alternation of phrases, the longest first; a blank stands for blanks or a hyphen."""
    ordered = sorted(table, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"[\s-]{1,3}") for w in ordered) + ")"


MONTH = words(MONTHS)
WEEKDAY = words(WEEKDAYS)
ORDINAL = words(ORDINALS)
SMALL = words(UNITS_OF)
TENS = r"(?:twenty|thirty|forty|fifty)[\s-](?:one|two|three|four|five|six|seven|eight|nine)"
#: a spelled whole number below 100
SPELLED = rf"(?:{TENS}|{SMALL})"
YEAR = r"(?:1[789]|2[01])\d\d(?!\d|:\d\d(?!:\d)|\.\d|-\d)"


def squeeze(text: str) -> str:
    """Blanks and hyphens as one blank each."""
    return " ".join(text.replace("-", " ").split())


def spelled(text: str) -> int:
    """The value of `SPELLED` or of digits."""
    if text.isdigit():
        return int(text)
    return sum(UNITS_OF[word] for word in squeeze(text).split())


def ordinal(text: str) -> int:
    """The value of "5", "5th", "fifth", "twenty-first"."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS[squeeze(text)]


def word_before(match: Match[str]) -> str:
    """The word or sign before a match, "" at the text's start."""
    found = _LAST_WORD.search(match.string, max(0, match.start() - 24), match.start())
    return found[1] if found else ""


def alone(match: Match[str]) -> bool:
    """Whether the match is all that the text says."""
    text = match.string
    return not text[: match.start()].strip(" \n\r.,!?'\"()-") and not text[match.end() :].strip(" \n\r.,!?'\"()-")


def rule(first: str, pattern: str, build: Callable[[Match[str]], Built]) -> Rule:
    """A `Rule` from the source of its pattern."""
    return Rule(first, Lazy(pattern), build)


def phrases(table: Mapping[str, Value], end: str = END) -> list[Rule]:
    """One rule a first letter for words that each have one fixed meaning."""
    by_first: dict[str, dict[str, Value]] = {}
    for phrase, value in table.items():
        by_first.setdefault(phrase[0], {})[squeeze(phrase)] = value
    return [Rule(first, _phrase_pattern(entries, end), _lookup(entries)) for first, entries in by_first.items()]


def _phrase_pattern(entries: Mapping[str, Value], end: str) -> Lazy:
    return Lazy(f"({words(entries)}){end}")


def _lookup(entries: Mapping[str, Value]) -> Callable[[Match[str]], Value]:
    return lambda match: entries[squeeze(match[1])]
