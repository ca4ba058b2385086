"""What a reading depends on besides the words: the moment of speaking, the zone, how a bare hour is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from .zones import zone_said

#: "working": an hour without am/pm lies in the working day; "literal": it is the next such hour (see the design)
HOURS = ("working", "literal")
_DAY_FIRST = frozenset(
    [
        "Asia/Kolkata",
        "Asia/Singapore",
        "Asia/Hong_Kong",
        "Asia/Dubai",
        "Asia/Bangkok",
        "Asia/Jakarta",
        "Pacific/Auckland",
    ]
)
#: where everybody writes the month first
MONTH_FIRST = frozenset(["Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Asia/Taipei"])


@dataclass(frozen=True)
class Scope:
    """``now`` is the local wall clock (naive); ``zone`` the zone that answers are in, None for plain local time.

    ``aware`` is whether the reference had an offset, and so whether answers carry one.
    """

    now: datetime
    zone: tzinfo | None
    aware: bool
    hours: str = "working"
    meal: str | None = None  # "pm" in talk of a dinner, "am" of a breakfast

    @property
    def today(self) -> datetime:
        """Today's midnight."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def literal(self) -> bool:
        """Whether bare hours are read literally."""
        return self.hours == "literal"

    @property
    def region(self) -> str:
        """The first part of the zone's IANA name ("Europe"), "" where there is none."""
        name = str(getattr(self.zone, "key", ""))
        return "Europe" if name in _DAY_FIRST else name.partition("/")[0]

    @property
    def day_first(self) -> bool:
        """Whether 3/4 is the third of April where the speaker is."""
        return not self.literal and self.region in ("Europe", "Africa", "Australia")

    def elapse(self, start: datetime, delta: timedelta) -> datetime:
        """``start`` (local) plus elapsed time, across changes of the clock."""
        if self.zone is None:
            return start + delta
        moved = start.replace(tzinfo=self.zone).astimezone(timezone.utc) + delta
        return moved.astimezone(self.zone).replace(tzinfo=None)

    def answer(self, local: datetime | None) -> datetime | None:
        """A local wall time as it is given back: aware where the reference was; one said in a foreign zone stays so."""
        if local is None or local.tzinfo is not None:
            return local
        return local.replace(tzinfo=self.zone) if self.aware else local

    def from_zone(self, wall: datetime, zone: str | int) -> datetime:
        """A wall time of another ``zone`` in ours; where we have none it keeps its offset."""
        there = wall.replace(tzinfo=tz_of(zone, self.literal))
        if self.zone is None:
            offset = there.utcoffset()
            return there.replace(tzinfo=timezone(offset)) if offset is not None else wall
        return there.astimezone(self.zone).replace(tzinfo=None)

    def in_zone(self, local: datetime, zone: str | int) -> datetime:
        """What `from_zone` gave, on the wall clock of that ``zone`` again (naive)."""
        if self.zone is None:
            return local.replace(tzinfo=None)
        return local.replace(tzinfo=self.zone).astimezone(tz_of(zone, self.literal)).replace(tzinfo=None)


def tz_of(zone: str | int, literal: bool) -> tzinfo:
    """An abbreviation ("pst"), an IANA name or an offset in minutes as tzinfo."""
    found = zone if isinstance(zone, int) else zone_said(zone, literal)
    if found is None:
        found = zone
    return timezone(timedelta(minutes=found)) if isinstance(found, int) else ZoneInfo(found)


def scope_of(reference: datetime, zone: tzinfo | None, hours: str) -> Scope:
    """The scope of a message sent at ``reference`` by somebody in ``zone`` (None: the reference's own offset)."""
    if hours not in HOURS:
        raise ValueError(f"hours is {hours!r}, not one of {HOURS}")
    if reference.tzinfo is None:
        return Scope(reference, zone, False, hours)
    here = zone or reference.tzinfo
    return Scope(reference.astimezone(here).replace(tzinfo=None), here, True, hours)
