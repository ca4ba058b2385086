"""What the benchmarks share: two ways timed in turns, percentiles, limits."""

from __future__ import annotations

import asyncio
import resource
import statistics
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

Answer = Callable[[str, int], Coroutine[Any, Any, Any]]


@dataclass
class Timings:
    """Milliseconds of single messages, by the clock and of the processor."""

    spent: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @classmethod
    def all_of(cls, several: Sequence[Timings]) -> Timings:
        """Their messages together."""
        return cls([t for one in several for t in one.spent], [t for one in several for t in one.cpu])

    def add(self, more: Timings) -> None:
        """Take over the messages of another."""
        self.spent += more.spent
        self.cpu += more.cpu

    def figures(self) -> dict[str, Any]:
        """How many, and mean, median, p99 and the worst, by the clock and (``cpu``) of the processor."""
        return {"messages": len(self.spent), **_figures(self.spent), "cpu": _figures(self.cpu)}


def _figures(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "mean_ms": round(statistics.fmean(ordered), 2),
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[max(0, -(-len(ordered) * 99 // 100) - 1)], 2),  # the nearest rank
        "max_ms": round(ordered[-1], 2),
    }


def in_turns(loop: asyncio.AbstractEventLoop, texts: Sequence[str], *ways: Answer) -> list[Timings]:
    """Every text answered by each way, one after the other, so that what else the machine does hits all alike.

    Which of them comes first changes from text to text.
    """
    timings = [Timings() for _ in ways]
    for number, text in enumerate(texts):
        for k in range(len(ways)):
            way = (k + number) % len(ways)
            answer = ways[way](text, number)
            clock, cpu = time.perf_counter(), time.process_time()
            loop.run_until_complete(answer)
            timings[way].spent.append(1000 * (time.perf_counter() - clock))
            timings[way].cpu.append(1000 * (time.process_time() - cpu))
    return timings


def ratio(ours: Timings, stock: Timings) -> dict[str, float]:
    """How much longer ours takes: by the means, the medians, and the means of processor time."""
    return {
        "mean": round(statistics.fmean(ours.spent) / statistics.fmean(stock.spent), 3),
        "p50": round(statistics.median(ours.spent) / statistics.median(stock.spent), 3),
        "cpu": round(statistics.fmean(ours.cpu) / statistics.fmean(stock.cpu), 3),
    }


def peak_mb() -> int:
    """The process's peak resident memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
