"""What sentences of a known build name when the tagger finds nothing."""

import pytest

from bot.nlu.entities import Found
from bot.nlu.fallbacks import missing
from bot.nlu.reading import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an hour with Aldo on Monday at 2pm for harvest prep", [("title", "harvest prep")]),
        ("Monday 2pm for the seed order with Aldo", [("title", "seed order")]),
        ("book Monday at 2pm for an hour", []),
        ("book Monday at 2pm for us", []),
        ("book Monday at 2pm for three people", []),
        ("다음 주에 한 시간 정도 수확 점검 부탁드립니다", [("title", "수확 점검")]),
        ("내일 3시에 수확 점검 잡아줘", [("title", "수확 점검")]),
        ("내일 3시에 일정 부탁드립니다", []),
        ("내일 3시에 회의 시간 잡아줘", []),
        ("move it to the Greenhouse", [("location", "Greenhouse")]),
        ("move it to Monday", []),
        ("move it to the morning", []),
        ("가은 님도 불러줘", [("attendee", "가은 님")]),
        ("리뷰에 이든 님 추가해줘", [("attendee", "이든 님")]),
        ("고객님도 불러줘", []),
        ("가은 님, 안녕하세요", []),
    ],
)
def test_missing(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.entity, f.value) for f in missing(read(text), [])] == found


def test_nothing_is_added_to_a_kind_that_was_found() -> None:
    call = Found("purpose", 0, 4, "call")
    assert not list(missing(read("call on Monday at 2pm for harvest prep"), [call]))
