"""Job titles across languages: exactly one match, or a question."""

from __future__ import annotations

import pytest

from actions.core.people import Ambiguous, Found, Person, Unknown, resolve

CTO = Person("cto@example.com", "강태오", team="개발팀", job_title="최고기술책임자")
CEO = Person("ceo@example.com", "Helen Ross", team="Management", job_title="CEO")
SALES = Person("jh@example.com", "박지훈", team="영업팀", job_title="팀장")
DESIGN = Person("design@example.com", "Mina Cho", team="Design", job_title="Design Lead")
DEV = Person("dev@example.com", "이수진", team="개발팀", job_title="개발팀장")
FINANCE = Person("fin@example.com", "Omar Diaz", team="Finance", job_title="Head of Finance")
REP = Person("rep@example.com", "김민지", team="영업팀", job_title="대리")
DESIGNER = Person("d2@example.com", "Lee Ann", team="Design", job_title="Designer")
ROSTER = (CTO, CEO, SALES, DESIGN, DEV, FINANCE, REP, DESIGNER)


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("CTO", CTO),
        ("the CTO", CTO),
        ("our cto", CTO),
        ("CTO님", CTO),
        ("CTO님이랑", CTO),
        ("chief technology officer", CTO),
        ("최고기술책임자님", CTO),
        ("대표님", CEO),
        ("대표이사님과", CEO),
        ("chief executive officer", CEO),
        ("the head of sales", SALES),
        ("head of the sales team", SALES),
        ("sales lead", SALES),
        ("영업팀장님", SALES),
        ("영업 리드", SALES),
        ("디자인 리드", DESIGN),
        ("디자인팀 리드님", DESIGN),
        ("디자인 팀장님", DESIGN),
        ("head of design", DESIGN),
        ("the engineering lead", DEV),
        ("개발팀장", DEV),
        ("재무팀장님", FINANCE),
        ("finance lead", FINANCE),
        ("디자이너", DESIGNER),
    ],
)
def test_one_is_meant(words: str, person: Person) -> None:
    assert resolve(words, ROSTER) == Found(person)


@pytest.mark.parametrize(
    ("words", "people"),
    [("team lead", {SALES, DESIGN, DEV, FINANCE}), ("팀 리드", {SALES, DESIGN, DEV, FINANCE})],
)
def test_several_are_asked_about(words: str, people: set[Person]) -> None:
    answer = resolve(words, ROSTER)
    assert isinstance(answer, Ambiguous)
    assert set(answer.candidates) <= people
    assert len(answer.candidates) > 1


def test_a_rank_alone_means_the_speakers_own_team_first() -> None:
    assert resolve("team lead", ROSTER, REP) == Found(SALES)
    assert resolve("our lead", ROSTER, DESIGNER) == Found(DESIGN)


@pytest.mark.parametrize("words", ["CFO", "head of legal", "법무팀장님", "head", "leader of the pack", "sales", "of"])
def test_nobody_is_guessed(words: str) -> None:
    answer = resolve(words, (CTO, CEO, SALES, REP, DESIGNER) if words != "head" else (CTO,))
    assert answer == Unknown(words)
