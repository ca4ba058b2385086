"""What stands beside meetings: wishes read back and withdrawn, others' calendars, why not a day, reminders."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import talk


@pytest.mark.parametrize("intent", ["query_calendar", "help", "set_preference"])
@pytest.mark.parametrize("text", ["내가 말한 선호 뭐 기억하고 있어?", "what do you know about my preferences?"])
def test_wishes_are_read_back(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("set_preference", "10시 전에는 회의 잡지 마")
    assert "10" in t.say(intent, text).text


@pytest.mark.parametrize("intent", ["cancel_meeting", "set_preference"])
def test_a_wish_is_withdrawn_and_no_event_cancelled(intent: str) -> None:
    t = talk("ko")
    t.say("set_preference", "10시 전에는 회의 잡지 마")
    t.say(intent, "10시 전 회의 금지 취소해줘")
    with t.store.reading() as tx:
        assert tx.preferences.of(t.speaker, t.world.now) == []


@pytest.mark.parametrize(
    ("world", "text", "name"),
    [("en", "what's on Tom's calendar on Thursday?", "Tom"), ("ko", "서준님 내일 일정 알려줘", "서준님")],
)
def test_of_others_calendars_only_the_free_hours_are_told(world: str, text: str, name: str) -> None:
    said = talk(world).say("query_calendar", text, attendee=name).text
    assert "only when they are free" in said or "비어 있는 시간만" in said
    assert "기술 면접" not in said


def test_why_not_that_day_names_the_clash_without_its_title() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "서준님이랑 이번 주에 리뷰 1시간", attendee="서준님", purpose="리뷰")
    said = t.say("explain_suggestion", "화요일 오후 3시는 왜 안 돼?").text
    assert "윤서준" in said
    assert "기술 면접" not in said


@pytest.mark.parametrize(
    ("text", "what"),
    [("내일 오전 9시에 보고서 제출하라고 알려줘", "보고서 제출"), ("remind me tomorrow at 9 to call Ann", "call Ann")],
)
def test_a_reminder_says_the_speakers_words_whole(text: str, what: str) -> None:
    said = talk("ko").say("set_reminder", text).text
    assert what in said
    assert "제출하\n" not in said + "\n"


def test_a_colleague_without_a_language_is_written_to_in_the_houses() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "one hour review with minji.a@example.com tomorrow at 2pm please", title="Review")
    (told,) = [r for r in t.replies if r.to == "minji.a@example.com"]
    assert told.language == "ko"
