"""A house for the benchmarks: five people with calendars on SQLite, and the desk that all channels hand messages to."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from actions.messages import IncomingMessage
from actions.services import Services
from actions.store.store import Store
from bot.channels.desk import Desk
from bot.scenarios.format import read_scenarios
from bot.scenarios.world import World

PEOPLE = Path(__file__).with_name("house.yml")
ASSISTANT = "moim@example.com"


class House:
    """``say`` is one whole turn: stored, understood, answered, committed. The clock stands still."""

    def __init__(self, agent: Any, folder: Path) -> None:
        scenario = read_scenarios(PEOPLE)[0]
        self.store = Store(f"sqlite:///{folder / 'house.db'}")
        self.store.migrate()
        self.world = World(scenario, self.store)
        self.people = [person.address for person in scenario.people]
        services = Services(self.store, self.world.calendars, ASSISTANT, self.world.clock)
        self.desk = Desk(agent, services)
        self._ids = count(1)

    async def say(self, text: str, sender: str, conversation: str) -> None:
        """Hand in one message and wait for what comes of it."""
        message = IncomingMessage(f"m{next(self._ids)}", "console", conversation, sender, text, self.world.now)
        await self.desk.receive(message)

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
