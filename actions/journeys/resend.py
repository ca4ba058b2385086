"""The invitation once more: "can you send the invite again?", "초대장 다시 보내 주세요"."""

from __future__ import annotations

import re

from actions.core.meeting import STANDING
from actions.errors import MendableError
from actions.events import event_of
from actions.journeys import notices
from actions.journeys.facts import company
from actions.journeys.people_words import names_of
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from actions.writing import sends_itself

_AGAIN = re.compile(
    r"\bre-?send\b[^.?!]*\binvit(?:e|ation)s?\b|\binvit(?:e|ation)s?\b[^.?!]*\b(?:again|once more)\b|"
    r"초대(?:장|메일)?\S*\s*(?:한\s*번\s*더|다시)\s*(?:보내|발송|전송)|"
    r"(?:다시|한\s*번\s*더)\s*초대(?:장|메일)?\S*\s*(?:보내|발송|전송)",
    re.I,
)


def asked(turn: Turn, services: Services) -> bool:
    """True when the invitation to the booked meeting that is talked about is to be sent once more."""
    if not turn.meeting_id or turn.moments() or not _AGAIN.search(turn.text):
        return False
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id)
    return meeting is not None and meeting.booked is not None and meeting.state in STANDING


def step(turn: Turn, services: Services) -> Outcome:
    """Send it to those named, else to everybody, as it stands. Raises `MendableError` for who may not manage it."""
    with services.store.reading() as tx:
        meeting, roster = tx.meetings.get(turn.meeting_id or ""), tx.people.all()
    if meeting is None:
        raise MendableError("no_open_offer", state="")
    if not meeting.may_manage(turn.speaker.address):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    event = event_of(meeting, assistant=services.assistant, native=sends_itself(services, meeting))
    named = [p.address for p in company(turn, roster, assistant=services.assistant).found]
    only = [p.address for p in meeting.others if p.address in named]
    letters = notices.invite(turn, services, meeting, event, only=only)
    called = names_of(services, meeting)
    to = turn.voice.people([called.get(reply.to, reply.to) for reply in letters])
    return answer(turn, turn.voice.say("invited_again", title=meeting.title, names=to), replies=letters)
