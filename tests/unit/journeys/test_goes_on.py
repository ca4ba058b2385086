"""What goes on from the message before: an attendee's hour, the day looked at, a length put right, who is left out."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times
from actions.core.times.types import Kind
from actions.journeys import shift_all
from actions.journeys.facts import minutes_of
from actions.journeys.negotiation_days import through_the_days
from actions.journeys.titles import blocked_for
from tests.unit.journeys.harness import talk
from tests.unit.journeys.test_said_in_passing import turn_of

KST = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 30, 9, 10, tzinfo=KST)
HAEUN = "haeun@example.com"


def test_an_attendees_hour_is_a_wish_and_no_meeting_of_its_own() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후에 하은 님이랑 1시간 회의", attendee="하은 님")
    asked = t.meeting().id
    t.say("schedule_meeting", "3시로 잡아주세요", sender=HAEUN, thread=t.speaker)
    assert t.meeting().id == asked
    assert t.meeting().booked is None
    t.say("choose_slot", "ㅇㅇ 3시로 하자")
    assert t.meeting().booked.start.astimezone(KST) == datetime(2026, 12, 1, 15, tzinfo=KST)


def test_an_hour_after_a_day_was_looked_at_is_of_that_day() -> None:
    t = talk("ko")
    t.say("query_calendar", "목요일에 나 뭐 있더라?")
    assert "치과" in t.say("query_calendar", "2시에 시간 돼?").text
    t.say("schedule_meeting", "그럼 4시부터 5시까지 보고서 작성으로 막아줘")
    assert t.meeting().booked.start.astimezone(KST) == datetime(2026, 12, 3, 16, tzinfo=KST)
    assert t.meeting().title == "보고서 작성"


def test_an_hour_after_a_week_was_looked_at_is_today() -> None:
    t = talk("ko")
    t.say("query_calendar", "이번 주 일정 알려줘")
    assert "11월 30일" in t.say("query_calendar", "5시에 시간 돼?").text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1시간 스터디 잡아줘 아 아니다 40분", 40),
        ("an hour, no wait, 45 minutes", 45),
        ("30분 회의, 1시간 전에 알려줘", 30),
    ],
)
def test_of_two_lengths_the_one_put_right_counts(text: str, minutes: int) -> None:
    assert minutes_of(turn_of(text, "schedule_meeting", "console")) == minutes


def test_a_range_of_hours_apart_from_its_week_is_on_each_day() -> None:
    said = read_times("다음 주에 30분이요. 저는 오전 9시~11시 사이가 좋아요", NOW, KST)
    placed = [c for c in through_the_days(said, "Asia/Seoul") if c.kind is Kind.INTERVAL]
    assert {c.start.astimezone(KST).day for c in placed} == {7, 8, 9, 10, 11}
    assert all(c.end - c.start == timedelta(hours=2) for c in placed)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("4시부터 5시까지 보고서 작성으로 막아줘", "보고서 작성"),
        ("내일 오전은 자료 조사용으로 비워줘", "자료 조사"),
        ("3시로 잡아줘", ""),
        ("금요일 오후로 옮겨줘", ""),
    ],
)
def test_what_time_is_kept_for_is_the_title(text: str, name: str) -> None:
    assert blocked_for(turn_of(text, "schedule_meeting", "console")) == name


@pytest.mark.parametrize(
    ("text", "everything"),
    [("내일 3시 이후 일정 다 30분씩 뒤로 밀어줘", True), ("내일 3시 이후 회의 30분 뒤로 미뤄줘", False)],
)
def test_each_by_an_amount_is_everything(text: str, everything: bool) -> None:
    assert shift_all.asked(turn_of(text, "reschedule_meeting", "console")) is everything


@pytest.mark.parametrize("intent", ["find_time", "schedule_meeting", "propose_time"])
def test_an_event_named_and_moved_is_moved_whatever_was_heard(intent: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 3시에 하은 님이랑 1시간 납품 협의", attendee="하은 님", title="납품 협의")
    booked = t.meeting()
    t.say(intent, "납품 협의를 모레 오후로 미루려고 합니다. 가능한 시간 제안해 주세요.", thread="elsewhere")
    with t.store.reading() as tx:
        moving = tx.meetings.get(booked.id)
    assert {s.start.astimezone(KST).day for s in moving.open_proposal.slots} == {2}


def test_without_the_one_who_leaves_and_which_offer() -> None:
    t = talk("ko")
    t.say(
        "schedule_meeting", "내일 오후에 하은 님, 민지 님이랑 1시간 회의", attendee=["하은 님", "minji.a@example.com"]
    )
    second = t.meeting().open_proposal.slots[1]
    t.say("out_of_scope", "저는 이번엔 빠질게요", sender=HAEUN, thread=t.speaker, topic="leave")
    t.say("choose_slot", "그럼 하은님 빼고 2번으로")
    assert t.meeting().booked.start == second.start
    assert HAEUN not in t.meeting().addresses


def test_an_attendee_who_cannot_come_is_told_who_may_cancel() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 3시에 하은 님이랑 1시간 회의", attendee="하은 님")
    text = t.say(
        "out_of_scope", "참석이 어려워요. 회의 취소해 주세요", sender=HAEUN, thread=t.speaker, topic="leave"
    ).text
    assert "한지우 님만 바꿀 수 있어요" in text
    assert t.meeting().booked is not None
