"""The way to a place: told, asked for, kept free, a reason, the time to leave, being reminded of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions import travel
from actions.travel import same_place
from actions.upkeep import tick
from tests.unit.journeys.harness import Talk, talk

KO, EN = "jiwoo@example.com", "nora@example.com"


def ways(conversation: Talk, address: str) -> dict[str, int]:
    with conversation.store.reading() as tx:
        found = [p.value for p in tx.preferences.of(address) if p.kind == travel.KIND]
    return {v["place"]: v["minutes"] for v in found}


def tell(conversation: Talk, text: str, **entities: str) -> str:
    return conversation.say("set_preference", text, topic="travel", **entities).text


@pytest.mark.parametrize(
    ("world", "text", "expected"),
    [
        ("ko", "판교 사무실까지 40분 걸려", {"판교 사무실": 40}),
        ("ko", "저는 강남역까지 1시간 10분 걸려요", {"강남역": 70}),
        ("en", "it takes me 30 min to get to the Acme office", {"the Acme office": 30}),
        ("en", "The airport is 50 minutes away", {"the airport": 50}),
        ("en", "My commute to the office takes 25 minutes", {"the office": 25}),
    ],
)
def test_the_way_is_kept(world: str, text: str, expected: dict[str, int]) -> None:
    conversation = talk(world)
    tell(conversation, text)
    assert ways(conversation, KO if world == "ko" else EN) == expected


def test_what_is_missing_is_asked() -> None:
    conversation = talk("ko")
    tell(conversation, "강남역까지 걸리는 시간 기억해줘")
    assert conversation.question == "travel_minutes"
    conversation.say("out_of_scope", "25분")
    assert ways(conversation, KO) == {"강남역": 25}
    tell(conversation, "이동하는 데 40분 걸려")
    assert conversation.question == "travel_place"
    conversation.say("out_of_scope", "판교 사무실")
    assert ways(conversation, KO) == {"강남역": 25, "판교 사무실": 40}


def test_corrected_read_back_and_withdrawn() -> None:
    conversation = talk("en")
    tell(conversation, "it takes me 30 min to get to the Acme office")
    tell(conversation, "it takes me 45 min to get to the Acme office")
    assert ways(conversation, EN) == {"the Acme office": 45}
    assert "45 minutes" in tell(conversation, "how long does it take me to the Acme office?")
    assert "45 minutes to the Acme office" in conversation.say("query_calendar", "what are my preferences?").text
    assert "Forgotten" in tell(conversation, "forget the way to the Acme office")
    assert ways(conversation, EN) == {}
    assert "at most 12 hours" in tell(conversation, "it takes me 20 hours to get to the moon base")


def booked(world: str = "en") -> Talk:
    conversation = talk(world)
    tell(conversation, "it takes me 30 min to get to the Acme office")
    conversation.say(
        "schedule_meeting", "an hour with Sam Reed at the Acme office on Wednesday at 2pm",
        attendee="Sam Reed", purpose="meeting", location="the Acme office",
    )  # fmt: skip
    assert conversation.events("Nora Whitfield", "Meeting")
    return conversation


def test_the_way_is_kept_free_and_is_the_reason() -> None:
    conversation = booked()
    told = conversation.say("query_calendar", "am I free on Wednesday at 1:30pm?").text
    assert "on the way to or from the Acme office (30 minutes each way)" in told
    assert "free" in conversation.say("query_calendar", "am I free on Wednesday at 1pm?").text
    assert "on the way" in conversation.say("query_calendar", "am I free on Wednesday at 3:15pm?").text
    blocked = conversation.say("schedule_meeting", "block 30 minutes just for me on Wednesday at 3pm", title="Notes")
    assert not conversation.events("Nora Whitfield", "Notes")
    assert blocked.offers


def test_a_meeting_there_needs_the_way_free_around_it() -> None:
    conversation = talk("en")
    tell(conversation, "it takes me 45 min to get to the Acme office")
    answer = conversation.say(  # board prep ends at noon
        "schedule_meeting", "an hour with Sam Reed at the Acme office on Wednesday at 12:30pm",
        attendee="Sam Reed", purpose="meeting", location="the Acme office",
    )  # fmt: skip
    assert not conversation.events("Nora Whitfield", "Meeting")
    assert "45 minutes" in answer.text


@pytest.mark.parametrize("text", ["when do I have to leave?", "when should I head out for the Acme meeting?"])
def test_when_to_leave(text: str) -> None:
    assert "Dec 2, 1:30 PM" in booked().say("query_calendar", text, topic="leave_at").text


def test_unknown_minutes_are_asked_and_then_answered() -> None:
    conversation = talk("ko")
    assert "갈 일정이 없어요" in conversation.say("query_calendar", "언제 출발해야 해?", topic="leave_at").text
    conversation.say(
        "schedule_meeting", "내일 오후 2시에 서준 님이랑 판교 사무실에서 1:1 30분",
        attendee="서준 님", purpose="1:1", location="판교 사무실",
    )  # fmt: skip
    assert "몇 분" in conversation.say("query_calendar", "언제 출발해야 해?", topic="leave_at").text
    answer = conversation.say("out_of_scope", "40분").text
    assert "오후 1시 20분" in answer
    assert ways(conversation, KO) == {"판교 사무실": 40}


def reminders(conversation: Talk) -> list[str]:
    """What a tick at the world's now sends to Nora."""
    now = conversation.world.now
    tick(conversation.services, now, calendars=False)
    with conversation.store.transaction() as tx:
        due = tx.outbox.due(now)
        for item in due:
            tx.outbox.sent(item.key, now)
    return [item.reply.text for item in due if item.reply.to == EN]


def test_reminded_once_when_it_is_time() -> None:
    conversation = booked()
    assert "1:30 PM" in conversation.say("set_reminder", "remind me when it's time to leave").text
    conversation.world.now += timedelta(days=2, hours=4, minutes=21)  # 13:31
    sent = reminders(conversation)
    assert len(sent) == 1
    assert "time to leave" in sent[0]
    assert reminders(conversation) == []


def test_always_reminded_with_a_lead() -> None:
    conversation = booked()
    conversation.say("set_reminder", "always tell me 10 minutes before I have to leave")
    conversation.world.now += timedelta(days=2, hours=4)  # 13:10, ten minutes before 13:20
    assert reminders(conversation) == []
    conversation.world.now += timedelta(minutes=11)
    sent = reminders(conversation)
    assert [("Acme" in s, "2 PM" in s) for s in sent] == [(True, True)]
    conversation.world.now += timedelta(minutes=6)
    assert reminders(conversation) == []


def test_no_more_of_them() -> None:
    conversation = booked()
    conversation.say("set_reminder", "always tell me when it's time to leave")
    conversation.say("set_reminder", "stop telling me when it's time to leave")
    conversation.world.now += timedelta(days=2, hours=4, minutes=21)
    assert reminders(conversation) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("판교", "판교 사무실 3층", True),
        ("the Acme office", "Acme Office, 5th floor", True),
        ("강남역", "판교역", False),
        ("A", "Acme", False),
    ],
)
def test_one_place_by_several_names(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same
