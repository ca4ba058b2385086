"""Where a meeting is when nobody says so: the organizer's wish for its purpose; and the way there, said back."""

from __future__ import annotations

from dataclasses import replace

from actions import travel, wishes
from actions.core import meeting_steps as steps
from actions.journeys.draft import Draft
from actions.journeys.turn import Turn
from actions.services import Services

_NOWHERE = frozenset({"conference_call", "personal", "focus", "deadline", "medical"})  # nobody goes anywhere usual


def with_place(draft: Draft, services: Services, turn: Turn) -> Draft:
    """The draft at the usual place when none was said; that, and the time kept free for the way, is said back."""
    meeting, voice = draft.meeting, turn.voice
    lead = list(draft.lead)
    if not meeting.location and meeting.others and meeting.purpose not in _NOWHERE:
        usual = wishes.usual_place(services, meeting.organizer, meeting.purpose, turn.now)
        if usual:
            meeting = steps.change(meeting, meeting.organizer, turn.now, location=usual)
            lead.append(voice.say("assumed_place", location=usual))
    if meeting.location:
        mine = wishes.of_people(services, [meeting.organizer], turn.now)[meeting.organizer]
        way = travel.known_to(mine, meeting.location)
        said = voice.say("travel_kept_free", place=way["place"], duration=voice.duration(way["minutes"])) if way else ""
        lead += [said] if said and said not in lead else []
    return replace(draft, meeting=meeting, lead=tuple(lead))
