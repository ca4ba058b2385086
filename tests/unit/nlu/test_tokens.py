"""Tokens: what comes apart, what stays whole, and spans that are exactly the text."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.text import normalise
from bot.nlu.tokens import tokenize

CASES = [
    # Korean: particles and endings come off
    ("내일 오후 3시에 회의 잡아줘", ["내일", "오후", "3", "시", "에", "회의", "잡", "아", "줘"]),
    ("팀장님이랑 목요일에 미팅", ["팀장", "님", "이랑", "목요일", "에", "미팅"]),
    ("회의를 옮겨줘", ["회의", "를", "옮겨", "줘"]),
    ("민준씨하고 수요일에 커피", ["민준", "씨", "하고", "수요일", "에", "커피"]),
    ("회의실에서", ["회의실", "에서"]),
    # English
    ("can't make 3pm, sorry!", ["can't", "make", "3", "pm", ",", "sorry", "!"]),
    ("from 15:00 to 16:30", ["from", "15:00", "to", "16:30"]),
    ("1:1 with Ann-Marie", ["1:1", "with", "Ann", "-", "Marie"]),
    # both
    ("내일 sprint review 3pm에 invite해줘", ["내일", "sprint", "review", "3", "pm", "에", "invite", "해", "줘"]),
    ("book 회의 with 민준", ["book", "회의", "with", "민준"]),
    # addresses and mentions stay whole, and the particle after them is one
    ("<@U123ABC>이랑 30분", ["<@U123ABC>", "이랑", "30", "분"]),
    ("<mailto:a@b.com|a@b.com>과", ["<mailto:a@b.com|a@b.com>", "과"]),
    ("kim.minji+cal@x.co.kr에게", ["kim.minji+cal@x.co.kr", "에게"]),
    ("see https://x.org/a?b=1 :tada:", ["see", "https://x.org/a?b=1", ":tada:"]),
    # emoji, nothing
    ("좋아요👍🏽", ["좋", "아요", "👍🏽"]),
    ("", []),
    (" \t\n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == expected


@pytest.mark.parametrize("text", ["내일", "회의 잡아줘", "안녕하세요", "네"])
def test_words_of_hangul_alone_are_kept(text: str) -> None:
    assert "".join(t.text for t in tokenize(text)) == text.replace(" ", "")


@given(st.text(max_size=80) | st.text("가나다 3시에이랑ab@<>:./\n👍", max_size=40))
@settings(max_examples=200, deadline=None)
def test_spans_are_the_text_in_order_and_lose_nothing(text: str) -> None:
    plain = normalise(text).text
    tokens = tokenize(plain)
    assert all(plain[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join(t.text for t in tokens) == "".join(plain.split())


@pytest.mark.parametrize(
    ("given_text", "plain", "word", "original"),
    [
        (unicodedata.normalize("NFD", "내일 회의"), "내일 회의", "회의", unicodedata.normalize("NFD", "회의")),
        ("３시 ｍｅｅｔｉｎｇ", "3시 meeting", "meeting", "ｍｅｅｔｉｎｇ"),
        ("mee\u200bting now", "meeting now", "now", "now"),
        ("cafe\u0301 at 3", "café at 3", "café", "cafe\u0301"),
        ("\u202etfel\u202c 회의", "tfel 회의", "회의", "회의"),
    ],
)
def test_normalised_text_leads_back_to_the_original(given_text: str, plain: str, word: str, original: str) -> None:
    normalised = normalise(given_text)
    assert normalised.text == plain
    at = plain.index(word)
    start, end = normalised.original(at, at + len(word))
    assert given_text[start:end] == original


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_normalise_keeps_order_and_stays_inside(text: str) -> None:
    normalised = normalise(text, 100)
    assert len(normalised.starts) == len(normalised.ends) == len(normalised.text)
    assert list(normalised.starts) == sorted(normalised.starts)
    assert all(0 <= a < b <= min(len(text), 100) for a, b in zip(normalised.starts, normalised.ends, strict=True))
