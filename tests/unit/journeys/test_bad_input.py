"""Bad input gets a clear answer in the speaker's language; nothing is lost or half done."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import talk

ASK = "schedule_meeting"


@pytest.mark.parametrize(
    ("world", "text", "says"),
    [
        ("ko", "", "빈 메시지"),
        ("ko", "   \n\t ​", "빈 메시지"),
        ("ko", "가" * 20_000, "너무 길어서(20000자)"),
        ("ko", "\x00\x01\x02\x03�", "글자로 읽을 수 없는"),
        ("ko", "2월 30일 3시에 하은님이랑 회의 잡아줘", "2월 30일은 달력에 없는 날짜"),
        ("ko", "어제 3시에 하은님이랑 30분 회의 잡아줘", "이미 지난 시간"),
        ("ko", "하은님이랑 내일 0분 회의 잡아줘", "‘0분’ 길이로는"),
        ("ko", "하은님이랑 내일 -30분 회의 잡아줘", "‘-30분’ 길이로는"),
        ("en", "", "empty"),
        ("en", "a b" * 20_000, "too long to read"),
        ("en", "\x00\x01\x02\x03�", "can't read that as text"),
        ("en", "Meeting with Tom on Feb 30 at 3pm", "no such date as Feb 30"),
        ("en", "Meeting with Tom yesterday at 3pm for 30 minutes", "already passed"),
        ("en", "Meeting with Tom tomorrow for 0 minutes", "“0 minutes”"),
        ("en", "Meeting with Tom tomorrow for minus 30 minutes", "minus 30 minutes"),
    ],
)
def test_is_answered_in_the_speakers_language(world: str, text: str, says: str) -> None:
    t = talk(world)
    attendee = {"ko": "하은님", "en": "Tom"}[world]
    reply = t.say(ASK, text, attendee=attendee)
    assert says in reply.text
    assert reply.language == world
    assert not t.events(t.speaker, "회의")
    assert not t.events(t.speaker, "Meeting")


def test_a_bad_date_keeps_the_rest_of_the_request() -> None:
    t = talk("ko")
    t.say(ASK, "2월 30일 3시에 하은님이랑 30분 회의 잡아줘", attendee="하은님")
    reply = t.say("propose_time", "3월 2일 3시요")
    assert "2027년 3월 2일(화) 오후 3시–3시 30분" in reply.text
    assert "오하은 님" in reply.text


def test_a_past_time_keeps_the_rest_of_the_request() -> None:
    t = talk("en")
    t.say(ASK, "Meeting with Tom yesterday at 3pm for 30 minutes", attendee="Tom")
    reply = t.say("propose_time", "tomorrow at 10am")
    assert "Tue, Dec 1, 10–10:30 AM" in reply.text


def test_a_bad_length_keeps_the_rest_of_the_request() -> None:
    t = talk("en")
    t.say(ASK, "Meeting with Tom tomorrow at 10am for 0 minutes", attendee="Tom")
    assert "Tue, Dec 1, 10–10:30 AM" in t.say("greet", "30 minutes").text


def test_an_empty_message_in_between_loses_no_question() -> None:
    t = talk("ko")
    t.say(ASK, "회의 잡아줘")
    t.say("out_of_scope", "")
    assert t.question == "attendee"


@pytest.mark.parametrize(("text", "choice"), [("7번", "7"), ("0번", "0")])
def test_a_choice_out_of_range_names_the_range_and_keeps_the_offers(text: str, choice: str) -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    assert "1번부터 3번" in t.say("choose_slot", text, choice=choice).text
    assert t.question == "offer"
    assert t.meeting().open_proposal


@pytest.mark.parametrize("intent", ["choose_slot", "reject_slots", "propose_time"])
def test_an_answer_to_no_offer(intent: str) -> None:
    t = talk("en")
    assert "nothing to pick from" in t.say(intent, "number 2", choice="2").text


def test_a_bug_is_admitted_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import actions.journeys.schedule as schedule

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(schedule, "step", fail)
    t = talk("ko")
    assert "바뀐 것은 없어요" in t.say(ASK, "회의 잡아줘").text
