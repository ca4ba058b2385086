"""How long the meeting is meant to be, from the times of its message."""

from __future__ import annotations

from collections.abc import Sequence

from .types import Grain, Kind, Polarity, TimeConstraint

_FINE = (Grain.SECOND, Grain.MINUTE, Grain.HOUR)
_LONGEST = 12 * 60


def meeting_minutes(times: Sequence[TimeConstraint]) -> float | None:
    """A length that was said, else the length of the first range of clock times (2-3pm: 60), else None.

    Days and longer are no meeting's length, nor is the extent of a part of the day.
    """
    for c in times:
        if (
            c.kind is Kind.DURATION
            and not c.aside
            and c.minutes is not None
            and c.minutes <= _LONGEST
            and c.grain in _FINE
        ):
            return c.minutes
    for c in times:
        if c.kind not in (Kind.INTERVAL, Kind.RECURRENCE) or c.start is None or c.end is None or c.vague:
            continue
        if c.grain in _FINE and c.polarity is Polarity.WANT:
            minutes = (c.end - c.start).total_seconds() / 60
            return minutes if 0 < minutes <= _LONGEST else None
    return None
