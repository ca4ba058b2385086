"""`moim times`: one answer a line, whatever the line."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from bot.cli.times import answer, serve

REFERENCE = "2026-11-23T10:00:00+09:00"


def ask(**fields: object) -> dict:
    request = {"id": "a", "text": "tomorrow at 3", "reference": REFERENCE, "timezone": "Asia/Seoul", **fields}
    return answer(json.dumps(request).encode())


def test_an_answer_has_the_fields_of_the_design() -> None:
    assert ask() == {
        "id": "a",
        "times": [
            {
                "text": "tomorrow at 3",
                "span": [0, 13],
                "kind": "instant",
                "start": "2026-11-24T15:00:00+09:00",
                "end": None,
                "grain": "hour",
            }
        ],
    }


def test_reference_and_zone_may_be_plain() -> None:
    plain = ask(reference="2026-11-23T10:00:00", timezone=None)
    assert plain["times"][0]["start"] == "2026-11-24T15:00:00"
    utc = ask(reference="2026-11-23T01:00:00Z", timezone="Asia/Seoul")
    assert utc["times"][0]["start"] == "2026-11-24T15:00:00+09:00"
    offset = ask(reference="2026-11-23T10:00:00+0900", timezone=None)
    assert offset["times"][0]["start"] == "2026-11-24T15:00:00+09:00"


def test_hours_are_working_unless_literal() -> None:
    assert ask(text="at 9")["times"][0]["start"] == "2026-11-24T09:00:00+09:00"
    assert ask(text="at 9", hours="literal")["times"][0]["start"] == "2026-11-23T21:00:00+09:00"


BAD = {
    "no JSON": b"nonsense",
    "a list": b"[1, 2]",
    "a number": b"3",
    "no text": b'{"id": 1, "reference": "2026-11-23T10:00:00"}',
    "a text that is none": b'{"id": 1, "text": 5, "reference": "2026-11-23T10:00:00"}',
    "no reference": b'{"id": 1, "text": "now"}',
    "a bad reference": b'{"id": 1, "text": "now", "reference": "soon"}',
    "a bad zone": b'{"id": 1, "text": "now", "reference": "2026-11-23T10:00:00", "timezone": "Mars/Base"}',
    "a zone that is none": b'{"id": 1, "text": "now", "reference": "2026-11-23T10:00:00", "timezone": 9}',
    "bad hours": b'{"id": 1, "text": "now", "reference": "2026-11-23T10:00:00", "hours": "late"}',
    "bytes": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_a_line_that_cannot_be_read_gets_an_error(raw: bytes) -> None:
    found = answer(raw)
    assert set(found) == {"id", "error"}
    assert found["error"]
    assert found["id"] == (1 if raw.startswith(b'{"id"') else None)


@pytest.mark.parametrize("reference", ["0001-01-01T00:00:00", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_the_calendar_do_not_crash(reference: str) -> None:
    for text in (
        "yesterday",
        "next year",
        "in 5000 years",
        "3pm PST",
        "every day",
        "last week",
        "until Friday",
        "10 days ago",
    ):
        assert ask(text=text, reference=reference, timezone="America/New_York").keys() & {"times", "error"}


def test_every_line_is_answered_in_order() -> None:
    lines = [
        b'{"id": 1, "text": "3pm", "reference": "2026-11-23T10:00:00"}\n',
        b"rubbish\n",
        b"\n",
        b'{"id": 2, "text": ""}\n',
    ]
    out = io.StringIO()
    serve(lines, out)
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [1, None, 2]


def test_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys, json; from bot.cli.times import answer;"
        f"answer(json.dumps(dict(id=1, text='내일 3시 or next Friday', reference='{REFERENCE}', timezone='Asia/Seoul')).encode());"
        "print([m for m in ('tensorflow', 'rasa', 'dateparser', 'dateutil', 'pytz', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
