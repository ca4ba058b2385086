"""Messages that cannot be understood before anybody tries: empty, too long, not text."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 4000  # characters; a long mail has about 2,000
_RUBBISH = frozenset({"Cc", "Cn", "Co", "Cs"})  # control, unassigned, private use, surrogate
_ADDRESS = re.compile(r"<[^>]*>|\S+@\S+|https?://\S+")
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
    """'ko' or 'en' by the frame of the sentence, ``default`` where it cannot be told.

    A name or a term in the other script does not decide, nor does a single Latin word ("ok") or an address.
    """
    words = _ADDRESS.sub(" ", text[:LIMIT]).split()
    korean = sum(1 for word in words if any("가" <= ch <= "힣" or "ㄱ" <= ch <= "ㅣ" for ch in word))
    latin = sum(1 for word in words if word[:1].isascii() and any(ch.isalpha() for ch in word))
    if korean:
        return "en" if latin > 2 * korean else "ko"
    return "en" if latin > 1 else default
