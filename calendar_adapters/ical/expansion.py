"""Instances of events in a window: recurrences expanded from any start, moved and cancelled instances respected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from recurring_ical_events import CalendarQuery

from calendar_adapters.errors import BadAnswer
from calendar_adapters.ical.blocking import bounds, instant
from calendar_adapters.ical.effort import bounded
from calendar_adapters.ical.reading import Component, normalised, title_of, to_event
from calendar_adapters.ical.rules import last_start
from calendar_adapters.types import Event, EventStatus, Interval

LONGEST_SHIFT = timedelta(days=400)  # of RANGE=THISANDFUTURE
MARGIN = timedelta(days=2)  # more than any zone's offset: the exact, half-open test comes after the expansion


def instances(components: Iterable[Component], window: Interval, home: ZoneInfo, label: str = "") -> list[Event]:
    """The instances that meet ``window`` (half-open; an event without length counts at its start), by start.

    An instance of a series has ``recurrence_id`` and no ``rrule``; cancelled ones are left out. Floating times and days
    are those of ``home``. Raises BadAnswer naming the event that cannot be read.
    """
    series: dict[str, list[Component]] = {}
    for component in components:
        event = normalised(component, home, label)
        if event is not None:
            series.setdefault(str(event["UID"]), []).append(event)
    found = [event for group in series.values() for event in _of_group(group, window, home, label)]
    kept = [event for event in found if event.status is not EventStatus.CANCELLED and _meets(event, window, home)]
    return sorted(kept, key=lambda event: (bounds(event, home), event.uid))


def _of_group(group: list[Component], window: Interval, home: ZoneInfo, label: str) -> Iterator[Event]:
    if not any(name in event for event in group for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        latest = max(group, key=lambda event: int(event["SEQUENCE"]))
        yield to_event(latest, home)
        return
    for component in _expand(group, window, home, label):
        event = to_event(component, home)
        yield replace(event, rrule=None, rdates=(), exdates=())


def _expand(group: list[Component], window: Interval, home: ZoneInfo, label: str) -> list[Component]:
    """The occurrences of one UID, in a window somewhat wider than asked for."""
    calendar = Calendar()
    start, end = (moment.astimezone(home) for moment in (window.start - MARGIN, window.end + MARGIN))
    shifting = any("RANGE" in event["RECURRENCE-ID"].params for event in group if "RECURRENCE-ID" in event)
    try:
        wider = Interval(start - (LONGEST_SHIFT if shifting else MARGIN), end)
        calendar.subcomponents = [bounded(event, wider, MARGIN) for event in group]
        return CalendarQuery(calendar).between(start, end)
    except Exception as error:  # a rule may fail in any way inside the expansion
        reason = str(error)[:160] or type(error).__name__
        raise BadAnswer(f"the series {title_of(group[0])!r} cannot be expanded: {reason}", label) from error


def _meets(event: Event, window: Interval, home: ZoneInfo) -> bool:
    start, end = bounds(event, home)
    if start == end:
        return window.start <= start < window.end
    return start < window.end and window.start < end


def reach(components: Iterable[Component], home: ZoneInfo, label: str = "") -> tuple[datetime, datetime | None]:
    """The earliest start and the latest end (None: open) of everything in one calendar object, for an index.

    Raises BadAnswer when nothing in it has a time.
    """
    starts: list[datetime] = []
    ends: list[datetime | None] = []
    for component in components:
        normal = normalised(component, home, label)
        if normal is None:
            continue
        event = to_event(normal, home)
        start, end = bounds(event, home)
        starts.append(min([start, *(instant(day, home) for day in event.rdates)]))
        ends += [end, *(instant(day, home) + (end - start) for day in event.rdates)]
        if event.rrule is not None:
            until = last_start(event.rrule, event.start)
            ends.append(None if until is None else instant(until, home) + (end - start) + timedelta(days=1))
    if not starts:
        raise BadAnswer("the calendar object holds no event", label)
    return min(starts), None if None in ends else max(end for end in ends if end is not None)
