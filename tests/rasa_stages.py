"""The stages that Rasa's own command runs: data validation, `rasa test nlu`, `rasa test core` on conversations.

Each ends with a line ``passed: N``. Floors of the NLU stage stand in tests/nlu/floor.yml.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
RASA = (str(ROOT / ".venv/bin/python"), "-m", "rasa")
PROJECT = ("--domain", "bot/domain", "--config", "bot/config.yml")


def rasa(*words: str) -> int:
    """Run `rasa WORDS` from the project's root; its output goes to ours."""
    quiet = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.run([*RASA, *words], cwd=ROOT, env=quiet, stdin=subprocess.DEVNULL, check=False).returncode


def model() -> str:
    """The trained model's path."""
    from bot.home import home
    from bot.training import model_path

    found = model_path(home())
    if not found.exists():
        raise SystemExit("no trained model: run `moim train`")
    return str(found)


def data() -> int:
    """`rasa data validate` on the whole project; every rule and story counts as one."""
    code = rasa("data", "validate", "--data", "nlu_data", *PROJECT, "--fail-on-warnings")
    if code:
        return code
    counted = 0
    for path in sorted((ROOT / "nlu_data").glob("*/*.yml")):
        content = yaml.safe_load(path.read_text("utf-8")) or {}
        counted += sum(len(content.get(key) or []) for key in ("rules", "stories", "patterns"))
    print(f"passed: {counted}")
    return 0


def nlu() -> int:
    """`rasa test nlu` on our own held-out messages; fails below the floors of tests/nlu/floor.yml."""
    floors = yaml.safe_load((ROOT / "tests/nlu/floor.yml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as out:
        words = ("--nlu", "tests/nlu/test_nlu.yml", "--model", model(), "--domain", "bot/domain", "--out", out)
        code = rasa("test", "nlu", *words, "--no-plot")
        if code:
            return code
        report = json.loads((Path(out) / "intent_report.json").read_text("utf-8"))
    rows = {name: row for name, row in report.items() if isinstance(row, dict) and not name.endswith(" avg")}
    right = {name: row["recall"] * row["support"] for name, row in rows.items()}
    inside = sum(row["support"] for name, row in rows.items() if name != "out_of_scope")
    found = {
        "intent_accuracy": report["accuracy"],
        "in_scope_accuracy": (sum(right.values()) - right["out_of_scope"]) / inside,
        "out_of_scope_recall": rows["out_of_scope"]["recall"],
    }
    found["entity_f1"] = entity_f1()
    found["topic_recall"], found["topic_precision"] = topics()
    low = [name for name, value in found.items() if value < floors[name]]
    for name, value in found.items():
        print(f"{name} {value:.3f}, floor {floors[name]}")
    print(f"passed: {round(sum(right.values()))} of {round(sum(row['support'] for row in rows.values()))} messages")
    return 1 if low else 0


def entity_f1() -> float:
    """Micro F1 of entities by exact span over the same messages; Rasa's own report counts tokens, not spans."""
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

    from bot.archive import load_understander

    understander = load_understander(Path(model()))
    gold = found = hit = 0
    for message in RasaYAMLReader().read(str(ROOT / "tests/nlu/test_nlu.yml")).nlu_examples:
        said = {(e["entity"], e["start"], e["end"]) for e in message.get("entities") or []}
        kinds = ("attendee", "title", "purpose", "location", "choice")
        understood = understander.understand(message.get("text"), (message.get("metadata") or {}).get("language"))
        read = {(e.entity, e.start, e.end) for e in understood.entities if e.entity in kinds}
        gold, found, hit = gold + len(said), found + len(read), hit + len(said & read)
    return 2 * hit / (gold + found)


def topics() -> tuple[float, float]:
    """How many messages with a topic of tests/nlu/test_topics.yml have it found, and how many without have none."""
    from bot.archive import load_understander

    understander = load_understander(Path(model()))
    right: dict[bool, list[bool]] = {True: [], False: []}
    for group in yaml.safe_load((ROOT / "tests/nlu/test_topics.yml").read_text("utf-8"))["topics"]:
        intent, _, topic = group["topic"].partition("/")
        for text in group["messages"]:
            got = understander.understand(text)
            right[bool(topic)].append(got.topic == topic and (got.intent == intent or not topic))
    return sum(right[True]) / len(right[True]), sum(right[False]) / len(right[False])


def conversations() -> int:
    """`rasa test core` on every story under tests/conversations."""
    with tempfile.TemporaryDirectory() as out:
        code = rasa(
            *("test", "core", "--stories", "tests/conversations", "--model", model()),
            *("--out", out, "--no-plot", "--fail-on-prediction-errors"),
        )
        if code:
            return code
        report = json.loads((Path(out) / "story_report.json").read_text("utf-8"))
    print(f"passed: {report['conversation_accuracy']['correct']}")
    return 0


if __name__ == "__main__":
    sys.exit({"data": data, "nlu": nlu, "conversations": conversations}[sys.argv[1]]())
