"""A change of somebody else's meeting is refused, and the meeting is the one talked about: "그럼 4시로 미뤄줘요" from
its organizer right after means it."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.core.meeting import STANDING
from actions.errors import MendableError
from actions.journeys import shown, which
from actions.journeys.calendar_items import Item
from actions.journeys.facts import title_of
from actions.journeys.mend import mended
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services

KEY = "not_yours_to_change"
_THAT = re.compile(
    r"\b(?:it|that|this)(?: one| meeting| call)?\b|"
    r"그거|그건|그걸|이거|이건|이걸|저거|그\s*(?:회의|미팅|일정|약속)|방금",
    re.I,
)


def anothers(turn: Turn, services: Services) -> None:
    """Nothing of the kind is in the sender's calendar: where the words mean the meeting that others arranged in this
    conversation, it is said who may change it.

    Raises:
        MendableError: ``not_yours_to_change``.
    """
    with services.store.reading() as tx:
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    me = turn.speaker.address
    if talked is None or talked.state not in STANDING or talked.may_manage(me) or talked.participant(me):
        return
    named = title_of(turn)
    if which.flat(named) in which.flat(talked.title) if named else _THAT.search(turn.text):
        raise MendableError(KEY, organizer=talked.organizer)


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
