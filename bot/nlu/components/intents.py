# ruff: noqa: ARG003 -- the signatures are Rasa's
"""Rasa intent classifier over `bot.nlu.intent_model`."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.common import add_entities, code_fingerprint, reading_of
from bot.nlu.components.encoder import SentenceEncoder
from bot.nlu.embedding import Array, encode
from bot.nlu.entities import Found
from bot.nlu.intent_model import OUT_OF_SCOPE, IntentModel, fit
from bot.nlu.understanding import Meant, decide

TOPIC = "topic"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CalibratedIntentClassifier(IntentClassifier, GraphComponent):  # type: ignore[misc]
    """Intent and ranking with confidences that mean what they say; a topic becomes an entity over the whole text."""

    def __init__(self, model: IntentModel | None, storage: ModelStorage, resource: Resource) -> None:
        self._model = model
        self._storage = storage
        self._resource = resource

    @classmethod
    def required_components(cls) -> list[type]:
        """The encoder must run before."""
        return [SentenceEncoder]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """See `code_fingerprint`."""
        return code_fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CalibratedIntentClassifier:
        """An untrained classifier."""
        return cls(None, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CalibratedIntentClassifier:
        """The trained classifier."""
        with model_storage.read_from(resource) as folder:
            return cls(IntentModel.load(folder), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has an intent."""
        spoken = [m for m in training_data.intent_examples if m.get(TEXT)]
        groups = [_drawn_from(m).get("pattern", m.get(TEXT)) for m in spoken]
        self._model = fit([reading_of(m) for m in spoken], _vectors(spoken), [_label(m) for m in spoken], groups)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and topic."""
        for message in messages:
            meant = Meant(((OUT_OF_SCOPE, 1.0),))
            if message.get(TEXT) and self._model is not None:
                meant = decide(self._model, reading_of(message), _vectors([message]))
            named = [{"name": name, "confidence": confidence} for name, confidence in meant.ranking]
            message.set(INTENT, named[0], add_to_output=True)
            message.set("intent_ranking", named[:10], add_to_output=True)
            if meant.topic:
                add_entities(message, [Found(TOPIC, 0, len(message.get(TEXT)), meant.topic)], type(self).__name__)
        return messages


def _drawn_from(message: Message) -> dict[str, str]:
    """What the importer says of a training message: language, pattern, topic; {} of one that Rasa read itself."""
    drawn: dict[str, str] = (message.get("metadata") or {}).get("example", {})
    return drawn


def _label(message: Message) -> str:
    topic = _drawn_from(message).get("topic", "")
    return f"{message.get(INTENT)}/{topic}" if topic else str(message.get(INTENT))


def _vectors(messages: list[Message]) -> Array:
    return np.vstack([_vector(m) for m in messages])


def _vector(message: Message) -> Array:
    _, sentence = message.get_dense_features(TEXT)
    return np.asarray(sentence.features) if sentence else encode([reading_of(message).text])
