"""A turn, its scenario and what was observed: what every check is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.scenarios.format import Person, Scenario, Turn, moment
from bot.scenarios.observed import Observed
from calendar_adapters.types import Event, EventStatus, Interval


@dataclass(frozen=True)
class Scene:
    """Everything a check looks at; ``now`` is the clock of the turn."""

    scenario: Scenario
    turn: Turn
    seen: Observed
    now: datetime

    def people(self, names: Iterable[str]) -> list[Person]:
        """The scenario's people of these names; names of nobody are left out."""
        return [p for p in (self.scenario.person(n) for n in names) if p]

    def window(self, pair: Iterable[object]) -> Interval:
        """A pair of times of the file."""
        start, end = (moment(value) for value in pair)
        return Interval(start, end)


def span(event: Event, zone: str) -> Interval:
    """An event's extent; an all-day event covers local days of ``zone``."""
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        return Interval(event.start, event.end)
    tz = ZoneInfo(zone)
    start, end = (datetime(d.year, d.month, d.day, tzinfo=tz) for d in (event.start, event.end))
    return Interval(start, max(end, start + timedelta(days=1)))


def stands(event: Event) -> bool:
    """True when the event has not been cancelled."""
    return event.status is not EventStatus.CANCELLED


def in_hours(slot: Interval, person: Person) -> bool:
    """True when ``slot`` lies in one span of the person's working hours of that local day."""
    zone = ZoneInfo(person.timezone)
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[start.weekday()]
    if end.date() != start.date():
        return False
    inside = (start.strftime("%H:%M"), end.strftime("%H:%M"))
    return any(first <= inside[0] and inside[1] <= last for first, last in person.working_hours.get(day, ()))
