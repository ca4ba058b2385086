"""Meals: "목요일 점심 지워" and "lunch with Dana" name an event, "점심에 회의" and "after lunch" a time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.reading import Reading
from bot.nlu.tokens import Token

MEALS = frozenset(["점심", "저녁", "아침", "조찬", "오찬", "만찬", "lunch", "dinner", "breakfast", "brunch"])
_OF_THE_DAY = frozenset(["점심", "저녁", "아침"])
_BEFORE_A_TIME = frozenset(
    [
        "at",
        "over",
        "during",
        "after",
        "before",
        "by",
        "until",
        "till",
        "around",
        "since",
        "past",
        "this",
        "between",
        "and",
    ]
)
_AFTER_A_TIME = frozenset(["time", "break", "breaks", "hour", "hours", "slot"])
_ABOUT_THE_EVENT = re.compile(
    r"잡[아자]|지워|지우|취소|옮|미[루뤄룰]|바꾸|바꿔|바꿀|추가|넣어|먹|예약|등록|변경|당[기겨길]|빼|몇\s?시|언제|어디|누구|같이|함께"
)
_TOPIC = frozenset(["은", "을", "를", "이", "가", "도", "으로"])
_ABOUT_TIME = re.compile(r"일정|스케줄|캘린더|달력|비[어는워]|한가|뭐|안\s?[돼되]|괜찮|어때|어떠|어려|힘들|잡지|넣지")


def named_meals(reading: Reading) -> Iterator[tuple[int, int]]:
    """Spans of the meals that are events when nothing else in the message is one."""
    for i, token in enumerate(reading.tokens):
        word = token.text.lower()
        is_event = _is_korean_event if word in _OF_THE_DAY else _is_english_event
        if word in MEALS and is_event(reading, i):
            yield token.start, token.end


def is_time_of_day(reading: Reading, token: Token) -> bool:
    """Whether this is a meal by whose time something is said: "after lunch", 점심에, 저녁까지."""
    word, i = token.text.lower(), reading.tokens.index(token)
    if word not in _OF_THE_DAY:
        return word in MEALS and not _is_english_event(reading, i)
    return i + 1 < len(reading.tokens) and _makes_a_time(token, reading.tokens[i + 1])


def _is_english_event(reading: Reading, i: int) -> bool:
    before = reading.tokens[i - 1].text.lower() if i else ""
    after = reading.tokens[i + 1].text.lower() if i + 1 < len(reading.tokens) else ""
    return before not in _BEFORE_A_TIME and after not in _AFTER_A_TIME


def _is_korean_event(reading: Reading, i: int) -> bool:
    rest = reading.text[reading.tokens[i].end :]
    after = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    if _ABOUT_TIME.search(rest) or (after is not None and _makes_a_time(reading.tokens[i], after)):
        return False
    by_topic = after is not None and after.glued and after.is_particle
    return by_topic or bool(_ABOUT_THE_EVENT.search(rest))


def _makes_a_time(meal: Token, after: Token) -> bool:
    """A particle of time, a word glued on, or the hour of an evening; 점심 keeps being a lunch before an hour."""
    if after.glued:
        return after.text not in _TOPIC or not after.is_particle
    return after.text in ("시간", "때", "이후", "전", "전에", "무렵", "쯤") or (
        after.pos == "SN" and meal.text != "점심"
    )
