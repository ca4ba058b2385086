"""Random availability problems around the days on which clocks change."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from actions.core.availability import Participant, Problem, Span
from calendar_adapters.types import Interval

UTC = timezone.utc

# (zone, a moment in UTC near which something happens)
CHANGES = (
    ("America/New_York", datetime(2026, 3, 8, 7)),  # an hour forward at 02:00
    ("America/New_York", datetime(2026, 11, 1, 6)),  # an hour back
    ("Europe/Berlin", datetime(2026, 3, 29, 1)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15)),  # half an hour back
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30)),  # half an hour forward
    ("Asia/Seoul", datetime(2026, 11, 24)),  # nothing
    ("Pacific/Apia", datetime(2011, 12, 30, 10)),  # 30 December is left out
    ("Africa/Casablanca", datetime(2026, 2, 15, 2)),  # Ramadan: an hour back
    ("Africa/Casablanca", datetime(2026, 3, 22, 2)),
    ("America/St_Johns", datetime(2026, 3, 8, 5, 30)),  # UTC-03:30
    ("America/St_Johns", datetime(2006, 10, 29, 2, 31)),  # back from 00:01 into the day before
    ("Asia/Kathmandu", datetime(2026, 6, 1)),  # UTC+05:45
    ("America/Sao_Paulo", datetime(2018, 11, 4, 3)),  # midnight itself is in the gap
)

LENGTHS = st.sampled_from((5, 15, 25, 30, 45, 60, 90, 120, 240))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.one_of(st.integers(0, 95).map(lambda n: 15 * n), st.integers(0, 1438)))
    end = draw(st.one_of(st.just(1440), st.integers(start + 1, 1440)))
    return Span(start, end)


HOURS = st.one_of(
    st.none(),
    st.just({day: (Span(0, 1440),) for day in range(7)}),
    st.dictionaries(st.integers(0, 6), st.lists(spans(), max_size=3).map(tuple)),
    st.lists(spans(), min_size=1, max_size=2).map(lambda found: {day: tuple(found) for day in range(7)}),
)


@st.composite
def intervals(draw: st.DrawFn, around: datetime, hours: int = 40) -> Interval:
    start = around + timedelta(
        minutes=draw(st.integers(-hours * 60, hours * 60)), seconds=draw(st.sampled_from((0, 1)))
    )
    length = timedelta(minutes=draw(st.integers(0, 300)), microseconds=draw(st.sampled_from((1, 60_000_000))))
    return Interval(start, start + length)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    zone, naive = draw(st.sampled_from(CHANGES))
    around = naive.replace(tzinfo=UTC)
    window = draw(intervals(around, 30))
    window = Interval(window.start, window.end + timedelta(hours=draw(st.integers(0, 30))))
    people = []
    for number in range(draw(st.integers(0, 4))):
        people.append(
            Participant(
                id=f"p{number}",
                timezone=draw(st.sampled_from((zone, zone, "Asia/Seoul", "America/New_York"))),
                required=draw(st.booleans()),
                working_hours=draw(HOURS),
                busy=tuple(draw(st.lists(intervals(around), max_size=4))),
                buffer_minutes=draw(st.sampled_from((0, 0, 5, 15, 17))),
            )
        )
    return Problem(
        now=around + timedelta(minutes=draw(st.integers(-3000, 600))),
        window=window,
        duration_minutes=draw(LENGTHS),
        step_minutes=draw(st.sampled_from((5, 7, 15, 20, 30, 45, 60))),
        minimum_notice_minutes=draw(st.sampled_from((0, 0, 30, 61, 1440))),
        attendees=tuple(people),
    )
