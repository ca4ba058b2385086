"""dateparser, where the grammar found nothing in what can only be a date ("[Sept] 04, 2014", "2014 . 10 . 05").

It reads too much when it may (a page number, half a sentence), so it is asked for short texts that hold one year and
a month or day only, for absolute forms alone, with a naive local base and no zone; and it is imported when it is first
asked, as that takes longer than a thousand messages.
"""

from __future__ import annotations

import re
from datetime import datetime

from .resolve import Resolved
from .scope import Scope
from .stretches import DAY

_LONGEST = 48
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?!\d)")
_REST = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}(?!\d)|(?<!\d)\d{1,2}월"
)
_WORD = re.compile(r"[a-z가-힣]{2,}")
_KNOWN = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|st|nd|rd|th|of|the|at|on|am|pm"
)
_CLOCK = re.compile(r"\d:\d\d|\d\s?[ap]m")


def last_resort(text: str, scope: Scope) -> Resolved | None:
    """The one date (or time of a date) that the whole normalised ``text`` is, None when it is none."""
    if len(text) > _LONGEST or len(_YEAR.findall(text)) != 1 or not _REST.search(text):
        return None
    if any(not _KNOWN.match(word) for word in _WORD.findall(text)):
        return None
    found = _ask(text, scope.now)
    if found is None or str(found.year) not in text:
        return None
    if _CLOCK.search(text):
        return Resolved(found.replace(second=0, microsecond=0), None, "minute")
    day = found.replace(hour=0, minute=0, second=0, microsecond=0)
    return Resolved(day, day + DAY, "day")


def _ask(text: str, base: datetime) -> datetime | None:
    import dateparser

    settings = {"RELATIVE_BASE": base, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    try:
        found = dateparser.parse(text, languages=["en", "ko"], settings=settings)
    except Exception:  # a library's crash on odd input is no reading; every kind of error has been seen here
        return None
    return None if found is None else found.replace(tzinfo=None)
