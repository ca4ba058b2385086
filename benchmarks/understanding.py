"""A message's understanding and whole handling, beside stock Rasa's, in one run; prints one JSON object.

    python -m benchmarks.understanding [MODEL] [--messages 300] [--parses 600]

``handling`` is all that happens to a message: ours through the desk of every channel (stored, understood by Rasa with
our pipeline, answered by an action from the database, the reply written down), stock Rasa's through `Agent.handle_text`
(Rasa's own pipeline and rules, an action done at once, nothing stored; see `benchmarks.stock`). The same messages, each
answered by both, one after the other. ``parse`` is the understanding alone: `moim understand`'s way without TensorFlow,
our pipeline in Rasa's graph, and stock Rasa's.

Each in milliseconds by the clock, and ``cpu`` in those of the process (all of its threads), which other work on the
machine does not lengthen. Limits, by the clock: our understanding in Rasa's graph against stock Rasa's whole handling
(``ratio``), its 99th percentile, and our whole handling against stock Rasa's (``handling_ratio``).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import in_turns, peak_mb, ratio
from bot.archive import load_understander
from bot.home import home
from bot.nlu.patterns import load_examples
from bot.nlu.times import constraints
from bot.training import DATA, model_path

REFERENCE, ZONE = "2026-11-30T09:10:00+09:00", "Asia/Seoul"
LIMITS = {"ratio": 1.5, "p99_ms": 100.0}
WARM_UP = 12  # messages before the first that is timed: caches, threads, compiled patterns


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--parses", type=int, default=600)
    args = parser.parse_args(argv)
    report = measured(args.model or model_path(home()), args.messages, args.parses)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if all(report["limits"].values()) else 1


def measured(model: Path, messages: int, parses: int) -> dict[str, Any]:
    """All figures; reads and trains what it needs."""
    began = time.perf_counter()
    understander = load_understander(model)
    understander.understand("warm up")
    ready, memory = time.perf_counter() - began, peak_mb()
    ours, stock = load_ours(model), load_stock()
    loop = asyncio.new_event_loop()
    with tempfile.TemporaryDirectory() as folder:
        handling = _handling(loop, ours, stock, Path(folder), messages)
    parse = _parse(loop, understander, ours, stock, parses)
    understood = parse["ours_in_rasa"]
    return {
        "handling": handling,
        "parse": parse,
        "understand": {"ready_s": round(ready, 2), "peak_mb": memory},
        "peak_mb": peak_mb(),
        "limits": {
            "ratio": understood["mean_ms"] <= LIMITS["ratio"] * handling["stock_rasa"]["mean_ms"],
            "p99_ms": understood["p99_ms"] <= LIMITS["p99_ms"],
            "handling_ratio": handling["ratio"]["mean"] <= LIMITS["ratio"],
        },
    }


def load_ours(model: Path) -> Any:
    """The trained assistant."""
    warnings.showwarning = lambda *_, **__: None
    from bot.cli.startup import quiet

    quiet()
    from bot.embedded import load_agent

    return load_agent(model)


def load_stock() -> Any:
    """Stock Rasa."""
    from benchmarks import stock

    return stock.load_stock()


def drawn(count: int, offset: int = 0) -> list[str]:
    """Messages as people write them, in words that no model was trained on and no cache has seen."""
    found = itertools.islice(load_examples(DATA), offset, None, 11)
    return [f"{example.text} ({number})" for number, example in enumerate(itertools.islice(found, count + WARM_UP))]


def _handling(loop: asyncio.AbstractEventLoop, ours: Any, stock: Any, folder: Path, messages: int) -> dict[str, Any]:
    from benchmarks.house import House
    from benchmarks.stock import answer

    house = House(ours, folder)

    async def by_us(text: str, number: int) -> None:
        await house.say(text, house.people[0], f"c{number // 4}")

    async def by_stock(text: str, number: int) -> None:
        await answer(stock, text, f"c{number // 4}")

    texts = drawn(messages)
    in_turns(loop, texts[:WARM_UP], by_us, by_stock)
    mine, theirs = in_turns(loop, texts[WARM_UP:], by_us, by_stock)
    house.close()
    return {"ours": mine.figures(), "stock_rasa": theirs.figures(), "ratio": ratio(mine, theirs)}


def _parse(loop: asyncio.AbstractEventLoop, understander: Any, ours: Any, stock: Any, parses: int) -> dict[str, Any]:
    from rasa.core.channels.channel import UserMessage

    metadata = {"reference": REFERENCE, "timezone": ZONE}

    async def alone(text: str, _: int) -> None:
        understander.understand(text)
        constraints(text, REFERENCE, ZONE, None)

    async def graph(text: str, _: int) -> None:
        await ours.processor.parse_message(UserMessage(f"{text}!", metadata=metadata))

    async def by_stock(text: str, _: int) -> None:
        await stock.processor.parse_message(UserMessage(text))

    texts = drawn(parses, offset=5)
    in_turns(loop, texts[:WARM_UP], alone, graph, by_stock)
    one, two, three = in_turns(loop, texts[WARM_UP:], alone, graph, by_stock)
    return {
        "understand": one.figures(),
        "ours_in_rasa": two.figures(),
        "stock_rasa": three.figures(),
        "ratio": ratio(two, three),
    }


if __name__ == "__main__":
    sys.exit(main())
