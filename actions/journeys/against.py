"""Times that say what is full, beside the one that is left: "this week's packed before Friday. Friday afternoon?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.times.types import Kind, Polarity, Strength, TimeConstraint
from actions.journeys.turn import Turn


def without_what_gives_way(turn: Turn) -> Turn:
    """The turn without what is to be avoided around a time that the same message asks for, and without an end
    ("before Friday") before which no time that it asks for lies."""
    wanted = [t for t in turn.times if _asked(t)]
    kept = tuple(t for t in turn.times if not any(_gives_way(t, w, turn.zone) for w in wanted))
    return turn if len(kept) == len(turn.times) else replace(turn, times=kept)


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
