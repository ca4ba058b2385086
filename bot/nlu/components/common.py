"""What the components share: where the message's reading comes from, and when a trained part must be trained anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.shared.nlu.training_data.message import Message

import actions.core.times
import bot.nlu
from bot.nlu.entities import Found
from bot.nlu.patterns import Entity
from bot.nlu.reading import Reading, read


def reading_of(message: Message) -> Reading:
    """The reading of a message; its channel or its training file may have named the language."""
    metadata = message.get("metadata") or {}
    lang = metadata.get("language") or (metadata.get("example") or {}).get("lang")
    return read(message.get("text") or "", lang if lang in ("ko", "en") else None)


def annotated(message: Message) -> list[Entity]:
    """The entities annotated in a training message."""
    found = message.get("entities") or []
    return [Entity(e["start"], e["end"], e["entity"], str(e.get("value", ""))) for e in found]


def add_entities(message: Message, found: Iterable[Found], extractor: str) -> None:
    """Append entities to what earlier components found."""
    own = [_as_rasa(f, extractor) for f in found]
    message.set("entities", (message.get("entities") or []) + own, add_to_output=True)


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """A hash of the code that features depend on: Rasa looks at a component's own class only."""
    digest = hashlib.blake2b(digest_size=16)
    for package in (bot.nlu, actions.core.times):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _as_rasa(found: Found, extractor: str) -> dict[str, Any]:
    return {
        "entity": found.entity,
        "start": found.start,
        "end": found.end,
        "value": found.value,
        "extractor": extractor,
    }
