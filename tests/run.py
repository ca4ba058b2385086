"""Runs the test stages one after the other, prints how many passed in each, and ends with one closing line.

    python -m tests.run              every stage
    python -m tests.run unit lint    these alone

A stage fails when its command exits non-zero or when nothing was counted: a stage that tested nothing is no success.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True)
class Stage:
    """One command; ``counts`` is a pattern whose first groups, summed, are the passed tests in its output."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    counts: str
    minutes: int


@dataclass(frozen=True)
class Result:
    """What came of a stage."""

    name: str
    passed: int
    failed: int
    seconds: float
    why: str = ""


PYTEST = r"(\d+) passed"
STAGES = (
    Stage(
        "lint",
        (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)),
        r"(?:All checks passed|files already formatted|no issues found)()",
        5,
    ),
    Stage("unit", (("pytest", "tests/unit", "-n", "2"),), PYTEST, 15),
    Stage("adapters", (("pytest", "tests/adapters"),), PYTEST, 10),
    Stage("slack", (("pytest", "tests/slack"),), PYTEST, 10),
    Stage("data", (("python", "-m", "tests.rasa_stages", "data"),), r"^passed: (\d+)", 5),
    Stage("nlu", (("python", "-m", "tests.rasa_stages", "nlu"),), r"^passed: (\d+)", 10),
    Stage("conversations", (("python", "-m", "tests.rasa_stages", "conversations"),), r"^passed: (\d+)", 10),
    Stage("scenarios", (("python", "-m", "tests.scenarios"),), r'^{"scenarios": \d+, "passed": (\d+)', 30),
    Stage("end-to-end", (("pytest", "tests/end_to_end"),), PYTEST, 15),
)


def run_command(words: tuple[str, ...], limit: float) -> tuple[int, str]:
    """Run one command of the environment, its output shown as it comes; returns (exit code, output)."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    started = time.monotonic()
    with subprocess.Popen(
        [str(BIN / words[0]), *words[1:]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            print(line, end="", flush=True)
            if time.monotonic() - started > limit:
                process.kill()
                return 124, "".join(lines)
        return process.wait(), "".join(lines)


def count(pattern: str, output: str) -> int:
    """How many tests the output says have passed; a pattern with an empty group counts its occurrences."""
    found = re.findall(pattern, output, re.MULTILINE)
    return sum(int(n) if n else 1 for n in found)


def run_stage(stage: Stage) -> Result:
    """Run a stage's commands until one fails."""
    print(f"\n=== {stage.name} ===", flush=True)
    started = time.monotonic()
    passed = 0
    for words in stage.commands:
        code, output = run_command(words, stage.minutes * 60)
        passed += count(stage.counts, output)
        if code:
            why = "took too long" if code == 124 else f"`{' '.join(words)}` exited with {code}"
            failed = sum(int(n) for n in re.findall(r"(\d+) (?:failed|errors?)\b", output)) or 1
            return Result(stage.name, passed, failed, time.monotonic() - started, why)
    why = "" if passed else "nothing was tested"
    return Result(stage.name, passed, 0 if passed else 1, time.monotonic() - started, why)


def main(names: list[str]) -> int:
    """Run the named stages (all without a name); exit code 1 when any failed."""
    known = {stage.name for stage in STAGES}
    if unknown := [name for name in names if name not in known]:
        print(f"no such stage: {', '.join(unknown)}; there are {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    results = [run_stage(stage) for stage in STAGES if not names or stage.name in names]
    print("\nstage            passed   failed   seconds")
    for r in results:
        print(f"{r.name:15} {r.passed:7} {r.failed:8} {r.seconds:9.1f}   {r.why}")
    failed = sum(r.failed for r in results)
    print(f"\n{sum(r.passed for r in results)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
