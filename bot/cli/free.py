"""`moim free`: one availability problem as JSON on stdin, its free starts as JSON on stdout."""

from __future__ import annotations

import argparse
import json
import sys

from actions.core.availability.free import free_starts
from actions.core.availability.reading import ProblemError, read_problem, write_answer

EXAMPLE = """example:
  echo '{"now":"2026-11-23T09:00:00+09:00","duration_minutes":60,"step_minutes":30,
    "window":{"start":"2026-11-24T09:00:00+09:00","end":"2026-11-24T18:00:00+09:00"},
    "attendees":[{"id":"a","timezone":"Asia/Seoul","working_hours":{"tue":[["09:00","18:00"]]},
    "busy":[["2026-11-24T10:00:00+09:00","2026-11-24T12:00:00+09:00"]]}]}' | moim free

A problem that cannot be read gives {"error": "..."} and exit code 2."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options: the problem is on stdin."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLE


def run(_args: argparse.Namespace) -> int:
    """Answer one problem; 0, or 2 with an ``error`` that names the field."""
    try:
        problem = read_problem(_read_json(sys.stdin.buffer.read()))
    except ProblemError as error:
        _print({"error": str(error)})
        return 2
    _print(write_answer(free_starts(problem)))
    return 0


def _read_json(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ProblemError("problem", "is not UTF-8 text") from None
    except (ValueError, RecursionError) as error:
        raise ProblemError("problem", f"is not JSON ({error})") from None


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()
