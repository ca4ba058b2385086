"""Meetings named by whose they are; people taken out by somebody else; what is said among people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from actions.core.meeting import State
from tests.unit.journeys.harness import Talk, talk

JIWOO, SEOJUN, HAEUN = "jiwoo@example.com", "seojun@example.com", "haeun@example.com"
TOM, NORA = "tom@example.com", "nora@example.com"


def of_haeun() -> Talk:
    """하은 has a meeting with 서준, and 지우 may act for her."""
    t = talk("ko")
    text = "내일 오후 2시에 서준님이랑 정산 회의 1시간"
    t.say("schedule_meeting", text, sender=HAEUN, attendee="서준님", title="정산 회의")
    return t


def allow(t: Talk) -> None:
    text = "지우 님이 제 대신 일정 잡아도 돼요"
    t.say("set_preference", text, sender=HAEUN, attendee="지우 님", topic="delegate")


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("하은 님 정산 회의 취소해줘", {"attendee": "하은 님", "title": "정산 회의"}),
        ("하은 님 정산 회의 취소해줘", {"attendee": "하은 님", "purpose": "회의"}),
        ("하은 님의 정산 회의 취소해줘", {"title": "하은 님의 정산 회의"}),
    ],
)
@pytest.mark.parametrize("allowed", [True, False])
def test_a_delegate_names_it_by_its_owner_and_nobody_else_may(
    text: str, entities: dict[str, str], allowed: bool
) -> None:
    t = of_haeun()
    if allowed:
        allow(t)
    said = t.say("cancel_meeting", text, **entities).text
    if not allowed:
        assert "허락" in said
        assert t.events(HAEUN, "정산 회의")
        return
    assert t.question == "confirm_cancel"
    t.say("affirm", "네")
    assert not t.events(HAEUN, "정산 회의")
    assert any("한지우" in r.text for r in t.replies if r.to == HAEUN)


@pytest.mark.parametrize("title", ["Tom's vendor call", "vendor call"])
def test_in_english(title: str) -> None:
    t = talk("en")
    text = "Vendor call with Sam Lowe tomorrow at 3pm for 30 minutes"
    t.say("schedule_meeting", text, sender=TOM, attendee="Sam Lowe", title="Vendor call")
    t.say("set_preference", "Nora may book for me", sender=TOM, attendee="Nora", topic="delegate")
    t.say("reschedule_meeting", "move Tom's vendor call tomorrow to 11:30am", title=title)
    (moved,) = t.events(TOM, "Vendor call")
    assert moved.start.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M") == "11:30"
    assert any("Nora" in r.text for r in t.replies if r.to == TOM)


def test_who_takes_part_finds_it_by_its_owner_and_may_not_change_it() -> None:
    t = of_haeun()
    text = "하은 님 정산 회의 취소해줘"
    said = t.say("cancel_meeting", text, sender=SEOJUN, attendee="하은 님", title="정산 회의").text
    assert "오하은" in said
    assert "허락" not in said
    assert t.events(HAEUN, "정산 회의")


def test_ones_own_meeting_with_somebody_goes_first() -> None:
    t = of_haeun()
    text = "모레 오후 2시에 하은님이랑 정산 회의 1시간"
    t.say("schedule_meeting", text, attendee="하은님", title="정산 회의")
    t.say("cancel_meeting", "하은 님 정산 회의 취소해줘", attendee="하은 님", title="정산 회의")
    t.say("affirm", "네")
    assert [e.start.day for e in t.events(HAEUN, "정산 회의")] == [of_haeun().events(HAEUN, "정산 회의")[0].start.day]


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("서준 님은 빼고 하자", True),
        ("서준 님은 그 회의에서 빼줘", False),
        ("서준 님은 빠져도 돼요", False),
    ],
)
def test_who_takes_out_somebody_else_does_not_leave(text: str, open_: bool) -> None:
    t = talk("ko")
    when = "내일 오후에" if open_ else "내일 오후 2시에"
    ask = f"{when} 하은님이랑 서준님이랑 디자인 리뷰 1시간 잡아줘"
    t.say("schedule_meeting", ask, attendee=["하은님", "서준님"], title="디자인 리뷰")
    t.say("reschedule_meeting", text, topic="leave")
    meeting = t.meeting()
    assert set(meeting.addresses) == {JIWOO, HAEUN}
    assert meeting.state is (State.PROPOSED if open_ else State.BOOKED)
    if open_:
        t.say("choose_slot", "1번", choice="1")
        assert t.meeting().booked


def test_in_english_while_offers_are_open() -> None:
    t = talk("en")
    text = "find an hour with Tom and Sam Reed tomorrow afternoon"
    t.say("schedule_meeting", text, attendee=["Tom", "Sam Reed"])
    said = t.say("reschedule_meeting", "leave Sam Reed out of it", topic="leave").text
    assert "1." in said
    assert set(t.meeting().addresses) == {NORA, TOM}
    assert "Sam" not in t.meeting().title


@pytest.mark.parametrize(
    "text",
    [
        "서준 님은 이제 제 일정 대신 관리하지 않아도 돼요",
        "서준 님은 대신 안 잡아도 괜찮아요",
        "이제 서준 님이 대신 잡을 필요 없어요",
    ],
)
def test_a_delegate_is_withdrawn_politely(text: str) -> None:
    t = talk("ko")
    t.say("set_preference", "서준 님이 제 일정 대신 잡아도 돼요", attendee="서준 님", topic="delegate")
    t.say("set_preference", text, attendee="서준 님", topic="delegate")
    with t.store.reading() as tx:
        assert tx.people.by_address(JIWOO).delegates == ()
