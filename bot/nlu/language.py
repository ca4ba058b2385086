"""The language of a message: that of its sentence frame, whatever its nouns are.

"내일 sprint review 3pm에 invite해줘" is Korean, "Book 회의 with 민준 tomorrow" is English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.tokens import Token

FRAME_WORDS = frozenset(
    re.findall(
        r"\S+",
        """a an the i i'm i'll i'd me my you your we our us he she it they is are was am be do does did can could will
        would should have has let let's please what when who why how which where to for with at on in of and or not no
        yes book schedule set move cancel find add remind show tell put make push""",
    )
)
_HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")
_LATIN = re.compile(r"[A-Za-z]")
# Sejong tags of what only a Korean sentence has: particles, endings, verb and adjective suffixes
_FRAME_TAGS = ("J", "E", "XSV", "XSA", "VV", "VA", "VX", "VCP", "VCN", "IC")


def language_of(text: str, tokens: Sequence[Token], default: str = "en") -> str:
    """'ko' or 'en'; ``default`` where the text has letters of neither."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    if not hangul or not latin:
        return "ko" if hangul else "en" if latin else default
    korean = sum(1 for t in tokens if _HANGUL.search(t.text) and _is_frame(t.pos))
    english = sum(1 for t in tokens if t.text.lower() in FRAME_WORDS)
    if korean == english:
        return "ko" if _ends_korean(tokens) or hangul >= latin else "en"
    return "ko" if korean > english else "en"


def _is_frame(pos: str) -> bool:
    return any(tag.startswith(_FRAME_TAGS) for tag in pos.split("+"))


def _ends_korean(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.pos not in ("SY", "W", "SN")]
    return bool(words) and bool(_HANGUL.search(words[-1].text))
