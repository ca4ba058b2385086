"""Single instances of a series changed in the organizer's calendar: moved, added, put back, taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from calendar_adapters.types import Interval
from tests.unit.upkeep.house import DAY, HOUR, MINJI, NOW, SAM, SEO, slot

NEXT = timedelta(minutes=10)
FIRST = slot(2)  # Wednesday, 10:00 in Seoul
WEEK = timedelta(days=7)


def series(house, **fields):
    meeting = house.booked(MINJI, SAM, at=FIRST, rrule="FREQ=WEEKLY;BYDAY=WE", **fields)
    house.tick()
    house.letters()
    return meeting


def starts(house, meeting, address=MINJI, days=30):
    window = Interval(NOW, NOW + days * DAY)
    return [e.start for e in house.calendar(address).events(window) if e.uid == meeting.uid]


def instance(house, meeting, start):
    window = Interval(start - DAY, start + DAY)
    found = [e for e in house.calendar(SEO).events(window) if e.uid == meeting.uid and e.recurrence_id == start]
    assert found
    return found[0]


def move_one(house, meeting, start, to):
    one = instance(house, meeting, start)
    master = house.calendar(SEO).get(meeting.uid)
    moved = replace(one, start=to, end=to + HOUR, rrule=None, exdates=(), rdates=(), etag=master.etag, href=master.href)
    house.calendar(SEO).update(moved)


def test_one_that_was_moved_there_is_followed_alone(house):
    meeting = series(house)
    second, new = FIRST.start + WEEK, FIRST.start + WEEK + 3 * HOUR
    move_one(house, meeting, second, new)
    assert house.tick(NOW + NEXT).moved == 1
    after = house.meeting(meeting.id)
    assert [(m.recurrence_id, m.slot.start) for m in after.moved] == [(second, new)]
    assert after.booked == FIRST
    for who in (MINJI, SAM):
        assert starts(house, meeting, who)[:3] == [FIRST.start, new, FIRST.start + 2 * WEEK]
    replies = {r.to: r for r in house.letters()}
    assert set(replies) == {SEO, MINJI, SAM}
    assert "나머지는 그대로예요" in replies[SEO].text
    assert "Only this one" in replies[SAM].text
    assert b"RECURRENCE-ID" in replies[SAM].ics
    assert b"RRULE" not in replies[SAM].ics
    assert house.tick(NOW + 2 * NEXT).moved == 0
    assert house.letters() == []


def test_one_moved_over_another_meeting_of_an_attendee_is_told_once(house):
    meeting = series(house)
    busy = slot(9, 5)
    house.booked(MINJI, at=busy, title="다른 회의")
    move_one(house, meeting, FIRST.start + WEEK, busy.start)
    for n in range(1, 3):
        house.tick(NOW + n * NEXT)
    assert house.meeting(meeting.id).moved == ()
    assert [r.to for r in house.letters() if "그때 다른 회의가 있어요" in r.text] == [SEO]


def test_one_more_is_added_for_everybody_and_taken_off_again(house):
    meeting = series(house)
    extra = FIRST.start + DAY
    house.change_there(meeting, rdates=(extra,))
    assert house.tick(NOW + NEXT).moved == 1
    assert house.meeting(meeting.id).rdates == (extra,)
    assert starts(house, meeting)[:2] == [FIRST.start, extra]
    assert {r.to for r in house.letters()} == {SEO, MINJI, SAM}
    house.change_there(meeting, rdates=())
    house.tick(NOW + 2 * NEXT)
    assert house.meeting(meeting.id).rdates == ()
    assert extra not in starts(house, meeting)
    told = {r.to: r for r in house.letters()}
    assert told[SAM].method == "CANCEL"
    assert house.tick(NOW + 3 * NEXT).moved == 0


def test_one_that_was_left_out_and_is_put_back_stands_again_for_everybody(house):
    meeting = series(house)
    second = FIRST.start + WEEK
    house.calendar(SEO).delete(meeting.uid, house.calendar(SEO).get(meeting.uid).etag, second)
    assert house.tick(NOW + NEXT).deleted == 1
    assert second not in starts(house, meeting)
    house.tick(NOW + 2 * NEXT)
    house.letters()
    house.change_there(meeting, exdates=())
    assert house.tick(NOW + 3 * NEXT).moved == 1
    assert house.meeting(meeting.id).exdates == ()
    assert second in starts(house, meeting)
    assert {r.to for r in house.letters()} == {SEO, MINJI, SAM}


def test_what_we_left_out_ourselves_is_not_taken_for_put_back(house):
    meeting = series(house)
    from actions import booking

    second = FIRST.start + WEEK
    gone = booking.cancel(house.services, house.meeting(meeting.id), SEO, NOW, instance=second)
    house.save(gone.meeting)
    for n in range(1, 4):
        done = house.tick(NOW + n * NEXT)
        assert (done.moved, done.deleted) == (0, 0)
    assert second not in starts(house, meeting)


def test_what_we_moved_ourselves_is_no_change(house):
    meeting = series(house)
    from actions import booking

    second = FIRST.start + WEEK
    to = slot(9, 6)
    done = booking.book(house.services, house.meeting(meeting.id), to, SEO, NOW, instance=second)
    assert done.done
    house.save(done.meeting)
    for n in range(1, 3):
        assert house.tick(NOW + n * NEXT).moved == 0
    assert starts(house, meeting)[1] == to.start


@pytest.mark.parametrize("broken", [SEO, MINJI])
def test_a_calendar_that_cannot_be_read_or_written_puts_it_off(house, broken):
    meeting = series(house)
    second, new = FIRST.start + WEEK, FIRST.start + WEEK + 3 * HOUR
    move_one(house, meeting, second, new)
    house.broken = {broken}
    assert house.tick(NOW + NEXT).moved == 0
    assert house.meeting(meeting.id).moved == ()
    house.broken = set()
    assert house.tick(NOW + 2 * NEXT).moved == 1


def test_past_instances_lead_to_nothing(house):
    meeting = series(house)
    first_there = FIRST.start
    house.now = NOW + 3 * DAY
    move_one(house, meeting, first_there, first_there + HOUR)
    assert house.tick(NOW + 3 * DAY).moved == 0
