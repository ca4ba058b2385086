"""The stages that Rasa's own command runs: data validation, `rasa test nlu`, `rasa test core` on conversations.

Each ends with a line ``passed: N``. Floors of the NLU stage stand in tests/nlu/floors.json.
"""

from __future__ import annotations

import json
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
    return subprocess.run([*RASA, *words], cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode


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
    """`rasa test nlu` on our own held-out messages; fails below a stated floor."""
    floors = json.loads((ROOT / "tests/nlu/floors.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as out:
        code = rasa("test", "nlu", "--nlu", "tests/nlu/test_nlu.yml", "--model", model(), "--out", out, "--no-plot")
        if code:
            return code
        intents = json.loads((Path(out) / "intent_report.json").read_text("utf-8"))
    accuracy, total = intents["accuracy"], int(intents["weighted avg"]["support"])
    print(f"intent accuracy {accuracy:.3f} on {total} messages, floor {floors['intent_accuracy']}")
    print(f"passed: {round(accuracy * total)}")
    return 0 if accuracy >= floors["intent_accuracy"] else 1


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
