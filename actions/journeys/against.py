"""Times that say what is full, beside the one that is left: "this week's packed before Friday. Friday afternoon?"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.times.types import Kind, Polarity, Strength, TimeConstraint
from actions.journeys.turn import Entity, Turn

_BESIDE_A_MEAL = re.compile(
    r"(?:아침|점심|저녁)\S*\s*(?:먹고|먹은|후|뒤|이후|전|지나|끝나)|\b(?:after|before)\s+(?:breakfast|lunch|dinner)\b",
    re.I,
)


def without_what_gives_way(turn: Turn) -> Turn:
    """The turn without what is to be avoided around a time that the same message asks for, and without an end
    ("before Friday") before which no time that it asks for lies."""
    wanted = [t for t in turn.times if _asked(t)]
    kept = tuple(t for t in turn.times if not any(_gives_way(t, w, turn.zone) for w in wanted))
    return turn if len(kept) == len(turn.times) else replace(turn, times=kept)


def without_meals_told_as_hours(turn: Turn) -> Turn:
    """The turn without a meal as the kind of meeting, where it tells the hour ("점심 먹고", "after lunch")."""
    hours = [t for t in turn.times if _BESIDE_A_MEAL.search(t.text)]
    kept = tuple(e for e in turn.entities if not any(_tells(t, e) for t in hours))
    return turn if len(kept) == len(turn.entities) else replace(turn, entities=kept)


def _tells(hour: TimeConstraint, entity: Entity) -> bool:
    if entity.name not in ("purpose", "title"):
        return False
    known = entity.end > entity.start  # where it stands
    return hour.span[0] <= entity.start and entity.end <= hour.span[1] if known else entity.value in hour.text


def _asked(said: TimeConstraint) -> bool:
    wish = said.polarity is Polarity.WANT and said.strength is Strength.MUST
    bounded = said.kind is Kind.INSTANT or (said.kind is Kind.INTERVAL and said.end is not None)
    return wish and bounded and said.start is not None


def _gives_way(said: TimeConstraint, to: TimeConstraint, zone: str) -> bool:
    if said is to or said.kind is not Kind.INTERVAL or said.end is None or to.start is None:
        return False
    begins, ends = _local(to.start, zone), _local(to.end or to.start, zone)
    if said.polarity is Polarity.WANT:
        earlier = said.span[0] < to.span[0]
        return said.start is None and earlier and _local(said.end, zone) <= begins
    if said.start is None:
        return False
    around = _local(said.start, zone) <= begins and ends <= _local(said.end, zone)
    return around and _length(said) > _length(to)


def _length(said: TimeConstraint) -> float:
    if said.start is None or said.end is None:
        return 0.0
    return (said.end - said.start).total_seconds()


def _local(moment: datetime, zone: str) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
