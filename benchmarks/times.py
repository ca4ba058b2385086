"""How fast times are read, beside dateparser's search and korean-datetime in the same run; prints one JSON object.

    python -m benchmarks.times [--rounds 5] [--fuzz 300] [--seed 1]

Messages are drawn from a fixed seed: whole sentences of a scheduling conversation, Korean and English, most with one
time, some with several or none. ``ours`` reads all of them; each peer reads those of its language (dateparser's
``search_dates`` is told the language, as it guesses badly and slowly otherwise). Before it is timed, each has read
every message once (patterns compiled, locale data loaded). The worst input is looked for among 5,000-character texts:
every time word and sign repeated, and random mixes of them. Times are CPU time, so that other work on the machine
does not count. Start-up and memory are those of a fresh `moim times` process that answers one line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from actions.core.times import read_times

NOW = datetime(2026, 11, 23, 10, 0)
LIMITS = {"messages_per_second": 1500, "p99_ms": 5.0, "worst_ms": 50.0, "startup_s": 0.5, "rss_mb": 80.0}
ENGLISH = (
    "Can we meet {t}?",
    "Let's do {t} if that works for you.",
    "Hi all, I'd like to schedule a design review {t}. Please let me know if you cannot make it.",
    "I'm out {t}, sorry!",
    "How about {t} or {u}?",
    "Could you move our sync to {t}?",
    "Thanks, the notes are attached. Talk soon!",
    "Please book a 45 minute call with the team {t}, preferably before lunch.",
)
ENGLISH_TIMES = (
    "tomorrow at 3", "next Tuesday between 2 and 4pm", "on Dec 9", "this Friday morning", "every other Wednesday at 11",
    "early next week", "3-4pm PST on Thursday", "2026-12-01 15:00", "in two hours", "the last Friday of the month",
    "weekdays at 9", "by EOD Monday", "on the 15th at half past ten", "from Monday to Wednesday",
)  # fmt: skip
KOREAN = (
    "{t}에 회의 가능하세요?",
    "{t}로 잡아 주세요",
    "안녕하세요, 디자인 리뷰를 {t}에 하려고 합니다. 어려우시면 말씀해 주세요.",
    "{t}이나 {u}는 어떠세요?",
    "회의를 {t}로 옮겨 줘",
    "자료 확인했습니다. 감사합니다!",
    "{t}에 한 시간 정도 팀 미팅 잡아줘, 되도록 점심 전에",
)
KOREAN_TIMES = (
    "내일 오후 3시", "다음 주 화요일 2시부터 4시까지", "12월 9일", "이번 주 금요일 오전",
    "격주 수요일 11시", "다음 주 초", "목요일 3~4시",
    "모레 저녁 7시 반", "두 시간 뒤", "매달 마지막 주 금요일", "평일 9시", "월요일 퇴근 전", "15일 열 시 반",
    "월요일부터 수요일",
)  # fmt: skip
_PIECES = (
    "1 12 3-4 15:00 10,000 every each tomorrow - , and or monday from to between the of next week last at on "
    "in 2 hours for 1/2 12.12. 2026 dec 5 may ( ) \" ' ~ @ not except until half past a an one twenty first "
    "010-1234 $3 v1. 3.5.6 a@b <x> http://a 매주 다음주 화요일 오후 3시 부터 까지 한 시간 반 빼고 일 월 화 "
    "수 년 십 이 삼 오 에 전 뒤 :: // ... pst gmt+9 q1 ½ days ago before after t 20261207 +82 % "
)
PIECES = _PIECES.split()


def messages(seed: int, count: int = 300) -> tuple[list[str], list[str]]:
    """(English, Korean) messages."""
    chance = random.Random(seed)

    def draw(frames: Sequence[str], times: Sequence[str]) -> list[str]:
        return [chance.choice(frames).format(t=chance.choice(times), u=chance.choice(times)) for _ in range(count)]

    return draw(ENGLISH, ENGLISH_TIMES), draw(KOREAN, KOREAN_TIMES)


def timed(read: Callable[[str], Any], texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Messages a second over all rounds, and the percentiles of single messages in ms."""
    for text in texts:
        read(text)
    spans: list[float] = []
    for _ in range(rounds):
        for text in texts:
            begun = time.process_time()
            read(text)
            spans.append(time.process_time() - begun)
    spans.sort()
    return {
        "messages_per_second": round(len(spans) / sum(spans), 1),
        "p50_ms": round(statistics.median(spans) * 1000, 3),
        "p99_ms": round(spans[int(len(spans) * 0.99)] * 1000, 3),
        "max_ms": round(spans[-1] * 1000, 3),
    }


