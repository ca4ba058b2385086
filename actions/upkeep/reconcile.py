"""Follows what people did to our meetings in the organizer's own calendar: moved, deleted, answered there.

Only what was seen there before can have been changed there: a timer row a meeting (kind ``copy``) remembers in which
calendar the event was seen and which answers stood in it. Whatever cannot be read leads to no conclusion.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from actions import booking
from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, Slot
from actions.errors import MendableError
from actions.services import Services
from actions.store.records import Timer
from actions.store.store import Transaction
from actions.store.unanswered import unanswered
from actions.upkeep import reconcile_letters as say
from actions.upkeep.copies import CannotTell, Copy, copy_of, slot_of
from actions.upkeep.letters import Letters
from actions.upkeep.reconcile_series import differences, follow, left_out_there
from calendar_adapters.types import Event, Interval, PartStat

LOG = logging.getLogger(__name__)
KIND = "copy"
AHEAD = timedelta(days=14)
READERS = 8  # calendars read at the same time
SERIES = timedelta(days=3650)  # how long the memory of a series' copy is kept
ANSWERS = frozenset({PartStat.ACCEPTED, PartStat.DECLINED, PartStat.TENTATIVE})


class Change(str, Enum):
    """What was found in the organizer's calendar."""

    NONE = "none"
    MOVED = "moved"
    DELETED = "deleted"
    ANSWERED = "answered"
    CLASH = "clash"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Look:
    """One meeting beside its copy in the organizer's calendar; ``copy`` None: no conclusion can be drawn."""

    meeting: Meeting
    copy: Copy | None
    readable: bool = True


def reconcile(services: Services, now: datetime, ahead: timedelta = AHEAD) -> list[Change]:
    """Compare every meeting that stands and begins within ``ahead`` with its organizer's calendar, and follow.

    Each meeting is a transaction of its own; a failure is logged and leaves that meeting as it was.
    """
    with services.store.reading() as tx:
        people = {c.person for c in tx.connections.all()}
        meetings = [m for p in sorted(people) for m in tx.meetings.organized(p, Interval(now, now + ahead))]
    if not meetings:
        return []
    with ThreadPoolExecutor(READERS) as pool:
        looks = list(pool.map(lambda m: _look(services, m), meetings))
    return [_safely(services, look, now) for look in looks]


def seen(
    tx: Transaction,
    meeting: Meeting,
    label: str = "",
    answers: Mapping[str, str] | None = None,
    exdates: Sequence[str] | None = None,
) -> None:
    """Remember that the event of a booked meeting stands in the organizer's calendar: from now on it can be missed.

    ``label`` is that calendar's (default: the one written to), ``answers`` the PARTSTATs in it by address, ``exdates``
    the instances left out in it (ISO; default: those remembered).
    """
    assert meeting.booked is not None
    key = f"{KIND}:{meeting.id}"
    if exdates is None:
        known = (t.payload.get("exdates") for t in tx.timers.of_meeting(meeting.id) if t.kind == KIND)
        exdates = next((e for e in known if e is not None), None)
    tx.timers.cancel(key=key)
    until = meeting.booked.end + (SERIES if meeting.rrule else timedelta())
    payload: dict[str, Any] = {"label": label, "answers": dict(answers or {})}
    payload |= {"exdates": list(exdates)} if exdates is not None else {}
    tx.timers.put(Timer(key, KIND, until, meeting.id, meeting.organizer, payload))


def _look(services: Services, meeting: Meeting) -> Look:
    try:
        return Look(meeting, copy_of(services, meeting, meeting.organizer))
    except CannotTell as error:
        LOG.warning("meeting %s was not compared: %s", meeting.id, error)
        return Look(meeting, None, readable=False)


def _safely(services: Services, look: Look, now: datetime) -> Change:
    if look.copy is None:
        return Change.NONE if look.readable else Change.UNREADABLE
    try:
        return _compare(services, look.meeting, look.copy, now)
    except CannotTell as error:
        LOG.warning("meeting %s was not compared: %s", look.meeting.id, error)
        return Change.UNREADABLE
    except MendableError as error:  # somebody else saved it meanwhile, or it lies in the past by now
        LOG.info("meeting %s was left for the next time: %s", look.meeting.id, error)
    except Exception:
        LOG.exception("meeting %s could not be compared with its calendar", look.meeting.id)
    return Change.NONE


def _compare(services: Services, meeting: Meeting, copy: Copy, now: datetime) -> Change:
    with services.store.reading() as tx:
        current = tx.meetings.get(meeting.id)
        memory = next((t.payload for t in tx.timers.of_meeting(meeting.id) if t.kind == KIND), None)
        half_done = unanswered(tx.connection).may_change(meeting)
    if half_done:
        return Change.NONE  # what was found there may be what we are just writing, or what a process left when it died
    if current is None or current.version != meeting.version or current.state not in STANDING:
        return Change.NONE  # it changed while the calendar was read
    if copy.event is None:
        known = memory is not None and memory["label"] in ("", copy.calendar.label)
        return _deleted(services, meeting, now) if known else Change.NONE
    there = slot_of(copy.event)
    like = (copy.event.rrule is None) == (meeting.rrule is None)  # else our meeting is one of somebody's series
    if like and there is not None and there != meeting.booked and there.start > now:
        return _moved(services, meeting, copy, there, now)
    if like and (dropped := _dropped(meeting, copy.event, now)):
        return _drop(services, meeting, dropped, now)
    if like and meeting.rrule:
        followed = _instances(services, meeting, copy, memory or {}, now)
        if followed is not Change.NONE:
            return followed
    return _answered(services, meeting, copy, memory["answers"] if memory else None, now)


