"""Expansion of series and the merging of busy time, against naive oracles."""

from __future__ import annotations

import itertools
import time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recurring_ical_events import CalendarQuery

from calendar_adapters.errors import BadAnswer
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


RULES = [
    "FREQ=DAILY;UNTIL=20260301T000000Z;BYMONTH=1,2,11",
    "FREQ=WEEKLY;UNTIL=20260301T000000Z;INTERVAL=2;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;WKST=SU;INTERVAL=3;BYDAY=SU,TU",
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=HOURLY;INTERVAL=7;BYHOUR=9,10,11;BYDAY=MO,TU",
    "FREQ=DAILY;COUNT=900",
    "FREQ=DAILY;INTERVAL=4;BYMONTHDAY=1,13;BYDAY=FR,MO",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(RULES), st.sampled_from(ZONES), st.integers(0, 500), st.integers(0, 700), st.integers(1, 50))
def test_entering_a_series_late_changes_nothing(rule: str, zone: str, first: int, late: int, days: int) -> None:
    """The bounded master against the whole series expanded by the library."""
    start = datetime(2024, 1, 1, 9, tzinfo=ZoneInfo(zone)) + timedelta(days=first)
    event = Event("s", "series", start, start + timedelta(hours=1), zone, rrule=rule)
    calendar = parse(new_object(event, NOW))
    opening = datetime(2024, 6, 1, tzinfo=timezone.utc) + timedelta(days=late)
    window = Interval(opening, opening + timedelta(days=days))
    whole = CalendarQuery(calendar).between(opening - timedelta(days=2), window.end + timedelta(days=2))
    starts = sorted(item["DTSTART"].dt.astimezone(timezone.utc) for item in whole)
    expected = [moment for moment in starts if moment < window.end and window.start < moment + timedelta(hours=1)]
    found = instances(vevents(calendar), window, SEOUL)
    assert [item.start.astimezone(timezone.utc) for item in found] == expected


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0),
        ("FREQ=HOURLY", 24),
        ("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", 0),
        ("FREQ=HOURLY;INTERVAL=100000000", 0),
        ("FREQ=DAILY;COUNT=999999999", 1),
        ("FREQ=DAILY;INTERVAL=0", None),
        ("FREQ=MINUTELY", None),
        ("FREQ=SECONDLY;COUNT=5", None),
        ("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=" + ",".join(map(str, range(60))), None),
        ("FREQ=DAILY;INTERVAL=" + "9" * 30, None),
    ],
)
def test_no_rule_takes_long(rule: str, count: int | None) -> None:
    text = f"BEGIN:VEVENT\r\nUID:a\r\nDTSTART:19000101T100000Z\r\nDURATION:PT1H\r\nRRULE:{rule}\r\nEND:VEVENT\r\n"
    calendar = parse(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n")
    window = Interval(datetime(2026, 11, 23, tzinfo=timezone.utc), datetime(2026, 11, 24, tzinfo=timezone.utc))
    before = time.process_time()
    if count is None:
        with pytest.raises(BadAnswer):
            instances(vevents(calendar), window, SEOUL)
    else:
        assert len(instances(vevents(calendar), window, SEOUL)) == count
    assert time.process_time() - before < 5


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
