"""The calendar object that one attendee is sent: a series with those of it that differ, as that person is to see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.core.meeting import Meeting
from actions.events import one_of
from calendar_adapters import invitation
from calendar_adapters.types import Event


def object_for(address: str, event: Event, method: str, meeting: Meeting | None, now: datetime) -> bytes:
    """``event`` under ``method`` (REQUEST or CANCEL). A REQUEST with a whole series holds its instances that differ and
    are not over, and leaves out those to which ``address`` does not come.

    Raises:
        ValueError: an event without organizer or attendees.
    """
    if method == "CANCEL":
        return invitation.cancel(event, now)
    if meeting is None or not event.rrule:
        return invitation.request(event, now)
    away = tuple(m.recurrence_id for m in meeting.moved if address in m.without)
    differ = [m for m in meeting.moved if m.recurrence_id not in away and max(m.slot.end, m.recurrence_id) > now]
    differing = [one_of(event, meeting, m.recurrence_id, m.slot) for m in differ]
    return invitation.request(replace(event, exdates=(*event.exdates, *away)), now, differing=differing)