def _deleted(services: Services, meeting: Meeting, now: datetime) -> Change:
    """Called off in everybody's calendar, and said."""
    gone = booking.cancel(services, meeting, meeting.organizer, now)
    if not gone.done:
        return Change.UNREADABLE
    with services.store.transaction() as tx:
        saved = tx.meetings.save(gone.meeting)
        tx.claims.release(saved.id)
        tx.holds.release(saved.id)
        tx.timers.cancel(meeting_id=saved.id)
        say.deleted(Letters(services, tx, saved, now), gone.event)
    return Change.DELETED


def _instances(services: Services, meeting: Meeting, copy: Copy, memory: Mapping[str, Any], now: datetime) -> Change:
    """Single instances of the series moved, added or put back there; which ones are left out is remembered."""
    assert copy.event is not None
    found = differences(meeting, copy, memory.get("exdates", ()), now)
    done = True
    if found:
        meeting, done = follow(services, meeting, found, now)
    if done and (found or memory.get("exdates") != left_out_there(copy.event)):
        out = sorted({*left_out_there(copy.event), *(d.isoformat() for d in found.missing)})
        with services.store.transaction() as tx:
            seen(tx, meeting, copy.calendar.label, memory.get("answers"), out)
    if not found:
        return Change.NONE
    return Change.MOVED if done else Change.UNREADABLE


def _dropped(meeting: Meeting, event: Event, now: datetime) -> list[datetime]:
    """Starts of the series that were taken out there and are still to come."""
    starts = {d for d in event.exdates if isinstance(d, datetime) and d > now}
    return sorted(starts - set(meeting.exdates)) if meeting.rrule else []


def _drop(services: Services, meeting: Meeting, starts: list[datetime], now: datetime) -> Change:
    """These of a series are called off in everybody's calendar, and said, one after the other."""
    for start in starts:
        gone = booking.cancel(services, meeting, meeting.organizer, now, instance=start)
        if not gone.done:
            return Change.UNREADABLE
        with services.store.transaction() as tx:
            meeting = tx.meetings.save(gone.meeting)
            say.dropped(Letters(services, tx, meeting, now), start)
    return Change.DELETED


def _moved(services: Services, meeting: Meeting, copy: Copy, there: Slot, now: datetime) -> Change:
    """Our meeting, and the others' calendars, follow to the new time; a clash is told to the organizer."""
    assert copy.event is not None
    follow = replace(meeting, sequence=max(meeting.sequence, copy.event.sequence))
    moved = booking.book(services, follow, there, meeting.organizer, now, force=True)
    if moved.failed:
        return Change.UNREADABLE
    with services.store.transaction() as tx:
        if not moved.done:
            clash = Slot(moved.at.start, moved.at.end) if moved.at else there  # of a series it may be a later one
            say.clash(Letters(services, tx, meeting, now), clash, moved.lost)
            return Change.CLASH
        saved = tx.meetings.save(moved.meeting)
        tx.holds.release(saved.id)
        seen(tx, saved, copy.calendar.label)
        say.moved(Letters(services, tx, saved, now), meeting, moved.event)
    return Change.MOVED


def _answered(services: Services, meeting: Meeting, copy: Copy, before: Any, now: datetime) -> Change:
    """Take over the answers that changed in the copy since it was last seen."""
    assert copy.event is not None
    answers = {a.address: a.partstat.value for a in copy.event.attendees}
    new = [a for a in copy.event.attendees if _is_news(meeting, a.address, a.partstat, before)]
    if before == answers and not new:
        return Change.NONE
    after = meeting
    for attendee in new:
        after = steps.respond(after, attendee.address, attendee.partstat, now)
    with services.store.transaction() as tx:
        saved = tx.meetings.save(after) if new else meeting
        seen(tx, saved, copy.calendar.label, answers)
        for attendee in new:
            if attendee.partstat is PartStat.DECLINED:
                say.declined(Letters(services, tx, saved, now), attendee.address)
    return Change.ANSWERED if new else Change.NONE


def _is_news(meeting: Meeting, address: str, partstat: PartStat, before: Any) -> bool:
    """An answer of somebody who comes, other than ours, that did not stand in the copy before."""
    person = meeting.participant(address)
    if person is None or address == meeting.organizer or partstat not in ANSWERS or person.partstat is partstat:
        return False
    unanswered = person.partstat is PartStat.NEEDS_ACTION
    return unanswered or (before is not None and before.get(address, PartStat.NEEDS_ACTION.value) != partstat.value)
