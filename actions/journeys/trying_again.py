"""A request that found nothing to offer is tried again: "다시 찾아줘", "try again", after a calendar was repaired."""

from __future__ import annotations

import re

from actions.core.meeting import Meeting, State
from actions.journeys.turn import Turn

SHORT = 40
AGAIN = re.compile(
    r"(?:다시|한 ?번 ?더)\s*(?:한 ?번\s*)?(?:찾|해\s*(?:봐|보|줘|주)|시도|잡아|확인|알아|골라|추천)|재시도|"
    r"이제\s*(?:됐|될|돼|되)|"
    r"(?:다시|한\s*번\s*더)\s*(?:한\s*번\s*)?(?:봐|보)|"
    r"\b(?:try|look|search|check|find|do it|go)\b.*\b(?:again|once more)\b|\bretry\b|\bonce more\b|\bnow\?\W*$",
    re.I,
)
# somebody's calendar works again, which is reason enough to look once more
MENDED = re.compile(
    r"(?:캘린더|달력|일정표|연동|연결)\S*\s*(?:을|를|이|가)?\s*(?:다시\s*|이제\s*|방금\s*)*"
    r"(?:연결|연동|고쳤|고쳐|복구|해결|됐|돼요|됩니다|살아|풀렸)|"
    r"\b(?:calendar|connection|sync|it|mine)\b.{0,25}"
    r"\b(?:fixed|back|working|works|reconnected|connected|repaired|up again|sorted)\b|"
    r"\b(?:fixed|reconnected|repaired|re-?synced)\b.{0,20}\bcalendar\b",
    re.I,
)
_NOT_YET = re.compile(r"\bnot\b|n['’]t\b|\bstill\b|아직|안\s*(?:돼|되|됩)|못", re.I)
_NOW = re.compile(r"(?:right |just )?now|지금|이제|방금", re.I)  # "it should be fixed now" names no time to look at


def may_be_tried(turn: Turn, meeting: Meeting) -> bool:
    """True for a request of which all is known and that led to no offer, as when a calendar could not be read."""
    waits = meeting.state in (State.DRAFT, State.COLLECTING) and meeting.minutes is not None and bool(meeting.title)
    here = meeting.may_manage(turn.speaker.address) or meeting.participant(turn.speaker.address) is not None
    return waits and not turn.question and here


def asked(turn: Turn, meeting: Meeting) -> bool:
    """True when such a request is to be tried again, and nothing else is said."""
    times = [t for t in turn.times if not _NOW.fullmatch(t.text.strip())]
    plain = not times and not turn.values("attendee") and not turn.values("title")
    mended = MENDED.search(turn.text) and not _NOT_YET.search(turn.text)
    again = bool(mended or (len(turn.text.strip()) <= SHORT and AGAIN.search(turn.text)))
    return plain and again and may_be_tried(turn, meeting)
