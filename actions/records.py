"""The record of the meetings that were arranged: with whom, what for, how long it took to settle, who accepted.

Nothing is stored for it: it is read from the meetings themselves, and goes with them (`forget`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from actions.core.meeting import FINAL, Meeting, Participant, State, Verdict
from actions.core.meeting_invariants import inconsistencies
from actions.store.store import Transaction
from calendar_adapters.types import Interval, PartStat

CLIENT_PURPOSES = frozenset({"client_meeting", "sales_call"})
_YES = (Verdict.YES, Verdict.IF_NEED_BE)


@dataclass(frozen=True)
class Record:
    """One meeting that was arranged. ``start``/``end`` of a series are its first instance's (or the one that stands).

    ``accepted`` and ``declined`` are addresses of attendees, the organizer left out; ``minutes`` from the request to
    the first time it was settled. ``cancelled``: called off afterwards.
    """

    meeting: Meeting
    start: datetime
    end: datetime
    settled_at: datetime
    accepted: tuple[str, ...]
    declined: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """Minutes from the request until it was settled."""
        return max(0.0, (self.settled_at - self.meeting.created_at).total_seconds() / 60)

    @property
    def cancelled(self) -> bool:
        """True when it was called off afterwards."""
        return self.meeting.state is State.CANCELLED

    @property
    def external(self) -> bool:
        """True when somebody from outside took part, or the purpose says so."""
        return self.meeting.purpose in CLIENT_PURPOSES or any(p.external for p in self.meeting.attendees)


def arranged(tx: Transaction, address: str) -> list[Record]:
    """Every meeting with ``address`` among its people that was ever settled with our help, the newest first."""
    found = [record(m) for m in tx.meetings.of_person(address, states=set(State))]
    return sorted((r for r in found if r), key=lambda r: r.start, reverse=True)


def record(meeting: Meeting) -> Record | None:
    """The record of a meeting; None where nothing was settled, or where it only was read from a calendar."""
    if meeting.settled_at is None or meeting.booked is None or not _ours(meeting):
        return None
    slot = meeting.booked
    people = meeting.others
    accepted = tuple(p.address for p in people if _accepted(p, meeting))
    declined = tuple(p.address for p in people if p.partstat is PartStat.DECLINED)
    return Record(meeting, slot.start, slot.end, meeting.settled_at, accepted, declined)


def settled_in(records: Sequence[Record], window: Interval) -> list[Record]:
    """Those that were settled in the window."""
    return [r for r in records if window.start <= r.settled_at < window.end]


def held_in(records: Sequence[Record], window: Interval) -> list[Record]:
    """Those that took place (or stand) in the window; what was called off did not."""
    return [r for r in records if window.start <= r.start < window.end and not r.cancelled]


def median_minutes(records: Sequence[Record]) -> float | None:
    """The median time to settle, in minutes; None without records."""
    return median(r.minutes for r in records) if records else None


def forget(tx: Transaction, address: str, now: datetime) -> int:
    """Take ``address`` out of the record of everything that is over: own meetings are deleted, in others' the person
    is left out. Meetings that are still ahead or being arranged stay. Returns how many meetings were touched."""
    wanted, touched = address.lower(), 0
    for meeting in tx.meetings.of_person(wanted, states=set(State)):
        if not _over(meeting, now):
            continue
        touched += 1
        left = _without(meeting, wanted)
        if meeting.organizer == wanted or inconsistencies(left):
            tx.meetings.discard(meeting.id)
        else:
            tx.meetings.save(left)
    return touched


def _ours(meeting: Meeting) -> bool:
    """An event that was only found in a calendar and changed there was not arranged by us: it was never asked for."""
    return bool(meeting.channel or meeting.proposals or meeting.constraints)


def _accepted(person: Participant, meeting: Meeting) -> bool:
    said = meeting.booked is not None and person.verdict_on(meeting.booked) in _YES
    return person.partstat is PartStat.ACCEPTED or (said and person.partstat is not PartStat.DECLINED)


def _over(meeting: Meeting, now: datetime) -> bool:
    if meeting.state in FINAL:
        return True
    return (
        meeting.state is State.BOOKED and meeting.rrule is None and bool(meeting.booked and meeting.booked.end <= now)
    )


def _without(meeting: Meeting, address: str) -> Meeting:
    return replace(
        meeting,
        attendees=tuple(p for p in meeting.attendees if p.address != address),
        refused=tuple(r for r in meeting.refused if r.by != address),
        constraints=tuple(c for c in meeting.constraints if c.get("by") != address),
        delegates=tuple(d for d in meeting.delegates if d != address),
        proposals=tuple(replace(p, to=tuple(a for a in p.to if a != address)) for p in meeting.proposals),
    )
