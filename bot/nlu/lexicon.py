"""Words that name an event wherever they stand (회의, lunch, 결혼식), learned from the annotations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.meals import MEALS
from bot.nlu.patterns import Entity
from bot.nlu.reading import Reading
from bot.nlu.tokens import Token, word_at

# how often a word must have been annotated, of all its occurrences outside other entities
MIN_SHARE = {"purpose": 0.75, "title": 0.9}
MIN_COUNT = {"purpose": 3, "title": 5}
# "a bare 회의 or meeting is a purpose" however it is annotated, also where nobody thought of annotating it
BARE = dict.fromkeys(
    (
        *("회의", "미팅", "약속", "면담", "면접", "화상회의", "커피챗", "티타임", "1:1", "1:1 s"),
        *("meeting", "meetings", "appointment", "appointments", "interview", "interviews", "calls", "syncs"),
        *("video call", "video calls", "phone call", "phone calls", "conference call", "conference calls"),
        *("coffee chat", "coffee chats", "one on one", "one on ones", "catch - up", "catch up", "standup", "kickoff"),
    ),
    "purpose",
)
_LONGEST = 4
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Lexicon:
    """Lower-case token texts joined by spaces → purpose or title; ``words`` end as if in a particle (나들이)."""

    phrases: Mapping[str, str]
    words: frozenset[str] = frozenset()

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
        """Write phrases and words."""
        known = {"phrases": self.phrases, "words": sorted(self.words)}
        path.write_text(json.dumps(known, ensure_ascii=False, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read what `save` wrote."""
        known = json.loads(path.read_text(encoding="utf-8"))
        return cls(known["phrases"], frozenset(known["words"]))


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
    # a meal names an event or a time of day: `bot.nlu.meals` tells which
    return Lexicon({p: k for p, k in (sure | BARE).items() if p not in MEALS}, _words(readings, entities))


def _words(readings: Sequence[Reading], entities: Sequence[Iterable[Entity]]) -> frozenset[str]:
    """Last words of entities that the tokenizer takes for a word and a particle, as the annotations know better."""
    found = set()
    for reading, annotated in zip(readings, entities, strict=True):
        for entity in annotated:
            span = [t for t in reading.tokens if entity.start <= reading.plain.starts[t.start] < entity.end]
            if span and span[-1].is_particle and reading.plain.ends[span[-1].end - 1] <= entity.end:
                found.add("".join(span[i].text for i in word_at(span, len(span) - 1)))
    return frozenset(found)


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
