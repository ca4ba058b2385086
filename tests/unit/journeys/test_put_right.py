"""Picks put right in the same breath, all but one, a plain yes of somebody asked; whose time it is on which clock."""

from __future__ import annotations

import pytest

from actions.core.meeting import Verdict
from actions.journeys.titles import trailing_words, widened
from tests.unit.journeys.harness import Talk, talk, weekly
from tests.unit.journeys.test_said_in_passing import turn_of

HAEUN, SEOJUN = "haeun@example.com", "seojun@example.com"


def offered() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "내일이나 수요일에 하은 님이랑 30분 회의", attendee="하은 님", title="회의")
    assert len(t.meeting().open_proposal.slots) == 3
    return t


def verdicts(t: Talk) -> list[Verdict | None]:
    person = t.meeting().participant(HAEUN)
    return [person.verdict_on(s) for s in t.meeting().proposals[-1].slots]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3, no wait, 2", 2),
        ("1번이요 아 아니다 3번이요", 3),
        ("option 1. actually make that option 3", 3),
        ("first one - sorry, the second", 2),
        ("2번으로 해주세요. 아뇨 1번이요", 1),
    ],
)
@pytest.mark.parametrize("intent", ["choose_slot", "reject_slots", "out_of_scope"])
def test_the_last_pick_counts(intent: str, text: str, number: int) -> None:
    t = offered()
    slots = t.meeting().open_proposal.slots
    t.say(intent, text)
    assert t.meeting().booked == slots[number - 1]


@pytest.mark.parametrize("text", ["3, no wait", "hang on, let me check 2 things", "no, wait"])
def test_what_picks_nothing_twice_books_nothing(text: str) -> None:
    t = offered()
    t.say("choose_slot", text)
    assert t.meeting().booked is None


@pytest.mark.parametrize(
    "text",
    ["저는 3번만 아니면 다 좋아요", "3번 빼고 다 괜찮아요", "anything but 3 works", "all except option 3 are fine"],
)
def test_all_but_one(text: str) -> None:
    t = offered()
    t.say("choose_slot", text, sender=HAEUN, thread=t.speaker)
    assert verdicts(t) == [Verdict.YES, Verdict.YES, Verdict.NO]


def test_a_plain_yes_of_an_attendee_is_a_yes_to_all() -> None:
    t = offered()
    t.say("affirm", "저는 좋아요", sender=HAEUN, thread=t.speaker)
    assert verdicts(t) == [Verdict.YES] * 3
    assert t.meeting().booked is None


@pytest.mark.parametrize("intent", ["out_of_scope", "query_calendar", "help"])
def test_the_time_of_what_is_talked_about_on_another_clock(intent: str) -> None:
    t = talk("apart")
    t.say("schedule_meeting", "book Jin on Wednesday at 9am for 30 minutes", attendee="Jin", title="Sync")
    t.say("affirm", "yes")
    assert t.meeting().booked
    assert "6–6:30 PM" in t.say(intent, "what time is that in Seoul?").text
    assert "9–9:30 AM" in t.say(intent, "what time is that for me?").text


def test_the_times_offered_on_the_readers_clock() -> None:
    t = talk("apart")
    t.say("schedule_meeting", "30 minutes with Jin on Wednesday", attendee="Jin", title="Sync")
    told = t.say("query_calendar", "제 시간으로 몇 시예요?", sender="jin@example.com", thread=t.speaker).text
    assert "UTC+9" in told or "서울" in told
    assert t.question == "offer"


@pytest.mark.parametrize(
    ("intent", "text"), [("cancel_meeting", "cancel that one"), ("reschedule_meeting", "그거 4시로 옮겨줘")]
)
def test_a_meeting_of_others_in_the_conversation_is_theirs(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    told = t.say(intent, text, sender=SEOJUN, thread=t.speaker).text
    assert "한지우" in told
    assert t.meeting().booked.start.hour == 5  # UTC


def test_who_cannot_come_once_stays_away_once() -> None:
    t = weekly("목요일")
    t.say("reject_slots", "17일은 안 돼요 휴가예요", sender=HAEUN, thread=t.speaker)
    gone = [e.start.day for e in t.events("오하은", "동기화")]
    assert 17 not in gone
    assert {3, 10, 24} <= set(gone)
    assert {3, 10, 17, 24} <= {e.start.day for e in t.events("윤서준", "동기화")}


def test_a_title_after_the_request_is_taken_whole() -> None:
    turn = turn_of(
        "can you put 30 min on the calendar tomorrow at 4:30pm, app store review", "schedule_meeting", "console"
    )
    assert trailing_words(turn) == "app store review"
    assert widened(turn, "store review") == "app store review"
    assert widened(turn, "board review") == "board review"


def test_an_outsider_hears_what_may_be_asked() -> None:
    t = talk("en")
    t.say("schedule_meeting", "an hour with priya@customer.example on Thursday", title="Terms")
    told = t.say("out_of_scope", "what is Nora doing on Thursday?", sender="priya@customer.example", thread=t.speaker)
    assert "only settle this meeting" in told.text
