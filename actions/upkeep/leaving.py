"""Time to leave: who asked for it is told before each meeting at a place whose way is known.

Looked at every few minutes: what starts soon gets a timer of kind ``reminder``, whose key holds event and start, so it
is set once, however many processes look, and fired once as any other reminder. Set shortly before it is due, so that an
event moved earlier that day is heard of at its new time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from actions import travel
from actions.services import Services
from actions.store.records import Preference, Timer
from actions.store.store import Transaction
from actions.texts.voice import Voice
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, EventStatus, Interval

LOG = logging.getLogger(__name__)
EVERY = timedelta(minutes=5)
SOON = timedelta(minutes=10)  # how long before it is due a timer is set
LATE = timedelta(minutes=5)  # said up to so much after it


def set_leaving(services: Services, now: datetime) -> int:
    """Set the timers of everybody who wants to be told; returns how many were new. A calendar that cannot be read is
    logged and looked at again at the next turn."""
    with services.store.reading() as tx:
        wanted = {p.person: p for p in tx.preferences.of_kind(travel.LEAVE, now)}
        ways = {address: tx.preferences.of(address, now) for address in wanted}
    timers: list[Timer] = []
    for address, wish in wanted.items():
        try:
            timers += _due(services, wish, ways[address], now)
        except CalendarError as error:
            LOG.warning("the calendar of %s cannot be read for the time to leave: %s", address, error)
    if not timers:
        return 0
    with services.store.transaction() as tx:
        return sum(_put(tx, timer, now) for timer in timers)


def _put(tx: Transaction, timer: Timer, now: datetime) -> bool:
    """False where it was set before, or where the wish was withdrawn meanwhile."""
    still = any(p.kind == travel.LEAVE for p in tx.preferences.of(timer.person, now))
    return still and tx.timers.put(timer)


def _due(services: Services, wish: Preference, wishes: list[Preference], now: datetime) -> Iterator[Timer]:
    lead = timedelta(minutes=int(wish.value.get("lead", 0)))
    furthest = max((int(w.value["minutes"]) for w in wishes if w.kind == travel.KIND), default=0)
    window = Interval(now, now + timedelta(minutes=furthest) + lead + SOON + LATE)
    for event in services.calendars.events(wish.person, window):
        start = event.start
        way = travel.known_to(wishes, event.location) if event.location else None
        if way is None or not isinstance(start, datetime) or event.status is EventStatus.CANCELLED or start <= now:
            continue
        due = start - timedelta(minutes=int(way["minutes"])) - lead
        if now - LATE <= due <= now + SOON:
            key = f"leave:{wish.person}:{event.uid}:{start.isoformat()}"
            payload = _payload(services, wish, event, start, way, now)
            yield Timer(key, "reminder", max(due, now), person=wish.person, payload=payload)


def _payload(
    services: Services, wish: Preference, event: Event, start: datetime, way: Any, now: datetime
) -> dict[str, Any]:
    """What is said: in the words of the reader's language, on the clock of where the reader is."""
    with services.store.reading() as tx:
        person = tx.people.by_address(wish.person)
    told = wish.value
    voice = Voice(services.language_of(person, told["language"]), services.zone_of(person), now)
    title = event.summary or voice.say("busy_title")
    values = {"title": title, "place": event.location, "start": voice.moment(start)}
    leaves = voice.clock(start - timedelta(minutes=int(way["minutes"])))
    what = voice.say("leave_fires", duration=voice.duration(way["minutes"]), when=leaves, **values)
    kept = {k: told[k] for k in ("to", "channel", "conversation", "subject")}
    return {**kept, "what": what, "language": voice.language}
