"""What a request says beside its people and times: that it is in a hurry, what it is about, whom a mail is to."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times
from actions.journeys.mail_requests import asks_others
from actions.journeys.titles import purpose_after_time, topic_said
from actions.journeys.turn import Entity, Turn
from actions.messages import IncomingMessage
from tests.unit.journeys.harness import talk

KST = ZoneInfo("Asia/Seoul")


def turn_of(text: str, intent: str = "schedule_meeting", channel: str = "mail", to: tuple[str, ...] = ()) -> Turn:
    t = talk("ko")
    now = t.world.now
    message = IncomingMessage("m1", channel, "c1", t.speaker, text, now, participants=to)
    with t.store.reading() as tx:
        me = tx.people.by_address(t.speaker)
    times = tuple(read_times(text, now.astimezone(KST), KST))
    people = tuple(
        Entity("attendee", n, text.index(n), text.index(n) + len(n)) for n in ("Ana", "하은 님") if n in text
    )
    return Turn(message, me, now, "Asia/Seoul", "en", intent, times=times, entities=people)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("30 minutes with Ana on Thursday, topic: hiring plan", "hiring plan"),
        ("30 minutes with Ana, topic: hiring plan, on Thursday", "hiring plan"),
        ("목요일에 하은 님이랑 30분, 주제는 채용 계획", "채용 계획"),
        ("목요일에 하은 님이랑 30분, 주제는 채용 계획이에요.", "채용 계획"),
        ("목요일에 하은 님이랑 30분. 안건: 예산 조정", "예산 조정"),
        ("Can I get 30 minutes with Ana on Thursday about onboarding?", "onboarding"),
        ("30 minutes about the office move with Ana on Friday", "office move"),
        ("30 minutes with Ana on Thursday", ""),
        ("about 30 minutes with Ana on Thursday", ""),
        ("주제는 뭐였지?", ""),
    ],
)
def test_what_it_is_about(text: str, title: str) -> None:
    assert topic_said(turn_of(text)) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Meet Ana on Thursday at 1pm for forecast prep", "forecast prep"),
        ("Meet Ana on Thursday at 1pm for forecast prep please", "forecast prep"),
        ("Ana tomorrow at 3pm for budget line items", "budget line items"),
        ("Meet Ana on Thursday at 1pm for half an hour", ""),
        ("Meet Ana on Thursday at 1pm for me", ""),
        ("book a table for two people", ""),
    ],
)
def test_nouns_after_a_time(text: str, title: str) -> None:
    assert purpose_after_time(turn_of(text)) == title


@pytest.mark.parametrize(
    "text",
    [
        "최대한 빨리 하은 님이랑 30분 회의 잡아줘",
        "30 minutes with 하은 님 as soon as possible",
        "하은 님이랑 30분 회의, ASAP",
    ],
)
def test_in_a_hurry_the_first_free_hours_are_offered(text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", text, attendee="하은 님")
    slots = [s.start.astimezone(KST) for s in t.meeting().open_proposal.slots]
    assert slots == sorted(slots)
    assert {s.date() for s in slots} == {t.world.now.date()}


def test_the_hurry_is_kept_while_the_length_is_asked_for() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "최대한 빨리 하은 님이랑 회의 잡아줘", attendee="하은 님")
    assert t.question == "duration"
    t.say("schedule_meeting", "30분")
    slots = [s.start.astimezone(KST) for s in t.meeting().open_proposal.slots]
    assert {s.date() for s in slots} == {t.world.now.date()}


BOT, JONAS = "moim@example.com", "jonas@customer.example"
DRAFT = "Hi Jonas, 30 minutes on the interface draft, any time on Thursday or Friday?"


@pytest.mark.parametrize(
    ("text", "to", "channel", "asks"),
    [
        (DRAFT, (JONAS, BOT), "mail", True),
        (DRAFT, (BOT,), "mail", False),
        (DRAFT, (JONAS, BOT), "slack", False),
        ("When am I free for 30 minutes on Thursday?", (JONAS, BOT), "mail", False),
        ("Any time on Thursday?", (JONAS, BOT), "mail", False),
        ("목요일에 30분 언제 비어?", (JONAS, BOT), "mail", False),
    ],
)
def test_a_mail_to_somebody_else_is_a_request(text: str, to: tuple[str, ...], channel: str, asks: bool) -> None:
    turn = turn_of(text, "find_time", channel, to)
    assert asks_others("action_find_time", turn, BOT) is asks
    assert not asks_others("action_find_time", replace(turn, meeting_id="x"), BOT)
    assert not asks_others("action_cancel", turn, BOT)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Shall we do a 30-minute renewal call on Tuesday or Wednesday?", True),
        ("Could we move the 30-minute call to Tuesday?", False),
        ("Renewal call on Tuesday?", False),
    ],
)
def test_a_first_mail_that_was_taken_for_a_change(text: str, asks: bool) -> None:
    turn = turn_of(text, "reschedule_meeting", to=("ana@partner.example",))
    assert asks_others("action_reschedule", turn, "moim@example.com") is asks
