"""From `Event` to iCalendar: what is ours to say is written, everything else in a stored event stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timezone
from typing import Any

from icalendar import Calendar, vCalAddress
from icalendar import Event as VEvent

from calendar_adapters.ical.reading import Component, address_of, normalised, to_event
from calendar_adapters.ical.rules import rule_text
from calendar_adapters.ical.zones import vtimezone, zone_of
from calendar_adapters.types import Attendee, Event, EventStatus, PartStat

PRODID = "-//moim//moim//EN"


def to_component(event: Event, dtstamp: datetime, base: Component | None = None) -> Component:
    """The VEVENT of an event; with ``base``, the stored VEVENT with only what changed in it rewritten.

    Alarms, attachments, other people's parameters and vendors' properties of ``base`` survive. Raises ValueError for an
    unknown ``tzid``.
    """
    component: Component = VEvent() if base is None else base.copy()
    if base is not None:
        component.subcomponents = list(base.subcomponents)
    _put(component, "UID", event.uid)
    _put(component, "DTSTAMP", dtstamp.astimezone(timezone.utc))
    _put(component, "SEQUENCE", event.sequence)
    _write_times(component, event, base)
    for name, text in (("SUMMARY", event.summary), ("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if base is None or str(base.get(name, "")).strip() != text:
            _put(component, name, text or None)
    _put(component, "STATUS", event.status.value)
    _put(component, "TRANSP", "TRANSPARENT" if event.transparent else "OPAQUE")
    _write_class(component, event)
    _write_outlook(component, event)
    _write_people(component, event, base)
    return component


def to_calendar(components: Iterable[Component], prodid: str = PRODID, method: str | None = None) -> Calendar:
    """A VCALENDAR of these VEVENTs with every VTIMEZONE they refer to (RFC 5545 section 3.6.5)."""
    calendar = Calendar()
    calendar.add("PRODID", prodid)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if method is not None:
        calendar.add("METHOD", method)
    calendar.subcomponents.extend(components)
    add_zones(calendar)
    return calendar


def add_zones(calendar: Calendar) -> None:
    """Put in the VTIMEZONEs that are referred to and missing."""
    present = {str(zone.get("TZID")) for zone in calendar.walk("VTIMEZONE")}
    wanted: dict[str, int] = {}
    for component in calendar.walk("VEVENT"):
        for tzid, year in _zones_used(component):
            wanted[tzid] = min(year, wanted.get(tzid, year))
    missing = [vtimezone(tzid, year) for tzid, year in sorted(wanted.items()) if tzid not in present]
    calendar.subcomponents[:0] = missing


def place(value: date, tzid: str) -> date:
    """A datetime as the wall clock of ``tzid``; a date as it is."""
    return value.astimezone(zone_of(tzid)) if isinstance(value, datetime) else value


def _write_times(component: Component, event: Event, base: Component | None) -> None:
    stored = None if base is None else _stored(base, event)
    if stored is None or (stored.start, stored.end, stored.tzid) != (event.start, event.end, event.tzid):
        _put(component, "DTSTART", place(event.start, event.tzid))
        _put(component, "DTEND", place(event.end, event.tzid))
        component.pop("DURATION", None)
    if event.recurrence_id is not None:
        _put(component, "RECURRENCE-ID", place(event.recurrence_id, event.tzid))
    if stored is None or stored.rrule != event.rrule or stored.start != event.start:
        _put(component, "RRULE", None)
        if event.rrule is not None:
            component.add("RRULE", rule_text(event.rrule, place(event.start, event.tzid)))
    for name, new, old in (
        ("EXDATE", event.exdates, stored and stored.exdates),
        ("RDATE", event.rdates, stored and stored.rdates),
    ):
        if old != new:
            _put(component, name, [place(value, event.tzid) for value in new] or None)


def _stored(base: Component, event: Event) -> Event | None:
    normal = normalised(base, zone_of(event.tzid))
    return None if normal is None else to_event(normal, zone_of(event.tzid))


def _write_class(component: Component, event: Event) -> None:
    """CONFIDENTIAL stays CONFIDENTIAL; both count as private here."""
    hidden = str(component.get("CLASS", "")).upper() in {"PRIVATE", "CONFIDENTIAL"}
    if hidden != event.private:
        _put(component, "CLASS", "PRIVATE" if event.private else None)


def _write_outlook(component: Component, event: Event) -> None:
    """Keep Outlook's own copy of the busy status, where there is one, in step with TRANSP and STATUS."""
    name = "X-MICROSOFT-CDO-BUSYSTATUS"
    if name not in component:
        return
    if event.transparent:
        _put(component, name, "FREE")
    elif event.status is EventStatus.TENTATIVE:
        _put(component, name, "TENTATIVE")
    elif str(component[name]).upper() != "OOF":
        _put(component, name, "BUSY")


def _write_people(component: Component, event: Event, base: Component | None) -> None:
    known = {address_of(item): item for item in _list(base, "ATTENDEE")}
    organizer = next(iter(_list(base, "ORGANIZER")), None)
    _put(component, "ORGANIZER", None)
    if event.organizer is not None:
        same = organizer is not None and address_of(organizer) == event.organizer.address
        component.add("ORGANIZER", cal_address(event.organizer, organizer if same else None, organizer=True))
    _put(component, "ATTENDEE", None)
    for person in event.attendees:
        component.add("ATTENDEE", cal_address(person, known.get(person.address)))


def cal_address(person: Attendee, base: Any = None, organizer: bool = False) -> vCalAddress:
    """The CAL-ADDRESS of a person, with the stored parameters of ``base`` where they are not ours to say."""
    value = vCalAddress(f"mailto:{person.address}" if base is None else str(base))
    value.params.update({} if base is None else base.params)
    if person.name:
        value.params["CN"] = person.name
    if organizer:
        return value
    value.params["ROLE"] = person.role.value
    value.params["PARTSTAT"] = person.partstat.value
    if person.partstat is PartStat.NEEDS_ACTION and "RSVP" not in value.params:
        value.params["RSVP"] = "TRUE"
    elif person.partstat is not PartStat.NEEDS_ACTION:
        value.params.pop("RSVP", None)
    return value


def _put(component: Component, name: str, value: Any) -> None:
    component.pop(name, None)
    if value is not None:
        component.add(name, value)


def _list(component: Component | None, name: str) -> list[Any]:
    found = None if component is None else component.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _zones_used(component: Component) -> Iterable[tuple[str, int]]:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
        for item in _list(component, name):
            tzid = item.params.get("TZID")
            start = item.dt if hasattr(item, "dt") else item.dts[0].dt
            start = start[0] if isinstance(start, tuple) else start
            if tzid and isinstance(start, datetime):
                yield str(tzid), start.year
