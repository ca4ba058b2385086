""" "Just that one" where nothing was asked: what was done to one of a series was right, and nothing more is wanted."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.journeys.turn import Turn

_ONE = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|ok(?:ay)?|네|넵|응)\W+)*(?:(?:just|only)\s+(?:for\s+)?(?:this|that|the)\s+(?:one|time|day|week)|"
    r"(?:just|only)\s+(?:today|tomorrow)|이번\s*(?:것|거|주|한\s*번)?만|그\s*날만|그것만|그거만)(?:요|이요|이에요|예요)?\W*"
    r"(?:please|pls|thanks)?\W*$",
    re.I,
)


def agreed(turn: Turn) -> Turn:
    """The turn as a plain yes, where it is such words and no question is open; else the turn itself."""
    if turn.question or (turn.times and not re.search(r"just|only|만", turn.text)) or not _ONE.match(turn.text):
        return turn
    return replace(turn, intent="affirm", entities=(), times=())
