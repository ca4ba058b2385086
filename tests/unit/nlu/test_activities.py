"""What is to be done together is no person."""

from __future__ import annotations

import pytest

from bot.nlu.activities import no_people
from bot.nlu.entities import Found


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("목요일에 배너 논의하고 싶은데요", "배너 논의", "title"),
        ("내일 예산 얘기하고 싶어요", "예산 얘기", "title"),
        ("모레 상담하려고 해요", "상담", "purpose"),
        ("하은 님하고 싶은 얘기가 있어요", "하은 님", "attendee"),
        ("영업회의하고 내일 봐요", "영업회의", "attendee"),
    ],
)
def test_a_deed_is_no_attendee(text: str, words: str, entity: str) -> None:
    start = text.index(words)
    (found,) = no_people([Found("attendee", start, start + len(words), words)], text)
    assert (found.entity, found.value) == (entity, words)


def test_a_name_begins_with_a_word() -> None:
    text = "하람님이랑세준님 워크플로우 회의"
    found = [Found("attendee", 5, 8, "세준님"), Found("attendee", 11, 14, "플로우")]
    assert [f.value for f in no_people(found, text)] == ["세준님"]
