"""Longer, shorter, earlier without a name or an amount; and one of a series, moved by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk

SEOUL = ZoneInfo("Asia/Seoul")
MOVE = "reschedule_meeting"


def at(t: Talk, clock: str) -> None:
    hour, minute = map(int, clock.split(":"))
    t.world.now = t.world.now.astimezone(SEOUL).replace(hour=hour, minute=minute)


def lengths(t: Talk, who: str, title: str) -> list[int]:
    return [int((e.end - e.start).total_seconds() / 60) for e in t.events(who, title)]


def reviewed() -> Talk:
    """오늘 오후 4시부터 한 시간 하은 님과."""
    t = talk("ko")
    t.say("schedule_meeting", "오늘 오후 4시에 하은님이랑 리뷰 1시간", attendee="하은님", title="리뷰")
    assert t.meeting().booked
    with t.store.transaction() as tx:  # some other time, some other talk: nothing is talked about
        tx.conversations.put(type(tx.conversations.get("console", t.speaker))("console", t.speaker), t.world.now)
    return t


@pytest.mark.parametrize("text", ["30분 연장해줘", "make it 30 min longer"])
def test_what_is_on_now_is_meant_and_that_is_said(text: str) -> None:
    t = reviewed()
    at(t, "16:20")
    said = t.say(MOVE, text).text
    assert "리뷰" in said
    assert any(words in said for words in ("지금 진행 중인", "on now"))
    assert lengths(t, "오하은", "리뷰") == [90]
    assert t.events("오하은", "리뷰")[0].start.astimezone(SEOUL).hour == 16


def test_the_one_left_today_is_meant_and_that_is_said() -> None:
    t = reviewed()
    at(t, "12:00")
    assert "오늘 남은 일정인 리뷰" in t.say(MOVE, "30분 줄여줘").text
    assert lengths(t, "오하은", "리뷰") == [30]


def test_of_several_it_is_asked_and_the_answer_goes_on_with_what_was_said() -> None:
    t = reviewed()
    said = t.say(MOVE, "30분 연장해줘").text  # 주간 계획 at ten, 리뷰 at four
    assert "주간 계획" in said
    assert "리뷰" in said
    t.say("choose_slot", "2번", choice="2")
    assert lengths(t, "오하은", "리뷰") == [90]


def test_nothing_at_hand() -> None:
    t = talk("ko", "haeun@example.com")
    assert "찾지 못했어요" in t.say(MOVE, "30분 연장해줘").text


@pytest.mark.parametrize(
    ("texts", "start", "length"),
    [
        (["옮겨줘", "1시간 당겨줘"], 15, 60),
        (["옮겨줘", "5시로"], 17, 60),
        (["옮겨줘", "30분으로 줄여줘"], 16, 30),
        (["늘려줘", "30분"], 16, 90),
        (["1시간 당겨줘", "늘려줘", "30분"], 15, 90),
        (["더 짧게 해줘", "15분"], 16, 45),
    ],
)
def test_an_amount_answers_the_question(texts: list[str], start: int, length: int) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "오늘 오후 4시에 하은님이랑 리뷰 1시간", attendee="하은님", title="리뷰")
    for text in texts:
        t.say(MOVE, text)
    (event,) = t.events("오하은", "리뷰")
    assert event.start.astimezone(SEOUL).hour == start
    assert lengths(t, "오하은", "리뷰") == [length]


def test_one_of_a_series_moves_over_its_own_time() -> None:
    t = talk("ko")
    before = [e.start for e in t.events("한지우", "주간 계획")]
    said = t.say(MOVE, "12월 7일 주간 계획 30분 뒤로 미뤄줘", title="주간 계획").text
    assert "12월 7일(월) 오전 10시–11시 → 12월 7일(월) 오전 10시 30분–11시 30분" in said
    after = [e.start for e in t.events("한지우", "주간 계획")]
    assert [b - a for a, b in zip(before, after, strict=True) if a != b] == [timedelta(minutes=30)]


def test_a_named_one_of_a_series_to_a_named_time() -> None:
    t = talk("en")
    before = [e.start for e in t.events(t.speaker, "Stand-up")]
    t.say(MOVE, "move the Dec 3 stand-up to 9:40am", title="stand-up")
    after = [e.start for e in t.events(t.speaker, "Stand-up")]
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert [(a.day, b.day, b - a) for a, b in changed] == [(3, 3, timedelta(minutes=10))]


def test_one_of_a_series_into_a_window_by_offers() -> None:
    t = talk("ko")
    before = [e.start for e in t.events("한지우", "주간 계획")]
    t.say(MOVE, "12월 7일 주간 계획 12월 9일 오후로 옮겨줘", title="주간 계획")
    assert t.question == "offer"
    t.say("choose_slot", "1번", choice="1")
    after = [e.start for e in t.events("한지우", "주간 계획")]
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][0] == datetime(2026, 12, 7, 10, tzinfo=SEOUL)
    assert changed[0][1].astimezone(SEOUL).day == 9
