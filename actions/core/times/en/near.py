"""This, next, last: which one is meant, counted from now."""

from __future__ import annotations

_WHICH = {
    "this": 0, "this coming": 0, "coming": 0, "upcoming": 0, "current": 0, "next": 1, "nxt": 1, "following": 1,
    "last": -1, "past": -1, "previous": -1, "prior": -1, "this past": -1, "this next": 1, "this upcoming": 0,
}  # fmt: skip
DETERMINERS = (
    r"(?:the\s+)?(?:this\s+(?:coming|upcoming|past|next)"
    r"|this|coming|upcoming|current|next|nxt|following|last|past|previous|prior)"
)


def which(words: str) -> int:
    """ "next", "the next", "this coming", also "the this"."""
    plain = " ".join(words.split()).removeprefix("the ")
    return _WHICH[plain]
