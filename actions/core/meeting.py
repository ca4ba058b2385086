"""The meeting: one value that holds everything agreed, offered, answered and written so far.

Transitions are in `actions.core.meeting_steps`; what must always hold is in `actions.core.meeting_invariants`.

======== ====== ====== ========== ==========================================================================
state    booked chosen open offer meaning
======== ====== ====== ========== ==========================================================================
draft    no     no     no         something is still missing (who, how long, when); it is being asked for
collecting no   no     no         enough is known; times are sought or somebody's free hours are awaited
proposed no     no     yes        times are offered; answers come in
booking  maybe  yes    no         one time is chosen and claimed; the calendars are being written
booked   yes    no     no         the event stands in the calendars
moving   yes    no     maybe      the event stands, and another time for it is sought; the old one holds
cancelled was   no     no         the event stood and was called off (METHOD:CANCEL); final
withdrawn no    no     no         the request was dropped before anything was booked; final
expired  no     no     no         nobody settled it in time; final
======== ====== ====== ========== ==========================================================================

Every text that says how a meeting stands is derived from ``state``, ``booked`` and the answers, never remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from actions.errors import MendableError
from calendar_adapters.types import Interval, PartStat, Role


class State(str, Enum):
    """Where a meeting stands; the table is in the module's docstring."""

    DRAFT = "draft"
    COLLECTING = "collecting"
    PROPOSED = "proposed"
    BOOKING = "booking"
    BOOKED = "booked"
    MOVING = "moving"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


FINAL = frozenset({State.CANCELLED, State.WITHDRAWN, State.EXPIRED})
STANDING = frozenset({State.BOOKED, State.MOVING})  # the event is in the calendars and nothing is being written


class Verdict(str, Enum):
    """What one person said to one offered time."""

    YES = "yes"
    NO = "no"
    IF_NEED_BE = "if_need_be"


