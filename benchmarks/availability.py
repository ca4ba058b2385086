"""How fast availability is, beside the loop that the definition spells out; prints one JSON object.

    python -m benchmarks.availability [--attendees 1000] [--days 28] [--busy 200] [--step 15] [--naive-seconds 150]

The problem is drawn from a fixed seed: people in four Asian zones, half of them optional, whose meetings leave a
company-wide quiet time free, so that the answer is not empty. Both sides get the same `Problem`.

The naive loop visits start by start, attendee by attendee, busy interval by busy interval, and so knows for every start
who is in the way (``naive_loop``; the same in this project is ``everybody_in_the_way``, and ``free_starts`` is what is
asked first). ``naive_early_exit`` is the loop made cleverer: it leaves a start at the first attendee who refuses it.
How much that saves depends on the calendars; both are given. When a naive loop would take longer than
``--naive-seconds``, it runs on every n-th start, and its time is scaled; the output says so. Peak memory is that of the
whole process, and of the fast computation alone (tracemalloc, in a run of its own).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.availability.explain import everybody_in_the_way
from actions.core.availability.free import free_starts
from actions.core.availability.reading import read_problem, write_answer
from actions.core.availability.types import Participant, Problem, Span
from calendar_adapters.types import Interval

UTC = timezone.utc
MONDAY = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # Monday 23 November, 00:00 in Seoul
ZONES = ("Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Asia/Singapore")
QUIET = range(1, 6)  # 01:00-06:00 UTC: 10:00-15:00 in Seoul on quiet days


def drawn(attendees: int, days: int, busy: int, step: int, seed: int = 7) -> Problem:
    """The benchmark's problem."""
    chance = random.Random(seed)
    window = Interval(MONDAY, MONDAY + timedelta(days=days))
    week = {day: (Span(8 * 60, 19 * 60),) for day in range(5)}
    people = tuple(
        Participant(
            id=f"p{number}",
            timezone=chance.choice(ZONES),
            required=number % 2 == 0,
            working_hours=week,
            busy=tuple(_meeting(chance, days) for _ in range(busy)),
            buffer_minutes=chance.choice((0, 0, 5, 10)),
        )
        for number in range(attendees)
    )
    return Problem(MONDAY, window, 30, step, 120, people)


def _meeting(chance: random.Random, days: int) -> Interval:
    while True:
        start = MONDAY + timedelta(minutes=15 * chance.randrange(days * 96))
        end = start + timedelta(minutes=chance.choice((15, 30, 45, 60)))
        if start.hour not in QUIET and (end - timedelta(minutes=1)).hour not in QUIET:
            return Interval(start, end)


def starts_of(problem: Problem) -> list[datetime]:
    """The grid starts of the window (which begins on the grid)."""
    count = int((problem.window.end - problem.window.start) / timedelta(minutes=problem.step_minutes))
    all_starts = (problem.window.start + timedelta(minutes=problem.step_minutes * n) for n in range(count))
    length = timedelta(minutes=problem.duration_minutes)
    return [start for start in all_starts if start + length <= problem.window.end]


def in_hours(person: Participant, zone: ZoneInfo, start: datetime, length: timedelta) -> bool:
    """The definition's working hours, for one start."""
    if person.working_hours is None:
        return True
    day = start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    for span in person.working_hours.get(day.weekday(), ()):
        opens, closes = (day + timedelta(minutes=edge) for edge in (span.start, span.end))
        if opens.astimezone(UTC) <= start and start + length <= closes.astimezone(UTC):
            return True
    return False


def meets_busy(person: Participant, start: datetime, length: timedelta) -> bool:
    """The definition's busy rule, for one start."""
    buffer = timedelta(minutes=person.buffer_minutes)
    first, last = start - buffer, start + length + buffer
    return any(interval.start < last and first < interval.end for interval in person.busy)


def naive_early_exit(problem: Problem, starts: Sequence[datetime]) -> dict[datetime, list[str]]:
    """Free start -> optional attendees who can come."""
    length = timedelta(minutes=problem.duration_minutes)
    earliest = problem.now + timedelta(minutes=problem.minimum_notice_minutes)
    zones = {person.id: ZoneInfo(person.timezone) for person in problem.attendees}

    def can(person: Participant, start: datetime) -> bool:
        return in_hours(person, zones[person.id], start, length) and not meets_busy(person, start, length)

    found = {}
    for start in starts:
        if start >= earliest and all(can(person, start) for person in problem.attendees if person.required):
            found[start] = [p.id for p in problem.attendees if not p.required and can(p, start)]
    return found


