"""Negotiations that ran out of time are ended, and everybody who was asked is told."""

from __future__ import annotations

from datetime import datetime

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting
from actions.core.meeting_rules import SEEKING
from actions.services import Services
from actions.store.store import Transaction
from actions.texts.voice import Voice
from actions.upkeep.letters import Letters
from actions.upkeep.nudges import KIND, silent


def expire(services: Services, meeting_id: str, now: datetime) -> bool:
    """End the negotiation and tell the organizer and those who were asked; what was booked stays.

    False when somebody else has ended or prolonged it meanwhile.
    """
    with services.store.transaction() as tx:
        meeting = tx.meetings.get(meeting_id)
        if meeting is None or meeting.state not in SEEKING or not meeting.expires_at or meeting.expires_at > now:
            return False
        after = tx.meetings.save(steps.expire(meeting, now))
        tx.holds.release(after.id)
        tx.timers.cancel(meeting_id=after.id, kind=KIND)
        _tell(Letters(services, tx, after, now), meeting)
    return True


def _tell(letters: Letters, before: Meeting) -> None:
    key = f"expired:{before.id}:{before.version}"
    asked = before.last_proposal.to if before.last_proposal else ()
    waiting = silent(before)

    def to_organizer(voice: Voice) -> tuple[str, str]:
        lines = [_outcome(letters, voice, "upkeep_expired")]
        if waiting:
            lines.append(voice.say("upkeep_expired_silent", names=letters.names(waiting, voice)))
        return voice.say("upkeep_expired_subject", title=letters.title(voice)), "\n".join(lines)

    def to_asked(voice: Voice) -> tuple[str, str]:
        text = _outcome(letters, voice, "upkeep_expired_guest", organizer=letters.name(before.organizer))
        return voice.say("upkeep_expired_subject", title=letters.title(voice)), text

    letters.send(key, before.organizer, to_organizer)
    for address in letters.attendees():
        if address in asked:
            letters.send(key, address, to_asked)


def _outcome(letters: Letters, voice: Voice, key: str, **values: str) -> str:
    """What became of it: nothing is booked, or the old time stands."""
    title, booked = letters.title(voice), letters.meeting.booked
    if booked is not None:
        return voice.say("upkeep_kept", title=title, slot=voice.slot(booked.interval))
    return voice.say(key, title=title, **values)


def overdue(tx: Transaction, now: datetime, limit: int) -> list[str]:
    """Ids of negotiations whose time has run out, the longest overdue first."""
    return [m.id for m in tx.meetings.expiring(now, limit)]
