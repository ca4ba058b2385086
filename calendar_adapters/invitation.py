"""Invitations as iCalendar objects to send: REQUEST, CANCEL, PUBLISH and REPLY (iTIP, RFC 5546).

One UID for the meeting's life; the caller raises ``sequence`` when time, place or recurrence change, and always to
cancel (RFC 5546 section 2.1.4). ``dtstamp`` is when this message is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from calendar_adapters.ical.writing import PRODID, to_calendar, to_component
from calendar_adapters.types import Attendee, Event, EventStatus


def request(
    event: Event,
    dtstamp: datetime,
    attendees: Sequence[Attendee] | None = None,
    prodid: str = PRODID,
    differing: Sequence[Event] = (),
) -> bytes:
    """METHOD:REQUEST: invite, or tell of a change. ``attendees`` replace the event's where not all may be seen.

    With ``event.recurrence_id`` it is about that one instance; ``differing`` are instances of a series that are not as
    the rule says, in the same object (RFC 5546 section 3.2.2). Raises ValueError without organizer or attendees.
    """
    people = tuple(event.attendees if attendees is None else attendees)
    _need(event.organizer is not None, "a REQUEST needs an organizer")
    _need(bool(people), "a REQUEST needs attendees")
    return _message("REQUEST", (replace(event, attendees=people), *differing), dtstamp, prodid)


def cancel(event: Event, dtstamp: datetime, attendees: Sequence[Attendee] | None = None, prodid: str = PRODID) -> bytes:
    """METHOD:CANCEL: the event, the instance ``event.recurrence_id``, or, with ``attendees``, only their part in it.

    Raises ValueError without organizer or attendees.
    """
    people = tuple(event.attendees if attendees is None else attendees)
    _need(event.organizer is not None, "a CANCEL needs an organizer")
    _need(bool(people), "a CANCEL needs attendees")
    everybody = {person.address for person in people} >= {person.address for person in event.attendees}
    status = EventStatus.CANCELLED if everybody else event.status
    return _message("CANCEL", (replace(event, attendees=people, status=status),), dtstamp, prodid)


def reply(event: Event, attendee: Attendee, dtstamp: datetime, prodid: str = PRODID) -> bytes:
    """METHOD:REPLY: ``attendee``'s answer (their ``partstat``) to the organizer. Raises ValueError without one."""
    _need(event.organizer is not None, "a REPLY needs an organizer")
    return _message("REPLY", (replace(event, attendees=(attendee,)),), dtstamp, prodid)


def publish(event: Event, dtstamp: datetime, prodid: str = PRODID) -> bytes:
    """METHOD:PUBLISH: an event to take note of; it names no attendees (RFC 5546 section 3.2.1). Needs an organizer."""
    _need(event.organizer is not None, "a PUBLISH needs an organizer")
    return _message("PUBLISH", (replace(event, attendees=()),), dtstamp, prodid)


def _message(method: str, events: Sequence[Event], dtstamp: datetime, prodid: str) -> bytes:
    return bytes(to_calendar([to_component(e, dtstamp) for e in events], prodid, method).to_ical())


def _need(condition: bool, reason: str) -> None:
    if not condition:
        raise ValueError(reason)