def _peers(english: list[str], korean: list[str], rounds: int) -> dict[str, Any]:
    """The peers, imported here so that they cost nothing elsewhere; one that is not installed is said to be missing."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": NOW, "PREFER_DATES_FROM": "future"}
    few = max(1, rounds // 5)
    out: dict[str, Any] = {
        "dateparser_search_en": timed(
            lambda t: search_dates(t, languages=["en"], settings=settings), english[:100], few
        ),
        "dateparser_search_ko": timed(
            lambda t: search_dates(t, languages=["ko"], settings=settings), korean[:100], few
        ),
    }
    try:
        from korean_datetime import parse_all
    except ImportError:
        out["korean_datetime_ko"] = "not installed"
    else:
        out["korean_datetime_ko"] = timed(lambda t: parse_all(t, now=NOW), korean, rounds)
    return out


def worst_input(tries: int, seed: int) -> dict[str, Any]:
    """The slowest 5,000-character text found and its time in ms (the best of three, so that noise does not count)."""
    chance = random.Random(seed)
    mixes = [([piece], sep) for piece in PIECES for sep in ("", " ", ", ")]
    mixes += [(chance.sample(PIECES, chance.randint(2, 4)), chance.choice(["", " ", ", "])) for _ in range(tries)]
    timings = [(_once(pieces, sep), pieces, sep) for pieces, sep in mixes]
    timings.sort(key=lambda t: -t[0])
    again = [(min(_once(pieces, sep) for _ in range(3)), pieces, sep) for _, pieces, sep in timings[:10]]
    slowest, pieces, sep = max(again, key=lambda t: t[0])
    return {"ms": round(slowest * 1000, 1), "repeated": pieces, "joined_by": sep, "tried": len(mixes)}


def _once(pieces: list[str], sep: str) -> float:
    text = ((sep.join(pieces) + sep) * 5000)[:5000]
    begun = time.process_time()
    read_times(text, NOW)
    return time.process_time() - begun


def startup() -> dict[str, float]:
    """A fresh `moim times` answering one line: seconds (best of five), its CPU seconds, its peak memory in MB."""
    line = (
        json.dumps({"id": 1, "text": "tomorrow at 3 or 내일 3시", "reference": NOW.isoformat(), "timezone": None})
        + "\n"
    )
    command = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main(['times']))"]
    spans, cpu = [], []
    rss = 0.0
    for _ in range(5):
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(line)
        child.stdin.close()
        child.stdout.read()
        _, _, usage = os.wait4(child.pid, 0)  # the child's own peak, not that of children before it
        cpu.append(usage.ru_utime + usage.ru_stime)
        spans.append(time.perf_counter() - begun)
        rss = max(rss, usage.ru_maxrss / 1024)
        child.returncode = 0
    return {"startup_wall_s": round(min(spans), 3), "startup_s": round(min(cpu), 3), "rss_mb": round(rss, 1)}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 0 when every limit is kept, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--fuzz", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    english, korean = messages(args.seed)
    begun = startup()
    ours = timed(lambda text: read_times(text, NOW), english + korean, args.rounds)
    worst = worst_input(args.fuzz, args.seed)
    report = {
        "ours": ours,
        "ours_en": timed(lambda text: read_times(text, NOW), english, args.rounds),
        "ours_ko": timed(lambda text: read_times(text, NOW), korean, args.rounds),
        **_peers(english, korean, args.rounds),
        "worst_5000_characters": worst,
        "process": begun,
        "limits": {
            "messages_per_second": ours["messages_per_second"] >= LIMITS["messages_per_second"],
            "p99_ms": ours["p99_ms"] <= LIMITS["p99_ms"],
            "worst_ms": worst["ms"] <= LIMITS["worst_ms"],
            "startup_s": begun["startup_s"] <= LIMITS["startup_s"],
            "rss_mb": begun["rss_mb"] <= LIMITS["rss_mb"],
        },
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if all(report["limits"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
