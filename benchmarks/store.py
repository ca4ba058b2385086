"""10,000 open negotiations: how the due timers are found, and what a meeting weighs; prints one JSON object.

    python -m benchmarks.store [--negotiations 10000] [--settled 1000]

Each negotiation is what the journeys write for a request to two outsiders: message, meeting, offers, holds, answers,
and a nudge for each person asked. The due ones are asked for as the housekeeping does (`Timers.due`): statements are
counted at the driver, and SQLite says by EXPLAIN QUERY PLAN how it finds them. Beside it the same question with a
hundredth of the negotiations. ``bytes_per_meeting`` is what the SQLite file grows by: while the negotiation is open,
and when both have accepted and everybody is invited (calendars left out, which hold the event once for each person).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from actions.store.store import Store
from benchmarks.negotiations import Negotiations

KIND, BATCH, TRIES = "nudge", 100, 40


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--negotiations", type=int, default=10_000)
    parser.add_argument("--settled", type=int, default=1_000)
    args = parser.parse_args(argv)
    report = measured(args.negotiations, args.settled)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if all(report["limits"].values()) else 1


def measured(negotiations: int, settled: int) -> dict[str, Any]:
    """All figures."""
    with tempfile.TemporaryDirectory() as folder:
        few = Negotiations(Path(folder))
        few.more(negotiations // 100 - 1)
        with_few = due(few.store, _half_due(few, negotiations // 100))
        few.store.close()
    with tempfile.TemporaryDirectory() as folder:
        many = Negotiations(Path(folder))
        begun = many.bytes()
        many.more(negotiations - 1)
        open_bytes = (many.bytes() - begun) / (negotiations - 1)
        with_many = due(many.store, _half_due(many, negotiations))
        state = many.state()
        many.store.close()
    booked, booked_bytes = _settled(settled)
    return {
        "negotiations": negotiations,
        "due_timers": with_many,
        "due_timers_with_a_hundredth": with_few,
        "bytes_per_meeting": {state: round(open_bytes), booked: round(booked_bytes)},
        "limits": {
            "one_statement": with_many["statements"] == 1,
            "by_index": with_many["by_index"],
            "found": with_many["found"] == BATCH,
        },
    }


def _half_due(made: Negotiations, negotiations: int) -> datetime:
    """A moment at which half of the timers are due."""
    with made.store.reading() as tx:
        first = tx.timers.next_due()
    assert first is not None
    return first + timedelta(minutes=negotiations / 2)


def _settled(copies: int) -> tuple[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        made = Negotiations(Path(folder))
        made.settle()
        begun = made.bytes()
        made.more(copies)
        grown = made.bytes() - begun
        state = made.state()
        made.store.close()
    return state, grown / copies


def due(store: Store, now: datetime) -> dict[str, Any]:
    """One question for the timers that are due: statements, milliseconds (median), and SQLite's plan for it."""
    said: list[tuple[str, Any]] = []

    def heard(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        said.append((statement, parameters))

    spent = []
    with store.reading() as tx:
        sa.event.listen(tx.connection, "before_cursor_execute", heard)
        found = tx.timers.due(now, kind=KIND, limit=BATCH)
        sa.event.remove(tx.connection, "before_cursor_execute", heard)
        for _ in range(TRIES):
            begun = time.process_time()
            tx.timers.due(now, kind=KIND, limit=BATCH)
            spent.append(1000 * (time.process_time() - begun))
        asked = [s for s in said if s[0].lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))]
        plan = [str(row[3]) for row in tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0][0]}", asked[0][1])]
    return {
        "found": len(found),
        "statements": len(asked),
        "ms": round(statistics.median(spent), 2),
        "plan": plan,
        "by_index": len(plan) == 1 and "USING INDEX" in plan[0] and "SCAN" not in plan[0],
    }


if __name__ == "__main__":
    sys.exit(main())
