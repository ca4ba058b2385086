"""Texts read lately are kept as they were parsed; changing an object changes none of what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from calendar_adapters.ical.expansion import reach
from calendar_adapters.ical.objects import main_event, new_object, with_event, without_instance
from calendar_adapters.ical.reading import parse, parsed, vevents
from calendar_adapters.types import Attendee, Event

SEOUL = ZoneInfo("Asia/Seoul")
STAMP = datetime(2026, 3, 1, tzinfo=timezone.utc)
START = datetime(2026, 3, 3, 10, tzinfo=SEOUL)
WEEK = timedelta(weeks=1)
GUESTS = (Attendee("ada@acme.example"), Attendee("kim@acme.example", "Kim"))
SERIES = Event(
    "series-1", "Retro", START, START + timedelta(hours=1), "Asia/Seoul", attendees=GUESTS, rrule="FREQ=WEEKLY"
)
STORED = new_object(SERIES, STAMP).decode()
MOVED = replace(SERIES, start=START + WEEK, end=START + WEEK + timedelta(hours=2), recurrence_id=START + WEEK)


def changes():
    yield (
        "title and people",
        lambda: with_event(STORED, replace(SERIES, summary="Review", attendees=GUESTS[:1], sequence=1), STAMP, SEOUL),
    )
    yield "another day", lambda: with_event(STORED, replace(SERIES, start=START + WEEK, sequence=2), STAMP, SEOUL)
    yield "one instance", lambda: with_event(STORED, MOVED, STAMP, SEOUL)
    yield "one instance out", lambda: without_instance(STORED, START + WEEK, STAMP, SEOUL, "")


@pytest.mark.parametrize("change", [c for _, c in changes()], ids=[n for n, _ in changes()])
def test_what_is_kept_of_a_text_stays_as_the_text_says(change):
    before = parse(STORED).to_ical()
    first = change()
    assert first != before, "the change is seen in what comes of it"
    assert parsed(STORED).to_ical() == before
    assert main_event(STORED, SEOUL) == main_event(STORED.encode(), SEOUL)
    assert change() == first, "made on the same text again, it comes to the same"


def test_reading_changes_nothing_of_what_is_kept():
    before = parse(STORED).to_ical()
    main_event(STORED, SEOUL)
    reach(vevents(parsed(STORED)), SEOUL)
    assert parsed(STORED).to_ical() == before
