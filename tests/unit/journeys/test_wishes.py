"""Lasting wishes of every sort: told, used, read back, withdrawn one by one; and why a day does not work."""

from __future__ import annotations

import pytest

from actions.core.meeting import Meeting
from tests.unit.journeys.harness import Talk, talk

KO, EN = "jiwoo@example.com", "nora@example.com"


def tell(conversation: Talk, text: str, **entities: str) -> str:
    return conversation.say("set_preference", text, **entities).text


def listed(conversation: Talk) -> str:
    korean = conversation.speaker == KO
    return conversation.say("query_calendar", "내 설정 알려줘" if korean else "what are my preferences?").text


CASES = [
    ("ko", "점심엔 회의 잡지 마", {}, "12시", "점심 금지 규칙 취소해줘"),
    ("ko", "매일 오전 9시부터 11시는 집중 시간으로 비워줘", {}, "집중 시간", "집중 시간 설정 지워줘"),
    ("ko", "회의 사이에 15분은 비워줘", {}, "15분 비워 두기", "회의 사이 여유 설정 지워줘"),
    ("ko", "면접은 보통 45분으로 잡아줘", {"purpose": "면접"}, "면접 길이는 보통 45분", "면접 길이 설정 지워줘"),
    ("ko", "1:1은 회의실 3에서 하고 싶어", {"purpose": "1:1", "location": "회의실 3"}, "회의실 3", "장소 설정 지워줘"),
    ("en", "no meetings before 10", {}, "before 10 AM", "forget the no meetings before 10 rule"),
    ("en", "keep 9 to 11 every day free for focus time", {}, "focused work", "forget my focus time"),
    ("en", "leave 15 minutes between meetings", {}, "15 minutes free", "remove the buffer"),
    ("en", "reviews usually take 45 minutes", {"purpose": "reviews"}, "review: usually 45", "forget the review length"),
    ("en", "interviews are always in Room 5", {"purpose": "interviews", "location": "Room 5"}, "Room 5", "forget the place"),
]  # fmt: skip


@pytest.mark.parametrize(("world", "text", "entities", "words", "withdrawal"), CASES)
def test_told_read_back_and_withdrawn(
    world: str, text: str, entities: dict[str, str], words: str, withdrawal: str
) -> None:
    conversation = talk(world)
    tell(conversation, "reviews usually take 90 minutes" if world == "en" else "저녁엔 회의 잡지 마")
    tell(conversation, text, **entities)
    assert words in listed(conversation)
    said = {"purpose": entities["purpose"]} if "purpose" in entities else {}
    assert words in tell(conversation, withdrawal, **said)
    assert words not in listed(conversation)
    assert "• " in listed(conversation)  # the other one stays


@pytest.mark.parametrize(
    ("world", "text"),
    [("en", "forget all my preferences"), ("ko", "내 설정 전부 지워줘"), ("ko", "바람 모두 잊어줘")],
)
def test_all_withdrawn(world: str, text: str) -> None:
    conversation = talk(world)
    tell(conversation, "회의 사이에 15분은 비워줘" if world == "ko" else "leave 15 minutes between meetings")
    tell(conversation, "금요일 오후엔 회의 잡지 마" if world == "ko" else "no meetings before 10")
    tell(conversation, text)
    assert "• " not in listed(conversation)


def test_what_is_not_kept_cannot_be_withdrawn() -> None:
    conversation = talk("en")
    tell(conversation, "no meetings before 10")
    assert "don't remember a wish like that" in tell(conversation, "forget the buffer")
    assert "before 10 AM" in listed(conversation)


def booked(conversation: Talk, text: str, **entities: str) -> Meeting:
    conversation.say("schedule_meeting", text, **entities)
    meeting = conversation.meeting()
    assert meeting is not None
    return meeting


def test_the_usual_place_of_that_purpose_is_used_and_said() -> None:
    conversation = talk("ko")
    tell(conversation, "면접은 항상 회의실 3에서", purpose="면접", location="회의실 3")
    meeting = booked(conversation, "내일 오전 10시에 하은 님이랑 면접 1시간", attendee="하은 님", purpose="면접")
    assert meeting.location == "회의실 3"
    assert "평소 장소인 회의실 3" in conversation.replies[0].text
    other = booked(conversation, "내일 오전 11시 30분에 하은 님이랑 1:1 30분", attendee="하은 님", purpose="1:1")
    assert other.location == ""
    said = booked(
        conversation, "목요일 오전 10시에 하은 님이랑 카페 모어에서 면접 1시간",
        attendee="하은 님", purpose="면접", location="카페 모어",
    )  # fmt: skip
    assert said.location == "카페 모어"


def test_a_new_place_replaces_the_old_one_of_that_purpose() -> None:
    conversation = talk("en")
    tell(conversation, "interviews are always in Room 5", purpose="interviews", location="Room 5")
    tell(conversation, "interviews are in Room 7 from now on", purpose="interviews", location="Room 7")
    assert "Room 7" in listed(conversation)
    assert "Room 5" not in listed(conversation)


@pytest.mark.parametrize(
    ("world", "text", "words"),
    [
        ("ko", "목요일은 왜 안 돼?", "오후 2시–오후 3시 30분"),
        ("ko", "수요일은 왜 안 돼?", "걸리는 것이 없어요"),
        ("en", "why not Wednesday?", "10 AM–12 PM"),
    ],
)
def test_why_not_a_day_when_nothing_is_talked_of(world: str, text: str, words: str) -> None:
    answer = talk(world).say("explain_suggestion", text).text
    assert words in answer
    assert "치과" not in answer


def test_why_not_a_day_names_clashes_without_titles() -> None:
    conversation = talk("ko")
    conversation.say("schedule_meeting", "도현 님이랑 이번 주에 1:1 30분", attendee="도현 님", purpose="1:1")
    answer = conversation.say("explain_suggestion", "목요일은 왜 안 돼?").text
    assert "최도현 님" in answer
    assert "다른 일정" in answer
    assert "출장" not in answer
    assert "치과" not in answer


def test_why_not_a_day_names_the_day_off() -> None:
    conversation = talk("ko")
    conversation.say("set_preference", "금요일은 쉬어요", topic="away")
    conversation.say("schedule_meeting", "금요일에 하은 님이랑 1:1 30분", attendee="하은 님", purpose="1:1")
    assert "그날은 근무하지 않아요" in conversation.say("explain_suggestion", "금요일은 왜 안 돼?").text


def test_why_not_a_day_names_ones_own_wish() -> None:
    conversation = talk("en")
    tell(conversation, "no meetings on Fridays")
    answer = conversation.say("explain_suggestion", "why not Friday?").text
    assert "you asked me to keep clear of it" in answer
