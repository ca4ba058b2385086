"""Timers that are due become messages in the outbox; each fires once, however many processes look.

A reminder before an event (`Before`) goes with it: dated anew whenever our meeting is saved, within ten minutes where
only the calendar knows the event (`follow_calendars`), and looked at once more when it is due; it falls away with it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from actions.core.meeting import State
from actions.messages import Reply
from actions.services import Services
from actions.store.following import KIND, Before, before_of, redated, start_in
from actions.store.records import Timer
from actions.texts import say
from actions.texts.voice import Voice
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, EventStatus, Interval

LOG = logging.getLogger(__name__)
EARLY = timedelta(minutes=1)  # so much too early is in time
AROUND = timedelta(days=14)  # a moved event is looked for so far around


def fire_due(services: Services, now: datetime) -> int:
    """Fire every reminder that is due; returns how many. One that cannot be sent is logged and holds up no other."""
    with services.store.reading() as tx:
        due = tx.timers.due(now, kind=KIND)
    return sum(_safely(services, timer, now) for timer in due)


def follow_calendars(services: Services, now: datetime) -> int:
    """Date the reminders before events that are no meetings of ours by where the calendars have them; returns how many
    changed. Nothing is concluded from an absence, nor from a calendar that cannot be read."""
    with services.store.reading() as tx:
        waiting = [(t, b) for t in tx.timers.waiting(KIND) if (b := before_of(t)) and b.start]
        foreign = [(t, b) for t, b in waiting if tx.meetings.by_uid(b.uid) is None]
    changed = 0
    for timer, before in foreign:
        try:
            stands = _in_calendar(services, timer.person, before, now)
        except CalendarError as error:
            LOG.warning("the calendar of %s cannot be read for a reminder: %s", timer.person, error)
            continue
        if stands is not None and stands.due != before.due:
            with services.store.transaction() as tx:
                changed += tx.timers.redate(redated(timer, stands))
    return changed


def _safely(services: Services, timer: Timer, now: datetime) -> bool:
    try:
        return _fire(services, timer, now)
    except Exception:
        LOG.exception("reminder %s could not be sent", timer.key)
        return False


def _fire(services: Services, timer: Timer, now: datetime) -> bool:
    """False where somebody else has fired it, or where there is nothing to be reminded of (now)."""
    said, before = timer.payload, before_of(timer)
    what = str(said["what"])
    if before is not None:
        stands = _now(services, timer, before, now)
        if stands is None or stands.due > now + EARLY:
            _not_now(services, timer, stands)
            return False
        what = _words(services, timer, stands, now)
    text = say("reminder_fires", said["language"], what=what)
    reply = Reply(said["to"], said["channel"], said["conversation"], text, said["language"], said.get("subject", ""))
    with services.store.transaction() as tx:
        if not tx.timers.fire(timer.key, now):
            return False
        tx.outbox.put(timer.key, reply, now)
    return True


def _not_now(services: Services, timer: Timer, stands: Before | None) -> None:
    """It falls away with its event, or waits for the time that the event has now."""
    with services.store.transaction() as tx:
        if stands is None:
            tx.timers.cancel(key=timer.key)
        else:
            tx.timers.redate(redated(timer, stands))


def _now(services: Services, timer: Timer, before: Before, now: datetime) -> Before | None:
    """Where the event stands now; None where it does not take place. What cannot be read stands as it did."""
    with services.store.reading() as tx:
        meeting = tx.meetings.by_uid(before.uid)
    if meeting is not None and meeting.state is State.BOOKING and before.start:
        return before
    if meeting is not None:
        start = start_in(meeting, before, timer.person)
        return before.at(start, meeting.title) if start else None
    try:
        return _in_calendar(services, timer.person, before, now) if before.start else None
    except CalendarError as error:
        LOG.warning("the calendar of %s cannot be read for a reminder: %s", timer.person, error)
        return before


def _in_calendar(services: Services, address: str, before: Before, now: datetime) -> Before | None:
    """Where its owner's calendar has the event, or None. Raises CalendarError."""
    start = datetime.fromisoformat(before.start)
    window = Interval(min(now, start) - timedelta(days=1), max(now, start) + AROUND)
    event = _meant(services.calendars.events(address, window), before)
    return before.at(event.start, event.summary) if event and isinstance(event.start, datetime) else None


def _meant(events: Iterable[Event], before: Before) -> Event | None:
    instance = datetime.fromisoformat(before.instance) if before.instance else None
    for event in events:
        own = event.uid == before.uid and event.status is not EventStatus.CANCELLED
        if own and (instance is None or instance in (event.recurrence_id, event.start)):
            return event
    return None


def _words(services: Services, timer: Timer, before: Before, now: datetime) -> str:
    """What starts when, on the clock of where the reader is now."""
    with services.store.reading() as tx:
        person = tx.people.by_address(timer.person)
    voice = Voice(timer.payload["language"], services.zone_of(person), now)
    start, title = datetime.fromisoformat(before.start), before.title or voice.say("busy_title")
    if not before.place:
        return voice.say("reminder_fires_event", title=title, when=voice.moment(start))
    leaves = voice.clock(start - timedelta(minutes=before.way))
    said = {"title": title, "place": before.place, "duration": voice.duration(before.way)}
    return voice.say("leave_fires", when=leaves, start=voice.moment(start), **said)
