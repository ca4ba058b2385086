"""Understanding on a small model: it learns, it is reproducible, it survives anything."""

import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.understand import answer_lines, understand
from bot.nlu.embedding import encode
from bot.nlu.intent_model import OUT_OF_SCOPE
from bot.nlu.patterns import Example
from bot.nlu.understanding import Understander, train

REFERENCE = "2026-11-23T09:30:00+09:00"


@pytest.mark.parametrize(
    ("text", "intent", "entities"),
    [
        ("모레 은서랑 회의 잡아줘", "schedule_meeting", [("attendee", "은서"), ("purpose", "회의")]),
        ("book a meeting with Igor tomorrow", "schedule_meeting", [("purpose", "meeting"), ("attendee", "Igor")]),
        ("금요일 회의 취소해줘", "cancel_meeting", [("purpose", "회의")]),
        ("내일 일정 알려줘", "query_calendar", []),
        ("play some jazz", OUT_OF_SCOPE, []),
    ],
)
def test_it_learns(understander: Understander, text: str, intent: str, entities: list[tuple[str, str]]) -> None:
    got = understander.understand(text)
    assert got.intent == intent
    assert [(e.entity, text[e.start : e.end]) for e in got.entities] == entities


def test_ranking_is_a_distribution(understander: Understander) -> None:
    got = understander.understand("book a meeting with Tom tomorrow")
    assert sum(p for _, p in got.ranking) == pytest.approx(1, abs=1e-3)
    assert got.ranking[0] == (got.intent, got.confidence)
    assert [p for _, p in got.ranking] == sorted((p for _, p in got.ranking), reverse=True)


def test_training_twice_gives_the_same_answers(
    examples: list[Example], understander: Understander, tmp_path: Path
) -> None:
    again = train(examples, tmp_path)
    for text in ("모레 은서랑 회의 잡아줘", "what about friday?", "ㅋㅋ"):
        assert again.understand(text) == understander.understand(text)


def test_cached_embeddings_are_the_embeddings(tmp_path: Path) -> None:
    texts = ["내일 회의", "a meeting", "내일 회의"]
    first = encode(texts, tmp_path / "cache.npz")
    assert first.shape == (3, 512)
    assert (encode(texts, tmp_path / "cache.npz") == first).all()
    assert abs(encode(texts) - first).max() < 1e-5


RUBBISH = [
    "", " ", "\x00\x01\x02", "\ud800", "\u202e\u202d\u2066", "\u200b" * 50, "😀" * 500, "a" * 20_000, "가" * 20_000,
    "회의 잡아줘 " * 3_000, "1 " * 5_000, " ".join(str(i) for i in range(5_000)), "<@" * 2_000, "<mailto:" + "a" * 5_000,
    "@" * 3_000, "\n" * 5_000, "> " * 200 + "회의", "مرحبا اجتماع غدا", "שלום פגישה מחר", "e\u0301" * 3_000, "((((" * 1_000, ":" * 5_000,
    "회\u200b의\u200b 잡\u200b아\u200b줘", "[x](y)" * 500, "{person}" * 500, "%s%n" * 500, "A\u0300\u0301" * 800,
]  # fmt: skip


@pytest.mark.parametrize("text", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_is_answered_soon_and_in_bounds(understander: Understander, text: str) -> None:
    row = {"id": 1, "text": text, "reference": REFERENCE, "timezone": "Asia/Seoul"}
    understander.understand("warm up")
    began = time.process_time()
    got = understand(understander, row)
    assert time.process_time() - began < 2.0  # half a second where nothing else runs
    assert got["intent"] in dict(understander.understand(text).ranking)
    assert all(0 <= e["start"] < e["end"] <= len(text) for e in got["entities"])


@given(st.text(max_size=120) | st.text("내일3시회의랑<@U1>번 :.aAm\n🎉\u200b", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_and_spans_lie_inside(understander: Understander, text: str) -> None:
    got = understander.understand(text)
    assert 0 <= got.confidence <= 1
    assert all(0 <= e.start < e.end <= len(text) for e in got.entities)


def lines(understander: Understander, *rows: bytes) -> list[dict[str, Any]]:
    out = io.StringIO()
    answer_lines(rows, out, lambda row: understand(understander, row))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def line(**fields: Any) -> bytes:
    return json.dumps({"id": "a", "text": "내일 3시 회의 잡아줘", "reference": REFERENCE, **fields}).encode() + b"\n"


def test_an_answer_has_the_fields_of_the_design(understander: Understander) -> None:
    (got,) = lines(understander, line(timezone="Asia/Seoul", text="내일 3시에서 4시 민준이랑 회의 잡아줘"))
    assert list(got) == ["id", "lang", "intent", "confidence", "entities", "times", "duration_minutes"]
    assert (got["id"], got["lang"], got["intent"], got["duration_minutes"]) == ("a", "ko", "schedule_meeting", 60)
    assert got["entities"][0] == {"entity": "attendee", "value": "민준", "start": 11, "end": 13}
    assert got["times"][0]["start"] == "2026-11-24T15:00:00+09:00"


@pytest.mark.parametrize(
    ("raw", "identity"),
    [
        (b"not json\n", None),
        (b"[1]\n", None),
        (b"\xff\xfe\n", None),
        (b"[" * 100_000 + b"\n", None),
        (line(text=None), "a"),
        (line(text=7), "a"),
        (line(reference="yesterday"), "a"),
        (line(reference=None), "a"),
        (line(timezone="Mars/Base"), "a"),
        (line(timezone=5), "a"),
        (line(timezone="../etc/passwd"), "a"),
    ],
)
def test_a_bad_line_gets_an_error_and_the_next_is_answered(
    understander: Understander, raw: bytes, identity: str | None
) -> None:
    bad, good = lines(understander, raw, line(id=2))
    assert bad["id"] == identity
    assert isinstance(bad["error"], str)
    assert bad["error"]
    assert good["id"] == 2
    assert "error" not in good


def test_understanding_loads_no_tensorflow() -> None:
    import subprocess

    code = (
        "import sys, bot.cli.understand, bot.training; sys.exit('tensorflow' in sys.modules or 'rasa' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
