"""Not to come any more: an attendee leaves and the meeting goes on; the organizer calls it off or hands it over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Any

from actions.core.meeting import STANDING, Meeting, State
from actions.core.meeting_instances import own_slot
from actions.core.people import Person
from actions.core.times.types import TimeConstraint
from actions.errors import MendableError
from actions.journeys import joining, leave_calendar, leave_chair, leave_once, leave_steps, which
from actions.journeys.altering import DROPPING
from actions.journeys.cancel import not_found
from actions.journeys.choices import doubtful, fits, no, number_of, yes
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.naming import named_in
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services

ACTION = "topic_leave"
_CANCELS = re.compile(r"취소|\b(?:cancel|call (?:it|this|the \w+) off)\b", re.I)
_OF_ONESELF = re.compile(
    r"\b(?:me|myself)\b|\bi(?:'m| am| can'?t| cannot| won'?t)\b|"
    r"(?<![가-힣])(?:저|전|난|나|제가|내가|저는|나는|저도|나도|저를|나를)(?![가-힣])",
    re.I,
)


def step(turn: Turn, services: Services) -> Outcome:
    """Find the meeting and go, or ask what is to become of it."""
    if turn.question == "leave" and turn.pending is not None and not turn.first("topic"):
        return _went_on(turn, services)
    if of_another(turn, services):
        return _taken_out(turn, services)
    theirs = leave_calendar.meant(turn, services)
    if len(theirs) == 1:
        return leave_calendar.decline(turn, services, theirs[0])
    found = _meant(turn, services)
    if not found:
        return answer(turn, not_found(turn, services), pending=turn.pending)
    if len(found) > 1:
        return _which(turn, found)
    return go(Scene(turn, services, found[0]))


def of_another(turn: Turn, services: Services) -> bool:
    """True where somebody else is not to come ("leave Sam out of it"): that edits the meeting."""
    if not DROPPING.search(turn.text) or _OF_ONESELF.search(turn.text):
        return False
    with services.store.reading() as tx:
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
        people = [Person(p.address, p.name) for p in talked.others] if talked else []
        hits = named_in(DROPPING.sub(" ", turn.text), [*tx.people.all(), *people])
    return any(p.address != turn.speaker.address for hit in hits for p in hit.people)


def _taken_out(turn: Turn, services: Services) -> Outcome:
    """Out of what is still sought, or out of a meeting that stands."""
    with services.store.reading() as tx:
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if talked is not None and joining.joining(turn, services, talked):
        return joining.step(turn, services, talked)
    changed: Outcome = import_module("actions.journeys.reschedule").step(turn, services)
    return changed


def go(scene: Scene) -> Outcome:
    """By who the sender is in it, and how it stands."""
    meeting, me = scene.meeting, scene.turn.speaker.address
    person = meeting.participant(me)
    if meeting.organizer == me:
        return _chair(scene)
    if person is None:
        raise MendableError("not_an_attendee", address=me)
    if meeting.state not in STANDING:
        return leave_steps.from_request(scene, person)
    once = leave_once.asked_for(scene) if meeting.rrule else []
    if once:
        return leave_once.out_of(scene, once)
    if once is None:
        return leave_once.ask(scene)
    if len(meeting.others) == 1:
        return _not_cancelled(scene, _confirm(scene, "last", "leave_last"))
    if meeting.rrule:
        return _confirm(scene, "series", "leave_series")
    return leave_steps.from_meeting(scene)


def _chair(scene: Scene) -> Outcome:
    """The organizer of a series who names one of it is asked whether that is to be called off."""
    turn, meeting = scene.turn, scene.meeting
    once = leave_once.asked_for(scene) if meeting.rrule and meeting.state in STANDING else None
    if not once:
        return leave_chair.ask(scene)
    slot = scene.voice.slot(own_slot(meeting, once[0]).interval)
    text = scene.voice.say("ask_scope", title=scene.what, slot=slot)
    details = {"start": own_slot(meeting, once[0]).start.isoformat(), "instance": once[0].isoformat()}
    return answer(turn, text, about=meeting.id, pending=Pending("scope", details))


def _not_cancelled(scene: Scene, asked: Outcome) -> Outcome:
    """Who cannot come and asks that the meeting be cancelled hears whose that is."""
    if not _CANCELS.search(scene.turn.text):
        return asked
    whose = scene.voice.say("not_yours_to_change", organizer=scene.who([scene.meeting.organizer]))
    first, *others = asked.replies
    return replace(asked, replies=(replace(first, text=f"{whose}\n{first.text}"), *others))


def _meant(turn: Turn, services: Services) -> list[Meeting]:
    """The sender's meetings that the turn can mean: by title, by time, the one talked about, else all."""
    me = turn.speaker.address
    with services.store.reading() as tx:
        mine = [m for m in tx.meetings.of_person(me) if _ahead(m, turn.now) and m.state is not State.BOOKING]
    words = title_of(turn) or purpose_words(turn)
    if words and words.lower() not in which.BARE:
        return [
            m for m in mine if which.flat(words) in which.flat(m.title) or (m.purpose and m.purpose == _kind(words))
        ]
    if said := [m for m in mine if len(which.flat(m.title)) > 1 and which.flat(m.title) in which.flat(turn.text)]:
        return said
    talked = [m for m in mine if m.id == turn.meeting_id]
    if moments := turn.moments():
        timed = [m for m in mine if _in_times(m, turn, moments)]
        return [m for m in talked if m in timed] or timed
    return talked or mine


