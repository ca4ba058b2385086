"""Words that name an event wherever they stand (회의, lunch, 결혼식), learned from the annotations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.patterns import Entity
from bot.nlu.reading import Reading
from bot.nlu.tokens import Token

# how often a word must have been annotated, of all its occurrences outside other entities
MIN_SHARE = {"purpose": 0.75, "title": 0.9}
MIN_COUNT = {"purpose": 3, "title": 5}
# "a bare 회의 or meeting is a purpose" however it is annotated, also where nobody thought of annotating it
BARE = dict.fromkeys(("회의", "미팅", "약속", "면담", "meeting", "meetings", "appointment", "appointments"), "purpose")
_LONGEST = 4
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Lexicon:
    """Lower-case token texts joined by spaces → purpose or title."""

    phrases: Mapping[str, str]

    def spans(self, tokens: Sequence[Token]) -> list[Span]:
        """Longest matches from the left: [start, end) of the text, and the kind."""
        found, i = [], 0
        while i < len(tokens):
            longest = min(_LONGEST, len(tokens) - i)
            size = next((n for n in range(longest, 0, -1) if _phrase(tokens[i : i + n]) in self.phrases), 0)
            if size:
                found.append((tokens[i].start, tokens[i + size - 1].end, self.phrases[_phrase(tokens[i : i + size])]))
            i += size or 1
        return found

    def save(self, path: Path) -> None:
        """Write the phrases."""
        path.write_text(json.dumps(self.phrases, ensure_ascii=False, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read what `save` wrote."""
        return cls(json.loads(path.read_text(encoding="utf-8")))


def learn_lexicon(readings: Sequence[Reading], entities: Sequence[Iterable[Entity]]) -> Lexicon:
    """Purposes, and last words of titles, that are nearly always that: "call", often a verb, is left to the tagger."""
    named = _named(readings, entities)
    candidates = Lexicon({p: kind for (p, kind), n in sorted(named.items()) if p and n >= MIN_COUNT[kind]})
    loose: Counter[str] = Counter()
    for reading, found in zip(readings, entities, strict=True):
        taken = [(e.start, e.end) for e in found]
        for start, end, _ in candidates.spans(reading.tokens):
            if not any(a <= reading.plain.starts[start] < b for a, b in taken):
                loose[_phrase([t for t in reading.tokens if start <= t.start < end])] += 1
    sure = {p: k for p, k in candidates.phrases.items() if named[p, k] >= MIN_SHARE[k] * (named[p, k] + loose[p])}
    return Lexicon(sure | BARE)


def _named(readings: Sequence[Reading], entities: Sequence[Iterable[Entity]]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for reading, found in zip(readings, entities, strict=True):
        for entity in found:
            span = [t for t in reading.tokens if entity.start <= reading.plain.starts[t.start] < entity.end]
            if entity.entity == "purpose":
                counts[_phrase(span), "purpose"] += 1
            elif entity.entity == "title" and span and _is_noun(span[-1]):
                counts[_phrase(span[-1:]), "title"] += 1
    return counts


def _is_noun(token: Token) -> bool:
    return len(token.text) > 1 and token.pos == "NNG"


def _phrase(tokens: Sequence[Token]) -> str:
    return " ".join(t.text.lower() for t in tokens) if len(tokens) <= _LONGEST else ""
