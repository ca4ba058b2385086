"""What is offered when nothing is free."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from actions.core.availability import Participant, Problem, Span, Way, free_starts, ways_out
from calendar_adapters.types import Interval

UTC = timezone.utc
DAY = datetime(2026, 11, 24, tzinfo=UTC)
HOURS = {day: (Span(540, 1080),) for day in range(5)}


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def person(name, *busy, required=True):
    return Participant(name, "UTC", required, HOURS, tuple(Interval(at(a), at(b)) for a, b in busy))


def problem(*people, minutes=60, notice=0):
    return Problem(at(0), Interval(at(0), at(24)), minutes, 30, notice, people)


def ways(given, known=None):
    return {way.way: way for way in ways_out(given, known)}


def test_every_way_really_opens_its_start():
    crowded = problem(person("a", (9, 12)), person("b", (12, 17.5)))
    assert free_starts(crowded).starts == ()
    found = ways_out(crowded, Interval(at(0), at(72)))
    assert [way.way for way in found] == [Way.LATER, Way.SHORTER, Way.WITHOUT, Way.WITHOUT, Way.OUTSIDE_HOURS]
    by_way = {way.way: way for way in found}
    assert by_way[Way.LATER].start == at(33)
    assert (by_way[Way.SHORTER].minutes, by_way[Way.SHORTER].start) == (30, at(17.5))
    assert [(way.who, way.start) for way in found if way.way is Way.WITHOUT] == [(("a",), at(9)), (("b",), at(12))]
    outside = by_way[Way.OUTSIDE_HOURS]
    assert (outside.start, outside.who) == (at(17.5), ("a", "b"))


def test_beyond_what_was_read_nothing_is_promised():
    full = problem(person("a", (9, 18)))
    assert Way.LATER not in ways(full)
    assert Way.LATER in ways(full, Interval(at(0), at(48)))


def test_the_only_attendee_cannot_be_left_out():
    assert Way.WITHOUT not in ways(problem(person("a", (9, 18))))


def test_nobody_is_asked_to_come_at_night():
    busy_by_day = problem(person("a", (7, 22)))
    assert ways_out(busy_by_day) == ()


def test_less_notice():
    late = problem(person("a", (11, 18)), notice=11 * 60)
    assert ways(late)[Way.SOONER_NOTICE].start == at(9)
    assert Way.SOONER_NOTICE not in ways(replace(late, minimum_notice_minutes=0))
