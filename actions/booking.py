"""Booking, moving and cancelling: claim the slot in the database, write every calendar, undo all when one refuses.

Each function leaves the meeting either done (the caller saves it together with the replies) or as it was before.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot, State
from actions.events import event_of, one_of, slot_of_instance
from actions.store.errors import SlotTaken
from actions.writing import Booker, Refused, remove, sends_itself, write
from calendar_adapters.types import Event, Interval

LOG = logging.getLogger(__name__)


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
    if stopped := _still_free(services, meeting, slot, force, instance):
        return stopped
    saved = _claim(services, chosen, slot)
    if isinstance(saved, Booked):
        return replace(saved, meeting=meeting)
    done = steps.book(saved, now)
    try:
        event, wrote = write(services, done, revise=meeting.booked is not None, instance=instance)
    except Refused as refused:
        return Booked(_give_up(services, saved, meeting, now), failed=refused.calendar)
    return Booked(done, done=True, event=event, wrote=wrote)


def revise(services: Booker, before: Meeting, after: Meeting) -> Booked:
    """Write a booked meeting whose title, place or people changed, the time being the same."""
    gone = [p.address for p in before.attendees if after.participant(p.address) is None]
    try:
        event, wrote = write(services, after, revise=True)
        remove(services, after, gone)
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
    services: Booker, meeting: Meeting, slot: Slot, force: bool, instance: datetime | None = None
) -> Booked | None:
    """None when everybody's calendar, read again, has room; where it stands now does not count."""
    known = services.calendars.busy(meeting.addresses, slot.interval)
    if known.unreadable:
        return Booked(meeting, failed=known.unreadable[0])
    if force:
        return None
    needed = {p.address for p in meeting.attendees if p.needed}
    own = meeting.booked.interval if meeting.booked else None
    if instance is not None and meeting.booked:
        own = slot_of_instance(meeting, instance).interval
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
    """Save the meeting as being booked together with the claim; one of several confirmations gets it.

    Somebody optional whose time another meeting has is invited all the same, and claims nothing.
    """
    optional = {p.address for p in chosen.attendees if not p.needed}
    claiming = list(chosen.addresses)
    while True:
        try:
            with services.store.transaction() as tx:
                tx.claims.take(claiming, slot.interval, chosen.id)
                return tx.meetings.save(chosen)
        except SlotTaken as taken:
            if not optional.issuperset(taken.addresses):
                return Booked(chosen, lost=tuple(a for a in taken.addresses if a not in optional))
            claiming = [a for a in claiming if a not in taken.addresses]


def _give_up(services: Booker, saved: Meeting, before: Meeting, now: datetime) -> Meeting:
    with services.store.transaction() as tx:
        tx.claims.release(saved.id, keep=before.standing)
        failed = steps.booking_failed(saved, now)
        if failed.state is State.MOVING and before.state is State.BOOKED:
            failed = steps.keep(failed, now)
        return tx.meetings.save(failed)
