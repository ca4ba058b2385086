"""An attendee goes and the meeting goes on; the organizer is told or asked; nobody is left in a meeting unawares."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.core.meeting import State
from tests.unit.journeys.harness import Talk, talk

HAEUN, SEOJUN, JIWOO = "haeun@example.com", "seojun@example.com", "jiwoo@example.com"
LEAVE = "reschedule_meeting"


def booked(*, three: bool = True) -> Talk:
    t = talk("ko")
    names = ["하은님", "서준님"] if three else ["하은님"]
    who = "하은님이랑 서준님이랑" if three else "하은님이랑"
    t.say("schedule_meeting", f"내일 오후 2시에 {who} 디자인 리뷰 1시간", attendee=names, title="디자인 리뷰")
    assert t.meeting().booked
    return t


def seeking() -> Talk:
    t = talk("ko")
    text = "내일 오후에 하은님이랑 서준님이랑 디자인 리뷰 1시간 잡아줘"
    t.say("schedule_meeting", text, attendee=["하은님", "서준님"], title="디자인 리뷰")
    assert t.meeting().state is State.PROPOSED
    return t


@pytest.mark.parametrize(
    ("text", "entities"), [("저는 디자인 리뷰 빠질게요", {"title": "디자인 리뷰"}), ("저는 그 회의 빠질게요", {})]
)
def test_out_of_a_booked_meeting_which_stays(text: str, entities: dict[str, str]) -> None:
    t = booked()
    said = t.say(LEAVE, text, sender=HAEUN, topic="leave", **entities).text
    assert "빼 드렸어요" in said
    assert not t.events(HAEUN, "디자인 리뷰")
    (there,) = t.events(SEOJUN, "디자인 리뷰")
    assert {a.address for a in there.attendees} == {JIWOO, SEOJUN}
    (told,) = [r for r in t.replies if r.to == JIWOO]
    assert "오하은" in told.text
    meeting = t.meeting()
    assert (meeting.state, meeting.sequence) == (State.BOOKED, 1)
    t.say(
        "schedule_meeting",
        "내일 오후 2시에 하은님이랑 회고 1시간",
        sender="minji.b@example.com",
        attendee="하은님",
        title="회고",
    )
    assert t.events(HAEUN, "회고"), "the time of who left is free"


def test_in_english_somebody_from_outside_gets_a_cancel() -> None:
    t = talk("en")
    text = "Design review with Tom and Priya Raman tomorrow 11am for an hour"
    t.say("schedule_meeting", text, attendee=["Tom", "Priya Raman"], title="Design review")
    if t.meeting().booked is None:
        t.say("affirm", "yes")
        t.say("choose_slot", "1", choice="1")
    assert t.meeting().booked
    guest = "priya@customer.example"
    reply = t.say(
        LEAVE,
        "I can't make the design review any more, take me off",
        sender=guest,
        title="design review",
        topic="leave",
    )
    assert "You are off" in reply.text
    assert reply.method == "CANCEL"
    assert t.meeting().participant(guest) is None
    assert any("Priya" in r.text for r in t.replies if r.to == "nora@example.com")


@pytest.mark.parametrize(("answer", "intent", "declined"), [("네", "affirm", True), ("아니요", "deny", False)])
def test_the_last_one_is_asked_and_then_the_organizer(answer: str, intent: str, declined: bool) -> None:
    t = booked(three=False)
    said = t.say(LEAVE, "저는 디자인 리뷰 빠질게요", sender=HAEUN, title="디자인 리뷰", topic="leave").text
    assert "다른 참석자가 없어서" in said
    assert t.events(HAEUN, "디자인 리뷰")
    t.say(intent, answer, sender=HAEUN)
    assert bool(t.events(HAEUN, "디자인 리뷰")) is not declined
    assert t.meeting().state is State.BOOKED
    asked = [r for r in t.replies if r.to == JIWOO]
    assert len(asked) == declined
    if declined:
        assert t.meeting().participant(HAEUN).partstat.value == "DECLINED"
        assert "취소할까요?" in asked[0].text
        t.say("affirm", "네")
        assert t.meeting().state is State.CANCELLED


def test_of_a_series_all_of_it_where_that_is_the_answer() -> None:
    t = talk("ko")
    text = "매주 화요일 오후 2시에 하은님이랑 서준님이랑 동기화 30분"
    t.say("schedule_meeting", text, attendee=["하은님", "서준님"], title="동기화")
    if not t.meeting().booked:
        t.say("choose_slot", "1번", choice="1")
    assert t.meeting().rrule
    assert "반복되는 회의" in t.say(LEAVE, "동기화 빠질게요", sender=HAEUN, title="동기화", topic="leave").text
    t.say("affirm", "네", sender=HAEUN)
    assert t.events(HAEUN, "동기화"), "a yes says neither"
    t.say("affirm", "전부요", sender=HAEUN)
    assert not t.events(HAEUN, "동기화")
    assert t.events(SEOJUN, "동기화")


def test_who_need_not_come_just_goes_out_of_a_request() -> None:
    t = seeking()
    from actions.core import meeting_steps as steps
    from calendar_adapters.types import Role

    meeting = t.meeting()
    with t.store.transaction() as tx:
        tx.meetings.save(steps.set_role(meeting, JIWOO, HAEUN, Role.OPTIONAL, t.world.now))
    said = t.say(LEAVE, "저는 디자인 리뷰 빠질게요", sender=HAEUN, title="디자인 리뷰", topic="leave").text
    assert "빼 드렸어요" in said
    assert t.meeting().participant(HAEUN) is None
    assert t.meeting().state is State.PROPOSED
    assert "잡았어요" in t.say("choose_slot", "1번", choice="1").text


@pytest.mark.parametrize(("answer", "intent"), [("네", "affirm"), ("아니요", "deny")])
def test_of_somebody_needed_the_organizer_decides(answer: str, intent: str) -> None:
    t = seeking()
    t.say(LEAVE, "저는 디자인 리뷰 빠질게요", sender=HAEUN, title="디자인 리뷰", topic="leave")
    (asked,) = [r for r in t.replies if r.to == JIWOO]
    assert "그분 없이 계속할까요?" in asked.text
    assert t.question == "leave"
    said = t.say(intent, answer).text
    if intent == "affirm":
        assert t.meeting().participant(HAEUN) is None
        assert t.meeting().state is State.PROPOSED
        t.say("choose_slot", "1번", choice="1")
        assert t.meeting().booked
        assert not t.events(HAEUN, "디자인 리뷰")
    else:
        assert "그만둘게요" in said
        assert t.meeting().state is State.WITHDRAWN


def test_nobody_else_answers_the_organizers_question() -> None:
    t = seeking()
    thread = JIWOO
    t.say(LEAVE, "저는 디자인 리뷰 빠질게요", sender=HAEUN, thread=thread, title="디자인 리뷰", topic="leave")
    t.say("deny", "아니요", sender=SEOJUN, thread=thread)
    assert t.meeting().state is State.PROPOSED
    t.say("affirm", "네")
    assert t.meeting().participant(HAEUN) is None


@pytest.mark.parametrize(
    ("answer", "state"), [("1번", State.CANCELLED), ("취소해줘", State.CANCELLED), ("아니요", State.BOOKED)]
)
def test_the_organizer_is_asked_what_is_to_become_of_it(answer: str, state: State) -> None:
    t = booked()
    said = t.say(LEAVE, "디자인 리뷰 저는 못 가요", title="디자인 리뷰", topic="leave").text
    assert "1. 회의 취소" in said
    assert "오하은" in said
    t.say("deny" if answer == "아니요" else "affirm", answer)
    assert t.meeting().state is state


@pytest.mark.parametrize("answers", [["하은님께 넘겨줘"], ["2번", "하은님"], ["2번", "1번"]])
def test_the_organizer_hands_it_over(answers: list[str]) -> None:
    t = booked()
    (before,) = t.events(HAEUN, "디자인 리뷰")
    meeting = t.meeting()
    t.say(LEAVE, "디자인 리뷰 저는 못 가요", title="디자인 리뷰", topic="leave")
    for text in answers:
        t.say("affirm", text)
    with t.store.reading() as tx:
        after = tx.meetings.get(meeting.id)
    assert after.organizer == HAEUN
    assert set(after.addresses) == {HAEUN, SEOJUN}
    assert not t.events(JIWOO, "디자인 리뷰")
    (there,) = t.events(HAEUN, "디자인 리뷰")
    assert (there.uid, there.start, there.sequence) == (before.uid, before.start, before.sequence + 1)
    assert {r.to for r in t.replies} == {JIWOO, HAEUN, SEOJUN}
    t.say("cancel_meeting", "디자인 리뷰 취소해줘", sender=HAEUN, title="디자인 리뷰")
    t.say("affirm", "네", sender=HAEUN)
    assert not t.events(SEOJUN, "디자인 리뷰")


def test_a_meeting_of_two_can_only_be_called_off_by_its_organizer() -> None:
    t = booked(three=False)
    assert "취소할까요?" in t.say(LEAVE, "디자인 리뷰 저는 못 가요", title="디자인 리뷰", topic="leave").text
    t.say("affirm", "네")
    assert t.meeting().state is State.CANCELLED


@pytest.mark.parametrize(
    ("world", "text", "says"),
    [("ko", "저는 요가 빠질게요", "찾지 못했어요"), ("en", "take me off yoga", "couldn't find")],
)
def test_nothing_to_leave(world: str, text: str, says: str) -> None:
    assert says in talk(world).say(LEAVE, text, title={"ko": "요가", "en": "yoga"}[world], topic="leave").text


def test_of_several_it_is_asked_which_and_a_wrong_number_changes_nothing() -> None:
    t = booked()
    text = "모레 오후 2시에 하은님이랑 서준님이랑 회고 1시간"
    t.say("schedule_meeting", text, attendee=["하은님", "서준님"], title="회고")
    said = t.say(LEAVE, "저는 빠질게요", sender=HAEUN, topic="leave").text
    assert "1. 디자인 리뷰" in said
    assert "2. 회고" in said
    assert "7번은 없어요" in t.say("choose_slot", "7번", sender=HAEUN, choice="7").text
    assert "회고" in t.say("choose_slot", "2번", sender=HAEUN, choice="2").text
    assert t.events(HAEUN, "디자인 리뷰")
    assert not t.events(HAEUN, "회고")


def test_what_is_over_cannot_be_left() -> None:
    t = booked()
    t.world.now += timedelta(days=3)
    said = t.say(LEAVE, "저는 디자인 리뷰 빠질게요", sender=HAEUN, title="디자인 리뷰", topic="leave").text
    assert "찾지 못했어요" in said
    assert t.meeting().participant(HAEUN)


def test_a_calendar_that_does_not_let_go_leaves_everything_as_it_was() -> None:
    t = booked()
    t.world.happen({"calendar_break": {"person": "윤서준", "error": "error 503"}}, [])
    t.say(LEAVE, "저는 디자인 리뷰 빠질게요", sender=HAEUN, title="디자인 리뷰", topic="leave")
    assert t.events(HAEUN, "디자인 리뷰")
    assert t.meeting().participant(HAEUN)
    assert not [r for r in t.replies if r.to == JIWOO]
