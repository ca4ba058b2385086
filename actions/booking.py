"""Booking, moving and cancelling: claim the slot in the database, write every calendar, undo all when one refuses.

Each function leaves the meeting either done (the caller saves it together with the replies) or as it was before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from actions.calendars import Calendars, Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot, State
from actions.events import event_of
from actions.store.errors import SlotTaken
from actions.store.store import Store
from calendar_adapters.errors import CalendarError, NotFound
from calendar_adapters.protocol import CalendarAdapter
from calendar_adapters.types import Event, Interval

LOG = logging.getLogger(__name__)


class Booker(Protocol):
    """What booking needs of `actions.services.Services`."""

    @property
    def store(self) -> Store: ...

    @property
    def calendars(self) -> Calendars: ...

    @property
    def assistant(self) -> str: ...


@dataclass(frozen=True)
class Booked:
    """How it went. ``meeting`` is booked (cancelled) and unsaved when ``done``; else saved as it stands now.

    ``lost``: addresses whose time was taken meanwhile. ``failed``: the calendar that could not be read or written.
    ``event`` is what was written; ``wrote`` are the people who have a copy.
    """

    meeting: Meeting
    done: bool = False
    lost: tuple[str, ...] = ()
    failed: Unreadable | None = None
    event: Event | None = None
    wrote: tuple[str, ...] = ()


def book(
    services: Booker,
    meeting: Meeting,
    slot: Slot,
    by: str,
    now: datetime,
    *,
    force: bool = False,
    instance: datetime | None = None,
) -> Booked:
    """Book ``slot`` for a meeting in search of a time. ``force`` books over what stands there (the speaker said so).
    A booked meeting is moved there; ``instance`` (its original start) moves that one of a series.

    Raises:
        MendableError: the step is not allowed (see `meeting_steps.choose`); nothing has changed.
    """
    if meeting.booked is None:
        chosen = steps.choose(meeting, slot, by, now)
    else:
        chosen = steps.move(meeting, slot, by, now, instance=instance)
    if stopped := _still_free(services, meeting, slot, force):
        return stopped
    saved = _claim(services, chosen, slot)
    if isinstance(saved, Booked):
        return replace(saved, meeting=meeting)
    done = steps.book(saved, now)
    try:
        event, wrote = _write(services, done, revise=meeting.booked is not None, instance=instance)
    except _Refused as refused:
        return Booked(_give_up(services, saved, meeting, now), failed=refused.calendar)
    return Booked(done, done=True, event=event, wrote=wrote)


def revise(services: Booker, before: Meeting, after: Meeting) -> Booked:
    """Write a booked meeting whose title, place or people changed, the time being the same."""
    gone = [p.address for p in before.attendees if after.participant(p.address) is None]
    try:
        event, wrote = _write(services, after, revise=True)
        _remove(services, after, gone)
    except _Refused as refused:
        return Booked(before, failed=refused.calendar)
    return Booked(after, done=True, event=event, wrote=wrote)


def cancel(services: Booker, meeting: Meeting, by: str, now: datetime, *, instance: datetime | None = None) -> Booked:
    """Call a meeting off and take it out of every calendar; what is gone there already is no failure.

    ``instance`` (its original start) takes out that one of a series.

    Raises:
        MendableError: see `meeting_steps.cancel`.
    """
    done = steps.cancel(meeting, by, now, instance=instance)
    try:
        if meeting.booked is not None:
            _remove(services, meeting, [p.address for p in meeting.attendees], instance)
    except _Refused as refused:
        return Booked(meeting, failed=refused.calendar)
    event = None
    if meeting.booked is not None:
        event = event_of(replace(done, booked=meeting.booked), assistant=services.assistant)
    return Booked(done, done=True, event=event)


class _Refused(Exception):
    """A calendar refused a write and everything written before it was undone."""

    def __init__(self, calendar: Unreadable) -> None:
        super().__init__(str(calendar.error))
        self.calendar = calendar


def _still_free(services: Booker, meeting: Meeting, slot: Slot, force: bool) -> Booked | None:
    """None when everybody's calendar, read again, has room."""
    known = services.calendars.busy(meeting.addresses, slot.interval)
    if known.unreadable:
        return Booked(meeting, failed=known.unreadable[0])
    if force:
        return None
    needed = {p.address for p in meeting.attendees if p.needed}
    own = meeting.booked.interval if meeting.booked else None
    lost = [a for a, busy in known.busy.items() if a in needed and without(busy, own)]
    return Booked(meeting, lost=tuple(lost)) if lost else None


def without(busy: Sequence[Interval], own: Interval | None) -> list[Interval]:
    """``busy`` less the stretch that the meeting itself takes (when it is being moved)."""
    if own is None:
        return list(busy)
    rest: list[Interval] = []
    for interval in busy:
        if not interval.overlaps(own):
            rest.append(interval)
            continue
        if interval.start < own.start:
            rest.append(Interval(interval.start, own.start))
        if own.end < interval.end:
            rest.append(Interval(own.end, interval.end))
    return rest


