"""Acting for somebody: only whom that person has named, and the person hears of it each time."""

from __future__ import annotations

import pytest

from actions.core.meeting import State
from tests.unit.journeys.harness import Talk, talk

JIWOO, SEOJUN, HAEUN = "jiwoo@example.com", "seojun@example.com", "haeun@example.com"


def delegates(t: Talk, address: str) -> tuple[str, ...]:
    with t.store.reading() as tx:
        return tx.people.by_address(address).delegates


def allowed() -> Talk:
    """하은 has let 지우 act for her."""
    t = talk("ko")
    said = t.say(
        "set_preference", "지우 님이 제 대신 일정 잡아도 돼요", sender=HAEUN, attendee="지우 님", topic="delegate"
    )
    assert "한지우" in said.text
    assert delegates(t, HAEUN) == (JIWOO,)
    return t


@pytest.mark.parametrize(
    ("world", "text", "attendee", "who"),
    [
        ("ko", "세준 말고 서준 님이 제 일정 대신 잡아도 돼요", "서준 님", SEOJUN),
        ("ko", "서준 님한테 제 회의 맡길게요", "서준 님", SEOJUN),
        ("en", "Tom may book for me", "Tom", "tom@example.com"),
        ("en", "let Tom manage my meetings", "Tom", "tom@example.com"),
        ("en", "I want Tom to manage my calendar", "Tom", "tom@example.com"),
    ],
)
def test_named_listed_and_withdrawn(world: str, text: str, attendee: str, who: str) -> None:
    t = talk(world)
    t.say("set_preference", text, attendee=attendee, topic="delegate")
    assert delegates(t, t.speaker) == (who,)
    ask = {"ko": "누가 제 대신 일정 잡을 수 있어요?", "en": "who may book for me?"}[world]
    listed = t.say("set_preference", ask, topic="delegate").text
    assert {"ko": "윤서준", "en": "Tom Okafor"}[world] in listed
    again = t.say("set_preference", text, attendee=attendee, topic="delegate").text
    assert {"ko": "이미", "en": "already"}[world] in again
    end = {"ko": "서준 님은 이제 대신 잡지 못하게 해줘", "en": "Tom may no longer book for me"}[world]
    t.say("set_preference", end, attendee=attendee, topic="delegate")
    assert delegates(t, t.speaker) == ()
    listed = t.say("set_preference", ask, topic="delegate").text
    assert {"ko": "분이 없어요", "en": "Nobody may"}[world] in listed


@pytest.mark.parametrize(
    ("world", "text", "attendee", "says"),
    [
        ("ko", "제가 하은 님 대신 일정 잡을게요", "하은 님", "직접 말씀해 주셔야"),
        ("ko", "저를 하은 님 대리인으로 해줘", "하은 님", "직접 말씀해 주셔야"),
        ("en", "let me manage Tom's meetings", "Tom", "Only Tom Okafor can say"),
        ("en", "can I book for Tom?", "Tom", "Only Tom Okafor can say"),
        ("en", "Sam Reed may book for Tom", ["Sam Reed", "Tom"], "Only Tom Okafor can say"),
    ],
)
def test_nobody_makes_himself_or_another_somebodys_delegate(
    world: str, text: str, attendee: str | list[str], says: str
) -> None:
    t = talk(world)
    before = {p.address: delegates(t, p.address) for p in t.world.scenario.people}
    assert says in t.say("set_preference", text, attendee=attendee, topic="delegate").text
    assert {p.address: delegates(t, p.address) for p in t.world.scenario.people} == before


