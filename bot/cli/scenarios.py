"""`moim scenarios FILE…`: plays scenario files with a fixed clock and checks what came of them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from bot.scenarios.format import Scenario, ScenarioError, read_scenarios


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, and where a transcript goes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="scenario files (YAML)")
    parser.add_argument("--only", action="append", metavar="ID", help="play these scenarios alone")
    parser.add_argument("--transcript", type=Path, metavar="FILE", help="write what was said, a JSON object a turn")


def run(args: argparse.Namespace) -> int:
    """0 when every scenario passed, 1 when one did not, 2 when a file cannot be read."""
    try:
        scenarios = [s for path in args.files for s in read_scenarios(path) if not args.only or s.id in args.only]
    except ScenarioError as error:
        print(f"moim: {error}", file=sys.stderr)
        return 2
    from bot.cli.startup import trained_agent

    agent = trained_agent(lambda line: print(line, file=sys.stderr))
    transcript = args.transcript.open("w", encoding="utf-8") if args.transcript else None
    try:
        return _play_all(scenarios, agent, transcript)
    finally:
        if transcript:
            transcript.close()


def _play_all(scenarios: list[Scenario], agent: Any, transcript: TextIO | None) -> int:
    from bot.scenarios.play import play

    passed = expectations = held = 0
    failed: list[dict[str, object]] = []
    for scenario in scenarios:
        whole = True
        for turn in play(scenario, agent):
            wrong = [{"id": scenario.id, "turn": turn.number, "key": key, "why": why} for key, why in turn.failed]
            print(f"{'ok  ' if not wrong else 'FAIL'} {scenario.id} {turn.number} {_first(turn.turn.text)}", flush=True)
            for item in wrong:
                print(f"       {item['key']}: {item['why']}", flush=True)
            if transcript:
                transcript.write(json.dumps(_written(turn), ensure_ascii=False) + "\n")
            expectations += turn.expectations
            held += max(0, turn.expectations - len({key for key, _ in turn.failed}))
            failed += wrong
            whole = whole and not wrong
        passed += whole
    summary = {"scenarios": len(scenarios), "passed": passed, "expectations": expectations, "held": held}
    print(json.dumps({**summary, "failed": failed}, ensure_ascii=False))
    return 0 if passed == len(scenarios) else 1


def _first(text: str) -> str:
    line = next((ln for ln in text.split("\n") if ln.strip()), "(something happens outside)")
    return line if len(line) < 70 else f"{line[:67]}…"


def _written(played: Any) -> dict[str, object]:
    """One turn of the transcript."""
    seen = played.seen
    return {
        "id": played.scenario.id,
        "turn": played.number,
        "who": played.turn.who,
        "text": played.turn.text,
        "messages": [{"to": r.to, "channel": r.channel, "text": r.text, "method": r.method} for r in seen.replies],
        "offers": [{"start": s.start.isoformat(), "end": s.end.isoformat()} for s in seen.offers],
        "calendars": {
            address: [{"title": e.summary, "start": e.start.isoformat(), "end": e.end.isoformat()} for e in events]
            for address, events in seen.after.items()
        },
        "failed": [list(f) for f in played.failed],
    }
