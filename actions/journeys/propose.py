"""Another time is named instead of the offers: it narrows what is looked for next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, State
from actions.core.times.codec import to_json
from actions.core.times.types import Polarity, TimeConstraint
from actions.errors import MendableError
from actions.journeys.facts import minutes_of
from actions.journeys.notices import tell_organizer
from actions.journeys.offering import Scene, look, offer
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services

_CANNOT = re.compile(
    r"\s*(?:은|는|엔|에는|에|도)?\s*(?:좀|조금|다)?\s*"
    r"(?:그런데|그래서|그렇고|힘들|어려|어렵|안 ?되|안 ?돼|안 ?될|별로|말고|빼고)|"
    r"\s*(?:doesn'?t work|won'?t work|(?:is|looks) (?:bad|tough|hard|difficult|full|out|no good))",
    re.I,
)
_BARE_WEEKDAY = re.compile(
    r"(?:[월화수목금토일]요일|[월화수목금토일]욜|"
    r"(?:on )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur?|sun)(?:day)?s?\b)",
    re.I,
)


def step(turn: Turn, services: Services) -> Outcome:
    """Look again with the times of this turn; for a booked meeting that is a wish to move it."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.final:
        raise MendableError("no_open_offer", state=meeting.state.value if meeting else "")
    if meeting.state in STANDING and meeting.open_proposal is None:
        moved: Outcome = import_module("actions.journeys.reschedule").step(turn, services)
        return moved
    if meeting.state is State.DRAFT:
        went_on: Outcome = import_module("actions.journeys.schedule").carry_on(turn, services, meeting)
        return went_on
    if not turn.times:
        rejected: Outcome = import_module("actions.journeys.reject").step(turn, services)
        return rejected
    narrowed = narrow(meeting, turn)
    scene = Scene(turn, services, narrowed)
    if not meeting.may_manage(turn.speaker.address):
        if turn.message.conversation == meeting.conversation:  # everybody reads along: look again at once
            return offer(scene, look(services, narrowed, turn.now))
        told = tell_organizer(turn, services, narrowed, "answer_refused_told", None)
        noted = turn.voice.say("answer_noted", organizer=scene.who([meeting.organizer]))
        return answer(turn, noted, replies=told, meeting=narrowed)
    went: Outcome = import_module("actions.journeys.schedule").go(scene, [])
    return went


def _refused(said: TimeConstraint, text: str) -> TimeConstraint:
    """ "화요일은 좀 그런데" keeps clear of Tuesday."""
    return replace(said, polarity=Polarity.AVOID) if _CANNOT.match(text[said.span[1] :]) else said


def _same_week(said: TimeConstraint, meeting: Meeting, turn: Turn) -> TimeConstraint:
    """A bare weekday in answer to offers means that day of the week that was offered."""
    proposal = meeting.last_proposal
    if proposal is None or said.start is None or not _BARE_WEEKDAY.match(said.text):
        return said
    zone = ZoneInfo(turn.zone)
    days = [moment.astimezone(zone).date() for moment in (proposal.slots[0].start, said.start)]
    offered, named = (day - timedelta(days=day.weekday()) for day in days)
    shift = offered - named
    end = said.end + shift if said.end else None
    return replace(said, start=said.start + shift, end=end) if shift > timedelta() else said


def narrow(meeting: Meeting, turn: Turn) -> Meeting:
    """The meeting with the speaker's new times in place of the old ones; what was to be avoided stays so."""
    times = [_same_week(_refused(t, turn.text), meeting, turn) for t in turn.moments()]
    said = [to_json(t) for t in times]
    me = turn.speaker.address
    if any(t.polarity is Polarity.WANT for t in times):
        kept = tuple(c for c in meeting.constraints if c.get("by") != me or c.get("polarity") == Polarity.AVOID.value)
        meeting = replace(meeting, constraints=kept)
    narrowed = steps.counter(meeting, me, said, turn.now, refusing=False)
    minutes = minutes_of(turn)
    if minutes is not None and meeting.may_manage(me):
        narrowed = steps.change(narrowed, me, turn.now, minutes=minutes)
    return narrowed
