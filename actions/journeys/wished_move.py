"""An attendee would rather have another time for what is booked: it is passed on, and the organizer's word on it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from actions.core.meeting import Meeting, Slot
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Grain, Kind, Polarity, TimeConstraint
from actions.journeys.asked import asked_of_organizer
from actions.journeys.calendar_items import at
from actions.journeys.choices import fits, no, yes
from actions.journeys.negotiation_letters import organizers_voice, tell
from actions.journeys.people_words import name_of
from actions.journeys.same_clock import same_clock
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services

QUESTION = "wished_time"


def passed_on(turn: Turn, services: Services, meeting: Meeting, picked: Slot | None = None) -> Outcome:
    """The meeting stays where it is; the organizer is told the words and asked whether to move it.

    ``picked`` is the time that is wished for where the words name it by a number.
    """
    assert meeting.booked is not None
    voice = organizers_voice(turn, services, meeting)
    name = voice.person(turn.speaker.name or turn.speaker.address)
    lines = [voice.say("late_other_told", name=name, title=meeting.title), f"“{turn.text.strip()[:300]}”"]
    wished = [_instant(picked)] if picked else _elsewhere(turn, meeting)
    lines.append(voice.say("late_other_ask" if wished else "late_other_when"))
    asked = sorted({meeting.organizer, *meeting.delegates})
    details = {"times": [to_json(t) for t in wished], "asked": asked, "meeting": meeting.id}
    here = (turn.message.channel, turn.message.conversation) == (meeting.channel, meeting.conversation)
    told = tell(turn, services, meeting, "\n".join(lines))
    text = turn.voice.say(
        "late_other",
        organizer=turn.voice.person(name_of(services, meeting.organizer)),
        title=meeting.title,
        slot=turn.voice.slot(meeting.booked.interval),
    )
    writes = () if here else (asked_of_organizer(meeting, QUESTION, details, turn.now),)
    return answer(turn, text, replies=told, pending=Pending(QUESTION, details) if here else None, writes=writes)


def answers(turn: Turn) -> bool:
    """True for a yes or a no, however long, and for a time."""
    return bool(turn.moments()) or yes(turn) or no(turn)


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The organizer's answer: to the time that was wished for, to one named now, or not at all."""
    assert turn.pending is not None
    assert meeting.booked is not None
    if no(turn) and not turn.moments():
        return answer(turn, turn.voice.say("kept", title=meeting.title))
    wished = turn.moments() or tuple(from_json(t) for t in turn.pending.details.get("times", ()))
    if not wished:
        return answer(turn, turn.voice.say("ask_new_time", title=meeting.title), pending=_when(meeting))
    item = at(turn, services, meeting.uid, meeting.booked.start)
    moved: Outcome = import_module("actions.journeys.reschedule").to_times(Scene(turn, services, meeting), wished, item)
    return moved


def _when(meeting: Meeting) -> Pending:
    assert meeting.booked is not None
    return Pending("new_time", {"start": meeting.booked.start.isoformat()})


def _elsewhere(turn: Turn, meeting: Meeting) -> Sequence[TimeConstraint]:
    """The times that were named and are not the booked one's."""
    assert meeting.booked is not None
    booked = meeting.booked.start
    said = [same_clock(t, booked, turn.text, turn.zone) for t in turn.moments()]  # "Thursday, same time"
    wanted = [t for t in said if t.polarity is Polarity.WANT]
    return [t for t in wanted if not fits(meeting.booked, t, turn.zone)]


def _instant(slot: Slot) -> TimeConstraint:
    return TimeConstraint("", (0, 0), Kind.INSTANT, slot.start, None, Grain.MINUTE)
