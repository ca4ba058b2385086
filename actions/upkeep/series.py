"""Series as time goes on: the next instances are claimed and take their turns; an hour that changes is said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from actions import booking
from actions.core.meeting import STANDING, Meeting, State
from actions.core.meeting_claims import claimed, upcoming
from actions.core.meeting_clocks import clock_changes
from actions.core.meeting_rotation import turns_missing, with_turns
from actions.core.meeting_rules import at
from actions.services import Services
from actions.store.errors import Stale
from actions.store.unanswered import unanswered
from actions.upkeep import series_letters as say
from actions.upkeep.letters import Letters
from calendar_adapters.errors import CalendarError

LOG = logging.getLogger(__name__)
EVERY = timedelta(hours=6)


def look_ahead(services: Services, now: datetime) -> tuple[int, int]:
    """Go over every series that stands; how many were looked at, and how many failed (logged, tried the next time)."""
    with services.store.reading() as tx:
        found = tx.meetings.series()
    failed = 0
    for meeting in found:
        for work in STEPS:
            try:
                work(services, meeting, now)
            except Stale:
                continue  # somebody else saved it meanwhile, and with it what it takes
            except Exception:
                LOG.exception("series %s could not be looked at", meeting.id)
                failed += 1
    return len(found), failed


def claim_ahead(services: Services, meeting: Meeting, now: datetime) -> None:
    """Its claims are those of the next instances by now; what another meeting has got before is left to that."""
    with services.store.transaction() as tx:
        current = tx.meetings.get(meeting.id)
        if current is not None and current.state in STANDING:
            tx.claims.follow(claimed(current, now), current.id)


def take_turns(services: Services, meeting: Meeting, now: datetime) -> bool:
    """Where an hour goes round, the next instances are written at their turns; whoever has no calendar connected is
    sent them. False where that is not due, or a calendar could not be written (it is tried the next time)."""
    if not turns_missing(meeting, now):
        return False
    with services.store.reading() as tx:
        current = tx.meetings.get(meeting.id)
        half_done = current is None or unanswered(tx.connection).may_change(current)
    if current is None or half_done or current.version != meeting.version or current.state is not State.BOOKED:
        return False
    after = at(with_turns(current, now), now, sequence=current.sequence + 1)
    done = booking.revise(services, current, after)
    if not done.done:
        return False
    by_mail = [p.address for p in current.others if not _connected(services, p.address)]
    with services.store.transaction() as tx:
        saved = tx.meetings.save(after)
        say.turns_written(Letters(services, tx, saved, now), done.event, by_mail)
    return True


def _connected(services: Services, address: str) -> bool:
    try:
        return services.calendars.writable(address) is not None
    except CalendarError:
        return False


def tell_clocks(services: Services, meeting: Meeting, now: datetime) -> None:
    """Attendees for whom the series comes to another hour within the instances looked at hear it, once; what came with
    the invitation is not said again."""
    began = meeting.settled_at or meeting.created_at
    slots = [slot for _, slot in upcoming(meeting, now)]
    told = [slot for _, slot in upcoming(meeting, began)]
    with services.store.transaction() as tx:
        letters = Letters(services, tx, meeting, now)
        for address in letters.attendees():
            zone = letters.voice(address).zone
            known = set(clock_changes(told, meeting.timezone, zone)) if not meeting.sequence else set()
            for change in clock_changes(slots, meeting.timezone, zone):
                if change not in known:
                    say.clock_changes(letters, address, change)


STEPS: tuple[Callable[[Services, Meeting, datetime], object], ...] = (take_turns, claim_ahead, tell_clocks)
