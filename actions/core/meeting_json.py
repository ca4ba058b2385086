"""The meeting as a JSON document, and back: instants are ISO 8601 in UTC, enums their values."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from actions.core.meeting import (
    Answer,
    AnyOf,
    Meeting,
    MovedInstance,
    Participant,
    Proposal,
    Refusal,
    Slot,
    State,
    Verdict,
)
from calendar_adapters.types import PartStat, Role

FORMAT = 1  # raise it, and read the older ones, when the document's shape changes


def to_json(meeting: Meeting) -> dict[str, Any]:
    """The whole meeting but its version, as a JSON object."""
    plain = ("id", "uid", "organizer", "title", "purpose", "minutes", "timezone", "language", "channel", "conversation")
    more = ("location", "notes", "rrule", "sequence", "quorum")
    moments = ("created_at", "chosen_instance", "expires_at", "settled_at", "updated_at")
    return {
        "format": FORMAT,
        "state": meeting.state.value,
        **{name: getattr(meeting, name) for name in plain + more},
        **{name: _moment(getattr(meeting, name)) for name in moments},
        "attendees": [_participant(p) for p in meeting.attendees],
        "constraints": list(meeting.constraints),
        "proposals": [_proposal(p) for p in meeting.proposals],
        "refused": [{"slot": _slot(r.slot), "by": r.by} for r in meeting.refused],
        "chosen": meeting.chosen and _slot(meeting.chosen),
        "booked": meeting.booked and _slot(meeting.booked),
        "exdates": [_moment(m) for m in meeting.exdates],
        "moved": [_moved(m) for m in meeting.moved],
        "rdates": [_moment(m) for m in meeting.rdates],
        **({"rotation": list(meeting.rotation)} if meeting.rotation else {}),
        "groups": [{"label": g.label, "members": list(g.members)} for g in meeting.groups],
        "delegates": list(meeting.delegates),
    }


def from_json(data: dict[str, Any], version: int = 0) -> Meeting:
    """The meeting that `to_json` wrote, at the store's ``version``.

    Raises:
        ValueError: a document of a format that is not known here.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"a meeting document of format {data.get('format')!r} cannot be read")
    moments = {"created_at", "chosen_instance", "expires_at", "settled_at", "updated_at"}
    fields: dict[str, Any] = {k: _read_moment(v) if k in moments else v for k, v in data.items() if k != "format"}
    fields |= {
        "state": State(data["state"]),
        "attendees": tuple(map(_read_participant, data["attendees"])),
        "constraints": tuple(data["constraints"]),
        "proposals": tuple(map(_read_proposal, data["proposals"])),
        "refused": tuple(Refusal(_read_slot(r["slot"]), r["by"]) for r in data["refused"]),
        "chosen": data["chosen"] and _read_slot(data["chosen"]),
        "booked": data["booked"] and _read_slot(data["booked"]),
        "exdates": tuple(datetime.fromisoformat(m) for m in data["exdates"]),
        "moved": tuple(map(_read_moved, data["moved"])),
        "rotation": tuple(data.get("rotation", ())),
        "rdates": tuple(datetime.fromisoformat(m) for m in data.get("rdates", ())),
        "groups": tuple(AnyOf(g["label"], tuple(g["members"])) for g in data.get("groups", ())),
        "delegates": tuple(data["delegates"]),
    }
    return Meeting(**fields, version=version)


def slot_to_json(slot: Slot) -> dict[str, Any]:
    """One slot as a JSON object, for a pending question."""
    return _slot(slot)


def slot_from_json(data: dict[str, Any]) -> Slot:
    """The slot that `slot_to_json` wrote."""
    return _read_slot(data)


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(timezone.utc).isoformat() if moment else None


def _read_moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _slot(slot: Slot) -> dict[str, Any]:
    return {"start": _moment(slot.start), "end": _moment(slot.end), "reasons": list(slot.reasons)}


def _read_slot(data: dict[str, Any]) -> Slot:
    return Slot(datetime.fromisoformat(data["start"]), datetime.fromisoformat(data["end"]), tuple(data["reasons"]))


def moved_to_json(one: MovedInstance) -> dict[str, Any]:
    """One instance that differs, as a JSON object."""
    return _moved(one)


def moved_from_json(data: dict[str, Any]) -> MovedInstance:
    """What `moved_to_json` wrote."""
    return _read_moved(data)


def _moved(one: MovedInstance) -> dict[str, Any]:
    own: dict[str, Any] = {"title": one.title, "location": one.location, "without": list(one.without)}
    own |= {"more": [_participant(p) for p in one.more], "turn": one.turn}
    differs = {name: value for name, value in own.items() if value}
    return {"recurrence_id": _moment(one.recurrence_id), "slot": _slot(one.slot), **differs}


def _read_moved(data: dict[str, Any]) -> MovedInstance:
    return MovedInstance(
        datetime.fromisoformat(data["recurrence_id"]),
        _read_slot(data["slot"]),
        title=data.get("title", ""),
        location=data.get("location", ""),
        without=tuple(data.get("without", ())),
        more=tuple(map(_read_participant, data.get("more", ()))),
        turn=bool(data.get("turn")),
    )


def _proposal(proposal: Proposal) -> dict[str, Any]:
    slots = [_slot(s) for s in proposal.slots]
    made_at = _moment(proposal.made_at)
    return {
        "round": proposal.round,
        "slots": slots,
        "made_at": made_at,
        "to": list(proposal.to),
        "closed": proposal.closed,
    }


def _read_proposal(data: dict[str, Any]) -> Proposal:
    slots = tuple(map(_read_slot, data["slots"]))
    return Proposal(data["round"], slots, datetime.fromisoformat(data["made_at"]), tuple(data["to"]), data["closed"])


def _participant(person: Participant) -> dict[str, Any]:
    answers = [{"slot": _slot(a.slot), "verdict": a.verdict.value, "at": _moment(a.at)} for a in person.answers]
    return {
        "address": person.address,
        "name": person.name,
        "role": person.role.value,
        "partstat": person.partstat.value,
        "answers": answers,
        "external": person.external,
    }


def _read_participant(data: dict[str, Any]) -> Participant:
    answers = tuple(
        Answer(_read_slot(a["slot"]), Verdict(a["verdict"]), datetime.fromisoformat(a["at"])) for a in data["answers"]
    )
    role, partstat = Role(data["role"]), PartStat(data["partstat"])
    return Participant(data["address"], data["name"], role, partstat, answers, data["external"])
