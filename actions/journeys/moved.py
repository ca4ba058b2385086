"""An event that is named and is to be put elsewhere, whatever it was taken for: "납품 협의를 다음 주로 미루려고요"."""

from __future__ import annotations

import re

from actions.journeys import which
from actions.journeys.calendar_items import AHEAD, items
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.turn import Turn
from actions.services import Services
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

_MOVES = re.compile(
    r"(?:로|으로)\s*(?:좀\s*)?(?:미루|미뤄|옮기|옮겨|연기|당기|당겨|바꾸|바꿔|변경|조정)|"
    r"(?:을|를|은|는)\s*(?:좀\s*)?(?:미루|미뤄|옮기|옮겨|연기|당기|당겨)|"
    r"\b(?:move|push|postpone|reschedule|shift)\b.*\b(?:to|until|till|by)\b",
    re.I,
)


def said(turn: Turn) -> bool:
    """True where the text says that something moves to a time ("그럼 목요일 4시로 미뤄줘요")."""
    return bool(turn.times and _MOVES.search(turn.text))


def meant(turn: Turn, services: Services) -> bool:
    """True where the text says that something moves and holds the whole title of one event of the sender's, or a
    part of it ("결산 회의" for 분기 결산 회의)."""
    if not _MOVES.search(turn.text) or not turn.times:
        return False
    try:
        ahead = items(turn, services, Interval(turn.now, turn.now + AHEAD))
    except CalendarError:
        return False  # what is to be moved cannot be read
    text = which.flat(turn.text)
    named = {i.uid for i in ahead if len(which.flat(i.title)) > 2 and which.flat(i.title) in text}
    said = which.flat(title_of(turn) or purpose_words(turn))
    partly = {i.uid for i in ahead if len(said) > 3 and said in which.flat(i.title)}
    return len(named or partly) == 1
