"""A pick put right in the same breath: "3, no wait, 2", "1번이요 아 아니다 3번이요" picks what was said last."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.journeys.choices import number_of
from actions.journeys.turn import Turn

_TURNS = re.compile(
    r"(?:\b(?:no|nope|nah|oh|wait|actually|sorry|hang on|hold on|scratch that|i mean|i meant|make (?:that|it)|"
    r"on second thoughts?|rather)\b[\s,.!…-]*)+|"
    r"(?<![가-힣])(?:(?:아니(?:다|야|요|에요|지)?|아냐|아뇨|아|앗|잠깐만?요?|다시 보니|생각해\s*보니|정정)(?![가-힣])"
    r"[\s,.!…~ㅠㅜㅋㅎ]*)+",
    re.I,
)


def last_pick(turn: Turn) -> Turn:
    """The turn with nothing but its last pick, where offers are open and it picks something else before; else as it
    is."""
    if turn.question != "offer" or turn.moments() or "?" in turn.text:
        return turn
    turns = [m for m in _TURNS.finditer(turn.text) if m.start() > 0]
    if not turns:
        return turn
    before, after = _only(turn, turn.text[: turns[0].start()]), _only(turn, turn.text[turns[-1].end() :])
    return after if number_of(before) is not None and number_of(after) is not None else turn


def _only(turn: Turn, text: str) -> Turn:
    kept = tuple(e for e in turn.entities if e.name != "choice")
    return replace(turn, message=replace(turn.message, text=text.strip()), entities=kept, intent="choose_slot")
