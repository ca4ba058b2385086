"""That the speaker's own reminders go with a meeting that is booked or moved."""

from __future__ import annotations

from datetime import timedelta

from actions.core.meeting import Meeting
from actions.journeys.turn import Turn
from actions.services import Services
from actions.store.following import KIND, before_of, start_in


def reminded(turn: Turn, services: Services, meeting: Meeting) -> list[str]:
    """When the reminders before it come now, one line each; those that stay where they are need no word."""
    with services.store.reading() as tx:
        kept = [b for t in tx.timers.of_person(turn.speaker.address, KIND) if (b := before_of(t))]
    lines = []
    for before in (b for b in kept if b.uid == meeting.uid):
        start = start_in(meeting, before)
        due = start - timedelta(minutes=before.lead) if start else None
        if due and due > turn.now and (not before.start or due != before.due):
            lines.append(turn.voice.say("reminder_follows", when=turn.voice.moment(due)))
    return lines
