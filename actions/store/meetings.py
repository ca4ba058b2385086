"""Meetings: a JSON document each, with the columns that are searched beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from actions.core.meeting import FINAL, STANDING, Meeting, State
from actions.core.meeting_claims import claimed
from actions.core.meeting_invariants import inconsistencies
from actions.core.meeting_json import from_json, to_json
from actions.store.errors import Stale
from actions.store.following import follow
from actions.store.slots import Claims
from actions.store.sql import replace_rows
from actions.store.tables import meeting, meeting_attendee, proposal_slot
from calendar_adapters.types import Interval

_ANY = sa.select(meeting.c.document, meeting.c.version)
# run in every turn: built once, as building takes longer than running
_OF_ID = _ANY.where(meeting.c.id == sa.bindparam("wanted"))
_NEW = sa.insert(meeting)
_NEXT = sa.update(meeting).where(meeting.c.id == sa.bindparam("mine"), meeting.c.version == sa.bindparam("seen"))
_REPEATS = meeting.c.document["rrule"].as_string().is_not(None)


class Meetings:
    """The meetings, each saved whole and only on top of the version that was read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, meeting_id: str) -> Meeting | None:
        """The meeting of that id, or None."""
        row = self._connection.execute(_OF_ID, {"wanted": meeting_id}).first()
        return from_json(row.document, row.version) if row else None

    def by_uid(self, uid: str) -> Meeting | None:
        """The meeting whose event has this UID, or None."""
        return next(iter(self._read(meeting.c.uid == uid)), None)

    def save(self, value: Meeting) -> Meeting:
        """Write the meeting, date the reminders before it, and keep the claims of what stands to the time it takes by
        now; returns it with its new version (version 0 is new). One being booked keeps all that it has claimed.

        Raises:
            Stale: it was saved by somebody else since it was read.
            ValueError: the meeting contradicts itself; a bug, nothing is written.
        """
        if wrong := inconsistencies(value):
            raise ValueError(f"meeting {value.id} is inconsistent: {'; '.join(wrong)}")
        saved = replace(value, version=value.version + 1)
        self._write(saved)
        self._index(saved)
        follow(self._connection, saved)
        if saved.state is not State.BOOKING and (saved.version > 1 or saved.booked is not None):
            Claims(self._connection).follow(claimed(saved, saved.updated_at or saved.created_at), saved.id)
        return saved

    def discard(self, meeting_id: str) -> None:
        """Delete a meeting that nobody was ever told of, with its claims, holds and timers."""
        self._connection.execute(sa.delete(meeting).where(meeting.c.id == meeting_id))

    def for_conversation(self, channel: str, conversation: str) -> list[Meeting]:
        """Meetings that were asked for in this thread, the latest first."""
        where = sa.and_(meeting.c.channel == channel, meeting.c.conversation == conversation)
        return self._read(where, meeting.c.created_at.desc(), meeting.c.id.desc())

    def of_person(
        self,
        address: str,
        *,
        states: Iterable[State] | None = None,
        starting: datetime | None = None,
        series: bool = False,
    ) -> list[Meeting]:
        """Meetings in which ``address`` takes part, by start (those without one last).

        ``states`` default: all that are not final. ``starting`` leaves out those whose time began before it, but with
        ``series`` not those that repeat.
        """
        wanted = [s.value for s in (states if states is not None else set(State) - FINAL)]
        mine = sa.select(meeting_attendee.c.meeting_id).where(meeting_attendee.c.address == address.lower())
        where = sa.and_(meeting.c.id.in_(mine), meeting.c.state.in_(wanted))
        if starting is not None:
            in_time = sa.or_(meeting.c.starts_at.is_(None), meeting.c.starts_at >= starting)
            where = sa.and_(where, sa.or_(in_time, _REPEATS) if series else in_time)
        return self._read(where, meeting.c.starts_at.is_(None), meeting.c.starts_at, meeting.c.created_at)

    def organized(self, address: str, window: Interval) -> list[Meeting]:
        """Meetings of this organizer that stand and begin in ``window``, and series that began before its end."""
        where = [meeting.c.organizer == address.lower(), meeting.c.state.in_([s.value for s in STANDING])]
        where += [meeting.c.starts_at < window.end, sa.or_(meeting.c.starts_at >= window.start, _REPEATS)]
        return self._read(sa.and_(*where), meeting.c.starts_at)

    def series(self) -> list[Meeting]:
        """Those that repeat and stand."""
        return self._read(sa.and_(meeting.c.state.in_([s.value for s in STANDING]), _REPEATS), meeting.c.starts_at)

    def expiring(self, now: datetime, limit: int = 100) -> list[Meeting]:
        """Meetings in search of a time whose ``expires_at`` is not after ``now``, the longest overdue first."""
        states = [s.value for s in (State.DRAFT, State.COLLECTING, State.PROPOSED, State.MOVING)]
        where = sa.and_(meeting.c.state.in_(states), meeting.c.expires_at <= now)
        return self._read(where, meeting.c.expires_at, limit=limit)

    def in_booking(self, before: datetime) -> list[Meeting]:
        """Meetings whose booking began before ``before`` and was neither finished nor given up: a process died."""
        return self._read(sa.and_(meeting.c.state == State.BOOKING.value, meeting.c.updated_at < before))

    def _read(self, where: Any, *order: Any, limit: int | None = None) -> list[Meeting]:
        query = _ANY.where(where).order_by(*order).limit(limit)
        return [from_json(row.document, row.version) for row in self._connection.execute(query)]

    def _write(self, saved: Meeting) -> None:
        row = _row(saved)
        if saved.version == 1:
            try:
                with self._connection.begin_nested():
                    self._connection.execute(_NEW, row)
            except IntegrityError as error:
                raise Stale(saved.id) from error
            return
        mine = {"mine": saved.id, "seen": saved.version - 1}
        if self._connection.execute(_NEXT, {**row, **mine}).rowcount != 1:
            raise Stale(saved.id)

    def _index(self, saved: Meeting) -> None:
        attendees = [
            {"meeting_id": saved.id, "address": p.address, "role": p.role.value, "partstat": p.partstat.value}
            for p in saved.attendees
        ]
        replace_rows(self._connection, meeting_attendee.c.meeting_id, saved.id, attendees)
        slots = [
            {"round": p.round, "number": number, "starts_at": s.start, "ends_at": s.end, "closed": p.closed}
            for p in saved.proposals
            for number, s in enumerate(p.slots, 1)
        ]
        rows = [{"meeting_id": saved.id, **slot} for slot in slots]
        replace_rows(self._connection, proposal_slot.c.meeting_id, saved.id, rows)


def _row(saved: Meeting) -> dict[str, Any]:
    return {
        "id": saved.id,
        "uid": saved.uid,
        "version": saved.version,
        "state": saved.state.value,
        "organizer": saved.organizer,
        "channel": saved.channel,
        "conversation": saved.conversation,
        "starts_at": saved.slot.start if saved.slot else None,
        "expires_at": saved.expires_at,
        "created_at": saved.created_at,
        "updated_at": saved.updated_at or saved.created_at,
        "document": to_json(saved),
    }
