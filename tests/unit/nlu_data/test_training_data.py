"""The training data as a whole: balanced, without contradictions, well annotated, wide, apart from the test set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from actions.texts.particles import particle
from bot.nlu.patterns import Example, annotate, load_blocks, load_examples, load_slots

ROOT = Path(__file__).parents[3] / "nlu_data"
TEST_SET = Path(__file__).parents[2] / "nlu" / "test_nlu.yml"
BIG = {
    "schedule_meeting",
    "find_time",
    "query_calendar",
    "reschedule_meeting",
    "cancel_meeting",
    "set_reminder",
}
SMALL = {
    "choose_slot",
    "reject_slots",
    "propose_time",
    "set_preference",
    "explain_suggestion",
    "affirm",
    "deny",
    "greet",
    "thanks",
    "help",
}
INTENTS = BIG | SMALL | {"out_of_scope"}
ENTITIES = {"attendee", "title", "purpose", "location", "choice"}
# what follows an entity and must agree with its last sound: form after a consonant, form after a vowel
AGREEING = (("을", "를"), ("은", "는"), ("과", "와"), ("이랑", "랑"), ("이라고", "라고"), ("으로", "로"))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return load_examples(ROOT)


@pytest.fixture(scope="module")
def held_out() -> list[tuple[str, str]]:
    blocks = yaml.safe_load(TEST_SET.read_text(encoding="utf-8"))["nlu"]
    lines = [(b["intent"], line[2:]) for b in blocks for line in b["examples"].splitlines() if line.startswith("- ")]
    return [(intent, annotate(line)[0]) for intent, line in lines]


def bare(text: str) -> str:
    """Letters, digits and signs alone: two texts that differ in case, spacing or punctuation are one."""
    return re.sub(r"[^\w+-]+", "", text.casefold()) or text


def test_every_intent_and_no_other(examples: list[Example]) -> None:
    assert {e.intent for e in examples} == INTENTS


def test_size_allows_training_within_minutes(examples: list[Example]) -> None:
    assert 12_000 <= len(examples) <= 35_000


def test_languages_are_balanced(examples: list[Example]) -> None:
    count = Counter((e.lang, e.intent) for e in examples)
    for intent in INTENTS:
        ko, en = count["ko", intent], count["en", intent]
        assert 0.5 <= ko / en <= 2.0, f"{intent}: {ko} Korean, {en} English"


def test_no_intent_drowns_another(examples: list[Example]) -> None:
    count = Counter(e.intent for e in examples)
    assert min(count.values()) >= 200
    assert max(count.values()) <= 0.3 * len(examples), count.most_common(1)


@pytest.mark.parametrize(("intents", "least"), [(BIG, 120), (SMALL, 40)])
def test_patterns_are_many(intents: set[str], least: int) -> None:
    written = Counter((b.lang, b.intent) for b in load_blocks(ROOT) for _ in set(b.patterns))
    for intent in intents:
        for lang in ("ko", "en"):
            assert written[lang, intent] >= least, f"{intent} has {written[lang, intent]} patterns in {lang}"


def test_out_of_scope_is_broad() -> None:
    patterns = {p for b in load_blocks(ROOT) if b.intent == "out_of_scope" for p in b.patterns}
    assert len(patterns) >= 900


def test_no_text_twice(examples: list[Example]) -> None:
    twice = [text for text, n in Counter(e.text for e in examples).items() if n > 1]
    assert not twice


def test_no_text_with_two_intents(examples: list[Example]) -> None:
    intents = defaultdict(set)
    for example in examples:
        intents[bare(example.text)].add(example.intent)
    assert not {text: found for text, found in intents.items() if len(found) > 1}


def test_everything_is_filled_in(examples: list[Example]) -> None:
    left = [e.text for e in examples if re.search(r"[{}\[\]]|\((?:이|으|attendee|title)\)|\s\s|^\s|\s$", e.text)]
    assert not left


def test_spans_hold_what_they_name(examples: list[Example]) -> None:
    for example in examples:
        last = 0
        for entity in sorted(example.entities, key=lambda e: e.start):
            text = example.text[entity.start : entity.end]
            assert entity.entity in ENTITIES, example
            assert text.strip() == text != "", example
            assert entity.start >= last, f"overlap in {example}"
            last = entity.end


def test_particles_agree(examples: list[Example]) -> None:
    wrong = [
        e.text for e in examples for entity in e.entities if not agrees(e.text[: entity.end], e.text[entity.end :])
    ]
    assert not wrong


def agrees(word: str, rest: str) -> bool:
    """Whether the particle at the start of ``rest``, if it is one that changes, fits the end of ``word``."""
    if not ("가" <= word[-1] <= "힣"):
        return True
    for closed, opened in AGREEING:
        wrong = opened if particle(word, f"{closed}/{opened}") == closed else closed
        if re.match(rf"{wrong}(?![가-힣])", rest):
            return False
    return True


@pytest.mark.parametrize(
    ("word", "rest", "expected"),
    [
        ("지훈", "이랑 만나", True),
        ("지훈", "랑 만나", False),
        ("민지", "랑", True),
        ("회의", "을 잡아", False),
        ("회의", "를 잡아", True),
        ("서울", "로 가", True),
        ("서울", "으로 가", False),
        ("미팅", "으로", True),
        ("회의", "로비에서", True),
        ("Emily", "을", True),
    ],
)
def test_the_agreement_check_itself(word: str, rest: str, expected: bool) -> None:
    assert agrees(word, rest) is expected


@pytest.mark.parametrize(
    ("lang", "slot", "least"),
    [
        ("ko", "person", 300),
        ("en", "person", 300),
        ("ko", "event", 250),
        ("en", "event", 250),
        ("ko", "when", 250),
        ("en", "when", 250),
        ("ko", "location", 40),
        ("en", "location", 40),
        ("ko", "duration", 15),
        ("en", "dur", 15),
    ],
)
def test_slots_are_wide(lang: str, slot: str, least: int) -> None:
    slots = load_slots(ROOT)[lang]
    assert values(slot, slots, least) >= least


def values(slot: str, slots: dict[str, tuple[str, ...]], enough: int) -> int:
    """How many different texts the slot can become (counting stops once there are enough)."""
    total = 0
    for value in set(slots[slot]):
        ways = 1
        for inner in re.findall(r"\{([^{}|]+)\}", value):
            ways *= values(inner, slots, enough)
        total += ways
        if total >= enough:
            break
    return total


def test_the_test_set_is_held_out(examples: list[Example], held_out: list[tuple[str, str]]) -> None:
    trained = {bare(e.text) for e in examples if len(bare(e.text)) > 1}
    assert not [text for _, text in held_out if bare(text) in trained]


def test_the_test_set_is_large_and_whole(held_out: list[tuple[str, str]]) -> None:
    korean = [text for _, text in held_out if re.search("[가-힣]", text)]
    assert len(held_out) >= 400
    assert {intent for intent, _ in held_out} == INTENTS
    assert 0.35 <= len(korean) / len(held_out) <= 0.65
    assert len({text for _, text in held_out}) == len(held_out)
