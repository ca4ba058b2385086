"""What holds for every text: no crash, spans inside the text, starts before ends, padding changes nothing."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.times import Kind, TimeConstraint, read_times
from actions.core.times.codec import from_json, to_json

from .cases import NOW

WORDS = st.sampled_from(
    [
        "tomorrow",
        "next",
        "last",
        "this",
        "week",
        "month",
        "monday",
        "tue",
        "fri",
        "3",
        "4pm",
        "15:30",
        "12",
        "2026",
        "dec",
        "5th",
        "from",
        "to",
        "until",
        "between",
        "and",
        "or",
        "-",
        ",",
        "at",
        "on",
        "in",
        "by",
        "before",
        "after",
        "every",
        "other",
        "each",
        "for",
        "hours",
        "minutes",
        "days",
        "ago",
        "later",
        "not",
        "except",
        "preferably",
        "half",
        "past",
        "noon",
        "morning",
        "tonight",
        "pst",
        "first",
        "of",
        "the",
        "year",
        "12/5",
        "2026-12-05",
        "매주",
        "다음",
        "주",
        "화요일",
        "오후",
        "3시",
        "부터",
        "까지",
        "한",
        "시간",
        "반",
        "빼고",
        "30분",
        "뒤",
        "1.5",
        "£20",
        "v2",
        "%",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ANY = st.one_of(PHRASES, st.text(max_size=80))
ZONES = st.sampled_from([None, "Asia/Seoul", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])
REFERENCES = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1))


def check(c: TimeConstraint, text: str, aware: bool) -> None:
    start, end = c.span
    assert 0 <= start < end <= len(text)
    assert c.text == text[start:end]
    if c.start is not None and c.end is not None:
        assert c.start < c.end
    if c.kind is Kind.INSTANT:
        assert c.start is not None
        assert c.end is None
    if c.kind is Kind.DURATION:
        assert c.minutes is not None
        assert c.minutes > 0
    if c.kind is Kind.INTERVAL:
        assert c.start is not None or c.end is not None
    if c.kind is Kind.RECURRENCE:
        assert c.rrule is not None
        assert c.rrule.startswith("FREQ=")
        assert "BYSETPOS" not in c.rrule
    if aware:
        assert all(side.tzinfo is not None for side in (c.start, c.end) if side is not None)
    assert from_json(to_json(c)) == c


@settings(max_examples=300, deadline=None)
@given(ANY, REFERENCES, ZONES, st.sampled_from(["working", "literal"]), st.booleans())
def test_every_answer_is_well_formed(text: str, now: datetime, zone: str | None, hours: str, aware: bool) -> None:
    tz = ZoneInfo(zone) if zone else None
    reference = now.replace(tzinfo=tz or ZoneInfo("UTC")) if aware else now
    for c in read_times(text, reference, tz, hours=hours):
        check(c, text, aware)
        for other in c.readings:
            check(other, text, aware)


@settings(max_examples=150, deadline=None)
@given(PHRASES, st.sampled_from(["  ", "\u200b", "\n\n", "\u3000"]))
def test_padding_changes_nothing_but_the_span(text: str, pad: str) -> None:
    plain = read_times(text, NOW)
    padded = read_times(pad + text + pad, NOW)
    assert [(c.kind, c.start, c.end, c.rrule, c.minutes, c.text) for c in plain] == [
        (c.kind, c.start, c.end, c.rrule, c.minutes, c.text) for c in padded
    ]


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=datetime(1950, 1, 1).date(), max_value=datetime(2150, 1, 1).date()))
def test_every_written_date_is_that_day(day) -> None:
    for form in (
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%m/%d/%Y}",
    ):
        (found,) = read_times(f"let us meet on {form}", NOW)
        assert found.start is not None
        assert found.start.date() == day, form


@settings(max_examples=100, deadline=None)
@given(st.times())
def test_every_written_clock_time_is_that_time(clock) -> None:
    (found,) = read_times(f"tomorrow at {clock:%H:%M}", NOW, hours="literal")
    assert found.start == datetime(2026, 11, 24, clock.hour, clock.minute)
    (found,) = read_times(f"tomorrow at {clock:%I:%M %p}", NOW)
    assert found.start == datetime(2026, 11, 24, clock.hour, clock.minute)


def test_full_width_and_invisible_characters_keep_their_spans() -> None:
    text = "회의는\u200b ３ｐｍ, ok"
    (found,) = read_times(text, NOW)
    assert found.start == datetime(2026, 11, 23, 15)
    assert text[slice(*found.span)] == "３ｐｍ"


NASTY = [
    "1" * 5000,
    "every " * 900,
    " " * 5000,
    "(" * 5000,
    "12:" * 1700,
    "10,000" * 800,
    "each , " * 700,
    "t " * 2500,
    "½" * 5000,
]


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:8]))
def test_long_rubbish_is_read_in_no_time(text: str) -> None:
    read_times(text, NOW)
    begun = time.process_time()
    read_times(text, NOW)
    assert time.process_time() - begun < 0.25  # the benchmark holds the real limit; this catches what explodes
