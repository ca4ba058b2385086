"""Times and places as people write them: clock times through a week, a zone named for its clock, one's own hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.purpose import PURPOSES
from actions.core.times import read_times
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.core.windows import read_for, search_windows
from actions.journeys.draft import place_said
from actions.journeys.negotiation_days import through_the_days
from actions.journeys.same_clock import same_clock
from actions.journeys.turn import Entity
from tests.unit.journeys.harness import talk
from tests.unit.journeys.test_said_in_passing import turn_of

KST = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 30, 9, 10, tzinfo=KST)


def test_a_clock_time_apart_from_its_week_is_on_each_working_day() -> None:
    said = read_times("다음 주에 통화해요. 저는 오전 8시나 밤 10시도 괜찮아요", NOW, KST)
    placed = through_the_days(said, "Asia/Seoul")
    starts = sorted(c.start.astimezone(KST) for c in placed if c.kind is Kind.INSTANT)
    assert [s.day for s in starts] == [d for d in range(7, 12) for _ in range(2)]
    assert {s.hour for s in starts} == {8, 22}
    assert len(starts) == len(placed)


@pytest.mark.parametrize("text", ["다음 주 수요일 오전 8시", "내일 오전 8시", "다음 주"])
def test_a_clock_time_with_its_day_stays(text: str) -> None:
    said = tuple(read_times(text, NOW, KST))
    assert through_the_days(said, "Asia/Seoul") == said


@pytest.mark.parametrize("text", ["이번 주에 30분, 업무 시간 안에서", "30 minutes this week, during business hours"])
def test_working_hours_without_a_day_are_no_day(text: str) -> None:
    windows = search_windows(read_times(text, NOW, KST), now=NOW, timezone="Asia/Seoul")
    assert (windows.wanted[-1].end - windows.wanted[0].start).days >= 4


@pytest.mark.parametrize(("purpose", "hour"), [("dinner", 19), ("coffee", None)])
def test_a_purpose_tells_which_seven_is_meant(purpose: str, hour: int | None) -> None:
    seven = [datetime(2026, 12, 3, h, tzinfo=KST) for h in (19, 7)]
    said = TimeConstraint("7시", (0, 2), Kind.INSTANT, seven[0], None, Grain.HOUR)
    open_ = TimeConstraint("7시", (0, 2), Kind.INSTANT, seven[1], None, Grain.HOUR, readings=(said,))
    read = read_for(open_, PURPOSES[purpose], KST)
    assert (read.start.hour if not read.readings else None) == hour


@pytest.mark.parametrize(
    ("text", "place", "is_one"),
    [
        ("내일 3시에 서울 시간 기준으로요", "서울", False),
        ("at 3pm Seoul time", "Seoul", False),
        ("내일 3시에 서울에서 만나요", "서울", True),
        ("내일 3시 서울 사무실에서", "서울 사무실", True),
    ],
)
def test_a_place_named_for_its_clock_is_none(text: str, place: str, is_one: bool) -> None:
    at = text.index(place)
    turn = turn_of(text, "schedule_meeting", "console", ())
    turn = replace(turn, entities=(Entity("location", place, at, at + len(place)),))
    assert place_said(turn) == (place if is_one else "")


def test_a_day_alone_keeps_its_hours_unless_the_same_time_is_said() -> None:
    day = read_times("목요일", NOW, KST)[0]
    talked = datetime(2026, 12, 1, 15, tzinfo=KST)
    assert same_clock(day, talked, "목요일로요", "Asia/Seoul") == day
    assert same_clock(day, talked, "목요일 같은 시간", "Asia/Seoul").start == datetime(2026, 12, 3, 15, tzinfo=KST)


def test_a_wish_of_one_s_own_is_named_as_such() -> None:
    t = talk("ko")
    t.say("set_preference", "점심시간 12시부터 1시까지는 회의 잡지 마")
    text = t.say("schedule_meeting", "내일 12시에 하은 님이랑 30분 회의", attendee="하은 님").text
    assert "피해 달라고" in text
    assert "다른 일정" not in text


def test_a_wish_is_taken_back_like_an_event() -> None:
    t = talk("ko")
    t.say("set_preference", "점심시간 12시부터 1시까지는 회의 잡지 마")
    text = t.say("cancel_meeting", "점심 그거 이제 없애줘").text
    assert "12시" in text
    with t.store.reading() as tx:
        assert not tx.preferences.of("jiwoo@example.com", t.world.now)


def test_the_length_of_a_block_for_oneself_is_its_range() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "회의 좀 잡아줘")
    t.say("set_preference", "아 그냥 나 혼자 자료 볼 시간, 내일 오후 1시부터 3시까지")
    booked = t.meeting().booked
    assert (booked.start.astimezone(KST).hour, booked.end.astimezone(KST).hour) == (13, 15)
