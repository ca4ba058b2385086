"""English clock times, parts of the day, ranges, zones."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times

from .cases import NOW, read

CLOCKS = {
    "3pm": "11-23 15:00",
    "9am": "11-24 09:00",
    "tomorrow at 3": "11-24 15:00",
    "at 11": "11-23 11:00",
    "15:30": "11-23 15:30",
    "tomorrow 0930-1045": "11-24 09:30..11-24 10:45",
    "noon on Friday": "11-27 12:00",
    "midnight": "11-24",
    "half past four": "11-23 16:30",
    "quarter to 5": "11-23 16:45",
    "six thirty pm": "11-23 18:30",
    "3 o'clock tomorrow": "11-24 15:00",
    "ten in the morning tomorrow": "11-24 10:00",
    "tonight at 8": "11-23 20:00",
    "tomorrow morning": "11-24 06:00..11-24 12:00",
    "Thursday afternoon": "11-26 12:00..11-26 18:00",
    "first thing tomorrow": "11-24 09:00..11-24 10:00",
    "COB Thursday": "11-26 18:00",
    "by EOD": "..11-23 18:00",
    "3-4pm": "11-23 15:00..11-23 16:00",
    "11-1pm tomorrow": "11-24 11:00..11-24 13:00",
    "between 2 and 4 on Friday": "11-27 14:00..11-27 16:00",
    "from 10pm to 1am": "11-23 22:00..11-24 01:00",
    "Friday from 9 for 2.5 hrs": "11-27 09:00..11-27 11:30",
    "tomorrow 14:00 for 45 minutes": "11-24 14:00..11-24 14:45",
    "after 3pm tomorrow": "11-24 15:00..",
    "until 5pm": "..11-23 17:00",
    "not before 11": "..11-23 11:00 avoid",
    "before my 3pm": "..11-23 15:00",
    "Dec 9, 10:30am": "12-09 10:30",
    "in 90 minutes": "11-23 11:30",
    "2 hours ago": "11-23 08:00",
    "within two hours": "11-23 10:00..11-23 12:00",
    "now + 2 hours": "11-23 12:00",
    "tomorrow, could we say around 4pm?": "11-24 16:00",
}


@pytest.mark.parametrize(("text", "expected"), CLOCKS.items())
def test_clock_times(text: str, expected: str) -> None:
    assert read(text) == [expected]


LITERAL = {
    "at 3": "11-23 15:00",
    "at 9": "11-23 21:00",
    "tomorrow at 3": "11-24 15:00",
    "tomorrow at 7": "11-24 07:00",
    "3:45": "11-24 03:45",
}


@pytest.mark.parametrize(("text", "expected"), LITERAL.items())
def test_literal_hours(text: str, expected: str) -> None:
    assert read(text, hours="literal") == [expected]


def test_an_unknown_reading_of_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="hours"):
        read("3pm", hours="sometimes")


def test_a_zone_in_the_text_is_converted_to_the_reader() -> None:
    seoul = ZoneInfo("Asia/Seoul")
    reference = datetime(2026, 7, 6, 10, 0, tzinfo=seoul)
    (found,) = read_times("2pm PST on Wednesday", reference, seoul)
    assert found.start == datetime(2026, 7, 9, 6, 0, tzinfo=seoul)  # the wall clock of that place: daylight time
    (literal,) = read_times("2pm PST on Wednesday", reference, seoul, hours="literal")
    assert literal.start == datetime(2026, 7, 9, 7, 0, tzinfo=seoul)


def test_a_zone_in_the_text_keeps_its_offset_where_the_reader_has_none() -> None:
    (found,) = read_times("3pm Seoul time", NOW)
    assert found.start == datetime(2026, 11, 23, 15, 0, tzinfo=timezone(timedelta(hours=9)))


def test_answers_carry_an_offset_where_the_reference_does() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    aware = datetime(2026, 11, 23, 10, 0, tzinfo=berlin)
    assert read_times("3pm", aware)[0].start == datetime(2026, 11, 23, 15, 0, tzinfo=berlin)
    naive = read_times("3pm", aware.replace(tzinfo=None), berlin)[0].start
    assert naive is not None
    assert naive.tzinfo is None


def test_hours_elapse_across_a_change_of_the_clock() -> None:
    new_york = ZoneInfo("America/New_York")
    before = datetime(2026, 3, 7, 23, 30, tzinfo=new_york)  # clocks go forward at 02:00
    (found,) = read_times("in 3 hours", before, new_york)
    assert found.start == datetime(2026, 3, 8, 3, 30, tzinfo=new_york)


def test_two_fair_readings_are_both_carried() -> None:
    (found,) = read_times("next Friday", NOW)
    assert [r.start for r in found.readings] == [datetime(2026, 11, 27)]
    (seven,) = read_times("let us start at 7", NOW)
    assert [r.start for r in seven.readings] == [datetime(2026, 11, 24, 7)]
    assert read_times("tomorrow at 3", NOW)[0].readings == ()
