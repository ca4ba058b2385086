"""Writing one meeting into many calendars: everybody's copy, or none at all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from actions.calendars import Calendars, Unreadable
from actions.core.meeting import Meeting
from actions.events import event_of, one_of, slot_of_instance
from actions.store.store import Store
from calendar_adapters.errors import CalendarError, NotFound
from calendar_adapters.protocol import CalendarAdapter
from calendar_adapters.types import Event

LOG = logging.getLogger(__name__)


class Booker(Protocol):
    """What booking needs of `actions.services.Services`."""

    @property
    def store(self) -> Store: ...

    @property
    def calendars(self) -> Calendars: ...

    @property
    def assistant(self) -> str: ...


class Refused(Exception):
    """A calendar refused a write and everything written before it was undone."""

    def __init__(self, calendar: Unreadable) -> None:
        super().__init__(str(calendar.error))
        self.calendar = calendar


def write(
    services: Booker, meeting: Meeting, *, revise: bool, instance: datetime | None = None
) -> tuple[Event, tuple[str, ...]]:
    """Put the event into everybody's calendar; the organizer's first. Undoes all of it when one refuses."""
    native = sends_itself(services, meeting)
    undo: list[Callable[[], object]] = []
    wrote: list[str] = []
    written: Event | None = None
    for address in _writing_order(meeting, native, instance):
        try:
            calendar = services.calendars.writable(address)
            if calendar is None:
                continue
            event = _put(services, meeting, calendar, native, revise, instance, undo, address)
        except CalendarError as error:
            _undo(undo)
            raise Refused(Unreadable(address, error.calendar, error)) from error
        wrote.append(address)
        written = written or event
    return written or event_of(meeting, assistant=services.assistant, native=native), tuple(wrote)


def write_moved(services: Booker, meeting: Meeting) -> None:
    """Those of a series that differ and are not over, each as an override. Raises Refused."""
    since = meeting.updated_at or meeting.created_at
    for one in sorted(meeting.moved, key=lambda m: m.recurrence_id):
        if max(one.slot.end, one.recurrence_id) > since:
            write(services, meeting, revise=True, instance=one.recurrence_id)


def sends_itself(services: Booker, meeting: Meeting) -> bool:
    """True when the organizer's own calendar sends the invitations.

    Raises Refused when that calendar cannot be opened.
    """
    try:
        calendar = services.calendars.writable(meeting.organizer)
        return calendar is not None and calendar.capabilities.sends_invitations
    except CalendarError as error:
        raise Refused(Unreadable(meeting.organizer, error.calendar, error)) from error


def _writing_order(meeting: Meeting, native: bool, instance: datetime | None = None) -> Iterable[str]:
    """One copy where the server distributes it; else one a person, of an instance one for each who comes to it."""
    if native:
        return (meeting.organizer,)
    people = meeting.addresses if instance is None else meeting.addresses_at(instance)
    mine = (meeting.organizer,) if meeting.organizer in people else ()
    return (*mine, *(a for a in people if a != meeting.organizer))


def _put(
    services: Booker,
    meeting: Meeting,
    calendar: CalendarAdapter,
    native: bool,
    revise: bool,
    instance: datetime | None,
    undo: list[Callable[[], object]],
    address: str,
) -> Event:
    old = _stored(calendar, meeting.uid) if revise else None
    event = event_of(meeting, assistant=services.assistant, native=native, base=old)
    if instance is None and not native and (away := _away(meeting, address)):
        event = replace(event, exdates=(*event.exdates, *away))
    if old is None:
        created = calendar.create(event)
        undo.append(lambda: calendar.delete(created.uid, created.etag))
        return created
    if instance is not None:
        event = one_of(event, meeting, instance, slot_of_instance(meeting, instance))
    updated = calendar.update(event)
    undo.append(lambda: calendar.update(replace(old, etag=updated.etag)))
    return updated


def _away(meeting: Meeting, address: str) -> list[datetime]:
    """The instances to which this attendee of the series does not come: they are none of that person's copy."""
    zone = ZoneInfo(meeting.timezone)
    return [m.recurrence_id.astimezone(zone) for m in meeting.moved if address in m.without]


def _stored(calendar: CalendarAdapter, uid: str) -> Event | None:
    try:
        return calendar.get(uid)
    except NotFound:
        return None


def remove(services: Booker, meeting: Meeting, addresses: Iterable[str], instance: datetime | None = None) -> None:
    """Take the event (or one instance) out of these people's calendars; what is gone already is no failure.

    Where the organizer's calendar sends the invitations, it takes the others' copies out itself: to delete those too
    would read as refusals.

    Raises:
        Refused: a calendar did not let go; the others are as before.
    """
    undo: list[Callable[[], object]] = []
    native = sends_itself(services, meeting)
    for address in addresses:
        if native and address != meeting.organizer:
            continue
        try:
            calendar = services.calendars.writable(address)
            old = _stored(calendar, meeting.uid) if calendar else None
            if calendar is None or old is None:
                continue
            calendar.delete(meeting.uid, old.etag, instance)
            put_back = calendar.create if instance is None else calendar.update
            undo.append(lambda put=put_back, e=old: put(replace(e, etag=None)))  # type: ignore[misc]
        except NotFound:
            continue
        except CalendarError as error:
            _undo(undo)
            raise Refused(Unreadable(address, error.calendar, error)) from error


def _undo(steps_back: list[Callable[[], object]]) -> None:
    """Best effort, the latest first; what cannot be undone is left to the reconcile job."""
    for step in reversed(steps_back):
        try:
            step()
        except CalendarError:
            LOG.exception("a calendar could not be set back")
