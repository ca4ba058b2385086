"""What counts as a pick and as a yes, and what only looks like one."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from actions.core.people import Person
from actions.journeys.choices import no, number_of, yes
from actions.journeys.turn import Entity, Pending, Turn
from actions.messages import IncomingMessage

NOW = datetime(2026, 11, 30, tzinfo=timezone.utc)


def turn(text: str, intent: str = "out_of_scope", question: str = "offer", choice: str = "", of: str = "") -> Turn:
    at = text.index(of) if of else 0
    tagged = (Entity("choice", choice, at, at + len(of)),) if choice else ()
    message = IncomingMessage("1", "console", "a", "a@example.com", text, NOW)
    speaker = Person("a@example.com")
    return Turn(message, speaker, NOW, "UTC", "ko", intent, entities=tagged, pending=Pending(question))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2), ("2번", 2), ("2번이요", 2), ("2번으로 할게요", 2), ("네 2번으로 부탁드려요", 2), ("두 번째가 좋아요", 2),
        ("두번째 걸로 해주세요", 2), ("세 번째 시간으로 확정해줘", 3), ("마지막 걸로", -1), ("하나", 1), ("이 번이요", 2),
        ("#3", 3), ("number 2 please", 2), ("option 3 works for me", 3), ("I'll take the second one", 2),
        ("the first", 1), ("the last one works", -1), ("let's go with 2", 2), ("two", 2), ("3rd one is great", 3),
        ("1번 말고 2번으로", 2), ("not the first, the second", 2), ("첫 번째 말고 세 번째로 할게요", 3),
    ],
)  # fmt: skip
def test_a_pick(text: str, number: int) -> None:
    assert number_of(turn(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "hang on a second", "one moment please", "just a second", "처음부터 다시 찾아줘", "-1", "이번만", "잠시만요",
        "one more question", "다시 한 번 말해줘", "let me ask someone first", "2시에 갈게요", "I have two calls that day",
        "no one told me", "이번 주는 어려워요", "2번이 어디예요?", "30명이 와요", "not the second",
    ],
)  # fmt: skip
def test_a_number_word_in_a_remark_picks_nothing(text: str) -> None:
    assert number_of(turn(text)) is None


@pytest.mark.parametrize(
    ("text", "choice", "of", "number"),
    [
        ("이번만", "2", "이번", None),
        ("hang on a second", "2", "second", None),
        ("-1", "1", "1", None),
        ("두 번째가 제 동료들에게 낫겠네요", "2", "두 번째", 2),
        ("1번 말고 3번 갈게", "1", "1번", 3),
    ],
)
def test_what_was_tagged_counts_outside_remarks(text: str, choice: str, of: str, number: int | None) -> None:
    assert number_of(turn(text, choice=choice, of=of)) == number


@pytest.mark.parametrize(
    "text", ["이번만", "이번 것만요", "이번 한 번만 취소해줘", "just this one", "only this one please"]
)
def test_this_one_of_a_series_is_the_first_answer(text: str) -> None:
    assert number_of(turn(text, question="scope", choice="2")) == 1


@pytest.mark.parametrize(
    "text", ["이번 것 포함 앞으로 모두", "이번 것부터", "this one and all after it", "모두", "all of them"]
)
def test_all_of_a_series_is_not(text: str) -> None:
    assert number_of(turn(text, question="scope")) != 1


@pytest.mark.parametrize(
    "text", ["네? 왜요?", "어? 그건 아닌데요", "ok wait", "yes? why", "응?", "네 아니 잠깐만요", "sure about that?"]
)
@pytest.mark.parametrize("intent", ["affirm", "out_of_scope"])
def test_doubt_is_no_yes(text: str, intent: str) -> None:
    assert not yes(turn(text, intent, "confirm_cancel"))


@pytest.mark.parametrize(
    "text",
    ["네", "네, 취소해 주세요", "응 그렇게 해줘", "yes please", "ok, no problem", "네 해주실래요?", "sure, why not"],
)
def test_a_plain_yes(text: str) -> None:
    assert yes(turn(text, question="confirm_cancel"))


def test_cancel_agrees_to_cancelling_and_refuses_anything_else() -> None:
    assert yes(turn("취소해줘", "cancel_meeting", "confirm_cancel"))
    assert not no(turn("취소해줘", "cancel_meeting", "confirm_cancel"))
    assert no(turn("취소해줘", "cancel_meeting", "confirm_booking"))
    assert not yes(turn("취소해줘", "cancel_meeting", "confirm_booking"))


def test_an_answer_to_which_one_may_say_more() -> None:
    assert number_of(turn("2번 회의를 옮겨줘", question="which_event")) == 2
    assert number_of(turn("why the second one?", "explain_suggestion")) == 2
    assert number_of(turn("왜 3번이야?", "explain_suggestion")) == 3
    assert number_of(turn("잠시만요", question="which_event")) is None
