"""A change of somebody else's meeting is refused, and the meeting is the one talked about: "그럼 4시로 미뤄줘요" from
its organizer right after means it."""

from __future__ import annotations

from collections.abc import Callable

from actions.errors import MendableError
from actions.journeys import shown
from actions.journeys.calendar_items import Item
from actions.journeys.mend import mended
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services

KEY = "not_yours_to_change"


def unless_others(turn: Turn, services: Services, item: Item, change: Callable[[], Outcome]) -> Outcome:
    """What ``change`` comes to; where the meeting of ``item`` is not the sender's to change, whose it is."""
    try:
        return change()
    except MendableError as error:
        if error.key != KEY:
            raise
        organizer = str(error.placeholders.get("organizer", ""))
        memory = shown.remember(turn, [item], also=[organizer])
        return answer(turn, mended(error, turn, services), memory=memory, pending=turn.pending)
