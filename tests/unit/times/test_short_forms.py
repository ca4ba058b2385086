"""Halves of a day, "but" that leaves nothing out, "after all", and a name that is also a number of days."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times
from actions.core.times.types import Kind, Polarity

NOW = datetime(2026, 12, 8, 10, 0, tzinfo=ZoneInfo("America/Chicago"))


def said(text: str) -> list[tuple[str, str, bool]]:
    """(day, hour or "", wanted) of the moments in ``text``."""
    found = [t for t in read_times(text, NOW, ZoneInfo("America/Chicago")) if t.kind is not Kind.DURATION and t.start]
    return [(f"{t.start:%d}", f"{t.start:%H}", t.polarity is Polarity.WANT) for t in found if t.start]


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("30 min w/ Priya thu pm pls", [("10", "12", True)]),
        ("fri am", [("11", "06", True)]),
        ("on monday am I free?", [("14", "00", True)]),
        ("wed 3 pm", [("09", "15", True)]),
        ("Neither works, but Friday morning is fine", [("11", "06", True)]),
        ("any day but Friday works for me", [("11", "00", False)]),
        ("I have to travel after all, Friday at 11 suits", [("11", "11", True)]),
    ],
)
def test_short_forms(text: str, moments: list[tuple[str, str, bool]]) -> None:
    assert said(text) == moments


@pytest.mark.parametrize("text", ["mornings in the week of the 14th", "the week of 14 December, mornings only"])
def test_mornings_of_a_week_named_by_its_day_are_of_all_its_days(text: str) -> None:
    (found,) = read_times(text, NOW, ZoneInfo("America/Chicago"))
    assert found.rrule == "FREQ=DAILY;UNTIL=20261220T235959"


@pytest.mark.parametrize(("text", "count"), [("30분 면담을 잡아 주세요. 이레 드림", 1), ("이레 뒤에 회의 30분", 2)])
def test_a_name_is_no_length(text: str, count: int) -> None:
    assert len(read_times(text, NOW, ZoneInfo("Asia/Seoul"))) == count
