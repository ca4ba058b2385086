"""Steps of booking: choose, write, move, call off, run out of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.core.meeting import STANDING, Meeting, MovedInstance, Participant, Slot, State, Verdict
from actions.core.meeting_choice import notes
from actions.core.meeting_instances import with_instance
from actions.core.meeting_rotation import rotation_noted, with_turns
from actions.core.meeting_rules import (
    CHANGEABLE,
    SEEKING,
    allow,
    at,
    close_round,
    need_future,
    need_instance,
    need_manager,
    need_member,
    need_offered,
    revised,
)
from actions.errors import MendableError
from calendar_adapters.types import PartStat, Role


def choose(meeting: Meeting, slot: Slot, by: str, now: datetime) -> Meeting:
    """``slot`` is to be booked: any time in search of one → booking. The caller then claims it and writes calendars.

    The organizer and delegates choose any time, offered or not; anybody else only an open offer that is agreed.

    Raises:
        MendableError: ``not_agreed_yet`` with ``waiting``, ``time_has_passed``, ``not_an_attendee``, or wrong state.
    """
    allow(meeting, SEEKING)
    if not meeting.may_manage(by):
        need_member(meeting, by)
        slot = need_offered(meeting, slot)
        if not meeting.agreed(slot):
            raise MendableError("not_agreed_yet", waiting=meeting.waiting_for(slot))
    need_future(slot, now)
    return at(close_round(meeting), now, state=State.BOOKING, chosen=slot, minutes=round(slot.minutes))


def book(meeting: Meeting, now: datetime) -> Meeting:
    """The calendars are written: booking → booked.

    A first booking has SEQUENCE 0 and keeps the instances that were left out of the series; a move adds one and asks
    everybody anew (RFC 5546 section 3.2.2.1), save those who had accepted that very time.
    """
    allow(meeting, {State.BOOKING})
    slot = meeting.chosen
    assert slot is not None
    sequence = meeting.sequence + (1 if meeting.booked else 0)
    done = at(meeting, now, state=State.BOOKED, chosen=None, chosen_instance=None, sequence=sequence, expires_at=None)
    done = replace(done, settled_at=meeting.settled_at or now)
    if meeting.chosen_instance is not None:
        own = meeting.differing(meeting.chosen_instance) or MovedInstance(meeting.chosen_instance, slot)
        return replace(done, moved=with_instance(meeting, replace(own, slot=slot, turn=False)))
    clashing = {datetime.fromisoformat(s) for n in notes(slot, "clashes") for s in n["starts"]}
    left_out = tuple(d for d in meeting.exdates if d != slot.start and (not meeting.booked or d in clashing))
    fresh = replace(
        done,
        booked=slot,
        exdates=left_out,
        moved=(),
        rdates=(),
        rotation=rotation_noted(slot) if meeting.rrule else (),
        attendees=tuple(_asked_anew(p, slot) for p in meeting.attendees),
    )
    return with_turns(fresh, now)


def booking_failed(meeting: Meeting, now: datetime) -> Meeting:
    """The slot was lost or the calendars refused: booking → collecting (moving if an older time still stands)."""
    allow(meeting, {State.BOOKING})
    state = State.MOVING if meeting.booked else State.COLLECTING
    return at(meeting, now, state=state, chosen=None, chosen_instance=None)


def reopen(meeting: Meeting, by: str, now: datetime) -> Meeting:
    """Another time is wanted for what is booked: booked → moving. The old time stands until `book`."""
    allow(meeting, STANDING)
    need_manager(meeting, by)
    return at(meeting, now, state=State.MOVING)


def keep(meeting: Meeting, now: datetime) -> Meeting:
    """The search for another time is given up: moving → booked, as it was."""
    allow(meeting, {State.MOVING})
    length = round(meeting.booked.minutes) if meeting.booked else meeting.minutes
    return at(close_round(meeting), now, state=State.BOOKED, minutes=length, expires_at=None)


def move(meeting: Meeting, slot: Slot, by: str, now: datetime, *, instance: datetime | None = None) -> Meeting:
    """The organizer names the new time of what is booked: booked, moving → booking. ``slot`` may have another length.

    ``instance`` (its original start) moves that one of a series.

    Raises:
        MendableError: ``not_yours_to_change``, ``no_such_instance``, ``time_has_passed``, ``not_booked``.
    """
    allow(meeting, STANDING)
    need_manager(meeting, by)
    if not _running(meeting, slot, now, instance):
        need_future(slot, now)
    if instance is not None:
        need_instance(meeting, instance)
    closed = close_round(meeting)
    length = meeting.minutes if instance is not None else round(slot.minutes)
    return at(closed, now, state=State.BOOKING, chosen=slot, chosen_instance=instance, minutes=length)


def _running(meeting: Meeting, slot: Slot, now: datetime, instance: datetime | None) -> bool:
    """True when ``slot`` only gives another end, still ahead, to what has begun and stands."""
    stands = meeting.booked.start if meeting.booked else None
    if instance is not None:
        stands = next((m.slot.start for m in meeting.moved if m.recurrence_id == instance), instance)
    return slot.start == stands and slot.start <= now < slot.end


def cancel(meeting: Meeting, by: str, now: datetime, *, instance: datetime | None = None) -> Meeting:
    """Call it off: what was booked → cancelled (SEQUENCE + 1), what was not → withdrawn.

    ``instance`` (its original start) drops that one of a series, which stays booked.

    Raises:
        MendableError: ``not_yours_to_change``, ``no_such_instance``, or already finished.
    """
    allow(meeting, CHANGEABLE | {State.BOOKING} if instance is None else STANDING)
    need_manager(meeting, by)
    if instance is not None:
        need_instance(meeting, instance)
        moved = tuple(m for m in meeting.moved if m.recurrence_id != instance)
        return at(meeting, now, exdates=(*meeting.exdates, instance), moved=moved, sequence=meeting.sequence + 1)
    state = State.CANCELLED if meeting.booked else State.WITHDRAWN
    closed = replace(close_round(meeting), chosen=None, chosen_instance=None, expires_at=None)
    return at(closed, now, state=state, sequence=revised(meeting))


def expire(meeting: Meeting, now: datetime) -> Meeting:
    """``expires_at`` has passed: draft, collecting, proposed → expired; moving → booked (the old time stands).

    Raises:
        MendableError: ``not_expired``, or the meeting is not in search of a time.
    """
    allow(meeting, SEEKING)
    if meeting.expires_at is None or meeting.expires_at > now:
        raise MendableError("not_expired")
    if meeting.booked:
        return keep(meeting, now)
    return at(close_round(meeting), now, state=State.EXPIRED)


def _asked_anew(person: Participant, slot: Slot) -> Participant:
    if person.role in (Role.CHAIR, Role.NON_PARTICIPANT) or person.verdict_on(slot) is Verdict.YES:
        return replace(person, partstat=PartStat.ACCEPTED)
    return replace(person, partstat=PartStat.NEEDS_ACTION)
