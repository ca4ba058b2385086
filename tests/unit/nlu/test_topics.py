"""Topics: learned beside intents, told only when clear, summed into their intents, never printed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from bot.cli.understand import understand
from bot.nlu.intent_model import OUT_OF_SCOPE, IntentModel, intents_of
from bot.nlu.patterns import Example, load_blocks, load_examples
from bot.nlu.reading import read
from bot.nlu.understanding import Understander, decide, train

DATA = Path(__file__).parents[3] / "nlu_data"
TOPICS = {
    "cancel_meeting/undo",
    "query_calendar/leave_at",
    "query_calendar/negotiations",
    "query_calendar/record",
    "reschedule_meeting/leave",
    "set_preference/away",
    "set_preference/delegate",
    "set_preference/digest",
    "set_preference/forget_me",
    "set_preference/language",
    "set_preference/travel",
}
PATTERNS = """patterns:
- intent: cancel_meeting/undo
  examples: |
    - undo {that|it|this|the last one|my request|what you did}
    - take {that|it} back {please|now|}
    - put {it|that} back how it was
- intent: cancel_meeting
  count: 30
  examples: |
    - cancel {my|the|this} {meeting|call|lunch|interview} {today|tomorrow|on friday|please|}
    - delete {my|the} {meeting|call} {today|please|}
- intent: out_of_scope
  count: 30
  examples: |
    - play {some|more|a little} {jazz|rock|music} {now|please|}
    - what is the {weather|time} {like |}{in paris|at home|now}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Example], Understander]:
    root = tmp_path_factory.mktemp("topics")
    (root / "en").mkdir()
    (root / "en" / "all.yml").write_text(PATTERNS, encoding="utf-8")
    examples = load_examples(root)
    return examples, train(examples, tmp_path_factory.mktemp("model"))


def answering(labels: tuple[str, ...], row: list[float]) -> IntentModel:
    """A stand-in whose probabilities are ``row``; `decide` asks for nothing else."""
    return cast(IntentModel, SimpleNamespace(labels=labels, probabilities=lambda *_: np.array([row])))


LABELS = ("affirm", "cancel_meeting", "cancel_meeting/undo", OUT_OF_SCOPE, "set_preference/away")


@pytest.mark.parametrize(
    ("row", "intent", "confidence", "topic"),
    [
        ([0.0, 0.1, 0.8, 0.1, 0.0], "cancel_meeting", 0.9, "undo"),  # the parts of an intent add up
        ([0.0, 0.8, 0.1, 0.1, 0.0], "cancel_meeting", 0.9, ""),
        ([0.0, 0.4, 0.45, 0.15, 0.0], "cancel_meeting", 0.85, ""),  # hardly likelier than the plain one: not told
        ([0.4, 0.25, 0.35, 0.0, 0.0], "cancel_meeting", 0.6, ""),  # no part leads, the intent does
        ([0.1, 0.0, 0.3, 0.6, 0.0], OUT_OF_SCOPE, 0.6, ""),  # the topic of another intent
        ([0.2, 0.0, 0.0, 0.1, 0.7], "set_preference", 0.7, "away"),  # an intent that has no plain label
        ([0.3, 0.0, 0.3, 0.1, 0.3], OUT_OF_SCOPE, 0.7, ""),  # too unsure for an intent
    ],
)
def test_intents_are_as_likely_as_their_parts(row: list[float], intent: str, confidence: float, topic: str) -> None:
    meant = decide(answering(LABELS, row), read("take that back"), np.zeros((1, 512), np.float32))
    assert meant.ranking[0] == (intent, pytest.approx(confidence, abs=1e-6))
    assert meant.topic == topic
    assert [name for name, _ in meant.ranking].count("cancel_meeting") == 1


def test_every_label_belongs_to_one_intent() -> None:
    intents, together = intents_of(LABELS)
    assert intents == ("affirm", "cancel_meeting", OUT_OF_SCOPE, "set_preference")
    assert together.sum(axis=1).tolist() == [1.0] * len(LABELS)


def test_an_example_carries_its_topic(small: tuple[list[Example], Understander]) -> None:
    examples, _ = small
    undo = [e for e in examples if e.topic]
    assert {(e.intent, e.topic, e.label) for e in undo} == {("cancel_meeting", "undo", "cancel_meeting/undo")}
    assert {e.label for e in examples if not e.topic} == {"cancel_meeting", OUT_OF_SCOPE}


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("undo that please", "cancel_meeting", "undo"),
        ("cancel my lunch on friday", "cancel_meeting", ""),
        ("play some rock", OUT_OF_SCOPE, ""),
    ],
)
def test_it_is_learned(small: tuple[list[Example], Understander], text: str, intent: str, topic: str) -> None:
    got = small[1].understand(text)
    assert (got.intent, got.topic) == (intent, topic)
    assert got.confidence == dict(got.ranking)[intent]
    assert "/" not in "".join(name for name, _ in got.ranking)


def test_the_command_prints_none(small: tuple[list[Example], Understander]) -> None:
    got: dict[str, Any] = understand(small[1], {"id": 1, "text": "undo that", "reference": "2026-11-23T09:30:00+09:00"})
    assert list(got) == ["id", "lang", "intent", "confidence", "entities", "times", "duration_minutes"]
    assert got["intent"] == "cancel_meeting"
    assert all(e["entity"] != "topic" for e in got["entities"])


def test_the_topics_of_the_data_are_those_that_journeys_know() -> None:
    assert {f"{b.intent}/{b.topic}" for b in load_blocks(DATA) if b.topic} == TOPICS


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("label", sorted(TOPICS))
def test_each_has_many_patterns_in_both_languages(label: str, lang: str) -> None:
    intent, _, topic = label.partition("/")
    patterns = {
        p for b in load_blocks(DATA) if (b.intent, b.topic, b.lang) == (intent, topic, lang) for p in b.patterns
    }
    assert len(patterns) >= 25


def test_no_text_has_two_topics() -> None:
    labels: dict[str, set[str]] = {}
    for example in load_examples(DATA):
        labels.setdefault(example.text.casefold(), set()).add(example.label)
    assert not {text: found for text, found in labels.items() if len(found) > 1}
