"""Puts back into the calendars what was taken out of them: a whole meeting, or one of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.booking import Booked, revise
from actions.core.meeting import Meeting, MovedInstance, Slot
from actions.core.meeting_claims import claimed
from actions.core.meeting_revive import bring_back
from actions.core.meeting_revive import revive as revived
from actions.events import slot_of_instance
from actions.store.errors import SlotTaken
from actions.writing import Booker, Refused, write, write_moved
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event


def revive(
    services: Booker, meeting: Meeting, by: str, now: datetime, *, private: bool = False, transparent: bool = False
) -> Booked:
    """Book a cancelled meeting again at the time it had, under the same UID; the outcome's meeting is unsaved.

    Nothing is saved in between: a process that dies here leaves the meeting cancelled, and the message that asked for
    this is handled again, when what was written already is written over. ``private`` and ``transparent`` are what the
    organizer's copy was before.

    Raises:
        MendableError: see `actions.core.meeting_revive.revive`.
    """
    again = revived(meeting, by, now)
    assert again.booked is not None
    if again.booked.start > now and (stopped := taken(services, again, again.booked)):
        return stopped
    if lost := reclaim(services, again, now):
        return replace(lost, meeting=meeting)
    try:
        event, wrote = write(services, again, revise=True)
        write_moved(services, again)
        if private or transparent:
            _as_it_was(services, again, private=private, transparent=transparent)
    except Refused as refused:
        with services.store.transaction() as tx:
            tx.claims.release(again.id)
        return Booked(meeting, failed=refused.calendar)
    return Booked(again, done=True, event=event, wrote=wrote)


def revive_instance(
    services: Booker, meeting: Meeting, instance: datetime, slot: Slot, by: str, now: datetime
) -> Booked:
    """Hold that one of a series again at ``slot``; it was dropped before. The outcome's meeting is unsaved.

    Raises:
        MendableError: see `actions.core.meeting_revive.bring_back`.
    """
    if stopped := taken(services, meeting, slot):
        return stopped
    back = bring_back(meeting, instance, by, now)
    if lost := reclaim(services, back, now):
        return replace(lost, meeting=meeting)
    done = revise(services, meeting, back)
    if done.failed or slot == slot_of_instance(back, instance):
        return done
    others = [m for m in back.moved if m.recurrence_id != instance]
    return restore_moved(services, done, [*others, MovedInstance(instance, slot)])


def reclaim(services: Booker, meeting: Meeting, now: datetime) -> Booked | None:
    """None when all the time that ``meeting`` takes again was still to be had, and is claimed now. Where it is not
    saved after all, that is given up with its next change, or when it is over."""
    optional = {p.address for p in meeting.attendees if not p.needed}
    wanted = [replace(s, yields=s.address in optional) for s in claimed(meeting, now)]
    try:
        with services.store.transaction() as tx:
            tx.claims.take_stretches(wanted, meeting.id)
    except SlotTaken as lost:
        return Booked(meeting, lost=lost.addresses, at=lost.at)
    return None


def restore_moved(services: Booker, done: Booked, moved: Sequence[MovedInstance]) -> Booked:
    """``done`` with those of its series that differed doing so again."""
    meeting = replace(done.meeting, moved=tuple(moved))
    try:
        write_moved(services, meeting)
    except Refused as refused:
        return replace(done, failed=refused.calendar)
    return replace(done, meeting=meeting)


def taken(services: Booker, meeting: Meeting, slot: Slot, *, only: str = "") -> Booked | None:
    """None when every needed person's calendar (or ``only`` that one's), read again, has room at ``slot`` (or has this
    very event there)."""
    known = services.calendars.busy((only,) if only else meeting.addresses, slot.interval)
    if known.unreadable:
        return Booked(meeting, failed=known.unreadable[0])
    needed = [p.address for p in meeting.attendees if p.needed and known.busy.get(p.address)]
    lost = tuple(a for a in needed if not _own(services, meeting, a, slot))
    return Booked(meeting, lost=lost) if lost else None


def _own(services: Booker, meeting: Meeting, address: str, slot: Slot) -> bool:
    """True when nothing but this meeting's own event stands there: an interrupted attempt has written it already."""
    events = [e for e in services.calendars.events(address, slot.interval) if _blocks(e)]
    return bool(events) and all(e.uid == meeting.uid for e in events)


def _blocks(event: Event) -> bool:
    return not event.transparent and not event.all_day


def _as_it_was(services: Booker, meeting: Meeting, *, private: bool, transparent: bool) -> None:
    calendar = services.calendars.writable(meeting.organizer)
    if calendar is None:
        return
    try:
        stored = calendar.get(meeting.uid)
        calendar.update(replace(stored, private=private, transparent=transparent))
    except CalendarError as error:
        from actions.calendars import Unreadable

        raise Refused(Unreadable(meeting.organizer, error.calendar, error)) from error
