"""A whole house in one process: database, calendars, desk, upkeep and a channel, on a clock that the test sets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from actions.calendars import Calendars
from actions.core.people import Person
from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.journeys.base import make_turn
from actions.journeys.play import play
from actions.messages import IncomingMessage
from actions.services import Services
from actions.store import Connection, Store
from actions.store.records import OutboxItem
from bot.channels.desk import Desk
from bot.channels.outbox import deliver
from bot.upkeep import Upkeep
from calendar_adapters.registry import open_calendar
from tests.end_to_end.crash.points import Points, Watched, watch_database

NOW = datetime(2026, 11, 30, 0, 0, tzinfo=timezone.utc)  # Monday, 09:00 in Seoul
SEO, MINJI, JUN, SAM, ANNA = (
    "seo@example.com",
    "minji@example.com",
    "jun@example.com",
    "sam@example.com",
    "anna@partner.example",
)
PEOPLE = (
    Person(SEO, "서지원", timezone="Asia/Seoul", language="ko"),
    Person(MINJI, "김민지", timezone="Asia/Seoul", language="ko"),
    Person(JUN, "이준호", timezone="Asia/Seoul", language="ko"),
    Person(SAM, "Sam Reed", timezone="Asia/Seoul", language="en"),
    Person(ANNA, "Anna Berg", timezone="Europe/Berlin", language="en", external=True),
)


@dataclass(frozen=True)
class Say:
    """Somebody writes; what the sentence means is stated, so that no model is needed."""

    who: str
    intent: str
    text: str
    entities: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    after: timedelta = timedelta(minutes=30)


@dataclass(frozen=True)
class Wait:
    """Time passes; then the house is kept."""

    after: timedelta


Step = Say | Wait


@dataclass(frozen=True)
class Script:
    """A journey: what happens, one after the other."""

    name: str
    steps: tuple[Step, ...]
    channel: str = "console"

    def at(self, number: int) -> datetime:
        """When step ``number`` (from 0) happens."""
        return NOW + sum((s.after for s in self.steps[: number + 1]), timedelta())

    def message(self, number: int) -> IncomingMessage:
        """The message of a step that is one."""
        said = self.steps[number]
        assert isinstance(said, Say)
        return IncomingMessage(f"{self.name}-{number}", self.channel, said.who, said.who, said.text, self.at(number))


class ScriptedDesk(Desk):
    """The desk with Rasa's part, understanding, taken from the script."""

    def __init__(self, services: Services, script: Script) -> None:
        super().__init__(None, services)  # type: ignore[arg-type]
        self._script = script

    async def _handle(self, message: IncomingMessage) -> None:
        said = self._script.steps[int(message.id.rpartition("-")[2])]
        assert isinstance(said, Say)
        pairs = [(n, v) for n, vs in said.entities.items() for v in ([vs] if isinstance(vs, str) else vs)]
        found: list[dict[str, Any]] = [{"entity": n, "value": v} for n, v in pairs]
        zone = ZoneInfo(next(p.timezone for p in PEOPLE if p.address == message.sender))
        times = read_times(message.text, message.sent_at.astimezone(zone), zone)
        found += [{"entity": "time", "value": to_json(c)} for c in times]
        turn = make_turn(message, {"name": said.intent, "confidence": 0.95}, found, self._services)
        await asyncio.to_thread(play, f"action_{ACTIONS.get(said.intent, said.intent)}", turn, self._services)


ACTIONS = {
    "schedule_meeting": "schedule",
    "reschedule_meeting": "reschedule",
    "cancel_meeting": "cancel",
    "choose_slot": "choose",
    "reject_slots": "reject",
    "propose_time": "propose",
    "set_reminder": "remind",
}


class House:
    """One process's view of it. ``sent`` is the file in which the channel notes what it was given to deliver;
    ``agent`` is the trained assistant, where its understanding is to be used instead of the script's."""

    def __init__(self, url: str, script: Script, sent: Path, points: Points | None = None, agent: Any = None) -> None:
        self.points = points or Points()
        self.script = script
        self.now = NOW
        self.store = Store(url)
        watch_database(self.store.engine, self.points)
        self.services = Services(
            self.store, Calendars(self.store, self._open), "moim@example.com", lambda: self.now, notice_minutes=0
        )
        self.desk = Desk(agent, self.services) if agent else ScriptedDesk(self.services, script)
        self.upkeep = Upkeep(self.services, self.desk.resume, lambda now: deliver(self.store, self._send, now))
        self._sent = sent

    def play(self, first: int = 0) -> None:
        """The script from step ``first`` (from 0) to its end."""
        for number in range(first, len(self.script.steps)):
            self.step(number)

    def step(self, number: int) -> None:
        """One step, and a round of upkeep."""
        self.now = self.script.at(number)
        if isinstance(self.script.steps[number], Say):
            self.hear(number)
        self.keep()

    def hear(self, number: int) -> bool:
        """The message of a step comes in (again)."""
        self.points.here("message comes in")
        new = asyncio.run(self.desk.receive(self.script.message(number)))
        self.points.here("message handled")
        return new

    def keep(self) -> None:
        """One round of upkeep, the delivery of the outbox, the comparing of calendars."""
        self.points.here("upkeep")
        asyncio.run(self.upkeep.once())
        asyncio.run(self.upkeep.compare())

    def recover(self, number: int) -> None:
        """What a new process does that finds the house as it was left in step ``number``: the channel delivers its
        message again, rounds of upkeep go by, everything ever received comes in again."""
        broken = self.script.at(number)
        self.now = broken + timedelta(seconds=5)
        if isinstance(self.script.steps[number], Say):
            self.hear(number)
        for minutes in (0.5, 1, 2.5, 5.5, 8, 11):
            self.now = broken + timedelta(minutes=minutes)
            self.keep()
        for earlier in range(number + 1):
            if isinstance(self.script.steps[earlier], Say):
                assert not self.hear(earlier), f"message {earlier} was handled anew"
        self.keep()

    def _send(self, item: OutboxItem) -> str:
        self.points.here("before delivery")
        reply = item.reply
        row = [item.key, reply.to, reply.text, reply.method, reply.ics.decode() if reply.ics else None]
        with self._sent.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        self.points.here("after delivery")
        return "receipt"

    def _open(self, kind: str, config: Mapping[str, str], owner: str, engine: Any) -> Any:
        return Watched(open_calendar(kind, config, owner, engine), self.points)


def furnish(url: str, caldav: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """An empty database with everybody in it, each with a local calendar, or that of ``caldav`` by address."""
    store = Store(url)
    store.migrate()
    with store.transaction() as tx:
        for person in PEOPLE:
            tx.people.save(person)
            if caldav and person.address in caldav:
                tx.connections.save(
                    Connection(person.address, "caldav", label="caldav", config=dict(caldav[person.address]))
                )
            elif not person.external:
                tx.connections.save(Connection(person.address, "local", label=person.name))
    store.close()
