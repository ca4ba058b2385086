"""A series stays on the wall clock of its own zone: when its hour changes for people in other zones (DST)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.meeting import Slot


@dataclass(frozen=True)
class ClockChange:
    """From ``start`` (aware; the first such instance) on it is at that hour, not at that of ``old`` (aware, the same
    instance as it would have been by the clocks before) for people in ``zone``."""

    start: datetime
    old: datetime
    zone: str


def clock_changes(slots: Sequence[Slot], home: str, zone: str) -> tuple[ClockChange, ...]:
    """The changes among these instances of a series (in order), which lives on the wall clock of ``home``, for somebody
    in ``zone``. Turns that a series takes are no change, for they are the same at home."""
    found = []
    before: timedelta | None = None
    for slot in slots:
        ahead = _wall(slot.start, zone) - _wall(slot.start, home)
        if before is not None and ahead != before:
            found.append(ClockChange(slot.start, slot.start + (before - ahead), zone))
        before = ahead
    return tuple(found)


def _wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