@pytest.mark.parametrize(
    ("world", "text", "attendee", "says"),
    [
        ("ko", "대신 잡아도 되는 사람 추가해줘", [], "누구에게 맡길까요"),
        ("ko", "민지 님이 제 대신 일정 잡아도 돼요", "민지 님", "메일 주소"),
        ("en", "Priya Raman may book for me", "Priya Raman", "can't let them"),
        ("en", "Zelda may book for me", "Zelda", "couldn't find Zelda"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(world: str, text: str, attendee: str | list[str], says: str) -> None:
    t = talk(world)
    assert says in t.say("set_preference", text, attendee=attendee, topic="delegate").text
    assert delegates(t, t.speaker) == ()


def test_a_delegate_books_moves_and_cancels_in_the_persons_name_who_is_told() -> None:
    t = allowed()
    t.say(
        "schedule_meeting",
        "하은 님 대신 내일 오후 2시에 서준 님이랑 리뷰 1시간 잡아줘",
        attendee=["하은 님", "서준 님"],
        title="리뷰",
    )
    meeting = t.meeting()
    assert meeting.booked
    assert meeting.organizer == HAEUN
    assert set(meeting.addresses) == {HAEUN, SEOJUN}
    assert not t.events(JIWOO, "리뷰")
    (told,) = [r for r in t.replies if r.to == HAEUN]
    assert "한지우" in told.text
    assert "오후 2시" in told.text
    assert [r.method for r in t.replies if r.to == SEOJUN] == ["REQUEST"]
    t.say("reschedule_meeting", "그거 4시로 옮겨줘")
    assert t.events(HAEUN, "리뷰")[0].start.hour == 16
    assert any("바꿨어요" in r.text for r in t.replies if r.to == HAEUN)
    t.say("cancel_meeting", "하은 님 대신 리뷰 취소해줘", attendee="하은 님", title="리뷰")
    t.say("affirm", "네")
    assert t.meeting().state is State.CANCELLED
    assert any("취소했어요" in r.text for r in t.replies if r.to == HAEUN)


def test_a_meeting_from_before_and_offers_in_several_turns() -> None:
    t = allowed()
    t.say("schedule_meeting", "내일 오후 2시에 서준님이랑 회고 1시간", sender=HAEUN, attendee="서준님", title="회고")
    t.say("reschedule_meeting", "하은 님 대신 회고 금요일 오후 3시로 옮겨줘", attendee="하은 님", title="회고")
    assert t.events(HAEUN, "회고")[0].start.day == 4
    t.say(
        "schedule_meeting",
        "하은 님 대신 내일 오전에 서준 님이랑 점검 30분 잡아줘",
        attendee=["하은 님", "서준 님"],
        title="점검",
    )
    assert t.question == "offer"
    t.say("choose_slot", "1번", choice="1")
    assert t.meeting().booked
    assert t.meeting().organizer == HAEUN
    assert any("대신" in r.text for r in t.replies if r.to == HAEUN)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("schedule_meeting", "하은 님 대신 내일 오후 2시에 서준 님이랑 리뷰 1시간 잡아줘"),
        ("cancel_meeting", "하은 님 대신 회고 취소해줘"),
        ("reschedule_meeting", "하은 님 대신 회고 4시로 옮겨줘"),
    ],
)
def test_somebody_who_is_no_delegate_is_refused(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 2시에 서준님이랑 회고 1시간", sender=HAEUN, attendee="서준님", title="회고")
    before = t.events(HAEUN, "회고")
    said = t.say(intent, text, attendee=["하은 님", "서준 님"] if "서준" in text else "하은 님", title="회고").text
    assert "허락" in said
    assert t.events(HAEUN, "회고") == before
    assert not t.events(HAEUN, "리뷰")
    assert not [r for r in t.replies if r.to == HAEUN]


def test_in_english_the_answer_does_not_call_the_person_you() -> None:
    t = talk("en")
    t.say("set_preference", "Nora may book for me", sender="tom@example.com", attendee="Nora", topic="delegate")
    text = "for Tom, book a review with Sam Reed tomorrow 10am for 30 minutes"
    said = t.say("schedule_meeting", text, attendee=["Tom", "Sam Reed"], title="Review").text
    assert t.meeting().organizer == "tom@example.com"
    assert "nora@example.com" not in t.meeting().addresses
    assert " you " not in said.lower()


def test_a_withdrawn_delegate_has_no_say_in_what_stands() -> None:
    t = allowed()
    t.say(
        "schedule_meeting",
        "하은 님 대신 내일 오후 2시에 서준 님이랑 리뷰 1시간 잡아줘",
        attendee=["하은 님", "서준 님"],
        title="리뷰",
    )
    t.say(
        "set_preference", "지우 님은 이제 제 대신 잡지 못하게 해줘", sender=HAEUN, attendee="지우 님", topic="delegate"
    )
    t.say("reschedule_meeting", "하은 님 대신 리뷰 4시로 옮겨줘", attendee="하은 님", title="리뷰")
    assert t.events(HAEUN, "리뷰")[0].start.hour == 14
    t.say("reschedule_meeting", "그거 4시로 옮겨줘")
    assert t.events(HAEUN, "리뷰")[0].start.hour == 14


@pytest.mark.parametrize(
    ("world", "text", "attendee"),
    [
        ("en", "I manage Tom's meetings from now on", "Tom"),
        ("en", "from now on Tom's calendar is managed here", "Tom"),
        ("ko", "앞으로 하은 님 일정은 제가 봐요", "하은 님"),
        ("ko", "하은 님의 회의는 이제 제가 관리해요", "하은 님"),
    ],
)
def test_whose_meetings_are_named_is_not_made_a_delegate(world: str, text: str, attendee: str) -> None:
    t = talk(world)
    said = t.say("set_preference", text, attendee=attendee, topic="delegate").text
    assert {"ko": "직접 말씀해 주셔야", "en": "Only Tom Okafor can say"}[world] in said
    assert delegates(t, t.speaker) == ()