@dataclass(frozen=True, order=True)
class Slot:
    """One time for a meeting: ``[start, end)``, aware.

    ``reasons`` are JSON objects as the ranking gave them (``{"term": …, …}``); they do not count in comparisons.
    """

    start: datetime
    end: datetime
    reasons: tuple[dict[str, Any], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        Interval(self.start, self.end)  # the same conditions, the same ValueError

    @property
    def interval(self) -> Interval:
        """The slot without its reasons."""
        return Interval(self.start, self.end)

    @property
    def minutes(self) -> float:
        """Length in minutes."""
        return (self.end - self.start).total_seconds() / 60


@dataclass(frozen=True)
class Proposal:
    """One numbered round of offers; the speaker's "2번" is ``slots[1]`` of the open one.

    ``round`` counts from 1 within the meeting. ``to`` are the addresses that were asked. ``closed`` rounds are history.
    """

    round: int
    slots: tuple[Slot, ...]
    made_at: datetime
    to: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Answer:
    """What somebody said to one time; the latest word of a person on a time replaces the earlier one."""

    slot: Slot
    verdict: Verdict
    at: datetime


@dataclass(frozen=True)
class Participant:
    """Somebody who is to be there. ``address`` is bare and lower-case.

    ``partstat`` is the answer to the *booked* event (RFC 5545 section 3.2.12); ``answers`` are those to offers.
    ``external`` people are outside the organisation: they see offers, never busy times or titles.
    """

    address: str
    name: str = ""
    role: Role = Role.REQUIRED
    partstat: PartStat = PartStat.NEEDS_ACTION
    answers: tuple[Answer, ...] = ()
    external: bool = False

    @property
    def needed(self) -> bool:
        """True when the meeting needs this person's word: the organizer and required people."""
        return self.role in (Role.CHAIR, Role.REQUIRED)

    def verdict_on(self, slot: Slot) -> Verdict | None:
        """This person's latest word on exactly this time, or None."""
        return next((a.verdict for a in reversed(self.answers) if a.slot == slot), None)


@dataclass(frozen=True)
class Refusal:
    """A time that somebody whose word counts has refused; it is not offered again unless that person takes it back."""

    slot: Slot
    by: str


@dataclass(frozen=True)
class MovedInstance:
    """One instance of a series that differs: ``recurrence_id`` is its original start (RFC 5545 section 3.8.4.4),
    ``slot`` where it stands.

    ``title`` and ``location`` are its own where not "". ``without`` are attendees (addresses) who do not come to it,
    ``more`` are people who come to it alone. ``turn``: it stands there because its hour rotates.
    """

    recurrence_id: datetime
    slot: Slot
    title: str = ""
    location: str = ""
    without: tuple[str, ...] = ()
    more: tuple[Participant, ...] = ()
    turn: bool = False


@dataclass(frozen=True)
class AnyOf:
    """One of ``members`` (addresses, none an attendee yet) is to come, whoever is free; ``label`` is how they were
    named. Who it is is settled with the time; the others are not asked."""

    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """The aggregate; make one with `meeting_steps.new_meeting`, change it with the functions there.

    ``id`` is opaque. ``organizer`` is an address and always one of ``attendees`` (role CHAIR, or NON-PARTICIPANT when
    arranging for others). ``delegates`` may act for the organizer. ``minutes`` is the wanted length, None until known.
    ``constraints`` are TimeConstraints as JSON objects, each with ``"by"``: the address of whoever said it.
    ``booked`` is the time that stands in the calendars, ``chosen`` the one being written, ``chosen_instance`` the
    instance of the series that ``chosen`` is for. ``quorum`` is how many needed people beside the
    organizer suffice (None = all).
    ``groups`` are people of whom one each is still to be chosen. ``rdates`` are extra starts of a series.
    ``rotation`` are minutes after the series' own hour on its wall clock, one a turn: the instances take them in order,
    again and again.
    ``uid`` never changes; ``sequence`` counts revisions of the event (RFC 5545 section 3.8.7.4). ``timezone`` (IANA) is
    the zone in which the wall-clock time stays. ``version`` is the store's, for optimistic locking: 0 = never saved.
    """

    id: str
    uid: str
    organizer: str
    created_at: datetime
    attendees: tuple[Participant, ...]
    state: State = State.DRAFT
    title: str = ""
    purpose: str = ""
    minutes: int | None = None
    timezone: str = "UTC"
    language: str = "ko"
    channel: str = ""
    conversation: str = ""
    location: str = ""
    notes: str = ""
    rrule: str | None = None
    constraints: tuple[dict[str, Any], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    chosen: Slot | None = None
    chosen_instance: datetime | None = None
    booked: Slot | None = None
    exdates: tuple[datetime, ...] = ()
    moved: tuple[MovedInstance, ...] = ()
    rdates: tuple[datetime, ...] = ()
    rotation: tuple[int, ...] = ()
    groups: tuple[AnyOf, ...] = ()
    sequence: int = 0
    quorum: int | None = None
    delegates: tuple[str, ...] = ()
    expires_at: datetime | None = None
    settled_at: datetime | None = None
    updated_at: datetime | None = None
    version: int = 0

    @property
    def final(self) -> bool:
        """True when nothing can happen to it any more."""
        return self.state in FINAL

    @property
    def slot(self) -> Slot | None:
        """The time that stands, else the one being written, else None."""
        return self.booked or self.chosen

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everybody whose time it takes: all attendees but an organizer who arranges for others."""
        return tuple(p.address for p in self.attendees if p.role is not Role.NON_PARTICIPANT)

    def differing(self, instance: datetime) -> MovedInstance | None:
        """How the one of a series whose original start is ``instance`` differs, or None."""
        return next((m for m in self.moved if m.recurrence_id == instance), None)

    def addresses_at(self, instance: datetime) -> tuple[str, ...]:
        """Everybody whose time that one of a series takes."""
        own = self.differing(instance)
        if own is None:
            return self.addresses
        came = tuple(a for a in self.addresses if a not in own.without)
        return (*came, *(p.address for p in own.more))

    @property
    def others(self) -> tuple[Participant, ...]:
        """The attendees without the organizer."""
        return tuple(p for p in self.attendees if p.address != self.organizer)

    @property
    def open_proposal(self) -> Proposal | None:
        """The round of offers that can be answered now, or None."""
        last = self.proposals[-1] if self.proposals else None
        return last if last and not last.closed else None

    @property
    def last_proposal(self) -> Proposal | None:
        """The latest round of offers, open or closed, or None."""
        return self.proposals[-1] if self.proposals else None

    def participant(self, address: str) -> Participant | None:
        """The attendee of that address, or None."""
        return next((p for p in self.attendees if p.address == address.lower()), None)

    def may_manage(self, address: str) -> bool:
        """True for the organizer and the organizer's delegates: they book, move, change and cancel."""
        return address.lower() == self.organizer or address.lower() in self.delegates

    def offered(self, number: int) -> Slot:
        """The slot that was shown under ``number`` (from 1; -1 is the last) in the open round.

        Raises:
            MendableError: ``no_open_offer``, or ``choice_out_of_range`` with ``number`` and ``count``.
        """
        proposal = self.open_proposal
        if proposal is None:
            raise MendableError("no_open_offer", state=self.state.value)
        count = len(proposal.slots)
        if number == 0 or number > count or number < -1:
            raise MendableError("choice_out_of_range", number=number, count=count)
        return proposal.slots[number - 1 if number > 0 else -1]

    def is_refused(self, slot: Slot) -> bool:
        """True when the organizer refused exactly this time, or so many needed people that too few are left."""
        by = {r.by for r in self.refused if r.slot == slot}
        needed = {p.address for p in self.others if p.needed}
        chair = self.participant(self.organizer)
        if chair is not None and chair.needed and self.organizer in by:
            return True
        enough = len(needed) if self.quorum is None else min(self.quorum, len(needed))
        return len(needed - by) < enough

    def waiting_for(self, slot: Slot) -> tuple[str, ...]:
        """Addresses of needed people, the organizer left out, who have not said yes (or if-need-be) to ``slot``."""
        yes = (Verdict.YES, Verdict.IF_NEED_BE)
        return tuple(p.address for p in self.others if p.needed and p.verdict_on(slot) not in yes)

    def agreed(self, slot: Slot) -> bool:
        """True when everybody needed, or a quorum of them, has accepted ``slot`` and it is not refused by the
        organizer. The organizer's own yes is implied by the offer."""
        if any(r.slot == slot and r.by == self.organizer for r in self.refused):
            return False
        waiting = self.waiting_for(slot)
        if self.quorum is None:
            return not waiting
        needed = sum(1 for p in self.others if p.needed)
        return needed - len(waiting) >= min(self.quorum, needed)

    def agreed_slots(self) -> tuple[Slot, ...]:
        """The open offers that everybody needed has accepted, in the order shown."""
        return tuple(s for s in self._open_slots() if self.agreed(s))

    def _open_slots(self) -> Sequence[Slot]:
        return self.open_proposal.slots if self.open_proposal else ()
