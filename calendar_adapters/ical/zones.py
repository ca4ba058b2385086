"""Time zones of iCalendar objects: names of every kind to IANA zones, and VTIMEZONE components that Outlook reads too.

RFC 5545 sections 3.2.19 (TZID) and 3.6.5 (VTIMEZONE).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

UTC_NAMES = frozenset({"UTC", "Z", "GMT", "Etc/UTC", "Etc/GMT", "Zulu"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS_AHEAD = 12  # a rule is called regular when it held for so many years

Transition = tuple[datetime, timedelta, timedelta, str, bool]  # wall time before, offsets from and to, name, daylight


@lru_cache(maxsize=1024)
def find_zone(tzid: str) -> ZoneInfo | None:
    """The IANA zone meant by a TZID: an IANA or Windows name, or a vendor's path such as ``/vendor/Europe/Berlin``.

    None when no zone can be recognised.
    """
    name = tzid.strip().strip('"').strip("/")
    if name in UTC_NAMES:
        return ZoneInfo("UTC")
    parts = name.split("/")
    for start in range(len(parts)):
        found = _load("/".join(parts[start:]))
        if found is not None:
            return found
    return _load(WINDOWS_TO_OLSON.get(name, ""))


def zone_of(tzid: str) -> ZoneInfo:
    """As `find_zone`, for a name that must exist. Raises ValueError."""
    found = find_zone(tzid)
    if found is None:
        raise ValueError(f"unknown time zone {tzid!r}")
    return found


def name_of(zone: tzinfo | None, at: datetime, home: ZoneInfo) -> str:
    """An IANA name for any tzinfo; a zone of a VTIMEZONE's own becomes ``home`` if they agree, else UTC."""
    if isinstance(zone, ZoneInfo) and zone.key:
        return "UTC" if zone.key in UTC_NAMES else zone.key
    if zone is None:
        return home.key
    if isinstance(zone, timezone) or type(zone).__name__ == "tzutc":
        return "UTC"
    halves = (at, at + timedelta(days=91), at + timedelta(days=182), at + timedelta(days=273))
    same = all(moment.utcoffset() == moment.replace(tzinfo=home).utcoffset() for moment in halves)
    return home.key if same else "UTC"


@lru_cache(maxsize=256)
def vtimezone(tzid: str, year: int) -> Timezone:
    """A VTIMEZONE that holds from January of ``year`` on: yearly rules where the zone has them, else dates."""
    zone = zone_of(tzid)
    component = Timezone()
    component.add("TZID", tzid)
    changes = list(_transitions(zone, year - 1, year + YEARS_AHEAD))
    opening = datetime(year - 1, 1, 1, tzinfo=zone)
    if not changes or changes[0][0].year >= year:
        offset = opening.utcoffset() or timedelta(0)
        daylight = bool(opening.dst())
        _observe(component, (datetime(1970, 1, 1), offset, offset, opening.tzname() or tzid, daylight), None, ())
    for group in _grouped(changes):
        rule = _yearly_rule(group, year + YEARS_AHEAD)
        _observe(component, group[0], rule, () if rule else [change[0] for change in group[1:]])
    return component


def _load(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # unknown, not a relative path, a folder of the zone database
        return None


def _transitions(zone: ZoneInfo, first: int, last: int) -> Iterator[Transition]:
    """Changes of offset from January of ``first`` to January of ``last``, to the minute."""
    moment = datetime(first, 1, 1, tzinfo=timezone.utc)
    while moment.year < last:
        following = moment + timedelta(days=1)
        before, after = moment.astimezone(zone), following.astimezone(zone)
        if before.utcoffset() != after.utcoffset():
            yield _pinpoint(zone, moment, following)
        moment = following


def _pinpoint(zone: ZoneInfo, low: datetime, high: datetime) -> Transition:
    old = low.astimezone(zone).utcoffset() or timedelta(0)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == old else (low, middle)
    after = high.astimezone(zone)
    wall = (high + old).replace(tzinfo=None)
    return wall, old, after.utcoffset() or timedelta(0), after.tzname() or zone.key, bool(after.dst())


def _grouped(changes: Iterable[Transition]) -> list[list[Transition]]:
    """Changes of one kind (offsets, name, month) together, by first appearance."""
    groups: dict[tuple[object, ...], list[Transition]] = {}
    for change in changes:
        groups.setdefault(change[1:], []).append(change)
    return list(groups.values())


def _yearly_rule(group: list[Transition], end: int) -> vRecur | None:
    """The RRULE that yields just these changes, when they come once in each year up to ``end``."""
    walls = [change[0] for change in group]
    years = list(range(walls[0].year, end))
    if len(walls) < 2 or [wall.year for wall in walls] != years or len({wall.time() for wall in walls}) != 1:
        return None
    if len({(wall.month, wall.weekday()) for wall in walls}) != 1:
        return None
    candidates = ({_from_end(wall) for wall in walls}, {_from_start(wall) for wall in walls})
    position = next((found.pop() for found in candidates if len(found) == 1), None)
    if position is None:
        return None
    return vRecur(FREQ="YEARLY", BYMONTH=walls[0].month, BYDAY=f"{position}{WEEKDAYS[walls[0].weekday()]}")


def _from_start(day: date) -> int:
    return (day.day - 1) // 7 + 1


def _from_end(day: date) -> int:
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return -((last.day - day.day) // 7 + 1)


def _observe(component: Timezone, change: Transition, rule: vRecur | None, more: Iterable[datetime]) -> None:
    wall, old, new, name, daylight = change
    part = TimezoneDaylight() if daylight else TimezoneStandard()
    part.add("DTSTART", wall)
    part.add("TZOFFSETFROM", old)
    part.add("TZOFFSETTO", new)
    part.add("TZNAME", name)
    if rule is not None:
        part.add("RRULE", rule)
    if dates := list(more):
        part.add("RDATE", dates)
    component.add_component(part)
