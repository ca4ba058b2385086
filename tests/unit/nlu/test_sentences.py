"""Sentences of a message, read one by one beside the whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.text import normalise, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("book lunch with Tom", ["book lunch with Tom"]),
        ("Hi moim! Can we meet on Friday? Thanks.", ["Hi moim!", "Can we meet on Friday?", "Thanks."]),
        ("안녕하세요. 금요일로 옮겨주세요. 감사합니다!", ["안녕하세요.", "금요일로 옮겨주세요.", "감사합니다!"]),
        ("좋아요.그럼 3시에 봬요", ["좋아요.", "그럼 3시에 봬요"]),
        ("at 3 p.m. on Friday with Dr. Osei and J. Kim", ["at 3 p.m. on Friday with Dr. Osei and J. Kim"]),
        ("3.5시간이면 돼요", ["3.5시간이면 돼요"]),
        ("?! ... !", []),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text, 8) == expected


def test_no_more_than_asked_for() -> None:
    assert sentences("one more. " * 100, 3) == ["one more."] * 3


@given(st.text("ab 가.!?\n3", max_size=80))
@settings(max_examples=100, deadline=None)
def test_sentences_are_pieces_of_the_text_in_order(text: str) -> None:
    plain, last = normalise(text).text, 0
    for part in sentences(plain, 100):
        last = plain.index(part, last) + len(part)
