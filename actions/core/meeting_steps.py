"""What can happen to a meeting: pure functions from a meeting to the next, one for each step.

Each takes ``now`` (aware) and returns a new `Meeting`; the one given is unchanged. A step that is not allowed raises
`MendableError` with a key that says why; the keys are in ``KEYS``. ``by`` is the address of whoever asks for the step.
Nothing here reads calendars or writes anything: booking is `choose` (or `move`), then the writing, then `book` or
`booking_failed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import (
    STANDING,
    Answer,
    Meeting,
    MovedInstance,
    Participant,
    Proposal,
    Refusal,
    Slot,
    State,
    Verdict,
)
from actions.errors import MendableError
from calendar_adapters.types import PartStat, Role

# Every key a step can raise, with its placeholders; actions/texts has a text for each.
KEYS: dict[str, tuple[str, ...]] = {
    "not_yours_to_change": ("organizer",),
    "not_an_attendee": ("address",),
    "already_attending": ("addresses",),
    "organizer_stays": ("organizer",),
    "last_attendee": ("address",),
    "no_open_offer": ("state",),
    "choice_out_of_range": ("number", "count"),
    "not_offered": ("start",),
    "already_refused": ("start",),
    "time_has_passed": ("start",),
    "bad_duration": ("minutes",),
    "no_such_instance": ("instance",),
    "change_needs_move": ("minutes",),
    "not_agreed_yet": ("waiting",),
    "not_expired": (),
    "not_booked": ("state",),
    "already_booked": ("state",),
    "being_booked": ("state",),
    "offer_expired": ("state",),
    "meeting_cancelled": ("state",),
    "request_withdrawn": ("state",),
}

_WHY_NOT = {
    State.DRAFT: "not_booked",
    State.COLLECTING: "not_booked",
    State.PROPOSED: "not_booked",
    State.BOOKING: "being_booked",
    State.BOOKED: "already_booked",
    State.MOVING: "already_booked",
    State.CANCELLED: "meeting_cancelled",
    State.WITHDRAWN: "request_withdrawn",
    State.EXPIRED: "offer_expired",
}
_SEEKING = frozenset({State.DRAFT, State.COLLECTING, State.PROPOSED, State.MOVING})
_CHANGEABLE = _SEEKING | STANDING
_FIELDS = frozenset(
    {"title", "purpose", "minutes", "timezone", "language", "channel", "conversation", "location", "notes", "rrule"}
    | {"constraints", "quorum", "delegates", "expires_at"}
)
_EVENT_FIELDS = frozenset({"title", "location", "notes", "rrule", "timezone"})  # a revision of the written event


def new_meeting(
    id: str,
    organizer: Participant,
    now: datetime,
    *,
    uid: str = "",
    attendees: Iterable[Participant] = (),
    attends: bool = True,
    **fields: Any,
) -> Meeting:
    """A draft of ``organizer``, with ``attendees``. ``attends`` False: arranged for others, the organizer stays away.

    ``id`` is opaque and unique (`actions.store.new_id`); ``uid`` defaults to ``<id>@moim``. ``fields`` are those of
    `change`.
    """
    chair = replace(organizer, address=organizer.address.lower(), partstat=PartStat.ACCEPTED)
    chair = replace(chair, role=Role.CHAIR if attends else Role.NON_PARTICIPANT)
    meeting = Meeting(
        id=id,
        uid=uid or f"{id}@moim",
        organizer=chair.address,
        created_at=_aware(now),
        attendees=_joined((chair,), attendees),
        updated_at=now,
    )
    return change(meeting, chair.address, now, **fields) if fields else meeting


def collect(meeting: Meeting, now: datetime) -> Meeting:
    """Nothing is missing any more: draft → collecting. Elsewhere in a search it closes the open round.

    Raises:
        MendableError: the meeting is not in search of a time.
    """
    _allow(meeting, _SEEKING)
    state = State.MOVING if meeting.booked else State.COLLECTING
    return _at(_close_round(meeting), now, state=state)


def propose(
    meeting: Meeting,
    slots: Sequence[Slot],
    now: datetime,
    *,
    to: Iterable[str] = (),
    expires_at: datetime | None = None,
) -> Meeting:
    """Offer ``slots`` (in the order shown) to the addresses ``to`` (default: everybody) as the next round.

    draft, collecting, proposed → proposed; moving stays moving. The earlier round closes. ``expires_at`` replaces the
    meeting's when given.

    Raises:
        MendableError: ``already_refused``, ``time_has_passed``, or not in search of a time.
        ValueError: no slot, or the same one twice.
    """
    _allow(meeting, _SEEKING)
    if not slots or len(set(map(_key, slots))) != len(slots):
        raise ValueError("a proposal has at least one slot and none twice")
    for slot in slots:
        _in_future(slot, now)
        if meeting.is_refused(slot):
            raise MendableError("already_refused", start=slot.start)
    closed = _close_round(meeting)
    asked = tuple(to) or meeting.addresses
    proposal = Proposal(len(closed.proposals) + 1, tuple(slots), now, asked)
    state = State.MOVING if meeting.booked else State.PROPOSED
    expiry = expires_at or meeting.expires_at
    return _at(closed, now, state=state, proposals=(*closed.proposals, proposal), expires_at=expiry)


def accept(
    meeting: Meeting, by: str, slots: Iterable[Slot], now: datetime, *, verdict: Verdict = Verdict.YES
) -> Meeting:
    """``by`` can make these offered times; the state stays, see `Meeting.agreed_slots` for what follows from it.

    Takes back the same person's earlier refusal of them.

    Raises:
        MendableError: ``not_an_attendee``, ``no_open_offer``, ``not_offered``, ``offer_expired``, ``time_has_passed``.
    """
    person = _answering(meeting, by, now)
    wanted = tuple(_offered(meeting, slot) for slot in slots)
    for slot in wanted:
        _in_future(slot, now)
    refused = tuple(r for r in meeting.refused if not (r.by == person.address and r.slot in wanted))
    return _at(_answered(meeting, person, wanted, verdict, now), now, refused=refused)


def refuse(meeting: Meeting, by: str, now: datetime, slots: Iterable[Slot] | None = None) -> Meeting:
    """``by`` cannot make these offered times (None: any of the open ones); they are not offered again.

    When no open time is left that everybody needed can still make, the round closes: proposed → collecting.

    Raises:
        MendableError: ``not_an_attendee``, ``no_open_offer``, ``not_offered``, ``offer_expired``.
    """
    person = _answering(meeting, by, now)
    proposal = meeting.open_proposal
    assert proposal is not None
    unwanted = proposal.slots if slots is None else tuple(_offered(meeting, slot) for slot in slots)
    new = tuple(Refusal(s, person.address) for s in unwanted if Refusal(s, person.address) not in meeting.refused)
    answered = replace(
        _answered(meeting, person, unwanted, Verdict.NO, now), refused=meeting.refused + new, updated_at=now
    )
    if all(answered.is_refused(s) for s in proposal.slots):
        return collect(answered, now)
    return answered


def counter(
    meeting: Meeting, by: str, constraints: Iterable[dict[str, Any]], now: datetime, *, refusing: bool = True
) -> Meeting:
    """``by`` names other times (TimeConstraints as JSON objects); they narrow what is offered next.

    ``refusing`` also refuses what is open for that person. The round closes: proposed → collecting; moving stays.

    Raises:
        MendableError: ``not_an_attendee``, or not in search of a time.
    """
    _allow(meeting, _SEEKING)
    person = _member(meeting, by)
    if refusing and meeting.open_proposal:
        expires_at = meeting.expires_at  # a late "no, but …" still counts
        meeting = replace(refuse(replace(meeting, expires_at=None), by, now), expires_at=expires_at)
    said = tuple({**c, "by": person.address} for c in constraints)
    return collect(replace(meeting, constraints=meeting.constraints + said), now)


def choose(meeting: Meeting, slot: Slot, by: str, now: datetime) -> Meeting:
    """``slot`` is to be booked: any time in search of one → booking. The caller then claims it and writes calendars.

    The organizer and delegates choose any time, offered or not; anybody else only an open offer that is agreed.

    Raises:
        MendableError: ``not_agreed_yet`` with ``waiting``, ``time_has_passed``, ``not_an_attendee``, or wrong state.
    """
    _allow(meeting, _SEEKING)
    if not meeting.may_manage(by):
        _member(meeting, by)
        slot = _offered(meeting, slot)
        if not meeting.agreed(slot):
            raise MendableError("not_agreed_yet", waiting=meeting.waiting_for(slot))
    _in_future(slot, now)
    return _at(_close_round(meeting), now, state=State.BOOKING, chosen=slot, minutes=round(slot.minutes))


def book(meeting: Meeting, now: datetime) -> Meeting:
    """The calendars are written: booking → booked.

    A first booking has SEQUENCE 0; a move adds one and asks everybody anew (RFC 5546 section 3.2.2.1), save those who
    had accepted that very time.
    """
    _allow(meeting, {State.BOOKING})
    slot = meeting.chosen
    assert slot is not None
    sequence = meeting.sequence + (1 if meeting.booked else 0)
    done = _at(meeting, now, state=State.BOOKED, chosen=None, chosen_instance=None, sequence=sequence, expires_at=None)
    done = replace(done, settled_at=meeting.settled_at or now)
    if meeting.chosen_instance is not None:
        kept = tuple(m for m in meeting.moved if m.recurrence_id != meeting.chosen_instance)
        return replace(done, moved=(*kept, MovedInstance(meeting.chosen_instance, slot)))
    return replace(
        done, booked=slot, exdates=(), moved=(), attendees=tuple(_asked_anew(p, slot) for p in meeting.attendees)
    )


def booking_failed(meeting: Meeting, now: datetime) -> Meeting:
    """The slot was lost or the calendars refused: booking → collecting (moving if an older time still stands)."""
    _allow(meeting, {State.BOOKING})
    state = State.MOVING if meeting.booked else State.COLLECTING
    length = round(meeting.booked.minutes) if meeting.booked and meeting.chosen_instance else meeting.minutes
    return _at(meeting, now, state=state, chosen=None, chosen_instance=None, minutes=length)


def reopen(meeting: Meeting, by: str, now: datetime) -> Meeting:
    """Another time is wanted for what is booked: booked → moving. The old time stands until `book`."""
    _allow(meeting, STANDING)
    _manager(meeting, by)
    return _at(meeting, now, state=State.MOVING)


def keep(meeting: Meeting, now: datetime) -> Meeting:
    """The search for another time is given up: moving → booked, as it was."""
    _allow(meeting, {State.MOVING})
    length = round(meeting.booked.minutes) if meeting.booked else meeting.minutes
    return _at(_close_round(meeting), now, state=State.BOOKED, minutes=length, expires_at=None)


def move(meeting: Meeting, slot: Slot, by: str, now: datetime, *, instance: datetime | None = None) -> Meeting:
    """The organizer names the new time of what is booked: booked, moving → booking. ``slot`` may have another length.

    ``instance`` (its original start) moves that one of a series.

    Raises:
        MendableError: ``not_yours_to_change``, ``no_such_instance``, ``time_has_passed``, ``not_booked``.
    """
    _allow(meeting, STANDING)
    _manager(meeting, by)
    _in_future(slot, now)
    if instance is not None:
        _instance(meeting, instance)
    closed = _close_round(meeting)
    length = meeting.minutes if instance is not None else round(slot.minutes)
    return _at(closed, now, state=State.BOOKING, chosen=slot, chosen_instance=instance, minutes=length)


def change(meeting: Meeting, by: str, now: datetime, **fields: Any) -> Meeting:
    """Set plain fields: title, purpose, minutes, timezone, language, channel, conversation, location, notes, rrule,
    constraints, quorum, delegates, expires_at. What is written in the event raises SEQUENCE once it is booked.

    Another length or recurrence closes an open round (the offers no longer fit); once booked, a length needs `move`.

    Raises:
        MendableError: ``not_yours_to_change``, ``bad_duration``, ``change_needs_move``, or a finished meeting.
        TypeError: a field that is not in the list.
    """
    _allow(meeting, _CHANGEABLE)
    _manager(meeting, by)
    if unknown := set(fields) - _FIELDS:
        raise TypeError(f"not a field that change() sets: {sorted(unknown)}")
    new = {name: value for name, value in fields.items() if getattr(meeting, name) != value}
    _check_minutes(meeting, new.get("minutes"))
    if "rrule" in new:
        new |= {"exdates": (), "moved": ()}
    if meeting.booked and _EVENT_FIELDS & set(new):
        new["sequence"] = meeting.sequence + 1
    if meeting.open_proposal and {"minutes", "rrule"} & set(new):
        meeting = collect(meeting, now)
    return _at(meeting, now, **new)


def add_attendees(meeting: Meeting, by: str, people: Iterable[Participant], now: datetime) -> Meeting:
    """Add people. An open round closes when somebody is added whose word is needed; a booked event is revised.

    Raises:
        MendableError: ``not_yours_to_change``; ``already_attending`` when nobody is new; a finished meeting.
    """
    _allow(meeting, _CHANGEABLE)
    _manager(meeting, by)
    people = tuple(people)
    joined = _joined(meeting.attendees, people)
    new = joined[len(meeting.attendees) :]
    if not new:
        raise MendableError("already_attending", addresses=tuple(p.address for p in people))
    if meeting.open_proposal and any(p.needed for p in new):
        meeting = collect(meeting, now)
    return _at(meeting, now, attendees=joined, sequence=_revised(meeting))


def remove_attendee(meeting: Meeting, by: str, address: str, now: datetime) -> Meeting:
    """Take somebody out: the organizer does, or the person leaves. Their refusals and constraints go with them.

    Raises:
        MendableError: ``not_an_attendee``, ``organizer_stays``, ``last_attendee``, ``not_yours_to_change``.
    """
    _allow(meeting, _CHANGEABLE)
    person = _member(meeting, address)
    if by.lower() != person.address:
        _manager(meeting, by)
    if person.address == meeting.organizer:
        raise MendableError("organizer_stays", organizer=meeting.organizer)
    if len(meeting.others) == 1:
        raise MendableError("last_attendee", address=person.address)
    return _at(
        meeting,
        now,
        attendees=tuple(p for p in meeting.attendees if p is not person),
        refused=tuple(r for r in meeting.refused if r.by != person.address),
        constraints=tuple(c for c in meeting.constraints if c.get("by") != person.address),
        sequence=_revised(meeting),
    )


def respond(meeting: Meeting, address: str, partstat: PartStat, now: datetime) -> Meeting:
    """Somebody answers the booked invitation (iTIP REPLY, RFC 5546 section 3.2.3); SEQUENCE stays.

    Raises:
        MendableError: ``not_an_attendee``, ``not_booked``, or a finished meeting.
    """
    _allow(meeting, STANDING)
    person = _member(meeting, address)
    return _at(meeting, now, attendees=_with(meeting, replace(person, partstat=partstat)))


def cancel(meeting: Meeting, by: str, now: datetime, *, instance: datetime | None = None) -> Meeting:
    """Call it off: what was booked → cancelled (SEQUENCE + 1), what was not → withdrawn.

    ``instance`` (its original start) drops that one of a series, which stays booked.

    Raises:
        MendableError: ``not_yours_to_change``, ``no_such_instance``, or already finished.
    """
    _allow(meeting, _CHANGEABLE | {State.BOOKING} if instance is None else STANDING)
    _manager(meeting, by)
    if instance is not None:
        _instance(meeting, instance)
        moved = tuple(m for m in meeting.moved if m.recurrence_id != instance)
        return _at(meeting, now, exdates=(*meeting.exdates, instance), moved=moved, sequence=meeting.sequence + 1)
    state = State.CANCELLED if meeting.booked else State.WITHDRAWN
    closed = replace(_close_round(meeting), chosen=None, chosen_instance=None, expires_at=None)
    return _at(closed, now, state=state, sequence=_revised(meeting))


def expire(meeting: Meeting, now: datetime) -> Meeting:
    """``expires_at`` has passed: draft, collecting, proposed → expired; moving → booked (the old time stands).

    Raises:
        MendableError: ``not_expired``, or the meeting is not in search of a time.
    """
    _allow(meeting, _SEEKING)
    if meeting.expires_at is None or meeting.expires_at > now:
        raise MendableError("not_expired")
    if meeting.booked:
        return keep(meeting, now)
    return _at(_close_round(meeting), now, state=State.EXPIRED)


def _allow(meeting: Meeting, states: Iterable[State]) -> None:
    if meeting.state not in states:
        raise MendableError(_WHY_NOT[meeting.state], state=meeting.state.value)


def _manager(meeting: Meeting, by: str) -> None:
    if not meeting.may_manage(by):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)


def _member(meeting: Meeting, address: str) -> Participant:
    person = meeting.participant(address)
    if person is None:
        raise MendableError("not_an_attendee", address=address)
    return person


def _answering(meeting: Meeting, by: str, now: datetime) -> Participant:
    """The attendee who answers an offer that is open and has not expired."""
    if meeting.open_proposal is None:
        key = _WHY_NOT[meeting.state]
        raise MendableError("no_open_offer" if key == "not_booked" else key, state=meeting.state.value)
    person = _member(meeting, by)
    if meeting.expires_at is not None and meeting.expires_at <= now:
        raise MendableError("offer_expired", state=meeting.state.value)
    return person


def _offered(meeting: Meeting, slot: Slot) -> Slot:
    """The open offer of that time, with its reasons."""
    if meeting.open_proposal is None:
        raise MendableError("no_open_offer", state=meeting.state.value)
    found = next((s for s in meeting.open_proposal.slots if s == slot), None)
    if found is None:
        raise MendableError("not_offered", start=slot.start)
    return found


def _instance(meeting: Meeting, instance: datetime) -> None:
    if not meeting.rrule or meeting.booked is None or instance in meeting.exdates or instance < meeting.booked.start:
        raise MendableError("no_such_instance", instance=_aware(instance))


def _in_future(slot: Slot, now: datetime) -> None:
    if slot.start <= _aware(now):
        raise MendableError("time_has_passed", start=slot.start)


def _check_minutes(meeting: Meeting, minutes: int | None) -> None:
    if minutes is None:
        return
    if minutes <= 0:
        raise MendableError("bad_duration", minutes=minutes)
    if meeting.state is State.BOOKED:
        raise MendableError("change_needs_move", minutes=minutes)


def _answered(meeting: Meeting, person: Participant, slots: Sequence[Slot], verdict: Verdict, now: datetime) -> Meeting:
    older = tuple(a for a in person.answers if a.slot not in slots)
    answers = older + tuple(Answer(s, verdict, now) for s in slots)
    return replace(meeting, attendees=_with(meeting, replace(person, answers=answers)))


def _asked_anew(person: Participant, slot: Slot) -> Participant:
    if person.role in (Role.CHAIR, Role.NON_PARTICIPANT) or person.verdict_on(slot) is Verdict.YES:
        return replace(person, partstat=PartStat.ACCEPTED)
    return replace(person, partstat=PartStat.NEEDS_ACTION)


def _with(meeting: Meeting, person: Participant) -> tuple[Participant, ...]:
    return tuple(person if p.address == person.address else p for p in meeting.attendees)


def _joined(present: tuple[Participant, ...], more: Iterable[Participant]) -> tuple[Participant, ...]:
    """``present`` and those of ``more`` whose address is not there yet, each once."""
    by_address = {p.address: p for p in present}
    for person in more:
        by_address.setdefault(person.address.lower(), replace(person, address=person.address.lower()))
    return tuple(by_address.values())


def _close_round(meeting: Meeting) -> Meeting:
    if meeting.open_proposal is None:
        return meeting
    return replace(meeting, proposals=(*meeting.proposals[:-1], replace(meeting.proposals[-1], closed=True)))


def _revised(meeting: Meeting) -> int:
    return meeting.sequence + (1 if meeting.booked else 0)


def _key(slot: Slot) -> tuple[datetime, datetime]:
    return slot.start, slot.end


def _at(meeting: Meeting, now: datetime, **fields: Any) -> Meeting:
    return replace(meeting, updated_at=_aware(now), **fields)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("moments are aware datetimes")
    return moment
