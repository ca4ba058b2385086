"""What every adapter needs besides its server: whose calendar it is, in which zone, and by which clock it writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from calendar_adapters.ical.blocking import free_busy, instant
from calendar_adapters.ical.expansion import instances
from calendar_adapters.ical.reading import Component
from calendar_adapters.ical.zones import zone_of
from calendar_adapters.types import Event, FreeBusy, Interval

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present, aware; only DTSTAMP is taken from it."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Ownership:
    """Whose calendar this is and how its events count.

    ``owner`` and ``aliases`` are bare lower-case addresses; ``tzid`` is the owner's IANA zone, in which days and
    floating times are meant; an all-day event blocks (when it is OPAQUE) only if ``all_day_blocks``.
    """

    owner: str
    label: str
    tzid: str = "UTC"
    aliases: tuple[str, ...] = ()
    all_day_blocks: bool = True

    @property
    def home(self) -> ZoneInfo:
        """The owner's zone."""
        return zone_of(self.tzid)

    def instances(self, components: Sequence[Component], window: Interval) -> list[Event]:
        """The instances of these VEVENTs that meet ``window``, by start."""
        return instances(components, window, self.home, self.label)

    def free_busy(self, events: Sequence[Event], window: Interval) -> FreeBusy:
        """What these instances leave of the owner's time."""
        owners = frozenset(address.strip().lower() for address in (self.owner, *self.aliases))
        return free_busy(events, window, owners, self.home, self.all_day_blocks)

    def starts(self, event: Event) -> datetime:
        """When an event starts, in UTC."""
        return instant(event.start, self.home)
