"""Uncomfortable hours: how they are counted, who takes the next one, and that they go round."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.availability import Participant, Problem, Span
from actions.core.ranking.fairness import (
    Burden,
    Clock,
    assign,
    borne,
    burden,
    discomfort,
    fairest,
    least_loaded,
)
from actions.core.ranking.odd_hours import odd_hours
from calendar_adapters.types import Interval

UTC = timezone.utc
OFFICE = {day: (Span(540, 1080),) for day in range(5)}
SEOUL, BERLIN, YORK = "Asia/Seoul", "Europe/Berlin", "America/New_York"
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)


def meeting(hours: float, minutes: int = 60, day: datetime = MONDAY) -> Interval:
    start = day + timedelta(hours=hours)
    return Interval(start, start + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("zone", "at", "minutes", "counted"),
    [
        (SEOUL, 0, 60, 0),  # 09:00 on Monday
        (SEOUL, 8.5, 60, 30),  # 17:30-18:30
        (SEOUL, 9, 60, 60),  # 18:00
        (SEOUL, -1, 60, 60),  # 08:00
        (BERLIN, 8, 60, 0),  # 09:00
        (YORK, 13, 90, 60),  # 08:00-09:30
        (SEOUL, -24, 60, 60),  # Sunday
    ],
)
def test_discomfort_is_minutes_outside_ones_own_hours(zone: str, at: float, minutes: int, counted: int) -> None:
    assert discomfort(meeting(at, minutes), Clock(zone, OFFICE)) == counted


def test_any_hour_is_comfortable_for_who_has_none() -> None:
    assert discomfort(meeting(18), Clock(SEOUL)) == 0


def test_a_day_with_a_change_of_the_clock_is_counted_on_the_wall_clock() -> None:
    day = datetime(2026, 11, 1, 13, tzinfo=UTC)  # New York went back to standard time at 06:00 UTC
    sunday = {6: (Span(480, 540),)}
    assert discomfort(Interval(day, day + timedelta(hours=1)), Clock(YORK, sunday)) == 0


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 24 * 7 * 4), st.integers(1, 240), st.sampled_from([SEOUL, BERLIN, YORK]))
def test_discomfort_is_between_nothing_and_the_whole(quarter: int, minutes: int, zone: str) -> None:
    held = meeting(quarter / 4, minutes)
    counted = discomfort(held, Clock(zone, OFFICE))
    assert 0 <= counted <= minutes
    local = held.start.astimezone(ZoneInfo(zone))
    begins = local.hour * 60 + local.minute
    inside = local.weekday() < 5 and begins >= 540 and begins + minutes <= 1080
    assert (counted == 0) == inside


def test_whoever_has_borne_least_takes_the_next() -> None:
    options = [Burden(MONDAY, {"a": 60}), Burden(MONDAY + timedelta(hours=9), {"b": 60})]
    assert fairest(options, {"a": 60, "b": 0})[0].minutes == {"b": 60}
    assert fairest(options, {"a": 0, "b": 60})[0].minutes == {"a": 60}
    assert fairest(options, {})[0].minutes == {"a": 60}, "a tie goes to the earlier time"


def test_half_an_hour_of_two_is_better_than_an_hour_of_one() -> None:
    options = [Burden(MONDAY, {"a": 60}), Burden(MONDAY + timedelta(hours=9), {"a": 30, "b": 30})]
    assert fairest(options, {"a": 0, "b": 0})[0].minutes == {"a": 30, "b": 30}


PEOPLE = ("a", "b", "c")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(15, 120),
    st.integers(1, 40),
    st.lists(st.integers(0, 200), min_size=3, max_size=3),
)
def test_over_a_series_nobody_bears_more_than_one_turn_above_the_fair_start(
    cost: int, count: int, before: list[int]
) -> None:
    """With one option a person each time, the most burdened is never more than one turn above the least burdened, once
    the others have caught up with what was borne before."""
    total = dict(zip(PEOPLE, before, strict=True))
    for week in range(count):
        at = MONDAY + timedelta(days=7 * week)
        options = [Burden(at + timedelta(hours=i), {p: cost}) for i, p in enumerate(PEOPLE)]
        ((who, minutes),) = fairest(options, total)[0].minutes.items()
        assert total[who] == min(total.values()), "the least burdened takes it"
        total[who] += minutes
    assert max(total.values()) <= max(max(before), min(total.values()) + cost)


@settings(max_examples=60, deadline=None)
@given(st.permutations(list(range(6))), st.lists(st.integers(0, 90), min_size=12, max_size=12))
def test_the_order_of_the_options_does_not_matter(order: list[int], minutes: list[int]) -> None:
    options = [
        Burden(MONDAY + timedelta(hours=i), {p: m for p, m in (("a", minutes[2 * i]), ("b", minutes[2 * i + 1])) if m})
        for i in range(6)
    ]
    assert fairest(options, {"a": 30}) == fairest([options[i] for i in order], {"a": 30})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6))
def test_no_other_choice_leaves_the_most_burdened_better_off(found: list[tuple[int, int, int]]) -> None:
    options = [
        Burden(MONDAY + timedelta(hours=i), {p: m for p, m in zip(PEOPLE, each, strict=True) if m})
        for i, each in enumerate(found)
    ]
    so_far = {"a": 10, "b": 20, "c": 0}

    def worst(option: Burden) -> int:
        return max(so_far[p] + option.minutes.get(p, 0) for p in PEOPLE)

    best = fairest(options, so_far)[0]
    assert worst(best) == min(map(worst, options))


def test_what_was_borne_is_summed_over_the_meetings_of_a_group() -> None:
    clocks = {"s": Clock(SEOUL, OFFICE), "b": Clock(BERLIN, OFFICE)}
    assert borne([meeting(9), meeting(7), meeting(2)], clocks) == {"s": 60, "b": 60 + 60}
    assert burden(meeting(8), clocks).minutes == {}, "17:00 in Seoul is 09:00 in Berlin"


def test_the_least_loaded_comes_then_who_was_chosen_least_then_by_address() -> None:
    assert least_loaded(["c", "b", "a"], {"a": 3, "b": 1, "c": 1}, {"b": 2}) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("groups", "chosen"),
    [
        ([["a", "b"]], ("a",)),
        ([["a", "b"], ["a"]], ("b", "a")),
        ([["a"], ["a"]], None),
        ([["a"], []], None),
        ([], ()),
    ],
)
def test_nobody_is_chosen_twice(groups: list[list[str]], chosen: tuple[str, ...] | None) -> None:
    assert assign(groups) == chosen


def two_zones(*, busy: tuple[Interval, ...] = ()) -> Problem:
    people = (
        Participant("seoul", SEOUL, working_hours=OFFICE, busy=busy),
        Participant("berlin", BERLIN, working_hours={day: (Span(600, 1080),) for day in range(5)}),
    )
    return Problem(MONDAY - timedelta(days=2), Interval(MONDAY, MONDAY + timedelta(days=3)), 60, 30, 0, people)


def test_odd_hours_are_asked_of_the_least_burdened_and_never_at_night() -> None:
    first = odd_hours(two_zones(), {"seoul": 0, "berlin": 300}, ZoneInfo(SEOUL), 3)
    assert first
    assert all(set(o.minutes) == {"seoul"} for o in first)
    other = odd_hours(two_zones(), {"seoul": 300, "berlin": 0}, ZoneInfo(SEOUL), 3)
    assert all(set(o.minutes) == {"berlin"} for o in other)
    for option in (*first, *other):
        for zone in (SEOUL, BERLIN):
            assert 7 <= option.start.astimezone(ZoneInfo(zone)).hour < 22
    assert len({o.start.date() for o in first}) == len(first), "one a day"


def test_odd_hours_keep_clear_of_what_stands() -> None:
    taken = Interval(MONDAY, MONDAY + timedelta(days=3))
    assert odd_hours(two_zones(busy=(taken,)), {}, ZoneInfo(SEOUL), 3) == []
