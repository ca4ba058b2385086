"""English repetitions as RRULEs, and lengths of time."""

from __future__ import annotations

import pytest

from actions.core.times import meeting_minutes, read_times

from .cases import NOW, read

RULES = {
    "every week": "FREQ=WEEKLY 11-23",
    "every Wednesday at 3pm": "FREQ=WEEKLY;BYDAY=WE 11-25 15:00",
    "every other Tuesday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 11-24",
    "every 3 weeks on Friday at 10am": "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR 11-27 10:00",
    "weekdays at 9": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 11-24 09:00",
    "on weekends": "FREQ=WEEKLY;BYDAY=SA,SU 11-28",
    "Mondays and Thursdays 2-3pm": "FREQ=WEEKLY;BYDAY=MO,TH 11-23 14:00..11-23 15:00",
    "every Mon/Wed/Fri at noon": "FREQ=WEEKLY;BYDAY=MO,WE,FR 11-23 12:00",
    "Monday to Friday 9-5": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 11-24 09:00..11-24 17:00",
    "daily at 9:30am": "FREQ=DAILY 11-24 09:30",
    "every other day": "FREQ=DAILY;INTERVAL=2 11-23",
    "mornings next week": "FREQ=DAILY;UNTIL=20261206T235959 11-30 06:00..11-30 12:00",
    "every night at 10": "FREQ=DAILY 11-23 22:00",
    "monthly on the 15th": "FREQ=MONTHLY;BYMONTHDAY=15 12-15",
    "on the 1st and 15th of every month": "FREQ=MONTHLY;BYMONTHDAY=1,15 12-01",
    "every month on the last day": "FREQ=MONTHLY;BYMONTHDAY=-1 11-30",
    "the first Monday of each month": "FREQ=MONTHLY;BYDAY=1MO 12-07",
    "the last Friday of every month at 4pm": "FREQ=MONTHLY;BYDAY=-1FR 11-27 16:00",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3 11-23",
    "every 6 months": "FREQ=MONTHLY;INTERVAL=6 11-23",
    "every year on March 3": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 2027-03-03",
    "yearly on the fourth Thursday in November": "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH 11-26",
    "every Monday until December 20": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261220 11-23",
    "every Friday 5 times": "FREQ=WEEKLY;BYDAY=FR;COUNT=5 11-27",
    "every day at 5pm starting Wednesday": "FREQ=DAILY 11-25 17:00",
    "9am every day for 30 minutes": "FREQ=DAILY 11-24 09:00..11-24 09:30",
    "a weekly sync with the team on Thursday at 4": "FREQ=WEEKLY;BYDAY=TH 11-26 16:00",
}


@pytest.mark.parametrize(("text", "expected"), RULES.items())
def test_recurrences(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_an_exception_stands_beside_the_recurrence() -> None:
    assert read("every day except Friday") == ["FREQ=DAILY 11-23", "11-27..11-28 avoid"]


LENGTHS = {
    "45 minutes": 45,
    "an hour and a half": 90,
    "half an hour": 30,
    "1 hr 30 min": 90,
    "1h30m": 90,
    "2.5 hours": 150,
    "2½ hours": 150,
    "three quarters of an hour": 45,
    "a couple of hours": 120,
    "2 hours, 15 minutes and 30 seconds": 135.5,
    "one month": 43200,
    "a year": 525600,
    "a quick 15": 15,
    "30-45 minutes": 45,
    "90-minute": 90,
}


@pytest.mark.parametrize(("text", "minutes"), LENGTHS.items())
def test_lengths(text: str, minutes: float) -> None:
    assert read(text) == [f"{minutes:g}m"]


MEETINGS = {
    "a 30 minute call tomorrow at 2": 30,
    "tomorrow 2-3pm": 60,
    "every Monday 10 to 11:30": 90,
    "tomorrow afternoon": None,
    "push it by 30 minutes": None,
    "remind me 10 minutes before the call": None,
    "an hour, with a 15 minute buffer": 60,
    "Dec 3-5": None,
    "hello": None,
}


@pytest.mark.parametrize(("text", "minutes"), MEETINGS.items())
def test_how_long_the_meeting_is(text: str, minutes: float | None) -> None:
    assert meeting_minutes(read_times(text, NOW)) == minutes
