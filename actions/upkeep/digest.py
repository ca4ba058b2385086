"""Digests that are due: each is written and queued once, by whoever fires its timer, and the next one is set.

Nothing to tell, nothing is sent. One that is more than a day late (nobody ticked) falls away.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from actions import digest
from actions.messages import Reply
from actions.services import Services
from actions.store.records import Timer

LOG = logging.getLogger(__name__)
LATE = timedelta(days=1)
BATCH = 20


def fire_digests(services: Services, now: datetime) -> list[bool]:
    """Deal with one batch of the digests that are due; True for each that was sent, False for each that was not wanted
    or had nothing to tell. One that fails is logged and left for the next tick."""
    with services.store.reading() as tx:
        due = tx.timers.due(now, kind=digest.KIND, limit=BATCH)
    return [sent for sent in (_safely(services, timer, now) for timer in due) if sent is not None]


def _safely(services: Services, timer: Timer, now: datetime) -> bool | None:
    try:
        return _fire(services, timer, now)
    except Exception:
        LOG.exception("digest %s could not be sent", timer.key)
        return None


def _fire(services: Services, timer: Timer, now: datetime) -> bool | None:
    """None when another process has it. Calendars are read before the transaction, never in it."""
    with services.store.reading() as tx:
        wish = digest.wish_of(tx, timer.person, now)
        person = tx.people.by_address(timer.person)
    zone = services.zone_of(person)
    reply = None
    if wish is not None and person is not None and now - timer.due_at < LATE:
        voice = digest.reader(services, person, now, wish.value["language"])
        week = digest.week_of(services, timer.person, zone, now)
        told = wish.value
        subject = told.get("subject") or voice.say("digest_subject", when=voice.days(week.window))
        if not week.quiet:
            text = digest.written(week, voice)
            reply = Reply(told["to"], told["channel"], told["conversation"], text, voice.language, subject)
    with services.store.transaction() as tx:
        if not tx.timers.fire(timer.key, now):
            return None
        if (wish := digest.wish_of(tx, timer.person, now)) is None:  # withdrawn meanwhile
            return False
        digest.plan(tx, timer.person, wish.value, zone, max(now, timer.due_at))
        return bool(reply) and tx.outbox.put(timer.key, reply, now) if reply else False
