"""When a meeting, or one of a series, takes place now: what a reminder before it goes by."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import STANDING, Meeting
from actions.core.recurrence import instances

UTC = ZoneInfo("UTC")
FURTHEST = 500  # instances of a series that are looked at


def stands_at(meeting: Meeting, instance: datetime | None = None, first: datetime | None = None) -> datetime | None:
    """The start (aware) of the meeting, or of the one of a series whose original start is ``instance``; None where it
    does not take place.

    ``first`` is where the series began when the instance was named: where the whole was moved since, the instance
    went with it by the clock.
    """
    if meeting.booked is None or meeting.state not in STANDING:
        return None
    if instance is None or not meeting.rrule:
        return meeting.booked.start
    named = instance_now(meeting, instance, first)
    moved = {m.recurrence_id.astimezone(UTC): m.slot.start for m in meeting.moved}
    return moved.get(named, named) if named else None


def instance_now(meeting: Meeting, instance: datetime, first: datetime | None = None) -> datetime | None:
    """The original start (UTC) that the instance has now, or None where it is none of the series any more."""
    assert meeting.booked is not None
    assert meeting.rrule is not None
    zone = ZoneInfo(meeting.timezone)
    starts = instances(meeting.rrule, meeting.booked.start, zone, FURTHEST, without=meeting.exdates)
    standing = {*starts, *(d.astimezone(UTC) for d in meeting.rdates)}
    if first is not None and first.astimezone(UTC) != meeting.booked.start.astimezone(UTC):
        walls = (m.astimezone(zone).replace(tzinfo=None) for m in (instance, meeting.booked.start, first))
        was, now, before = walls
        instance = (was + (now - before)).replace(tzinfo=zone)
    at = instance.astimezone(UTC)
    return at if at in standing else None
