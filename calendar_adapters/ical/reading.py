"""From iCalendar text to `Event`: tolerant of what calendars really hold, strict about not losing busy time.

A property that cannot be read is left out, except where that would hide when the event takes place (DTSTART, RRULE,
RDATE, RECURRENCE-ID): then `BadAnswer` names the event, because a calendar counted as free by mistake is worse.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.prop import vBroken
from icalendar.timezone import tzp

from calendar_adapters.errors import BadAnswer
from calendar_adapters.ical.rules import rule_text
from calendar_adapters.ical.zones import find_zone, name_of
from calendar_adapters.types import Attendee, Event, EventStatus, PartStat, Role

log = logging.getLogger(__name__)

Component: TypeAlias = Any  # an icalendar Event; the library types each property as a union of thirty classes

INDISPENSABLE = frozenset({"DTSTART", "RRULE", "RDATE", "RECURRENCE-ID"})
FREE_IN_OUTLOOK = frozenset({"FREE", "WORKINGELSEWHERE"})
_parsing = threading.Lock()


def parse(data: bytes | str, label: str = "") -> Calendar:
    """Read one iCalendar stream (several VCALENDARs in it become one). Raises BadAnswer when it is none."""
    try:
        with _parsing, warnings.catch_warnings():
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
            tzp.use_zoneinfo()  # forgets the zones another calendar defined under the same name
            found = Calendar.from_ical(data, multiple=True)
    except Exception as error:  # the parser raises whatever a broken line trips over
        raise BadAnswer(f"not readable as iCalendar: {_brief(error)}", label) from error
    calendars = [item for item in found if item.name == "VCALENDAR"]
    if not calendars:
        raise BadAnswer("no VCALENDAR in the answer", label)
    for more in calendars[1:]:
        calendars[0].subcomponents.extend(more.subcomponents)
    return calendars[0]


@lru_cache(maxsize=64)
def parsed(data: bytes | str, label: str = "") -> Calendar:
    """What `parse` returns, remembered for the latest texts: for reading alone, whoever changes it changes it for all.

    A booking reads one object several times (as it was, to change it, as it was written).
    """
    return parse(data, label)


def vevents(calendar: Calendar) -> list[Component]:
    """The VEVENTs of a calendar, in file order."""
    return list(calendar.walk("VEVENT"))


def normalised(component: Component, home: ZoneInfo, label: str = "") -> Component | None:
    """A copy of a VEVENT with aware times (floating ones in ``home``), an end that is not before the start, a UID.

    None when it has no DTSTART and so takes no time. Raises BadAnswer when its time cannot be read.
    """
    unreadable = INDISPENSABLE & {str(name).upper() for name, _ in component.errors}
    if unreadable:
        raise BadAnswer(f"the event {title_of(component)!r} has an unreadable {', '.join(sorted(unreadable))}", label)
    if "DTSTART" not in component:
        log.warning("an event without DTSTART was left out (%s)", component.get("UID"))
        return None
    try:
        return _normalise(_without_broken(component) if component.errors else component, home)
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        raise BadAnswer(f"the event {title_of(component)!r} cannot be read: {_brief(error)}", label) from error


def to_event(component: Component, home: ZoneInfo) -> Event:
    """The `Event` of a VEVENT that `normalised` returned; without ``etag`` and ``href``."""
    start = component["DTSTART"].dt
    zone = name_of(start.tzinfo, start, home) if isinstance(start, datetime) else home.key

    def local(value: date) -> date:
        return value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value

    rule = component.get("RRULE")
    return Event(
        uid=str(component["UID"]),
        summary=_text(component, "SUMMARY"),
        start=local(start),
        end=local(component["DTEND"].dt),
        tzid=zone,
        description=_text(component, "DESCRIPTION"),
        location=_text(component, "LOCATION"),
        status=_status(component),
        transparent=_transparent(component),
        private=_text(component, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"},
        organizer=_person(component.get("ORGANIZER")),
        attendees=tuple(person for item in _many(component, "ATTENDEE") if (person := _person(item)) is not None),
        rrule=None if rule is None else rule_text(_first(rule), start),
        exdates=tuple(local(value) for value in starts_in(component, "EXDATE")),
        recurrence_id=local(component["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in component else None,
        sequence=_number(component.get("SEQUENCE")),
        rdates=tuple(local(value) for value in starts_in(component, "RDATE")),
    )


def starts_in(component: Component, name: str) -> Iterator[date]:
    """The starts listed by EXDATE or RDATE; of a period its start."""
    for item in _many(component, name):
        for entry in item.dts:
            yield entry.dt[0] if isinstance(entry.dt, tuple) else entry.dt


def address_of(value: object) -> str:
    """The bare, lower-case mail address of a CAL-ADDRESS; an EMAIL parameter wins over a URI that is no mailto."""
    text = str(value).strip()
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "mailto":
        text = rest
    elif email := getattr(value, "params", {}).get("EMAIL"):
        text = str(email)
    return text.strip().lower()


def title_of(component: Component) -> str:
    """A name by which the calendar's owner will recognise the event."""
    return _text(component, "SUMMARY")[:80] or str(component.get("UID", "untitled"))[:80]


