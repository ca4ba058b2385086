"""What the steps of a meeting share: the conditions they check, the keys they raise, and small rewritings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import STANDING, Answer, Meeting, Participant, Slot, State, Verdict
from actions.errors import MendableError
from calendar_adapters.types import Role

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
SEEKING = frozenset({State.DRAFT, State.COLLECTING, State.PROPOSED, State.MOVING})
CHANGEABLE = SEEKING | STANDING


def allow(meeting: Meeting, states: Iterable[State]) -> None:
    """Refuse the step in any other state, with the key that says why."""
    if meeting.state not in states:
        raise MendableError(_WHY_NOT[meeting.state], state=meeting.state.value)


def need_manager(meeting: Meeting, by: str) -> None:
    """The organizer or a delegate."""
    if not meeting.may_manage(by):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)


def need_member(meeting: Meeting, address: str) -> Participant:
    """The attendee of that address."""
    person = meeting.participant(address)
    if person is None:
        raise MendableError("not_an_attendee", address=address)
    return person


def need_answering(meeting: Meeting, by: str, now: datetime) -> Participant:
    """The attendee who answers an offer that is open and has not expired."""
    if meeting.open_proposal is None:
        key = _WHY_NOT[meeting.state]
        raise MendableError("no_open_offer" if key == "not_booked" else key, state=meeting.state.value)
    person = need_member(meeting, by)
    if meeting.expires_at is not None and meeting.expires_at <= now:
        raise MendableError("offer_expired", state=meeting.state.value)
    return person


def need_offered(meeting: Meeting, slot: Slot) -> Slot:
    """The open offer of that time, with its reasons."""
    if meeting.open_proposal is None:
        raise MendableError("no_open_offer", state=meeting.state.value)
    found = next((s for s in meeting.open_proposal.slots if s == slot), None)
    if found is None:
        raise MendableError("not_offered", start=slot.start)
    return found


def need_instance(meeting: Meeting, instance: datetime) -> None:
    """A start of the series that has not been dropped."""
    if not meeting.rrule or meeting.booked is None or instance in meeting.exdates or instance < meeting.booked.start:
        raise MendableError("no_such_instance", instance=aware(instance))


def need_future(slot: Slot, now: datetime) -> None:
    """A slot of at least a minute that has not begun."""
    if slot.minutes < 1:
        raise MendableError("bad_duration", minutes=slot.minutes)
    if slot.start <= aware(now):
        raise MendableError("time_has_passed", start=slot.start)


def answered(meeting: Meeting, person: Participant, slots: Sequence[Slot], verdict: Verdict, now: datetime) -> Meeting:
    """With ``person`` saying ``verdict`` on each of ``slots``, in place of what was said before."""
    older = tuple(a for a in person.answers if a.slot not in slots)
    answers = older + tuple(Answer(s, verdict, now) for s in slots)
    return replace(meeting, attendees=with_person(meeting, replace(person, answers=answers)))


def with_person(meeting: Meeting, person: Participant) -> tuple[Participant, ...]:
    """The attendees with this one renewed."""
    return tuple(person if p.address == person.address else p for p in meeting.attendees)


def joined(present: tuple[Participant, ...], more: Iterable[Participant]) -> tuple[Participant, ...]:
    """``present`` and those of ``more`` whose address is not there yet, each once and never in the organizer's role."""
    by_address = {p.address: p for p in present}
    for person in more:
        role = Role.OPTIONAL if person.role is Role.OPTIONAL else Role.REQUIRED
        by_address.setdefault(person.address.lower(), replace(person, address=person.address.lower(), role=role))
    return tuple(by_address.values())


def close_round(meeting: Meeting) -> Meeting:
    """Without an open round."""
    if meeting.open_proposal is None:
        return meeting
    return replace(meeting, proposals=(*meeting.proposals[:-1], replace(meeting.proposals[-1], closed=True)))


def revised(meeting: Meeting) -> int:
    """The SEQUENCE after a revision of the event; as it is while nothing is booked."""
    return meeting.sequence + (1 if meeting.booked else 0)


def at(meeting: Meeting, now: datetime, **fields: Any) -> Meeting:
    """With these fields, changed at ``now``."""
    return replace(meeting, updated_at=aware(now), **fields)


def aware(moment: datetime) -> datetime:
    """``moment`` itself. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("moments are aware datetimes")
    return moment
