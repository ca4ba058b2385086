"""Everything after a time is moved by one amount, after a yes; also what is of a series, and also after a crash."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.core.meeting import State
from actions.journeys import shift_all
from tests.unit.journeys.harness import Talk, talk

PUSH = "내일 3시 이후 일정 전부 30분씩 미뤄줘"


def two() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 3시에 하은님이랑 리뷰 30분", attendee="하은님", title="리뷰")
    t.say("schedule_meeting", "내일 오후 3시 30분에 하은님이랑 회고 30분", attendee="하은님", title="회고")
    return t


def starts(t: Talk) -> list[str]:
    return [f"{e.start:%H:%M}" for title in ("리뷰", "회고") for e in t.events("오하은", title)]


@pytest.mark.parametrize(
    ("answer", "intent", "after"), [("네", "affirm", ["15:30", "16:00"]), ("아니요", "deny", ["15:00", "15:30"])]
)
def test_asked_first_then_all(answer: str, intent: str, after: list[str]) -> None:
    t = two()
    assert starts(t) == ["15:00", "15:30"]
    said = t.say("reschedule_meeting", PUSH).text
    assert "모두 옮길까요?" in said
    assert starts(t) == ["15:00", "15:30"]
    said = t.say(intent, answer).text
    assert ("옮겼어요" in said) is (intent == "affirm")
    assert starts(t) == after


def test_all_of_it_is_undone() -> None:
    t = two()
    t.say("reschedule_meeting", PUSH)
    t.say("affirm", "네")
    t.say("cancel_meeting", "방금 거 취소해줘", topic="undo")
    assert starts(t) == ["15:00", "15:30"]


def test_of_a_series_only_that_one() -> None:
    t = talk("ko")
    before = [e.start for e in t.events("한지우", "주간 계획")]
    assert "주간 계획" in t.say("reschedule_meeting", "12월 7일 오전 9시 30분 이후 일정 전부 30분씩 미뤄줘").text
    t.say("affirm", "네")
    after = [e.start for e in t.events("한지우", "주간 계획")]
    assert [b - a for a, b in zip(before, after, strict=True) if a != b] == [timedelta(minutes=30)]
    (moved,) = [e for e in t.events("한지우", "주간 계획") if e.start not in before]
    assert moved.recurrence_id == before[1]


def test_what_is_others_stays_and_is_named() -> None:
    t = two()
    with t.store.reading() as tx:
        assert tx.meetings.of_person("haeun@example.com")
    said = t.say("reschedule_meeting", PUSH, sender="haeun@example.com").text
    assert "그대로 두는 일정: 리뷰, 회고" in said
    assert starts(t) == ["15:00", "15:30"]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", ["_keep", "write", "book"])
@pytest.mark.parametrize("time", [1, 2])
def test_killed_in_the_middle_the_rest_is_done_and_all_is_told(
    at: str, time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is handled again, as upkeep has it done once its lease has run out."""
    t = two()
    t.say("reschedule_meeting", PUSH)
    module = shift_all if at != "write" else __import__("actions.booking", fromlist=["write"])
    real, calls = getattr(module, at), []

    def dying(*args: object, **kwargs: object) -> object:
        calls.append(at)
        if len(calls) == time:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(module, at, dying)
    with pytest.raises(Killed):
        t.say("affirm", "네", id="yes")
    monkeypatch.undo()
    said = t.say("affirm", "네", id="yes")
    assert starts(t) == ["15:30", "16:00"]
    assert said.text.count("옮겼어요") == 2
    assert len([r for r in t.replies if r.to == "haeun@example.com"]) == 2
    with t.store.reading() as tx:
        assert {m.state for m in tx.meetings.of_person("jiwoo@example.com")} == {State.BOOKED}


@pytest.mark.parametrize("text", ["내일 일정 전부 수요일로 옮겨줘", "내일 회의 모두 수요일로 미뤄줘"])
def test_all_of_a_day_goes_to_another_after_a_yes(text: str) -> None:
    t = two()
    before = [e.start for e in t.events("오하은", "리뷰")]
    said = t.say("reschedule_meeting", text).text
    assert "모두 옮길까요?" in said
    t.say("affirm", "네")
    assert starts(t) == ["15:00", "15:30"]
    assert [e.start for e in t.events("오하은", "리뷰")] == [s + timedelta(days=1) for s in before]


def test_all_of_a_day_to_another_in_english() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Tom tomorrow 11am, one hour", attendee="Tom", title="Review")
    before = t.meeting().booked.start
    said = t.say("reschedule_meeting", "move everything on Tuesday to Thursday").text
    assert "Shall I move them all?" in said
    t.say("affirm", "yes")
    (event,) = t.events("Tom Okafor", "Review")
    assert event.start == before + timedelta(days=2)


def test_every_one_of_a_series_is_not_all_of_a_day() -> None:
    t = two()
    said = t.say("reschedule_meeting", "모든 스탠드업을 수요일에서 목요일로 옮겨줘", title="스탠드업").text
    assert "모두 옮길까요?" not in said
