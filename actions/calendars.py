"""Everybody's calendars at once: opened from the store's connections, read in parallel, failing closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

from actions.core.people import Person
from actions.store.records import Connection
from actions.store.store import Store
from calendar_adapters.errors import CalendarError, ReconnectNeeded, TryAgain
from calendar_adapters.protocol import CalendarAdapter
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import Event, FreeBusy, Interval

READERS = 8  # calendars read at the same time
Opener = Callable[[str, Mapping[str, str], str, Any], CalendarAdapter]


@dataclass(frozen=True)
class Unreadable:
    """A calendar that could not be read or written: whose, which, and what went wrong."""

    address: str
    label: str
    error: CalendarError

    @property
    def reconnect(self) -> bool:
        """True when its owner must connect it again; else the same call may work later."""
        return isinstance(self.error, ReconnectNeeded)


@dataclass(frozen=True)
class Known:
    """What the calendars say of a window.

    ``busy`` has every address whose calendars were all read. ``unknown`` have no calendar connected: not a failure,
    but nothing is known. ``unreadable`` could not be read; nobody among them may be taken for free.
    """

    window: Interval
    busy: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


class Calendars:
    """The connected calendars. ``opener`` is `calendar_adapters.registry.open_calendar`; one that has not answered
    after ``wait_seconds`` counts as unreadable."""

    def __init__(self, store: Store, opener: Opener = open_calendar, wait_seconds: float = 15) -> None:
        self._wait_seconds = wait_seconds
        self._store = store
        self._opener = opener

    def of(self, address: str) -> tuple[CalendarAdapter, ...]:
        """A person's calendars, opened, in the order they were connected; nothing is asked of a server yet.

        Raises:
            CalendarError: a connection cannot be opened (a setting or a secret is missing).
        """
        with self._store.reading() as tx:
            person = tx.people.by_address(address)
            connections = tx.connections.of(address)
        return tuple(self._open(connection, person) for connection in connections)

    def writable(self, address: str) -> CalendarAdapter | None:
        """The calendar that new events of this person go to, or None."""
        return next((c for c in self.of(address) if c.capabilities.writable), None)

    def busy(self, addresses: Sequence[str], window: Interval) -> Known:
        """Free/busy of everybody in ``window``, calendars read in parallel."""
        answers = self._each(addresses, lambda calendar: calendar.free_busy(window))
        busy = {a: _busy(found) for a, found in answers.items() if isinstance(found, list) and found}
        unknown = tuple(a for a, found in answers.items() if found == [])
        broken = tuple(found for found in answers.values() if isinstance(found, Unreadable))
        return Known(window, busy, unknown, broken)

    def events(self, address: str, window: Interval) -> tuple[Event, ...]:
        """A person's events in ``window``, by start. Raises CalendarError when a calendar cannot be read."""
        found: dict[tuple[str, object], Event] = {}
        for calendar in self.of(address):
            for event in calendar.events(window):
                found.setdefault((event.uid, event.recurrence_id), event)
        return tuple(sorted(found.values(), key=lambda e: (str(e.start), e.summary)))

    def _each(self, addresses: Sequence[str], ask: Callable[[CalendarAdapter], FreeBusy]) -> dict[str, Any]:
        """Each person's answers, [] without a calendar, or the first `Unreadable`."""

        def one(address: str) -> list[FreeBusy] | Unreadable:
            label = ""
            try:
                answers = []
                for calendar in self.of(address):
                    label = calendar.label
                    answers.append(ask(calendar))
                return answers
            except CalendarError as error:
                return Unreadable(address, error.calendar or label, error)

        unique = list(dict.fromkeys(addresses))
        if not unique:
            return {}
        pool = ThreadPoolExecutor(min(READERS, len(unique)))
        try:
            futures = {address: pool.submit(copy_context().run, one, address) for address in unique}
            wait(futures.values(), timeout=self._wait_seconds)
            return {a: f.result() if f.done() else _too_slow(a, self._wait_seconds) for a, f in futures.items()}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _open(self, connection: Connection, person: Person | None) -> CalendarAdapter:
        label = connection.label or connection.kind
        try:
            config = {"label": label, **_of_person(person), **connection.opened_config()}
            return self._opener(connection.kind, config, connection.person, self._store.engine)
        except CalendarError:
            raise
        except Exception as error:
            raise ReconnectNeeded(f"{label} cannot be opened: {error}", label) from error


def _too_slow(address: str, seconds: float) -> Unreadable:
    return Unreadable(address, "", TryAgain(f"no answer within {seconds:g} seconds"))


def remedy_key(error: CalendarError) -> str:
    """The text that tells what to do about a calendar's error: ``reconnect`` or ``try_again``."""
    return "try_again" if isinstance(error, TryAgain) else "reconnect"


def _of_person(person: Person | None) -> dict[str, str]:
    if person is None:
        return {}
    config = {"aliases": ",".join(person.addresses)} if person.addresses else {}
    return config | ({"timezone": person.timezone} if person.timezone else {})


def _busy(answers: Iterable[FreeBusy]) -> tuple[Interval, ...]:
    return tuple(sorted(interval for answer in answers for interval in answer.busy))
