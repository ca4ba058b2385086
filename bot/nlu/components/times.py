# ruff: noqa: ARG003 -- the signatures are Rasa's
"""Rasa entity extractor over the time grammar: what a message says about time, read from its own moment."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components.common import reading_of
from bot.nlu.times import time_entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TimeExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Adds an entity ``time`` a constraint; its value is `actions.core.times.codec.to_json` of it.

    The message's metadata gives ``reference`` (ISO 8601), ``timezone`` (IANA) and ``language``; a message without a
    reference (the Rasa shell) is read from the present moment in UTC.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TimeExtractor:
        """Rasa's constructor of graph components."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the times to each message."""
        for message in messages:
            if message.get(TEXT):
                metadata = message.get("metadata") or {}
                reference = metadata.get("reference") or datetime.now(timezone.utc).isoformat()
                found = time_entities(message.get(TEXT), reference, metadata.get("timezone"), reading_of(message).lang)
                own = [{**entity, "extractor": self.name} for entity in found]
                message.set("entities", (message.get("entities") or []) + own, add_to_output=True)
        return messages
