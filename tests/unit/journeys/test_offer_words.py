"""Words about open offers: picked by order or day, the day they are on, tried again after a failure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk

KST = ZoneInfo("Asia/Seoul")


def offered() -> tuple[Talk, list[datetime]]:
    t = talk("ko")
    t.say("schedule_meeting", "수요일이나 금요일에 하은 님이랑 1시간 회의", attendee="하은 님")
    slots = sorted(s.start.astimezone(KST) for s in t.meeting().open_proposal.slots)
    assert len(slots) > 1
    return t, slots


@pytest.mark.parametrize("intent", ["schedule_meeting", "out_of_scope", "choose_slot", "propose_time", "find_time"])
@pytest.mark.parametrize(
    "text",
    ["제일 빠른 걸로", "제일 빠른 걸로 잡아줘", "가장 이른 시간으로 부탁드려요", "the earliest", "earliest please"],
)
def test_the_earliest_is_a_pick(intent: str, text: str) -> None:
    t, slots = offered()
    t.say(intent, text)
    assert t.meeting().booked.start == slots[0]


@pytest.mark.parametrize("text", ["제일 늦은 걸로", "the latest one", "let's take the latest", "늦은 걸로 할게요"])
def test_the_latest_is_a_pick(text: str) -> None:
    t, slots = offered()
    t.say("out_of_scope", text)
    assert t.meeting().booked.start == slots[-1]


@pytest.mark.parametrize("text", ["그럼 마지막 걸로 잡아줘", "let's take the last one", "book the last one"])
def test_a_pick_with_book_it_is_no_new_request(text: str) -> None:
    t, _ = offered()
    last = t.meeting().open_proposal.slots[-1]
    t.say("schedule_meeting", text)
    assert t.meeting().booked.start == last.start


@pytest.mark.parametrize(
    "text", ["later", "can we do later?", "더 빠른 걸로", "제일 빠른 게 왜 수요일이야?", "나중에 할게요"]
)
def test_what_is_no_pick_books_nothing(text: str) -> None:
    t, _ = offered()
    t.say("out_of_scope", text)
    assert t.meeting().booked is None


@pytest.mark.parametrize("text", ["금요일 걸로 잡아줘", "the Friday one", "I'll take the Friday one"])
def test_a_day_s_one_is_a_pick(text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "수요일 3시나 금요일 3시에 하은 님이랑 1시간 회의", attendee="하은 님")
    assert {s.start.astimezone(KST).day for s in t.meeting().open_proposal.slots} == {2, 4}
    t.say("schedule_meeting", text)
    assert t.meeting().booked.start.astimezone(KST).day == 4


@pytest.mark.parametrize("intent", ["query_calendar", "find_time", "propose_time"])
@pytest.mark.parametrize("text", ["그날 오후에 시간 없어?", "anything in the afternoon that day?"])
def test_a_part_of_that_day_is_of_the_offers_day(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "수요일 오전에 하은 님이랑 1시간 회의", attendee="하은 님")
    t.say(intent, text)
    starts = [s.start.astimezone(KST) for s in t.meeting().open_proposal.slots]
    assert {s.day for s in starts} == {2}
    assert min(s.hour for s in starts) >= 12


def test_what_one_has_that_day_is_still_looked_up() -> None:
    t, _ = offered()
    before = t.meeting().open_proposal
    t.say("query_calendar", "오후에 뭐 있어?")
    assert t.meeting().open_proposal == before


def test_why_not_the_morning_is_asked_of_the_offers_day() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "목요일 오후에 하은 님이랑 1시간 회의", attendee="하은 님")
    reply = t.say("explain_suggestion", "오전은 왜 안 돼?")
    assert "12월 3일" in reply.text


@pytest.mark.parametrize("intent", ["reject_slots", "out_of_scope", "find_time", "schedule_meeting"])
@pytest.mark.parametrize("text", ["다시 찾아줘", "try again"])
def test_a_request_that_failed_is_tried_again(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "수요일에 고장 님이랑 30분 회의", attendee="고장 님")
    assert t.meeting().open_proposal is None
    t.world.happen({"calendar_repair": {"person": "박고장"}}, [])
    t.say(intent, text)
    assert t.meeting().open_proposal is not None


def test_what_one_narrowed_another_does_not_widen() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "이번 주에 하은 님, 서준 님이랑 1시간 회의", attendee=["하은 님", "서준 님"])
    me = "jiwoo@example.com"
    t.say("propose_time", "목요일 오전 10시부터 12시 사이가 좋아요", sender="haeun@example.com", thread=me)
    t.say("propose_time", "저도 목요일 좋아요", sender="seojun@example.com", thread=me)
    slots = [s.start.astimezone(KST) for s in t.meeting().open_proposal.slots]
    assert slots
    assert all((s.day, 10 <= s.hour < 12) == (3, True) for s in slots)
