"""What must hold of every meeting, whatever happened to it."""

from __future__ import annotations

from collections.abc import Iterator

from actions.core.meeting import STANDING, Meeting, State
from calendar_adapters.types import Role

_BEFORE_BOOKING = frozenset({State.DRAFT, State.COLLECTING, State.PROPOSED, State.WITHDRAWN, State.EXPIRED})


def inconsistencies(meeting: Meeting) -> tuple[str, ...]:
    """What contradicts itself in ``meeting``, in words for a log; empty when it is sound."""
    return (*_times(meeting), *_rounds(meeting), *_people(meeting))


def _times(meeting: Meeting) -> Iterator[str]:
    state = meeting.state
    if (meeting.chosen is not None) != (state is State.BOOKING):
        yield "a time is chosen exactly while it is being booked"
    if state in STANDING | {State.CANCELLED} and meeting.booked is None:
        yield f"{state.value} without a booked time"
    if state in _BEFORE_BOOKING and meeting.booked is not None:
        yield f"{state.value} with a booked time"
    if meeting.chosen_instance is not None and (meeting.chosen is None or not meeting.rrule):
        yield "an instance is chosen without a time or a series"
    if meeting.booked is None and (meeting.sequence or meeting.moved or meeting.settled_at):
        yield "traces of an event that was never booked"
    if (meeting.exdates or meeting.rdates) and not meeting.rrule:
        yield "instances left out or added without a series"
    if meeting.minutes is not None and meeting.minutes <= 0:
        yield "a length that is not positive"
    if {m.recurrence_id for m in meeting.moved} & set(meeting.exdates):
        yield "an instance both moved and dropped"


def _rounds(meeting: Meeting) -> Iterator[str]:
    if [p.round for p in meeting.proposals] != list(range(1, len(meeting.proposals) + 1)):
        yield "rounds are not numbered 1, 2, 3 …"
    if any(not p.closed for p in meeting.proposals[:-1]):
        yield "an older round is still open"
    if any(not p.slots for p in meeting.proposals):
        yield "a round without offers"
    if (meeting.state is State.PROPOSED) and meeting.open_proposal is None:
        yield "proposed without an open round"
    if meeting.open_proposal is not None and meeting.state not in (State.PROPOSED, State.MOVING):
        yield f"{meeting.state.value} with an open round"


def _people(meeting: Meeting) -> Iterator[str]:
    addresses = [p.address for p in meeting.attendees]
    if len(set(addresses)) != len(addresses):
        yield "somebody attends twice"
    if any(a != a.lower() for a in addresses):
        yield "an address is not in lower case"
    members = [a for group in meeting.groups for a in group.members]
    if (
        set(members) & set(addresses)
        or any(a != a.lower() for a in members)
        or not all(g.members for g in meeting.groups)
    ):
        yield "a choice among nobody, or among people who come anyway"
    chair = meeting.participant(meeting.organizer)
    if chair is None or chair.role not in (Role.CHAIR, Role.NON_PARTICIPANT):
        yield "the organizer is not among the attendees as such"
    if any(p.role in (Role.CHAIR, Role.NON_PARTICIPANT) for p in meeting.others):
        yield "somebody else is in the organizer's role"
    if any(r.by not in addresses for r in meeting.refused):
        yield "a refusal of somebody who does not attend"