def _in_times(meeting: Meeting, turn: Turn, moments: Sequence[TimeConstraint]) -> bool:
    """True when the meeting, or one of the series, is at the times that were said."""
    if meeting.rrule and meeting.booked:
        return bool(leave_once.in_times(meeting, turn))
    return meeting.booked is not None and all(fits(meeting.booked, t, turn.zone) for t in moments)


def _ahead(meeting: Meeting, now: datetime) -> bool:
    return meeting.booked is None or meeting.rrule is not None or meeting.booked.end > now


def _kind(words: str) -> str:
    from actions.core.purpose import detect

    found = detect(words).id
    return "" if found == "meeting" else found


def _which(turn: Turn, found: list[Meeting]) -> Outcome:
    voice, shown = turn.voice, found[: which.ASKED_AT_MOST]
    lines = [
        voice.say(
            "event_line",
            number=number,
            title=m.title or voice.purpose(m.purpose),
            slot=voice.slot(m.booked.interval) if m.booked else voice.say("leave_no_time"),
        )
        for number, m in enumerate(shown, 1)
    ]
    details = {"step": "which", "ids": [m.id for m in shown]}
    return answer(turn, voice.say("which_event", events="\n".join(lines)), pending=Pending("leave", details))


def _confirm(scene: Scene, step: str, key: str) -> Outcome:
    meeting = scene.meeting
    assert meeting.booked is not None
    slot = scene.voice.slot(meeting.booked.interval)
    text = scene.voice.say(key, title=scene.what, slot=slot, organizer=scene.who([meeting.organizer]))
    pending = Pending("leave", {"step": step, "id": meeting.id})
    return answer(scene.turn, text, about=meeting.id, pending=pending)


def _went_on(turn: Turn, services: Services) -> Outcome:
    assert turn.pending is not None
    details = turn.pending.details
    if details["step"] == "which":
        return _picked(turn, services, list(details["ids"]))
    with services.store.reading() as tx:
        meeting = tx.meetings.get(str(details["id"]))
    if meeting is None or meeting.final:
        return answer(turn, turn.voice.say("undo_over", title=meeting.title if meeting else ""))
    scene = Scene(turn, services, meeting)
    if details["step"] in ("chair", "heir"):
        return leave_chair.answered(scene, str(details["step"]))
    if details["step"] == "scope":
        return leave_once.scoped(scene, details)
    if details["step"] == "go_on" and DROPPING.search(turn.text):  # "그럼 그분 빼고 하자"
        return leave_chair.without(scene, True, details)
    if doubtful(turn) and not no(turn):
        return answer(turn, turn.voice.say("confirm_again"), pending=turn.pending)
    if not yes(turn) and not no(turn):
        return answer(turn, turn.voice.say("confirm_again"), pending=turn.pending)
    return _STEPS[details["step"]](scene, yes(turn), details)


def _picked(turn: Turn, services: Services, ids: list[str]) -> Outcome:
    with services.store.reading() as tx:
        shown = [m for i in ids if (m := tx.meetings.get(i)) is not None]
    number = number_of(turn)
    if no(turn) and number is None:
        return answer(turn, turn.voice.say("deny"))
    named = [m for m in shown if len(which.flat(m.title)) > 1 and which.flat(m.title) in which.flat(turn.text)]
    if number is not None and (number == -1 or 0 < number <= len(shown)):
        named = [shown[number - 1 if number > 0 else -1]]
    if len(named) != 1:
        text = turn.voice.say("choice_out_of_range", number=number or 0, count=len(shown))
        return answer(turn, text if number else turn.voice.say("leave_which_again"), pending=turn.pending)
    return go(Scene(turn, services, named[0]))


def _last(scene: Scene, agreed: bool, _details: Any) -> Outcome:
    return leave_steps.as_last(scene) if agreed else _stays(scene)


def _series(scene: Scene, agreed: bool, _details: Any) -> Outcome:
    return leave_steps.from_meeting(scene) if agreed else _stays(scene)


def _stays(scene: Scene) -> Outcome:
    return answer(scene.turn, scene.voice.say("leave_stays", title=scene.what), about=scene.meeting.id)


_STEPS: dict[str, Callable[[Scene, bool, Any], Outcome]] = {
    "last": _last,
    "series": _series,
    "go_on": leave_chair.without,
}
