"""Names of the roster in a text, independent of what was tagged."""

from __future__ import annotations

import pytest

from actions.core.people import Person
from actions.journeys.naming import named_in, optional_among, parts, tidy

ROSTER = [
    Person("dy@example.com", "한도윤", job_title="팀장"),
    Person("haeun@example.com", "송하은", job_title="디자이너"),
    Person("sejun@example.com", "박세준"),
    Person("haneul@example.com", "이하늘"),
    Person("tom@example.com", "Tom Becker"),
    Person("priya@example.com", "Priya Raman"),
    Person("will@example.com", "Will May"),
    Person("lucia@example.com", "Lucia Ortega"),
    Person("hyun@example.com", "문현"),
]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("이번 주에 하은 님이랑 1시간 전략 회의 잡아줘", ["haeun"]),
        ("목요일 3시에 하은님 시간 돼?", ["haeun"]),
        ("다음 주 이맘때 송하은이랑 한 시간", ["haeun"]),
        ("한도윤 팀장님하고 세준씨랑 내일 회의", ["dy", "sejun"]),
        ("하은이랑 세준 님 미팅", ["haeun", "sejun"]),
        ("한 팀장님도 같이 불러줘", ["dy"]),
        ("한팀장이랑 내일 30분", ["dy"]),
        ("송 팀장님이랑 회의", []),
        ("현님이랑 내일 30분, 문현 님 괜찮으세요?", ["hyun", "hyun"]),
        ("현 시점에 회의는 무리, 고현님은 다른 분", []),
        ("하늘이 맑은 날 회의", []),
        ("하늘 님이랑 회의", ["haneul"]),
        ("이하은 님이랑 회의", []),
        ("세준 님 빼고 하은 님이랑", ["haeun"]),
        ("weekly 1:1 with Tom every Tuesday", ["tom"]),
        ("Is Priya free Friday?", ["priya"]),
        ("will you book a call with tom in May", ["tom"]),
        ("call with Will on Friday", ["will"]),
        ("Tom Baker and I should meet", []),
        ("meet Tom Becker and priya", ["tom", "priya"]),
        ("Hi Priya, could we do a demo with Tom?", ["tom"]),
        ("everybody without Tom", []),
        ("what's on Priya's calendar tomorrow?", ["priya"]),
        ("mail tom@other.example", []),
    ],
)
def test_names_in_a_text(text: str, who: list[str]) -> None:
    assert [p.address.split("@")[0] for hit in named_in(text, ROSTER) for p in hit.people] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Tom and Lucia, Lucia is optional", ["lucia"]),
        ("with Tom, Lucia (optional)", ["lucia"]),
        ("optional: Lucia", ["lucia"]),
        ("하은 님이랑 회의, 세준 님은 안 와도 돼요", ["sejun"]),
        ("하은 님이랑 세준 님은 선택으로", ["sejun"]),
        ("with Tom and Lucia", []),
    ],
)
def test_who_need_not_come(text: str, who: list[str]) -> None:
    hits = named_in(text, ROSTER)
    assert sorted(a.split("@")[0] for a in optional_among(text, hits)) == who


@pytest.mark.parametrize(
    ("words", "left"),
    [("님", ""), ("님이랑", ""), ("Hi Helen", "Helen"), ("Hi", ""), ("님 세준 님", "세준 님"), ("하은 님", "하은 님"), ("Dear Tom,", "Tom")],
)  # fmt: skip
def test_greetings_and_bare_honorifics_are_nobody(words: str, left: str) -> None:
    assert tidy(words) == left


def test_several_people_in_one_tag() -> None:
    assert parts("하은 님이랑 세준 님") == ["하은 님", "세준 님"]
    assert parts("Tom and Priya") == ["Tom", "Priya"]
    assert parts("님 세준 님 하은 님") == ["세준 님", "하은 님"]
