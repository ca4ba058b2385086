"""`moim times`: the times in messages, JSONL in and out, without TensorFlow in the process."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from actions.core.times import read_times
from actions.core.times.codec import to_json

_HOURS = ("working", "literal")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options: one JSON object a line on stdin, one a line on stdout, in order."""
    parser.epilog = (
        'a line: {"id": ..., "text": "내일 3시", "reference": "2026-11-23T10:00:00+09:00", "timezone": "Asia/Seoul"}'
    )


def run(args: argparse.Namespace) -> int:
    """Answer every line of stdin; a line that cannot be read gets ``{"id", "error"}``. Returns 0."""
    del args
    serve(sys.stdin.buffer, sys.stdout)
    return 0


def serve(lines: Any, out: TextIO) -> None:
    """Answer ``lines`` (bytes) on ``out``, flushed line by line."""
    for raw in lines:
        if raw.strip():
            # ensure_ascii keeps any rubbish in a text printable whatever stdout's encoding is
            out.write(json.dumps(answer(raw)) + "\n")
            out.flush()


def answer(raw: bytes) -> dict[str, Any]:
    """The answer to one line."""
    request: Any = None
    try:
        request = json.loads(raw.decode("utf-8-sig"))
        return {"id": request.get("id"), "times": _times(request)}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as problem:
        return {"id": request.get("id") if isinstance(request, dict) else None, "error": _said(problem)}


def _said(problem: Exception) -> str:
    return f"not a JSON object: {problem}" if isinstance(problem, (AttributeError, RecursionError)) else str(problem)


def _times(request: dict[str, Any]) -> list[dict[str, Any]]:
    text, hours = request.get("text"), request.get("hours") or "working"
    if not isinstance(text, str):
        raise TypeError("text is missing or no string")
    if hours not in _HOURS:
        raise ValueError(f"hours is {hours!r}, not one of {', '.join(_HOURS)}")
    reference = _reference(request.get("reference"))
    found = read_times(text, reference, _zone(request.get("timezone")), lang=request.get("lang"), hours=hours)
    return [to_json(c) for c in found]


def _reference(said: Any) -> datetime:
    if not isinstance(said, str):
        raise TypeError("reference is missing or no string")
    plain = said[:-1] + "+00:00" if said.endswith(("Z", "z")) else re.sub(r"([+-]\d\d)(\d\d)\Z", r"\1:\2", said)
    try:
        return datetime.fromisoformat(plain)
    except ValueError as problem:
        raise ValueError(f"reference is not an ISO 8601 time: {said!r}") from problem


def _zone(name: Any) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, TypeError, AttributeError, OSError, KeyError) as problem:
        raise ValueError(f"timezone is not an IANA name: {name!r}") from problem
