"""A while on another clock: inside it that clock and its hours hold, outside it nothing changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.availability import Elsewhere, Participant, Problem, Rule, Span, free_starts, why_not
from calendar_adapters.types import Interval

UTC = timezone.utc
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
OFFICE = {day: (Span(540, 1080),) for day in range(5)}
ZONES = ("Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")


def problem(*people: Participant, days: int = 14) -> Problem:
    window = Interval(MONDAY, MONDAY + timedelta(days=days))
    return Problem(MONDAY - timedelta(days=1), window, 60, 30, 0, people)


@settings(max_examples=40, deadline=None)
@given(
    home=st.sampled_from(ZONES),
    there=st.sampled_from(ZONES),
    hours=st.sampled_from([OFFICE, {}, None, {2: (Span(660, 960),)}]),
    begin=st.integers(0, 12 * 24),
    length=st.integers(1, 7 * 24),
)
def test_outside_the_while_nothing_changes(home: str, there: str, hours: object, begin: int, length: int) -> None:
    start = MONDAY + timedelta(hours=begin)
    stay = Elsewhere(start, start + timedelta(hours=length), there, hours)  # type: ignore[arg-type]
    person = Participant("a", home, working_hours=OFFICE)
    with_stay = set(free_starts(problem(replace(person, elsewhere=(stay,)))).starts)
    at_home = set(free_starts(problem(person)).starts)
    all_there = set(free_starts(problem(Participant("a", there, working_hours=hours))).starts)  # type: ignore[arg-type]
    inside = {s for s in with_stay if stay.start <= s < stay.end}
    assert with_stay - inside == {s for s in at_home if not stay.start <= s < stay.end}
    assert inside == {s for s in all_there if stay.start <= s < stay.end}


def test_the_later_while_holds_where_two_overlap() -> None:
    week = Elsewhere(MONDAY, MONDAY + timedelta(days=7), "Europe/Berlin", OFFICE)
    off = Elsewhere(MONDAY + timedelta(days=1), MONDAY + timedelta(days=2), "Europe/Berlin", {})
    starts = free_starts(problem(Participant("a", "Asia/Seoul", working_hours=OFFICE, elsewhere=(week, off)))).starts
    assert starts[0] == MONDAY + timedelta(hours=8)  # nine o'clock in Berlin
    assert not [s for s in starts if off.start <= s < off.end]


@pytest.mark.parametrize("hours", [None, OFFICE])
def test_a_day_off_stays_one_when_hours_are_waived(hours: object) -> None:
    off = Elsewhere(MONDAY, MONDAY + timedelta(days=1), "UTC", {})
    person = Participant("a", "UTC", working_hours=hours, elsewhere=(off,)).any_time  # type: ignore[arg-type]
    asked = problem(person)
    assert [r.rule for r in why_not(asked, MONDAY + timedelta(hours=10))] == [Rule.WORKING_HOURS]
    assert not why_not(asked, MONDAY + timedelta(days=1, hours=3))
