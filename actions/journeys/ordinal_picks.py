"""An ordinal in answer to offers is one of them and no date: "the 3rd" of three, "2nd please"."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from actions.core.times.types import TimeConstraint
from actions.journeys.choices import FILLERS
from actions.journeys.turn import Entity, Turn
from actions.services import Services

_ORDINAL = re.compile(r"(?:the\s+)?(?P<n>[1-5])(?:st|nd|rd|th)(?:\s+one)?", re.I)


def as_pick(turn: Turn, services: Services) -> Turn:
    """The turn with such an ordinal as its choice; the turn itself where more is said, where there are not as many
    offers, or where one of them is on that day of the month."""
    said = turn.moments()
    if turn.question != "offer" or not turn.meeting_id or len(said) != 1 or turn.durations():
        return turn
    found = _ORDINAL.fullmatch(said[0].text.strip())
    if found is None or _more(turn, said[0]):
        return turn
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id)
    slots = meeting.open_proposal.slots if meeting is not None and meeting.open_proposal is not None else ()
    number, zone = int(found["n"]), ZoneInfo(turn.zone)
    if number > len(slots) or any(s.start.astimezone(zone).day == number for s in slots):
        return turn
    entities = tuple(e for e in turn.entities if e.name != "choice")
    start, end = said[0].span
    picked = Entity("choice", str(number), start, end)
    return replace(turn, times=(), entities=(*entities, picked), intent="choose_slot")


def _more(turn: Turn, said: TimeConstraint) -> bool:
    rest = turn.text[: said.span[0]] + " " + turn.text[said.span[1] :]
    return "?" in rest or re.search(r"\w", FILLERS.sub(" ", rest)) is not None
