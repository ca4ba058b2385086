"""Questions can be left, remarks book nothing, and what is named in the text counts."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import talk

ASK = "schedule_meeting"


@pytest.mark.parametrize(
    ("intent", "text"), [("cancel_meeting", "취소"), ("deny", "됐어"), ("out_of_scope", "그만할래")]
)
def test_whom_can_be_left(intent: str, text: str) -> None:
    t = talk("ko")
    t.say(ASK, "내일 3시에 회의 30분 잡아줘")
    assert t.question == "attendee"
    assert "그만둘게요" in t.say(intent, text).text
    assert t.question == ""


def test_answers_that_name_nobody_are_asked_twice_and_then_dropped() -> None:
    t = talk("ko")
    t.say(ASK, "내일 3시에 회의 30분 잡아줘")
    for text in ("네", "예약"):
        assert "알아듣지 못했어요" in t.say("affirm", text).text
    assert "여기서 그만둘게요" in t.say("affirm", "네").text
    assert not t.events("한지우", "회의")


def test_who_is_named_in_the_text_comes_though_only_the_honorific_was_tagged() -> None:
    t = talk("ko")
    t.say(ASK, "내일 하은 님이랑 30분 전략 회의 잡아줘", attendee="님", purpose="회의")
    assert t.meeting().participant("haeun@example.com")
    assert t.meeting().title == "전략 회의"


@pytest.mark.parametrize(("intent", "text"), [("choose_slot", "hang on a second"), ("affirm", "one moment please")])
def test_a_remark_books_nothing(intent: str, text: str) -> None:
    t = talk("en")
    t.say(ASK, "Review with Tom this week", attendee="Tom", purpose="review")
    t.say(intent, text)
    assert t.meeting().booked is None
    assert t.question == "offer"


def test_a_sentence_that_asks_to_find_books_nothing() -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 30분 회의 가능한 시간 찾아줘 (내일 5시)", attendee="하은님")
    assert t.meeting().booked is None
    assert t.question == "offer"


def test_a_bad_address_among_several_is_asked_about() -> None:
    t = talk("en")
    assert "noone@@bad" in t.say(ASK, "30 min call with Tom and noone@@bad tomorrow 10am", attendee="Tom").text
    assert t.question == "address"


def test_a_first_message_cannot_answer_offers() -> None:
    t = talk("en")
    t.say("propose_time", "could we do a 1 hour demo with Tom next week?", attendee="Tom", purpose="demo")
    assert t.question == "offer"


@pytest.mark.parametrize("text", ["내일 25시에 하은님이랑 30분 회의", "내일 25:00에 하은님이랑 30분 회의"])
def test_a_clock_time_that_is_none(text: str) -> None:
    assert "달력에 없는" in talk("ko").say(ASK, text, attendee="하은님").text


def test_a_series_is_said_to_be_one() -> None:
    t = talk("ko")
    assert "매주 수요일" in t.say(ASK, "매주 수요일 오전 10시에 하은님이랑 30분 회의 잡아줘", attendee="하은님").text


def test_optional_people_do_not_hinder() -> None:
    t = talk("en")
    t.say(ASK, "Review with Tom and Priya this week, Priya is optional", attendee=["Tom", "Priya"], purpose="review")
    assert t.meeting().participant("priya@customer.example").role.value == "OPT-PARTICIPANT"


@pytest.mark.parametrize("text", ["just this one", "only this one please"])
def test_one_or_all_is_answered_though_the_words_were_heard_as_an_undoing(text: str) -> None:
    t = talk("en")
    t.say("cancel_meeting", "cancel the stand-up tomorrow", title="stand-up")
    assert t.question == "scope"
    assert t.say("cancel_meeting", text, topic="undo").text.startswith("Cancelled only")


def test_a_part_of_the_day_after_no_free_time_is_that_days() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "수요일 오전에 도현님이랑 리뷰 30분", attendee="도현님", purpose="리뷰")
    assert "12월 2일(수)에는" in t.say("find_time", "그럼 오후는요?").text
