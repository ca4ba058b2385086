"""What is offered is taken by pointing at it: "콜! 그 시간으로 잡아주세요", "yes, put that one in"."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.journeys.turn import Turn

_TAKES = re.compile(
    r"^\W*(?:(?:콜|굿|네|넵|예|응|오|와|좋아요?|좋습니다|좋네요|오케이|ㅇㅋ|ㅇㅇ|감사합니다|고마워요|그럼|그러면|그래요?)[\s,.!~]*)*"
    r"(?:그|이)\s*(?:시간|때|걸|거|것|일정)\s*(?:으?로|에)?\s*(?:그냥\s*|바로\s*)?"
    r"(?:잡아|예약|확정|진행|부탁|해)\s*(?:해\s*)?(?:줘|주세요|주시|드려요|드립니다|요)?\W*$|"
    r"^\W*콜(?:이요|입니다|요)?\W*$|"
    r"^\W*(?:(?:yes|yeah|yep|ok(?:ay)?|great|perfect|cool|lovely|sure|nice)[\s,.!]*)*(?:please\s+)?"
    r"(?:book|take|put|lock|pencil|go with|do)\s+(?:in\s+)?(?:that|this)(?:\s+(?:one|time|slot))?"
    r"(?:\s+(?:in|down))?(?:\s+(?:then|please|pls))?\W*$",
    re.I,
)


def agreed(turn: Turn) -> Turn:
    """The turn as a plain yes, where offers are open and it says nothing else; else the turn itself."""
    if turn.question != "offer" or turn.times or "?" in turn.text or not _TAKES.match(turn.text):
        return turn
    return replace(turn, intent="affirm", entities=())
