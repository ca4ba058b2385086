"""Everything after a time is moved by one amount, after a yes."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import Talk, talk


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
    said = t.say("reschedule_meeting", "내일 3시 이후 일정 전부 30분씩 미뤄줘").text
    assert "모두 옮길까요?" in said
    assert starts(t) == ["15:00", "15:30"]
    said = t.say(intent, answer).text
    assert ("옮겼어요" in said) is (intent == "affirm")
    assert starts(t) == after
