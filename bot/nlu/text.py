"""The form of a text that understanding works on, and the way back to the text as it was given.

Korean may arrive decomposed (NFD, from macOS), digits full-width, words with zero-width characters inside. All models
see the composed form; spans are reported in code points of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# the models read no further: the longest request anybody types is far shorter, and cost grows with length
MAX_CHARS = 2_000
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0e\ufe0f]")
_CLUSTER = re.compile(r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[^\u0300-\u036f][\u0300-\u036f]+|.", re.DOTALL)


_LINE_BREAKS = frozenset(["\n", "\r", "\r\n", "\u2028", "\u2029", "\x0b", "\x0c"])
# after a stop, before a space or straight before Hangul ("좋아요.그럼"), not inside "3.5" or "p.m. on"
_SENTENCE = re.compile(r"(?<=[.!?…])(?<![ap]\.m\.)(?<!\b[A-Z]\.)(?<!\b[DM]r\.)(?<!\bMrs\.)(?:\s+|(?=[가-힣]))")


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` in NFC without invisible and control characters, half-width.

    Its i-th character came from [starts[i], ends[i]) of the original; ``breaks`` are the spaces that were line breaks.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    breaks: frozenset[int] = frozenset()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that the non-empty [start, end) of ``text`` came from."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str, limit: int = MAX_CHARS) -> Normalised:
    """Normalise the first ``limit`` characters of ``text``; characters keep their order, most keep their place."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: set[int] = set()
    for cluster in _CLUSTER.finditer(text, 0, min(len(text), limit)):
        if cluster[0] in _LINE_BREAKS:
            breaks.add(len(kept))
        for char in _plain(cluster[0]):
            kept.append(char)
            starts.append(cluster.start())
            ends.append(cluster.end())
    if len(kept) == min(len(text), limit):  # nothing moved: the usual case, kept small
        return Normalised("".join(kept), range(len(kept)), range(1, len(kept) + 1), frozenset(breaks))
    return Normalised("".join(kept), tuple(starts), tuple(ends), frozenset(breaks))


def sentences(text: str, limit: int) -> list[str]:
    """The first ``limit`` sentences of a normalised text that hold two letters or digits at least."""
    parts = (part.strip() for part in _SENTENCE.split(text))
    return [part for part in parts if sum(map(str.isalnum, part)) > 1][:limit]


def _plain(cluster: str) -> str:
    if len(cluster) == 1 and cluster < "\u007f":
        return cluster if cluster >= " " else " "
    composed = unicodedata.normalize("NFC", cluster)
    if _INVISIBLE.fullmatch(composed):
        return ""
    if len(composed) == 1:
        half = unicodedata.normalize("NFKC", composed) if "\uff01" <= composed <= "\uff5e" else composed
        return " " if unicodedata.category(half) in ("Cc", "Zs", "Zl", "Zp", "Cs") else half
    return composed
