"""Takes one person's copy of a half-written booking back to what stood before."""

from __future__ import annotations

from dataclasses import replace

from actions.core.meeting import Meeting
from actions.events import event_of, one_of, slot_of_instance
from actions.services import Services
from actions.upkeep.copies import Copy, cannot_tell
from calendar_adapters.errors import CalendarError, NotFound
from calendar_adapters.types import Event


def take_back(services: Services, meeting: Meeting, copy: Copy) -> int:
    """Undo what stands at the chosen time; returns the SEQUENCE that the event has now.

    A first booking's event is deleted; a moved one goes back to its old time, under the SEQUENCE that was written.

    Raises:
        CannotTell: the calendar cannot be read or written; some copies may have been taken back.
    """
    assert meeting.chosen is not None
    event = copy.event
    if event is None or not copy.at(meeting.chosen, meeting.chosen_instance):
        return max(meeting.sequence, event.sequence if event and meeting.booked else 0)
    try:
        if meeting.booked is None:
            copy.calendar.delete(meeting.uid, event.etag)
            return 0
        return copy.calendar.update(_old(services, meeting, copy, event)).sequence
    except NotFound:
        return meeting.sequence
    except CalendarError as error:
        raise cannot_tell(copy.address, error) from error


def _old(services: Services, meeting: Meeting, copy: Copy, event: Event) -> Event:
    """The event as it was: the series or single event at its old time, or the one instance that was being moved."""
    native = copy.calendar.capabilities.sends_invitations
    old = event_of(meeting, assistant=services.assistant, native=native, base=event)
    old = replace(old, sequence=max(meeting.sequence, event.sequence))
    if meeting.chosen_instance is None:
        return old
    return one_of(old, meeting, meeting.chosen_instance, slot_of_instance(meeting, meeting.chosen_instance))
