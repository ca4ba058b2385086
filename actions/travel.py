"""How long somebody takes to a place: the way there and back is kept free around meetings at that place.

A wish of kind ``travel`` has ``place`` as it was said and ``minutes`` (one way); one of kind ``leave`` asks to be told
when it is time to go, ``lead`` minutes before that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.core.meeting import STANDING, State
from actions.services import Services
from actions.store.records import Preference
from calendar_adapters.types import Event, EventStatus, Interval

KIND, LEAVE = "travel", "leave"
FURTHEST = 720  # minutes; whoever travels longer is away
_EMPTY = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the|our|my|우리|저희)\s+", re.I)


@dataclass(frozen=True)
class Stretch:
    """The way to or from an event: ``interval`` in which its owner is under way, ``minutes`` to ``place``."""

    interval: Interval
    place: str
    minutes: int


def known_to(wishes: Sequence[Preference], place: str) -> Mapping[str, Any] | None:
    """The wish (``place``, ``minutes``) that fits this place best, the one with the longest name; None without any."""
    fitting = [w.value for w in wishes if w.kind == KIND and same_place(str(w.value["place"]), place)]
    wanted = _flat(place)
    return max(fitting, key=lambda v: (_flat(v["place"]) == wanted, len(v["place"])), default=None)


def named_alike(one: str, other: str) -> bool:
    """True for two ways to write one name."""
    return _flat(one) == _flat(other)


def same_place(one: str, other: str) -> bool:
    """True where one name holds the other: "판교" and "판교 사무실 3층", "Acme office" and "Acme office, 5th floor"."""
    a, b = sorted((_flat(one), _flat(other)), key=len)
    return len(a) > 1 and a in b


def stretches(
    services: Services, address: str, wishes: Sequence[Preference], window: Interval, *, leaving_out: str = ""
) -> list[Stretch]:
    """The ways to and from everything in ``window`` at a place this person takes some time to, by start.

    ``leaving_out`` is the UID of an event that does not count. Nothing is read of people without such wishes.

    Raises:
        CalendarError: a calendar cannot be read.
    """
    if not any(w.kind == KIND for w in wishes):
        return []
    found: dict[tuple[datetime, datetime], Stretch] = {}
    for start, end, place in _placed(services, address, window, leaving_out):
        known = known_to(wishes, place)
        if known:
            way = timedelta(minutes=int(known["minutes"]))
            for stretch in (Interval(start - way, start), Interval(end, end + way)):
                found[(stretch.start, stretch.end)] = Stretch(stretch, str(known["place"]), int(known["minutes"]))
    return sorted(found.values(), key=lambda s: s.interval)


def blocking(found: Sequence[Stretch], start: datetime, end: datetime) -> Stretch | None:
    """The first way that meets [start, end), or None."""
    return next((s for s in found if s.interval.overlaps(Interval(start, end))), None)


def _placed(
    services: Services, address: str, window: Interval, leaving_out: str
) -> list[tuple[datetime, datetime, str]]:
    """Start, end and place of what stands in the calendar and of our meetings."""
    placed = [
        (e.start, e.end, e.location)
        for e in services.calendars.events(address, window)
        if _takes_time(e) and e.uid != leaving_out and isinstance(e.start, datetime) and isinstance(e.end, datetime)
    ]
    with services.store.reading() as tx:
        ours = tx.meetings.of_person(address, states=STANDING | {State.BOOKING}, starting=window.start)
    slots = [(m.slot, m.location) for m in ours if m.location and m.uid != leaving_out and m.slot]
    return [*placed, *((s.start, s.end, place) for s, place in slots if s.interval.overlaps(window))]


def _takes_time(event: Event) -> bool:
    happens = event.status is not EventStatus.CANCELLED and not event.transparent and not event.all_day
    return bool(event.location) and happens and event.end > event.start


def _flat(place: str) -> str:
    return _EMPTY.sub("", _ARTICLE.sub("", place.strip()).lower())
