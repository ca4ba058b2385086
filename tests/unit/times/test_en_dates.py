"""English days, weeks and months."""

from __future__ import annotations

import pytest

from .cases import read

DAYS = {
    "tomorrow": "11-24..11-25",
    "let us talk tmrw": "11-24..11-25",
    "the day after tomorrow": "11-25..11-26",
    "yesterday": "11-22..11-23",
    "Thrusday": "11-26..11-27",
    "this Friday": "11-27..11-28",
    "next Friday": "12-04..12-05",
    "last Friday": "11-20..11-21",
    "the Tuesday after next": "12-08..12-09",
    "Wednesday next week": "12-02..12-03",
    "two Mondays ago": "11-09..11-10",
    "next week": "11-30..12-07",
    "the week of Dec 14": "12-14..12-21",
    "this weekend": "11-28..11-30",
    "next month": "12-01..2027-01-01",
    "in February": "2027-02-01..2027-03-01",
    "Q2 2027": "2027-04-01..2027-07-01",
    "Dec 9": "12-09..12-10",
    "9th of December": "12-09..12-10",
    "December the 9th, 2027": "2027-12-09..2027-12-10",
    "9 Jan": "2027-01-09..2027-01-10",
    "2026-12-09": "12-09..12-10",
    "12/09/2026": "12-09..12-10",
    "09.12.2026": "12-09..12-10",
    "2026/9/12": "09-12..09-13",
    "on the 27th": "11-27..11-28",
    "the third Wednesday of January": "2027-01-20..2027-01-21",
    "the last Monday of next month": "12-28..12-29",
    "last day of February": "2027-02-28..2027-03-01",
    "early next week": "11-30..12-02",
    "late January": "2027-01-21..2027-02-01",
    "by the end of the month": "..12-01",
    "in 3 business days": "11-26..11-27",
    "two weeks from Friday": "12-11..12-12",
    "3 days after Dec 10": "12-13..12-14",
    "a week ago": "11-16..11-17",
    "Dec 3-5": "12-03..12-06",
    "from Dec 30 to Jan 2": "12-30..2027-01-03",
    "Tuesday through Thursday": "11-24..11-27",
    "by Friday": "..11-28",
    "before Friday": "..11-27",
    "after Friday": "11-28..",
    "starting Wednesday": "11-25..",
    "29 February": "2028-02-29..2028-03-01",
}


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_days(text: str, expected: str) -> None:
    assert read(text) == [expected]


LISTS = {
    "Tuesday or Thursday": ["11-24..11-25", "11-26..11-27"],
    "Wed or Thu morning": ["11-25 06:00..11-25 12:00", "11-26 06:00..11-26 12:00"],
    "tomorrow at 3 or 4": ["11-24 15:00", "11-24 16:00"],
    "any day but Friday": ["11-27..11-28 avoid"],
    "next week except Wednesday": ["11-30..12-07", "12-02..12-03 avoid"],
    "I can't do Tuesday, Wednesday is fine": ["11-25..11-26", "11-24..11-25 avoid"],
    "Friday works, but not before 2pm": ["11-27..11-28", "..11-27 14:00 avoid"],
    "preferably Thursday": ["11-26..11-27 prefer"],
    "move my 3pm to 4pm": ["11-23 16:00", "11-23 15:00"],
}


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_lists_refusals_and_wishes(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["Feb 30", "2026-02-29", "13/32/2026", "June 31, 2027", "25:61", "14pm"])
def test_dates_that_no_calendar_has_are_no_times(text: str) -> None:
    assert read(text) == []
