"""From a meeting to the event in people's calendars, and from an event back to a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting, Participant, Slot, State
from actions.core.meeting_instances import own_slot
from actions.core.meeting_steps import new_meeting
from calendar_adapters.types import Attendee, Event, EventStatus, Role


def event_of(meeting: Meeting, *, assistant: str, native: bool = False, base: Event | None = None) -> Event:
    """The event of a meeting's `Meeting.slot`, wall-clock in the meeting's zone.

    ``native``: the organizer's calendar sends invitations itself, so the person is ORGANIZER; else the ``assistant``'s
    address is, under "moim for NAME", so that answers reach it. ``base`` is the stored event to keep what is not ours.
    """
    slot = meeting.slot
    assert slot is not None, "an event has a time"
    zone = ZoneInfo(meeting.timezone)
    people = tuple(_attendee(p) for p in meeting.attendees if p.role is not Role.NON_PARTICIPANT)
    chair = meeting.participant(meeting.organizer)
    name = (chair.name if chair else "") or meeting.organizer
    alone = len(people) < 2
    organizer = Attendee(meeting.organizer, name) if native else Attendee(assistant, f"moim for {name}")
    event = Event(
        uid=meeting.uid,
        summary=meeting.title,
        start=slot.start.astimezone(zone),
        end=slot.end.astimezone(zone),
        tzid=meeting.timezone,
        description=meeting.notes,
        location=meeting.location,
        organizer=None if alone else organizer,
        attendees=() if alone else people,
        rrule=meeting.rrule,
        exdates=tuple(d.astimezone(zone) for d in meeting.exdates),
        rdates=tuple(d.astimezone(zone) for d in meeting.rdates),
        sequence=meeting.sequence,
    )
    if base is None:
        return event
    kept: dict[str, Any] = {"description": event.description or base.description, "etag": base.etag, "href": base.href}
    return replace(event, private=base.private, transparent=base.transparent, **kept)


def cancelled(event: Event) -> Event:
    """The same event, called off (for METHOD:CANCEL)."""
    return replace(event, status=EventStatus.CANCELLED)


def one_of(event: Event, meeting: Meeting, instance: datetime, slot: Slot) -> Event:
    """The override that puts one of a series (``instance`` is its original start) at ``slot``, with its own words and
    people where it has any."""
    zone = ZoneInfo(meeting.timezone)
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    single = replace(
        event, start=start, end=end, rrule=None, exdates=(), rdates=(), recurrence_id=instance.astimezone(zone)
    )
    own = meeting.differing(instance)
    if own is None:
        return single
    people = (*(a for a in event.attendees if a.address not in own.without), *map(_attendee, own.more))
    return replace(
        single, summary=own.title or event.summary, location=own.location or event.location, attendees=people
    )


def slot_of_instance(meeting: Meeting, instance: datetime) -> Slot:
    """Where that one of the series stands: where it was moved to, else at its original start."""
    return own_slot(meeting, instance)


def meeting_of(event: Event, organizer: Participant, id: str, now: datetime, zone: str) -> Meeting:
    """A booked meeting made of an event that stands in ``organizer``'s calendar and was not arranged by us.

    One instance of a series (``recurrence_id`` without the rule) becomes a meeting of that instance's time. The event
    has clock times.
    """
    assert isinstance(event.start, datetime)
    assert isinstance(event.end, datetime)
    others = [_participant(a) for a in event.attendees if a.address != organizer.address]
    draft = new_meeting(id, organizer, now, uid=event.uid, attendees=others, timezone=zone)
    slot = Slot(event.start, event.end)
    fields: dict[str, Any] = {
        "title": event.summary,
        "location": event.location,
        "notes": event.description,
        "rrule": event.rrule,
    }
    return replace(
        draft,
        **fields,
        state=State.BOOKED,
        booked=slot,
        minutes=round(slot.minutes),
        sequence=event.sequence,
        settled_at=now,
        exdates=tuple(d for d in event.exdates if isinstance(d, datetime)) if event.rrule else (),
        rdates=tuple(d for d in event.rdates if isinstance(d, datetime)) if event.rrule else (),
    )


def _attendee(person: Participant) -> Attendee:
    return Attendee(person.address, person.name, person.partstat, person.role)


def _participant(attendee: Attendee) -> Participant:
    role = Role.REQUIRED if attendee.role is Role.CHAIR else attendee.role
    return Participant(attendee.address, attendee.name, role, attendee.partstat)
