"""Take back the last thing the sender did in this conversation; `actions.journeys.deeds` knows what that was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, State
from actions.core.meeting_json import from_json
from actions.errors import MendableError
from actions.journeys import deeds, leave_once, reminder_moved, reminders_kept, undo_meeting
from actions.journeys.deeds import Deed
from actions.journeys.negotiation import offers_made, released
from actions.journeys.preference import describe
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services

GONE = {"kind": "undone"}


def step(turn: Turn, services: Services) -> Outcome:
    """Undo it, once; where that is not possible any more, say why and how things stand."""
    deed = _recovered(turn, services) or deeds.last(turn)
    if deed is None:
        return answer(turn, turn.voice.say("undo_nothing"), pending=turn.pending)
    if deed["kind"] == "undone":
        return answer(turn, turn.voice.say("undo_again", what=deed.get("what", "")), pending=turn.pending)
    if deed["kind"] in _OF_MEETING:
        return _of_meeting(turn, services, deed)
    return _BESIDE[deed["kind"]](turn, services, deed)


def undone(deed: Deed, what: str) -> dict[str, Any]:
    """What the conversation remembers after an undoing."""
    return {"deed": {**GONE, "of": deed["kind"], "what": what}}


def _of_meeting(turn: Turn, services: Services, deed: Deed) -> Outcome:
    with services.store.reading() as tx:
        meeting = tx.meetings.get(str(deed.get("meeting")))
        chief = tx.people.by_address(meeting.organizer) if meeting else None
    if meeting is None:
        return answer(turn, turn.voice.say("undo_nothing"), pending=turn.pending)
    me = turn.speaker.address
    if not meeting.may_manage(me) and not (chief and me in chief.delegates):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    states, undo = _OF_MEETING[deed["kind"]]
    if meeting.state not in states or meeting.sequence != deed.get("sequence"):
        return answer(turn, _since(turn, meeting), about=meeting.id, pending=turn.pending)
    by = me if meeting.may_manage(me) else meeting.organizer
    return undo(Scene(turn, services, meeting), deed, by)


def _since(turn: Turn, meeting: Meeting) -> str:
    """It is not as the deed left it."""
    voice = turn.voice
    title = meeting.title or voice.purpose(meeting.purpose)
    if meeting.state in STANDING and meeting.booked:
        return voice.say("undo_changed", title=title, slot=voice.slot(meeting.booked.interval))
    return voice.say("undo_over", title=title)


def _recovered(turn: Turn, services: Services) -> Deed | None:
    """A booking of this conversation that was finished after a crash is newer than what is remembered."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.state is not State.BOOKED or meeting.settled_at is None or meeting.sequence:
        return None
    place = (turn.message.channel, turn.message.conversation)
    if (meeting.channel, meeting.conversation) != place or not meeting.may_manage(turn.speaker.address):
        return None
    older = deeds.last(turn)
    if older is not None and (
        older.get("meeting") == meeting.id or datetime.fromisoformat(older["at"]) >= meeting.settled_at
    ):
        return None
    return {"kind": "booked", "meeting": meeting.id, "sequence": 0, "title": meeting.title}


def _sought(scene: Scene, deed: Deed, by: str) -> Outcome:
    """Times were being sought: the search is over, what was booked before stays."""
    turn, meeting = scene.turn, scene.meeting
    if meeting.booked is not None:
        text = turn.voice.say("kept", title=scene.what)
        kept = steps.keep(meeting, turn.now) if meeting.state is State.MOVING else meeting
        return answer(turn, text, meeting=kept, memory=undone(deed, text), writes=(released(meeting),))
    text = turn.voice.say("dropped")
    dropped = steps.cancel(meeting, by, turn.now)
    return answer(turn, text, meeting=dropped, memory=undone(deed, text), writes=(released(meeting),))


def _withdrawn(scene: Scene, deed: Deed, by: str) -> Outcome:  # noqa: ARG001 -- as the others
    """The request that was dropped is open again, with the offers it had."""
    turn = scene.turn
    before = from_json(deed["before"], scene.meeting.version)
    ahead = [s for s in before.open_proposal.slots if s.start > turn.now] if before.open_proposal else []
    if before.open_proposal is not None and not ahead:
        before = steps.collect(before, turn.now)
    text = turn.voice.say("undo_reopened", title=scene.what)
    pending = Pending("offer") if before.open_proposal else None
    writes = (offers_made(before, turn.now),) if before.open_proposal else ()
    return answer(turn, text, meeting=before, memory=undone(deed, text), pending=pending, writes=writes)


