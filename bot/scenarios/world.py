# ruff: noqa: ARG002 -- the signatures are those of the calendar protocol
"""The world of a scenario: its people and their calendars in a database of its own, and calendars that break."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from actions.calendars import Calendars
from actions.core.people import Person as KnownPerson
from actions.store.records import Connection
from actions.store.store import Store
from bot.scenarios.format import CalendarEvent, Person, Scenario, ScenarioError, read_event
from bot.scenarios.observed import Calendars as Snapshot
from calendar_adapters.errors import CalendarError, ReconnectNeeded, TryAgain
from calendar_adapters.local.adapter import LocalCalendar
from calendar_adapters.protocol import CalendarAdapter
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import Attendee, Capabilities, Event, EventStatus, FreeBusy, Interval, PartStat, Role

BACK, AHEAD = timedelta(days=40), timedelta(days=120)  # what a snapshot of the calendars covers around now
_RESPONSES = {"accepted": PartStat.ACCEPTED, "declined": PartStat.DECLINED, "tentative": PartStat.TENTATIVE}


class BrokenCalendar:
    """A calendar whose every read and write answers with one HTTP status."""

    def __init__(self, owner: str, status: int) -> None:
        self.owner = owner
        self.label = "calendar"
        self._status = status

    @property
    def capabilities(self) -> Capabilities:
        """As those of a calendar that works."""
        return Capabilities()

    def _answer(self) -> CalendarError:
        kind = ReconnectNeeded if self._status in (401, 403, 404, 410) else TryAgain
        return kind(f"the server answered {self._status}", self.label)

    def free_busy(self, window: Interval) -> FreeBusy:
        """Raises."""
        raise self._answer()

    def events(self, window: Interval) -> Sequence[Event]:
        """Raises."""
        raise self._answer()

    def get(self, uid: str) -> Event:
        """Raises."""
        raise self._answer()

    def create(self, event: Event) -> Event:
        """Raises."""
        raise self._answer()

    def update(self, event: Event) -> Event:
        """Raises."""
        raise self._answer()

    def delete(self, uid: str, etag: str | None = None, recurrence_id: object | None = None) -> None:
        """Raises."""
        raise self._answer()


class World:
    """People and calendars of one scenario, in ``store``; ``clock`` gives the scenario's now."""

    def __init__(self, scenario: Scenario, store: Store) -> None:
        self.scenario = scenario
        self.store = store
        self.now = scenario.now
        self._broken = {p.address: _status(p.calendar) for p in scenario.people if p.calendar.startswith("error")}
        self._added = count(1)
        self.calendars = Calendars(store, self._open)
        for person in scenario.people:
            self._settle(person)

    def clock(self) -> datetime:
        """The scenario's clock."""
        return self.now

    def happen(self, world: Mapping[str, Any], offers: Sequence[Interval]) -> None:
        """Something outside: an event appears in a calendar, a calendar breaks or works again."""
        for kind, value in world.items():
            for row in value if isinstance(value, list) else [value]:
                self._one(kind, row, offers)

    def snapshot(self) -> Snapshot:
        """Everybody's events around now, read past any fault."""
        window = Interval(self.now - BACK, self.now + AHEAD)
        people = [p for p in self.scenario.people if p.calendar != "none"]
        return {p.address: tuple(self._local(p).events(window)) for p in people}

    def _one(self, kind: str, row: Any, offers: Sequence[Interval]) -> None:
        person = self.scenario.person(str(row["person"] if isinstance(row, dict) else row))
        if person is None:
            raise ScenarioError(f"scenario {self.scenario.id}: nobody is called {row}")
        if kind == "calendar_add":
            self._add(person, row, offers)
        elif kind == "calendar_break":
            self._broken[person.address] = _status(str(row.get("error", "error 503")) if isinstance(row, dict) else "")
        elif kind == "calendar_repair":
            self._broken.pop(person.address, None)
            for number, event in enumerate((row.get("events") or []) if isinstance(row, dict) else []):
                self._write(person, read_event(event, person.timezone, number))
        else:
            raise ScenarioError(f"scenario {self.scenario.id}: nothing is known of {kind}")

    def _add(self, person: Person, row: Mapping[str, Any], offers: Sequence[Interval]) -> None:
        if "same_time_as_offer" in row:
            slot = offers[int(row["same_time_as_offer"]) - 1]
            row = {**row, "start": slot.start.isoformat(), "end": slot.end.isoformat()}
        self._write(person, replace(read_event(row, person.timezone), id=f"added-{next(self._added)}"))

    def _settle(self, person: Person) -> None:
        known = KnownPerson(
            address=person.address,
            name=person.name,
            timezone=person.timezone,
            language=person.language,
            working_hours={day: [list(s) for s in spans] for day, spans in person.working_hours.items()},
            team=person.team,
            job_title=person.title,
            external=person.external,
            slack_id=person.slack_id,
        )
        with self.store.transaction() as tx:
            tx.people.save(known)
            if person.calendar != "none":
                tx.connections.save(Connection(person.address, "local", label="calendar"))
        for event in person.events:
            self._write(person, event)

    def _local(self, person: Person) -> LocalCalendar:
        return LocalCalendar(self.store.engine, person.address, "calendar", tzid=person.timezone, clock=self.clock)

    def _open(self, kind: str, config: Mapping[str, str], owner: str, engine: Any) -> CalendarAdapter:
        if owner in self._broken:
            return BrokenCalendar(owner, self._broken[owner])
        return open_calendar(kind, config, owner, engine)

    def _write(self, person: Person, event: CalendarEvent) -> None:
        self._local(person).create(self._stored(person, event))

    def _stored(self, person: Person, event: CalendarEvent) -> Event:
        organizer = self.scenario.address(event.organizer) if event.organizer else ""
        others = [self.scenario.address(a) for a in event.attendees]
        answered = _RESPONSES.get(event.response, PartStat.NEEDS_ACTION)
        if not organizer and (answered is not PartStat.ACCEPTED):
            organizer = "somebody@elsewhere.example"  # who declines was invited by somebody
        attendees = [Attendee(a, partstat=PartStat.ACCEPTED) for a in others if a != person.address]
        if organizer or others:
            attendees.insert(0, Attendee(person.address, person.name, answered, Role.REQUIRED))
        return Event(
            uid=self._uid(person, event),
            summary=event.title,
            start=_local_time(event.start, person.timezone),
            end=_local_time(event.end, person.timezone),
            tzid=person.timezone,
            status=_STATUS.get(event.status, EventStatus.CONFIRMED)
            if event.show != "tentative"
            else EventStatus.TENTATIVE,
            transparent=event.show == "free",
            private=event.private,
            organizer=Attendee(organizer or person.address) if attendees else None,
            attendees=tuple(attendees),
            rrule=event.rrule,
        )

    def _uid(self, person: Person, event: CalendarEvent) -> str:
        """One for everybody's copy of an event that several have; an event of one person's own has its own."""
        if not event.organizer and not event.attendees:
            return f"{event.id}@{self.scenario.id}.{person.address}"
        shared = f"{event.title}|{_local_time(event.start, 'UTC').isoformat()}"
        return f"{hashlib.blake2b(shared.encode(), digest_size=8).hexdigest()}@{self.scenario.id}"


_STATUS = {"cancelled": EventStatus.CANCELLED, "tentative": EventStatus.TENTATIVE}


def _local_time(value: Any, zone: str) -> Any:
    """An instant on the owner's wall clock, which its series keeps; a day as it is."""
    return value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value


def _status(calendar: str) -> int:
    digits = "".join(ch for ch in calendar if ch.isdigit())
    return int(digits) if digits else 503
