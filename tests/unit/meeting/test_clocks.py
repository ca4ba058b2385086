"""A series stays on its own wall clock; for people elsewhere its hour changes with the clocks."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.core.meeting import Slot
from actions.core.meeting_clocks import clock_changes

SEOUL, YORK, LONDON = "Asia/Seoul", "America/New_York", "Europe/London"


def weekly(home: str, first: datetime, count: int = 8) -> list[Slot]:
    """Instances on the wall clock of ``home``."""
    walls = [(first + timedelta(weeks=n)).replace(tzinfo=ZoneInfo(home)) for n in range(count)]
    return [Slot(w.astimezone(ZoneInfo("UTC")), w.astimezone(ZoneInfo("UTC")) + timedelta(hours=1)) for w in walls]


FEBRUARY = datetime(2027, 2, 23, 17, 0)


@pytest.mark.parametrize(
    ("home", "zone", "first", "changes"),
    [
        (YORK, SEOUL, FEBRUARY, [("2027-03-17", "07:00", "06:00")]),
        (SEOUL, YORK, FEBRUARY.replace(hour=9), [("2027-03-15", "19:00", "20:00")]),
        (YORK, LONDON, FEBRUARY.replace(hour=9), [("2027-03-16", "14:00", "13:00"), ("2027-03-30", "13:00", "14:00")]),
        (YORK, YORK, FEBRUARY, []),
        (SEOUL, "Asia/Tokyo", FEBRUARY, []),
        (YORK, SEOUL, datetime(2027, 5, 4, 17, 0), []),
    ],
)
def test_from_when_on_it_is_at_which_hour(home, zone, first, changes) -> None:
    found = clock_changes(weekly(home, first), home, zone)
    there = [tuple(m.astimezone(ZoneInfo(zone)) for m in (c.start, c.old)) for c in found]
    assert [(f"{new:%Y-%m-%d}", f"{old:%H:%M}", f"{new:%H:%M}") for new, old in there] == changes


def test_turns_are_no_change() -> None:
    slots = weekly(YORK, datetime(2027, 5, 4, 17, 0))
    turned = [
        Slot(s.start + timedelta(hours=2 * (n % 2)), s.end + timedelta(hours=2 * (n % 2))) for n, s in enumerate(slots)
    ]
    assert clock_changes(turned, YORK, SEOUL) == ()
