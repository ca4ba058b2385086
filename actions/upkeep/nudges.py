"""Nudges: whoever was asked and has not answered is asked again, every two days, at most twice, never at night.

A timer row a person and meeting: the second is set when the first fires. `replied` forgets what was sent, so that the
count starts anew after a reply; a new round of offers without one goes on counting.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions import away
from actions.core.meeting import Meeting, Slot, State
from actions.services import Services
from actions.store.records import Timer
from actions.store.store import Transaction
from actions.texts.voice import Voice
from actions.upkeep.letters import Letters, zone_of
from actions.upkeep.quiet import awake, quiet

LOG = logging.getLogger(__name__)
KIND = "nudge"
EVERY = timedelta(days=2)
AT_MOST = 2
BATCH = 100
RETRY = timedelta(hours=1)


def schedule_nudges(tx: Transaction, meeting: Meeting, now: datetime, zones: Mapping[str, str]) -> int:
    """Set the next nudge of everybody who is asked by the open round and silent; takes back those of all others.

    Call it with the meeting as saved, in the transaction that queues the offers. ``zones``: address → IANA zone
    (`zones_of`; default: the meeting's). Returns how many are set.
    """
    tx.timers.cancel(meeting_id=meeting.id, kind=KIND)
    fired = [t for t in tx.timers.of_meeting(meeting.id, fired=True) if t.kind == KIND]
    return sum(
        _set(tx, meeting, address, _sent(tx, meeting, address, fired) + 1, now, zones.get(address, meeting.timezone))
        for address in silent(meeting)
    )


def replied(tx: Transaction, meeting: Meeting, address: str, now: datetime, zones: Mapping[str, str]) -> None:
    """``address`` has said something about ``meeting`` (as saved): no nudge follows an answer; after anything else
    the two days, and the count, start anew."""
    tx.timers.reset(meeting.id, address, KIND)
    if address.lower() in silent(meeting):
        _set(tx, meeting, address.lower(), 1, now, zones.get(address, meeting.timezone))


def zones_of(tx: Transaction, meeting: Meeting) -> dict[str, str]:
    """Everybody's IANA zone by address."""
    return {p.address: zone_of(tx.people.by_address(p.address), meeting) for p in meeting.attendees}


def silent(meeting: Meeting) -> tuple[str, ...]:
    """Those asked by the open round, the organizer left out, who have not said a word on any of its times."""
    proposal = meeting.open_proposal
    if proposal is None:
        return ()
    asked = {a.lower() for a in proposal.to}
    return tuple(
        p.address
        for p in meeting.others
        if p.address in asked and not any(p.verdict_on(slot) for slot in proposal.slots)
    )


def fire_nudges(services: Services, now: datetime) -> list[bool]:
    """Deal with one batch of the timers that are due; [] when none is left.

    An entry for each that was this process's: True when a nudge was sent, False when it was not wanted any more, or
    put off. One that fails is logged and tried again an hour later.
    """
    with services.store.reading() as tx:
        due = tx.timers.due(now, kind=KIND, limit=BATCH)
    return [sent for sent in (_safely(services, timer, now) for timer in due) if sent is not None]


def _safely(services: Services, timer: Timer, now: datetime) -> bool | None:
    try:
        return _fire(services, timer, now)
    except Exception:
        LOG.exception("nudge %s could not be sent", timer.key)
    with services.store.transaction() as tx:
        return _put_off(tx, timer, now + RETRY)


def _fire(services: Services, timer: Timer, now: datetime) -> bool | None:
    """One nudge, in one transaction; None when another process has it."""
    with services.store.transaction() as tx:
        meeting = tx.meetings.get(timer.meeting_id) if timer.meeting_id else None
        if meeting is not None and meeting.state is State.BOOKING:  # the offers may come to be open again
            return _put_off(tx, timer, now + RETRY)
        if meeting is None or timer.person not in silent(meeting) or not still_open(meeting, now):
            return False if tx.timers.fire(timer.key, now) else None
        zone = away.zone_now(tx, timer.person, now) or zone_of(tx.people.by_address(timer.person), meeting)
        if quiet(now.astimezone(ZoneInfo(zone))):  # nobody ticked while it was day, or the reader has travelled
            return _put_off(tx, timer, awake(now, zone))
        if not tx.timers.fire(timer.key, now):
            return None
        _send(services, tx, meeting, timer, now)
        _set(tx, meeting, timer.person, int(timer.payload["number"]) + 1, now, zone)
        return True


def _put_off(tx: Transaction, timer: Timer, due: datetime) -> bool | None:
    if tx.timers.cancel(key=timer.key) != 1:
        return None
    tx.timers.put(replace(timer, due_at=due))
    return False


def _sent(tx: Transaction, meeting: Meeting, address: str, fired: Iterable[Timer]) -> int:
    """How many nudges this person has had since last answering any offer."""
    mine = [t.fired_at for t in fired if t.person == address and t.fired_at]
    person = meeting.participant(address)
    last = max((a.at for a in person.answers), default=None) if person else None
    if mine and last is not None and last >= max(mine):
        tx.timers.reset(meeting.id, address, KIND)
        return 0
    return len(mine)


def _send(services: Services, tx: Transaction, meeting: Meeting, timer: Timer, now: datetime) -> None:
    proposal = meeting.open_proposal
    assert proposal is not None
    letters = Letters(services, tx, meeting, now)
    open_slots = still_open(meeting, now)

    def wording(voice: Voice) -> tuple[str, str]:
        title, organizer = letters.title(voice), letters.name(meeting.organizer)
        lines = [
            voice.say("upkeep_nudge", organizer=organizer, title=title),
            *numbered(open_slots, voice, meeting.timezone),
        ]
        lines.append(voice.say("offers_footer" if len(open_slots) > 1 else "offers_footer_one"))
        return voice.say("upkeep_nudge_subject", title=title), "\n".join(lines)

    key = f"{timer.key}:{proposal.round}:{timer.due_at.isoformat()}"
    letters.send(key, timer.person, wording, offers=letters.shown(open_slots))


def numbered(slots: Iterable[tuple[int, Slot]], voice: Voice, home: str = "") -> list[str]:
    """The offers under the numbers they were shown with, and the zone: in each line where the clocks change, or where
    the reader's clock is not that of ``home`` (IANA), in which others speak of these times."""
    listed = list(slots)
    zone = ZoneInfo(voice.zone)
    changes = len({s.start.astimezone(zone).utcoffset() for _, s in listed}) > 1  # then each line says its own
    there = ZoneInfo(home or voice.zone)
    changes = changes or any(
        s.start.astimezone(zone).utcoffset() != s.start.astimezone(there).utcoffset() for _, s in listed
    )
    lines = [voice.say("offer_line", number=n, slot=voice.slot(s.interval, named=changes)) for n, s in listed]
    at = listed[0][1].start if listed else voice.now
    return lines if changes else [*lines, voice.say("zone_note", zone=voice.place_of_zone(at))]


def still_open(meeting: Meeting, now: datetime) -> tuple[tuple[int, Slot], ...]:
    """The offers that can still be taken, with their numbers."""
    proposal = meeting.open_proposal
    if proposal is None or (meeting.expires_at is not None and meeting.expires_at <= now):
        return ()
    numbers = enumerate(proposal.slots, 1)
    return tuple((n, s) for n, s in numbers if s.start > now and not meeting.is_refused(s))


def _set(tx: Transaction, meeting: Meeting, address: str, number: int, now: datetime, zone: str) -> bool:
    due = awake(now + EVERY, zone)
    last = max((s.start for s in meeting.open_proposal.slots), default=due) if meeting.open_proposal else due
    if number > AT_MOST or due >= last or (meeting.expires_at is not None and due >= meeting.expires_at):
        return False
    key = f"{KIND}:{meeting.id}:{address}:{number}"
    return tx.timers.put(Timer(key, KIND, due, meeting.id, address, {"number": number}))
