"""The definition of `moim free` read word by word, slowly: start by start, wall times found by walking the clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from actions.core.availability import Participant, Problem

UTC = timezone.utc
MINUTE = timedelta(minutes=1)


@cache
def instant_of_wall(zone: str, wall: datetime) -> datetime:
    """The first instant at which clocks in ``zone`` show ``wall``; in a gap, ``wall`` with the offset before it."""
    cursor = wall.replace(tzinfo=UTC) - timedelta(hours=30)
    before = cursor
    while cursor < wall.replace(tzinfo=UTC) + timedelta(hours=30):
        shown = cursor.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        if shown == wall:
            return cursor
        if shown > wall:
            break
        before = cursor
        cursor += MINUTE
    offset = before.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return wall.replace(tzinfo=UTC) - offset


def in_hours(person: Participant, start: datetime, end: datetime) -> bool:
    if person.working_hours is None:
        return True
    local = start.astimezone(ZoneInfo(person.timezone))
    midnight = datetime(local.year, local.month, local.day)
    return any(
        instant_of_wall(person.timezone, midnight + timedelta(minutes=span.start)) <= start
        and end <= instant_of_wall(person.timezone, midnight + timedelta(minutes=span.end))
        for span in person.working_hours.get(local.weekday(), ())
    )


def is_busy(person: Participant, start: datetime, end: datetime) -> bool:
    buffer = timedelta(minutes=person.buffer_minutes)
    return any(b.start < end + buffer and start - buffer < b.end for b in person.busy)


def solve(problem: Problem) -> tuple[list[datetime], dict[str, int], dict[datetime, list[str]]]:
    """(free starts, removed, optional) of ``problem``."""
    starts, optional = [], {}
    removed = {"notice": 0, "working_hours": 0, "busy": 0}
    cursor = problem.window.start.astimezone(UTC).replace(second=0, microsecond=0)
    while cursor < problem.window.end:
        start, end = cursor, cursor + timedelta(minutes=problem.duration_minutes)
        cursor += MINUTE
        on_grid = int(start.timestamp()) // 60 % problem.step_minutes == 0
        if not on_grid or start < problem.window.start or end > problem.window.end:
            continue
        required = [p for p in problem.attendees if p.required]
        if start < problem.now + timedelta(minutes=problem.minimum_notice_minutes):
            removed["notice"] += 1
        elif not all(in_hours(p, start, end) for p in required):
            removed["working_hours"] += 1
        elif any(is_busy(p, start, end) for p in required):
            removed["busy"] += 1
        else:
            starts.append(start)
            optional[start] = [
                p.id
                for p in problem.attendees
                if not p.required and in_hours(p, start, end) and not is_busy(p, start, end)
            ]
    return starts, removed, optional