def naive_loop(problem: Problem, starts: Sequence[datetime]) -> dict[datetime, list[str]]:
    """Start -> everybody, required or not, who is in the way of it."""
    length = timedelta(minutes=problem.duration_minutes)
    zones = {person.id: ZoneInfo(person.timezone) for person in problem.attendees}
    return {
        start: [
            p.id
            for p in problem.attendees
            if not in_hours(p, zones[p.id], start, length) or meets_busy(p, start, length)
        ]
        for start in starts
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def _best(work: Callable[[Problem], Any], problem: Problem, times: int = 5) -> tuple[float, Any]:
    """The shortest of several runs, each on a fresh copy of the problem: nothing computed before is kept."""
    fresh = (replace(problem, attendees=tuple(map(replace, problem.attendees))) for _ in range(times))
    return min((_timed(partial(work, copy)) for copy in fresh), key=lambda pair: pair[0])


def _naive(
    loop: Callable[[Problem, Sequence[datetime]], dict[datetime, list[str]]], problem: Problem, limit: float
) -> tuple[dict[str, Any], dict[datetime, list[str]], list[datetime]]:
    starts = starts_of(problem)
    probe, _ = _timed(lambda: loop(problem, starts[::50]))
    every = max(1, round(probe * 50 / limit))
    sample = starts[::every]
    seconds, found = _timed(lambda: loop(problem, sample))
    seconds *= len(starts) / len(sample)
    return {"seconds": round(seconds, 3), "starts_run": len(sample), "scaled": every > 1}, found, sample


def _peak_megabytes(work: Callable[[], Any]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(peak / 1e6, 1)


def _as_json(problem: Problem) -> str:
    hours = [["08:00", "19:00"]]
    return json.dumps(
        {
            "now": problem.now.isoformat(),
            "window": {"start": problem.window.start.isoformat(), "end": problem.window.end.isoformat()},
            "duration_minutes": problem.duration_minutes,
            "step_minutes": problem.step_minutes,
            "minimum_notice_minutes": problem.minimum_notice_minutes,
            "attendees": [
                {
                    "id": p.id,
                    "timezone": p.timezone,
                    "required": p.required,
                    "working_hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), hours),
                    "busy": [
                        [i.start.isoformat().replace("+00:00", "Z"), i.end.isoformat().replace("+00:00", "Z")]
                        for i in p.busy
                    ],
                    "buffer_minutes": p.buffer_minutes,
                }
                for p in problem.attendees
            ],
        }
    )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("attendees", 1000), ("days", 28), ("busy", 200), ("step", 15), ("naive-seconds", 150)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    problem = drawn(options.attendees, options.days, options.busy, options.step)
    text = _as_json(problem)
    import numpy  # noqa: F401  (its import is not what is measured)

    fast, answer = _best(free_starts, problem)
    again, _ = _timed(lambda: free_starts(problem)) and _timed(lambda: free_starts(problem))
    fast_all, in_the_way = _best(everybody_in_the_way, problem)
    from_json, _ = _timed(lambda: json.dumps(write_answer(free_starts(read_problem(json.loads(text))))))
    early, found, sample = _naive(naive_early_exit, problem, options.naive_seconds)
    plain, blocked, blocked_sample = _naive(naive_loop, problem, options.naive_seconds)
    chosen = set(sample)
    same = found == {s: list(ids) for s, ids in answer.optional.items() if s in chosen}
    same_all = all(blocked[start] == list(in_the_way[start]) for start in blocked_sample)
    result = {
        "problem": {**vars(options), "starts": len(starts_of(problem)), "free": len(answer.starts)},
        "naive_loop": {**plain, "same_answer": same_all},
        "naive_early_exit": {**early, "same_answer": same},
        "free_starts": {
            "seconds": round(fast, 4),
            "times_faster_than_naive_loop": round(plain["seconds"] / fast, 1),
            "times_faster_than_naive_early_exit": round(early["seconds"] / fast, 1),
            "same_people_again_seconds": round(again, 4),
            "from_json_text_seconds": round(from_json, 3),
        },
        "everybody_in_the_way": {
            "seconds": round(fast_all, 4),
            "times_faster_than_naive_loop": round(plain["seconds"] / fast_all, 1),
        },
        "peak_memory_mb": {
            "free_starts": _peak_megabytes(
                lambda: free_starts(replace(problem, attendees=tuple(map(replace, problem.attendees))))
            ),
            "process": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        },
    }
    print(json.dumps(result, indent=1))
    if not (same and same_all):
        raise SystemExit("the fast and the naive answer differ")


if __name__ == "__main__":
    main()
