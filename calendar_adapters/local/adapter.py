"""`LocalCalendar`: one person's calendar in a table; conditional writes inside one transaction each."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from calendar_adapters.common import Clock, Ownership, system_clock
from calendar_adapters.errors import AdapterBug, Conflict, NotFound, TryAgain
from calendar_adapters.ical.expansion import reach
from calendar_adapters.ical.objects import main_event, new_object, objects_of, with_event, without_instance
from calendar_adapters.ical.reading import parse, parsed, vevents
from calendar_adapters.local.tables import READING, objects
from calendar_adapters.types import Capabilities, Event, FreeBusy, Interval

DAY = int(timedelta(days=1).total_seconds())
MISSING_TABLE = ("no such table", "does not exist")

# run for every event that is read or written: built once, as building takes longer than running
_ITS = and_(objects.c.owner == bindparam("its_owner"), objects.c.uid == bindparam("its_uid"))
_AS_SEEN = and_(_ITS, objects.c.etag == bindparam("seen"))
_ONE = select(objects.c.etag, objects.c.ics).where(_ITS)
_NEW, _CHANGED, _GONE = insert(objects), update(objects).where(_AS_SEEN), delete(objects).where(_AS_SEEN)


class LocalCalendar:
    """A `CalendarAdapter` over the table `local_calendar_object` of ``engine`` (SQLite or PostgreSQL).

    ``owner`` is the bare address of its owner (a room has one too), ``tzid`` the owner's zone. ``clock`` gives DTSTAMP.
    Raises ValueError for an unknown zone.
    """

    def __init__(
        self,
        engine: Any,
        owner: str,
        label: str = "local",
        *,
        tzid: str = "UTC",
        aliases: Sequence[str] = (),
        all_day_blocks: bool = True,
        clock: Clock = system_clock,
    ) -> None:
        self.owner = owner.strip().lower()
        self.label = label
        self._engine = engine
        self._clock = clock
        self._own = Ownership(self.owner, label, tzid, tuple(aliases), all_day_blocks)
        self._home = self._own.home

    def __repr__(self) -> str:
        return f"LocalCalendar(owner={self.owner!r}, label={self.label!r})"

    @property
    def capabilities(self) -> Capabilities:
        """Writable; sends no invitations of its own."""
        return Capabilities(writable=True)

    def free_busy(self, window: Interval) -> FreeBusy:
        """See `CalendarAdapter.free_busy`."""
        return self._own.free_busy(self.events(window), window)

    def events(self, window: Interval) -> Sequence[Event]:
        """See `CalendarAdapter.events`; each carries its object's ``etag``."""
        near = and_(
            objects.c.owner == self.owner,
            objects.c.first_start < int(window.end.timestamp()) + DAY,
            or_(objects.c.last_end.is_(None), objects.c.last_end > int(window.start.timestamp()) - DAY),
        )
        with self._transaction(reading=True) as connection:
            rows = connection.execute(select(objects.c.uid, objects.c.etag, objects.c.ics).where(near)).all()
        etags = {row.uid: row.etag for row in rows}
        components = [item for row in rows for item in vevents(parse(row.ics, self.label))]
        found = self._own.instances(components, window)
        return [replace(event, etag=etags.get(event.uid), href=event.uid) for event in found]

    def get(self, uid: str) -> Event:
        """See `CalendarAdapter.get`."""
        with self._transaction(reading=True) as connection:
            row = self._row(connection, uid)
        return self._loaded(row.ics, uid, row.etag)

    def create(self, event: Event) -> Event:
        """See `CalendarAdapter.create`."""
        with self._writing():
            ics = new_object(replace(event, recurrence_id=None), self._clock()).decode()
            values = self._values(ics)
        try:
            with self._transaction() as connection:
                connection.execute(_NEW, {"owner": self.owner, "uid": event.uid, **values})
        except Conflict as error:
            raise Conflict(f"an event with the UID {event.uid} exists already", self.label) from error
        return self._loaded(ics, event.uid, values["etag"])

    def update(self, event: Event) -> Event:
        """See `CalendarAdapter.update`; without ``etag`` whatever is stored is replaced."""
        with self._transaction() as connection:
            row = self._row(connection, event.uid)
            self._check(row, event.etag)
            with self._writing():
                ics = with_event(row.ics, event, self._clock(), self._home, self.label).decode()
                values = self._values(ics)
            self._write(connection, event.uid, row.etag, values)
        if event.recurrence_id is not None:
            return replace(event, etag=values["etag"], href=event.uid)
        return self._loaded(ics, event.uid, values["etag"])

    def delete(self, uid: str, etag: str | None = None, recurrence_id: object | None = None) -> None:
        """See `CalendarAdapter.delete`."""
        with self._transaction() as connection:
            row = self._row(connection, uid)
            self._check(row, etag)
            if isinstance(recurrence_id, date):
                ics = without_instance(row.ics, recurrence_id, self._clock(), self._home, self.label).decode()
                self._write(connection, uid, row.etag, self._values(ics))
                return
            if connection.execute(_GONE, {**self._its(uid), "seen": row.etag}).rowcount != 1:
                raise Conflict("the event changed in the meantime", self.label)

    def add_ics(self, data: bytes | str) -> list[str]:
        """Take in the events of an .ics file as they are (their UIDs); those of a UID that exists are replaced.

        Returns the UIDs. Raises BadAnswer when the file cannot be read; then nothing is taken in.
        """
        rows = {uid: self._values(ics.decode()) for uid, ics in objects_of(data, self._home, self.label).items()}
        with self._transaction() as connection:
            for uid, values in rows.items():
                connection.execute(delete(objects).where(_ITS), self._its(uid))
                connection.execute(_NEW, {"owner": self.owner, "uid": uid, **values})
        return list(rows)

    def _its(self, uid: str) -> dict[str, str]:
        return {"its_owner": self.owner, "its_uid": uid}

    def _row(self, connection: Any, uid: str) -> Any:
        row = connection.execute(_ONE, self._its(uid)).first()
        if row is None:
            raise NotFound(f"no event with the UID {uid}", self.label)
        return row

    def _check(self, row: Any, etag: str | None) -> None:
        if etag is not None and row.etag != etag:
            raise Conflict("the event changed in the meantime", self.label)

    def _write(self, connection: Any, uid: str, seen: str, values: dict[str, Any]) -> None:
        """The conditional update: nothing is written when another transaction was faster."""
        if connection.execute(_CHANGED, {**values, **self._its(uid), "seen": seen}).rowcount != 1:
            raise Conflict("the event changed in the meantime", self.label)

    def _values(self, ics: str) -> dict[str, Any]:
        first, last = reach(vevents(parsed(ics, self.label)), self._home, self.label)
        return {
            "etag": secrets.token_hex(16),
            "ics": ics,
            "first_start": int(first.timestamp()),
            "last_end": None if last is None else int(last.timestamp()),
        }

    def _loaded(self, ics: str, uid: str, etag: str) -> Event:
        return replace(main_event(ics, self._home, self.label), etag=etag, href=uid)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """An event that cannot be written as iCalendar is our fault, not the calendar's."""
        try:
            yield
        except ValueError as error:
            raise AdapterBug(f"the event cannot be written: {error}", self.label) from error

    @contextmanager
    def _transaction(self, reading: bool = False) -> Iterator[Any]:
        """One transaction; the database's errors become the adapter's."""
        try:
            with self._engine.connect() as connected:
                connection = connected.execution_options(**{READING: reading})
                with connection.begin():
                    yield connection
        except IntegrityError as error:
            raise Conflict("the row exists already", self.label) from error
        except OperationalError as error:
            if any(words in str(error.orig) for words in MISSING_TABLE):
                raise AdapterBug("the calendar's table is missing: run the migrations", self.label) from error
            raise TryAgain("the database does not answer", self.label) from error
        except DBAPIError as error:
            if error.connection_invalidated:
                raise TryAgain("the database closed the connection", self.label) from error
            raise AdapterBug(f"the database refused: {error.orig}", self.label) from error
        except SQLAlchemyError as error:
            raise TryAgain(f"the database is busy: {type(error).__name__}", self.label) from error
