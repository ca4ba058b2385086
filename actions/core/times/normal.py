"""Text as the grammar reads it, with a way back to the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARS = 5000  # nobody says when to meet after this many; keeps the worst case short

_PLAIN = re.compile(r"[\x20-\x7e가-힣]*\Z")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_WAVES = dict.fromkeys(map(ord, "〜～∼"), "~")
_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("´"): "'", ord("`"): "'"}
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
)
_TABLE = {
    **_DASHES,
    **_WAVES,
    **_QUOTES,
    **_SPACES,
    0xBD: " 1/2",
    0xBC: " 1/4",
    0xBE: " 3/4",
    0x2022: "·",
    0x318D: "·",
    0x30FB: "·",
}


@dataclass(frozen=True)
class Normal:
    """``text`` is lower case, full-width forms made plain, dashes and quotes one kind each, nothing invisible.

    ``raw`` is the same with its letters' case kept, position by position. ``offsets[i]`` is where character i stands
    in the given text (None: at i itself); ``size`` the given text's length.
    """

    text: str
    raw: str
    size: int
    offsets: list[int] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text behind [start, end) of ``text``."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(given: str) -> Normal:
    """Make ``given`` plain; only its first `MAX_CHARS` characters are read."""
    cut = given[:MAX_CHARS]
    if _PLAIN.match(cut):
        return Normal(cut.lower(), cut, len(given))
    out: list[str] = []
    offsets: list[int] = []
    # Hangul typed as separate letters (NFD, as macOS does) is put together as one cluster
    for start, end in _clusters(cut):
        if len(out) >= MAX_CHARS:
            break
        for char in _plain(cut[start:end]):
            out.append(char)
            offsets.append(start if end - start == 1 else end - 1 if not out else start)
    raw = "".join(out)
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in raw)
    return Normal(lower, raw, len(given), offsets)


def _clusters(text: str) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        joins = "\u1160" <= char <= "\u11ff" or unicodedata.combining(char)
        if joins and cells and i - cells[-1][0] < 8:
            cells[-1] = (cells[-1][0], i + 1)
        else:
            cells.append((i, i + 1))
    return cells


def _plain(piece: str) -> str:
    made = unicodedata.normalize("NFKC", piece.translate(_TABLE)).translate(_TABLE)
    return "".join(c for c in made if unicodedata.category(c) not in ("Cf", "Mn", "Cc") or c == "\n")
