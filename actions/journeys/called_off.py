"""An event that is not to take place, without a word of cancelling: "no stand-up tomorrow", "let's skip the retro"."""

from __future__ import annotations

import re

from actions.core.meeting import STANDING
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
# "17일은 휴가라 그날만 빼주세요", "다음 주는 건너뛸게요": of the series that is talked about
SKIPS = re.compile(
    r"(?:그\s?날|그\s?주|[일주]|번|오늘|내일|모레|글피)(?:에는|에만|에|엔|은|는|만|도)?\s*(?:좀\s*|그냥\s*|한\s?번\s*)*"
    r"(?:빼\s?(?:줘|주|자|고|죠|야)|건너\s?뛰|건너\s?뛸|쉬(?:어|기|자|죠|려|는\s?걸)|쉴게|쉽시다|스킵|패스)"
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
    if _skips(turn, services):
        return True
    if action not in _READ_AS or turn.question or not _NO_EVENT.match(turn.text):
        return False
    try:
        found = which.meant(turn, services)
    except CalendarError:
        return False
    text = which.flat(turn.text)
    tagged = bool(title_of(turn) or purpose_words(turn))
    return bool(found) and (tagged or any(len(t := which.flat(i.title)) > 2 and t in text for i in found))


def _skips(turn: Turn, services: Services) -> bool:
    if turn.question or not turn.moments() or not turn.meeting_id or not SKIPS.search(turn.text):
        return False
    if turn.values("attendee"):
        return False
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id)
    return meeting is not None and meeting.state in STANDING and bool(meeting.rrule)
