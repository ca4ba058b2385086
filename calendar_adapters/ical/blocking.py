"""Which events take their owner's time: TRANSP, STATUS and the owner's own PARTSTAT decide (RFC 5545, RFC 6638)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timezone
from enum import Enum
from zoneinfo import ZoneInfo

from calendar_adapters.types import Event, EventStatus, FreeBusy, Interval, PartStat


class Blocks(Enum):
    """What an event does to the time it covers."""

    BUSY = "busy"
    TENTATIVE = "tentative"
    FREE = "free"


UNDECIDED = frozenset({PartStat.TENTATIVE, PartStat.NEEDS_ACTION})
AWAY = frozenset({PartStat.DECLINED, PartStat.DELEGATED})


def blocks(event: Event, owners: frozenset[str], all_day_blocks: bool = True) -> Blocks:
    """What ``event`` does to the calendar's owner, whose lower-case addresses are ``owners``.

    Declined, delegated, transparent and cancelled events leave the time free; a tentative event, or an invitation that
    the owner has not answered, is tentative. An organizer need not answer an own invitation.
    """
    if event.transparent or event.status is EventStatus.CANCELLED or (event.all_day and not all_day_blocks):
        return Blocks.FREE
    answer = _answer(event, owners)
    if answer in AWAY:
        return Blocks.FREE
    if answer in UNDECIDED or event.status is EventStatus.TENTATIVE:
        return Blocks.TENTATIVE
    return Blocks.BUSY


def free_busy(
    events: Iterable[Event], window: Interval, owners: frozenset[str], home: ZoneInfo, all_day_blocks: bool = True
) -> FreeBusy:
    """Merge expanded events to the owner's busy and tentative time in ``window`` (UTC, clipped, sorted)."""
    found: dict[Blocks, list[Interval]] = {kind: [] for kind in Blocks}
    for event in events:
        start, end = bounds(event, home)
        start, end = max(start, window.start), min(end, window.end)
        if start < end:
            found[blocks(event, owners, all_day_blocks)].append(Interval(start, end))
    return FreeBusy(window, merge(found[Blocks.BUSY]), merge(found[Blocks.TENTATIVE]))


def bounds(event: Event, home: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of an event in UTC; the days of an all-day event are those of ``home``."""
    return instant(event.start, home), instant(event.end, home)


def instant(value: date, home: ZoneInfo) -> datetime:
    """A datetime, or the first moment of a day in ``home``, in UTC."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), home)
    return moment.astimezone(timezone.utc)


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sorted, disjoint UTC intervals that cover the same time; touching ones become one."""
    merged: list[Interval] = []
    for item in sorted(Interval(i.start.astimezone(timezone.utc), i.end.astimezone(timezone.utc)) for i in intervals):
        if merged and item.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, item.end))
        else:
            merged.append(item)
    return tuple(merged)


def _answer(event: Event, owners: frozenset[str]) -> PartStat | None:
    """The owner's PARTSTAT, None when it does not matter (no attendee, or an organizer without an answer)."""
    answer = next((person.partstat for person in event.attendees if person.address in owners), None)
    organizes = event.organizer is not None and event.organizer.address in owners
    return None if organizes and answer is PartStat.NEEDS_ACTION else answer
