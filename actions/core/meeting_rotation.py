"""The turns of a series whose hour rotates: single instances at another time (RECURRENCE-ID overrides of one UID)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting, MovedInstance, Slot
from actions.core.meeting_choice import notes
from actions.core.meeting_instances import with_instance
from actions.core.ranking.rotation import at_turn, turn_of
from actions.core.recurrence import AHEAD, ordinal

WRITTEN = 2 * AHEAD  # instances whose turns are written at once


def rotation_noted(slot: Slot) -> tuple[int, ...]:
    """The rotation with which this time was offered; () for one hour kept."""
    found = notes(slot, "rotation")
    return tuple(found[0]["offsets"]) if found else ()


def turn_slot(slot: Slot, zone: ZoneInfo, offsets: tuple[int, ...], number: int) -> Slot:
    """Where the ``number``-th instance of a series, whose own time would be ``slot``, takes its turn."""
    start = at_turn(slot.start, turn_of(offsets, number), zone)
    return Slot(start, start + (slot.end - slot.start))


def with_turns(meeting: Meeting, now: datetime, count: int = WRITTEN) -> Meeting:
    """The series with its next ``count`` instances at their turns; those that differ already stay as they are."""
    from actions.core.meeting_claims import upcoming

    after, zone = meeting, ZoneInfo(meeting.timezone)
    if not meeting.rotation or meeting.booked is None or not meeting.rrule:
        return meeting
    length = meeting.booked.end - meeting.booked.start
    for start, _ in upcoming(meeting, now, count):
        if meeting.differing(start) is not None or start in meeting.rdates or start <= now - timedelta(days=1):
            continue
        own = Slot(start, start + length)
        number = ordinal(meeting.rrule, meeting.booked.start, zone, start)
        slot = turn_slot(own, zone, meeting.rotation, number)
        if slot != own and slot.start > now:
            after = replace(after, moved=with_instance(after, MovedInstance(start, slot, turn=True)))
    return after


def turns_missing(meeting: Meeting, now: datetime) -> bool:
    """True when one of the next instances is not at its turn yet."""
    return with_turns(meeting, now, AHEAD) != meeting


def noted(offsets: tuple[int, ...], turns: list[dict[str, Any]]) -> dict[str, Any]:
    """The reason of a slot that says so; ``turns``: ``{"start", "who": [{"who", "zone"}]}`` each."""
    return {"term": "rotation", "offsets": list(offsets), "turns": turns, "weight": 0.0}
