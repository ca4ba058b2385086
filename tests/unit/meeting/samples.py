"""A meeting in every state, and the people and times in it."""

from datetime import datetime, timedelta, timezone

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Participant, Slot, State
from calendar_adapters.types import Role

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=timezone.utc)
ORGANIZER, MINJI, JUNHO, ANNA = "seo@example.com", "minji@example.com", "junho@example.com", "anna@partner.example"
TWO_WEEKS = NOW + timedelta(days=14)


def slot(day: int, hour: int = 1, minutes: int = 60) -> Slot:
    """A time ``day`` days after NOW at ``hour`` UTC."""
    start = NOW + timedelta(days=day, hours=hour)
    return Slot(start, start + timedelta(minutes=minutes))


OFFERS = (slot(1), slot(2), slot(3))


def draft(**fields) -> Meeting:
    """Three needed people and an optional outsider, nothing offered."""
    others = [Participant(MINJI), Participant(JUNHO), Participant(ANNA, role=Role.OPTIONAL, external=True)]
    return steps.new_meeting("m1", Participant(ORGANIZER, "서지원"), NOW, attendees=others, minutes=60, **fields)


def in_state(state: State, **fields) -> Meeting:
    """A meeting that came to ``state`` by allowed steps."""
    start = draft(**fields)
    proposed = steps.propose(start, OFFERS, NOW, expires_at=TWO_WEEKS)
    booking = steps.choose(proposed, OFFERS[0], ORGANIZER, NOW)
    booked = steps.book(booking, NOW)
    return {
        State.DRAFT: start,
        State.COLLECTING: steps.collect(start, NOW),
        State.PROPOSED: proposed,
        State.BOOKING: booking,
        State.BOOKED: booked,
        State.MOVING: steps.reopen(booked, ORGANIZER, NOW),
        State.CANCELLED: steps.cancel(booked, ORGANIZER, NOW),
        State.WITHDRAWN: steps.cancel(proposed, ORGANIZER, NOW),
        State.EXPIRED: steps.expire(proposed, TWO_WEEKS),
    }[state]
