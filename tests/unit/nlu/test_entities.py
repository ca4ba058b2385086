"""Entities by rule, edges of tagged spans, and the language of a message."""

import pytest

from bot.nlu.entities import Found, by_rule, merge, says_something, whole, with_their_kind
from bot.nlu.reading import read
from bot.nlu.spans import trim

ADDRESSED = [
    ("<@U123>이랑 회의", [("<@U123>", "U123")]),
    ("<@U1|minji> and <@U2>", [("<@U1|minji>", "U1"), ("<@U2>", "U2")]),
    ("<mailto:A@b.com|A@b.com>에게", [("<mailto:A@b.com|A@b.com>", "a@b.com")]),
    ("cc kim.minji@x.co.kr please", [("kim.minji@x.co.kr", "kim.minji@x.co.kr")]),
    ("@minji 3시 어때", [("@minji", "minji")]),
    ("a@b", []),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSED)
def test_mentions_and_addresses(text: str, expected: list[tuple[str, str]]) -> None:
    found = [f for f in by_rule(read(text)) if f.entity == "attendee"]
    assert [(text[f.start : f.end], f.value) for f in found] == expected


CHOICES = [
    ("2번이요", [2]), ("두 번째 걸로 할게요", [2]), ("첫번째요", [1]), ("세 번째 시간", [3]), ("마지막 걸로요", [-1]),
    ("이번 주 회의", []), ("이번 주간회의는 불참할게요", []), ("이번으로 할게요", [2]), ("삼번", [3]), ("1번이랑 3번 둘 다 돼요", [1, 3]), ("10번", [10]),
    ("the second one works", [2]), ("option 3", [3]), ("let's do the last one", [-1]), ("the first", [1]),
    ("number two please", [2]), ("#2", [2]), ("The third option, thanks", [3]),
    ("3", [3]), ("앞의 시간으로 할게요", [1]), ("뒤에 거요", []), ("뒤 시간이 좋아요", [-1]), ("the last of those", [-1]),
    ("3시", []), ("앞으로 회의는 30분", []), ("the first of May", []), ("마지막으로 만난 게 언제야", []),
    ("the first week of May", []), ("회의 한 번 잡아줘", []), ("the last day", []), ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHOICES)
def test_choices_are_counted_from_one_and_the_last_is_minus_one(text: str, expected: list[int]) -> None:
    assert [f.value for f in by_rule(read(text)) if f.entity == "choice"] == expected


@pytest.mark.parametrize(
    ("text", "span", "kept"),
    [
        ("팀장님이랑 회의", "팀장님이랑", "팀장님"),
        ("the dentist, at 3pm", "the dentist, at 3pm", "dentist"),
        ("내일 디자인 리뷰를", "내일 디자인 리뷰를", "디자인 리뷰"),
        ("저녁 식사", "저녁 식사", "저녁 식사"),
    ],
)
def test_particles_stops_and_times_leave_the_edges_of_a_span(text: str, span: str, kept: str) -> None:
    reading = read(text)
    start = text.index(span)
    tokens = trim(reading, [t for t in reading.tokens if start <= t.start < start + len(span)])
    assert text[tokens[0].start : tokens[-1].end] == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("design review", [("title", "design review", "design review")]),
        ("Sally's birthday", [("person", "Sally's", "Sally's"), ("title", "birthday", "Sally's birthday")]),
        ("add Sally's birthday", [("person", "Sally's", "Sally's"), ("title", "birthday", "Sally's birthday")]),
        ("민지 생일", [("person", "민지", "민지"), ("title", "생일", "민지 생일")]),
        ("엄마 생일", [("title", "생일", "엄마 생일")]),
    ],
)
def test_whose_event_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = whole("title", read(text).tokens, text)
    assert [(f.entity, text[f.start : f.end], f.value) for f in found] == expected


def test_rules_win_over_the_tagger() -> None:
    ruled, beside = Found("attendee", 0, 7, "U1"), Found("purpose", 9, 11, "회의")
    assert merge([ruled], [Found("title", 5, 10, "x"), beside]) == [ruled, beside]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("내일 sprint review 3pm에 invite해줘", "ko"),
        ("book 회의 with 민준 tomorrow", "en"),
        ("can you move 주간회의 to friday?", "en"),
        ("OK 2번", "ko"),
        ("김민준", "ko"),
        ("let's meet", "en"),
        ("15:00", "en"),
        ("", "en"),
        ("Zoom 링크 보내주세요", "ko"),
    ],
)
def test_the_frame_of_the_sentence_is_its_language(text: str, lang: str) -> None:
    assert read(text).lang == lang


def test_a_korean_title_takes_the_kind_of_meeting_after_it_along() -> None:
    reading = read("하은 님이랑 정산 회의 잡아줘")
    start = reading.text.index("정산")
    found = [Found("title", start, start + 2, "정산"), Found("purpose", start + 3, start + 5, "회의")]
    assert with_their_kind(found, reading) == [Found("title", start, start + 5, "정산 회의")]
    apart = [Found("title", 0, 2, "하은"), found[1]]
    assert with_their_kind(apart, reading) == apart


@pytest.mark.parametrize(("value", "kept"), [("--", False), ("드림", False), ("드림팀", True), ("3", True)])
def test_a_rule_and_a_sign_off_are_no_entities(value: str, kept: bool) -> None:
    assert says_something(Found("title", 0, len(value), value)) is kept
