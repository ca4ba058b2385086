"""A small understander, trained in seconds on a dozen patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.patterns import Example, load_examples
from bot.nlu.understanding import Understander, train

SLOTS = {
    "ko": "person: [민준, 서연, 지우, 하준, 도윤, 예은]\nday: [내일, 모레, 금요일, 다음 주 화요일]\n",
    "en": "person: [Tom, Mina, Sarah, Daniel, Priya]\nday: [tomorrow, on friday, next tuesday, at 3pm]\n",
}
PATTERNS = {
    "ko": {
        "schedule_meeting": [
            "{day} [{person}](attendee)(이)랑 [회의](purpose) 잡아줘",
            "[{person}](attendee)하고 미팅 잡아줘",
        ],
        "cancel_meeting": ["{day} [회의](purpose) 취소해줘", "[미팅](purpose) 취소해 주세요"],
        "query_calendar": ["{day} 일정 뭐 있어?", "{day} 일정 알려줘"],
        "out_of_scope": ["오늘 날씨 어때?", "음악 틀어줘", "불 좀 꺼줘", "점심 뭐 먹지"],
    },
    "en": {
        "schedule_meeting": [
            "book a [meeting](purpose) with [{person}](attendee) {day}",
            "set up a [call](purpose) {day}",
        ],
        "cancel_meeting": ["cancel my [meeting](purpose) {day}", "please cancel the [call](purpose)"],
        "query_calendar": ["what's on my calendar {day}", "show me my schedule {day}"],
        "out_of_scope": ["what's the weather like", "play some music", "turn off the lights", "tell me a joke"],
    },
}


def write_data(root: Path) -> Path:
    """The data folder of the patterns above."""
    (root / "slots").mkdir(parents=True)
    for lang, intents in PATTERNS.items():
        (root / lang).mkdir()
        (root / "slots" / f"{lang}.yml").write_text(SLOTS[lang], encoding="utf-8")
        blocks = [
            f"- intent: {intent}\n  count: 24\n  examples: |\n" + "".join(f"    - {line}\n" for line in lines)
            for intent, lines in intents.items()
        ]
        (root / lang / "all.yml").write_text("patterns:\n" + "".join(blocks), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("data") / "nlu_data")


@pytest.fixture(scope="session")
def examples(small_data: Path) -> list[Example]:
    return load_examples(small_data)


@pytest.fixture(scope="session")
def model_folder(examples: list[Example], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    train(examples, folder)
    return folder


@pytest.fixture(scope="session")
def understander(model_folder: Path) -> Understander:
    return Understander.load(model_folder, model_folder)
