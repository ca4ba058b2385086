"""The language of answers is a person's own wish: it lasts, and leaves everybody else's alone."""

from __future__ import annotations

import pytest

from actions.journeys.language import named
from tests.unit.journeys.harness import talk


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("앞으로 영어로 답해줘", "en"),
        ("영어로 말해줘", "en"),
        ("한국어로", "ko"),
        ("앞으로는 한국말로 해 주세요", "ko"),
        ("영어 말고 한국어로 해줘", "ko"),
        ("한국어 대신 영어로 부탁해요", "en"),
        ("please answer in English from now on", "en"),
        ("speak Korean to me", "ko"),
        ("in Korean, not in English please", "ko"),
        ("stop using English", "ko"),
        ("answer in the language I write in", ""),
        ("내가 쓰는 언어로 답해줘", ""),
        ("프랑스어로 답해줘", None),
        ("speak French to me", None),
    ],
)
def test_which_language_is_named(text: str, language: str | None) -> None:
    assert named(text) == language


@pytest.mark.parametrize(
    ("world", "asked", "then", "says"),
    [
        ("ko", "앞으로 영어로 답해줘", "이번 주 일정 알려줘", "Your calendar"),
        ("en", "speak Korean to me from now on", "what's on my calendar this week?", "일정이에요"),
    ],
)
def test_answered_in_it_from_then_on_whatever_is_written(world: str, asked: str, then: str, says: str) -> None:
    t = talk(world)
    first = t.say("set_preference", asked, topic="language")
    assert first.language != world
    assert says in t.say("query_calendar", then).text
    assert says in t.say("query_calendar", then, thread="another").text


def test_the_others_of_a_thread_keep_theirs() -> None:
    t = talk("ko")
    t.say("greet", "안녕하세요", sender="haeun@example.com", thread="t")
    t.say("set_preference", "앞으로 영어로 답해줘", thread="t", topic="language")
    assert t.say("greet", "안녕하세요", sender="haeun@example.com", thread="t").language == "ko"
    assert t.say("greet", "안녕하세요", thread="t").language == "en"


def test_back_again_and_undone() -> None:
    t = talk("ko")
    t.say("set_preference", "앞으로 영어로 답해줘", topic="language")
    assert t.say("set_preference", "한국어로", topic="language").language == "ko"
    assert t.say("greet", "hello").language == "ko"
    t.say("set_preference", "in the language I write in", topic="language")
    assert t.say("greet", "hello there, good morning").language == "en"
    t.say("set_preference", "한국어로", topic="language")
    t.say("cancel_meeting", "undo that", topic="undo")
    assert t.say("greet", "hello there, good morning").language == "en"


@pytest.mark.parametrize(("world", "text"), [("ko", "프랑스어로 답해줘"), ("en", "speak French to me")])
def test_another_language_is_asked_about_and_changes_nothing(world: str, text: str) -> None:
    t = talk(world)
    reply = t.say("set_preference", text, topic="language")
    assert reply.language == world
    assert {"ko": "어느 언어", "en": "Which language"}[world] in reply.text


def test_what_others_cause_reaches_the_person_in_it() -> None:
    t = talk("ko")
    t.say("set_preference", "앞으로 영어로 답해줘", sender="haeun@example.com", topic="language")
    t.say("schedule_meeting", "내일 오후 2시에 하은님이랑 리뷰 1시간", attendee="하은님", title="리뷰")
    (told,) = [r for r in t.replies if r.to == "haeun@example.com"]
    assert told.language == "en"


def test_somebody_from_outside_keeps_it_in_the_conversation() -> None:
    t = talk("en")
    t.say("schedule_meeting", "demo with Priya Raman tomorrow for 30 minutes", attendee="Priya Raman", title="Demo")
    guest, thread = "priya@customer.example", "priya@customer.example"
    assert t.say("set_preference", "한국어로 답해줘", sender=guest, thread=thread, topic="language").language == "ko"
    assert t.say("greet", "hello there", sender=guest, thread=thread).language == "ko"
