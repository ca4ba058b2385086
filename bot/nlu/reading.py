"""A message as the models see it: normalised text, tokens, language and where its time expressions stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from actions.core.times import read_times
from bot.nlu.language import language_of
from bot.nlu.text import MAX_CHARS, Normalised, normalise
from bot.nlu.tokens import Token, tokenize

# spans of time expressions do not depend on the day they are read on; any day will do
_SOME_DAY = datetime(2026, 11, 23, 9, 30)


@dataclass(frozen=True, slots=True)
class Reading:
    """``tokens`` and ``times`` are spans of ``plain.text``, half-open, in order; ``times`` do not overlap."""

    plain: Normalised
    tokens: tuple[Token, ...]
    times: tuple[tuple[int, int], ...]
    lang: str

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.plain.text

    def lines_between(self, i: int, k: int) -> int:
        """How many line breaks stand between the tokens ``i`` and ``k``, ``i`` before ``k``."""
        return sum(self.tokens[i].end <= at < self.tokens[k].start for at in self.plain.breaks)


@lru_cache(maxsize=32_768)
def read(text: str, lang: str | None = None) -> Reading:
    """Read ``text`` (its first 2,000 characters); ``lang`` overrides the language found."""
    plain = normalise(text, MAX_CHARS)
    tokens = tuple(tokenize(plain.text))
    found = lang if lang in ("ko", "en") else language_of(plain.text, tokens)
    return Reading(plain, tokens, _time_spans(plain.text, found), found)


def _time_spans(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    spans = sorted({c.span for c in read_times(text, _SOME_DAY, None, lang=lang)})
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
