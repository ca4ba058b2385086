"""A request that found nothing to offer is tried again: "다시 찾아줘", "try again", after a calendar was repaired."""

from __future__ import annotations

import re

from actions.core.meeting import Meeting, State
from actions.journeys.turn import Turn

SHORT = 40
AGAIN = re.compile(
    r"(?:다시|한 ?번 ?더)\s*(?:한 ?번\s*)?(?:찾|해\s*(?:봐|보|줘|주)|시도|잡아|확인|알아|골라|추천)|재시도|"
    r"이제\s*(?:됐|될|돼|되)|"
    r"\b(?:try|look|search|check|find|do it|go)\b.*\b(?:again|once more)\b|\bretry\b|\bonce more\b|\bnow\?\W*$",
    re.I,
)

_NOW = re.compile(r"(?:right |just )?now|지금|이제|방금", re.I)  # "it should be fixed now" names no time to look at


def may_be_tried(turn: Turn, meeting: Meeting) -> bool:
    """True for a request of which all is known and that led to no offer, as when a calendar could not be read."""
    waits = meeting.state in (State.DRAFT, State.COLLECTING) and meeting.minutes is not None and bool(meeting.title)
    return waits and not turn.question and meeting.may_manage(turn.speaker.address)


def asked(turn: Turn, meeting: Meeting) -> bool:
    """True when such a request is to be tried again, and nothing else is said."""
    times = [t for t in turn.times if not _NOW.fullmatch(t.text.strip())]
    plain = not times and not turn.values("attendee") and not turn.values("title")
    return plain and len(turn.text.strip()) <= SHORT and bool(AGAIN.search(turn.text)) and may_be_tried(turn, meeting)
