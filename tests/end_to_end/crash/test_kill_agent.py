"""The same with the trained assistant in the processes: what it remembers of a conversation dies with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.end_to_end.crash.house import furnish
from tests.end_to_end.crash.killing import killed_at, undisturbed
from tests.end_to_end.crash.scripts import MEETING

PLACES = ("after commit inbox", "after calendar update of 김민지")


def test_killed_with_the_trained_assistant(agent: Any, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    points, expected = undisturbed(_fresh(whole), MEETING, whole, agent)
    assert expected.wrong == ()
    assert expected.meetings == [("cancelled", "2026-12-04 07:00:00+00:00")]
    for place in PLACES:
        own = tmp_path / place.replace(" ", "-")
        own.mkdir()
        number, step = next((n, step) for n, (step, name) in enumerate(points, 1) if name == place)
        assert not killed_at(_fresh(own), MEETING, own, number, step, expected, agent), place


def _fresh(folder: Path) -> str:
    url = f"sqlite:///{folder / 'moim.db'}"
    furnish(url)
    return url