def _claim(services: Booker, chosen: Meeting, slot: Slot) -> Meeting | Booked:
    """Save the meeting as being booked together with the claim; one of several confirmations gets it."""
    try:
        with services.store.transaction() as tx:
            tx.claims.take(chosen.addresses, slot.interval, chosen.id)
            return tx.meetings.save(chosen)
    except SlotTaken as taken:
        return Booked(chosen, lost=taken.addresses)


def _give_up(services: Booker, saved: Meeting, before: Meeting, now: datetime) -> Meeting:
    with services.store.transaction() as tx:
        keep = (before.booked.interval,) if before.booked else ()
        tx.claims.release(saved.id, keep=keep)
        failed = steps.booking_failed(saved, now)
        if failed.state is State.MOVING and before.state is State.BOOKED:
            failed = steps.keep(failed, now)
        return tx.meetings.save(failed)


def _write(
    services: Booker, meeting: Meeting, *, revise: bool, instance: datetime | None = None
) -> tuple[Event, tuple[str, ...]]:
    """Put the event into everybody's calendar; the organizer's first. Undoes all of it when one refuses."""
    native = _native(services, meeting)
    undo: list[Callable[[], object]] = []
    wrote: list[str] = []
    written: Event | None = None
    for address in _writing_order(meeting, native):
        try:
            calendar = services.calendars.writable(address)
            if calendar is None:
                continue
            event = _put(services, meeting, calendar, native, revise, instance, undo)
        except CalendarError as error:
            _undo(undo)
            raise _Refused(Unreadable(address, error.calendar, error)) from error
        wrote.append(address)
        written = written or event
    return written or event_of(meeting, assistant=services.assistant, native=native), tuple(wrote)


def _native(services: Booker, meeting: Meeting) -> bool:
    """True when the organizer's own calendar sends the invitations."""
    try:
        calendar = services.calendars.writable(meeting.organizer)
        return calendar is not None and calendar.capabilities.sends_invitations
    except CalendarError as error:
        raise _Refused(Unreadable(meeting.organizer, error.calendar, error)) from error


def _writing_order(meeting: Meeting, native: bool) -> Iterable[str]:
    """One copy where the server distributes it; else one a person."""
    mine = meeting.organizer in meeting.addresses
    if native:
        return (meeting.organizer,)
    return (*((meeting.organizer,) if mine else ()), *(a for a in meeting.addresses if a != meeting.organizer))


def _put(
    services: Booker,
    meeting: Meeting,
    calendar: CalendarAdapter,
    native: bool,
    revise: bool,
    instance: datetime | None,
    undo: list[Callable[[], object]],
) -> Event:
    old = _stored(calendar, meeting.uid) if revise else None
    event = event_of(meeting, assistant=services.assistant, native=native, base=old)
    if old is None:
        created = calendar.create(event)
        undo.append(lambda: calendar.delete(created.uid, created.etag))
        return created
    if instance is not None:
        event = _one_of(event, meeting, instance)
    updated = calendar.update(event)
    undo.append(lambda: calendar.update(replace(old, etag=updated.etag)))
    return updated


def _one_of(event: Event, meeting: Meeting, instance: datetime) -> Event:
    """The override of that one instance at its new time."""
    moved = next(m.slot for m in meeting.moved if m.recurrence_id == instance)
    zone = ZoneInfo(meeting.timezone)
    start, end = moved.start.astimezone(zone), moved.end.astimezone(zone)
    return replace(event, start=start, end=end, rrule=None, exdates=(), recurrence_id=instance.astimezone(zone))


def _stored(calendar: CalendarAdapter, uid: str) -> Event | None:
    try:
        return calendar.get(uid)
    except NotFound:
        return None


def _remove(services: Booker, meeting: Meeting, addresses: Iterable[str], instance: datetime | None = None) -> None:
    undo: list[Callable[[], object]] = []
    for address in addresses:
        try:
            calendar = services.calendars.writable(address)
            old = _stored(calendar, meeting.uid) if calendar else None
            if calendar is None or old is None:
                continue
            calendar.delete(meeting.uid, old.etag, instance)
            if instance is None:
                undo.append(lambda c=calendar, e=old: c.create(e))  # type: ignore[misc]
        except NotFound:
            continue
        except CalendarError as error:
            _undo(undo)
            raise _Refused(Unreadable(address, error.calendar, error)) from error


def _undo(steps_back: list[Callable[[], object]]) -> None:
    """Best effort, the latest first; what cannot be undone is left to the reconcile job."""
    for step in reversed(steps_back):
        try:
            step()
        except CalendarError:
            LOG.exception("a calendar could not be set back")
