"""A request whose offers ran out is taken up again: "yes, look again", "ok, then today after lunch"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, State
from actions.core.times.codec import from_json
from actions.core.times.types import Grain, Kind, Polarity, TimeConstraint
from actions.journeys.choices import no
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.store import new_id

QUESTION = "look_again"
_SAME = re.compile(
    r"\bsame (?:thing|meeting|again|one|people|call)\b|\b(?:it|that) again\b|"
    r"(?:같은|똑같은)\s*(?:걸|거|것|회의|미팅|내용)|똑같이|그대로",
    re.I,
)


def ran_out(meeting: Meeting | None, turn: Turn) -> bool:
    """True for a request that its deadline closed, where the speaker may open another in its place."""
    return meeting is not None and meeting.state is State.EXPIRED and meeting.may_manage(turn.speaker.address)


def asked(turn: Turn, meeting: Meeting) -> bool:
    """ "The same thing but tomorrow": a meeting that was called off or taken back is wanted at another time."""
    over = meeting.state in (State.CANCELLED, State.WITHDRAWN, State.EXPIRED) and meeting.minutes is not None
    mine = meeting.may_manage(turn.speaker.address) and not turn.values("attendee")
    return over and mine and bool(turn.moments()) and bool(_SAME.search(turn.text))


def wanted(meeting: Meeting, turn: Turn) -> bool:
    """True where the turn takes up a request that is over."""
    if asked(turn, meeting):
        return True
    return ran_out(meeting, turn) and bool(turn.moments() or turn.question == QUESTION)


def asks(turn: Turn) -> Outcome:
    """That it ran out, and whether to look again."""
    return answer(turn, turn.voice.say("offer_expired"), pending=Pending(QUESTION))


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Look again for the same people and purpose, at the times said now, else at those said before that are ahead."""
    from actions.journeys import schedule
    from actions.journeys.propose import narrow

    if not turn.moments() and no(turn):
        return answer(turn, turn.voice.say("deny"))
    turn = replace(turn, times=tuple(_at_its_hour(t, meeting, turn.zone) for t in turn.times))
    again = steps.collect(_anew(meeting, turn), turn.now)
    again = narrow(again, turn, services) if turn.moments() else again
    return schedule.go(Scene(turn, services, again), [])


def _at_its_hour(said: TimeConstraint, meeting: Meeting, zone: str) -> TimeConstraint:
    """A whole day is that day at the hour that was booked, where one was."""
    if meeting.booked is None or said.kind is not Kind.INTERVAL or said.start is None or said.end is None:
        return said
    if not timedelta(hours=23) <= said.end - said.start <= timedelta(hours=25):
        return said
    tz = ZoneInfo(zone)
    day, clock = said.start.astimezone(tz).date(), meeting.booked.start.astimezone(tz).time()
    said = replace(said, polarity=Polarity.WANT)  # "the same but on Wednesday" leaves out no Wednesday
    return replace(said, kind=Kind.INSTANT, start=datetime.combine(day, clock, tz), end=None, grain=Grain.MINUTE)


def _anew(meeting: Meeting, turn: Turn) -> Meeting:
    """The same request, as if made now; what was refused stays refused."""
    known = new_id()
    return replace(
        meeting,
        id=known,
        uid=f"{known}@moim",
        state=State.DRAFT,
        created_at=turn.now,
        updated_at=turn.now,
        attendees=tuple(replace(p, answers=()) for p in meeting.attendees),
        constraints=() if turn.moments() else tuple(c for c in meeting.constraints if _ahead(c, turn)),
        chosen=None,
        booked=None,
        sequence=0,
        settled_at=None,
        proposals=(),
        expires_at=None,
        version=0,
    )


def _ahead(constraint: dict[str, object], turn: Turn) -> bool:
    said = from_json(constraint)
    last = said.end or said.start
    over = said.kind is not Kind.RECURRENCE and last is not None and last.tzinfo is not None and last <= turn.now
    return not over or said.polarity is Polarity.AVOID
