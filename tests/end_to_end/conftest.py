"""The trained assistant, loaded once, and conversations with it as a channel leads them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from actions.messages import IncomingMessage, Reply
from actions.services import Services
from actions.store.store import Store
from bot.cli.startup import quiet
from bot.scenarios.format import read_scenarios
from bot.scenarios.world import World

WORLD = Path(__file__).resolve().parents[1] / "unit" / "journeys" / "world.yml"
ASSISTANT = "moim@example.com"


@pytest.fixture(scope="session")
def agent() -> Any:
    """The trained assistant; there must be a model (`moim train`)."""
    quiet()
    from bot.embedded import load_agent
    from bot.home import home
    from bot.training import model_path

    return load_agent(model_path(home()))


class Conversation:
    """One person at the terminal: messages in, replies out; ``world`` has everybody's calendars."""

    def __init__(self, agent: Any, world: str, url: str) -> None:
        from bot.channels.desk import Desk

        scenario = next(s for s in read_scenarios(WORLD) if s.id == world)
        self.store = Store(url)
        self.store.migrate()
        self.world = World(scenario, self.store)
        self.services = Services(self.store, self.world.calendars, ASSISTANT, self.world.clock, language=world)
        self.speaker = scenario.people[0].address
        self.desk = Desk(agent, self.services)
        self.replies: list[Reply] = []
        self._ids = count(1)

    def say(self, text: str, *, id: str = "", sender: str = "") -> str:
        """What the sender is answered; everything that was sent is in ``replies``."""
        sender = sender or self.speaker
        number = id or f"{sender}:{next(self._ids)}"
        message = IncomingMessage(number, "console", f"{sender}{id_of(self)}", sender, text, self.world.now)
        asyncio.run(self.desk.receive(message))
        with self.store.transaction() as tx:
            due = tx.outbox.due(self.world.now)
            for item in due:
                tx.outbox.sent(item.key, self.world.now)
        self.replies = [item.reply for item in due]
        return "\n".join(r.text for r in self.replies if r.to == sender)

    def titles(self, name: str) -> list[tuple[str, str]]:
        """Title and start of everything in somebody's calendar, by start."""
        person = self.world.scenario.person(name)
        assert person is not None
        return [(e.summary, f"{e.start:%m-%d %H:%M}") for e in self.world.snapshot()[person.address]]

    def methods(self) -> dict[str, str | None]:
        """Who was sent which invitation in the latest turn."""
        return {r.to: r.method for r in self.replies if r.to != self.speaker}

    def states(self) -> list[str]:
        """The states of the speaker's meetings in the database, final ones too."""
        from actions.core.meeting import State

        with self.store.reading() as tx:
            return [m.state.value for m in tx.meetings.of_person(self.speaker, states=list(State))]


def id_of(conversation: Conversation) -> str:
    """Keeps Rasa's memory of one test apart from the next one's."""
    return f"#{id(conversation)}"


@pytest.fixture
def talk(agent: Any, tmp_path: Path) -> Callable[[str], Conversation]:
    """``talk("ko")`` starts a conversation in one of the worlds of tests/unit/journeys/world.yml."""
    return lambda world: Conversation(agent, world, f"sqlite:///{tmp_path / world}.db")
