"""What was done to single instances of a series in the organizer's calendar: moved, added, put back, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions import booking
from actions.booking import Booked
from actions.core.meeting import Meeting, MovedInstance, Slot
from actions.core.meeting_instances import add_instances, drop_added, restore_instances
from actions.core.recurrence import instances
from actions.events import slot_of_instance
from actions.services import Services
from actions.upkeep import reconcile_letters as say
from actions.upkeep.copies import Copy, cannot_tell, slot_of
from actions.upkeep.letters import Letters
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, Interval

LOOK = timedelta(days=14)  # instances that begin within it are compared
AROUND = timedelta(days=60)  # how far from its place a moved one is looked for
MOST = 600  # instances of a series that are counted from its beginning


@dataclass(frozen=True)
class Differences:
    """The calendar against the meeting: single instances at other times, more of them, less of them."""

    moved: tuple[MovedInstance, ...] = ()
    added: tuple[datetime, ...] = ()
    restored: tuple[datetime, ...] = ()
    taken_off: tuple[datetime, ...] = ()  # extra ones (RDATE) that are gone
    missing: tuple[datetime, ...] = ()  # of the rule, gone without an EXDATE (an override that is cancelled)

    def __bool__(self) -> bool:
        return bool(self.moved or self.added or self.restored or self.taken_off or self.missing)


def differences(meeting: Meeting, copy: Copy, seen_out: Sequence[str], now: datetime) -> Differences:
    """What differs in ``copy``, whose event is the series' master. ``seen_out`` are the EXDATEs (ISO) that stood there
    when it was last looked at: only what stood there can have been put back.

    Raises:
        CannotTell: the calendar cannot be read.
    """
    event = copy.event
    if event is None or not meeting.rrule or meeting.booked is None:
        return Differences()
    there = _instances(copy, Interval(now - AROUND, now + LOOK + AROUND))
    out, extra = _moments(event.exdates), _moments(event.rdates)
    back = {datetime.fromisoformat(s) for s in seen_out} & set(meeting.exdates) - out
    expected = [s for s in _expected(meeting) if now < s <= now + LOOK and s not in out]
    return Differences(
        moved=_moved(meeting, there, now),
        added=tuple(sorted(s for s in extra - set(meeting.rdates) if s > now)),
        restored=tuple(sorted(s for s in back if s > now)),
        taken_off=tuple(sorted(s for s in set(meeting.rdates) - extra if s > now)),
        missing=tuple(s for s in expected if s not in there) if there else (),
    )


def follow(services: Services, meeting: Meeting, found: Differences, now: datetime) -> tuple[Meeting, bool]:
    """Our meeting and the others' calendars after the changes; each is said. False: a calendar could not be written,
    and what is left is done the next time.

    Raises:
        MendableError: the meeting cannot be changed any more.
    """
    for one in found.moved:
        done = booking.book(services, meeting, one.slot, meeting.organizer, now, force=True, instance=one.recurrence_id)
        if not done.done:
            return meeting, _clash(services, meeting, one.slot, done, now)
        old = slot_of_instance(meeting, one.recurrence_id)
        meeting = _save(services, done.meeting)
        with services.store.transaction() as tx:
            say.one_moved(Letters(services, tx, meeting, now), one.recurrence_id, old, one.slot)
    for starts, step, told in (
        (found.added, add_instances, say.added),
        (found.restored, restore_instances, say.restored),
        (found.taken_off, drop_added, say.dropped),
    ):
        if not starts:
            continue
        revised = booking.revise(services, meeting, step(meeting, starts, now))
        if not revised.done:
            return meeting, False
        meeting = _save(services, revised.meeting)
        with services.store.transaction() as tx:
            for start in starts:
                told(Letters(services, tx, meeting, now), start)
    for start in found.missing:
        gone = booking.cancel(services, meeting, meeting.organizer, now, instance=start)
        if not gone.done:
            return meeting, False
        meeting = _save(services, gone.meeting)
        with services.store.transaction() as tx:
            say.dropped(Letters(services, tx, meeting, now), start)
    return meeting, True


def left_out_there(event: Event) -> list[str]:
    """The EXDATEs of a copy, to be remembered."""
    return sorted(d.isoformat() for d in _moments(event.exdates))


def _clash(services: Services, meeting: Meeting, there: Slot, done: Booked, now: datetime) -> bool:
    if done.failed is None:
        with services.store.transaction() as tx:
            say.clash(Letters(services, tx, meeting, now), there, done.lost)
    return False


def _save(services: Services, meeting: Meeting) -> Meeting:
    with services.store.transaction() as tx:
        return tx.meetings.save(meeting)


def _moved(meeting: Meeting, there: dict[datetime, Slot], now: datetime) -> tuple[MovedInstance, ...]:
    """Instances that stand elsewhere than our meeting says, both times still to come."""
    found = []
    for start, slot in sorted(there.items()):
        if start in meeting.exdates or slot.start <= now or start <= now:
            continue
        if slot != slot_of_instance(meeting, start):
            found.append(MovedInstance(start, slot))
    return tuple(found)


def _instances(copy: Copy, window: Interval) -> dict[datetime, Slot]:
    """Original start → where it stands, for the series' instances in ``window``."""
    assert copy.event is not None
    try:
        events = [e for e in copy.calendar.events(window) if e.uid == copy.event.uid]
    except CalendarError as error:
        raise cannot_tell(copy.address, error) from error
    found = {}
    for event in events:
        slot = slot_of(event)
        if slot is not None and isinstance(event.recurrence_id, datetime):
            found[event.recurrence_id] = slot
    return found


def _expected(meeting: Meeting) -> list[datetime]:
    assert meeting.booked is not None
    assert meeting.rrule is not None
    zone = ZoneInfo(meeting.timezone)
    return list(instances(meeting.rrule, meeting.booked.start, zone, MOST, without=meeting.exdates))


def _moments(dates: Sequence[object]) -> set[datetime]:
    return {d for d in dates if isinstance(d, datetime)}
