"""What a chosen time says about people: who of several comes, who stays away; and the latest word of a person.

The offers carry it in their reasons: ``{"term": "one_of", "label", "who", "name", "external"}`` for a choice among
several, ``{"term": "missing", "who": […], "optional": bool}`` for those who cannot come then, and ``{"term":
"clashes", "starts": […], "who": […]}`` for the instances of a series that somebody cannot make.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import Meeting, Participant, Slot, Verdict
from actions.core.meeting_rules import at, joined, need_member, with_person
from calendar_adapters.types import Role

# said of an offer, but no ground for it
NOTES = frozenset({"one_of", "missing", "clashes", "outside", "turn", "rotation"})


def settled_on(meeting: Meeting, slot: Slot) -> Meeting:
    """The meeting as it is to be booked at ``slot``: of each group the one who was named with the offer comes, and
    those of a quorum who cannot come then are invited as optional. What the slot does not say stays as it is."""
    picked = {n["label"]: n for n in notes(slot, "one_of")}
    new = [Participant(n["who"], n.get("name", ""), external=bool(n.get("external"))) for n in picked.values()]
    left = tuple(g for g in meeting.groups if g.label not in picked)
    missing = {a for n in notes(slot, "missing") for a in n["who"]}
    people = tuple(
        replace(p, role=Role.OPTIONAL) if p.address in missing and p.role is Role.REQUIRED else p
        for p in meeting.attendees
    )
    if not new and people == meeting.attendees:
        return meeting
    return replace(meeting, attendees=joined(people, new), groups=left)


def notes(slot: Slot, term: str) -> list[dict[str, Any]]:
    """The slot's notes of one kind."""
    return [r for r in slot.reasons if r.get("term") == term]


def left_out(meeting: Meeting, slot: Slot, now: datetime) -> Meeting:
    """A series without the instances that clash at ``slot`` (EXDATE); its first one is never left out."""
    starts = {datetime.fromisoformat(s) for n in notes(slot, "clashes") for s in n["starts"]}
    dropped = tuple(sorted(s for s in {*meeting.exdates, *starts} if s != slot.start))
    return at(meeting, now, exdates=dropped)


def said_before(meeting: Meeting, by: str, verdict: Verdict = Verdict.YES) -> tuple[Slot, ...]:
    """The open offers to which ``by`` has said ``verdict``, in the order shown."""
    person = meeting.participant(by)
    proposal = meeting.open_proposal
    if person is None or proposal is None:
        return ()
    return tuple(s for s in proposal.slots if person.verdict_on(s) is verdict)


def take_back(meeting: Meeting, by: str, slots: Iterable[Slot], now: datetime) -> Meeting:
    """``by`` has another answer: what was said to ``slots`` counts no more.

    Raises:
        MendableError: ``not_an_attendee``.
    """
    person = need_member(meeting, by)
    gone = set(slots)
    answers = tuple(a for a in person.answers if a.slot not in gone)
    refused = tuple(r for r in meeting.refused if not (r.by == person.address and r.slot in gone))
    return at(meeting, now, attendees=with_person(meeting, replace(person, answers=answers)), refused=refused)


def enough(meeting: Meeting, coming: Iterable[str]) -> bool:
    """True when everybody needed, or a quorum of them, is among ``coming``; the organizer is taken for granted."""
    needed = {p.address for p in meeting.others if p.needed}
    there = needed & set(coming)
    return len(there) >= (len(needed) if meeting.quorum is None else min(meeting.quorum, len(needed)))
