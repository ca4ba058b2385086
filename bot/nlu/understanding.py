"""The whole of understanding without Rasa: the same models, files and functions that the Rasa components use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.nlu import entity_model, intent_model
from bot.nlu.embedding import Array, encode
from bot.nlu.entities import Found, by_rule, merge
from bot.nlu.entity_model import EntityModel
from bot.nlu.intent_model import OUT_OF_SCOPE, IntentModel
from bot.nlu.patterns import Example
from bot.nlu.reading import Reading, read

# below this the assistant would rather say that it did not understand
MIN_CONFIDENCE = 0.35


@dataclass(frozen=True)
class Understanding:
    """Intent with its calibrated confidence, all intents by confidence, entities over spans of the original text."""

    lang: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Found, ...]


@dataclass(frozen=True)
class Understander:
    """Both models, ready to answer."""

    intents: IntentModel
    entities: EntityModel

    @classmethod
    def load(cls, intent_folder: Path, entity_folder: Path) -> Understander:
        """Read the models that training wrote; FileNotFoundError when they are not there."""
        return cls(IntentModel.load(intent_folder), EntityModel.load(entity_folder))

    def understand(self, text: str, lang: str | None = None) -> Understanding:
        """Understand one message of any content; only its first 2,000 characters count."""
        reading = read(text, lang)
        ranking = rank(self.intents, [reading], encode([reading.text]))[0]
        return Understanding(reading.lang, *ranking[0], ranking, find_entities(self.entities, reading))


def rank(model: IntentModel, readings: Sequence[Reading], vectors: Array) -> list[tuple[tuple[str, float], ...]]:
    """All intents of each message, best first; a message without a letter or digit, or unsure, is out of scope."""
    return [
        _decide(model, reading, row)
        for reading, row in zip(readings, model.probabilities(readings, vectors), strict=True)
    ]


def find_entities(model: EntityModel, reading: Reading) -> tuple[Found, ...]:
    """Entities by rule and by the tagger, as spans of the original text, in order."""
    return tuple(_in_original(found, reading) for found in merge(by_rule(reading), model.tag(reading)))


def train(examples: Sequence[Example], folder: Path, cache: Path | None = None) -> Understander:
    """Fit both models and write them into ``folder``."""
    readings = [read(e.text, e.lang if e.lang != "mixed" else None) for e in examples]
    vectors = encode([r.text for r in readings], cache)
    intents = intent_model.fit(readings, vectors, [e.intent for e in examples], [e.pattern for e in examples])
    intents.save(folder)
    return Understander(intents, entity_model.fit(readings, [e.entities for e in examples], folder))


def _decide(model: IntentModel, reading: Reading, row: Array) -> tuple[tuple[str, float], ...]:
    ranking = sorted(zip(model.labels, map(float, row), strict=True), key=lambda item: (-item[1], item[0]))
    says_nothing = not any(c.isalnum() for c in reading.text) and not reading.tokens
    if says_nothing or ranking[0][1] < MIN_CONFIDENCE:
        confidence = max(dict(ranking).get(OUT_OF_SCOPE, 0.0), 1.0 - ranking[0][1])
        return ((OUT_OF_SCOPE, confidence), *((name, p) for name, p in ranking if name != OUT_OF_SCOPE))
    return tuple(ranking)


def _in_original(found: Found, reading: Reading) -> Found:
    start, end = reading.plain.original(found.start, found.end)
    return Found(found.entity, start, end, found.value)
