"""Reminders before an event go with it: saving a meeting dates them anew, in the same transaction.

Such a timer keeps which event it is and how long before (`Before`, JSON under ``before`` of its payload).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from actions.core.meeting import Meeting
from actions.core.meeting_stands import stands_at
from actions.store.records import Timer
from actions.store.timers import Timers

KIND = "reminder"


@dataclass(frozen=True)
class Before:
    """``lead`` minutes before the event of ``uid`` that began at ``start`` (ISO 8601) when it was last looked at.

    Of a series: ``instance`` is the original start of the one that is meant, ``first`` where the series began. ""
    otherwise; ``start`` is "" too while nothing is booked. A reminder to leave has the ``place`` and the minutes of the
    ``way``, which are part of ``lead``.
    """

    uid: str
    lead: float
    title: str = ""
    start: str = ""
    instance: str = ""
    first: str = ""
    place: str = ""
    way: float = 0

    @property
    def due(self) -> datetime:
        """When to remind; only where ``start`` is known."""
        return datetime.fromisoformat(self.start) - timedelta(minutes=self.lead)

    def at(self, start: datetime, title: str = "") -> Before:
        """The same reminder for the event at ``start``."""
        return replace(self, start=start.isoformat(), title=title or self.title)


def before_of(timer: Timer) -> Before | None:
    """What a timer is before, or None for a plain time."""
    kept = timer.payload.get("before")
    return Before(**kept) if kept else None


def start_in(meeting: Meeting, before: Before, person: str = "") -> datetime | None:
    """When the event that is reminded of takes place now, or None: not at all, not booked yet, or ``person`` does not
    come to that one of the series."""
    instance, first = (datetime.fromisoformat(m) if m else None for m in (before.instance, before.first))
    own = meeting.differing(instance) if instance else None
    if own is not None and person in own.without:
        return None
    return stands_at(meeting, instance, first)


def redated(timer: Timer, before: Before) -> Timer:
    """The timer as it is for ``before``."""
    return replace(timer, due_at=before.due, payload={**timer.payload, "before": asdict(before)})


def follow(connection: Connection, meeting: Meeting) -> None:
    """Date everybody's reminders before this meeting by where it stands. What is called off stays as it is, for it may
    be taken back; it is looked at again when it is due."""
    if meeting.booked is None:
        return
    timers = Timers(connection)
    for timer in timers.of_people(meeting.addresses, KIND):
        before = before_of(timer)
        start = start_in(meeting, before, timer.person) if before is not None and before.uid == meeting.uid else None
        if before is not None and start is not None and start.isoformat() != before.start:
            timers.redate(redated(timer, before.at(start, meeting.title)))
