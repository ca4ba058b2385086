"""A series is cancelled from the named instance on: what was before stays, one is only one, doubt is neither."""

from __future__ import annotations

import pytest

from calendar_adapters.types import Event
from tests.unit.journeys.harness import Talk, talk


def days(t: Talk, name: str, title: str = "1:1") -> list[int]:
    return [e.start.day for e in t.events(name, title)]


def series() -> Talk:
    """Every Tuesday, with somebody else."""
    t = talk("ko")
    t.say("schedule_meeting", "매주 화요일 오후 4시에 하은님이랑 1:1 30분", attendee="하은님", title="1:1")
    assert t.meeting().rrule
    assert days(t, "오하은")[:3] == [1, 8, 15]
    return t


@pytest.mark.parametrize("answer", ["이번만", "이번 것만요", "이번 한 번만 취소해줘", "1번", "하나만"])
def test_only_this_one(answer: str) -> None:
    t = series()
    t.say("cancel_meeting", "12월 8일 1:1 취소해줘", title="1:1")
    t.say("out_of_scope", answer, choice="2" if "이번" in answer else "1")
    assert days(t, "오하은")[:3] == [1, 15, 22]
    assert days(t, "한지우")[:3] == [1, 15, 22]
    (told,) = [r for r in t.replies if r.to == "haeun@example.com"]
    assert told.method == "CANCEL"
    assert b"RECURRENCE-ID" in (told.ics or b"")
    assert b"RRULE" not in (told.ics or b"")


@pytest.mark.parametrize(
    "answer", ["아냐아냐 8일 것만", "아니 음.. 그날만", "아 아니요 이번만요", "no wait, just this one"]
)
def test_thinking_aloud_takes_nothing_back(answer: str) -> None:
    t = series()
    t.say("cancel_meeting", "12월 8일 1:1 취소해줘", title="1:1")
    t.say("deny", answer)
    assert days(t, "오하은")[:3] == [1, 15, 22]


@pytest.mark.parametrize("answer", ["다음 주 것만요", "8일만요", "아냐 다음 주만"])
def test_another_one_than_asked_about(answer: str) -> None:
    t = series()
    t.say("cancel_meeting", "1:1 취소해줘", title="1:1")
    t.say("choose_slot", answer)
    assert days(t, "오하은")[:3] == [1, 15, 22]


@pytest.mark.parametrize("answer", ["아니 그대로 다 놔둬", "no, keep them all"])
def test_keeping_all_is_no_word_for_cancelling_all(answer: str) -> None:
    t = series()
    t.say("cancel_meeting", "1:1 취소해줘", title="1:1")
    t.say("deny", answer)
    assert days(t, "오하은")[:3] == [1, 8, 15]


@pytest.mark.parametrize("answer", ["모두", "2", "앞으로 전부 다", "이번부터 앞으로 다"])
def test_all_from_the_named_one_on(answer: str) -> None:
    t = series()
    t.say("cancel_meeting", "12월 15일 1:1 취소해줘", title="1:1")
    said = t.say("out_of_scope", answer).text
    assert "12월 15일" in said
    assert "그대로" in said
    assert days(t, "오하은") == days(t, "한지우") == [1, 8]
    (told,) = [r for r in t.replies if r.to == "haeun@example.com"]
    assert told.method == "REQUEST"
    assert b"UNTIL=20261215T065959Z" in (told.ics or b"")
    assert not t.meeting().final


def test_all_from_the_first_on_leaves_nothing() -> None:
    t = series()
    t.say("cancel_meeting", "1:1 취소해줘", title="1:1")
    t.say("out_of_scope", "모두")
    assert days(t, "오하은") == days(t, "한지우") == []
    assert t.meeting().state.value == "cancelled"


@pytest.mark.parametrize("answer", ["글쎄요", "wait, all?", "이번만 말고 전체?"])
def test_what_is_not_clear_is_asked_again(answer: str) -> None:
    t = series()
    t.say("cancel_meeting", "12월 8일 1:1 취소해줘", title="1:1")
    t.say("out_of_scope", answer)
    assert t.question == "scope"
    assert days(t, "오하은")[:3] == [1, 8, 15]


def test_changing_what_was_cancelled_says_so() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Tom tomorrow 11am for an hour", attendee="Tom", title="Review")
    t.say("cancel_meeting", "cancel the review", title="Review")
    t.say("affirm", "yes")
    assert "was cancelled" in t.say("reschedule_meeting", "actually move it to 3pm").text
    assert "couldn't find “Yoga”" in t.say("reschedule_meeting", "move Yoga to 3pm", title="Yoga").text


def test_exceptions_before_the_end_stay() -> None:
    """The rule ends before the instance, its exceptions before that stay."""
    t = series()
    t.say("cancel_meeting", "12월 1일 1:1 취소해줘", title="1:1")
    t.say("out_of_scope", "이번만")
    t.say("cancel_meeting", "12월 15일 1:1 취소해줘", title="1:1")
    t.say("out_of_scope", "모두")
    kept: list[Event] = t.events("오하은", "1:1")
    assert [e.start.day for e in kept] == [8]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("propose_time", "아 8일은 제가 휴가라 그날만 빼주세요"),
        ("out_of_scope", "다음 주는 건너뛸게요"),
        ("reschedule_meeting", "12월 8일은 쉬어갈게요"),
        ("cancel_meeting", "다음 주 것만 취소해줘"),
    ],
)
def test_one_that_is_named_as_the_only_one_goes_at_once(intent: str, text: str) -> None:
    t = series()
    t.say(intent, text)
    assert days(t, "오하은")[:3] == [1, 15, 22]
    t.say("cancel_meeting", "방금 거 취소", topic="undo")
    assert days(t, "오하은")[:3] == [1, 8, 15]


@pytest.mark.parametrize("text", ["다음 주 1:1 취소해줘", "다음 주는 건너뛸까요?"])
def test_otherwise_it_is_asked_first(text: str) -> None:
    t = series()
    t.say("cancel_meeting", text, title="1:1")
    assert t.question == "scope"
    assert days(t, "오하은")[:3] == [1, 8, 15]
