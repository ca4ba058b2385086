"""Bookings that a process left half done: finished when every calendar has the event, else taken back.

Whoever recovers a meeting first saves it as it is: the version decides, so that of several processes one goes on, and
the process that was thought dead can no longer save its own outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, State
from actions.services import Services
from actions.store.records import InboxItem
from actions.store.store import Transaction
from actions.upkeep import recovery_letters as say
from actions.upkeep.copies import CannotTell, Copy, copies
from actions.upkeep.letters import Letters
from actions.upkeep.nudges import KIND
from actions.upkeep.reconcile import seen
from actions.upkeep.takeback import take_back
from actions.writing import Refused, write_moved


class Recovered(str, Enum):
    """What became of a booking left half done."""

    FINISHED = "finished"
    REOPENED = "reopened"
    UNSURE = "unsure"  # a calendar cannot be read; it is looked at again
    ELSEWHERE = "elsewhere"  # another process is at it


def recover(services: Services, meeting: Meeting, now: datetime, cause: InboxItem | None = None) -> Recovered:
    """Bring ``meeting`` (in BOOKING, as read) to an end.

    ``cause`` is the unanswered message that began it: a finished booking answers it; a reopened meeting is as it was
    before, so that the message can be handled again. Without it the organizer is told.

    Raises:
        Stale: another process is at it, or the booking went on after all.
    """
    assert meeting.chosen is not None
    with services.store.transaction() as tx:
        leased = tx.meetings.save(replace(meeting, updated_at=now))
    try:
        found = copies(services, leased)
        if all(copy.at(meeting.chosen, meeting.chosen_instance) for copy in found):
            return _finish(services, leased, now, cause, found)
        sequence = max((take_back(services, leased, copy) for copy in found), default=leased.sequence)
    except CannotTell as unsure:
        with services.store.transaction() as tx:
            say.unsure(Letters(services, tx, leased, now), unsure.calendar.address)
        return Recovered.UNSURE
    return _reopen(services, leased, now, cause, sequence)


def _finish(
    services: Services, leased: Meeting, now: datetime, cause: InboxItem | None, found: Sequence[Copy]
) -> Recovered:
    """The event stands everywhere: what the dead process would have saved and said."""
    done = steps.book(leased, now)
    try:
        write_moved(services, done)
    except Refused as refused:
        raise CannotTell(refused.calendar) from refused
    native = any(c.calendar.capabilities.sends_invitations for c in found)
    with services.store.transaction() as tx:
        saved = tx.meetings.save(done)
        tx.holds.release(saved.id)
        tx.timers.cancel(meeting_id=saved.id, kind=KIND)
        if any(c.address == saved.organizer for c in found):
            seen(tx, saved)
        if cause is None or not _asks_for_several(tx, cause):
            say.finished(Letters(services, tx, saved, now), leased, native, cause.message if cause else None)
            if cause is not None:
                _answered(tx, cause, saved, now)
    return Recovered.FINISHED


def _reopen(services: Services, leased: Meeting, now: datetime, cause: InboxItem | None, sequence: int) -> Recovered:
    """What was written is taken back: the meeting is as it was before somebody chose."""
    before = replace(reopened(leased, now), sequence=sequence)
    with services.store.transaction() as tx:
        saved = tx.meetings.save(before)
        if cause is not None and _unheard_of(tx, cause, saved):
            tx.meetings.discard(saved.id)
        if cause is None:
            say.undone(Letters(services, tx, saved, now), leased, now)
    return Recovered.REOPENED


def reopened(meeting: Meeting, now: datetime) -> Meeting:
    """The booking given up, with the round of offers that it closed open again."""
    failed = steps.booking_failed(meeting, now)
    last = failed.last_proposal
    if last is None or meeting.chosen not in last.slots or not any(s.start > now for s in last.slots):
        return steps.keep(failed, now) if failed.booked else failed
    rounds = (*failed.proposals[:-1], replace(last, closed=False))
    return replace(failed, proposals=rounds, state=State.MOVING if failed.booked else State.PROPOSED)


def _asks_for_several(tx: Transaction, cause: InboxItem) -> bool:
    """True for a yes to "move them all?": the message is handled again, and then tells of what was done already."""
    pending = tx.conversations.get(cause.channel, cause.message.conversation).pending
    return bool(pending) and "all" in (pending or {})


def _unheard_of(tx: Transaction, cause: InboxItem, meeting: Meeting) -> bool:
    """True for a meeting that the message itself began: handled again, it begins another one."""
    about = tx.conversations.get(cause.channel, cause.message.conversation).meeting_id
    return meeting.booked is None and not meeting.proposals and about != meeting.id


def _answered(tx: Transaction, cause: InboxItem, meeting: Meeting, now: datetime) -> None:
    """The finished booking is the answer to the message that asked for it."""
    message = cause.message
    tx.inbox.done(message.channel, message.id, "recovered", now)
    thread = tx.conversations.get(message.channel, message.conversation)
    tx.conversations.put(replace(thread, meeting_id=meeting.id, pending=None), now)
