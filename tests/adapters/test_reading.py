"""Reading iCalendar: every fixture, damaged ones, and the broken calendars that the icalendar library was built on."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_adapters.errors import BadAnswer
from calendar_adapters.ical.blocking import free_busy as merge_free_busy
from calendar_adapters.ical.expansion import instances
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.types import FreeBusy, Interval
from tests.adapters.ics_cases import DAMAGED, FOLDER, OWNER, READABLE, SEOUL, WEEK, free_busy, ics

UNREADABLE = sorted(path.stem for path in FOLDER.glob("unreadable_*.ics"))
SAMPLES = sorted((Path(icalendar.__file__).parent / "tests").rglob("*.ics"))


def read(text: str | bytes) -> FreeBusy:
    events = instances(vevents(parse(text)), WEEK, SEOUL)
    return merge_free_busy(events, WEEK, frozenset({OWNER}), SEOUL)


def test_every_fixture_is_in_a_table() -> None:
    files = {path.stem for path in FOLDER.glob("*.ics")}
    assert files == {*READABLE, *DAMAGED, *UNREADABLE}


@pytest.mark.parametrize("name", sorted(READABLE | DAMAGED))
def test_what_blocks(name: str) -> None:
    assert read(ics(name)) == free_busy(*(READABLE | DAMAGED)[name])


@pytest.mark.parametrize("name", sorted(READABLE))
def test_bare_line_feeds_and_a_byte_order_mark_do_no_harm(name: str) -> None:
    text = ics(name).replace("\r\n", "\n")
    assert read(text) == free_busy(*READABLE[name])
    assert read(b"\xef\xbb\xbf" + text.encode()) == free_busy(*READABLE[name])


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_never_free(name: str) -> None:
    before = time.monotonic()
    with pytest.raises(BadAnswer):
        read(ics(name))
    assert time.monotonic() - before < 1


def test_two_calendars_may_name_different_zones_alike() -> None:
    first, second = ics("event_dt_custom_vtimezone"), ics("event_dt_same_name_other_vtimezone")
    for text, name in ((first, "custom"), (second, "same_name_other"), (first, "custom")):
        assert read(text) == free_busy(*READABLE[f"event_dt_{name}_vtimezone"])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(READABLE)), st.integers(0, 600), st.binary(max_size=8))
def test_a_damaged_stream_is_read_or_refused(name: str, at: int, junk: bytes) -> None:
    data = ics(name).encode()
    for damaged in (data[:at] + junk + data[at:], data[:at] + junk, data[:at] + data[at + len(junk) :]):
        try:
            read(damaged)
        except BadAnswer:
            continue


def test_there_are_samples() -> None:
    assert len(SAMPLES) > 100


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_real_and_broken_samples_are_read_or_refused(path: Path) -> None:
    decade = Interval(datetime(2010, 1, 1, tzinfo=SEOUL), datetime(2010, 1, 1, tzinfo=SEOUL) + timedelta(days=60))
    try:
        found = instances(vevents(parse(path.read_bytes())), decade, SEOUL)
    except BadAnswer:
        return
    merged = merge_free_busy(found, decade, frozenset({OWNER}), SEOUL)
    assert all(decade.contains(interval) for interval in (*merged.busy, *merged.tentative))
