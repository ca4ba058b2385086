"""Another address for somebody who could not be reached, or whose address was misspelt: "typo, it's ann@x.example"."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, Participant
from actions.core.people import Found, resolve
from actions.journeys import draft as drafts
from actions.journeys.facts import ADDRESS
from actions.journeys.turn import Outcome, Turn
from actions.services import Services
from actions.store import undelivered

ALIKE = 0.75  # from which on two addresses are one misspelt
_CORRECTS = re.compile(
    r"오타|잘못|틀렸|틀린|맞는\s*(?:주소|메일)|정정|주소(?:는|가|를)|다시\s*보내|바뀌|"
    r"\b(?:typo|wrong|correct(?:ed|ion)?|misspel\w*|mistyped|should be|meant|right address|new address|instead|resend|"
    r"send (?:it|them|that) to|try)\b|\bit['’]?s\b|\bit is\b|\boops\b",
    re.I,
)


def asked(turn: Turn, services: Services) -> bool:
    """True where whoever manages the meeting talked about gives another address for one of its outsiders."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    return meeting is not None and not meeting.final and _whose(turn, services, meeting) is not None


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The person has the new address from now on and is written to there: the offers, or the invitation."""
    from actions.journeys import altering, schedule
    from actions.journeys.scene import Scene

    with services.store.reading() as tx:
        roster = tx.people.all()
    old = _whose(turn, services, meeting)
    assert old is not None
    found = resolve(_new(turn, meeting), roster, turn.speaker)
    person = found.person if isinstance(found, Found) else None
    new = Participant(_new(turn, meeting), person.name if person else old.name, role=old.role, external=old.external)
    me = turn.speaker.address
    after = steps.remove_attendee(steps.add_attendees(meeting, me, [new], turn.now), me, old.address, turn.now)
    if meeting.state in STANDING:
        return altering.readdressed(Scene(turn, services, meeting), after, new)
    lead = turn.voice.say("person_readdressed", address=new.address)
    return schedule.advance(turn, services, replace(drafts.resume(after, {}), lead=(lead,)), roster)


def _whose(turn: Turn, services: Services, meeting: Meeting) -> Participant | None:
    """Whose address it is: who could not be reached, who has nearly that address, or the only one from outside."""
    new = _new(turn, meeting)
    if not new or not meeting.may_manage(turn.speaker.address):
        return None
    outside = [p for p in meeting.others if p.external]
    with services.store.reading() as tx:
        lost = undelivered.unreachable(tx.connection, meeting.id)
    unreached = [p for p in outside if p.address in lost]
    alike = [p for p in outside if SequenceMatcher(None, p.address, new).ratio() >= ALIKE]
    for some in (unreached, alike if _CORRECTS.search(turn.text) else []):
        if len(some) == 1:
            return some[0]
    return None


def _new(turn: Turn, meeting: Meeting) -> str:
    """The one address in the text that nobody of the meeting has, or ""."""
    said = {a.lower().rstrip(".") for a in ADDRESS.findall(turn.text)}
    new = said - set(meeting.addresses)
    return next(iter(new)) if len(new) == 1 else ""