def _without_broken(component: Component) -> Component:
    """A copy with only the properties that could be read."""
    copy = component.copy()
    for name in list(copy):
        kept = [item for item in _many(copy, name) if not isinstance(item, vBroken)]
        copy.pop(name)
        if kept:
            copy[name] = kept if len(kept) > 1 else kept[0]
    return copy


def _normalise(component: Component, home: ZoneInfo) -> Component:
    event = component.copy()
    event.subcomponents = []
    start = aware(component["DTSTART"], home)
    _set(event, "DTSTART", start)
    _set(event, "DTEND", _end(component, start, home))
    event.pop("DURATION", None)
    if "RECURRENCE-ID" in component:
        params = component["RECURRENCE-ID"].params
        _set(event, "RECURRENCE-ID", _like(aware(component["RECURRENCE-ID"], home), start))
        if "RANGE" in params:
            event["RECURRENCE-ID"].params["RANGE"] = params["RANGE"]
    for name in ("EXDATE", "RDATE"):
        _normalise_list(component, event, name, home)
    if "RRULE" in component:
        event.pop("RRULE")
        event.add("RRULE", rule_text(_first(component["RRULE"]), start))
    if not str(component.get("UID", "")).strip():
        event["UID"] = f"without-uid-{start.isoformat()}-{title_of(component)}"
    sequence = _number(component.get("SEQUENCE"))
    event.pop("SEQUENCE", None)
    event.add("SEQUENCE", sequence)
    return event


def aware(prop: Any, home: ZoneInfo) -> Any:
    """The date, or aware datetime, of a DATE-TIME property; floating or in an unknown zone, it is local to ``home``."""
    return _aware(prop.dt, str(prop.params.get("TZID", "")), home)


def _aware(value: Any, tzid: str, home: ZoneInfo) -> Any:
    if isinstance(value, tuple):
        return tuple(item if isinstance(item, timedelta) else _aware(item, tzid, home) for item in value)
    if not isinstance(value, datetime):
        return value
    known = find_zone(tzid) if tzid else None
    if value.tzinfo is None:
        return value.replace(tzinfo=known or home)
    return value.replace(tzinfo=known) if known is not None else value


def _like(value: Any, start: Any) -> Any:
    """A RECURRENCE-ID of the same value type as DTSTART where the writer mixed them up."""
    if isinstance(value, datetime) and not isinstance(start, datetime):
        return value.date()
    return value


def _end(component: Component, start: Any, home: ZoneInfo) -> Any:
    """DTEND, else DTSTART + DURATION, else the day or the instant (RFC 5545 section 3.6.1); never before start."""
    all_day = not isinstance(start, datetime)
    end: Any = start + timedelta(days=1) if all_day else start
    if "DTEND" in component:
        end = aware(component["DTEND"], home)
        if all_day and isinstance(end, datetime):
            end = end.date()
        elif not all_day and not isinstance(end, datetime):
            end = datetime(end.year, end.month, end.day, tzinfo=start.tzinfo)
    elif "DURATION" in component:
        end = start + component["DURATION"].dt
    if end > start:
        return end
    return start + timedelta(days=1) if all_day else start


def _normalise_list(component: Component, event: Component, name: str, home: ZoneInfo) -> None:
    items = _many(component, name)
    event.pop(name, None)
    for item in items:
        tzid = str(item.params.get("TZID", ""))
        for entry in item.dts:
            value = _aware(entry.dt, tzid, home)
            event.add(name, [value], parameters={"VALUE": "PERIOD"} if isinstance(value, tuple) else {})


def _set(event: Component, name: str, value: Any) -> None:
    event.pop(name, None)
    event.add(name, value)


def _many(component: Component, name: str) -> list[Any]:
    found = component.get(name)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _text(component: Component, name: str) -> str:
    found = _first(component.get(name, ""))
    return str(found).strip()


def _number(value: Any) -> int:
    try:
        return max(0, int(_first(value)))
    except (TypeError, ValueError):
        return 0


def _status(component: Component) -> EventStatus:
    status = _text(component, "STATUS").upper()
    if status == EventStatus.CANCELLED.value:
        return EventStatus.CANCELLED
    outlook = _text(component, "X-MICROSOFT-CDO-BUSYSTATUS").upper()
    tentative = status == EventStatus.TENTATIVE.value or outlook == EventStatus.TENTATIVE.value
    return EventStatus.TENTATIVE if tentative else EventStatus.CONFIRMED


def _transparent(component: Component) -> bool:
    outlook = _text(component, "X-MICROSOFT-CDO-BUSYSTATUS").upper()
    return _text(component, "TRANSP").upper() == "TRANSPARENT" or outlook in FREE_IN_OUTLOOK


def _person(value: Any) -> Attendee | None:
    if value is None:
        return None
    value = _first(value)
    address = address_of(value)
    if not address:
        return None
    params = getattr(value, "params", {})
    return Attendee(
        address,
        name=str(params.get("CN", "")).strip(),
        partstat=_one_of(PartStat, params.get("PARTSTAT"), PartStat.NEEDS_ACTION),
        role=_one_of(Role, params.get("ROLE"), Role.REQUIRED),
    )


def _one_of(kind: Any, value: Any, default: Any) -> Any:
    try:
        return kind(str(value).upper())
    except ValueError:
        return default


def _brief(error: Exception) -> str:
    return str(error)[:160] or type(error).__name__
