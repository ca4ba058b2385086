"""The whole of understanding without Rasa: the same models, files and functions that the Rasa components use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu import entity_model, intent_model
from bot.nlu.activities import no_people
from bot.nlu.embedding import Array, encode
from bot.nlu.entities import Found, by_rule, merge, says_something, with_their_kind
from bot.nlu.entity_model import EntityModel
from bot.nlu.fallbacks import missing
from bot.nlu.intent_model import OUT_OF_SCOPE, IntentModel, intents_of
from bot.nlu.naming import named_titles
from bot.nlu.patterns import Example
from bot.nlu.plain_requests import CONFIDENCE, plain_request
from bot.nlu.reading import Reading, read
from bot.nlu.text import sentences

# below this the assistant would rather say that it did not understand
MIN_CONFIDENCE = 0.35
# how much a message of several sentences is judged as a whole, and how many of its sentences are read by themselves
WHOLE_SHARE, MAX_SENTENCES = 0.7, 8
# a topic is told when it is this many times as likely as its intent without one
TOPIC_LEAD = 1.5
# a letter that is out of scope as a whole asks for what one of its sentences asks for, if that names a time and is at
# least this sure
MIN_SENTENCE, LETTER = 0.4, 2
_REQUESTS = frozenset({"schedule_meeting", "find_time", "reschedule_meeting", "cancel_meeting", "propose_time"})


@dataclass(frozen=True)
class Understanding:
    """Intent with its calibrated confidence, all intents by confidence, entities over spans of the original text.

    ``topic`` is what the intent is about more closely ("undo" of cancel_meeting), mostly "".
    """

    lang: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Found, ...]
    topic: str = ""


@dataclass(frozen=True)
class Meant:
    """All intents of a message, best first, with their confidences, and the topic of the first, or ""."""

    ranking: tuple[tuple[str, float], ...]
    topic: str = ""


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
        meant = decide(self.intents, reading, encode([reading.text]))
        entities = find_entities(self.entities, reading)
        return Understanding(reading.lang, *meant.ranking[0], meant.ranking, entities, meant.topic)


def decide(model: IntentModel, reading: Reading, vectors: Array) -> Meant:
    """What the message means, its embedding in ``vectors`` (1, 512).

    A message without a letter or digit, or unsure, is out of scope.
    """
    row = _likely(model, reading, vectors)
    intents, together = intents_of(model.labels)
    ranking = _ranked(intents, row @ together)
    says_nothing = not any(c.isalnum() for c in reading.text) and not reading.tokens
    if not says_nothing and (ranking[0][0] == OUT_OF_SCOPE or ranking[0][1] < MIN_CONFIDENCE):
        asked = _request_within(model, reading)
        if asked is not None:
            return asked
        if plain := plain_request(reading):
            return Meant(((plain, CONFIDENCE), *((name, p) for name, p in ranking if name != plain)))
    if says_nothing or ranking[0][1] < MIN_CONFIDENCE:
        confidence = max(dict(ranking).get(OUT_OF_SCOPE, 0.0), 1.0 - ranking[0][1])
        return Meant(((OUT_OF_SCOPE, confidence), *((name, p) for name, p in ranking if name != OUT_OF_SCOPE)))
    return Meant(ranking, _topic(ranking[0][0], dict(zip(model.labels, map(float, row), strict=True))))


def find_entities(model: EntityModel, reading: Reading) -> tuple[Found, ...]:
    """Entities by rule and by the tagger, as spans of the original text, in order."""
    ruled = merge(by_rule(reading), named_titles(reading))
    found = merge(ruled, no_people(model.tag(reading), reading.text))
    found = [f for f in merge(found, missing(reading, found)) if says_something(f)]
    return tuple(_in_original(f, reading) for f in with_their_kind(found, reading))


def train(examples: Sequence[Example], folder: Path, cache: Path | None = None) -> Understander:
    """Fit both models and write them into ``folder``."""
    readings = [read(e.text, e.lang if e.lang != "mixed" else None) for e in examples]
    vectors = encode([r.text for r in readings], cache)
    intents = intent_model.fit(readings, vectors, [e.label for e in examples], [e.pattern for e in examples])
    intents.save(folder)
    return Understander(intents, entity_model.fit(readings, [e.entities for e in examples], folder))


def _likely(model: IntentModel, reading: Reading, vectors: Array) -> Array:
    """Probabilities of the labels; of a message of several sentences, the whole's and the mean of theirs together.

    Patterns are mostly of one sentence: a greeting, a reason and a farewell around a request are known one by one.
    """
    row: Array = model.probabilities([reading], vectors)[0]
    parts = [read(part, reading.lang) for part in sentences(reading.text, MAX_SENTENCES)]
    if len(parts) < 2:
        return row
    each = model.probabilities(parts, encode([part.text for part in parts]))
    mean = np.exp(WHOLE_SHARE * np.log(row + 1e-4) + (1 - WHOLE_SHARE) * np.log(each.mean(axis=0) + 1e-4))
    return np.asarray(mean / mean.sum())


def _request_within(model: IntentModel, reading: Reading) -> Meant | None:
    """What the one sentence of a letter asks for that names a time, where small talk around it hides it."""
    parts = [read(part, reading.lang) for part in sentences(reading.text, MAX_SENTENCES)]
    timed = [part for part in parts if part.times]
    if len(parts) <= LETTER or not timed:
        return None
    rows = model.probabilities(timed, encode([part.text for part in timed]))
    intents, together = intents_of(model.labels)
    found = [_ranked(intents, row @ together) for row in rows]
    asking = [ranking for ranking in found if ranking[0][0] in _REQUESTS and ranking[0][1] >= MIN_SENTENCE]
    return Meant(max(asking, key=lambda ranking: ranking[0][1])) if asking else None


def _ranked(intents: Sequence[str], chances: Array) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(zip(intents, map(float, chances), strict=True), key=lambda item: (-item[1], item[0])))


def _topic(intent: str, chances: Mapping[str, float]) -> str:
    topics = {label: p for label, p in chances.items() if label.startswith(f"{intent}/")}
    best = max(topics, key=lambda label: topics[label], default="")
    return best.partition("/")[2] if best and topics[best] >= TOPIC_LEAD * chances.get(intent, 0.0) else ""


def _in_original(found: Found, reading: Reading) -> Found:
    start, end = reading.plain.original(found.start, found.end)
    return Found(found.entity, start, end, found.value)
