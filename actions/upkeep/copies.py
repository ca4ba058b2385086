"""A meeting's event as it stands in people's calendars: who has a copy, and whether it is at the wanted time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.calendars import Unreadable
from actions.core.meeting import Meeting, Slot
from actions.services import Services
from calendar_adapters.errors import CalendarError, NotFound
from calendar_adapters.protocol import CalendarAdapter
from calendar_adapters.types import Event, EventStatus, Interval

DAY = timedelta(days=1)


class CannotTell(Exception):
    """A calendar could not be read or written, so nothing may be concluded."""

    def __init__(self, calendar: Unreadable) -> None:
        super().__init__(str(calendar.error))
        self.calendar = calendar


@dataclass(frozen=True)
class Copy:
    """One calendar that the event belongs in; ``event`` is None when it is not there (or called off there)."""

    address: str
    calendar: CalendarAdapter
    event: Event | None = None

    def at(self, slot: Slot, instance: datetime | None = None) -> bool:
        """True when the event (or that instance of the series) stands at ``slot``.

        Raises:
            CannotTell: the calendar cannot be read.
        """
        if self.event is None:
            return False
        if instance is None:
            return slot_of(self.event) == slot
        return any(slot_of(e) == slot for e in self.instances(slot) if same_instant(e.recurrence_id, instance))

    def instances(self, slot: Slot) -> list[Event]:
        """The event's instances around ``slot``. Raises CannotTell."""
        window = Interval(slot.start - DAY, slot.end + DAY)
        try:
            return [e for e in self.calendar.events(window) if self.event and e.uid == self.event.uid]
        except CalendarError as error:
            raise cannot_tell(self.address, error) from error


def copies(services: Services, meeting: Meeting) -> list[Copy]:
    """The calendars that booking writes to: the organizer's alone where its server invites, else everybody's.

    Raises:
        CannotTell: one of them cannot be read.
    """
    own = copy_of(services, meeting, meeting.organizer)
    if own is not None and own.calendar.capabilities.sends_invitations:
        return [own]
    comes = meeting.organizer in meeting.addresses
    others = (copy_of(services, meeting, a) for a in meeting.addresses if a != meeting.organizer)
    return [c for c in (own if comes else None, *others) if c is not None]


def copy_of(services: Services, meeting: Meeting, address: str) -> Copy | None:
    """The event in this person's calendar; None without a calendar that can be written to. Raises CannotTell."""
    try:
        calendar = services.calendars.writable(address)
        if calendar is None:
            return None
        event = calendar.get(meeting.uid)
    except NotFound:
        assert calendar is not None
        return Copy(address, calendar)
    except CalendarError as error:
        raise cannot_tell(address, error) from error
    return Copy(address, calendar, None if event.status is EventStatus.CANCELLED else event)


def cannot_tell(address: str, error: CalendarError) -> CannotTell:
    """The exception for a calendar's error."""
    return CannotTell(Unreadable(address, error.calendar, error))


def slot_of(event: Event) -> Slot | None:
    """When the event is; None for whole days, which no meeting of ours has."""
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime) or event.end <= event.start:
        return None
    return Slot(event.start, event.end)


def same_instant(one: object, other: datetime) -> bool:
    """Whether a RECURRENCE-ID names that start."""
    return isinstance(one, datetime) and one == other
