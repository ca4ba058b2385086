"""Expansion of series and the merging of busy time, against naive oracles."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_adapters.ical.blocking import merge
from calendar_adapters.ical.expansion import instances
from calendar_adapters.ical.objects import new_object
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.types import Event, Interval
from tests.adapters.ics_cases import SEOUL

NOW = datetime(2026, 11, 21, tzinfo=timezone.utc)
ZONES = ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"]
# clock times that no DST change of these zones skips or doubles
hours = st.integers(4, 22)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Event, int, Interval]:
    """A series of every ``step`` days from up to 15 years ago, and a window of up to six weeks."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    start = datetime(2011, 1, 1, draw(hours), tzinfo=zone) + timedelta(days=draw(st.integers(0, 5400)))
    end = (start.astimezone(timezone.utc) + timedelta(minutes=draw(st.sampled_from([15, 60, 100])))).astimezone(zone)
    step, weekly = draw(st.integers(1, 3)), draw(st.booleans())
    rule = f"FREQ={'WEEKLY' if weekly else 'DAILY'};INTERVAL={step}"
    opening = datetime(2025, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=draw(st.integers(0, 600_000)))
    window = Interval(opening, opening + timedelta(minutes=draw(st.integers(1, 60_000))))
    return Event("s", "series", start, end, zone.key, rrule=rule), step * (7 if weekly else 1), window


@settings(max_examples=80, deadline=None)
@given(problems())
def test_a_series_against_counting_days(problem: tuple[Event, int, Interval]) -> None:
    event, step, window = problem
    assert isinstance(event.start, datetime)
    assert isinstance(event.end, datetime)
    length = event.end.astimezone(timezone.utc) - event.start.astimezone(timezone.utc)
    expected, wall = [], event.start.replace(tzinfo=None)
    while wall < datetime(2027, 1, 1):
        start = wall.replace(tzinfo=event.start.tzinfo).astimezone(timezone.utc)
        if start < window.end and window.start < start + length:
            expected.append(start)
        wall += timedelta(days=step)
    found = instances(vevents(parse(new_object(event, NOW))), window, SEOUL)
    assert [item.start.astimezone(timezone.utc) for item in found] == expected


minutes = st.integers(0, 200)
spans = st.lists(st.tuples(minutes, st.integers(1, 40)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(spans)
def test_merging_covers_the_same_minutes(spans: list[tuple[int, int]]) -> None:
    covered = {minute for start, length in spans for minute in range(start, start + length)}
    at = [NOW + timedelta(minutes=number) for number in range(260)]
    merged = merge(Interval(at[start], at[start + length]) for start, length in spans)
    assert {number for number, moment in enumerate(at) for item in merged if item.start <= moment < item.end} == covered
    assert all(first.end < second.start for first, second in itertools.pairwise(merged))
