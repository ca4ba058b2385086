"""How often a series is to take place, or until when, where that is said apart from the rule itself."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.times.types import Kind, Polarity
from actions.journeys.turn import Turn

MOST = 500  # instances; more is a slip of the pen
_TIMES = re.compile(
    r"(?<![\d:])(?P<ko>\d{1,3})\s*(?:번|회|차례)(?!째|\s*(?:으로|이|안|은|도|는|을|를|이요|요|이에요|$))(?:만|씩)?|"
    r"(?:총|모두|전부|딱)\s*(?P<all>\d{1,3})\s*(?:번|회|차례)|"
    r"\b(?P<en>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:times|sessions|occurrences|meetings)\b",
    re.I,
)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: number for number, word in enumerate(_NUMBERS, 2)}
_UNTIL = re.compile(r"까지|\buntil\b|\btill?\b|\bthrough\b|\bup to\b", re.I)


def ending(rrule: str, turn: Turn) -> str:
    """``rrule`` with the COUNT or UNTIL that the turn says beside it; as it is when it has one, or none is said."""
    if "COUNT=" in rrule or "UNTIL=" in rrule:
        return rrule
    if found := _TIMES.search(turn.text):
        said = found["ko"] or found["all"] or found["en"]
        count = int(said) if said.isdigit() else _WORDS[said.lower()]
        return f"{rrule};COUNT={count}" if 1 < count <= MOST else rrule
    last = _last(turn)
    return f"{rrule};UNTIL={last:%Y%m%dT%H%M%S}" if last else rrule


def _last(turn: Turn) -> datetime | None:
    """The end of a stretch with an open start ("until the end of March"), on the speaker's wall clock."""
    for said in turn.moments():
        wanted = said.kind is Kind.INTERVAL and said.polarity is Polarity.WANT
        words = said.text + turn.text[said.span[1] : said.span[1] + 3]
        if wanted and said.start is None and said.end is not None and _UNTIL.search(words):
            end = said.end if said.end.tzinfo is None else said.end.astimezone(ZoneInfo(turn.zone))
            return end - timedelta(seconds=1)
    return None
