"""Everything in a stretch of time called off at once."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk

JIWOO = "jiwoo@example.com"
KST = ZoneInfo("Asia/Seoul")


def busy() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오전 10시에 서준님이랑 주간 공유 30분", attendee="서준님", title="주간 공유")
    t.say("schedule_meeting", "내일 오후 1시에 하은님이랑 시안 검토 1시간", attendee="하은님", title="시안 검토")
    t.say("schedule_meeting", "내일 오후 4시에 서준님이랑 장애 회고 1시간", attendee="서준님", title="장애 회고")
    return t


def tomorrow(t: Talk) -> set[str]:
    return {e.summary for e in t.events(JIWOO, "") if e.start.astimezone(KST).date() == date(2026, 12, 1)}


@pytest.mark.parametrize("text", ["내일 오후 일정 다 취소해줘", "clear my afternoon tomorrow", "내일 오후 비워줘"])
@pytest.mark.parametrize(
    ("intent", "agreed"),
    [("affirm", "네"), ("affirm", "yes, all of them"), ("choose_slot", "전부"), ("cancel_meeting", "전부 취소해줘")],
)
def test_all_of_it_is_asked_once_and_called_off(text: str, intent: str, agreed: str) -> None:
    t = busy()
    reply = t.say("cancel_meeting", text)
    assert "시안 검토" in reply.text
    assert "장애 회고" in reply.text
    assert "주간 공유" not in reply.text
    assert len(tomorrow(t)) == 3
    t.say(intent, agreed)
    assert tomorrow(t) == {"주간 공유"}
    assert {"haeun@example.com", "seojun@example.com"} <= {r.to for r in t.replies}


@pytest.mark.parametrize("text", ["아니요", "no"])
def test_a_no_keeps_all(text: str) -> None:
    t = busy()
    t.say("cancel_meeting", "내일 오후 일정 다 취소해줘")
    t.say("deny", text)
    assert len(tomorrow(t)) == 3


@pytest.mark.parametrize("text", ["yes, all of them", "전부", "둘 다"])
def test_all_of_them_answers_which_one(text: str) -> None:
    t = busy()
    t.say("schedule_meeting", "내일 오후 5시에 서준님이랑 시안 검토 30분", attendee="서준님", title="시안 검토")
    assert len(list(t.events(JIWOO, "시안 검토"))) == 2
    t.say("cancel_meeting", "시안 검토 취소해줘", title="시안 검토")
    assert t.question == "which_event"
    t.say("cancel_meeting", text)
    assert tomorrow(t) == {"주간 공유", "장애 회고"}


def test_undo_after_it_takes_back_nothing_older() -> None:
    t = busy()
    t.say("cancel_meeting", "내일 오후 일정 다 취소해줘")
    t.say("affirm", "네")
    t.say("cancel_meeting", "방금 거 취소", topic="undo")
    assert tomorrow(t) == {"주간 공유"}
