"""An event that is not to take place, without a word of cancelling: "no stand-up tomorrow", "let's skip the retro"."""

from __future__ import annotations

import re

from actions.journeys import which
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.turn import Turn
from actions.services import Services
from calendar_adapters.errors import CalendarError

_NO_EVENT = re.compile(
    r"^\W*(?:(?:hey|hi|hello|ok(?:ay)?|so|please|actually|sorry)\W+)*"
    r"(?:(?:there(?:'s| is| will be|'ll be)|we(?:'ll)? have)\s+)?"
    r"(?:no\s+(?!meetings?\b|one\b|need\b|more\b|idea\b|problem\b|worries\b|time\b)|"
    r"(?:let'?s\s+|we(?:'ll| can| could)?\s+)?skip\s+)"
    r"\w[\w\s&:'-]{2,40}",
    re.I,
)
_READ_AS = frozenset(
    {
        "action_reject",
        "action_schedule",
        "action_out_of_scope",
        "action_query",
        "action_deny",
        "action_preference",
        "action_reschedule",
    }
)


def said(action: str, turn: Turn, services: Services) -> bool:
    """True for such a sentence about an event that stands in the sender's calendar then, while no offers are open."""
    if action not in _READ_AS or turn.question or not _NO_EVENT.match(turn.text):
        return False
    if not (title_of(turn) or purpose_words(turn)):
        return False
    try:
        return bool(which.meant(turn, services))
    except CalendarError:
        return False
