"""Whose question is whose: a thread has several speakers, and each answers what he was asked himself.

The question last asked stands in front, with whom it asks (``asked``: addresses) and its meeting; those of others
wait behind it (``others``). Offers may be answered by everybody who sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import Meeting
from actions.journeys.turn import Outcome, Pending, Turn
from actions.store.records import Conversation

OFFER = "offer"
_OWN = ("asked", "meeting", "others")


def own_question(turn: Turn) -> Turn:
    """The turn with the question that its speaker may answer, and that question's meeting; without one: none."""
    waiting = _entries(turn.pending)
    mine = _mine(waiting, turn)
    if mine is None:
        return replace(turn, pending=None)
    kept = {name: value for name, value in mine.details.items() if name != "others"}
    if turn.outsider or (mine.question == OFFER and mine is waiting[0]):
        return replace(turn, pending=replace(mine, details=kept))
    return replace(turn, pending=replace(mine, details=kept), meeting_id=kept.get("meeting") or turn.meeting_id)


def questions_after(turn: Turn, outcome: Outcome) -> Pending | None:
    """What is asked once the turn is over: its own question in front, behind it those of others that stay open.

    ``turn`` is as it came in.
    """
    waiting = _entries(turn.pending)
    mine = _mine(waiting, turn)
    left = [p for p in waiting if p is not mine or _stays(p, turn, outcome)]
    if outcome.pending is not None:
        new = _owned(outcome.pending, turn, outcome)
        left = [new, *(p for p in left if not _replaces(new, p))]
    return _in_front(*left) if left else None


def asked_of_organizer(
    meeting: Meeting, question: str, details: Mapping[str, Any], now: datetime
) -> Callable[[Any], object]:
    """What puts ``question`` to those who manage ``meeting`` in the conversation of its request, for a transaction to
    run; what is asked of others there stays open behind it."""

    def write(tx: Any) -> None:
        there = tx.conversations.get(meeting.channel, meeting.conversation)
        asked = sorted({meeting.organizer, *meeting.delegates})
        new = Pending(question, {**details, "asked": asked, "meeting": meeting.id})
        stood = dict(there.pending or {})
        waiting = _entries(Pending(str(stood.pop("question")), stood)) if stood else []
        front = _in_front(new, *(p for p in waiting if not _replaces(new, p)))
        stored = {"question": front.question, **front.details}
        tx.conversations.put(Conversation(meeting.channel, meeting.conversation, meeting.id, stored, there.data), now)

    return write


def _in_front(front: Pending, *rest: Pending) -> Pending:
    """The question with those that wait behind it."""
    details = {name: value for name, value in front.details.items() if name != "others"}
    if rest:
        details["others"] = [{"question": p.question, **p.details} for p in rest]
    return Pending(front.question, details)


def _entries(pending: Pending | None) -> list[Pending]:
    if pending is None:
        return []
    details = {name: value for name, value in pending.details.items() if name != "others"}
    others: Sequence[Mapping[str, Any]] = pending.details.get("others", ())
    return [
        Pending(pending.question, details),
        *(Pending(str(o["question"]), {n: v for n, v in o.items() if n != "question"}) for o in others),
    ]


def _mine(waiting: Sequence[Pending], turn: Turn) -> Pending | None:
    """The first that asks the speaker, else open offers."""
    me = turn.speaker.address
    named = [p for p in waiting if me in p.details.get("asked", ()) and not (turn.outsider and p.question == OFFER)]
    anyones = [p for p in waiting if p.question == OFFER or ("asked" not in p.details and not turn.outsider)]
    return next(iter([*named, *anyones]), None)


def _stays(offers: Pending, turn: Turn, outcome: Outcome) -> bool:
    """Offers made to somebody else stay open, whatever else is spoken of meanwhile."""
    asked = offers.details.get("asked", ())
    if offers.question != OFFER or not asked or turn.speaker.address in asked:
        return False
    touched = outcome.meeting is not None and outcome.meeting.id == offers.details.get("meeting")
    return not touched


def _replaces(new: Pending, old: Pending) -> bool:
    """One question a person and meeting."""
    same = new.details.get("meeting") == old.details.get("meeting") and new.question == old.question
    return same or bool(set(new.details.get("asked", ())) & set(old.details.get("asked", ())))


def _owned(pending: Pending, turn: Turn, outcome: Outcome) -> Pending:
    """With whom it asks: the speaker and who acts for the speaker, and who manages the meeting together with him."""
    about = turn.meeting_id if outcome.about is None else outcome.about or None
    about = outcome.meeting.id if outcome.meeting and outcome.about is None else about
    asked = {turn.speaker.address, *turn.speaker.delegates}
    if outcome.meeting is not None and outcome.meeting.may_manage(turn.speaker.address):
        asked |= {outcome.meeting.organizer, *outcome.meeting.delegates}
    kept = {name: value for name, value in pending.details.items() if name != "others"}
    return Pending(pending.question, {"asked": sorted(asked), "meeting": about, **kept})
