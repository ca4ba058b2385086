"""What is not settled yet: one's own requests and those one is asked about, nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.journeys.harness import Talk, talk

NORA, PRIYA, SAM = "nora@example.com", "priya@customer.example", "sam.reed@example.com"


def ask(conversation: Talk, text: str, sender: str = "", **entities: str) -> str:
    return conversation.say("query_calendar", text, topic="negotiations", sender=sender, **entities).text


def interview() -> Talk:
    """Nora looks for an interview with Priya, who is from outside and was asked by mail."""
    conversation = talk("en")
    conversation.say(
        "schedule_meeting", "set up an interview with Priya Raman next week for an hour",
        attendee="Priya Raman", purpose="interview",
    )  # fmt: skip
    return conversation


def test_nothing_open() -> None:
    assert "Nothing is open" in ask(talk("en"), "what's still open?")
    assert "정해지지 않은 회의가 없어요" in ask(talk("ko"), "아직 안 정해진 회의 뭐 있어?")


def test_a_request_with_its_offers_and_answers() -> None:
    conversation = interview()
    text = ask(conversation, "what's still open?")
    assert "1) Interview: since Mon, Nov 30, 9:10 AM" in text
    assert text.count("• offer") == 3
    assert "no answer yet from Priya Raman" in text
    assert "until" in text
    assert "pick a number" in text
    conversation.say("choose_slot", "2 works for me", sender=PRIYA, choice="2")
    answered = ask(conversation, "what's still open?")
    assert "Priya Raman can make 2" in answered or "Nothing is open" in answered


def test_the_offers_stay_the_question() -> None:
    conversation = interview()
    ask(conversation, "what's still open?")
    assert conversation.question == "offer"


def test_others_requests_are_nobodys_business() -> None:
    conversation = interview()
    assert "Nothing is open" in ask(conversation, "what's still open?", sender=SAM)


@pytest.mark.parametrize("text", ["who hasn't answered?", "who hasn't answered about the interview?"])
def test_who_is_silent(text: str) -> None:
    assert ask(interview(), text, purpose="interview") == "No answer yet about Interview: Priya Raman"


def test_nobody_was_asked_where_calendars_are_read() -> None:
    conversation = talk("ko")
    conversation.say(
        "schedule_meeting", "목요일에 하은 님이랑 디자인 리뷰 한 시간", attendee="하은 님", purpose="디자인 리뷰"
    )
    assert "따로 여쭤본 분이 없어요" in ask(conversation, "누가 아직 답 안 했어?")
    assert "디자인 리뷰" in ask(conversation, "아직 안 정해진 회의 뭐 있어?")


def test_silent_about_an_invitation() -> None:
    conversation = talk("ko")
    conversation.say("schedule_meeting", "내일 오전 11시에 하은 님이랑 1:1 30분", attendee="하은 님", purpose="1:1")
    assert "아직 답하지 않은 분: 오하은 님" in ask(conversation, "누가 답 안 했지?")


def test_a_draft_says_what_to_do() -> None:
    conversation = talk("en")
    conversation.say("schedule_meeting", "set up a call with Tom", attendee="Tom", purpose="call")
    text = ask(conversation, "which requests are open?")
    assert "Not settled yet: 1 meeting" in text


def test_old_offers_are_not_shown() -> None:
    conversation = interview()
    conversation.world.now += timedelta(days=8)
    text = ask(conversation, "what's still open?")
    assert "Dec 7" not in text
