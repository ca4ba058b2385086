"""Times told in passing, months that only say which, hours wished for on a day that is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.core.times.types import Strength
from actions.journeys.told_times import without_told
from actions.journeys.turn import Entity
from actions.journeys.wished_hours import days_kept
from tests.unit.journeys.harness import talk
from tests.unit.journeys.test_said_in_passing import turn_of


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Sorry for missing you on the 12th, the flight was late by three hours.\n\nCould we meet for an hour on Friday?",
         ["an hour", "Friday"]),
        ("We met in October. Shall we talk next Tuesday?", ["next Tuesday"]),
        ("Would tomorrow suit you for an interview? Our assistant will send you a few times in a minute.", ["tomorrow"]),
        ("지난 11월 19일 회의는 취소되었습니다. 12월 2일 오후 3시에 뵐 수 있을까요?", ["12월 2일 오후 3시"]),
        ("Monday is full. How about Tuesday at 3?", ["Monday", "Tuesday at 3"]),
        ("I was away on Monday.", ["Monday"]),
        ("An hour tomorrow to go over the Q1 roadmap", ["An hour", "tomorrow"]),
        ("30 minutes on Tuesday with the October figures", ["30 minutes", "Tuesday"]),
        ("an hour in October for the review", ["October", "an hour"]),
        ("내일 1분기 로드맵 회의", ["내일"]),
    ],
)  # fmt: skip
def test_what_is_kept(text: str, kept: list[str]) -> None:
    turn = without_told(turn_of(text))
    assert sorted({t.text.strip(" .?") for t in turn.times}) == sorted(kept)


def test_names_in_what_is_told_are_nobody_to_invite() -> None:
    text = "Finance confirmed it on Friday. Could we meet Ana for an hour tomorrow?"
    names = tuple(Entity("attendee", n, text.index(n), text.index(n) + len(n)) for n in ("Finance", "Ana"))
    assert without_told(replace(turn_of(text), entities=names)).values("attendee") == ("Ana",)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Monday the 29th? Afternoon would be best.", ["2027-03-29"]),
        ("an hour on Thursday. 3pm would be great.", ["2026-12-03"]),
        ("an hour on Monday the 7th? Afternoon would be best.", []),
        ("tomorrow, ideally in the morning", []),
        ("ideally Tuesday morning", []),
    ],
)
def test_the_day_of_a_wish_is_asked_for(text: str, days: list[str]) -> None:
    turn = turn_of(text)
    new = [t for t in days_kept(turn.times, turn.zone) if t not in turn.times]
    assert [f"{t.start:%Y-%m-%d}" for t in new if t.start] == days
    assert all(t.strength is Strength.MUST for t in new)


def test_offers_keep_to_what_was_wished_for_where_it_holds_enough() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed this week, ideally Wednesday afternoon", attendee="Sam Reed")
    slots = t.meeting().open_proposal.slots
    assert len(slots) == 3
    assert {f"{s.start.astimezone(t.world.now.tzinfo):%a}" for s in slots} == {"Wed"}


@pytest.mark.parametrize(
    ("world", "text", "who", "meal"),
    [
        ("ko", "내일 점심 먹고 하은님이랑 30분", "하은님", "점심"),
        ("en", "30 minutes with Tom tomorrow after lunch", "Tom", "lunch"),
    ],
)
def test_a_meal_that_tells_the_hour_is_no_meal_to_meet_at(world: str, text: str, who: str, meal: str) -> None:
    t = talk(world)
    t.say("schedule_meeting", text, attendee=who, purpose=meal)
    assert t.meeting().purpose != "lunch"
