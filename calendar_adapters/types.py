"""Interval and event types shared by every calendar adapter and by the scheduling core.

All instants are timezone-aware. Intervals are half-open, ``[start, end)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from enum import Enum

UTC = timezone.utc


@dataclass(frozen=True, order=True)
class Interval:
    """A half-open stretch of time ``[start, end)`` between two aware datetimes.

    Raises:
        ValueError: a naive datetime, or an end that is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an Interval needs aware datetimes")
        if self.end <= self.start:
            raise ValueError("an Interval ends after it starts")

    def overlaps(self, other: Interval) -> bool:
        """True when the two share an instant; touching ends do not count."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        """True when ``other`` lies wholly inside this interval."""
        return self.start <= other.start and other.end <= self.end


class PartStat(str, Enum):
    """Participation status of an attendee (RFC 5545 section 3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"


class Role(str, Enum):
    """Whether an attendee must be there (RFC 5545 section 3.2.16)."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"
    NON_PARTICIPANT = "NON-PARTICIPANT"


class EventStatus(str, Enum):
    """Overall status of an event (RFC 5545 section 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Attendee:
    """One ATTENDEE (or the ORGANIZER) of an event; ``address`` is a bare, lower-case mail address."""

    address: str
    name: str = ""
    partstat: PartStat = PartStat.NEEDS_ACTION
    role: Role = Role.REQUIRED


@dataclass(frozen=True)
class Event:
    """One event, or one instance of a series.

    ``start``/``end`` are aware datetimes in the event's own zone, or dates (end exclusive) for an all-day event.
    ``tzid`` is the IANA zone in which the wall-clock time is meant to stay. ``rrule`` is the value of an RFC 5545 RRULE
    without its name; ``rdates`` are extra starts, ``exdates`` starts left out. ``recurrence_id`` is set on an instance
    of a series, and then names its original start. ``etag`` and ``href`` are the adapter's handles
    for conditional writes.
    """

    uid: str
    summary: str
    start: datetime | date
    end: datetime | date
    tzid: str = "UTC"
    description: str = ""
    location: str = ""
    status: EventStatus = EventStatus.CONFIRMED
    transparent: bool = False
    private: bool = False
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    rrule: str | None = None
    exdates: tuple[datetime | date, ...] = ()
    recurrence_id: datetime | date | None = None
    sequence: int = 0
    etag: str | None = None
    href: str | None = None
    rdates: tuple[datetime | date, ...] = ()

    @property
    def all_day(self) -> bool:
        """True when the event covers whole days and has no clock time."""
        return not isinstance(self.start, datetime)


@dataclass(frozen=True)
class FreeBusy:
    """What a calendar's owner has no time for, in a window: merged, sorted, UTC, clipped to the window.

    ``busy`` blocks; ``tentative`` does not, and is known so that it can be said.
    """

    window: Interval
    busy: tuple[Interval, ...] = ()
    tentative: tuple[Interval, ...] = field(default=())


@dataclass(frozen=True)
class Capabilities:
    """What a server does for its owner, so that callers need not ask which product it is."""

    writable: bool = True
    sends_invitations: bool = False  # RFC 6638 scheduling, Google sendUpdates, Microsoft Graph
    free_busy_query: bool = False
    sync_token: bool = False
