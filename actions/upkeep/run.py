"""One pass over everything that is due, each thing in a transaction of its own; any number of processes may tick."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.core.meeting import Meeting, State
from actions.reminders import fire_due, follow_calendars
from actions.services import Services
from actions.store.errors import Stale
from actions.store.records import InboxItem, Timer
from actions.store.store import Transaction
from actions.upkeep import reconcile
from actions.upkeep.digest import fire_digests
from actions.upkeep.expiry import expire, overdue
from actions.upkeep.leaving import EVERY as LEAVING_EVERY
from actions.upkeep.leaving import set_leaving
from actions.upkeep.nudges import fire_nudges
from actions.upkeep.orphans import sweep
from actions.upkeep.recovery import Recovered, recover
from actions.upkeep.series import EVERY as SERIES_EVERY
from actions.upkeep.series import look_ahead
from actions.upkeep.undelivered import given_up, tell

LOG = logging.getLogger(__name__)
BATCH = 100
MESSAGES = 10  # taken at once: each must be answered before its lease runs out
ENDED = (Recovered.FINISHED, Recovered.REOPENED)
GRACE = timedelta(minutes=5)  # a booking that takes longer than this is dead
YOUNG = timedelta(minutes=1)  # one younger than this is at work, whatever message of its thread is unanswered
PRUNE_EVERY = timedelta(hours=1)
RECONCILE_EVERY = timedelta(minutes=10)
SWEEP_EVERY = timedelta(hours=1)
CLAIMS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Done:
    """How much of each was done. ``failed`` things were logged and are tried again at the next tick.

    ``inbox`` are messages that a dead process left unanswered, leased to the caller: hand each to the desk.
    ``unsure`` bookings wait for a calendar that cannot be read.
    """

    reminders: int = 0
    nudges: int = 0
    digests: int = 0
    expired: int = 0
    undelivered: int = 0
    finished: int = 0
    reopened: int = 0
    unsure: int = 0
    moved: int = 0
    deleted: int = 0
    answered: int = 0
    orphans: int = 0
    holds: int = 0
    claims: int = 0
    series: int = 0
    failed: int = 0
    inbox: tuple[InboxItem, ...] = ()


def tick(services: Services, now: datetime, *, calendars: bool = True) -> Done:
    """Do everything that is due at ``now``; safe from several processes at once, each thing is done by one of them.

    Never raises for a single thing that fails. ``calendars`` False leaves the comparing of calendars to somebody
    else (`compare`), for it may be slow. The outbox is the channels' to deliver.
    """
    done = _set_leaving(services, now, Done())
    done = _fire_all(services, now, done)  # first what people wait for, last what reads calendars
    done = _expire_all(services, now, done)
    done = _tell_all(services, now, done)
    done = _prune(services, now, done)
    done = _recover_all(services, now, done)
    done = _look_ahead(services, now, done)
    return compare(services, now, done) if calendars else done


def compare(services: Services, now: datetime, done: Done | None = None) -> Done:
    """Follow the calendars at most once in ten minutes among all processes; clear orphans away once an hour."""
    done = done or Done()
    if not _turn(services, "reconcile", now, RECONCILE_EVERY):
        return done
    count = reconcile.reconcile(services, now).count
    follow_calendars(services, now)
    orphans = sweep(services, now - GRACE) if _turn(services, "orphans", now, SWEEP_EVERY) else 0
    return replace(
        done,
        orphans=orphans,
        moved=count(reconcile.Change.MOVED),
        deleted=count(reconcile.Change.DELETED),
        answered=count(reconcile.Change.ANSWERED),
    )


def _recover_all(services: Services, now: datetime, done: Done) -> Done:
    """Bookings left half done: those of unanswered messages first, so that these can be answered; then all others."""
    with services.store.transaction() as tx:
        items = tx.inbox.pending(now, limit=MESSAGES)
    outcomes: list[Recovered | None] = []
    ready: list[InboxItem] = []
    for item in items:
        with services.store.reading() as tx:
            half_done = _half_done(tx, item)
        results = [_recover(services, m, now, _cause(m, item, items)) for m in half_done if _old(m, now)]
        outcomes += results
        held_back = len(results) < len(half_done) or any(r not in ENDED for r in results)
        with services.store.reading() as tx:
            answered = tx.inbox.handled(item.channel, item.message_id)
        if not answered and not held_back:
            ready.append(item)
    with services.store.reading() as tx:
        dead = tx.meetings.in_booking(now - GRACE)
    outcomes += [_recover(services, m, now, None) for m in dead]
    count = outcomes.count
    return replace(
        done,
        finished=count(Recovered.FINISHED),
        reopened=count(Recovered.REOPENED),
        unsure=count(Recovered.UNSURE),
        failed=done.failed + count(None),
        inbox=tuple(ready),
    )


def _half_done(tx: Transaction, item: InboxItem) -> list[Meeting]:
    """Meetings in BOOKING that this message's thread is about or has asked for."""
    message = item.message
    about = tx.conversations.get(message.channel, message.conversation).meeting_id
    talked = [tx.meetings.get(about)] if about else []
    found = [m for m in (*talked, *tx.meetings.for_conversation(message.channel, message.conversation)) if m]
    return list({m.id: m for m in found if m.state is State.BOOKING}.values())


