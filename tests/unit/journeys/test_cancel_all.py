"""Everything in a stretch of time called off at once."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk

HAEUN, JIWOO, SEOJUN = "haeun@example.com", "jiwoo@example.com", "seojun@example.com"
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
    for _ in range(2):
        t.say("cancel_meeting", "방금 거 취소", topic="undo")
        assert tomorrow(t) == {"주간 공유", "시안 검토", "장애 회고"}


def cleared(text: str = "내일 오후 일정 다 취소해줘") -> Talk:
    t = busy()
    t.say("cancel_meeting", text)
    t.say("affirm", "네")
    assert tomorrow(t) == {"주간 공유"}
    return t


def copies(t: Talk) -> dict[tuple[str, str], tuple[str, int]]:
    """Whose copy of what: its UID and SEQUENCE."""
    people = {JIWOO: ("시안 검토", "장애 회고"), HAEUN: ("시안 검토",), SEOJUN: ("장애 회고",)}
    return {(a, w): (e.uid, e.sequence) for a, words in people.items() for w in words for e in t.events(a, w)}


@pytest.mark.parametrize("text", ["방금 거 취소", "undo that"])
def test_all_of_it_is_brought_back_at_once_under_the_same_uids(text: str) -> None:
    t = busy()
    before = copies(t)
    t.say("cancel_meeting", "내일 오후 일정 다 취소해줘")
    t.say("affirm", "네")
    assert not copies(t)
    said = t.say("cancel_meeting", text, topic="undo").text
    assert tomorrow(t) == {"주간 공유", "시안 검토", "장애 회고"}
    after = copies(t)
    assert after.keys() == before.keys()
    assert all(after[k][0] == before[k][0] and after[k][1] > before[k][1] for k in before)
    assert {"시안 검토", "장애 회고"} <= {w for w in ("시안 검토", "장애 회고") if w in said}
    assert {r.to: r.method for r in t.replies if r.to != JIWOO} == {HAEUN: "REQUEST", SEOJUN: "REQUEST"}
    again = t.say("cancel_meeting", text, topic="undo").text
    assert copies(t) == after
    assert said.splitlines()[0] in again


def test_what_cannot_come_back_keeps_none_of_the_others_away() -> None:
    t = cleared()
    t.say(
        "schedule_meeting",
        "내일 오후 4시에 서준님이랑 급한 이야기 30분",
        sender="minji.b@example.com",
        attendee="서준님",
        title="급한 이야기",
    )
    assert t.events(SEOJUN, "급한 이야기")
    said = t.say("cancel_meeting", "방금 거 취소", topic="undo").text
    assert tomorrow(t) == {"주간 공유", "시안 검토"}
    assert "장애 회고" in said
    assert not t.events(SEOJUN, "장애 회고")


def test_of_a_series_the_one_that_went_comes_back() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "오늘 오후 3시에 하은님이랑 시안 검토 1시간", attendee="하은님", title="시안 검토")
    t.say("cancel_meeting", "오늘 일정 다 취소해줘")
    t.say("affirm", "네")
    assert {e.start.astimezone(KST).date() for e in t.events(JIWOO, "주간 계획")} >= {date(2026, 12, 7)}
    assert date(2026, 11, 30) not in {e.start.astimezone(KST).date() for e in t.events(JIWOO, "주간 계획")}
    t.say("cancel_meeting", "방금 거 취소", topic="undo")
    weeks = [e.start.astimezone(KST).date() for e in t.events(JIWOO, "주간 계획")]
    assert weeks.count(date(2026, 11, 30)) == 1
    assert t.events(HAEUN, "시안 검토")


def test_a_second_attempt_after_a_crash_tells_all_and_writes_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    from actions.journeys import cancel_all

    t = busy()
    t.say("cancel_meeting", "내일 오후 일정 다 취소해줘")
    plain, calls = cancel_all._one, []

    def dies(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return plain(*args)

    monkeypatch.setattr(cancel_all, "_one", dies)
    with pytest.raises(KeyboardInterrupt):
        t.say("affirm", "네", id="yes")
    monkeypatch.setattr(cancel_all, "_one", plain)
    said = t.say("affirm", "네", id="yes").text
    assert tomorrow(t) == {"주간 공유"}
    assert {"시안 검토", "장애 회고"} <= {w for w in ("시안 검토", "장애 회고") if w in said}
    assert sorted(r.to for r in t.replies if r.to != JIWOO) == [HAEUN, SEOJUN]
    t.say("cancel_meeting", "방금 거 취소", topic="undo")
    assert tomorrow(t) == {"주간 공유", "시안 검토", "장애 회고"}
