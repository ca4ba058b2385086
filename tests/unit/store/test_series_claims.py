"""A series claims its next instances: who wants the time of one of them loses in the database, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, MovedInstance, Slot
from actions.core.meeting_claims import claimed, claiming, upcoming
from actions.core.recurrence import AHEAD
from actions.store import SlotTaken, Store
from actions.store.store import new_id
from tests.unit.meeting.samples import ANNA, JUNHO, MINJI, NOW, ORGANIZER, draft, slot
from tests.unit.store.test_processes import PROCESSES, in_processes
from tests.unit.store.test_repositories import other

WEEK = timedelta(weeks=1)
ROUNDS = 6


def chosen(rrule: str | None, at: Slot, **fields) -> Meeting:
    """A meeting of its own whose time is ``at``, being booked."""
    return steps.choose(other(replace(draft(), rrule=rrule, **fields)), at, ORGANIZER, NOW)


def confirm(tx, meeting: Meeting) -> Meeting:
    """As a confirmation does: claims and the meeting in one transaction."""
    tx.claims.take_stretches(claiming(meeting, meeting.chosen, NOW), meeting.id)
    return tx.meetings.save(meeting)


def booked(store: Store, rrule: str | None = "FREQ=WEEKLY", at: Slot | None = None, **fields) -> Meeting:
    with store.transaction() as tx:
        saved = confirm(tx, chosen(rrule, at or slot(1), **fields))
        return tx.meetings.save(steps.book(saved, NOW))


def rows(store: Store) -> set[tuple[str, int]]:
    with store.engine.connect() as connection:
        return {tuple(r) for r in connection.execute(sa.text("SELECT address, bucket FROM claim"))}


def weeks(start: Slot, count: int, first: int = 0) -> set[int]:
    """The minutes of ``count`` weekly instances."""
    begin = int(start.start.timestamp()) // 60
    return {begin + w * 7 * 1440 + m for w in range(first, first + count) for m in range(round(start.minutes))}


@pytest.mark.parametrize("week", range(AHEAD))
def test_no_instance_within_reach_can_be_booked_over(store, week):
    booked(store)
    at = slot(1)
    over = Slot(at.start + week * WEEK + timedelta(minutes=59), at.end + week * WEEK + timedelta(minutes=30))
    with pytest.raises(SlotTaken) as lost, store.transaction() as tx:
        confirm(tx, chosen(None, over))
    assert lost.value.at == over.interval
    with store.transaction() as tx:
        confirm(tx, chosen(None, Slot(at.end + week * WEEK, at.end + week * WEEK + timedelta(minutes=30))))


def test_a_series_loses_to_what_was_booked_at_one_of_its_instances(store):
    third = Slot(slot(1).start + 2 * WEEK, slot(1).end + 2 * WEEK)
    single = booked(store, None, third)
    with pytest.raises(SlotTaken) as lost, store.transaction() as tx:
        confirm(tx, chosen("FREQ=WEEKLY", slot(1)))
    assert lost.value.at == third.interval
    assert rows(store) == {(a, u) for a in single.addresses for u in weeks(third, 1)}


def test_a_clash_that_was_shown_is_no_obstacle_but_an_unseen_one_is(store):
    third = Slot(slot(1).start + 2 * WEEK, slot(1).end + 2 * WEEK)
    single = booked(store, None, third)
    each = [{"start": third.start.isoformat(), "rule": "busy", "who": list(single.addresses)}]
    shown = replace(slot(1), reasons=({"term": "clashes", "starts": [], "each": each},))
    series = booked(store, "FREQ=WEEKLY", shown)
    with store.reading() as tx:
        assert {tx.meetings.get(m.id).state for m in (single, series)} == {series.state}
    assert {u for a, u in rows(store) if a == MINJI} == weeks(slot(1), AHEAD)
    with store.engine.connect() as connection:
        theirs = "SELECT count(*) FROM claim WHERE meeting_id = :m"
        assert connection.execute(sa.text(theirs), {"m": single.id}).scalar() == 60 * len(single.addresses)


def test_claims_are_bounded_and_go_with_time(store):
    series = booked(store)
    people = len(series.addresses)
    for week in (0, 1, 5, 30, 200):
        with store.transaction() as tx:
            tx.claims.follow(claimed(series, NOW + week * WEEK), series.id)
        found = rows(store)
        assert len(found) == people * 60 * AHEAD
        assert {u for _, u in found} == weeks(slot(1), AHEAD, week)


def test_an_instance_off_or_elsewhere_frees_its_time(store):
    series = booked(store)
    second, third = (slot(1).start + n * WEEK for n in (1, 2))
    with store.transaction() as tx:
        series = tx.meetings.save(steps.cancel(series, ORGANIZER, NOW, instance=second))
        elsewhere = Slot(third + timedelta(hours=3), third + timedelta(hours=4))
        series = tx.meetings.save(replace(series, moved=(MovedInstance(third, elsewhere),)))
    with store.transaction() as tx:
        for free in (second, third):
            confirm(tx, chosen(None, Slot(free, free + timedelta(hours=1))))
    with pytest.raises(SlotTaken), store.transaction() as tx:
        confirm(tx, chosen(None, elsewhere))


@pytest.mark.parametrize("gone", [MINJI, JUNHO])
def test_who_leaves_gets_all_of_the_time_back(store, gone):
    series = booked(store)
    with store.transaction() as tx:
        tx.meetings.save(steps.remove_attendee(series, gone, gone, NOW))
    assert gone not in {a for a, _ in rows(store)}
    assert len(rows(store)) == 60 * AHEAD * (len(series.addresses) - 1)


def test_who_stays_away_once_gets_that_hour_back(store):
    series = booked(store)
    second = slot(1).start + WEEK
    own = MovedInstance(second, Slot(second, second + timedelta(hours=1)), without=(MINJI,))
    with store.transaction() as tx:
        tx.meetings.save(replace(series, moved=(own,)))
    assert {u for a, u in rows(store) if a == MINJI} == weeks(slot(1), 1) | weeks(slot(1), AHEAD - 2, 2)
    assert {u for a, u in rows(store) if a == JUNHO} == weeks(slot(1), AHEAD)


@pytest.mark.parametrize(("rrule", "count"), [("FREQ=WEEKLY;COUNT=3", 3), ("FREQ=DAILY", 8), ("FREQ=YEARLY", 2)])
def test_a_series_claims_no_more_than_it_has_or_is_looked_at(store, rrule, count):
    assert len(rows_of(store, booked(store, rrule))) == count * 60 * 4


@pytest.mark.parametrize("end", ["cancel", "end_series"])
def test_called_off_it_takes_no_time(store, end):
    series = booked(store)
    with store.transaction() as tx:
        if end == "cancel":
            tx.meetings.save(steps.cancel(series, ORGANIZER, NOW))
        else:
            tx.meetings.save(steps.end_series(series, ORGANIZER, slot(1).start + 2 * WEEK, NOW))
    assert {u for _, u in rows(store)} == (set() if end == "cancel" else weeks(slot(1), 2))


def test_a_series_that_moves_claims_its_new_hour_every_time_and_gives_the_old_up(store):
    series = booked(store)
    later = Slot(slot(1).start + timedelta(minutes=30), slot(1).end + timedelta(minutes=30))
    with store.transaction() as tx:
        moving = steps.move(series, later, ORGANIZER, NOW)
        tx.claims.take_stretches(claiming(series, later, NOW), series.id)
        saved = tx.meetings.save(moving)
    assert {u for _, u in rows(store)} == weeks(slot(1), AHEAD) | weeks(later, AHEAD)
    with store.transaction() as tx:
        tx.meetings.save(steps.book(saved, NOW))
    assert {u for _, u in rows(store)} == weeks(later, AHEAD)


def test_somebody_optional_yields(store):
    third = Slot(slot(1).start + 2 * WEEK, slot(1).end + 2 * WEEK)
    with store.transaction() as tx:
        only = tx.meetings.save(other(steps.collect(draft(), NOW)))
        tx.claims.take([ANNA], third.interval, only.id)
    series = booked(store)
    assert len(rows_of(store, series)) == 60 * (4 * AHEAD - 1)


def test_upcoming_keeps_the_wall_clock_over_dst():
    summer = Slot(NOW.replace(month=10, day=20, hour=18), NOW.replace(month=10, day=20, hour=19))
    series = steps.book(
        steps.choose(
            replace(draft(timezone="America/New_York"), rrule="FREQ=WEEKLY"), summer, ORGANIZER, summer.start - WEEK
        ),
        summer.start - WEEK,
    )
    hours = [s.start.hour for _, s in upcoming(series, summer.start)]
    assert hours == [18, 18, 19, 19, 19, 19, 19, 19]


def rows_of(store: Store, meeting: Meeting) -> set[tuple[str, int]]:
    with store.engine.connect() as connection:
        query = sa.text("SELECT address, bucket FROM claim WHERE meeting_id = :m")
        return {tuple(r) for r in connection.execute(query, {"m": meeting.id})}


def book_one(store: Store, number: int) -> list[int]:
    """Half of the processes book a series a round, half a single meeting at the third instance of it."""
    won = []
    for day in range(1, ROUNDS + 1):
        at = slot(day, 1 + number % 3, 30)
        third = Slot(at.start + 2 * WEEK, at.end + 2 * WEEK)
        meeting = chosen("FREQ=WEEKLY;COUNT=4", slot(day, 1, 120)) if number % 2 else chosen(None, third)
        try:
            with store.transaction() as tx:
                confirm(tx, replace(meeting, id=new_id(), uid=new_id()))
        except SlotTaken:
            continue
        won.append(day)
    return won


def test_of_a_series_and_singles_at_its_third_instance_nobody_is_booked_twice(shared_url):
    answers = in_processes(book_one, shared_url)
    store = Store(shared_url)
    with store.reading() as tx:
        standing = tx.meetings.of_person(MINJI, states=[*type(draft().state)])
    store.close()
    assert len(standing) == sum(map(len, answers.values()))
    taken = [(s.interval, m.id) for m in standing for s in claiming(m, m.chosen, NOW) if s.address == MINJI]
    assert not [(a, b) for a, i in taken for b, j in taken if i < j and a.overlaps(b)]
    for day in range(1, ROUNDS + 1):  # somebody got each round's time
        assert any(day in won for won in answers.values())
    assert len(answers) == PROCESSES


def follow_all(store: Store, number: int) -> int:
    """Two series of the same people claim further ahead, each in four processes at the same time."""
    for week in range(1, 5):
        with store.transaction() as tx:
            mine = tx.meetings.series()[number % 2]
            tx.claims.follow(claimed(mine, NOW + week * WEEK), mine.id)
    return number


def test_claiming_ahead_in_many_processes_ends_in_one_state(shared_url):
    store = Store(shared_url)
    one, two = booked(store), booked(store, at=slot(1, 3))
    in_processes(follow_all, shared_url)
    assert {u for _, u in rows_of(store, one)} == weeks(slot(1), AHEAD, 4)
    assert {u for _, u in rows_of(store, two)} == weeks(slot(1, 3), AHEAD, 4)
    store.close()
