"""The uncomfortable hour of a series goes round: nobody takes more than a share, nor more than by keeping one hour."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core import meeting_steps as steps
from actions.core.availability import Participant as Diary
from actions.core.availability import Problem, Span
from actions.core.meeting import Meeting, Participant, Slot
from actions.core.meeting_claims import claiming, upcoming
from actions.core.meeting_rotation import noted, turns_missing, with_turns
from actions.core.ranking.fairness import Burden, Clock, burden
from actions.core.ranking.rotation import at_turn, rotation, turn_of
from actions.series_check import turns_of_series
from calendar_adapters.types import Interval

UTC = timezone.utc
SEOUL, LONDON, YORK = "Asia/Seoul", "Europe/London", "America/New_York"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = datetime(2026, 12, 1, tzinfo=UTC)
OFFICE = {day: (Span(540, 1080),) for day in range(5)}
WEEK = timedelta(weeks=1)


def at(hour: float, **minutes: int) -> Burden:
    return Burden(DAY + timedelta(hours=hour), minutes)


def always(_option: Burden) -> bool:
    return True


@pytest.mark.parametrize(
    ("options", "so_far", "hours"),
    [
        ([at(8, ana=30), at(9, jin=30)], {}, [8, 9]),
        ([at(8, ana=30), at(9, jin=30)], {"ana": 60}, [9, 8]),
        ([at(8, ana=30), at(8.5, ana=15), at(9, jin=20)], {}, [8.5, 9]),
        ([at(8, ana=30), at(8.5, ana=15, jin=15), at(9, jin=30)], {}, [8, 9]),
        ([at(8, ana=30), at(9, jin=30), at(10, max=30)], {}, [8, 9, 10]),
        ([at(8, ana=30, jin=30), at(9, jin=30), at(10, ana=30)], {}, [9, 10]),
    ],
)
def test_turns_share_nobody_and_who_has_borne_least_begins(options, so_far, hours) -> None:
    found = rotation(options, so_far, always)
    assert [t.start.hour + t.start.minute / 60 for t in found.turns] == hours


@pytest.mark.parametrize(
    "options",
    [
        [],
        [at(8, ana=30)],
        [at(8, ana=30), at(9, ana=60)],  # only one side
        [at(8, ana=30, jin=30), at(9, jin=60)],  # always with the same person
        [at(8, ana=10), at(9, jin=60)],  # one turn would cost more than all of the other's
    ],
)
def test_one_hour_is_kept_where_going_round_is_no_fairer(options) -> None:
    assert rotation(options, {}, always) is None


def test_an_hour_that_does_not_suit_later_is_no_turn() -> None:
    options = [at(8, ana=15), at(8.5, ana=30), at(9, jin=30)]
    assert [t.start.hour for t in rotation(options, {}, lambda o: o.minutes != {"ana": 15}).turns] == [8, 9]
    assert rotation(options, {}, lambda o: "jin" not in o.minutes) is None


burdens = st.lists(
    st.tuples(
        st.integers(0, 40), st.dictionaries(st.sampled_from("abcd"), st.integers(1, 120), min_size=1, max_size=3)
    ),
    max_size=10,
    unique_by=lambda one: one[0],
)


@settings(max_examples=300, deadline=None)
@given(burdens, st.dictionaries(st.sampled_from("abcd"), st.integers(0, 500)), st.integers(1, 40), st.integers(0, 40))
def test_nobody_takes_more_than_a_share_of_any_run_of_instances(given_, so_far, count, begin) -> None:
    options = [Burden(DAY + timedelta(minutes=15 * n), minutes) for n, minutes in given_]
    found = rotation(options, so_far, always)
    if found is None:
        return
    turns = len(found.turns)
    taken: dict[str, int] = {}
    borne: dict[str, int] = {}
    for ordinal in range(begin, begin + count):
        for who, minutes in found.turns[ordinal % turns].minutes.items():
            taken[who] = taken.get(who, 0) + 1
            borne[who] = borne.get(who, 0) + minutes
    assert max(taken.values()) <= ceil(count / turns)
    worst_kept = min(max(t.minutes.values()) for t in found.turns) * count
    if count % turns == 0:
        assert max(borne.values()) <= worst_kept
    offsets = found.offsets(ZoneInfo(LONDON))
    assert offsets[0] == 0
    assert len(set(offsets)) == turns


def two_zones(**busy: tuple[Interval, ...]) -> Problem:
    people = [Diary(who, zone, working_hours=OFFICE, busy=busy.get(who, ())) for who, zone in PEOPLE.items()]
    return Problem(NOW, Interval(DAY, DAY + timedelta(days=1)), 30, 30, 0, tuple(people))


PEOPLE = {"ana": LONDON, "jin": SEOUL}
CLOCKS = {who: Clock(zone, OFFICE) for who, zone in PEOPLE.items()}


def suits(start: datetime) -> bool:
    return start.date() == DAY.date()


def test_london_and_seoul_take_turns_week_by_week() -> None:
    zone = ZoneInfo(LONDON)
    found = turns_of_series(two_zones(), "FREQ=WEEKLY", {}, zone, suits)
    assert found is not None
    assert [set(t.minutes) for t in found.turns] in ([{"ana"}, {"jin"}], [{"jin"}, {"ana"}])
    borne = dict.fromkeys(PEOPLE, 0)
    for week in range(8):
        start = at_turn(found.start + week * WEEK, turn_of(found.offsets(zone), week), zone)
        (who,) = burden(Interval(start, start + timedelta(minutes=30)), CLOCKS).minutes
        borne[who] += 1
        for place in PEOPLE.values():
            assert 7 <= start.astimezone(ZoneInfo(place)).hour < 22
    assert borne == {"ana": 4, "jin": 4}


def test_a_turn_that_somebody_cannot_make_in_the_sixth_week_is_not_offered() -> None:
    zone = ZoneInfo(LONDON)
    plain = turns_of_series(two_zones(), "FREQ=WEEKLY", {}, zone, suits)
    jins = next(t for t in plain.turns if "jin" in t.minutes).start
    taken = Interval(jins + 5 * WEEK, jins + 5 * WEEK + timedelta(minutes=30))
    other = turns_of_series(two_zones(ana=(taken,)), "FREQ=WEEKLY", {}, zone, suits)
    assert jins not in {t.start for t in other.turns}


def test_common_hours_need_no_turns() -> None:
    near = [Diary("ana", LONDON, working_hours=OFFICE), Diary("eva", "Europe/Berlin", working_hours=OFFICE)]
    problem = Problem(NOW, Interval(DAY, DAY + timedelta(days=1)), 30, 30, 0, tuple(near))
    found = turns_of_series(problem, "FREQ=WEEKLY", {}, ZoneInfo(LONDON), lambda s: 10 <= s.hour < 16)
    assert found is None


# ---- the aggregate


def series(rrule: str = "FREQ=WEEKLY", zone: str = YORK, offsets: tuple[int, ...] = (0, 120)) -> Meeting:
    """Begins on Tuesday 1 December at 17:00 in New York, every second one two hours later."""
    chair, other = Participant("ana@example.com"), Participant("jin@example.com")
    draft = steps.new_meeting("m1", chair, NOW, attendees=[other], minutes=60, timezone=zone, rrule=rrule)
    start = datetime(2026, 12, 1, 17, 0, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    slot = Slot(start, start + timedelta(hours=1), (noted(offsets, []),))
    return steps.book(steps.choose(draft, slot, draft.organizer, NOW), NOW)


def hours(meeting: Meeting, now: datetime = NOW, count: int = 8) -> list[int]:
    zone = ZoneInfo(meeting.timezone)
    return [slot.start.astimezone(zone).hour for _, slot in upcoming(meeting, now, count)]


def test_booked_its_instances_stand_at_their_turns_on_the_wall_clock() -> None:
    meeting = series()
    assert hours(meeting, count=16) == [17, 19] * 8  # over the change of the clock in March
    assert all(m.turn for m in meeting.moved)
    assert {m.recurrence_id.astimezone(ZoneInfo(YORK)).hour for m in meeting.moved} == {17}


def test_the_claims_of_a_rotation_are_at_its_turns() -> None:
    meeting = series()
    booked = Slot(meeting.booked.start, meeting.booked.end, (noted((0, 120), []),))
    asked = {s.interval.start for s in claiming(series(), booked, NOW)}
    assert asked == {slot.start for _, slot in upcoming(meeting, NOW)}


def test_as_time_goes_on_the_next_ones_get_their_turns_and_none_changes() -> None:
    meeting = series()
    now = NOW
    for _ in range(60):
        now += WEEK
        if turns_missing(meeting, now):
            before = {m.recurrence_id: m.slot for m in meeting.moved}
            meeting = with_turns(meeting, now)
            assert all(meeting.differing(i).slot == s for i, s in before.items())
        first = round((upcoming(meeting, now)[0][0] - meeting.booked.start) / WEEK)
        assert hours(meeting, now) == [17 if (first + n) % 2 == 0 else 19 for n in range(8)]


def test_what_was_moved_or_called_off_alone_stays_so_and_the_turns_stay_theirs() -> None:
    meeting = series("FREQ=WEEKLY;COUNT=40")
    second = upcoming(meeting, NOW)[1][0]
    third = upcoming(meeting, NOW)[2][0]
    meeting = steps.cancel(meeting, meeting.organizer, NOW, instance=third)
    own = Slot(second, second + timedelta(hours=1))
    meeting = steps.book(steps.move(meeting, own, meeting.organizer, NOW, instance=second), NOW)
    later = with_turns(meeting, NOW + timedelta(days=1))
    assert hours(later, count=6) == [17, 17, 19, 17, 19, 17]


def test_three_take_turns_and_a_whole_move_ends_it() -> None:
    meeting = series(offsets=(0, 60, -30))
    assert hours(meeting, count=6) == [17, 18, 16, 17, 18, 16]
    elsewhere = Slot(meeting.booked.start + timedelta(hours=1), meeting.booked.end + timedelta(hours=1))
    moved = steps.book(steps.move(meeting, elsewhere, meeting.organizer, NOW), NOW)
    assert (moved.rotation, moved.moved) == ((), ())
    assert hours(moved) == [18] * 8


def test_of_hours_as_fair_the_nearest_to_their_day_is_taken() -> None:
    found = turns_of_series(two_zones(), "FREQ=WEEKLY", {}, ZoneInfo(LONDON), suits)
    assert sorted(f"{t.start.astimezone(ZoneInfo(LONDON)):%H:%M}" for t in found.turns) == ["08:30", "09:00"]
