"""Every object that leaves the house passes libical: invitations of a meeting's whole life, series, exports, any zone.

One UID for life, a SEQUENCE that rises, a RECURRENCE-ID that names the instance by its original start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from calendar_adapters import invitation
from calendar_adapters.ical.objects import new_object, with_event, without_instance
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.ical.zones import vtimezone
from calendar_adapters.types import Attendee, Event, PartStat, Role
from tests.peers.libical import check

NOW = datetime(2026, 11, 21, 9, tzinfo=timezone.utc)
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
ZONES = (
    "Asia/Seoul",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Pacific/Apia",  # skipped 30 December 2011
    "Asia/Kathmandu",
    "America/Sao_Paulo",  # gave daylight saving up in 2019
    "Africa/Casablanca",  # changes with Ramadan
    "UTC",
)
MOIM = Attendee("moim@example.test", "moim for 김하나")
PEOPLE = (
    Attendee("kim@example.test", "김하나", PartStat.ACCEPTED),
    Attendee("lee@example.test", 'Lee "Two", Jr.; CEO: 대표', role=Role.OPTIONAL),
    Attendee("emoji@example.test", "🙂 미소"),
)
TEXTS = {
    "plain": "Design review",
    "korean": "분기별 제품 로드맵과 예산을 함께 검토하는 아주 긴 이름의 회의 " * 6,
    "emoji": "👩‍💻🎉 런칭 파티 👨‍👩‍👧‍👦 " * 12,
    "marks": 'a; b, c: "d" \\n \\ ^ \n second line\tand a tab',
}


def event(zone: str, **fields: object) -> Event:
    """An hour on a Tuesday morning on that zone's clock, with everybody."""
    start = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo(zone))
    base = Event("one@moim", "회의", start, start + HOUR, zone, organizer=MOIM, attendees=PEOPLE, location="3층")
    return replace(base, **fields)  # type: ignore[arg-type]


def life(first: Event) -> Iterator[tuple[str, bytes]]:
    """What is sent from the invitation to the cancellation."""
    moved = replace(first, start=first.start + HOUR, end=first.end + HOUR, sequence=1)
    renamed = replace(moved, summary=f"{first.summary} (2)", sequence=2)
    yield "REQUEST", invitation.request(first, NOW)
    yield "REPLY", invitation.reply(first, replace(PEOPLE[1], partstat=PartStat.DECLINED), NOW)
    yield "REQUEST", invitation.request(moved, NOW)
    yield "REQUEST", invitation.request(renamed, NOW)
    yield "CANCEL", invitation.cancel(replace(renamed, sequence=3), NOW, [PEOPLE[2]])
    yield "CANCEL", invitation.cancel(replace(renamed, sequence=4), NOW)
    yield "PUBLISH", invitation.publish(renamed, NOW)


def accepted(data: bytes) -> None:
    """libical has no complaint, and no line is longer than RFC 5545 section 3.1 allows or cuts a character in two."""
    assert check(data).valid, (check(data), data.decode())
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_meetings_life(zone: str, text: str) -> None:
    sent = list(life(event(zone, summary=TEXTS[text], description=TEXTS[text], location=TEXTS[text])))
    for method, data in sent:
        accepted(data)
        assert parse(data)["METHOD"] == method
    components = [vevents(parse(data))[0] for _, data in sent]
    assert {str(c["UID"]) for c in components} == {"one@moim"}
    rising = [int(c["SEQUENCE"]) for (method, _), c in zip(sent, components, strict=True) if method != "REPLY"]
    assert rising[:-1] == sorted(set(rising[:-1]))
    assert str(components[0]["SUMMARY"]).split() == TEXTS[text].split()


@pytest.mark.parametrize("zone", ZONES)
def test_a_series_with_one_left_out_one_moved_and_one_called_off(zone: str) -> None:
    home = ZoneInfo(zone)
    series = event(zone, rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=12")
    second, third, fourth = (series.start + n * WEEK for n in (1, 2, 3))
    stored = new_object(series, NOW)
    stored = without_instance(stored, second, NOW, home, "test")
    one = replace(series, rrule=None, recurrence_id=third, start=third + HOUR, end=third + 2 * HOUR, sequence=1)
    stored = with_event(stored, one, NOW, home, "test")
    accepted(stored)
    master, override = sorted(vevents(parse(stored)), key=lambda c: "RECURRENCE-ID" in c)
    assert override["RECURRENCE-ID"].dt == third
    assert override["DTSTART"].dt == third + HOUR
    assert master["EXDATE"].dts[0].dt == second
    accepted(invitation.request(replace(series, exdates=(second,)), NOW))
    accepted(invitation.request(one, NOW))
    gone = replace(series, rrule=None, recurrence_id=fourth, start=fourth, end=fourth + HOUR, sequence=2)
    accepted(invitation.cancel(gone, NOW))
    (cancelled,) = vevents(parse(invitation.cancel(gone, NOW)))
    assert cancelled["RECURRENCE-ID"].dt == fourth
    assert "RRULE" not in cancelled


@pytest.mark.parametrize("rrule", [None, "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301"])
def test_whole_days(rrule: str | None) -> None:
    days = event("Asia/Seoul", start=date(2026, 11, 23), end=date(2026, 11, 25), rrule=rrule)
    for data in (new_object(days, NOW), invitation.request(days, NOW), invitation.cancel(days, NOW)):
        accepted(data)
        (component,) = vevents(parse(data))
        assert type(component["DTSTART"].dt) is date


@pytest.mark.parametrize("zone", ZONES[:-1])
@pytest.mark.parametrize("year", [1988, 2011, 2026, 2040])
def test_every_time_zone(zone: str, year: int) -> None:
    """libical alone, and together with an event of that year."""
    start = datetime(year, 7, 6, 10, tzinfo=ZoneInfo(zone))
    accepted(invitation.request(event(zone, start=start, end=start + HOUR), NOW))
    assert vtimezone(zone, year).to_ical().startswith(b"BEGIN:VTIMEZONE")


def test_the_judge_is_awake() -> None:
    """What is wrong in each of these ways is not let through."""
    good = invitation.request(event("Asia/Seoul", rrule="FREQ=WEEKLY"), NOW)
    accepted(good)
    for old, new in ((b"FREQ=WEEKLY", b"FREQ=SOMETIMES"), (b"DTSTART;", b"X-START;"), (b"ORGANIZER", b"X-ORG")):
        assert old in good
        assert not check(good.replace(old, new)).valid
