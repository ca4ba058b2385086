"""Steps that change what a meeting is: its fields, its people, their answers to the invitation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import STANDING, Meeting, Participant, State
from actions.core.meeting_rules import (
    CHANGEABLE,
    allow,
    at,
    aware,
    joined,
    need_manager,
    need_member,
    revised,
    with_person,
)
from actions.core.meeting_search import collect
from actions.errors import MendableError
from calendar_adapters.types import PartStat, Role

_FIELDS = frozenset(
    {"title", "purpose", "minutes", "timezone", "language", "channel", "conversation", "location", "notes", "rrule"}
    | {"constraints", "quorum", "groups", "delegates", "expires_at"}
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
        created_at=aware(now),
        attendees=joined((chair,), attendees),
        updated_at=now,
    )
    return change(meeting, chair.address, now, **fields) if fields else meeting


def change(meeting: Meeting, by: str, now: datetime, **fields: Any) -> Meeting:
    """Set plain fields: title, purpose, minutes, timezone, language, channel, conversation, location, notes, rrule,
    constraints, quorum, groups, delegates, expires_at. What is written in the event raises SEQUENCE once it is booked.

    Another length or recurrence closes an open round (the offers no longer fit); once booked, a length needs `move`.

    Raises:
        MendableError: ``not_yours_to_change``, ``bad_duration``, ``change_needs_move``, or a finished meeting.
        TypeError: a field that is not in the list.
    """
    allow(meeting, CHANGEABLE)
    need_manager(meeting, by)
    if unknown := set(fields) - _FIELDS:
        raise TypeError(f"not a field that change() sets: {sorted(unknown)}")
    new = {name: value for name, value in fields.items() if getattr(meeting, name) != value}
    _check_minutes(meeting, new.get("minutes"))
    if "rrule" in new:
        new |= {"exdates": (), "rdates": (), "moved": ()}
    if meeting.booked and _EVENT_FIELDS & set(new):
        new["sequence"] = meeting.sequence + 1
    if meeting.open_proposal and {"minutes", "rrule"} & set(new):
        meeting = collect(meeting, now)
    return at(meeting, now, **new)


def add_attendees(meeting: Meeting, by: str, people: Iterable[Participant], now: datetime) -> Meeting:
    """Add people. An open round closes when somebody is added whose word is needed; a booked event is revised.

    Raises:
        MendableError: ``not_yours_to_change``; ``already_attending`` when nobody is new; a finished meeting.
    """
    allow(meeting, CHANGEABLE)
    need_manager(meeting, by)
    people = tuple(people)
    everybody = joined(meeting.attendees, people)
    new = everybody[len(meeting.attendees) :]
    if not new:
        raise MendableError("already_attending", addresses=tuple(p.address for p in people))
    if meeting.open_proposal and any(p.needed for p in new):
        meeting = collect(meeting, now)
    return at(meeting, now, attendees=everybody, sequence=revised(meeting))


def remove_attendee(meeting: Meeting, by: str, address: str, now: datetime) -> Meeting:
    """Take somebody out: the organizer does, or the person leaves. Their refusals and constraints go with them.

    Raises:
        MendableError: ``not_an_attendee``, ``organizer_stays``, ``last_attendee``, ``not_yours_to_change``.
    """
    allow(meeting, CHANGEABLE)
    person = need_member(meeting, address)
    if by.lower() != person.address:
        need_manager(meeting, by)
    if person.address == meeting.organizer:
        raise MendableError("organizer_stays", organizer=meeting.organizer)
    if len(meeting.others) == 1:
        raise MendableError("last_attendee", address=person.address)
    return at(
        meeting,
        now,
        attendees=tuple(p for p in meeting.attendees if p is not person),
        refused=tuple(r for r in meeting.refused if r.by != person.address),
        constraints=tuple(c for c in meeting.constraints if c.get("by") != person.address),
        sequence=revised(meeting),
    )


def set_role(meeting: Meeting, by: str, address: str, role: Role, now: datetime) -> Meeting:
    """Make somebody REQUIRED or OPTIONAL; what is booked is revised.

    Raises:
        MendableError: ``not_an_attendee``, ``organizer_stays``, ``not_yours_to_change``.
        ValueError: another role; those are the organizer's.
    """
    allow(meeting, CHANGEABLE)
    need_manager(meeting, by)
    person = need_member(meeting, address)
    if role not in (Role.REQUIRED, Role.OPTIONAL):
        raise ValueError(f"an attendee is required or optional, not {role}")
    if person.address == meeting.organizer:
        raise MendableError("organizer_stays", organizer=meeting.organizer)
    attendees = with_person(meeting, replace(person, role=role))
    return at(meeting, now, attendees=attendees, sequence=revised(meeting))


def respond(meeting: Meeting, address: str, partstat: PartStat, now: datetime) -> Meeting:
    """Somebody answers the booked invitation (iTIP REPLY, RFC 5546 section 3.2.3); SEQUENCE stays.

    Raises:
        MendableError: ``not_an_attendee``, ``not_booked``, or a finished meeting.
    """
    allow(meeting, STANDING)
    person = need_member(meeting, address)
    return at(meeting, now, attendees=with_person(meeting, replace(person, partstat=partstat)))


def _check_minutes(meeting: Meeting, minutes: int | None) -> None:
    if minutes is None:
        return
    if minutes <= 0:
        raise MendableError("bad_duration", minutes=minutes)
    if meeting.state is State.BOOKED:
        raise MendableError("change_needs_move", minutes=minutes)
