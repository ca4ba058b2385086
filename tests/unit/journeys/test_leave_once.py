"""Somebody stays away from one of a series: out of that one alone, everywhere; told, free then, and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.unit.journeys.harness import Talk, talk, weekly

HAEUN, SEOJUN, JIWOO, MINJI = "haeun@example.com", "seojun@example.com", "jiwoo@example.com", "minji.b@example.com"
LEAVE = "reschedule_meeting"
KST = ZoneInfo("Asia/Seoul")
FIRST = datetime(2026, 12, 1, 14, 0, tzinfo=KST)
WEEK = timedelta(weeks=1)


def series() -> Talk:
    t = weekly("화요일")
    assert t.meeting().booked.start == FIRST
    return t


def weeks(t: Talk, who: str, count: int = 4) -> list[int]:
    """In which of the first weeks it stands in somebody's calendar."""
    starts = {e.start for e in t.events(who, "동기화")}
    return [w for w in range(count) if FIRST + w * WEEK in starts]


def leave(t: Talk, text: str, who: str = HAEUN) -> str:
    return t.say(LEAVE, text, sender=who, title="동기화", topic="leave").text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("저는 다음 주 동기화는 빠질게요", [0, 2, 3]),
        ("12월 15일 동기화는 못 가요, 빠질게요", [0, 1, 3]),
        ("skip me for next Tuesday's 동기화", [0, 2, 3]),
        ("이번 동기화만 빠질게요", [1, 2, 3]),
    ],
)
def test_out_of_that_one_alone(text: str, left: list[int]) -> None:
    t = series()
    leave(t, text)
    assert weeks(t, HAEUN) == left
    assert weeks(t, SEOJUN) == weeks(t, JIWOO) == [0, 1, 2, 3]
    gone = next(w for w in range(4) if w not in left)
    for who in (SEOJUN, JIWOO):
        lists = {e.start: {a.address for a in e.attendees} for e in t.events(who, "동기화")}
        assert lists[FIRST + gone * WEEK] == {JIWOO, SEOJUN}
        assert lists[FIRST + left[0] * WEEK] == {JIWOO, SEOJUN, HAEUN}
    assert len({e.uid for who in (HAEUN, SEOJUN, JIWOO) for e in t.events(who, "동기화")}) == 1
    (told,) = [r for r in t.replies if r.to == JIWOO]
    assert "오하은" in told.text
    assert not [r for r in t.replies if r.to == SEOJUN]


def test_the_hour_is_free_for_another_meeting_and_no_other_week_is() -> None:
    t = series()
    leave(t, "저는 다음 주 동기화는 빠질게요")
    ask = "하은님이랑 오후 2시에 회고 30분"
    t.say("schedule_meeting", f"12월 8일 {ask}", sender=MINJI, attendee="하은님", title="회고")
    assert [e.start for e in t.events(HAEUN, "회고")] == [FIRST + WEEK]
    t.say("schedule_meeting", f"12월 15일 {ask}", sender=MINJI, attendee="하은님", title="회고")
    assert [e.start for e in t.events(HAEUN, "회고")] == [FIRST + WEEK]


@pytest.mark.parametrize(
    ("answer", "left"),
    [("이번 것만요", [1, 2, 3]), ("1", [1, 2, 3]), ("이번만요", [1, 2, 3]), ("2번", []), ("전부", [])],
)
def test_asked_where_it_is_not_said(answer: str, left: list[int]) -> None:
    t = series()
    assert "반복되는 회의" in leave(t, "저는 동기화 빠질게요")
    assert weeks(t, HAEUN) == [0, 1, 2, 3]
    t.say("choose_slot", answer, sender=HAEUN)
    assert weeks(t, HAEUN) == left


@pytest.mark.parametrize("answer", ["아니에요", "no"])
def test_a_no_changes_nothing(answer: str) -> None:
    t = series()
    leave(t, "저는 동기화 빠질게요")
    t.say("deny", answer, sender=HAEUN)
    assert weeks(t, HAEUN) == [0, 1, 2, 3]
    assert t.meeting().sequence == 0


