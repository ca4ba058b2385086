"""Which free starts may be offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from actions.core.availability import Participant, Problem, Span
from actions.core.candidates import find
from actions.core.purpose import PURPOSES
from actions.core.windows import SearchWindows
from calendar_adapters.types import Interval

UTC = timezone.utc
SEOUL = timezone(timedelta(hours=9))
HOURS = {day: (Span(540, 720), Span(780, 1080)) for day in range(5)}  # a lunch break from 12 to 13


def at(day, hour=0, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL).astimezone(UTC)


def problem(*busy, minutes=60, hours=HOURS):
    people = (
        Participant("me", "Asia/Seoul", working_hours=hours, busy=tuple(Interval(at(*a), at(*b)) for a, b in busy)),
        Participant("guest", "Asia/Seoul", required=False, working_hours=hours),
    )
    return Problem(at(23, 8), Interval(at(23, 0), at(30, 0)), minutes, 30, 0, people)


def day(number, **more):
    return SearchWindows(wanted=(Interval(at(number), at(number + 1)),), **more)


def offered(found):
    return [f"{c.start.astimezone(SEOUL):%d %H:%M}" for c in found.candidates]


def test_lunch_is_eaten_in_the_break_between_working_hours():
    found = find(problem(), day(24), PURPOSES["lunch"], timezone="Asia/Seoul")
    assert offered(found) == ["24 11:30", "24 12:00", "24 12:30", "24 13:00"]


def test_dinner_is_never_at_ten_in_the_morning():
    found = find(problem(minutes=90), day(24), PURPOSES["dinner"], timezone="Asia/Seoul")
    assert offered(found)[0] == "24 17:00"
    assert offered(found)[-1] == "24 20:30"
    assert found.dropped["purpose"] > 0


def test_a_named_start_overrides_the_bounds_and_need_not_lie_on_the_grid():
    windows = SearchWindows(wanted=(), exact=(at(24, 10, 10),))
    found = find(problem(), windows, PURPOSES["dinner"], timezone="Asia/Seoul")
    assert offered(found) == ["24 10:10"]
    assert found.candidates[0].exact
    assert found.candidates[0].optional_free == ("guest",)


def test_a_named_start_that_is_taken_is_no_candidate():
    windows = SearchWindows(wanted=(), exact=(at(24, 10),))
    assert not find(problem(((24, 9), (24, 11))), windows, PURPOSES["meeting"], timezone="Asia/Seoul").candidates


def test_what_is_avoided_or_was_refused_is_not_offered():
    windows = day(24, avoided=(Interval(at(24, 9), at(24, 12)),))
    refused = frozenset({at(24, 13), at(24, 13, 30)})
    found = find(problem(), windows, PURPOSES["meeting"], timezone="Asia/Seoul", refused=refused)
    assert offered(found)[0] == "24 14:00"
    assert (found.dropped["avoided"], found.dropped["refused"]) == (5, 2)


def test_what_lies_between_two_windows_was_not_asked_for():
    windows = SearchWindows(wanted=(Interval(at(24, 9), at(24, 10)), Interval(at(24, 15), at(24, 16))))
    found = find(problem(), windows, PURPOSES["meeting"], timezone="Asia/Seoul")
    assert offered(found) == ["24 09:00", "24 15:00"]
    assert found.dropped["window"] > 0


@pytest.mark.parametrize(
    ("hours", "windows", "weekend"),
    [
        (None, SearchWindows(wanted=(Interval(at(27), at(30)),)), False),  # nobody's hours are known
        (None, SearchWindows(wanted=(Interval(at(28), at(29)),)), True),  # Saturday was said
        ({5: (Span(540, 1080),)}, SearchWindows(wanted=(Interval(at(27), at(30)),)), True),  # Saturday is worked
    ],
)
def test_weekends(hours, windows, weekend):
    found = find(problem(hours=hours), windows, PURPOSES["meeting"], timezone="Asia/Seoul")
    assert any(c.start.astimezone(SEOUL).weekday() >= 5 for c in found.candidates) == weekend


def test_nowhere_to_look():
    found = find(problem(), SearchWindows(wanted=()), PURPOSES["meeting"], timezone="Asia/Seoul")
    assert found.candidates == ()
    beyond = replace(problem(), window=Interval(at(25), at(26)))
    assert find(beyond, day(24), PURPOSES["meeting"], timezone="Asia/Seoul").candidates == ()
