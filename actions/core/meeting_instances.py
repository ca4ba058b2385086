"""Steps on single instances of a series that stands: one more (RDATE), one back (no EXDATE any more), one less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from actions.core.meeting import STANDING, Meeting, MovedInstance, Slot
from actions.core.meeting_rules import allow, at, aware
from actions.errors import MendableError


def add_instances(meeting: Meeting, starts: Iterable[datetime], now: datetime) -> Meeting:
    """The series takes place at ``starts`` (aware), too (RFC 5545 section 3.8.5.2); SEQUENCE + 1.

    Raises:
        MendableError: not a series that stands; ``time_has_passed``.
    """
    new = _series(meeting, starts, now)
    return at(
        meeting,
        now,
        rdates=tuple(sorted({*meeting.rdates, *new})),
        exdates=tuple(d for d in meeting.exdates if d not in new),
        sequence=meeting.sequence + 1,
    )


def restore_instances(meeting: Meeting, starts: Iterable[datetime], now: datetime) -> Meeting:
    """What had been left out at ``starts`` takes place after all (no EXDATE any more); SEQUENCE + 1.

    Raises:
        MendableError: not a series that stands; ``time_has_passed``; ``no_such_instance`` for what was not left out.
    """
    new = _series(meeting, starts, now)
    if missing := [s for s in new if s not in meeting.exdates]:
        raise MendableError("no_such_instance", instance=missing[0])
    return at(meeting, now, exdates=tuple(d for d in meeting.exdates if d not in new), sequence=meeting.sequence + 1)


def drop_added(meeting: Meeting, starts: Iterable[datetime], now: datetime) -> Meeting:
    """The extra instances at ``starts`` are off again; SEQUENCE + 1.

    Raises:
        MendableError: not a series that stands; ``no_such_instance``.
    """
    gone = _series(meeting, starts, now)
    if missing := [s for s in gone if s not in meeting.rdates]:
        raise MendableError("no_such_instance", instance=missing[0])
    rest = replace(meeting, moved=tuple(m for m in meeting.moved if m.recurrence_id not in gone))
    return at(rest, now, rdates=tuple(d for d in meeting.rdates if d not in gone), sequence=meeting.sequence + 1)


def own_slot(meeting: Meeting, instance: datetime) -> Slot:
    """Where that one of the series stands: where it was moved to, else at its original start."""
    assert meeting.booked is not None
    own = meeting.differing(instance)
    return own.slot if own else Slot(instance, instance + (meeting.booked.end - meeting.booked.start))


def with_instance(meeting: Meeting, one: MovedInstance) -> tuple[MovedInstance, ...]:
    """What differs in the series, with ``one`` in the place of what its instance was like."""
    return (*(m for m in meeting.moved if m.recurrence_id != one.recurrence_id), one)


def _series(meeting: Meeting, starts: Iterable[datetime], now: datetime) -> tuple[datetime, ...]:
    allow(meeting, STANDING)
    found = tuple(aware(s) for s in starts)
    if not meeting.rrule:
        raise MendableError("no_such_instance", instance=found[0] if found else now)
    if past := [s for s in found if s <= now]:
        raise MendableError("time_has_passed", start=past[0])
    return found
