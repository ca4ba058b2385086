"""A meeting that was called off and is to stand again: the same UID, a higher SEQUENCE."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.core.meeting import Meeting, Participant, State
from actions.core.meeting_rules import allow, at, need_future, need_manager
from calendar_adapters.types import PartStat, Role


def revive(meeting: Meeting, by: str, now: datetime) -> Meeting:
    """Cancelled → booked at the time it had; everybody but the organizer is asked anew (RFC 5546 section 3.2.2).

    The caller claims the time and writes the calendars before it saves the outcome.

    Raises:
        MendableError: ``not_yours_to_change``, ``time_has_passed``, or the meeting was not called off.
    """
    allow(meeting, {State.CANCELLED})
    need_manager(meeting, by)
    assert meeting.booked is not None
    if not meeting.rrule:
        need_future(meeting.booked, now)
    people = tuple(_asked_anew(p) for p in meeting.attendees)
    return at(meeting, now, state=State.BOOKED, sequence=meeting.sequence + 1, attendees=people)


def bring_back(meeting: Meeting, instance: datetime, by: str, now: datetime) -> Meeting:
    """The one of a series whose original start is ``instance``, dropped before, is held again; SEQUENCE + 1.

    Raises:
        MendableError: ``not_yours_to_change``, or a finished meeting.
    """
    allow(meeting, {State.BOOKED, State.MOVING})
    need_manager(meeting, by)
    left = tuple(d for d in meeting.exdates if d != instance)
    return at(meeting, now, exdates=left, sequence=meeting.sequence + 1)


def _asked_anew(person: Participant) -> Participant:
    chair = person.role in (Role.CHAIR, Role.NON_PARTICIPANT)
    return replace(person, partstat=PartStat.ACCEPTED if chair else PartStat.NEEDS_ACTION)
