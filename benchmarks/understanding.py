"""Understanding beside Rasa's own handling of a message, in one run: time and memory.

``python -m benchmarks.understanding [MODEL]`` answers messages by `moim understand`'s way (no TensorFlow) and by the
whole Rasa pipeline of the trained model, and prints milliseconds a message (mean, p50, p99) and peak memory.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import resource
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from bot.archive import load_understander
from bot.home import home
from bot.nlu.patterns import load_examples
from bot.nlu.times import constraints
from bot.training import DATA, model_path

REFERENCE, ZONE = "2026-11-23T09:30:00+09:00", "Asia/Seoul"
MESSAGES = 1_000


def main() -> int:
    """Measure both ways; exit 1 when a message takes longer than 100 ms at the 99th percentile."""
    model = Path(sys.argv[1]) if len(sys.argv) > 1 else model_path(home())
    # other words than any training sentence, so that nothing is answered from a cache of readings
    texts = [f"{e.text} ({i})" for i, e in enumerate(itertools.islice(load_examples(DATA), 0, None, 11))][:MESSAGES]
    began = time.perf_counter()
    understander = load_understander(model)
    understander.understand("warm up")
    print(f"understand: ready after {time.perf_counter() - began:.2f} s")

    def own(text: str) -> None:
        understander.understand(text)
        constraints(text, REFERENCE, ZONE, None)

    p99 = report("understand", texts, own)
    return 1 if max(p99, report("rasa pipeline", [f"{t}!" for t in texts], whole_pipeline(model))) > 100 else 0


def whole_pipeline(model: Path) -> Callable[[str], None]:
    """Rasa's parse of one message through the graph."""
    warnings.showwarning = lambda *_, **__: None
    from rasa.core.channels.channel import UserMessage
    from rasa.utils.log_utils import configure_structlog

    from bot.embedded import load_agent

    configure_structlog(logging.WARNING)
    processor = load_agent(model).processor
    if processor is None:
        raise SystemExit("the model could not be loaded")
    loop = asyncio.new_event_loop()
    metadata = {"reference": REFERENCE, "timezone": ZONE}
    return lambda text: loop.run_until_complete(processor.parse_message(UserMessage(text, metadata=metadata))) and None


def report(name: str, texts: list[str], answer: Callable[[str], None]) -> float:
    """Time each message, print a line, return the 99th percentile in milliseconds."""
    answer("warm up")
    spent = []
    for text in texts:
        began = time.perf_counter()
        answer(text)
        spent.append(1000 * (time.perf_counter() - began))
    cuts = statistics.quantiles(spent, n=100)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name}: mean {statistics.mean(spent):.1f} ms, p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, peak {memory} MB"
    )
    return cuts[98]


if __name__ == "__main__":
    sys.exit(main())
