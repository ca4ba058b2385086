"""Working hours on the days on which clocks change, by hand."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from actions.core.availability import Participant, Problem, Span, free_starts
from calendar_adapters.types import Interval

UTC = timezone.utc


def starts(zone, spans, begin, end, minutes=60, step=30):
    hours = {day: tuple(Span(*span) for span in spans) for day in range(7)}
    window = Interval(datetime(*begin, tzinfo=UTC), datetime(*end, tzinfo=UTC))
    person = Participant("p", zone, working_hours=hours)
    found = free_starts(Problem(window.start, window, minutes, step, 0, (person,))).starts
    return [f"{start:%d %H:%M}" for start in found]


@pytest.mark.parametrize(
    ("zone", "spans", "begin", "end", "expected"),
    [
        # 01:00-04:00 has two hours when 02:00 jumps to 03:00, and four when 02:00 falls back to 01:00
        ("America/New_York", [(60, 240)], (2026, 3, 8), (2026, 3, 9), ["08 06:00", "08 06:30", "08 07:00"]),
        (
            "America/New_York",
            [(60, 240)],
            (2026, 11, 1),
            (2026, 11, 2),
            ["01 05:00", "01 05:30", "01 06:00", "01 06:30", "01 07:00", "01 07:30", "01 08:00"],
        ),
        # a span that opens in the gap opens with the offset before it: 02:30 EST is 03:30 EDT
        ("America/New_York", [(150, 270)], (2026, 3, 8), (2026, 3, 9), ["08 07:30"]),
        # a doubled wall time is the first of the two: 01:30 EDT, so 01:00-01:30 has no second half hour
        ("America/New_York", [(0, 90)], (2026, 11, 1), (2026, 11, 2), ["01 04:00", "01 04:30"]),
        # half an hour: 01:30-03:00 is an hour long on the day on which 02:00 becomes 02:30
        ("Australia/Lord_Howe", [(90, 180)], (2026, 10, 3, 12), (2026, 10, 4, 12), ["03 15:00"]),
        # 30 December 2011 did not happen in Samoa: nothing between the 29th and the 31st
        (
            "Pacific/Apia",
            [(540, 660)],
            (2011, 12, 29),
            (2011, 12, 31, 12),
            ["29 19:00", "29 19:30", "29 20:00", "30 19:00", "30 19:30", "30 20:00"],
        ),
        # 24:00 ends the day
        ("Asia/Seoul", [(1380, 1440)], (2026, 11, 24), (2026, 11, 25), ["24 14:00"]),
        # spans that touch are not one
        ("Asia/Seoul", [(540, 600), (600, 660)], (2026, 11, 24), (2026, 11, 25), ["24 00:00", "24 01:00"]),
        # a quarter to: 09:00 in Kathmandu is 03:15 UTC, and the grid stays that of UTC
        ("Asia/Kathmandu", [(540, 660)], (2026, 6, 1), (2026, 6, 2), ["01 03:30", "01 04:00"]),
    ],
)
def test_wall_clock(zone, spans, begin, end, expected):
    assert starts(zone, spans, begin, end) == expected


def test_hours_of_a_skipped_day_are_not_those_of_the_next():
    friday = Participant("p", "Pacific/Apia", working_hours={4: (Span(540, 1080),)})
    window = Interval(datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 2, tzinfo=UTC))
    answer = free_starts(Problem(window.start, window, 60, 30, 0, (friday,)))
    assert answer.starts == ()
    assert sum(answer.removed.values()) == 4 * 48 - 1
