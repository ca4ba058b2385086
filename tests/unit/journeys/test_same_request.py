"""A time named while offers are open is about them; a look at who is free can be picked from."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.core import meeting_steps as steps
from actions.core.meeting import State
from calendar_adapters.types import Interval
from tests.unit.journeys.harness import Talk, talk

KST = ZoneInfo("Asia/Seoul")


def starts(t: Talk) -> list[datetime]:
    return [s.start.astimezone(KST) for s in t.meeting().open_proposal.slots]


def looked() -> Talk:
    t = talk("ko")
    t.say("find_time", "하은님이랑 나 목요일 오후에 언제 둘 다 비어?", attendee="하은님")
    return t


def test_who_looks_for_common_time_can_pick_by_number() -> None:
    t = looked()
    first = t.meeting().open_proposal.slots[0]
    assert first.start.astimezone(KST).day == 3
    t.say("choose_slot", "1번", choice="1")
    assert t.meeting().booked.start == first.start


def test_a_look_holds_nothing_and_does_not_end() -> None:
    t = looked()
    looked_for, now = t.meeting(), t.world.now
    with t.store.reading() as tx:
        assert not tx.holds.active(looked_for.addresses, Interval(now, now + timedelta(days=14)), now)
    assert looked_for.expires_at is None
    assert not t.events("한지우", "회의")


def test_a_clock_time_after_a_look_is_on_the_day_looked_at() -> None:
    t = looked()
    t.say("schedule_meeting", "그럼 4시반에 30분만 잡아줘")
    booked = t.meeting().booked
    assert booked.start.astimezone(KST) == datetime(2026, 12, 3, 16, 30, tzinfo=KST)
    assert booked.end - booked.start == timedelta(minutes=30)
    assert "haeun@example.com" in t.meeting().addresses


def test_dinner_at_seven_after_a_look_is_in_the_evening() -> None:
    t = talk("ko")
    t.say("find_time", "이번 주에 하은님이랑 저녁 식사 언제가 좋을까?", attendee="하은님", purpose="저녁 식사")
    assert {s.end - s.start for s in t.meeting().open_proposal.slots} == {timedelta(minutes=90)}
    t.say("schedule_meeting", "목요일 7시로 잡아줘")
    assert t.meeting().booked.start.astimezone(KST).hour == 19


@pytest.mark.parametrize("intent", ["schedule_meeting", "find_time"])
def test_another_day_is_sought_for_the_same_people(intent: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 하은 님이랑 1시간 회의", attendee="하은 님")
    t.say(intent, "금요일은 둘 다 언제 비어?")
    assert {s.day for s in starts(t)} == {4}
    assert "haeun@example.com" in t.meeting().addresses


@pytest.mark.parametrize("text", ["금요일 3시에 새 회의 하나 더 잡아줘", "금요일 3시에 서준 님이랑 30분 회의 잡아줘"])
def test_another_meeting_is_another(text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 하은 님이랑 1시간 회의", attendee="하은 님")
    before = t.meeting().id
    t.say("schedule_meeting", text)
    assert t.meeting().id != before


@pytest.mark.parametrize("text", ["아 그럼 목요일 같은 시간", "목요일 같은 시간은 어때요?"])
def test_the_same_hour_of_another_day(text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 저녁 7시에 하은 님이랑 1시간 회의", attendee="하은 님")
    assert t.question == "confirm_booking"
    t.say("out_of_scope", text)
    assert starts(t) == [datetime(2026, 12, 3, 19, tzinfo=KST)]


def test_a_remark_with_a_time_is_no_wish() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 하은 님이랑 1시간 회의", attendee="하은 님")
    before = t.meeting().open_proposal
    t.say("out_of_scope", "목요일에 비 온대요")
    assert t.meeting().open_proposal == before


def test_a_request_heard_as_nothing_is_still_one() -> None:
    t = talk("ko")
    t.say("out_of_scope", "하은님이랑 모레 2~4시 사이에 30분 콜 가능?", attendee="하은님", purpose="콜")
    assert starts(t)
    assert all(s.day == 2 and 14 <= s.hour < 16 for s in starts(t))


def test_what_lies_behind_is_no_request() -> None:
    t = talk("ko")
    reply = t.say("out_of_scope", "어제 3시에 하은님이랑 30분 콜 했어요", attendee="하은님", purpose="콜")
    assert "일정만" in reply.text


def test_an_expired_request_is_taken_up_with_another_time() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "오늘 오후에 하은 님이랑 30분 회의", attendee="하은 님")
    old = t.meeting()
    with t.store.transaction() as tx:
        tx.meetings.save(steps.expire(old, old.expires_at))
    assert t.meeting().state is State.EXPIRED
    t.say("choose_slot", "그럼 내일 오후로 다시요")
    fresh = t.meeting()
    assert fresh.id != old.id
    assert set(fresh.addresses) == set(old.addresses)
    assert {s.day for s in starts(t)} == {1}
    assert fresh.minutes == 30
