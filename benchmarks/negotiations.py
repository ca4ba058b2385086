"""Many negotiations in a database: one is played by the journeys, and its rows are written again and again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.journeys.base import make_turn
from actions.journeys.play import play
from actions.messages import IncomingMessage
from actions.services import Services
from actions.store.store import Store, new_id
from actions.store.tables import metadata
from bot.scenarios.format import read_scenarios
from bot.scenarios.world import World

PEOPLE = Path(__file__).with_name("house.yml")
ORGANIZER, ASKED = "seoyeon@example.com", ("pia@customer.example", "jon@customer.example")
REQUEST = "다음 주에 Pia Lind, Jon Berg랑 도입 회의 한 시간 잡아줘"
#: what a meeting leaves in the database
TABLES = ("inbox", "meeting", "meeting_attendee", "proposal_slot", "hold", "claim", "timer", "outbox", "conversation")
_THREAD, _MESSAGE = "thread-of-the-first", "message-of-the-first"


class Negotiations:
    """``store`` with one negotiation between an organizer and two outsiders; `more` adds others like it."""

    def __init__(self, folder: Path) -> None:
        scenario = next(s for s in read_scenarios(PEOPLE) if s.id == "outside")
        self.store = Store(f"sqlite:///{folder / 'negotiations.db'}")
        self.store.migrate()
        self.world = World(scenario, self.store)
        self.now: datetime = self.world.now
        self._services = Services(self.store, self.world.calendars, "moim@example.com", self.world.clock)
        self._ids = count(1)
        named = [{"entity": "attendee", "value": name} for name in ("Pia Lind", "Jon Berg")]
        self._say(ORGANIZER, "schedule", "schedule_meeting", REQUEST, [*named, {"entity": "purpose", "value": "회의"}])

    def settle(self) -> None:
        """Both accept the first time: it is booked, and everybody invited."""
        for address in ASKED:
            self._say(
                address, "choose", "choose_slot", "The first one works for me", [{"entity": "choice", "value": "1"}]
            )

    def state(self) -> str:
        """The first meeting's state."""
        with self.store.reading() as tx:
            return str(tx.connection.execute(sa.text("SELECT state FROM meeting LIMIT 1")).scalar())

    def _say(self, who: str, action: str, intent: str, text: str, entities: list[dict[str, Any]]) -> None:
        message = IncomingMessage(f"{_MESSAGE}-{next(self._ids)}", "mail", _THREAD, who, text, self.now)
        zone = ZoneInfo("Asia/Seoul")
        with self.store.transaction() as tx:
            tx.inbox.receive(message, self.now)
        times = read_times(text, self.now.astimezone(zone), zone)
        heard = [*entities, *({"entity": "time", "value": to_json(c)} for c in times)]
        turn = make_turn(message, {"name": intent, "confidence": 0.95}, heard, self._services)
        play(f"action_{action}", turn, self._services)
        with self.store.transaction() as tx:
            for item in tx.outbox.due(self.now, limit=100):
                tx.outbox.sent(item.key, self.now)

    def more(self, copies: int) -> None:
        """``copies`` further ones, each with ids of its own and timers a minute later than the one before."""
        with self.store.reading() as tx:
            rows = {name: _rows(tx.connection, name) for name in TABLES}
        (first,) = {row["id"] for row in rows["meeting"]}
        for begun in range(0, copies, 500):
            batch = range(begun, min(begun + 500, copies))
            names = {n: _names(str(first), n) for n in batch}
            with self.store.transaction() as tx:
                for table, old in rows.items():
                    new = [_like(table, row, names[n], n) for n in batch for row in old]
                    if new:
                        tx.connection.execute(metadata.tables[table].insert(), new)

    def bytes(self) -> int:
        """The database's size, what still stands in the write-ahead log included."""
        with self.store.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def _rows(connection: Any, name: str) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(metadata.tables[name].select())]


def _names(first: str, number: int) -> dict[str, str]:
    return {first: new_id(), _THREAD: f"thread-of-number-{number}", _MESSAGE: f"message-of-number-{number}"}


def _like(table: str, row: dict[str, Any], names: dict[str, str], number: int) -> dict[str, Any]:
    """The row of another negotiation: other ids, a later timer, another minute claimed."""
    new = {column: _replaced(value, names) for column, value in row.items()}
    if "due_at" in new:
        new["due_at"] += timedelta(minutes=number)
    if "bucket" in new:
        new["bucket"] += (number + 1) * 24 * 60
    if table != "meeting" and isinstance(new.get("id"), int):
        del new["id"]
    return new


def _replaced(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, (dict, list)):
        return json.loads(_replaced(json.dumps(value), names))
    if isinstance(value, str):
        for old, new in names.items():
            value = value.replace(old, new)
    return value
