"""The one event that was shown last: "그거 금요일로 옮겨줘" after a look into the calendar means it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from actions.journeys.calendar_items import Item
from actions.journeys.turn import Outcome, Turn
from calendar_adapters.types import Event

ASKED = "asked"  # in what is kept of an event: somebody else has asked for a change of it
SHOWN = "shown"  # in the conversation's memory, one a sender


def remember(turn: Turn, found: Sequence[Item | Event], also: Sequence[str] = ()) -> dict[str, Any]:
    """For `Outcome.memory`: the event, where exactly one was shown that has a clock time; else that there is none.
    ``also`` are addresses of others in the conversation for whom it is the one talked about, too."""
    start = found[0].start if len(found) == 1 else None
    one = {"uid": found[0].uid, "start": start.isoformat()} if isinstance(start, datetime) else None
    theirs = {**one, ASKED: True} if one else None
    return {SHOWN: {**turn.memory.get(SHOWN, {}), turn.message.sender: one, **dict.fromkeys(also, theirs)}}


def kept(outcome: Outcome) -> Mapping[str, Any]:
    """What the conversation's memory takes over: once a meeting is dealt with, that is the one talked about."""
    return {SHOWN: {}} if outcome.meeting is not None or outcome.about is not None else {}


def one_kept(turn: Turn) -> bool:
    """True where the sender was shown one event last."""
    return bool(turn.memory.get(SHOWN, {}).get(turn.message.sender))


def change_asked(turn: Turn) -> bool:
    """True where somebody else has asked for a change of the sender's event, which only the sender may grant."""
    one = turn.memory.get(SHOWN, {}).get(turn.message.sender)
    return bool(one and one.get(ASKED))


def talked_of(turn: Turn, everything: Sequence[Item]) -> list[Item]:
    """The event that the sender was shown last, where it still stands there."""
    one = turn.memory.get(SHOWN, {}).get(turn.message.sender)
    if not one:
        return []
    start = datetime.fromisoformat(one["start"])
    return [i for i in everything if (i.uid, i.start) == (one["uid"], start)]
