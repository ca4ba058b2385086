"""Questions about a refusal are none: "why not Thursday?", 목요일은 왜 안 돼, "when is Sam busy tomorrow"."""

from __future__ import annotations

import re
from dataclasses import replace

from .said import Said

_SENTENCE = re.compile(r"[^.!?…\n]*\Z")
_WHY = re.compile(
    r"\b(?:why|how\s+come|what's\s+wrong\s+with|what\s+speaks\s+against)\b"
    r"|왜(?!냐)|어째서|무슨\s?(?:이유|일로)|이유가|이유는|어떤\s?이유"
)
#: "when is Sam busy", "are you unavailable": who is asked after is not kept clear of
_BUSY = re.compile(
    r"(?:^|[,;:]\s*|\b(?:know|tell\s+me|check|see|show\s+me|if|whether)\s+)\s*(?:hi\s+|hey\s+|so\s+|and\s+)?"
    r"(?:when|what\s+time|which|what|who|how|is|are|am|isn't|aren't|was|does|do|if|whether)\b[^.!?\n]{0,60}"
    r"\b(?:busy|unavailable|booked|tied\s+up|out\s+of\s+office|out|ooo|away|not\s+(?:free|available))\b[^.!?\n]{0,12}\Z"
)
_KOREAN_BUSY = re.compile(r"(?:언제|누가|누구|몇\s?시)[^.!?\n]{0,16}\Z")
#: 목요일은 안 돼요? asks whether it can be
_WHETHER = re.compile(
    r"(?:은|는|에는|에|엔|이|가|도)?\s?(?:안\s?(?:돼|되|됩니|될|해)|어려[우워]|어렵|힘[드들]|불가|못\s?(?:해|하))[가-힣]{0,5}\s?\?"
)
_REST = re.compile(r"[^.!?\n]{0,24}")


def asked(text: str, saids: list[Said]) -> list[Said]:
    """The expressions of a text; those whose refusal is only asked about are wanted."""
    return [replace(said, avoid=False) if said.avoid and _is_asked(text, said) else said for said in saids]


def _is_asked(text: str, said: Said) -> bool:
    low = max(0, said.start - 90)
    before = _SENTENCE.search(text, low, said.start)
    head = before[0] if before is not None else ""
    rest = _REST.match(text, said.end)
    words = text[said.start : said.end]
    if _WHY.search(head) or (rest is not None and re.search(r"(?<!가)왜(?!냐)|어째서|이유", rest[0])):
        return True
    cue = f"{head}{words}" if words.startswith("not") else head
    if _BUSY.search(cue.strip()) or _KOREAN_BUSY.search(head):
        return True
    return _WHETHER.match(text, said.end) is not None
