"""Two wishes in one breath, what was shown last, topics said in so many words."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.unit.journeys.harness import Talk, talk
from tests.unit.journeys.test_reminders import due


def zone_time(t: Talk, moment: datetime) -> str:
    return f"{moment.astimezone(t.world.now.tzinfo):%m-%d %H:%M}"


@pytest.mark.parametrize("intent", ["set_reminder", "schedule_meeting"])
@pytest.mark.parametrize(
    ("world", "text", "who", "start", "reminded"),
    [
        ("ko", "내일 오후 4시에 오하은 님이랑 30분 점검 회의 잡고 10분 전에 알려줘", "오하은", "12-01 16:00", "15:50"),
        ("ko", "내일 오후 4시에 오하은 님이랑 30분 회의 잡아줘. 그리고 1시간 전에 알려줘", "오하은", "12-01 16:00", "15:00"),
        ("en", "book 30 minutes with Sam Reed tomorrow at 2pm and remind me 10 minutes before", "Sam Reed", "12-01 14:00", "13:50"),
        ("en", "Book half an hour with Sam Reed tomorrow at 2pm. Please remind me an hour before it", "Sam Reed", "12-01 14:00", "13:00"),
    ],
)  # fmt: skip
def test_the_meeting_is_booked_and_the_reminder_set(
    intent: str, world: str, text: str, who: str, start: str, reminded: str
) -> None:
    t = talk(world)
    said = t.say(intent, text, attendee=who).text
    meeting = t.meeting()
    assert meeting.booked is not None
    assert meeting.minutes == 30
    assert zone_time(t, meeting.booked.start) == start
    assert [f"{d:%H:%M}" for d in due(t)] == [reminded]
    assert str(int(reminded[:2]) % 12 or 12) in said.splitlines()[-1]


def test_where_times_are_offered_it_is_set_when_one_is_booked() -> None:
    t = talk("en")
    said = t.say(
        "set_reminder", "find 30 minutes with Sam Reed tomorrow and remind me 10 minutes before", attendee="Sam Reed"
    )
    assert "Once it's settled" in said.text
    t.say("choose_slot", "1", choice="1")
    start = t.meeting().booked.start
    assert [zone_time(t, start)[:5] for _ in due(t)] == ["12-01"]
    (when,) = due(t)
    assert (start.astimezone(t.world.now.tzinfo).replace(tzinfo=None) - when).total_seconds() == 600


def test_moved_and_reminded() -> None:
    t = talk("ko")
    t.say("set_reminder", "치과를 목요일 오후 4시로 옮기고 30분 전에 알려줘", title="치과")
    assert zone_time(t, t.meeting().booked.start) == "12-03 16:00"
    assert due(t) == [datetime(2026, 12, 3, 15, 30)]


@pytest.mark.parametrize(
    "text", ["remind me 10 minutes before the board prep", "회의 10분 전에 알려줘", "회의 잡는 거 내일 알려줘"]
)
def test_one_wish_stays_one(text: str) -> None:
    t = talk("en")
    t.say("set_reminder", text)
    assert t.meeting() is None


@pytest.mark.parametrize(
    ("intent", "text", "day"),
    [
        ("reschedule_meeting", "그거 금요일 같은 시간으로 옮겨줘", "12-04 14:00"),
        ("reschedule_meeting", "금요일 오후 4시로 옮겨줘", "12-04 16:00"),
    ],
)
def test_the_one_event_that_was_shown_is_meant(intent: str, text: str, day: str) -> None:
    t = talk("ko")
    assert "치과" in t.say("query_calendar", "목요일에 나 뭐 있어?").text
    t.say(intent, text)
    assert zone_time(t, t.events("한지우", "치과")[0].start) == day


def test_of_two_events_shown_neither_is_meant() -> None:
    t = talk("en")
    t.say("query_calendar", "what do I have on Wednesday?")
    t.say("reschedule_meeting", "move it to Friday at 4pm")
    assert t.meeting() is None


def test_what_is_booked_afterwards_is_talked_about_instead() -> None:
    t = talk("ko")
    t.say("query_calendar", "목요일에 나 뭐 있어?")
    t.say("schedule_meeting", "내일 오후 4시에 오하은 님이랑 30분 점검", attendee="오하은", title="점검")
    t.say("reschedule_meeting", "그거 5시로 옮겨줘")
    assert zone_time(t, t.meeting().booked.start) == "12-01 17:00"
    assert zone_time(t, t.events("한지우", "치과")[0].start) == "12-03 14:00"


@pytest.mark.parametrize(
    ("world", "intent", "text", "says"),
    [
        ("ko", "reschedule_meeting", "요약은 금요일 5시로 바꿔줘", "금요일 오후 5시"),
        ("en", "reschedule_meeting", "move my weekly digest to Friday at 5pm", "Fridays at 5 PM"),
        ("ko", "query_calendar", "이번 달에 1:1 몇 번 잡았지?", "아직 저와 함께 잡은"),
        ("en", "query_calendar", "how many interviews have we had this month?", "haven't arranged"),
        ("en", "set_preference", "I'm off on Thursday", "Thu, Dec 3"),
        ("ko", "out_of_scope", "베를린 안 가요", ""),
    ],
)
def test_topics_said_in_so_many_words(world: str, intent: str, text: str, says: str) -> None:
    t = talk(world)
    before = t.world.snapshot()
    said = t.say(intent, text).text
    assert says in said
    assert t.meeting() is None
    assert t.world.snapshot() == before


def test_a_lasting_day_off_stays_a_wish() -> None:
    said = talk("en").say("set_preference", "I'm off on Thursdays").text
    assert "no meetings on Thursdays" in said