def _answered(turn: Turn, services: Services, deed: Deed) -> Outcome:
    with services.store.reading() as tx:
        meeting = tx.meetings.get(str(deed.get("meeting")))
    if meeting is None:
        return answer(turn, turn.voice.say("undo_nothing"), pending=turn.pending)
    who = Scene(turn, services, meeting).who([meeting.organizer])
    key = "undo_answer_open" if meeting.open_proposal else "undo_answer"
    return answer(turn, turn.voice.say(key, organizer=who), pending=turn.pending)


def _reminder(turn: Turn, services: Services, deed: Deed) -> Outcome:
    with services.store.reading() as tx:
        waiting = any(t.key == deed["key"] for t in tx.timers.of_person(turn.speaker.address))
    text = turn.voice.say("undo_reminder" if waiting else "undo_reminder_fired", what=deed["what"])
    memory = undone(deed, text)
    return answer(turn, text, memory=memory, writes=(lambda tx: tx.timers.cancel(key=deed["key"]),))


def _wish(turn: Turn, services: Services, deed: Deed) -> Outcome:  # noqa: ARG001
    """Wishes told are withdrawn, those withdrawn are kept again, and what the roster says is as before."""
    me, now = turn.speaker.address, turn.now
    lines = [turn.voice.say("undo_wish_told", wish=said) for p in deed["told"] if (said := _said(p, turn))]
    lines += [turn.voice.say("undo_wish_kept", wish=said) for p in deed["gone"] if (said := _said(p, turn))]
    text = "\n".join(lines) or turn.voice.say("undo_wish")

    def write(tx: Any) -> None:
        for id in deed["added"]:
            tx.preferences.remove(id)
        for wish in deed["gone"]:
            tx.preferences.put(me, wish["kind"], wish["value"], now, said=wish["said"])
        person = tx.people.by_address(me)
        if person is not None and deed["person"]:
            tx.people.save(replace(person, **{**deed["person"], "delegates": tuple(deed["person"]["delegates"])}))

    return answer(turn, text, memory=undone(deed, text), writes=(write,))


def _said(wish: dict[str, Any], turn: Turn) -> str:
    """The wish in words, or "" where it is of a kind that has none."""
    try:
        return describe(wish["kind"], wish["value"], turn.voice)
    except (KeyError, TypeError, ValueError):
        return ""


def _shifted(turn: Turn, services: Services, deed: Deed) -> Outcome:
    from actions.journeys import shift_all

    done = shift_all.back(turn, services, deed["all"])
    text = done.replies[0].text if done.replies else ""
    return replace(done, memory=undone(deed, text))


def _cleared(turn: Turn, services: Services, deed: Deed) -> Outcome:
    from actions.journeys import cancel_all

    done = cancel_all.back(turn, services, deed["all"])
    return replace(done, memory=undone(deed, done.replies[0].text))


_SEEKING = frozenset({State.DRAFT, State.COLLECTING, State.PROPOSED, State.MOVING, State.BOOKED})
_OF_MEETING: dict[str, tuple[frozenset[State], Callable[[Scene, Deed, str], Outcome]]] = {
    "booked": (STANDING, undo_meeting.booked),
    "moved": (STANDING, undo_meeting.moved),
    "cancelled": (frozenset({State.CANCELLED}), undo_meeting.cancelled),
    "dropped": (STANDING, undo_meeting.dropped),
    "ended": (STANDING, undo_meeting.ended),
    "edited": (STANDING, undo_meeting.edited),
    "sought": (_SEEKING, _sought),
    "withdrawn": (frozenset({State.WITHDRAWN}), _withdrawn),
}
_BESIDE: dict[str, Callable[[Turn, Services, Deed], Outcome]] = {
    "answered": _answered,
    "reminder": _reminder,
    "reminder_moved": reminder_moved.back,
    "reminders_withdrawn": reminders_kept.back,
    "wish": _wish,
    "shifted": _shifted,
    "cleared": _cleared,
    "absent": leave_once.undo,
}
