"""One turn of a journey with five people, beside stock Rasa's own handling of the same message; prints one JSON object.

    python -m benchmarks.turn [MODEL] [--rounds 6] [--profile]

A request with four others is made, a time chosen, explained, moved, and cancelled again, over and over in new
conversations: every turn is `Desk.receive` whole (the message stored, understood by Rasa, acted upon, answers written
for each recipient, all committed to SQLite). Everybody's calendar has been read before the turn (it is read again
after it is written to, between the turns); a round that is not timed comes first. Stock Rasa answers the same words
by a rule (see `benchmarks.stock`).

``turns`` has each turn's mean in milliseconds, by the clock and of the processor; ``overall`` and its ratio are over
all of them. ``--profile`` prints instead where the time of our turns goes (cumulative, the 40 dearest functions of
this project).
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import pstats
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.house import House
from benchmarks.measure import Timings, in_turns, ratio
from benchmarks.understanding import LIMITS, load_ours, load_stock
from bot.home import home
from bot.training import model_path

#: what the organizer says
JOURNEY = (
    "다음 주에 도윤님, 하린님, 우진님, Clara랑 디자인 리뷰 한 시간 잡아줘",
    "2번으로 해줘",
    "왜 그 시간이야?",
    "다음 주 일정 알려줘",
    "디자인 리뷰 다음 주 화요일 오후로 옮겨줘",
    "1번",
    "디자인 리뷰 취소해줘",
    "네",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where the limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args(argv)
    model = args.model or model_path(home())
    with tempfile.TemporaryDirectory() as folder:
        if args.profile:
            profiled(model, Path(folder), args.rounds)
            return 0
        report = measured(model, Path(folder), args.rounds)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if all(report["limits"].values()) else 1


def measured(model: Path, folder: Path, rounds: int) -> dict[str, Any]:
    """All figures."""
    from benchmarks.stock import answer

    house, stock = House(load_ours(model), folder), load_stock()
    loop = asyncio.new_event_loop()
    ours, theirs, answers = [Timings() for _ in JOURNEY], [Timings() for _ in JOURNEY], {}

    async def by_stock(number: int, text: str, _: int) -> None:
        await answer(stock, text, f"round{number}")

    async def by_us(number: int, text: str, _: int) -> None:
        await house.say(text, house.people[0], f"round{number}")

    for number in range(rounds + 1):
        for turn, text in enumerate(JOURNEY):
            mine, other = in_turns(loop, [text], partial(by_us, number), partial(by_stock, number))
            house.read_calendars()
            answers[turn] = [said.splitlines()[0] for to, said in house.answers() if to == house.people[0]]
            if number:
                ours[turn].add(mine)
                theirs[turn].add(other)
    house.close()
    mine, other = Timings.all_of(ours), Timings.all_of(theirs)
    whole = ratio(mine, other)
    return {
        "turns": [
            {"said": text, "ours": _means(ours[k]), "stock_rasa": _means(theirs[k]), "answered": answers[k]}
            for k, text in enumerate(JOURNEY)
        ],
        "overall": {"ours": mine.figures(), "stock_rasa": other.figures(), "ratio": whole},
        "limits": {"ratio": whole["mean"] <= LIMITS["ratio"]},
    }


def _means(timings: Timings) -> dict[str, float]:
    return {"ms": round(statistics.fmean(timings.spent), 1), "cpu_ms": round(statistics.fmean(timings.cpu), 1)}


def profiled(model: Path, folder: Path, rounds: int) -> None:
    """Where our turns' time goes, threads of the actions included by running them in the caller's."""
    house, loop = House(load_ours(model), folder), asyncio.new_event_loop()
    asyncio.to_thread = _inline  # a profile sees its own thread only
    profile = cProfile.Profile()
    for number in range(rounds + 1):
        for text in JOURNEY:
            if number:
                profile.enable()
            loop.run_until_complete(house.say(text, house.people[0], f"round{number}"))
            profile.disable()
            house.read_calendars()
    house.close()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(r"/(actions|bot|calendar_adapters)/", 40)


async def _inline(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return work(*args, **kwargs)


if __name__ == "__main__":
    sys.exit(main())
