"""Zones beside English clock times: 3pm PST, 15:00 UTC+1, Seoul time, "all times in CET"."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import Mark, Moment
from ..lexicon import Built, Rule
from ..zones import ABBREVIATIONS, PLACES
from .common import END, rule, words

_CLOCK_BEFORE = re.compile(
    r"(?:\d|\d\s?[ap]\.?m\.?|noon|midnight|clock|[ap]m|hours?|mins?|minutes|시간?|시\s?반|분)\s*\(?\s*\Z"
)
_CLOCK_BEHIND = re.compile(
    r"\s+(?:기준\s)?(?:오전|오후|\d{1,2}:\d\d|\d{1,2}(?::\d\d)?\s?(?:(?:-|~|to)\s?\d{1,2}(?::\d\d)?\s?)?(?:[ap]\.?m\b|시))"
)


#: "all times are in CET"
ALL_TIMES = re.compile(r"\b(?:all\s+)?times?\s+(?:are\s+|given\s+)*(?:in\s+)?\Z|(?:모두|전부|시간은|시각은)\s?\Z")


def _zone(m: Match[str]) -> Built:
    shaky = m[0] == "west" or len(m[0]) < 4
    if shaky and not (
        _CLOCK_BEFORE.search(m.string, max(0, m.start() - 10), m.start())
        or ALL_TIMES.search(m.string, max(0, m.start() - 30), m.start())
        or (m[0] != "wet" and _CLOCK_BEHIND.match(m.string, m.end()))
    ):
        return None
    return Moment(zone=m[0])


def _offset(m: Match[str]) -> Built:
    hours, minutes = int(m[2]), int(m[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    total = hours * 60 + minutes
    return Moment(zone=-total if m[1] == "-" else total)


def _place(m: Match[str]) -> Built:
    return Moment(zone=PLACES[" ".join(m[1].split())])


_PLACE = words(PLACES)
_PLACE_STARTS = "".join(sorted({name[0] for name in PLACES}))


RULES: tuple[Rule, ...] = (
    rule("".join(sorted({name[0] for name in ABBREVIATIONS})), rf"(?:{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})(?![a-z0-9_])", _zone),
    rule("gu", r"(?:gmt|utc)\s?([+-])\s?(\d{1,2})(?::?(\d\d))?(?![\d:])", _offset),
    rule(_PLACE_STARTS, rf"({_PLACE})(?:'s)?\s+(?:(?:standard|daylight|local)\s+)?time(?:zone)?{END}", _place),
    rule("i", rf"in\s+({_PLACE}){END}", lambda m: _place(m) if _CLOCK_BEFORE.search(m.string, max(0, m.start() - 10), m.start()) else None),
    rule("eptmc", rf"(eastern|pacific|mountain|central){END}", lambda m: _place(m) if _CLOCK_BEFORE.search(m.string, max(0, m.start() - 10), m.start()) else None),
    rule("mylo", rf"(?:my|your|our|local)\s+(?:local\s+)?time(?:zone)?{END}", lambda m: Mark.FILLER),
)  # fmt: skip
