"""Writing iCalendar: what is written is read back, what is not ours stays, zones come along and hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_adapters.ical.objects import main_event, new_object, with_event
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.ical.writing import to_calendar, to_component
from calendar_adapters.ical.zones import find_zone, vtimezone
from calendar_adapters.types import Attendee, Event, EventStatus, PartStat, Role
from tests.adapters.contract import HOUR, MONDAY, meeting
from tests.adapters.ics_cases import SEOUL, ics
from tests.peers.libical import check

NOW = datetime(2026, 11, 21, 9, tzinfo=timezone.utc)
ZONES = ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]

texts = st.text(st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\u2028\u2029\x85"), max_size=60)
people = st.builds(
    Attendee,
    st.sampled_from(["kim@example.test", "lee@example.test", "박@example.test"]),
    st.sampled_from(["", "김하나", 'Lee "Two", Jr.', "A; B: C"]),
    st.sampled_from(PartStat),
    st.sampled_from(Role),
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Timed and all-day events in several zones, with people and any text."""
    zone = draw(st.sampled_from(ZONES))
    minutes = draw(st.integers(0, 5_000_000))
    start: date = (datetime(2021, 1, 1) + timedelta(minutes=minutes)).replace(tzinfo=timezone.utc)
    start = start.astimezone(ZoneInfo(zone))
    end: date = (start.astimezone(timezone.utc) + timedelta(minutes=draw(st.integers(1, 3000)))).astimezone(
        start.tzinfo
    )
    if draw(st.booleans()):
        start, end, zone = start.date(), start.date() + timedelta(days=draw(st.integers(1, 9))), "Asia/Seoul"
    return Event(
        draw(st.sampled_from(["a@example.test", "한글-uid", "with space"])),
        draw(texts).strip(),
        start,
        end,
        zone,
        description=draw(texts).strip(),
        location=draw(texts).strip(),
        status=draw(st.sampled_from(EventStatus)),
        transparent=draw(st.booleans()),
        private=draw(st.booleans()),
        attendees=tuple(draw(st.lists(people, max_size=3, unique_by=lambda person: person.address))),
        sequence=draw(st.integers(0, 9)),
    )


@settings(max_examples=80, deadline=None)
@given(events())
def test_what_is_written_is_read_back(event: Event) -> None:
    data = new_object(event, NOW)
    assert main_event(data, SEOUL) == event
    assert main_event(with_event(data, event, NOW, SEOUL), SEOUL) == event


@settings(max_examples=60, deadline=None)
@given(events())
def test_libical_agrees_with_what_is_written(event: Event) -> None:
    verdict = check(new_object(event, NOW))
    assert verdict.parsed
    assert not verdict.errors


FOREIGN = (
    "X-VENDOR-COLOR:teal",
    "CATEGORIES:work",
    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:now\r\nTRIGGER:-PT15M\r\nEND:VALARM",
    'ATTENDEE;CN="Lee";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;X-NUM-GUESTS=0:mailto:lee@example.test',
    "CLASS:CONFIDENTIAL",
)


def test_what_other_programs_wrote_survives_an_update() -> None:
    text = ics("event_dt_windows_zone").replace("END:VEVENT", "\r\n".join([*FOREIGN, "END:VEVENT"]))
    event = main_event(text, SEOUL)
    moved = replace(event, start=event.start + HOUR, end=event.end + HOUR, sequence=1)
    after = with_event(text, moved, NOW, SEOUL).decode().replace("\r\n ", "")
    for line in ("X-VENDOR-COLOR:teal", "CATEGORIES:work", "TRIGGER:-PT15M", "CLASS:CONFIDENTIAL", "X-NUM-GUESTS=0"):
        assert line in after
    assert "DTSTART;TZID=Asia/Seoul:20261125T150000" in after
    assert main_event(after, SEOUL) == moved


def test_an_untouched_time_keeps_its_writers_zone() -> None:
    text = ics("event_dt_windows_zone")
    event = main_event(text, SEOUL)
    after = with_event(text, replace(event, summary="new"), NOW, SEOUL).decode()
    assert "DTSTART;TZID=Korea Standard Time:20261125T140000" in after


@pytest.mark.parametrize("zone", ZONES[:-1])
@pytest.mark.parametrize("year", [1995, 2026, 2035])
def test_a_vtimezone_says_what_the_zone_says(zone: str, year: int) -> None:
    """Read back under a name nobody knows, so that only the VTIMEZONE can tell the offsets."""
    component = vtimezone(zone, year)
    text = component.to_ical().decode().replace(f"TZID:{zone}", "TZID:Somewhere Else")
    days = [datetime(year, 1, 1, 12) + timedelta(days=number) for number in range(0, 3 * 365, 5)]
    lines = "".join(
        f"BEGIN:VEVENT\r\nUID:{day:%j%y}\r\nDTSTART;TZID=Somewhere Else:{day:%Y%m%dT%H%M%S}\r\nEND:VEVENT\r\n"
        for day in days
    )
    found = vevents(parse(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}{lines}END:VCALENDAR\r\n"))
    expected = [day.replace(tzinfo=ZoneInfo(zone)).utcoffset() for day in days]
    assert [item["DTSTART"].dt.utcoffset() for item in found] == expected


def test_every_zone_referred_to_comes_along_once() -> None:
    berlin = MONDAY.astimezone(ZoneInfo("Europe/Berlin"))
    parts = [meeting("a"), meeting("b"), meeting("c", start=berlin, end=berlin + HOUR, tzid="Europe/Berlin")]
    calendar = to_calendar(to_component(event, NOW) for event in parts)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Seoul", "Europe/Berlin"]
    assert not Calendar.from_ical(calendar.to_ical()).get_missing_tzids()


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("Korea Standard Time", "Asia/Seoul"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("GMT", "UTC"),
    ],
)
def test_names_of_zones(name: str, zone: str) -> None:
    found = find_zone(name)
    assert found is not None
    assert found.key == zone


@pytest.mark.parametrize("name", ["", "Nowhere/Atall", "America", "../../etc/passwd", "Seoul time", "\x00"])
def test_names_of_no_zone(name: str) -> None:
    assert find_zone(name) is None
