"""Steps of going: an attendee says that he does not come; the organizer hands the meeting to somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.core.meeting import Meeting
from actions.core.meeting_rules import CHANGEABLE, allow, at, need_manager, need_member, revised, with_person
from actions.errors import MendableError
from calendar_adapters.types import PartStat, Role


def decline(meeting: Meeting, address: str, now: datetime) -> Meeting:
    """``address`` does not come; stays on the list as DECLINED (RFC 5545 section 3.2.12). SEQUENCE stays.

    Before booking the answer is kept as well: the organizer decides whether to go on without.

    Raises:
        MendableError: ``not_an_attendee``, ``organizer_stays``, or a finished meeting.
    """
    allow(meeting, CHANGEABLE)
    person = need_member(meeting, address)
    if person.address == meeting.organizer:
        raise MendableError("organizer_stays", organizer=meeting.organizer)
    return at(meeting, now, attendees=with_person(meeting, replace(person, partstat=PartStat.DECLINED)))


def hand_over(meeting: Meeting, by: str, to: str, now: datetime) -> Meeting:
    """``to``, who attends already, becomes the organizer and the old one goes; what is booked is revised.

    The old organizer's refusals, wishes and delegates go with him; the request stays where it was made.

    Raises:
        MendableError: ``not_yours_to_change``, ``not_an_attendee``, or a finished meeting.
    """
    allow(meeting, CHANGEABLE)
    need_manager(meeting, by)
    heir = need_member(meeting, to)
    if heir.address == meeting.organizer:
        raise MendableError("already_attending", addresses=(heir.address,))
    old = meeting.organizer
    chair = replace(heir, role=Role.CHAIR, partstat=PartStat.ACCEPTED)
    people = tuple(chair if p is heir else p for p in meeting.attendees if p.address != old)
    return at(
        meeting,
        now,
        organizer=heir.address,
        attendees=people,
        delegates=(),
        refused=tuple(r for r in meeting.refused if r.by != old),
        constraints=tuple({**c, "by": heir.address} if c.get("by") == old else c for c in meeting.constraints),
        sequence=revised(meeting),
    )
