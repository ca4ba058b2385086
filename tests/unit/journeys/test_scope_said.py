"""Of a series one alone, or all from one on, is called off where the request itself says which."""

from __future__ import annotations

import pytest

from actions.journeys.scope_words import scope_said
from tests.unit.journeys.test_said_in_passing import turn_of
from tests.unit.journeys.test_series_end import days, series


@pytest.mark.parametrize(
    "text",
    [
        "12월 8일 것만 취소해줘",
        "다음 주 화요일 회의만 취소해주세요",
        "이번 주만 취소",
        "cancel it, only next Tuesday",
        "just the 8th please",
        "cancel tomorrow's only",
    ],
)
def test_one_alone(text: str) -> None:
    assert scope_said(turn_of(text)) is True


@pytest.mark.parametrize(
    "text",
    ["drop it from the 22nd on", "from next Tuesday onwards cancel it", "22일부터 취소해줘", "22일부터는 쭉 빼주세요"],
)
def test_all_from_it_on(text: str) -> None:
    assert scope_said(turn_of(text)) is False


@pytest.mark.parametrize("text", ["12월 8일 1:1 취소해줘", "cancel the sync on Tuesday", "3시부터 하는 회의 취소해줘"])
def test_else_it_is_asked(text: str) -> None:
    t = series()
    assert scope_said(turn_of(text)) is None
    t.say("cancel_meeting", text, title="1:1")
    assert days(t, "오하은")[:3] == [1, 8, 15]


def test_it_is_done_at_once() -> None:
    t = series()
    t.say("cancel_meeting", "12월 8일 1:1만 취소해줘", title="1:1")
    assert t.question == ""
    assert days(t, "오하은")[:3] == [1, 15, 22]
    t.say("cancel_meeting", "그리고 22일부터는 쭉 취소해줘")
    assert days(t, "오하은") == days(t, "한지우") == [1, 15]


def test_a_date_in_answer_to_the_question_is_from_that_date_on() -> None:
    t = series()
    t.say("cancel_meeting", "12월 8일 1:1 취소해줘", title="1:1")
    assert t.question == "scope"
    t.say("cancel_meeting", "아니 22일부터 앞으로 다 취소해줘")
    assert days(t, "오하은") == [1, 8, 15]
