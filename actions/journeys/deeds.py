"""What each speaker did last in a conversation, remembered in the transaction that does it, so that it can be undone.

It is a JSON object under ``deeds`` of the conversation's memory, one a sender, the newest alone. A journey that knows
more than can be seen from outside adds it as ``memory["deed"]`` of its outcome (None: nothing is to be remembered).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.core.meeting import STANDING, Meeting, State
from actions.core.meeting_json import slot_to_json, to_json
from actions.core.people import Person
from actions.events import slot_of_instance
from actions.journeys.turn import Outcome, Turn
from actions.store.following import before_of
from actions.store.records import Preference
from actions.store.store import Transaction

Deed = dict[str, Any]
_OF_PERSON = ("delegates", "language", "buffer_minutes", "extra")


@dataclass(frozen=True)
class Watched:
    """How things stood before the turn is written."""

    meeting: Meeting | None
    wishes: Mapping[int, Preference]
    person: Person | None


def watch(tx: Transaction, turn: Turn, outcome: Outcome) -> Watched:
    """Look before the outcome is written."""
    me = turn.speaker.address
    before = tx.meetings.get(outcome.meeting.id) if outcome.meeting else None
    return Watched(before, {p.id: p for p in tx.preferences.of(me)}, tx.people.by_address(me))


def note(tx: Transaction, turn: Turn, outcome: Outcome, watched: Watched, saved: Meeting | None) -> None:
    """Look after it was written, and remember what was done; what does nothing leaves the older deed."""
    if outcome.apart:
        return
    given = outcome.memory.get("deed", {})
    deed = None if given is None else _done(tx, turn, outcome, watched, saved, given)
    message = turn.message
    thread = tx.conversations.get(message.channel, message.conversation)
    data = {name: value for name, value in thread.data.items() if name != "deed"}
    if deed is not None:
        deed = {**deed, "at": turn.now.isoformat(), **given}
        data["deeds"] = {**data.get("deeds", {}), message.sender: deed}
    elif given is None and "deeds" in data:
        data["deeds"] = {who: kept for who, kept in data.get("deeds", {}).items() if who != message.sender}
    if data != thread.data:
        tx.conversations.put(replace(thread, data=data), turn.now)


def last(turn: Turn) -> Deed | None:
    """What the sender did last in this conversation, or None."""
    found = turn.memory.get("deeds", {}).get(turn.message.sender)
    return dict(found) if found else None


def _done(
    tx: Transaction, turn: Turn, outcome: Outcome, watched: Watched, saved: Meeting | None, given: Mapping[str, Any]
) -> Deed | None:
    named = {"meeting": saved.id, "sequence": saved.sequence, "title": saved.title} if saved else {}
    if given.get("kind"):
        return {**named, **given}
    if saved is not None:
        manages = saved.may_manage(turn.speaker.address) or outcome.memory.get("acting_for") == saved.organizer
        found = of_meeting(watched.meeting, saved) if manages else _answered(watched.meeting, saved, turn)
        if found:
            return {**found, **named}
    return _of_person(tx, turn, watched) or _reminder(tx, turn)


def of_meeting(before: Meeting | None, after: Meeting) -> Deed | None:
    """What its manager did to a meeting, or None when it stands as it did."""
    was = before.booked if before else None
    if before is None:
        return _asked(before, after)
    if after.state is State.CANCELLED and before.state is not State.CANCELLED:
        return {"kind": "cancelled"}
    if after.state is State.WITHDRAWN and before.state is not State.WITHDRAWN:
        return {"kind": "withdrawn", "before": to_json(before)}
    if was is None and after.booked is not None:
        return {"kind": "booked"}
    if was is not None and after.state in STANDING:
        return _changed(before, after)
    return _asked(before, after)


def _changed(before: Meeting, after: Meeting) -> Deed | None:
    assert before.booked is not None
    if after.booked != before.booked:
        kept = to_json(before)
        return {
            "kind": "moved",
            "slot": slot_to_json(before.booked),
            "exdates": kept["exdates"],
            "moved": kept["moved"],
        }
    if after.rrule != before.rrule:
        return {"kind": "ended", "before": lean(before)}
    if new := [d for d in after.exdates if d not in before.exdates]:
        slot = slot_of_instance(before, new[0])
        return {"kind": "dropped", "instance": new[0].isoformat(), "slot": slot_to_json(slot)}
    if new_place := [m for m in after.moved if m not in before.moved]:
        instance = new_place[0].recurrence_id
        slot = slot_of_instance(before, instance)
        return {"kind": "moved", "instance": instance.isoformat(), "slot": slot_to_json(slot)}
    if _face(before) != _face(after):
        return {"kind": "edited", "before": lean(before)}
    if after.state is State.MOVING and before.state is State.BOOKED:
        return {"kind": "sought"}
    return None


def _asked(before: Meeting | None, after: Meeting) -> Deed | None:
    """A request is made, or made anew."""
    if after.booked is not None or after.final:
        return None
    same = before is not None and before.proposals == after.proposals and before.constraints == after.constraints
    return None if same else {"kind": "sought"}


def _answered(before: Meeting | None, after: Meeting, turn: Turn) -> Deed | None:
    """An attendee's word on offers, or on coming at all."""
    me = turn.speaker.address
    was, now = (m.participant(me) if m else None for m in (before, after))
    same = was is not None and now is not None and (was.answers, was.partstat) == (now.answers, now.partstat)
    return None if same else {"kind": "answered", "organizer": after.organizer}


def _of_person(tx: Transaction, turn: Turn, watched: Watched) -> Deed | None:
    """A wish told or withdrawn, a delegate, a language."""
    me = turn.speaker.address
    now = {p.id: p for p in tx.preferences.of(me)}
    added = [p for p in now.values() if p.id not in watched.wishes]
    gone = [p for p in watched.wishes.values() if p.id not in now]
    person = tx.people.by_address(me)
    fields = _fields(watched.person)
    if not added and not gone and _fields(person) == fields:
        return None
    return {
        "kind": "wish",
        "added": [p.id for p in added],
        "gone": [{"kind": p.kind, "value": p.value, "said": p.said} for p in gone],
        "told": [{"kind": p.kind, "value": p.value} for p in added],
        "person": fields,
    }


def _fields(person: Person | None) -> dict[str, Any]:
    found = {name: getattr(person, name) for name in _OF_PERSON} if person else {}
    return {**found, "delegates": list(found["delegates"])} if found else {}


def _reminder(tx: Transaction, turn: Turn) -> Deed | None:
    key = f"reminder:{turn.message.channel}:{turn.message.id}"
    found = next((t for t in tx.timers.of_person(turn.speaker.address, "reminder") if t.key == key), None)
    if found is None:
        return None
    told = {"what": str(found.payload.get("what", "")), "before": before_of(found) is not None}
    return {"kind": "reminder", "key": key, **told}


def _face(meeting: Meeting) -> tuple[object, ...]:
    """What an edit changes."""
    return meeting.title, meeting.location, [(p.address, p.role) for p in meeting.attendees]


def lean(meeting: Meeting) -> dict[str, Any]:
    """The meeting without its negotiation."""
    kept: dict[str, Any] = {"proposals": [], "refused": [], "constraints": []}
    return {**to_json(meeting), **kept}
