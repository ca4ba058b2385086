"""A house for the benchmarks: five people with calendars on SQLite, and the desk that all channels hand messages to."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from actions.calendars import Calendars
from actions.messages import IncomingMessage
from actions.services import Services
from actions.store.store import Store
from bot.channels.desk import Desk
from bot.scenarios.format import read_scenarios
from bot.scenarios.world import World
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import Interval

PEOPLE = Path(__file__).with_name("house.yml")
ASSISTANT = "moim@example.com"


class Remembered:
    """A calendar whose answers are remembered until it is written to; all else is the calendar's own."""

    def __init__(self, calendar: Any) -> None:
        self._calendar = calendar
        self._asked: dict[tuple[str, Interval], Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._calendar, name)

    def read_again(self) -> None:
        """What was ever asked, asked anew."""
        for kind, window in self._asked:
            self._asked[kind, window] = getattr(self._calendar, kind)(window)

    def free_busy(self, window: Interval) -> Any:
        """Remembered."""
        return self._ask("free_busy", window)

    def events(self, window: Interval) -> Any:
        """Remembered."""
        return self._ask("events", window)

    def create(self, event: Any) -> Any:
        """The calendar's own; what was read before is forgotten."""
        return self._written(self._calendar.create(event))

    def update(self, event: Any) -> Any:
        """The calendar's own; what was read before is forgotten."""
        return self._written(self._calendar.update(event))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """The calendar's own; what was read before is forgotten."""
        return self._written(self._calendar.delete(*args, **kwargs))

    def _ask(self, kind: str, window: Interval) -> Any:
        if self._asked.get((kind, window)) is None:
            self._asked[kind, window] = getattr(self._calendar, kind)(window)
        return self._asked[kind, window]

    def _written(self, outcome: Any) -> Any:
        self._asked = dict.fromkeys(self._asked)
        return outcome


class House:
    """``say`` is one whole turn: stored, understood, answered, committed. The clock stands still."""

    def __init__(self, agent: Any, folder: Path) -> None:
        scenario = read_scenarios(PEOPLE)[0]
        self.store = Store(f"sqlite:///{folder / 'house.db'}")
        self.store.migrate()
        self.world = World(scenario, self.store)
        self.people = [person.address for person in scenario.people]
        self._read: dict[str, Remembered] = {}
        calendars = Calendars(self.store, self._open)
        services = Services(self.store, calendars, ASSISTANT, self.world.clock)
        self.desk = Desk(agent, services)
        self._ids = count(1)

    async def say(self, text: str, sender: str, conversation: str) -> None:
        """Hand in one message and wait for what comes of it."""
        message = IncomingMessage(f"m{next(self._ids)}", "console", conversation, sender, text, self.world.now)
        await self.desk.receive(message)

    def _open(self, kind: str, settings: Mapping[str, str], owner: str, engine: Any) -> Any:
        if owner not in self._read:
            self._read[owner] = Remembered(open_calendar(kind, settings, owner, engine))
        return self._read[owner]

    def read_calendars(self) -> None:
        """Read everybody's calendar as it was read before, so that the next turn finds it read."""
        for calendar in self._read.values():
            calendar.read_again()

    def answers(self) -> list[tuple[str, str]]:
        """(to, text) of what waits in the outbox; it is then taken as sent."""
        with self.store.transaction() as tx:
            due = tx.outbox.due(self.world.now, limit=1000)
            for item in due:
                tx.outbox.sent(item.key, self.world.now)
        return [(item.reply.to, item.reply.text) for item in due]

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()
