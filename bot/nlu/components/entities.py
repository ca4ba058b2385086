# ruff: noqa: ARG003 -- the signatures are Rasa's
"""Rasa entity extractor over `bot.nlu.entity_model` and the rules of `bot.nlu.entities`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.common import add_entities, annotated, code_fingerprint, reading_of
from bot.nlu.entity_model import EntityModel, fit
from bot.nlu.understanding import find_entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityTagger(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """attendee, title, purpose, location and choice, as spans without particles."""

    def __init__(self, model: EntityModel | None, storage: ModelStorage, resource: Resource) -> None:
        self._model = model
        self._storage = storage
        self._resource = resource

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
    ) -> EntityTagger:
        """An untrained tagger."""
        return cls(None, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EntityTagger:
        """The trained tagger."""
        with model_storage.read_from(resource) as folder:
            return cls(EntityModel.load(folder), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example with an intent; those without entities teach where there are none."""
        spoken = [m for m in training_data.intent_examples if m.get(TEXT)]
        with self._storage.write_to(self._resource) as folder:
            self._model = fit([reading_of(m) for m in spoken], [annotated(m) for m in spoken], folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message."""
        for message in messages:
            if message.get(TEXT) and self._model is not None:
                add_entities(message, find_entities(self._model, reading_of(message)), self.name)
        return messages
