"""Timers: rows that come due and fire exactly once, however many processes look."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.store.records import Timer
from actions.store.sql import insert_new
from actions.store.tables import preference, timer

UNASKED = frozenset({"nudge"})  # what nobody has asked to be sent; digests and reminders were asked for
QUIET = "quiet"  # kind of the wish to get no messages unasked

_NAMES = ("key", "kind", "due_at", "meeting_id", "person", "payload", "fired_at")
_WAITING = sa.select(timer).where(timer.c.fired_at.is_(None)).order_by(timer.c.due_at, timer.c.id)
_OF_PEOPLE = _WAITING.where(
    timer.c.kind == sa.bindparam("kind"), timer.c.person.in_(sa.bindparam("people", expanding=True))
)


class Timers:
    """What is to be done later."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, value: Timer) -> bool:
        """Set a timer; False when ``value.key`` was set before (also if it has fired), and for a nudge to somebody who
        wants no messages unasked."""
        if value.kind in UNASKED and self._is_quiet(value.person):
            return False
        row = {name: getattr(value, name) for name in ("key", "kind", "due_at", "meeting_id", "person", "payload")}
        return insert_new(self._connection, timer, {**row, "fired_at": None})

    def due(self, now: datetime, *, kind: str | None = None, limit: int = 100) -> list[Timer]:
        """Timers (of one kind) that are due and have not fired, the longest overdue first; `fire` each before acting
        on it."""
        where = sa.and_(timer.c.fired_at.is_(None), timer.c.due_at <= now)
        return self._read(where if kind is None else sa.and_(where, timer.c.kind == kind), limit)

    def next_due(self) -> datetime | None:
        """When the next timer is due, or None."""
        return self._connection.execute(
            sa.select(sa.func.min(timer.c.due_at)).where(timer.c.fired_at.is_(None))
        ).scalar()

    def fire(self, key: str, now: datetime) -> bool:
        """True for the one caller who may act on it, in the transaction that holds the effects."""
        mine = sa.and_(timer.c.key == key, timer.c.fired_at.is_(None))
        return self._connection.execute(sa.update(timer).where(mine).values(fired_at=now)).rowcount == 1

    def of_meeting(self, meeting_id: str, *, fired: bool = False) -> list[Timer]:
        """A meeting's timers that have not fired, or those that have."""
        state = timer.c.fired_at.is_not(None) if fired else timer.c.fired_at.is_(None)
        return self._read(sa.and_(timer.c.meeting_id == meeting_id, state), None)

    def reset(self, meeting_id: str, person: str, kind: str) -> int:
        """Forget a person's timers of a meeting, fired or not, so that their keys can be set anew; returns how many."""
        mine = [timer.c.meeting_id == meeting_id, timer.c.person == person.lower(), timer.c.kind == kind]
        return int(self._connection.execute(sa.delete(timer).where(*mine)).rowcount)

    def of_person(self, address: str, kind: str | None = None) -> list[Timer]:
        """A person's timers (own reminders) that have not fired."""
        where = sa.and_(timer.c.person == address.lower(), timer.c.fired_at.is_(None))
        return self._read(where if kind is None else sa.and_(where, timer.c.kind == kind), None)

    def of_people(self, addresses: Collection[str], kind: str) -> list[Timer]:
        """The timers of one kind of these people that have not fired."""
        people = [a.lower() for a in addresses]
        return _timers(self._connection.execute(_OF_PEOPLE, {"kind": kind, "people": people}))

    def waiting(self, kind: str) -> list[Timer]:
        """All timers of one kind that have not fired."""
        return self._read(sa.and_(timer.c.fired_at.is_(None), timer.c.kind == kind), None)

    def redate(self, value: Timer) -> bool:
        """Set a timer's time and payload anew; False when it has fired meanwhile, or is gone."""
        mine = sa.and_(timer.c.key == value.key, timer.c.fired_at.is_(None))
        new = sa.update(timer).where(mine).values(due_at=value.due_at, payload=value.payload)
        return self._connection.execute(new).rowcount == 1

    def cancel(self, *, key: str | None = None, meeting_id: str | None = None, kind: str | None = None) -> int:
        """Delete timers that have not fired, by key or by meeting (and kind); returns how many."""
        wanted = {"key": key, "meeting_id": meeting_id, "kind": kind}
        where: list[Any] = [timer.c[name] == value for name, value in wanted.items() if value is not None]
        if key is None and meeting_id is None:
            raise ValueError("name the timer or the meeting")
        return int(self._connection.execute(sa.delete(timer).where(timer.c.fired_at.is_(None), *where)).rowcount)

    def _is_quiet(self, person: str) -> bool:
        quiet = sa.and_(preference.c.person == person.lower(), preference.c.kind == QUIET)
        return self._connection.execute(sa.select(preference.c.id).where(quiet)).first() is not None

    def _read(self, where: Any, limit: int | None) -> list[Timer]:
        query = sa.select(timer).where(where).order_by(timer.c.due_at, timer.c.id).limit(limit)
        return _timers(self._connection.execute(query))


def _timers(rows: Iterable[Any]) -> list[Timer]:
    return [Timer(**{name: getattr(row, name) for name in _NAMES}) for row in rows]
