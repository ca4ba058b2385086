"""Another time for a reminder that is set."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk
from tests.unit.journeys.test_reminders import due

SEOUL = ZoneInfo("Asia/Seoul")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute)


def one() -> Talk:
    t = talk("ko")
    t.say("set_reminder", "내일 오전 9시에 세금계산서 보내라고 알려줘")
    assert due(t) == [at(1, 9)]
    return t


@pytest.mark.parametrize(
    ("intent", "said", "then"),
    [
        ("reschedule_meeting", "아 10시로 바꿔줘", at(1, 10)),
        ("reschedule_meeting", "아니다 9시 말고 오후 4시로", at(1, 16)),
        ("set_reminder", "미안 모레 오전 8시로 변경해줘", at(2, 8)),
        ("propose_time", "앗 10시 반으로요", at(1, 10, 30)),
        ("reschedule_meeting", "30분 늦춰줘", at(1, 9, 30)),
        ("reschedule_meeting", "모레로 바꿔줘", at(2, 9)),
        ("reschedule_meeting", "actually make it 11", at(1, 11)),
        ("reschedule_meeting", "세금계산서 알림 10시로 옮겨줘", at(1, 10)),
    ],
)
def test_the_one_just_set_is_dated_anew(intent: str, said: str, then: datetime) -> None:
    t = one()
    reply = t.say(intent, said).text
    assert due(t) == [then]
    assert "세금계산서 보내기" in reply


def test_it_is_taken_back_and_changed_twice() -> None:
    t = one()
    t.say("reschedule_meeting", "아 10시로 바꿔줘")
    t.say("reschedule_meeting", "아니 11시로 바꿔줘")
    assert due(t) == [at(1, 11)]
    t.say("cancel_meeting", "방금 거 취소", topic="undo")
    assert due(t) == [at(1, 10)]


def test_of_several_the_one_that_is_named() -> None:
    t = one()
    t.say("set_reminder", "모레 오후 3시에 약 먹으라고 리마인드 해줘")
    t.say("reschedule_meeting", "세금계산서 알림은 10시로 바꿔줘")
    assert due(t) == [at(1, 10), at(2, 15)]


def test_before_an_event_another_lead_is_meant_never_the_event() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 1시에 하은님이랑 시안 검토 1시간", attendee="하은님", title="시안 검토")
    t.say("set_reminder", "시안 검토 10분 전에 알려줘", title="시안 검토")
    t.say("reschedule_meeting", "아 30분 전으로 바꿔줘")
    assert due(t) == [at(1, 12, 30)]
    t.say("reschedule_meeting", "2시로 옮겨줘")
    assert due(t) == [at(1, 13, 30)]
    assert [e.start.astimezone(SEOUL).replace(tzinfo=None) for e in t.events("오하은", "시안 검토")] == [at(1, 14)]


def test_what_is_past_stays_as_it_is() -> None:
    t = one()
    t.say("reschedule_meeting", "오늘 오전 8시로 바꿔줘")
    assert due(t) == [at(1, 9)]
