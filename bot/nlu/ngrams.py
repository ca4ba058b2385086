"""Sparse features of a message: word and character n-grams and a few hand-made cues, each block of length one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.nlu.reading import Reading

MIN_MESSAGES = 2
MAX_FEATURES = 60_000
CUE_WEIGHT = 0.3
_TIME = "⏱"
_CUES = {
    "question": r"\?",
    "mention": r"<@|<mailto:|@\w",
    "title": r"[가-힣](?:님|씨|팀장|대표|과장|부장|대리)",
    "negation": r"안\s?[돼되]|못|말고|빼고|없|아니|\bnot\b|n't\b|\bno\b|cannot|nope",
    "past": r"[았었였했됐갔왔]|\b(?:was|were|did|had|went)\b",
    "number": r"\d",
    "reported": r"라고|래요|한대|said|told|asked",
    "wh": r"언제|누구|누가|어디|무슨|뭐|왜|몇|\b(?:when|who|where|what|why|which|how)\b",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _CUES.items()}


@dataclass(frozen=True)
class Vocabulary:
    """Features known from training: feature → (column, inverse document frequency)."""

    columns: dict[str, tuple[int, float]]

    def vector(self, reading: Reading) -> dict[int, float]:
        """Column → weight; each block (words, characters) has length one, cues are small constants."""
        row: dict[int, float] = {}
        for block in (words(reading), characters(reading)):
            row |= self._block(Counter(block))
        for cue in cues(reading):
            if cue in self.columns:
                row[self.columns[cue][0]] = CUE_WEIGHT
        return row

    def _block(self, counts: Counter[str]) -> dict[int, float]:
        known = [(*self.columns[f], n) for f, n in counts.items() if f in self.columns]
        weights = {column: (1 + math.log(n)) * idf for column, idf, n in known}
        norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        return {column: w / norm for column, w in weights.items()}


def learn_vocabulary(readings: Sequence[Reading]) -> Vocabulary:
    """The most frequent features that at least two messages have, in a fixed order."""
    frequency: Counter[str] = Counter()
    for reading in readings:
        frequency.update({*words(reading), *characters(reading), *cues(reading)})
    common = [(f, n) for f, n in frequency.items() if n >= MIN_MESSAGES]
    common.sort(key=lambda item: (-item[1], item[0]))
    total = len(readings)
    return Vocabulary({f: (i, math.log((1 + total) / (1 + n)) + 1) for i, (f, n) in enumerate(common[:MAX_FEATURES])})


def words(reading: Reading) -> list[str]:
    """Words, pairs and triples of lower-case tokens; a time expression is one word, so is a number or an address."""
    row = ["^", *_masked(reading), "$"]
    triples = [f"{a} {b} {c}" for (a, b), (_, c) in pairwise(list(pairwise(row)))]
    return row[1:-1] + [f"{a} {b}" for a, b in pairwise(row)] + triples


def characters(reading: Reading) -> list[str]:
    """Pieces of two to four characters inside words, edges marked; prefixed so that they never equal a word."""
    pieces = []
    for word in _mask_text(reading).split():
        padded = f" {word[:30]} "
        pieces += [f"~{padded[i : i + n]}" for n in (2, 3, 4) for i in range(len(padded) - n + 1)]
    return pieces


def cues(reading: Reading) -> set[str]:
    """Names of the hand-made cues that the message shows."""
    low = reading.text.lower()
    found = {f"#{name}" for name, pattern in _COMPILED.items() if pattern.search(low)}
    size = len(low.split())
    found.add("#short" if size <= 2 else "#medium" if size <= 7 else "#long" if size <= 20 else "#very_long")
    if reading.times:
        found.add("#time" if len(reading.times) == 1 else "#times")
        if reading.times[0][0] == 0 and reading.times[-1][1] >= len(low) - 3:
            found.add("#only_time")
    return found


def _masked(reading: Reading) -> Iterable[str]:
    times = list(reading.times)
    for token in reading.tokens:
        while times and times[0][1] <= token.start:
            times.pop(0)
        if times and times[0][0] <= token.start:
            if token.start == times[0][0] or token is reading.tokens[0]:
                yield _TIME
        else:
            yield "@" if token.pos == "W" else "0" if token.pos == "SN" else token.text.lower()


def _mask_text(reading: Reading) -> str:
    text, last = "", 0
    for start, end in reading.times:
        text += reading.text[last:start] + _TIME
        last = end
    return re.sub(r"\d+", "0", (text + reading.text[last:]).lower())
