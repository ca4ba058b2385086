"""What belongs to one person beside the roster: lasting wishes and calendar connections."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection as Database

from actions.store.memory import forget, remembered
from actions.store.records import Connection, Preference
from actions.store.sql import upsert
from actions.store.tables import calendar_connection, preference

# asked in every turn: built once
_WISHES = sa.select(preference).where(preference.c.person == sa.bindparam("whose")).order_by(preference.c.id)
_EVERY = sa.select(calendar_connection).order_by(calendar_connection.c.person, calendar_connection.c.id)
_CONNECTED = _EVERY.where(calendar_connection.c.person == sa.bindparam("whose"))


class Preferences:
    """Wishes told in a sentence; several of one kind may stand side by side."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection

    def of(self, person: str, now: datetime | None = None) -> list[Preference]:
        """A person's wishes in the order they were said; with ``now``, only those still valid."""
        whose = person.lower()
        wishes = remembered(self._connection, ("wishes", whose), lambda: self._of(whose))
        return [w for w in wishes if now is None or w.valid_until is None or w.valid_until > now]

    def of_kind(self, kind: str, now: datetime) -> list[Preference]:
        """Everybody's valid wishes of one kind, by person."""
        valid = sa.or_(preference.c.valid_until.is_(None), preference.c.valid_until > now)
        query = sa.select(preference).where(preference.c.kind == kind, valid)
        rows = self._connection.execute(query.order_by(preference.c.person, preference.c.id))
        return [Preference(**row._mapping) for row in rows]

    def put(
        self, person: str, kind: str, value: Any, now: datetime, *, said: str = "", valid_until: datetime | None = None
    ) -> int:
        """Remember a wish; returns its id. The same wish again replaces the older row."""
        for same in self.of(person):
            if same.kind == kind and same.value == value:
                self.remove(same.id)
        forget()
        row = {"person": person.lower(), "kind": kind, "value": value, "said": said}
        row |= {"valid_until": valid_until, "created_at": now}
        result = self._connection.execute(sa.insert(preference).values(**row))
        return int(result.inserted_primary_key[0])

    def remove(self, id: int) -> bool:
        """Withdraw one wish; False when there is none of that id."""
        forget()
        return self._connection.execute(sa.delete(preference).where(preference.c.id == id)).rowcount == 1

    def unsay(self, person: str, said: str) -> int:
        """The wishes stay, the words they were told in go; returns of how many."""
        mine = sa.and_(preference.c.person == person.lower(), preference.c.said == said, preference.c.said != "")
        return int(self._connection.execute(sa.update(preference).where(mine).values(said="")).rowcount)

    def clear(self, person: str, kind: str | None = None) -> int:
        """Withdraw a person's wishes (of one kind); returns how many."""
        forget()
        where = [preference.c.person == person.lower()] + ([preference.c.kind == kind] if kind else [])
        return int(self._connection.execute(sa.delete(preference).where(*where)).rowcount)

    def _of(self, person: str) -> tuple[Preference, ...]:
        rows = self._connection.execute(_WISHES, {"whose": person})
        return tuple(Preference(**row._mapping) for row in rows)


class Connections:
    """Which calendars people have connected."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection

    def of(self, person: str) -> list[Connection]:
        """A person's calendars, in the order they were connected."""
        whose = person.lower()
        return list(remembered(self._connection, ("connections", whose), lambda: self._of(whose)))

    def all(self) -> list[Connection]:
        """Every connected calendar, by person."""
        return [Connection(**row._mapping) for row in self._connection.execute(_EVERY)]

    def save(self, value: Connection) -> None:
        """Connect, or replace the connection of the same person, kind and label. The person must be known."""
        forget()
        row = {f.name: getattr(value, f.name) for f in fields(value) if f.name != "id"}
        key = ["person", "kind", "label"]
        upsert(self._connection, calendar_connection, row | {"person": value.person.lower()}, key)

    def mark(self, id: int, state: str, now: datetime, error: str = "") -> None:
        """Note how the last call went: ``ok``, ``needs_reconnect`` or ``failing``, and what was said."""
        forget()
        mine = calendar_connection.c.id == id
        values = {"state": state, "last_error": error, "checked_at": now}
        self._connection.execute(sa.update(calendar_connection).where(mine).values(**values))

    def remove(self, person: str, kind: str | None = None) -> int:
        """Disconnect a person's calendars (of one kind); returns how many."""
        forget()
        mine = [calendar_connection.c.person == person.lower()]
        mine += [calendar_connection.c.kind == kind] if kind else []
        return int(self._connection.execute(sa.delete(calendar_connection).where(*mine)).rowcount)

    def _of(self, person: str) -> tuple[Connection, ...]:
        rows = self._connection.execute(_CONNECTED, {"whose": person})
        return tuple(Connection(**row._mapping) for row in rows)
