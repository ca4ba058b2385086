"""Whose question it is, what a guest may see, and answers that come too late or from the wrong side."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.core.meeting import State
from actions.core.meeting_steps import expire
from tests.unit.journeys.harness import Talk, talk

JIWOO, SEOJUN, HAEUN = "jiwoo@example.com", "seojun@example.com", "haeun@example.com"
GUEST = "priya@customer.example"


def booked() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 2시에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰")
    assert t.meeting().booked
    return t


@pytest.mark.parametrize(("who", "gone"), [(SEOJUN, False), (HAEUN, False), (JIWOO, True)])
def test_only_who_was_asked_says_yes(who: str, gone: bool) -> None:
    t = booked()
    t.say("cancel_meeting", "디자인 리뷰 취소해줘", title="디자인 리뷰")
    t.say("affirm", "네", sender=who, thread=JIWOO)
    assert (t.meeting().state is State.CANCELLED) is gone
    assert t.say("affirm", "네").text
    assert t.meeting().state is State.CANCELLED


def test_a_colleagues_own_question_waits_beside_the_first() -> None:
    t = booked()
    t.say("cancel_meeting", "디자인 리뷰 취소해줘", title="디자인 리뷰")
    asked = t.say("schedule_meeting", "내일 오전 11시에 회의 30분 잡아줘", sender=SEOJUN, thread=JIWOO).text
    assert "누구와" in asked
    t.say("schedule_meeting", "하은님", sender=SEOJUN, thread=JIWOO, attendee="하은님")
    assert [e for e in t.events(SEOJUN, "") if e.start.day == 1 and e.start.hour == 11]
    t.say("affirm", "네")
    assert not t.events(JIWOO, "디자인 리뷰")


def test_an_outsiders_reply_does_not_answer_the_organizers_question() -> None:
    t = talk("en")
    thread = "nora@example.com"
    t.say(
        "schedule_meeting",
        "Demo with Priya Raman tomorrow at 10am for 30 minutes",
        attendee="Priya Raman",
        title="Demo",
    )
    before = t.meeting().state
    t.say("schedule_meeting", "Sync with Zelda tomorrow", attendee="Zelda", title="Sync")
    assert t.question == "address"
    t.say("affirm", "sounds good, priya@customer.example", sender=GUEST, thread=thread)
    assert t.question == "address"
    assert before is not None


def test_a_guest_hears_neither_names_nor_titles_of_what_clashes() -> None:
    t = talk("en")
    text = "Demo with Priya Raman and Tom on Wednesday between 9 and 1 for 30 minutes"
    t.say("schedule_meeting", text, attendee=["Priya Raman", "Tom"], title="Demo")
    assert t.meeting().open_proposal
    secrets = ("Board prep", "Stand-up", "Tom Okafor", "tom@example.com")
    for intent, said in [
        ("propose_time", "how about Wednesday at 10:30am?"),
        ("propose_time", "Wednesday 11am works better for me"),
        ("reject_slots", "none of these work"),
        ("explain_suggestion", "why not Wednesday 10:30?"),
        ("choose_slot", "number 9"),
        ("query_calendar", "who else is busy then?"),
        ("find_time", "when is Tom free?"),
    ]:
        answer = t.say(intent, said, sender=GUEST, thread=GUEST).text
        assert answer
        assert not [s for s in secrets if s in answer], (said, answer)


def test_a_guest_is_not_told_whose_calendar_is_broken() -> None:
    t = talk("en")
    text = "Demo with Priya Raman and Tom tomorrow afternoon for 30 minutes"
    t.say("schedule_meeting", text, attendee=["Priya Raman", "Tom"], title="Demo")
    t.world.happen({"calendar_break": {"person": "Tom Okafor", "error": "error 401"}}, [])
    for said in ("how about Wednesday at 3pm?", "Thursday afternoon would be better"):
        answer = t.say("propose_time", said, sender=GUEST, thread=GUEST).text
        assert "Tom" not in answer
    answer = t.say("choose_slot", "1", sender=GUEST, thread=GUEST, choice="1").text
    assert "Tom" not in answer


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("choose_slot", "1번", "이미 취소된"),
        ("propose_time", "모레 3시는 어때요?", "고를 수 있는 시간이 없어요"),
        ("reject_slots", "안 돼요", ""),
    ],
)
def test_an_answer_to_a_meeting_that_is_over(intent: str, text: str, says: str) -> None:
    t = booked()
    t.say("cancel_meeting", "디자인 리뷰 취소해줘", title="디자인 리뷰")
    t.say("affirm", "네")
    before = t.meeting()
    assert says in t.say(intent, text).text
    assert t.meeting() == before


@pytest.mark.parametrize(("text", "choice"), [("7번", "7"), ("99번", "99"), ("0번", "0")])
def test_a_number_that_was_not_shown(text: str, choice: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    before = t.meeting()
    assert f"{choice}번은 없어요" in t.say("choose_slot", text, choice=choice).text
    assert t.meeting() == before


@pytest.mark.parametrize("who", [JIWOO, HAEUN])
def test_a_yes_to_an_offer_that_has_expired(who: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    meeting = t.meeting()
    t.world.now += timedelta(days=2)
    with t.store.transaction() as tx:
        tx.meetings.save(expire(replace(meeting, expires_at=t.world.now - timedelta(hours=1)), t.world.now))
    said = t.say("choose_slot", "1번", sender=who, thread=JIWOO, choice="1").text
    assert "기한이 지났어요" in said
    assert t.meeting().state is State.EXPIRED
    assert not t.events(JIWOO, "리뷰")


def test_the_last_attendee_cannot_be_removed() -> None:
    t = booked()
    before = t.meeting()
    assert "마지막 참석자" in t.say("reschedule_meeting", "하은 님은 빼줘", attendee="하은 님").text
    assert t.meeting() == before
    assert t.events(HAEUN, "디자인 리뷰")


def test_who_organizes_and_is_named_among_the_attendees_comes_once() -> None:
    t = talk("ko")
    text = "내일 오후 2시에 지우님이랑 하은님이랑 리뷰 1시간 잡아줘"
    t.say("schedule_meeting", text, attendee=["지우님", "하은님"], title="리뷰")
    assert sorted(t.meeting().addresses) == [HAEUN, JIWOO]
    assert t.meeting().organizer == JIWOO
    assert len(t.events(JIWOO, "리뷰")) == 1


def test_the_organizer_cannot_be_taken_out() -> None:
    t = booked()
    t.say("reschedule_meeting", "서준 님도 추가해줘", attendee="서준 님")
    before = t.meeting()
    t.say("reschedule_meeting", "지우 님은 빼줘", attendee="지우 님")
    assert t.meeting().addresses == before.addresses


def test_contradictions_in_one_answer_book_nothing() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    for intent, text in [("affirm", "네 아니요"), ("choose_slot", "1번 말고 아니 안 돼요"), ("deny", "좋아요 싫어요")]:
        t.say(intent, text)
        assert not t.events(JIWOO, "리뷰"), text


def test_who_was_taken_out_has_time_for_other_meetings() -> None:
    t = booked()
    t.say("reschedule_meeting", "서준 님도 추가해줘", attendee="서준 님")
    t.say("reschedule_meeting", "하은 님은 빼줘", attendee="하은 님")
    t.say(
        "schedule_meeting",
        "내일 오후 2시에 하은님이랑 회고 1시간",
        sender="minji.b@example.com",
        attendee="하은님",
        title="회고",
    )
    assert t.events(HAEUN, "회고")


@pytest.mark.parametrize(
    ("intent", "said", "starts"),
    [
        ("reschedule_meeting", "그럼 목요일 4시로 미뤄줘요", [(3, 16)]),
        ("choose_slot", "그럼 목요일 4시로 미뤄줘요", [(3, 16)]),
        ("cancel_meeting", "네 그럼 취소해주세요", []),
    ],
)
def test_what_a_colleague_may_not_change_is_what_its_organizer_goes_on_about(
    intent: str, said: str, starts: list[tuple[int, int]]
) -> None:
    t = booked()
    refused = t.say("cancel_meeting", "디자인 리뷰 취소해줘", title="디자인 리뷰", sender=HAEUN, thread="channel").text
    assert "한지우 님만" in refused
    t.say(intent, said, thread="channel")
    t.say("affirm", "네", thread="channel")
    zone = t.world.now.tzinfo
    assert [
        (e.start.astimezone(zone).day, e.start.astimezone(zone).hour) for e in t.events(HAEUN, "디자인 리뷰")
    ] == starts
