"""The Rasa pipeline and `moim understand` give the same answers from the same model file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.archive import load_understander
from bot.nlu.patterns import load_examples
from bot.nlu.times import time_entities

pytestmark = pytest.mark.rasa

DOMAIN = "version: '3.1'\nintents: [{}]\nentities: [attendee, person, title, purpose, location, choice, time]\n"
MESSAGES = [
    "내일 민준이랑 회의 잡아줘",
    "<@U123>이랑 2번으로 할게요",
    "book a meeting with Tom next tuesday",
    "회의\u200b를 취소해줘",
    "안녕 👋",
    "what's the weather",
    "가" * 3_000,
]
REFERENCE, ZONE = "2026-11-23T09:30:00+09:00", "Asia/Seoul"


@pytest.fixture(scope="module")
def model(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rasa.model_training import train

    from bot.training import CONFIG

    home = tmp_path_factory.mktemp("rasa")
    intents = sorted({e.intent for e in load_examples(small_data)})
    (home / "domain.yml").write_text(DOMAIN.format(", ".join(intents)), encoding="utf-8")
    result = train(str(home / "domain.yml"), str(CONFIG), [str(small_data)], str(home), force_training=True)
    return Path(str(result.model))


def test_both_ways_agree(model: Path) -> None:
    from rasa.core.channels.channel import UserMessage

    from bot.embedded import load_agent

    agent, understander = load_agent(model), load_understander(model)
    assert agent.processor is not None
    for text in MESSAGES:
        message = UserMessage(text, metadata={"reference": REFERENCE, "timezone": ZONE})
        parsed = asyncio.run(agent.processor.parse_message(message))
        own = understander.understand(text)
        assert parsed["intent"]["name"] == own.intent
        assert parsed["intent"]["confidence"] == pytest.approx(own.confidence, abs=1e-4)
        rasa = [
            (e["entity"], e["start"], e["end"], e["value"])
            for e in parsed["entities"]
            if e["entity"] not in ("time", "topic")
        ]
        assert rasa == [(e.entity, e.start, e.end, e.value) for e in own.entities]
        times = [e["value"] for e in parsed["entities"] if e["entity"] == "time"]
        assert times == [e["value"] for e in time_entities(text, REFERENCE, ZONE, own.lang)]
