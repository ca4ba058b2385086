"""A reply that reached nobody: who was asked in vain holds no times any more, and the organizer is told.

Channels mark what they give up (`Outbox.failed` without a next attempt) or what came back (`bounced`); the next tick
draws the consequences, once.
"""

from __future__ import annotations

from datetime import datetime

from actions.core.meeting import Meeting
from actions.services import Services
from actions.store import undelivered as rows
from actions.store.records import OutboxItem
from actions.store.store import Transaction
from actions.texts.voice import Voice
from actions.upkeep.letters import Letters
from actions.upkeep.nudges import KIND, silent, still_open

BATCH = 100


def bounced(services: Services, receipt: str, error: str) -> bool:
    """A mail that was sent has come back for good (RFC 3464, action failed). ``receipt`` is its Message-ID as the
    channel gave it to `Outbox.sent`; False when no reply was sent under it (or it came back before)."""
    with services.store.transaction() as tx:
        return rows.bounced(tx.connection, receipt, error) > 0


def bounced_from(services: Services, address: str, error: str) -> bool:
    """The same for a report that names the reader alone: the latest mail about a meeting to ``address`` came back."""
    with services.store.transaction() as tx:
        return rows.bounced_to(tx.connection, address, error)


def given_up(tx: Transaction) -> list[str]:
    """Keys of the replies given up from which nothing followed yet; deal with each of them by `tell`."""
    return [item.key for item in rows.failed(tx.connection, BATCH)]


def tell(services: Services, key: str, now: datetime) -> bool:
    """Draw the consequences of one reply that was given up; False when another process has."""
    with services.store.transaction() as tx:
        item = next((i for i in rows.failed(tx.connection, BATCH) if i.key == key), None)
        if item is None or not rows.take(tx.connection, key):
            return False
        meeting = tx.meetings.get(item.meeting_id) if item.meeting_id else None
        if meeting is None or meeting.final or item.reply.to.lower() == meeting.organizer:
            return True  # there is nobody to tell
        waiting = _asked_in_vain(tx, meeting, item)
        _to_organizer(Letters(services, tx, meeting, now), item, waiting)
    return True


def _asked_in_vain(tx: Transaction, meeting: Meeting, item: OutboxItem) -> bool:
    """True when an answer to open offers was awaited from this reader: the times are not kept free for it any more,
    for nobody when there is no other answer to wait for."""
    waiting = silent(meeting)
    address = item.reply.to.lower()
    if address not in waiting:
        return False
    tx.timers.reset(meeting.id, address, KIND)
    others = set(waiting) - rows.unreachable(tx.connection, meeting.id)
    tx.holds.release(meeting.id, address if others else None)
    return True


def _to_organizer(letters: Letters, item: OutboxItem, waiting: bool) -> None:
    meeting = letters.meeting

    def wording(voice: Voice) -> tuple[str, str]:
        title, names = letters.title(voice), letters.names([item.reply.to], voice)
        if waiting:
            text = voice.say("upkeep_undelivered_offers", title=title, names=names, address=item.reply.to)
        elif meeting.booked is not None:
            slot = voice.slot(meeting.booked.interval)
            text = voice.say("upkeep_undelivered_booked", title=title, names=names, address=item.reply.to, slot=slot)
        else:
            text = voice.say("upkeep_undelivered", title=title, names=names, address=item.reply.to)
        return voice.say("upkeep_undelivered_subject", title=title), text

    offers = letters.shown(still_open(meeting, letters.now)) if waiting else ()
    letters.send(f"undelivered:{item.key}", meeting.organizer, wording, offers=offers)
