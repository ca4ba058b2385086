"""Every user text of the conversations under tests/conversations means to the trained model what its story says.

`rasa test core` checks the dialogue of the same stories; it never looks at the texts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

CONVERSATIONS = Path(__file__).resolve().parents[1] / "conversations"


def texts() -> Iterator[tuple[str, str, str]]:
    for path in sorted(CONVERSATIONS.glob("test_*.yml")):
        for story in yaml.safe_load(path.read_text("utf-8"))["stories"]:
            for step in story["steps"]:
                if "user" in step:
                    yield path.stem.split("_")[1], step["user"].strip(), step["intent"]


@pytest.mark.parametrize(("language", "text", "intent"), sorted(set(texts())))
def test_means_what_the_story_says(agent: Any, language: str, text: str, intent: str) -> None:
    found = asyncio.run(agent.parse_message(text))
    assert found["intent"]["name"] == intent
