"""A request whose offers ran out is taken up again: "yes, look again", "ok, then today after lunch"."""

from __future__ import annotations

from dataclasses import replace

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, State
from actions.core.times.codec import from_json
from actions.core.times.types import Kind, Polarity
from actions.journeys.choices import no
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.store import new_id

QUESTION = "look_again"


def ran_out(meeting: Meeting | None, turn: Turn) -> bool:
    """True for a request that its deadline closed, where the speaker may open another in its place."""
    return meeting is not None and meeting.state is State.EXPIRED and meeting.may_manage(turn.speaker.address)


def asks(turn: Turn) -> Outcome:
    """That it ran out, and whether to look again."""
    return answer(turn, turn.voice.say("offer_expired"), pending=Pending(QUESTION))


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Look again for the same people and purpose, at the times said now, else at those said before that are ahead."""
    from actions.journeys import schedule
    from actions.journeys.propose import narrow

    if not turn.moments() and no(turn):
        return answer(turn, turn.voice.say("deny"))
    again = steps.collect(_anew(meeting, turn), turn.now)
    again = narrow(again, turn, services) if turn.moments() else again
    return schedule.go(Scene(turn, services, again), [])


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
        constraints=tuple(c for c in meeting.constraints if _ahead(c, turn)),
        proposals=(),
        expires_at=None,
        version=0,
    )


def _ahead(constraint: dict[str, object], turn: Turn) -> bool:
    said = from_json(constraint)
    last = said.end or said.start
    over = said.kind is not Kind.RECURRENCE and last is not None and last.tzinfo is not None and last <= turn.now
    return not over or said.polarity is Polarity.AVOID
