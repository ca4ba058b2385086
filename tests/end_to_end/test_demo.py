"""The demo plays to its end in both languages: offers with reasons, a booking, a move, a cancellation."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.demo.play import Demo


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ko", ["1. ", "2. ", "3. ", " — ", "잡았어요", "옮겼어요", "취소했어요"]),
        ("en", ["1. ", "2. ", "3. ", " — ", "Booked: Sales call", "Moved: Sales call", "Cancelled: Sales call"]),
    ],
)
def test_plays_to_the_end(agent: Any, tmp_path: Path, language: str, says: list[str]) -> None:
    lines: list[str] = []
    demo = Demo(language, tmp_path)
    assert asyncio.run(demo.play(agent, lines.append))
    text = "\n".join(lines)
    for words in [*says, "METHOD:REQUEST", "METHOD:CANCEL", "SEQUENCE:0", "SEQUENCE:1", "DTSTART;TZID="]:
        assert words in text
    demo.store.close()
