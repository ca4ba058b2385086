"""A pick put right in the same breath: "3, no wait, 2", "1번이요 아 아니다 3번이요" picks what was said last."""

from __future__ import annotations

from dataclasses import replace

from actions.journeys.choices import last_said
from actions.journeys.turn import Turn


def last_pick(turn: Turn) -> Turn:
    """The turn with nothing but its last pick, where offers are open and it picks something else before; else as it
    is."""
    if turn.question != "offer" or turn.moments() or "?" in turn.text:
        return turn
    after = last_said(turn.text)
    return turn if after == turn.text else _only(turn, after)


def _only(turn: Turn, text: str) -> Turn:
    kept = tuple(e for e in turn.entities if e.name != "choice")
    return replace(turn, message=replace(turn.message, text=text.strip()), entities=kept, intent="choose_slot")
