"""The interval algebra, against sets of minutes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.intervals import clip, gaps, intersect, subtract, total, union
from calendar_adapters.types import Interval

UTC = timezone.utc
# clocks in New York go back at 06:00 UTC of this day, and the intervals lie on both sides of it
ORIGIN = datetime(2026, 11, 1, 4, tzinfo=UTC)


def at(minute: int, zone=UTC) -> datetime:
    return (ORIGIN + timedelta(minutes=minute)).astimezone(zone)


@st.composite
def one(draw):
    start = draw(st.integers(0, 199))
    end = draw(st.integers(start + 1, 200))
    zone = ZoneInfo(draw(st.sampled_from(("UTC", "America/New_York", "Asia/Seoul"))))
    # built from UTC, as a doubled hour told in its own zone may look turned round
    return (
        start,
        end,
        Interval(at(start), at(end)) if zone.key != "Asia/Seoul" else Interval(at(start, zone), at(end, zone)),
    )


def minutes(intervals) -> set[int]:
    return {
        minute
        for i in intervals
        for minute in range(
            int((i.start - ORIGIN) / timedelta(minutes=1)), int((i.end - ORIGIN) / timedelta(minutes=1))
        )
    }


def canonical(intervals) -> bool:
    apart = all(a.end < b.start for a, b in pairwise(intervals))
    return apart and all(i.start.tzinfo is UTC for i in intervals)


@given(st.lists(one(), max_size=6), st.lists(one(), max_size=6), one())
@settings(max_examples=200, deadline=None)
def test_as_sets(left, right, within):
    a, b = [i for *_, i in left], [i for *_, i in right]
    set_a = {m for start, end, _ in left for m in range(start, end)}
    set_b = {m for start, end, _ in right for m in range(start, end)}
    bounds = set(range(within[0], within[1]))
    for got, wanted in (
        (union(a, b), set_a | set_b),
        (intersect(a, b), set_a & set_b),
        (subtract(a, b), set_a - set_b),
        (gaps(a, within[2]), bounds - set_a),
        (clip(a, within[2]), bounds & set_a),
    ):
        assert minutes(got) == wanted
        assert canonical(got)
    assert total(a) == timedelta(minutes=len(set_a))


def test_touching_intervals_join_and_do_not_overlap():
    first, second = Interval(at(0), at(30)), Interval(at(30), at(60))
    assert union([second], [first]) == (Interval(at(0), at(60)),)
    assert intersect([first], [second]) == ()
    assert subtract([first], [second]) == (first,)


def test_a_doubled_hour_is_compared_as_instants():
    new_york = ZoneInfo("America/New_York")
    first = Interval(at(0, new_york), at(90, new_york))  # 00:00-01:30 EDT
    again = Interval(at(120, new_york), at(210, new_york))  # 01:00-02:30 EST: wall clocks overlap, instants do not
    assert len(union([first, again])) == 2
    assert intersect([first], [again]) == ()
