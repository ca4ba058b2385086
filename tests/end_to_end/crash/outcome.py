"""What is left when a journey is over: calendars, database and letters, in a form that two runs can be compared in."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from actions.core.meeting import State
from actions.store import Store
from actions.store.tables import claim, conversation, hold, inbox, meeting, outbox, timer
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.types import Interval
from tests.end_to_end.crash.house import NOW, PEOPLE, SEO, House
from tests.end_to_end.crash.scripts import DAY
from tests.peers.libical import check

WINDOW = Interval(NOW - DAY, NOW + 40 * DAY)


@dataclass(frozen=True)
class Outcome:
    """Everything that must be the same whether or not a process died; ``wrong`` is what may never be."""

    calendars: Any
    meetings: Any
    holds: Any
    claims: Any
    timers: Any
    threads: Any
    letters: Any
    wrong: tuple[str, ...]

    def differences(self, other: Outcome) -> list[str]:
        """Where ``other`` is not as this."""
        pairs = [(f.name, _flat(getattr(self, f.name)), _flat(getattr(other, f.name))) for f in fields(self)]
        return [
            f"{n}: missing {sorted((a - b).elements())}, too much {sorted((b - a).elements())}"
            for n, a, b in pairs
            if a != b
        ]


def _flat(value: Any) -> Counter[str]:
    """Comparable piece by piece."""
    if isinstance(value, dict):
        return Counter(f"{key} {row}" for key, rows in value.items() for row in rows)
    return Counter(map(str, value))


def outcome(house: House, sent: Path) -> Outcome:
    """As the house stands now."""
    calendars, doubled = _calendars(house)
    rows = _rows(sent)
    wrong = (*doubled, *_unfinished(house.store), *_deliveries(rows), *_unsent(house.store), *_sequences(rows))
    return Outcome(
        calendars,
        _select(house.store, sa.select(meeting.c.state, meeting.c.starts_at)),
        _select(house.store, sa.select(hold.c.address, hold.c.starts_at, hold.c.ends_at)),
        _select(house.store, sa.select(claim.c.address, claim.c.bucket)),
        _timers(house.store),
        _threads(house.store),
        [_letter(to, text, method) for _, to, text, method, _ in _unique(rows)],
        wrong,
    )


def _letter(to: str, text: str, method: str | None) -> tuple[str, str, str]:
    """What a letter tells to whom. That a meeting repeats is not said again by whoever finishes a booking, and an
    organizer learns of it with or without an invitation."""
    line = next(line for line in text.splitlines() if "반복하는 일정" not in line)
    if to == SEO and ("초대했어요" in line or "잡았어요" in line):
        return (to, "", "booked")
    return (to, method or "", line)


def _calendars(house: House) -> tuple[Any, list[str]]:
    """Everybody's events; and those that stand in a calendar twice."""
    found: dict[str, list[Any]] = {}
    doubled: list[str] = []
    for person in PEOPLE:
        calendar = house.services.calendars.writable(person.address)
        if calendar is None:
            continue
        events = list(calendar.events(WINDOW))
        found[person.address] = sorted(
            (
                e.summary,
                str(e.start),
                str(e.end),
                e.location,
                tuple(sorted((a.address, a.partstat.value) for a in e.attendees)),
            )
            for e in events
        )
        at = Counter((e.summary, str(e.start)) for e in events)
        once = Counter((e.uid, str(e.recurrence_id or e.start)) for e in events)
        doubled += [f"twice in the calendar of {person.name}: {k}" for c in (at, once) for k, n in c.items() if n > 1]
    return found, doubled


def _select(store: Store, query: Any) -> list[Any]:
    with store.reading() as tx:
        return sorted(tuple(map(str, row)) for row in tx.connection.execute(query))


def _timers(store: Store) -> list[Any]:
    mine = timer.c.fired_at.is_(None) & timer.c.kind.not_in(["reconcile", "orphans", "prune"])
    return _select(store, sa.select(timer.c.kind, timer.c.person).where(mine))


def _threads(store: Store) -> list[Any]:
    with store.reading() as tx:
        rows = tx.connection.execute(sa.select(conversation)).all()
    return sorted((r.conversation, (r.pending or {}).get("question", ""), r.meeting_id is not None) for r in rows)


def _unfinished(store: Store) -> list[str]:
    """Messages that were never answered, meetings in the middle of a booking, times of no standing meeting."""
    over = [s.value for s in (State.CANCELLED, State.WITHDRAWN, State.EXPIRED)]
    dead = sa.select(meeting.c.id).where(meeting.c.state.in_(over))
    waiting = _select(store, sa.select(inbox.c.message_id).where(inbox.c.handled_at.is_(None)))
    booking = _select(store, sa.select(meeting.c.id).where(meeting.c.state == State.BOOKING.value))
    held = _select(store, sa.select(hold.c.id).where(hold.c.meeting_id.in_(dead)))
    claimed = _select(store, sa.select(claim.c.bucket).where(claim.c.meeting_id.in_(dead)))
    named = {"unanswered": waiting, "still in booking": booking, "orphan hold": held, "orphan claim": claimed}
    return [f"{name}: {rows[:3]}" for name, rows in named.items() if rows]


def _unsent(store: Store) -> list[str]:
    return [f"not delivered: {k}" for (k,) in _select(store, sa.select(outbox.c.key).where(outbox.c.state != "sent"))]


def _rows(sent: Path) -> list[list[Any]]:
    return [json.loads(line) for line in sent.read_text("utf-8").splitlines()] if sent.exists() else []


def _unique(rows: list[list[Any]]) -> list[list[Any]]:
    """What a channel that knows the keys has shown."""
    return list({row[0]: row for row in rows}.values())


def _deliveries(rows: list[list[Any]]) -> list[str]:
    """A key that came twice must have brought the same."""
    bodies: dict[str, set[str]] = {}
    for row in rows:
        bodies.setdefault(row[0], set()).add(json.dumps(row))
    return [f"two replies under {key}" for key, all_of_it in bodies.items() if len(all_of_it) > 1]


def _sequences(rows: list[list[Any]]) -> list[str]:
    """Every invitation is well formed; to each reader SEQUENCE never falls, and a new time has a higher one (RFC 5546 section 2.1.4)."""
    wrong = [f"libical refuses {row[0]}" for row in rows if row[4] and not check(row[4].encode()).valid]
    last: dict[tuple[str, ...], tuple[int, str]] = {}
    for key, to, _, method, ics in _unique(rows):
        for event in vevents(parse(ics)) if ics else ():
            about = (to, str(event["UID"]), str(event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].dt))
            now = (int(event["SEQUENCE"]), f"{method} {event['DTSTART'].dt}")
            before = last.get(about, (-1, ""))
            if now[0] < before[0] or (now[0] == before[0] and now[1] != before[1]):
                wrong.append(f"SEQUENCE {before} then {now} under {key}")
            last[about] = now
    return wrong
