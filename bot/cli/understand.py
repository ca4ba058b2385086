"""``moim understand``: intent, entities and times of messages, JSONL in and out, in order.

Runs the trained components without Rasa's graph, so that no TensorFlow is loaded; the answers are the pipeline's own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO

from actions.core.times import meeting_minutes
from actions.core.times.codec import to_json
from actions.errors import OperatorError
from bot.archive import load_understander
from bot.home import home
from bot.nlu.entities import Found
from bot.nlu.times import constraints, moment, time_zone
from bot.nlu.understanding import Understander
from bot.training import TrainingError, is_trained, model_path, train

_HELP = """\
in:  {"id", "text", "reference" (ISO 8601), "timezone" (IANA or null), "lang" ("ko" or "en", optional)}
out: {"id", "lang", "intent", "confidence", "entities": [{"entity", "value", "start", "end"}], "times": [...],
      "duration_minutes"}
     entities: attendee, person (named, not invited), title, purpose, location, choice (1-based, the last is -1);
     start and end count code points of text; times are those of `moim times`
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``moim understand``."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _HELP
    parser.add_argument("--model", help="a model file; by default the trained one, trained now if it is missing")


def run(args: argparse.Namespace) -> int:
    """Answer every line of stdin; 1 when there is no model and none can be trained."""
    try:
        understander = load_understander(_model(args.model))
    except (TrainingError, OSError, ValueError, OperatorError) as error:
        print(error, file=sys.stderr)
        return 1
    answer_lines(sys.stdin.buffer, sys.stdout, lambda row: understand(understander, row))
    return 0


def answer_lines(source: Iterable[bytes], sink: TextIO, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """One JSON line out for each line in, flushed; what cannot be read or answered gets ``{"id", "error"}``."""
    for raw in source:
        line = raw.decode("utf-8-sig", "replace").strip()
        if line:
            # ASCII keeps any rubbish in a text printable whatever stdout's encoding is
            sink.write(json.dumps(_answer(line, answer)) + "\n")
            sink.flush()


def understand(understander: Understander, row: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request (see docs/understanding.md); ValueError when a field cannot be read."""
    text, lang, reference, zone = row.get("text"), row.get("lang"), row.get("reference"), row.get("timezone")
    if not isinstance(text, str) or not isinstance(reference, str):
        raise ValueError("text and reference must be strings")
    moment(reference), time_zone(zone)  # a bad line costs no understanding
    understood = understander.understand(text, lang if lang in ("ko", "en") else None)
    times = constraints(text, reference, zone, understood.lang)
    return {
        "id": row.get("id"),
        "lang": understood.lang,
        "intent": understood.intent,
        "confidence": round(understood.confidence, 4),
        "entities": [_entity(e) for e in understood.entities],
        "times": [to_json(c) for c in times],
        "duration_minutes": meeting_minutes(times),
    }


def _answer(line: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    row: Any = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("a line must be a JSON object")
        return answer(row)
    except (ValueError, OverflowError, RecursionError) as error:
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": str(error) or type(error).__name__}


def _model(given: str | None) -> Path:
    named = given or os.environ.get("MOIM_MODEL", "")
    if named:
        return Path(named)
    if not model_path(home()).exists():
        return train(home(), lambda line: print(line, file=sys.stderr))
    if not is_trained(home()):
        print(
            "The training data changed since the model was trained; `moim train` brings it up to date.", file=sys.stderr
        )
    return model_path(home())


def _entity(found: Found) -> dict[str, Any]:
    return {"entity": found.entity, "value": found.value, "start": found.start, "end": found.end}
