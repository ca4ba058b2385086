"""Holds (tentative, may overlap, run out) and claims (exclusive, under a database constraint)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from actions.core.meeting_claims import Stretch
from actions.store.errors import SlotTaken
from actions.store.records import Hold
from actions.store.sql import insert_new
from actions.store.tables import claim, hold
from calendar_adapters.types import Interval

ATTEMPTS = 20  # each fails only when somebody else has just committed
_ALL_OF = sa.delete(claim).where(claim.c.meeting_id == sa.bindparam("wanted"))
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
        self.take_stretches([Stretch(a, span) for a in addresses for span in spans], meeting_id)

    def take_stretches(self, stretches: Iterable[Stretch], meeting_id: str) -> None:
        """Claim each stretch that no other meeting has any of; all of those that do not yield, or nothing.

        Raises:
            SlotTaken: another meeting has claimed some of a stretch that does not yield; names whose time, and when.
        """
        wanted = tuple(stretches)
        for _ in range(ATTEMPTS):
            mine, theirs = self._found(wanted, meeting_id)
            kept = [s for s in wanted if theirs.isdisjoint(_keys(s))]
            if lost := [s for s in wanted if s not in kept and not s.yields]:
                raise SlotTaken(sorted({s.address for s in lost}), min(s.interval for s in lost))
            if self._insert({key for s in kept for key in _keys(s)} - mine, meeting_id):
                return
        raise RuntimeError(f"meeting {meeting_id} could not claim its time")

    def follow(self, stretches: Iterable[Stretch], meeting_id: str) -> None:
        """A meeting's claims are to be exactly ``stretches``, but what another meeting has; the rest is given up."""
        wanted = tuple(stretches)
        if not wanted:
            self._connection.execute(_ALL_OF, {"wanted": meeting_id})
            return
        # taken before anything is given up: nobody who waits for a row of ours has one that we wait for
        self.take_stretches((replace(s, yields=True) for s in wanted), meeting_id)
        where: list[Any] = [claim.c.meeting_id == meeting_id]
        for span, people in _by_time(wanted).items():
            units = _units(span)
            kept = sa.and_(claim.c.bucket.between(units[0], units[-1]), claim.c.address.in_(sorted(people)))
            where.append(sa.not_(kept))
        self._connection.execute(sa.delete(claim).where(*where))

    def release(self, meeting_id: str, *, keep: Sequence[Interval] = ()) -> int:
        """Give up a meeting's claims, but those on ``keep`` (the new time, after a move); returns how many rows."""
        where: list[Any] = [claim.c.meeting_id == meeting_id]
        where += [sa.not_(claim.c.bucket.between(units[0], units[-1])) for units in map(_units, keep)]
        return int(self._connection.execute(sa.delete(claim).where(*where)).rowcount)

    def prune(self, before: datetime) -> int:
        """Delete claims on time before ``before``; returns how many rows."""
        old = claim.c.bucket < math.floor(before.timestamp() / UNIT_SECONDS)
        return int(self._connection.execute(sa.delete(claim).where(old)).rowcount)

    def _found(self, wanted: Sequence[Stretch], meeting_id: str) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
        """What is claimed where ``wanted`` lies, as (address, unit): by the meeting itself, by others."""
        mine: set[tuple[str, int]] = set()
        theirs: set[tuple[str, int]] = set()
        for span, people in _by_time(wanted).items():
            units = _units(span)
            where = (claim.c.address.in_(sorted(people)), claim.c.bucket.between(units[0], units[-1]))
            for row in self._connection.execute(sa.select(claim).where(*where)):
                (mine if row.meeting_id == meeting_id else theirs).add((row.address, row.bucket))
        return mine, theirs

    def _insert(self, keys: Iterable[tuple[str, int]], meeting_id: str) -> bool:
        """True when all were free; False (and nothing is claimed) when somebody else committed one in between."""
        rows = [{"address": a, "bucket": u, "meeting_id": meeting_id} for a, u in sorted(keys)]
        if not rows:
            return True
        try:
            with self._connection.begin_nested():
                self._connection.execute(sa.insert(claim), rows)
        except IntegrityError:
            return False
        return True


def _by_time(stretches: Iterable[Stretch]) -> dict[Interval, set[str]]:
    """Whose time it is, by interval."""
    people: dict[Interval, set[str]] = {}
    for one in stretches:
        people.setdefault(one.interval, set()).add(one.address.lower())
    return people


def _keys(stretch: Stretch) -> set[tuple[str, int]]:
    return {(stretch.address.lower(), unit) for unit in _units(stretch.interval)}


def _units(span: Interval) -> range:
    """Numbers of the minutes since 1970 that ``span`` touches."""
    return range(math.floor(span.start.timestamp() / UNIT_SECONDS), math.ceil(span.end.timestamp() / UNIT_SECONDS))
