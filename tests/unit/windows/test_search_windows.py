"""From what was said about time to where a meeting is looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.core.purpose import PURPOSES
from actions.core.times import read_times
from actions.core.times.types import Grain, Kind, Polarity, Strength, TimeConstraint
from actions.core.windows import search_windows

UTC = timezone.utc
# Monday 23 November 2026, 10:00 in Seoul
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def at(day, hour=0, minute=0):
    return datetime(2026, 11, 1, hour, minute) + timedelta(days=day - 1)


def said(kind, start=None, end=None, grain=Grain.DAY, text="", avoid=False, wish=False, **more):
    polarity = Polarity.AVOID if avoid else Polarity.WANT
    strength = Strength.PREFER if wish else Strength.MUST
    return TimeConstraint(text, (0, 0), kind, start, end, grain, polarity=polarity, strength=strength, **more)


def day(number, **more):
    return said(Kind.INTERVAL, at(number), at(number + 1), **more)


def between(start, end, **more):
    return said(Kind.INTERVAL, start, end, **{"grain": Grain.HOUR, **more})


def instant(*when, **more):
    return said(Kind.INSTANT, at(*when), grain=Grain.HOUR, **more)


NEXT_WEEK = said(Kind.INTERVAL, at(30), at(37), Grain.WEEK)
AFTERNOONS = said(
    Kind.RECURRENCE, at(23, 12), at(23, 18), Grain.HOUR, text="afternoons", rrule="FREQ=DAILY", vague=True
)


def search(*constraints):
    return search_windows(constraints, now=NOW, timezone="Asia/Seoul")


def local(interval):
    """'24 15:00-16:00', in Seoul; the second day only where it differs."""
    start, end = (side + timedelta(hours=9) for side in (interval.start, interval.end))
    return f"{start:%d %H:%M}-{end:%H:%M}" if start.date() == end.date() else f"{start:%d %H:%M}-{end:%d %H:%M}"


@pytest.mark.parametrize(
    ("constraints", "wanted"),
    [
        ([], ["23 10:00-07 10:00"]),
        ([said(Kind.DURATION, grain=None, minutes=30)], ["23 10:00-07 10:00"]),
        ([day(24)], ["24 00:00-25 00:00"]),
        ([day(23)], ["23 10:00-24 00:00"]),  # today begins now
        ([between(at(24, 12), at(24, 18)), between(at(26, 9), at(26, 12))], ["24 12:00-18:00", "26 09:00-12:00"]),
        ([NEXT_WEEK, day(32)], ["02 00:00-03 00:00"]),  # the narrower one is meant
        ([NEXT_WEEK, AFTERNOONS], [f"{n:02} 12:00-18:00" for n in (30, 1, 2, 3, 4, 5, 6)]),
        ([said(Kind.INTERVAL, None, at(27, 18))], ["23 10:00-27 18:00"]),  # by Friday evening
        ([said(Kind.INTERVAL, at(25), None)], ["25 00:00-09 00:00"]),  # from Wednesday
        ([day(24), said(Kind.INTERVAL, at(24, 15), None)], ["24 15:00-25 00:00"]),  # tomorrow, after 3
        ([between(at(24, 15), None)], ["24 15:00-25 00:00"]),  # after 3 tomorrow: on that day
        ([NEXT_WEEK, day(27, avoid=True, text="금요일")], ["30 00:00-04 00:00", "05 00:00-07 00:00"]),  # its Friday
        ([NEXT_WEEK, day(27, avoid=True, text="27일")], ["30 00:00-07 00:00"]),
        ([day(24), between(at(24, 12), at(24, 13), avoid=True)], ["24 00:00-12:00", "24 13:00-25 00:00"]),
        ([day(24), instant(24, 15, avoid=True)], ["24 00:00-15:00", "24 16:00-25 00:00"]),
        ([day(24), between(None, at(24, 10), avoid=True)], ["24 10:00-25 00:00"]),  # not before 10
        ([day(24), between(at(24, 9), at(24, 12), wish=True)], ["24 00:00-25 00:00"]),  # a wish does not narrow
        ([day(24), between(at(24, 9), at(24, 12), wish=True, avoid=True)], ["24 00:00-25 00:00"]),
        ([day(22)], []),  # yesterday
        ([said(Kind.INTERVAL, None, at(22))], []),
        ([day(24), said(Kind.INTERVAL, None, at(24))], []),  # contradicts itself
    ],
)
def test_wanted(constraints, wanted):
    windows = search(*constraints)
    assert [local(interval) for interval in windows.wanted] == wanted
    assert windows.empty == (not wanted)


def test_lunch_is_kept_clear_every_day():
    lunch = said(
        Kind.RECURRENCE, at(24, 12), at(24, 13), Grain.HOUR, text="점심", rrule="FREQ=DAILY", vague=True, avoid=True
    )
    windows = search(day(24), day(25), lunch)
    assert [local(i) for i in windows.wanted] == ["24 00:00-12:00", "24 13:00-25 12:00", "25 13:00-26 00:00"]
    assert windows.rrule is None


def test_mornings_to_be_avoided_are_so_from_this_one_on():
    mornings = said(
        Kind.RECURRENCE, at(24, 6), at(24, 12), Grain.HOUR, text="mornings", rrule="FREQ=DAILY", vague=True, avoid=True
    )
    later = replace(mornings, start=at(30, 6), end=at(30, 12))
    assert local(search(day(23), day(24), mornings).wanted[0]) == "23 12:00-24 06:00"
    assert local(search(day(23), day(24), later).wanted[0]) == "23 10:00-25 00:00"


@pytest.mark.parametrize(
    ("purpose", "constraint", "wanted"),
    [
        ("lunch", between(at(24, 12), at(24, 13), text="점심", vague=True), "24 11:30-14:00"),
        ("dinner", between(at(24, 18), at(24, 21), text="저녁", vague=True), "24 17:00-22:00"),
        ("lunch", between(at(24, 12), at(24, 13), text="12-1"), "24 12:00-13:00"),  # said, not named
        ("lunch", between(at(24, 15), at(24, 18), text="afternoon", vague=True), "24 15:00-18:00"),
        ("meeting", between(at(24, 12), at(24, 13), text="점심", vague=True), "24 12:00-13:00"),
    ],
)
def test_a_meal_has_its_own_hours(purpose, constraint, wanted):
    windows = search_windows([constraint], now=NOW, timezone="Asia/Seoul", purpose=PURPOSES[purpose])
    assert [local(i) for i in windows.wanted] == [wanted]


def test_named_starts_stand_beside_windows():
    windows = search(instant(24, 15), between(at(25, 12), at(25, 18)))
    assert windows.exact == (datetime(2026, 11, 24, 6, tzinfo=UTC),)
    assert [local(i) for i in windows.wanted] == ["25 12:00-18:00"]
    assert windows.allows(datetime(2026, 11, 24, 6, tzinfo=UTC), 60)
    assert not windows.allows(datetime(2026, 11, 24, 6, 15, tzinfo=UTC), 60)
    assert windows.allows(datetime(2026, 11, 25, 8, tzinfo=UTC), 60)
    assert not windows.allows(datetime(2026, 11, 25, 8, 15, tzinfo=UTC), 60)
    assert local(windows.hull(60)) == "24 15:00-25 18:00"


def test_a_named_start_takes_the_place_of_its_day():
    windows = search(day(24), instant(24, 15))
    assert (windows.wanted, len(windows.exact)) == ((), 1)


def test_what_is_past_is_told():
    yesterday = instant(22, 15)
    windows = search(yesterday)
    assert windows.empty
    assert windows.named
    assert windows.past == (yesterday,)
    assert windows.hull(30) is None


def test_wishes_and_length():
    windows = search(
        NEXT_WEEK,
        between(at(30, 9), at(30, 12), wish=True),
        between(at(34, 15), at(34, 18), wish=True, avoid=True),
        said(Kind.DURATION, grain=None, minutes=90),
    )
    assert [local(i) for i in windows.preferred] == ["30 09:00-12:00"]
    assert [local(i) for i in windows.disliked] == ["04 15:00-18:00"]
    assert windows.minutes == 90


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_length_that_is_none_is_passed_over(minutes):
    assert search(said(Kind.DURATION, grain=None, minutes=minutes)).minutes is None


@pytest.mark.parametrize(
    ("text", "rrule", "start", "end", "grain", "exact", "wanted"),
    [
        ("매주 월요일 3시", "FREQ=WEEKLY;BYDAY=MO", at(23, 15), None, Grain.HOUR, ["23 15:00"], []),
        ("매주 월요일 9시", "FREQ=WEEKLY;BYDAY=MO", at(23, 9), None, Grain.HOUR, ["30 09:00"], []),  # 9 is past today
        ("every day at 9:30", "FREQ=DAILY", at(24, 9, 30), at(24, 9, 45), Grain.MINUTE, ["24 09:30"], []),
        ("on Tuesdays", "FREQ=WEEKLY;BYDAY=TU", at(24), None, Grain.DAY, [], ["24 00:00-25 00:00"]),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2", at(23), None, Grain.WEEK, [], ["23 10:00-30 00:00"]),
        ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15", at(45), None, Grain.DAY, [], ["15 00:00-16 00:00"]),
        ("every Friday", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261201", at(27), None, Grain.DAY, [], ["27 00:00-28 00:00"]),
        (
            "every Friday",
            "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261126T150000Z",
            at(27),
            None,
            Grain.DAY,
            [],
            ["27 00:00-28 00:00"],
        ),
        ("every Friday", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261126T145959Z", at(27), None, Grain.DAY, [], []),
    ],
)
def test_a_recurring_meeting(text, rrule, start, end, grain, exact, wanted):
    windows = search(said(Kind.RECURRENCE, start, end, grain, text=text, rrule=rrule))
    assert windows.rrule == rrule
    assert [f"{s + timedelta(hours=9):%d %H:%M}" for s in windows.exact] == exact
    assert [local(i) for i in windows.wanted] == wanted


def test_a_recurring_meeting_begins_in_the_window_that_was_said():
    weekly = said(Kind.RECURRENCE, at(24, 10), None, Grain.HOUR, text="weekly Tue 10", rrule="FREQ=WEEKLY;BYDAY=TU")
    windows = search(NEXT_WEEK, weekly)
    assert [f"{s + timedelta(hours=9):%d %H:%M}" for s in windows.exact] == ["01 10:00"]


def test_what_has_two_readings_is_asked_about():
    fair = instant(24, 15)
    unclear = instant(24, 3, readings=(fair,))
    assert search(unclear).unclear == (unclear,)


def test_wall_clock_is_kept_when_clocks_change():
    mornings = said(
        Kind.RECURRENCE, datetime(2026, 10, 30, 9), datetime(2026, 10, 30, 12), Grain.HOUR,
        text="mornings", rrule="FREQ=DAILY", vague=True,
    )  # fmt: skip
    found = search_windows(
        [mornings], now=datetime(2026, 10, 30, 12, tzinfo=UTC), timezone="America/New_York", horizon_days=3
    )
    assert [f"{i.start:%d %H}" for i in found.wanted] == ["30 13", "31 13", "01 14"]


@pytest.mark.parametrize(
    ("text", "days", "hours"),
    [
        ("다음 주에 하은님이랑 오후에 회의", 7, (12, 18)),
        ("next week with Tom in the morning", 7, (6, 12)),
        ("내일 하은님이랑 오후에 회의", 1, (12, 18)),
    ],
)
def test_a_part_of_the_day_apart_from_its_days_is_that_of_each(text, days, hours):
    zone = ZoneInfo("Asia/Seoul")
    now = datetime(2026, 11, 23, 9, 30, tzinfo=zone)
    found = search_windows(read_times(text, now, zone), now=now, timezone="Asia/Seoul").wanted
    local = [(i.start.astimezone(zone), i.end.astimezone(zone)) for i in found]
    assert {(a.hour, b.hour) for a, b in local} == {hours}
    assert len(local) == days
    assert all(a.date() > now.date() for a, _ in local)
