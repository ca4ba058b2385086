"""What we do to a series ourselves, on real CalDAV servers: turns, one left, one moved, all moved, ended; one UID."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions import booking
from actions.core.meeting import Meeting, Slot
from actions.core.meeting_absence import stay_away
from actions.core.meeting_rotation import noted
from calendar_adapters.types import Interval
from tests.adapters.test_series_changed import FIRST, SERIES, Remote, remote
from tests.unit.upkeep.house import DAY, MINJI, NOW, SEO

WEEK = timedelta(weeks=1)
__all__ = ["remote"]


def hours(remote: Remote, weeks: int = 6) -> list[float | None]:
    """How many hours after the first hour each week's one stands in the organizer's calendar; None: not at all."""
    found = remote.calendar().events(Interval(NOW, NOW + 60 * DAY))
    assert len({e.uid for e in found}) <= 1
    by_week = {round((e.start - FIRST.start) / WEEK): e for e in found}
    late = {w: (e.start - FIRST.start - w * WEEK) / timedelta(hours=1) for w, e in by_week.items()}
    return [late.get(w) for w in range(weeks)]


def booked(remote: Remote, slot: Slot = FIRST) -> Meeting:
    return remote.house.booked(MINJI, at=slot, rrule=SERIES)


def save(remote: Remote, done: Any) -> Meeting:
    assert done.done
    with remote.house.store.transaction() as tx:
        return tx.meetings.save(done.meeting)


def settled(remote: Remote) -> None:
    """Nothing that we wrote is taken for somebody else's change."""
    done = remote.house.tick(NOW + timedelta(minutes=30))
    assert (done.moved, done.deleted, done.failed) == (0, 0, 0)


def test_turns(remote: Remote) -> None:
    booked(remote, replace(FIRST, reasons=(noted((0, 120), []),)))
    assert hours(remote) == [0, 2, 0, 2, 0, 2]
    settled(remote)
    assert hours(remote) == [0, 2, 0, 2, 0, 2]


def test_one_left_by_an_attendee(remote: Remote) -> None:
    meeting = booked(remote)
    second = FIRST.start + WEEK
    after = stay_away(meeting, MINJI, [second], NOW)
    save(remote, booking.absent(remote.house.services, meeting, after, MINJI, [second]))
    found = {e.start: {a.address for a in e.attendees} for e in remote.calendar().events(Interval(NOW, NOW + 30 * DAY))}
    assert MINJI not in found[second]
    assert MINJI in found[FIRST.start]
    assert MINJI in found[second + WEEK]
    settled(remote)


@pytest.mark.parametrize("length", [60, 90])
def test_one_moved_and_then_all(remote: Remote, length: int) -> None:
    services = remote.house.services
    meeting = booked(remote)
    second = FIRST.start + WEEK
    there = Slot(second + timedelta(hours=3), second + timedelta(hours=3, minutes=length))
    meeting = save(remote, booking.book(services, meeting, there, SEO, NOW, instance=second))
    assert hours(remote) == [0, 3, 0, 0, 0, 0]
    settled(remote)
    later = Slot(FIRST.start + timedelta(hours=1), FIRST.start + timedelta(hours=1, minutes=length))
    moved = save(remote, booking.book(services, remote.house.meeting(meeting.id), later, SEO, NOW))
    assert hours(remote) == [1] * 6
    assert moved.uid == meeting.uid
    assert moved.sequence > meeting.sequence


def test_one_called_off_and_all_from_one_on(remote: Remote) -> None:
    services = remote.house.services
    meeting = booked(remote)
    meeting = save(remote, booking.cancel(services, meeting, SEO, NOW, instance=FIRST.start + WEEK))
    assert hours(remote) == [0, None, 0, 0, 0, 0]
    save(remote, booking.end_series(services, meeting, SEO, NOW, FIRST.start + 3 * WEEK))
    assert hours(remote) == [0, None, 0, None, None, None]
    settled(remote)