def test_taken_back_it_is_as_before() -> None:
    t = series()
    leave(t, "저는 다음 주 동기화는 빠질게요")
    said = t.say("cancel_meeting", "방금 거 취소", sender=HAEUN, topic="undo").text
    assert "다시 넣어" in said
    assert weeks(t, HAEUN) == [0, 1, 2, 3]
    for who in (HAEUN, SEOJUN, JIWOO):
        assert all({a.address for a in e.attendees} == {JIWOO, SEOJUN, HAEUN} for e in t.events(who, "동기화"))
    assert [r for r in t.replies if r.to == JIWOO]
    t.say("schedule_meeting", "12월 8일 하은님이랑 오후 2시에 회고 30분", sender=MINJI, attendee="하은님", title="회고")
    assert not t.events(HAEUN, "회고")


def test_not_taken_back_over_what_has_been_booked_since() -> None:
    t = series()
    leave(t, "저는 다음 주 동기화는 빠질게요")
    t.say("schedule_meeting", "12월 8일 하은님이랑 오후 2시에 회고 30분", sender=MINJI, attendee="하은님", title="회고")
    t.say("cancel_meeting", "방금 거 취소", sender=HAEUN, topic="undo")
    assert weeks(t, HAEUN) == [0, 2, 3]


@pytest.mark.parametrize("intent", ["cancel_meeting", "reschedule_meeting", "out_of_scope"])
@pytest.mark.parametrize("text", ["skip me for next week's 동기화", "count me out of next week's 동기화"])
def test_words_of_staying_away_go_before_what_they_were_taken_for(intent: str, text: str) -> None:
    t = series()
    t.say(intent, text, sender=HAEUN, title="동기화")
    assert weeks(t, HAEUN) == [0, 2, 3]
    assert weeks(t, SEOJUN) == [0, 1, 2, 3]


def test_a_change_of_the_whole_later_does_not_bring_it_back() -> None:
    t = series()
    leave(t, "저는 다음 주 동기화는 빠질게요")
    t.say("reschedule_meeting", "동기화 제목을 주간 동기화로 바꿔줘", title="동기화")
    assert {e.summary for e in t.events(SEOJUN, "동기화")} == {"주간 동기화"}
    assert weeks(t, HAEUN) == [0, 2, 3]
    lists = {e.start: {a.address for a in e.attendees} for e in t.events(SEOJUN, "동기화")}
    assert lists[FIRST + WEEK] == {JIWOO, SEOJUN}


def test_all_of_a_week_of_daily_ones() -> None:
    t = talk("ko")
    text = "매일 오후 2시에 하은님이랑 서준님이랑 점검 15분"
    t.say("schedule_meeting", text, attendee=["하은님", "서준님"], title="점검")
    if not t.meeting().booked:
        t.say("choose_slot", "1번", choice="1")
    t.say(LEAVE, "다음 주 점검은 빠질게요", sender=HAEUN, title="점검", topic="leave")
    mine, theirs = ({e.start.astimezone(KST).date() for e in t.events(who, "점검")} for who in (HAEUN, SEOJUN))
    assert {d.isocalendar()[1] for d in theirs - mine} == {50}
    assert len(theirs - mine) >= 5


def test_the_organizer_is_asked_whether_to_call_that_one_off() -> None:
    t = series()
    assert "1. " in leave(t, "저는 다음 주 동기화는 빠질게요", JIWOO)
    t.say("choose_slot", "1번")
    assert weeks(t, SEOJUN) == [0, 2, 3]


def test_somebody_without_a_calendar_gets_a_cancel_of_that_one() -> None:
    t = talk("en")
    text = "Weekly sync with Tom and Priya Raman every Tuesday at 11am for 30 minutes"
    t.say("schedule_meeting", text, attendee=["Tom", "Priya Raman"], title="Weekly sync")
    for _ in range(2):
        if t.meeting().booked is None:
            t.say("choose_slot", "1", choice="1")
    guest = "priya@customer.example"
    reply = t.say(LEAVE, "skip me for next week's sync", sender=guest, title="sync", topic="leave")
    assert reply.method == "CANCEL"
    (event,) = icalendar.Calendar.from_ical(reply.ics).walk("VEVENT")
    assert event["RECURRENCE-ID"].dt == datetime(2026, 12, 8, 11, 0, tzinfo=ZoneInfo("America/New_York"))
    assert event["UID"] == t.meeting().uid
    assert [a.partition(":")[2] for a in [str(event["ATTENDEE"])]] == [guest]
