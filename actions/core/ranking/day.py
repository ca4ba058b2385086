"""The shape of the organizer's days: what stands beside a start, and how long a stretch stays free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from actions.core.intervals import clip, gaps, union
from calendar_adapters.types import Interval

UTC = timezone.utc
OPENS, CLOSES = time(9), time(18)


@dataclass(frozen=True)
class Day:
    """One local day: its commitments (UTC, merged), how many there are, and its office hours."""

    commitments: tuple[Interval, ...]
    count: int
    office: Interval

    def pause(self, meeting: Interval) -> int | None:
        """Minutes to the nearest neighbour of that day, 0 when they touch; None when the day is empty."""
        before = [meeting.start - other.end for other in self.commitments if other.end <= meeting.start]
        after = [other.start - meeting.end for other in self.commitments if other.start >= meeting.end]
        pauses = before + after
        return int(min(pauses).total_seconds() // 60) if pauses else None

    def longest_free(self, meeting: Interval | None = None) -> int:
        """Minutes of the longest stretch of office hours that stays free, with ``meeting`` or without."""
        taken = (*self.commitments, meeting) if meeting else self.commitments
        return max((int((g.end - g.start).total_seconds() // 60) for g in gaps(taken, self.office)), default=0)


class Days:
    """The days of one calendar, looked up by their local date."""

    def __init__(self, commitments: Iterable[Interval], zone: ZoneInfo) -> None:
        self._commitments = tuple(commitments)
        self._zone = zone
        self._known: dict[date, Day] = {}

    def at(self, start: datetime) -> Day:
        """The day on which ``start`` falls."""
        day = start.astimezone(self._zone).date()
        if day not in self._known:
            self._known[day] = self._build(day)
        return self._known[day]

    def _build(self, day: date) -> Day:
        whole = Interval(self._wall(day, time()), self._wall(day + timedelta(days=1), time()))
        today = [event for event in self._commitments if event.overlaps(whole)]
        office = Interval(self._wall(day, OPENS), self._wall(day, CLOSES))
        return Day(clip(union(today), whole), len(today), office)

    def _wall(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self._zone).astimezone(UTC)
