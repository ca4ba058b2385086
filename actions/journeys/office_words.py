"""People named by what they are, whatever was tagged: "with the head of sales", "CTO님이랑", "our design lead"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.core.people import Found, Person, resolve
from actions.core.people_names import offices, plain
from actions.journeys.naming import Hit

_EN = re.compile(
    r"\b(?:with|and|invite|add|include|meet|for|ask|,)\s+(?:the|our|my)\s+"
    r"(?P<who>(?:head|lead|director|manager|vp)\s+(?:of|for)\s+(?:the\s+)?[a-z]+(?:\s+team)?|"
    r"c[a-z]o\b|(?:[a-z]+\s+){0,2}(?:lead(?:er)?|manager|head|director|president|designer|engineer|developer|counsel)\b)",
    re.I,
)
_KO = re.compile(
    r"(?<![가-힣A-Za-z])(?P<who>(?:[가-힣A-Za-z]{1,10}\s?)?[가-힣A-Za-z]{2,10}?)\s*님?"
    r"(?=(?:이랑|랑|하고|과|와|께|도|이나)(?![가-힣]))"
)


def offices_in(text: str, roster: Sequence[Person], speaker: Person) -> list[Hit]:
    """Whom the offices in ``text`` mean, where that is exactly one person each."""
    hits = []
    for pattern in (_EN, _KO):
        for match in pattern.finditer(text):
            said = match["who"]
            if not next(iter(offices(plain(said))), ""):
                continue
            who = resolve(said, roster, speaker)
            if isinstance(who, Found) and who.person.address != speaker.address:
                hits.append(Hit(said, match.span("who"), (who.person,)))
    return hits
