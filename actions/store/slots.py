"""Holds (tentative, may overlap, run out) and claims (exclusive, under a database constraint)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from actions.store.errors import SlotTaken
from actions.store.records import Hold
from actions.store.sql import insert_new
from actions.store.tables import claim, hold
from calendar_adapters.types import Interval

UNIT_SECONDS = 60  # meetings begin and end on the minute, so a claim takes exactly its own time


class Holds:
    """Times that meetings under negotiation keep free; they count as busy for every other meeting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(
        self, meeting_id: str, addresses: Iterable[str], intervals: Iterable[Interval], expires_at: datetime
    ) -> None:
        """Hold each interval for each person until ``expires_at``; holding it again moves the expiry."""
        spans = tuple(intervals)
        for address in addresses:
            for span in spans:
                key: dict[str, Any] = {"meeting_id": meeting_id, "address": address.lower()}
                key |= {"starts_at": span.start, "ends_at": span.end}
                if not insert_new(self._connection, hold, {**key, "expires_at": expires_at}):
                    same = sa.and_(*(hold.c[name] == value for name, value in key.items()))
                    self._connection.execute(sa.update(hold).where(same).values(expires_at=expires_at))

    def release(self, meeting_id: str, address: str | None = None) -> int:
        """Give up a meeting's holds (of one person, or all); returns how many there were."""
        where = hold.c.meeting_id == meeting_id
        if address is not None:
            where = sa.and_(where, hold.c.address == address.lower())
        return int(self._connection.execute(sa.delete(hold).where(where)).rowcount)

    def active(
        self, addresses: Iterable[str], window: Interval, now: datetime, *, other_than: str | None = None
    ) -> list[Hold]:
        """Holds of these people that meet ``window`` and have not run out; ``other_than`` leaves one meeting's out."""
        where = [hold.c.address.in_([a.lower() for a in addresses]), hold.c.expires_at > now]
        where += [hold.c.starts_at < window.end, hold.c.ends_at > window.start]
        if other_than is not None:
            where.append(hold.c.meeting_id != other_than)
        query = sa.select(hold).where(*where).order_by(hold.c.starts_at, hold.c.address)
        return [
            Hold(r.meeting_id, r.address, Interval(r.starts_at, r.ends_at), r.expires_at)
            for r in self._connection.execute(query)
        ]

    def prune(self, now: datetime) -> int:
        """Delete holds that have run out; returns how many."""
        return int(self._connection.execute(sa.delete(hold).where(hold.c.expires_at <= now)).rowcount)


class Claims:
    """The database's lock on a person's time: one row a person and minute, its primary key decides.

    Two confirmations that overlap for a person want the same row, and one INSERT fails, on SQLite and on PostgreSQL
    alike; times that only touch (until 09:32, from 09:32) share none. Parts of a minute claim the whole minute.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, addresses: Iterable[str], intervals: Interval | Sequence[Interval], meeting_id: str) -> None:
        """Claim the time (all of it, for all, or nothing). What the same meeting has claimed already is no obstacle.

        Raises:
            SlotTaken: another meeting has claimed some of it; names whose time.
        """
        spans = (intervals,) if isinstance(intervals, Interval) else tuple(intervals)
        units = sorted({unit for span in spans for unit in _units(span)})
        people = sorted({a.lower() for a in addresses})
        mine = self._check(people, units, meeting_id)
        rows = [
            {"address": a, "bucket": u, "meeting_id": meeting_id} for a in people for u in units if (a, u) not in mine
        ]
        if not rows:
            return
        try:
            with self._connection.begin_nested():
                self._connection.execute(sa.insert(claim), rows)
        except IntegrityError:  # somebody else committed between the check and the insert
            self._check(people, units, meeting_id)
            raise

    def release(self, meeting_id: str, *, keep: Sequence[Interval] = ()) -> int:
        """Give up a meeting's claims, but those on ``keep`` (the new time, after a move); returns how many rows."""
        where: list[Any] = [claim.c.meeting_id == meeting_id]
        where += [sa.not_(claim.c.bucket.between(units[0], units[-1])) for units in map(_units, keep)]
        return int(self._connection.execute(sa.delete(claim).where(*where)).rowcount)

    def prune(self, before: datetime) -> int:
        """Delete claims on time before ``before``; returns how many rows."""
        old = claim.c.bucket < math.floor(before.timestamp() / UNIT_SECONDS)
        return int(self._connection.execute(sa.delete(claim).where(old)).rowcount)

    def _check(self, people: list[str], units: list[int], meeting_id: str) -> set[tuple[str, int]]:
        """What the meeting holds of this already. Raises SlotTaken when somebody else does."""
        query = sa.select(claim).where(claim.c.address.in_(people), claim.c.bucket.between(units[0], units[-1]))
        wanted = set(units)
        rows = [r for r in self._connection.execute(query) if r.bucket in wanted]
        if taken := sorted({r.address for r in rows if r.meeting_id != meeting_id}):
            raise SlotTaken(taken)
        return {(r.address, r.bucket) for r in rows}


def _units(span: Interval) -> range:
    """Numbers of the minutes since 1970 that ``span`` touches."""
    return range(math.floor(span.start.timestamp() / UNIT_SECONDS), math.ceil(span.end.timestamp() / UNIT_SECONDS))
