"""Booking, moving and cancelling: claim the slot in the database, write every calendar, undo all when one refuses.

Each function leaves the meeting either done (the caller saves it together with the replies) or as it was before.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot, State
from actions.core.meeting_claims import Stretch, claiming, upcoming
from actions.events import event_of, one_of, slot_of_instance
from actions.store.errors import SlotTaken
from actions.writing import Booker, Refused, remove, sends_itself, write, write_moved
from calendar_adapters.types import Event, Interval

LOG = logging.getLogger(__name__)
MARGIN = timedelta(days=1)
MOST = 400  # instances of one's own series that are told apart from other events


@dataclass(frozen=True)
class Booked:
    """How it went. ``meeting`` is booked (cancelled) and unsaved when ``done``; else saved as it stands now.

    ``lost``: addresses whose time was taken meanwhile, ``at`` the first that is: of a series it may be a later one.
    ``failed``: the calendar that could not be read or written.
    ``event`` is what was written; ``wrote`` are the people who have a copy.
    """

    meeting: Meeting
    done: bool = False
    lost: tuple[str, ...] = ()
    at: Interval | None = None
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
    if stopped := _still_free(services, meeting, slot, force, instance, now):
        return stopped
    saved = _claim(services, chosen, claiming(meeting, slot, now, instance))
    if isinstance(saved, Booked):
        return replace(saved, meeting=meeting)
    done = steps.book(saved, now)
    try:
        event, wrote = write(services, done, revise=meeting.booked is not None, instance=instance)
        if instance is None:
            write_moved(services, done)
    except Refused as refused:
        return Booked(_give_up(services, saved, meeting, now), failed=refused.calendar)
    return Booked(done, done=True, event=event, wrote=wrote)


def revise(services: Booker, before: Meeting, after: Meeting) -> Booked:
    """Write a booked meeting whose title, place or people changed, the time being the same; those of a series that
    differ are written anew as well."""
    gone = [p.address for p in before.attendees if after.participant(p.address) is None]
    try:
        event, wrote = write(services, after, revise=True)
        write_moved(services, after)
        remove(services, after, gone)
    except Refused as refused:
        return Booked(before, failed=refused.calendar)
    return Booked(after, done=True, event=event, wrote=wrote)


def absent(services: Booker, before: Meeting, after: Meeting, address: str, instances: Sequence[datetime]) -> Booked:
    """Write that ``address`` does not come to these of a series (original starts): out of that person's calendar, and
    of the list in the others'. The outcome's event is the first of them."""
    event: Event | None = None
    wrote: tuple[str, ...] = ()
    try:
        for instance in instances:
            single, wrote = write(services, after, revise=True, instance=instance)
            event = event or single
            remove(services, before, [address], instance)
    except Refused as refused:
        return Booked(before, failed=refused.calendar)
    return Booked(after, done=True, event=event, wrote=wrote)


def cancel(services: Booker, meeting: Meeting, by: str, now: datetime, *, instance: datetime | None = None) -> Booked:
    """Call a meeting off and take it out of every calendar; what is gone there already is no failure.

    ``instance`` (its original start) takes out that one of a series.

    Raises:
        MendableError: see `meeting_steps.cancel`.
    """
    done = steps.cancel(meeting, by, now, instance=instance)
    if meeting.booked is None:
        return Booked(done, done=True)
    try:
        native = sends_itself(services, meeting)
        remove(services, meeting, [p.address for p in meeting.attendees], instance)
    except Refused as refused:
        return Booked(meeting, failed=refused.calendar)
    event = event_of(done, assistant=services.assistant, native=native)
    if instance is not None:
        event = one_of(event, done, instance, slot_of_instance(meeting, instance))
    return Booked(done, done=True, event=event)


def end_series(services: Booker, meeting: Meeting, by: str, now: datetime, instance: datetime) -> Booked:
    """Call off ``instance`` (its original start) and all after it; the calendars keep what was before.

    The outcome's meeting is cancelled where nothing was before, else it stands with a shorter rule.

    Raises:
        MendableError: see `meeting_steps.end_series`.
    """
    shorter = steps.end_series(meeting, by, instance, now)
    if shorter.final:
        return cancel(services, meeting, by, now)
    return revise(services, meeting, shorter)


def _still_free(
    services: Booker, meeting: Meeting, slot: Slot, force: bool, instance: datetime | None, now: datetime
) -> Booked | None:
    """None when everybody's calendar, read again, has room, also for the next instances of a series that begins at
    ``slot``; where the meeting stands now does not count, nor what was said to clash."""
    wanted = [s for s in claiming(meeting, slot, now, instance) if not s.yields]
    whole = Interval(slot.start, max([slot.end, *(s.interval.end for s in wanted)]))
    known = services.calendars.busy(meeting.addresses, slot.interval if force else whole)
    if known.unreadable:
        return Booked(meeting, failed=known.unreadable[0])
    if force:
        return None
    own = own_times(meeting, whole, instance)
    clashing = [s for s in wanted if _meets(without_all(known.busy.get(s.address, ()), own), s.interval)]
    if not clashing:
        return None
    return Booked(meeting, lost=tuple(sorted({s.address for s in clashing})), at=min(s.interval for s in clashing))


def _meets(busy: Sequence[Interval], wanted: Interval) -> bool:
    return any(i.overlaps(wanted) for i in busy)


def own_times(meeting: Meeting, window: Interval, instance: datetime | None = None) -> list[Interval]:
    """Where a booked meeting stands in ``window``: the whole, or the one of a series that is being moved."""
    if meeting.booked is None:
        return []
    if instance is not None:
        return [slot_of_instance(meeting, instance).interval]
    series = (s.interval for _, s in upcoming(meeting, window.start - MARGIN, MOST))
    return [meeting.booked.interval, *(i for i in series if i.overlaps(window))]


def without_all(busy: Sequence[Interval], own: Sequence[Interval]) -> list[Interval]:
    """``busy`` less all of ``own``."""
    rest = list(busy)
    for interval in own:
        rest = without(rest, interval)
    return rest


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


def _claim(services: Booker, chosen: Meeting, stretches: Sequence[Stretch]) -> Meeting | Booked:
    """Save the meeting as being booked together with its claims; one of several confirmations gets them.

    Somebody optional whose time another meeting has is invited all the same, and claims nothing.
    """
    try:
        with services.store.transaction() as tx:
            tx.claims.take_stretches(stretches, chosen.id)
            return tx.meetings.save(chosen)
    except SlotTaken as taken:
        return Booked(chosen, lost=taken.addresses, at=taken.at)


def _give_up(services: Booker, saved: Meeting, before: Meeting, now: datetime) -> Meeting:
    with services.store.transaction() as tx:
        failed = steps.booking_failed(saved, now)
        if failed.state is State.MOVING and before.state is State.BOOKED:
            failed = steps.keep(failed, now)
        return tx.meetings.save(failed)
