"""One's own reminders read back, withdrawn by words, by time, by number, all; and set again."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.core.people import Person
from actions.core.times import read_times
from actions.journeys import reminders_kept
from actions.journeys.turn import Turn
from actions.messages import IncomingMessage
from tests.unit.journeys.harness import Talk, talk
from tests.unit.journeys.test_reminders import due

SEOUL = ZoneInfo("Asia/Seoul")


def with_two(world: str = "ko") -> Talk:
    t = talk(world)
    if world == "ko":
        t.say("set_reminder", "내일 오전 9시에 세금계산서 보내라고 알려줘")
        t.say("set_reminder", "모레 오후 3시에 약 먹으라고 리마인드 해줘")
    else:
        t.say("set_reminder", "remind me to send the invoice tomorrow at 9am")
        t.say("set_reminder", "remind me to call the bank on Thursday at 3pm")
    assert len(due(t)) == 2
    return t


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("내일 오전 9시에 세금계산서 보내라고 알려줘", "세금계산서 보내기"),
        ("내일 오전 9시에 약 먹으라고 알려줘", "약 먹기"),
        ("내일 오전 9시에 은행에 전화하라고 알려줘", "은행에 전화"),
        ("내일 오전 9시에 보고서 내야 한다고 알려줘", "보고서 내기"),
        ("내일 오전 9시에 화분에 물 주는 거 알려줘", "화분에 물 주기"),
        ("내일 오전 9시에 견적서 마감이라고 알려줘", "견적서 마감"),
        ("내일 오전 9시에 보고서 제출해야 한다고 좀 알려줘", "보고서 제출"),
    ],
)
def test_what_is_passed_on_is_kept_as_a_note(said, note):
    assert talk("ko").say("set_reminder", said).text.endswith(note)


def test_they_are_read_back_by_time():
    t = with_two()
    first, second = t.say("query_calendar", "걸어 둔 알림 뭐 있어?").text.splitlines()[1:3]
    assert first.startswith("1.")
    assert "세금계산서 보내기" in first
    assert second.startswith("2.")
    assert "약 먹기" in second
    assert "send the invoice" in with_two("en").say("query_calendar", "what reminders do I have?").text


def test_none_are_set():
    assert talk("ko").say("out_of_scope", "알림 목록 보여줘").text.startswith("걸어 둔 알림이 없어요")
    assert talk("en").say("cancel_meeting", "delete all my reminders").text.startswith("You have no reminders set")


@pytest.mark.parametrize(
    ("world", "intent", "said", "left"),
    [
        ("ko", "out_of_scope", "세금계산서 알림은 빼줘", "약 먹기"),
        ("ko", "cancel_meeting", "약 먹으라는 알림 취소해줘", "세금계산서"),
        ("ko", "cancel_meeting", "1번 알림 지워 줘", "약 먹기"),
        ("ko", "set_reminder", "내일 알림 꺼줘", "약 먹기"),
        ("en", "cancel_meeting", "cancel the reminder about the invoice", "call the bank"),
        ("en", "set_reminder", "don't remind me about the bank", "send the invoice"),
        ("en", "out_of_scope", "delete reminder number 2", "send the invoice"),
        ("en", "out_of_scope", "turn off tomorrow's reminder", "call the bank"),
    ],
)
def test_one_is_withdrawn_and_the_other_stays(world, intent, said, left):
    t = with_two(world)
    t.say(intent, said)
    assert len(due(t)) == 1
    assert left in t.say("query_calendar", "알림 목록 보여줘" if world == "ko" else "list my reminders").text


@pytest.mark.parametrize(("world", "said"), [("ko", "알림 전부 지워줘"), ("en", "clear all my reminders")])
def test_all_are_withdrawn_and_taken_back(world, said):
    t = with_two(world)
    before = due(t)
    t.say("cancel_meeting", said)
    assert due(t) == []
    t.say("cancel_meeting", "방금 거 취소" if world == "ko" else "undo that", topic="undo")
    assert due(t) == before


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("알림 하나 빼줘", "어느 알림을"),
        ("알림 취소해줘", "어느 알림을"),
        ("출장 알림은 빼줘", "찾지 못했어요"),
        ("7번 알림 지워줘", "찾지 못했어요"),
    ],
)
def test_what_is_not_clear_is_asked_and_nothing_is_lost(said, answer):
    t = with_two()
    assert answer in t.say("cancel_meeting", said).text
    assert len(due(t)) == 2


def test_the_only_one_needs_no_name():
    t = talk("en")
    t.say("set_reminder", "remind me to send the invoice tomorrow at 9am")
    t.say("cancel_meeting", "I don't need the reminder any more")
    assert due(t) == []


def test_a_reminder_before_a_meeting_goes_by_its_title():
    t = talk("en")
    t.say(
        "schedule_meeting",
        "30 minutes with Sam Reed tomorrow at 2pm for the launch",
        attendee="Sam Reed",
        title="launch",
    )
    t.say("set_reminder", "remind me 10 minutes before it")
    assert "10 minutes before Launch" in t.say("query_calendar", "which reminders are set?").text
    t.say("cancel_meeting", "drop the launch reminder")
    assert due(t) == []
    assert t.meeting().booked is not None, "the meeting itself stays"


@pytest.mark.parametrize(
    "said",
    [
        "회의 10분 전에 알림 줘",
        "매주 월요일 요약 알림 꺼줘",
        "떠날 시간 알림은 그만",
        "내일 3시 회의 취소하고 알림도 꺼줘",
        "remind me 10 minutes before the call",
        "cancel the stand-up and its reminder",
        "set a reminder for tomorrow at 9",
        "알림 하나 걸어 줘",
    ],
)
def test_what_is_not_about_kept_reminders_is_left_to_others(said):
    now = datetime(2026, 12, 1, tzinfo=timezone.utc)
    message = IncomingMessage("m1", "console", "c1", "a@example.com", said, now)
    me = Person("a@example.com")
    times = tuple(read_times(said, now.astimezone(SEOUL), SEOUL))
    assert not reminders_kept.asked(Turn(message, me, now, "Asia/Seoul", "ko", times=times))
