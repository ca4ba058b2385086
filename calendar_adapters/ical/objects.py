"""One stored calendar object (a master and its overridden instances under one UID) and the changes made to it.

RFC 4791 section 4.1: all components of a UID live in one resource, so "one instance" is a change of that resource.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from calendar_adapters.errors import NotFound
from calendar_adapters.ical.blocking import instant
from calendar_adapters.ical.expansion import instances
from calendar_adapters.ical.reading import Component, normalised, parse, parsed, to_event, vevents
from calendar_adapters.ical.writing import add_zones, to_calendar, to_component
from calendar_adapters.types import Event, Interval


def new_object(event: Event, dtstamp: datetime) -> bytes:
    """The calendar object of a new event. Raises ValueError for an unknown zone or a bad RRULE."""
    return bytes(to_calendar([to_component(event, dtstamp)]).to_ical())


def objects_of(data: bytes | str, home: ZoneInfo, label: str = "") -> dict[str, bytes]:
    """Part a stream of events into one calendar object a UID, with its zones; events without a time are left out.

    Raises BadAnswer.
    """
    calendar = parse(data, label)
    groups: dict[str, list[Component]] = {}
    for component in vevents(calendar):
        normal = normalised(component, home, label)
        if normal is not None:
            component["UID"] = normal["UID"]
            groups.setdefault(str(normal["UID"]), []).append(component)
    zones = calendar.walk("VTIMEZONE")
    return {uid: bytes(to_calendar([*zones, *group]).to_ical()) for uid, group in groups.items()}


def main_event(data: bytes | str, home: ZoneInfo, label: str = "") -> Event:
    """The event or the series' master (of an invitation to single instances: the first). Raises BadAnswer, NotFound."""
    components = vevents(parsed(data, label))
    masters = [item for item in components if "RECURRENCE-ID" not in item]
    for component in masters or components:
        normal = normalised(component, home, label)
        if normal is not None:
            return to_event(normal, home)
    raise NotFound("the calendar object holds no event with a time", label)


def with_event(data: bytes | str, event: Event, dtstamp: datetime, home: ZoneInfo, label: str = "") -> bytes:
    """The object with its master replaced, or with ``event.recurrence_id`` set, that one instance overridden.

    When the series moved, overrides of instances that no longer exist are dropped. Raises NotFound when the series has
    no such instance.
    """
    calendar = _changeable(data, label)
    if event.recurrence_id is not None:
        return _override(calendar, event, dtstamp, home, label)
    master = _master(calendar)
    _swap(calendar, master, to_component(event, dtstamp, master))
    _drop_orphans(calendar, event, home, label)
    return _serialised(calendar)


def without_instance(data: bytes | str, recurrence_id: date, dtstamp: datetime, home: ZoneInfo, label: str) -> bytes:
    """The object with one instance of the series taken out (EXDATE). Raises NotFound when there is no such instance."""
    calendar = _changeable(data, label)
    master = _master(calendar)
    if master is None or not _occurs(calendar, recurrence_id, home, label):
        raise NotFound("the series has no such instance", label)
    override = _find_override(calendar, recurrence_id, home, label)
    if override is not None:
        calendar.subcomponents.remove(override)
    event = _event(master, home, label)
    event = replace(event, exdates=(*event.exdates, recurrence_id))
    _swap(calendar, master, to_component(event, dtstamp, master))
    return _serialised(calendar)


def _changeable(data: bytes | str, label: str) -> Calendar:
    """A calendar whose components may be taken out and put in; they themselves are shared."""
    shared = parsed(data, label)
    calendar = shared.copy()
    calendar.subcomponents = list(shared.subcomponents)
    return calendar


def _override(calendar: Calendar, event: Event, dtstamp: datetime, home: ZoneInfo, label: str) -> bytes:
    assert event.recurrence_id is not None
    if not _occurs(calendar, event.recurrence_id, home, label):
        raise NotFound("the series has no such instance", label)
    stored = _find_override(calendar, event.recurrence_id, home, label)
    master = _master(calendar)
    base = stored
    if base is None and master is not None:
        base = master.copy()
        base.subcomponents = list(master.subcomponents)
    single = replace(event, rrule=None, rdates=(), exdates=())
    _swap(calendar, stored, to_component(single, dtstamp, base))
    return _serialised(calendar)


def _master(calendar: Calendar) -> Component | None:
    return next((item for item in vevents(calendar) if "RECURRENCE-ID" not in item), None)


def _swap(calendar: Calendar, old: Component | None, new: Component) -> None:
    if old is not None:
        calendar.subcomponents[calendar.subcomponents.index(old)] = new
    else:
        calendar.add_component(new)


def _event(component: Component, home: ZoneInfo, label: str) -> Event:
    normal = normalised(component, home, label)
    if normal is None:
        raise NotFound("the event has no time", label)
    return to_event(normal, home)


def _find_override(calendar: Calendar, recurrence_id: date, home: ZoneInfo, label: str) -> Component | None:
    for component in vevents(calendar):
        if "RECURRENCE-ID" in component:
            named = _event(component, home, label).recurrence_id
            if named is not None and instant(named, home) == instant(recurrence_id, home):
                return component
    return None


def _occurs(calendar: Calendar, recurrence_id: date, home: ZoneInfo, label: str) -> bool:
    """Whether the series has that instance, moved or not; a cancelled or excluded one is none."""
    override = _find_override(calendar, recurrence_id, home, label)
    if override is not None:
        return True
    moment = instant(recurrence_id, home)
    window = Interval(moment - timedelta(days=1), moment + timedelta(days=1))
    found = instances(vevents(calendar), window, home, label)
    return any(item.recurrence_id is not None and instant(item.recurrence_id, home) == moment for item in found)


def _drop_orphans(calendar: Calendar, event: Event, home: ZoneInfo, label: str) -> None:
    """Take out overrides whose RECURRENCE-ID the changed master no longer generates."""
    alone = Calendar()
    alone.subcomponents = [item for item in vevents(calendar) if "RECURRENCE-ID" not in item]
    for component in vevents(calendar):
        if "RECURRENCE-ID" not in component:
            continue
        named = _event(component, home, label).recurrence_id
        if named is None or (event.rrule is None and not event.rdates) or not _occurs(alone, named, home, label):
            calendar.subcomponents.remove(component)


def _serialised(calendar: Calendar) -> bytes:
    add_zones(calendar)
    return bytes(calendar.to_ical())
