"""Messages that cannot be understood before anybody tries: empty, too long, not text."""

from __future__ import annotations

import unicodedata

LIMIT = 4000  # characters; a long mail has about 2,000
_RUBBISH = frozenset({"Cc", "Cn", "Co", "Cs"})  # control, unassigned, private use, surrogate
_PLAIN = frozenset("\n\r\t")


def unreadable(text: str) -> tuple[str, dict[str, int]] | None:
    """The key of the text that answers an unreadable message with its placeholders; None when it can be read."""
    visible = "".join(ch for ch in text if unicodedata.category(ch) != "Cf").strip()
    if not visible:
        return "message_empty", {}
    if len(text) > LIMIT:
        return "message_too_long", {"length": len(text), "limit": LIMIT}
    strange = sum(1 for ch in visible if ch == "�" or (unicodedata.category(ch) in _RUBBISH and ch not in _PLAIN))
    if strange * 10 > len(visible):
        return "message_unreadable", {}
    return None


def language_of(text: str, default: str) -> str:
    """'ko' when the text has Hangul, 'en' when it has Latin letters only, else ``default``."""
    if any("가" <= ch <= "힣" or "ㄱ" <= ch <= "ㅣ" for ch in text[:LIMIT]):
        return "ko"
    return "en" if any(ch.isascii() and ch.isalpha() for ch in text[:LIMIT]) else default