def _old(meeting: Meeting, now: datetime) -> bool:
    return meeting.updated_at is None or meeting.updated_at <= now - YOUNG


def _cause(meeting: Meeting, item: InboxItem, items: list[InboxItem]) -> InboxItem | None:
    """The last unanswered message of ``item``'s thread that came in before the booking began."""
    began = meeting.updated_at or meeting.created_at
    place = (item.channel, item.message.conversation)
    before = [i for i in items if (i.channel, i.message.conversation) == place and i.received_at <= began]
    return before[-1] if before else None


def _recover(services: Services, meeting: Meeting, now: datetime, cause: InboxItem | None) -> Recovered | None:
    """None when it failed."""
    try:
        return recover(services, meeting, now, cause)
    except Stale:
        return Recovered.ELSEWHERE
    except Exception:
        LOG.exception("the booking of meeting %s could not be recovered", meeting.id)
        return None


def _expire_all(services: Services, now: datetime, done: Done) -> Done:
    with services.store.reading() as tx:
        ids = overdue(tx, now, BATCH)
    ended, failed = _count(ids, lambda i: expire(services, i, now), "negotiation")
    return replace(done, expired=ended, failed=done.failed + failed)


def _tell_all(services: Services, now: datetime, done: Done) -> Done:
    with services.store.reading() as tx:
        keys = given_up(tx)
    told, failed = _count(keys, lambda key: tell(services, key, now), "undelivered reply")
    return replace(done, undelivered=told, failed=done.failed + failed)


def _count(ids: list[str], work: Callable[[str], bool], what: str) -> tuple[int, int]:
    """How many were done, and how many failed."""
    done = failed = 0
    for id in ids:
        try:
            done += work(id)
        except Stale:
            continue  # somebody else was faster
        except Exception:
            LOG.exception("%s %s could not be dealt with", what, id)
            failed += 1
    return done, failed


def _fire_all(services: Services, now: datetime, done: Done) -> Done:
    """Reminders and nudges in turn, a batch of each at a time, so that neither waits long for the other."""
    reminders = nudges = digests = 0
    while True:
        try:
            fired = fire_due(services, now)
        except Exception:
            LOG.exception("the reminders could not be sent")
            done, fired = replace(done, failed=done.failed + 1), 0
        sent, weekly = fire_nudges(services, now), fire_digests(services, now)
        reminders, nudges, digests = reminders + fired, nudges + sum(sent), digests + sum(weekly)
        if not fired and not sent and not weekly:
            return replace(done, reminders=reminders, nudges=nudges, digests=digests)


def _set_leaving(services: Services, now: datetime, done: Done) -> Done:
    """The timers of those who want to be told when to leave; looked at every few minutes."""
    try:
        if _turn(services, "leaving", now, LEAVING_EVERY):
            set_leaving(services, now)
    except Exception:
        LOG.exception("the times to leave could not be looked at")
        return replace(done, failed=done.failed + 1)
    return done


def _look_ahead(services: Services, now: datetime, done: Done) -> Done:
    """What series take of the time that has come within reach."""
    if not _turn(services, "series", now, SERIES_EVERY):
        return done
    series, failed = look_ahead(services, now)
    return replace(done, series=series, failed=done.failed + failed)


def _prune(services: Services, now: datetime, done: Done) -> Done:
    """Holds that have run out and copies of meetings that are over at once; claims on the past once an hour."""
    with services.store.transaction() as tx:
        holds = tx.holds.prune(now)
        for timer in tx.timers.due(now, kind=reconcile.KIND):
            tx.timers.cancel(key=timer.key)
    if not _turn(services, "prune", now, PRUNE_EVERY):
        return replace(done, holds=holds)
    with services.store.transaction() as tx:
        claims = tx.claims.prune(now - CLAIMS_KEPT)
    return replace(done, holds=holds, claims=claims)


def _turn(services: Services, what: str, now: datetime, every: timedelta) -> bool:
    """True for the one process that does ``what`` now; nobody does it again before ``every`` has passed."""
    next_time = Timer(f"upkeep:{what}", what, now + every)
    with services.store.transaction() as tx:
        if tx.timers.put(next_time):
            return True
        due = any(t.key == next_time.key for t in tx.timers.due(now, kind=what))
        return due and tx.timers.cancel(key=next_time.key) == 1 and tx.timers.put(next_time)
