"""Series as time goes on: claims, turns, and an hour that changes with the clocks."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.core.meeting import Slot
from actions.core.meeting_rotation import noted
from actions.core.recurrence import AHEAD
from actions.upkeep.series import EVERY, look_ahead
from calendar_adapters.types import Interval
from tests.unit.upkeep.house import ANNA, DAY, MINJI, NOW, SAM, SEO, slot

WEEK = timedelta(weeks=1)


def minutes_of(house, meeting, address: str) -> set[int]:
    import sqlalchemy as sa

    with house.store.engine.connect() as connection:
        query = sa.text("SELECT bucket FROM claim WHERE meeting_id = :m AND address = :a")
        return {row[0] for row in connection.execute(query, {"m": meeting.id, "a": address})}


def test_a_tick_claims_what_has_come_within_reach(house):
    meeting = house.booked(MINJI, at=slot(1), rrule="FREQ=WEEKLY")
    first = int(slot(1).start.timestamp()) // 60
    for weeks in (0, 3, 20):
        house.tick(NOW + weeks * WEEK + EVERY)
        starts = {first + (weeks + n) * 7 * 1440 for n in range(AHEAD)}
        assert minutes_of(house, meeting, MINJI) == {s + m for s in starts for m in range(60)}


def test_it_is_looked_at_no_more_often_than_needed(house):
    house.booked(MINJI, at=slot(1), rrule="FREQ=WEEKLY")
    assert house.tick(NOW + timedelta(minutes=1)).series == 1
    assert house.tick(NOW + timedelta(hours=1)).series == 0
    assert house.tick(NOW + EVERY + timedelta(minutes=2)).series == 1


def test_a_series_called_off_is_left_alone(house):
    meeting = house.booked(MINJI, at=slot(1), rrule="FREQ=WEEKLY;COUNT=2")
    house.tick(NOW + 10 * WEEK)
    assert minutes_of(house, meeting, MINJI) == set()


def test_the_next_turns_are_written_and_told_to_who_has_no_calendar(house):
    at = Slot(slot(1).start, slot(1).end, (noted((0, 60), []),))
    meeting = house.booked(MINJI, ANNA, at=at, rrule="FREQ=WEEKLY")
    house.letters()
    later = NOW + 13 * WEEK
    house.tick(later)
    with house.store.reading() as tx:
        stands = tx.meetings.get(meeting.id)
    assert stands.sequence == meeting.sequence + 1
    assert len({m.recurrence_id for m in stands.moved}) > len(meeting.moved)
    for who in (SEO, MINJI):
        found = house.calendar(who).events(Interval(later, later + AHEAD * WEEK))
        weeks = [round((e.start - at.start) / WEEK) for e in found if e.uid == meeting.uid]
        late = [(e.start - at.start - w * WEEK) / timedelta(hours=1) for e, w in zip(found, weeks, strict=True)]
        assert late == [w % 2 for w in weeks]
    assert [(r.to, r.method) for r in house.letters() if r.method] == [(ANNA, "REQUEST")]
    house.tick(later + DAY)
    assert not house.letters()


def test_who_lives_elsewhere_hears_once_that_the_hour_changes(house):
    house.booked(MINJI, SAM, at=slot(1), rrule="FREQ=WEEKLY")
    house.letters()
    jump = datetime(2027, 3, 14, tzinfo=ZoneInfo("America/New_York"))
    heard = []
    for weeks in range(1, 18):
        house.tick(NOW + weeks * WEEK)
        heard += [(weeks, r) for r in house.letters()]
    ((week, letter),) = heard
    assert letter.to == SAM
    assert NOW + week * WEEK < jump < NOW + (week + AHEAD + 1) * WEEK
    assert "at 9 PM" in letter.text
    assert "instead of 8 PM" in letter.text


def test_nothing_fails_that_others_wait_for(house):
    house.booked(MINJI, at=slot(1), rrule="FREQ=WEEKLY")
    house.broken.add(SEO)
    assert look_ahead(house.services, NOW) == (1, 0)


@pytest.mark.parametrize("writes", range(1, 13))
def test_killed_while_the_turns_are_written_it_ends_with_all_or_with_none(house, writes):
    at = Slot(slot(1).start, slot(1).end, (noted((0, 60), []),))
    meeting = house.proposed(MINJI, offers=(at,), rrule="FREQ=WEEKLY")
    house.die_while_booking(meeting, at, writes)
    done = house.tick(NOW + timedelta(minutes=6))
    assert done.finished + done.reopened == 1
    with house.store.reading() as tx:
        after = tx.meetings.get(meeting.id)
    for who in (SEO, MINJI):
        found = house.calendar(who).events(Interval(NOW, NOW + AHEAD * WEEK))
        hours = [(e.start - at.start - n * WEEK) / timedelta(hours=1) for n, e in enumerate(found)]
        assert hours == ([n % 2 for n in range(AHEAD)] if after.booked else [])
