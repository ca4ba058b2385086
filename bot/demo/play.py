"""Plays a sample conversation through the real channel and prints everything that came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rasa.core.agent import Agent

from actions.messages import Reply
from actions.services import Services
from actions.store.store import Store
from bot.channels.console import Console
from bot.channels.desk import Desk
from bot.scenarios.format import Scenario, read_scenarios
from bot.scenarios.world import World
from calendar_adapters.types import Event

SAMPLES = Path(__file__).parent
ASSISTANT = "moim@example.com"
Print = Callable[[str], None]


class Demo:
    """One sample week in a database of its own, with the clock standing at the sample's ``now``."""

    def __init__(self, language: str, home: Path) -> None:
        self.scenario: Scenario = read_scenarios(SAMPLES / f"{language}.yml")[0]
        self.store = Store(f"sqlite:///{home / f'demo-{language}.db'}")
        self.store.migrate()
        self.world = World(self.scenario, self.store)
        self.services = Services(
            self.store, self.world.calendars, ASSISTANT, self.world.clock, self.scenario.people[0].timezone, language
        )

    async def play(self, agent: Agent, out: Print) -> bool:
        """The whole conversation; True when it booked, moved and cancelled as the sample tells."""
        desk = Desk(agent, self.services)
        methods: list[str] = []
        for number, turn in enumerate(self.scenario.turns, 1):
            before = self._events()
            who = self.scenario.address(turn.who)
            out(f"\n{turn.who}: {turn.text}")
            console = Console(desk, self.services, who, f"demo{number}", self.scenario.language, out)
            replies = await console.say(turn.text)
            methods += self._show(before, replies, out)
        return {"REQUEST", "CANCEL"} <= set(methods)

    def _show(self, before: dict[str, Event], replies: list[Reply], out: Print) -> list[str]:
        """The events that were written or taken out in this turn, and the invitations' methods."""
        after = self._events()
        written = {key: event for key, event in after.items() if event != before.get(key)}
        for number, (key, event) in enumerate(written.items()):
            owner = key.split(" ")[0]
            out(f"  [the same in the calendar of {owner}]" if number else _described(event, owner))
        for key in before.keys() - after.keys():
            out(f"  [calendar of {key.split(' ')[0]}: {before[key].summary} removed]")
        sent = [(r.to, r.method) for r in replies if r.method]
        for to, method in sent:
            out(f"  [invitation to {to}: METHOD:{method}]")
        return [method for _, method in sent]

    def _events(self) -> dict[str, Event]:
        return {
            f"{address} {event.uid} {event.recurrence_id or ''}": event
            for address, events in self.world.snapshot().items()
            for event in events
        }


def _described(event: Event, owner: str) -> str:
    """The event as it stands in the calendar."""
    people = ", ".join(f"{a.address} {a.partstat.value}" for a in event.attendees)
    lines = [
        f"  [calendar of {owner}]",
        f"    UID:{event.uid}  SEQUENCE:{event.sequence}",
        f"    SUMMARY:{event.summary}",
        f"    DTSTART;TZID={event.tzid}:{event.start:%Y%m%dT%H%M%S}  DTEND:{event.end:%Y%m%dT%H%M%S}",
    ]
    if event.organizer:
        lines += [f"    ORGANIZER;CN={event.organizer.name}:{event.organizer.address}", f"    ATTENDEE:{people}"]
    return "\n".join(lines)
