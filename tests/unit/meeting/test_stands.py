"""Where a meeting, or one of a series, takes place now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.core.meeting import Meeting, MovedInstance, Participant, Slot, State
from actions.core.meeting_stands import stands_at
from actions.core.meeting_steps import new_meeting

YORK = ZoneInfo("America/New_York")
FIRST = datetime(2026, 10, 22, 11, tzinfo=YORK)  # a Thursday; clocks go back on November 1
HALF = timedelta(minutes=30)


def series(start: datetime = FIRST, **fields: object) -> Meeting:
    meeting = new_meeting("m", Participant("ann@example.com"), FIRST - timedelta(days=2), timezone=YORK.key)
    kept = {"state": State.BOOKED, "booked": Slot(start, start + HALF), "rrule": "FREQ=WEEKLY;BYDAY=TH", "minutes": 30}
    return replace(meeting, **{**kept, **fields})


def at(day: int, hour: int = 11, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=YORK)


@pytest.mark.parametrize(
    ("meeting", "instance", "stands"),
    [
        (series(), at(5), at(5)),
        (series(), at(6), None),
        (series(exdates=(at(5),)), at(5), None),
        (series(rdates=(at(6),)), at(6), at(6)),
        (series(moved=(MovedInstance(at(5), Slot(at(6, 15), at(6, 15) + HALF)),)), at(5), at(6, 15)),
        (series(rrule="FREQ=WEEKLY;BYDAY=TH;UNTIL=20261030T000000Z"), at(5), None),
        (series(FIRST + timedelta(hours=4)), at(5), at(5, 15)),
        (series(FIRST + timedelta(days=1, hours=1), rrule="FREQ=WEEKLY;BYDAY=FR"), at(5), at(6, 12)),
        (series(state=State.CANCELLED), at(5), None),
        (series(rrule=None), None, FIRST),
        (series(rrule=None, state=State.MOVING), None, FIRST),
        (series(rrule=None, booked=None, state=State.DRAFT), None, None),
    ],
)
def test_the_start_it_has_now(meeting: Meeting, instance: datetime | None, stands: datetime | None) -> None:
    assert stands_at(meeting, instance, FIRST) == stands


def test_without_knowing_where_the_series_began_a_moved_one_has_lost_the_instance() -> None:
    assert stands_at(series(FIRST + timedelta(hours=4)), at(5)) is None
