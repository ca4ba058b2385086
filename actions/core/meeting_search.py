"""Steps of the search for a time: offers, answers, counter-proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.meeting import Meeting, Proposal, Refusal, Slot, State, Verdict
from actions.core.meeting_rules import (
    SEEKING,
    allow,
    answered,
    at,
    close_round,
    need_answering,
    need_future,
    need_member,
    need_offered,
)
from actions.errors import MendableError


def collect(meeting: Meeting, now: datetime) -> Meeting:
    """Nothing is missing any more: draft → collecting. Elsewhere in a search it closes the open round.

    Raises:
        MendableError: the meeting is not in search of a time.
    """
    allow(meeting, SEEKING)
    state = State.MOVING if meeting.booked else State.COLLECTING
    return at(close_round(meeting), now, state=state)


def propose(
    meeting: Meeting,
    slots: Sequence[Slot],
    now: datetime,
    *,
    to: Iterable[str] = (),
    expires_at: datetime | None = None,
) -> Meeting:
    """Offer ``slots`` (in the order shown) to the addresses ``to`` (default: everybody) as the next round.

    draft, collecting, proposed → proposed; moving stays moving. The earlier round closes. ``expires_at`` replaces the
    meeting's when given.

    Raises:
        MendableError: ``already_refused``, ``time_has_passed``, or not in search of a time.
        ValueError: no slot, or the same one twice.
    """
    allow(meeting, SEEKING)
    if not slots or len(set(map(_key, slots))) != len(slots):
        raise ValueError("a proposal has at least one slot and none twice")
    for slot in slots:
        need_future(slot, now)
        if meeting.is_refused(slot):
            raise MendableError("already_refused", start=slot.start)
    closed = close_round(meeting)
    asked = tuple(to) or meeting.addresses
    proposal = Proposal(len(closed.proposals) + 1, tuple(slots), now, asked)
    state = State.MOVING if meeting.booked else State.PROPOSED
    expiry = expires_at or meeting.expires_at
    return at(closed, now, state=state, proposals=(*closed.proposals, proposal), expires_at=expiry)


def accept(
    meeting: Meeting, by: str, slots: Iterable[Slot], now: datetime, *, verdict: Verdict = Verdict.YES
) -> Meeting:
    """``by`` can make these offered times; the state stays, see `Meeting.agreed_slots` for what follows from it.

    Takes back the same person's earlier refusal of them.

    Raises:
        MendableError: ``not_an_attendee``, ``no_open_offer``, ``not_offered``, ``offer_expired``, ``time_has_passed``.
    """
    person = need_answering(meeting, by, now)
    wanted = tuple(need_offered(meeting, slot) for slot in slots)
    for slot in wanted:
        need_future(slot, now)
    refused = tuple(r for r in meeting.refused if not (r.by == person.address and r.slot in wanted))
    return at(answered(meeting, person, wanted, verdict, now), now, refused=refused)


def refuse(meeting: Meeting, by: str, now: datetime, slots: Iterable[Slot] | None = None) -> Meeting:
    """``by`` cannot make these offered times (None: any of the open ones); they are not offered again.

    When no open time is left that everybody needed can still make, the round closes: proposed → collecting.

    Raises:
        MendableError: ``not_an_attendee``, ``no_open_offer``, ``not_offered``, ``offer_expired``.
    """
    person = need_answering(meeting, by, now)
    proposal = meeting.open_proposal
    assert proposal is not None
    unwanted = proposal.slots if slots is None else tuple(need_offered(meeting, slot) for slot in slots)
    new = tuple(Refusal(s, person.address) for s in unwanted if Refusal(s, person.address) not in meeting.refused)
    after = at(answered(meeting, person, unwanted, Verdict.NO, now), now, refused=meeting.refused + new)
    return collect(after, now) if all(after.is_refused(s) for s in proposal.slots) else after


def counter(
    meeting: Meeting, by: str, constraints: Iterable[dict[str, Any]], now: datetime, *, refusing: bool = True
) -> Meeting:
    """``by`` names other times (TimeConstraints as JSON objects); they narrow what is offered next.

    ``refusing`` also refuses what is open for that person. The round closes: proposed → collecting; moving stays.

    Raises:
        MendableError: ``not_an_attendee``, or not in search of a time.
    """
    allow(meeting, SEEKING)
    person = need_member(meeting, by)
    if refusing and meeting.open_proposal:
        expires_at = meeting.expires_at  # a late "no, but …" still counts
        meeting = replace(refuse(replace(meeting, expires_at=None), by, now), expires_at=expires_at)
    said = tuple({**c, "by": person.address} for c in constraints)
    return collect(replace(meeting, constraints=meeting.constraints + said), now)


def _key(slot: Slot) -> tuple[datetime, datetime]:
    return slot.start, slot.end
