"""Faults that came out in whole conversations with the trained model, as turns."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.core.people import Person
from actions.journeys.facts import company, title_of
from actions.journeys.turn import Entity, Turn
from actions.messages import IncomingMessage
from bot.scenarios.format import read_scenarios
from calendar_adapters.types import UTC
from tests.unit.journeys.harness import WORLD, Talk

KO = next(s for s in read_scenarios(WORLD) if s.id == "ko")
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def turn(text: str, *entities: Entity) -> Turn:
    message = IncomingMessage("1", "console", "c", "a@example.com", text, NOW)
    return Turn(message, Person("a@example.com", "한지우"), NOW, "Asia/Seoul", "ko", entities=entities)


def test_who_is_added_by_the_meetings_title_joins_it_whatever_the_intent() -> None:
    t = Talk(KO)
    t.say("schedule_meeting", "내일 오후 3시에 하은님이랑 1시간 지표 점검 잡아줘", attendee="하은님", title="지표 점검")
    answer = t.say("schedule_meeting", "지표 점검에 서준 님도 추가해줘", attendee="서준 님", title="지표 점검")
    assert "윤서준" in answer.text
    assert [r.method for r in t.replies if r.to == "seojun@example.com"] == ["REQUEST"]
    assert len(t.meeting().attendees) == 3


@pytest.mark.parametrize(("text", "word"), [("로드맵 회의 잡아줘", "로드맵"), ("내일 예산 미팅", "예산")])
def test_a_bare_word_before_a_kind_of_meeting_is_nobody(text: str, word: str) -> None:
    start = text.index(word)
    assert not company(turn(text, Entity("attendee", word, start, start + len(word))), [])


def test_a_name_with_an_honorific_before_it_is_somebody() -> None:
    text = "하은님 회의 잡아줘"
    assert company(turn(text, Entity("attendee", "하은님", 0, 3)), []).unknown


def test_of_several_titles_the_telling_one_counts() -> None:
    said = turn("a call about the API contract", Entity("title", "call", 2, 6), Entity("title", "API contract", 17, 29))
    assert title_of(said) == "API contract"
    assert title_of(turn("회의", Entity("title", "회의", 0, 2))) == "회의"


def test_two_languages_in_one_thread_and_each_gets_an_own_short_answer() -> None:
    t = Talk(KO)
    t.say("greet", "Hello there, nice to meet you", thread="t", sender="haeun@example.com")
    t.say("greet", "안녕하세요 반가워요", thread="t")
    assert t.say("thanks", "thanks!", thread="t", sender="haeun@example.com").language == "en"


def test_a_time_that_has_passed_is_said_before_anything_is_asked() -> None:
    t = Talk(KO)
    assert "이미 지난 시간" in t.say("schedule_meeting", "어제 3시에 회의", purpose="회의").text
    assert t.question == "time"


@pytest.mark.parametrize("intent", ["deny", "set_preference", "cancel_meeting"])
def test_forgetting_it_drops_the_open_offers_and_no_wish(intent: str) -> None:
    t = Talk(KO)
    t.say("schedule_meeting", "내일 하은님이랑 리뷰 30분 잡아줘", attendee="하은님", purpose="리뷰")
    t.say(intent, "forget it, no meeting needed")
    t.say("choose_slot", "1", choice="1")
    assert not t.events("오하은", "리뷰")
