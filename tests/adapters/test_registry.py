"""Opening calendars by kind, and the local calendar's own ways to fail."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import create_engine

from calendar_adapters.caldav import CalDavCalendar
from calendar_adapters.errors import AdapterBug, BadAnswer, TryAgain
from calendar_adapters.local import LocalCalendar
from calendar_adapters.registry import UnknownKind, open_calendar
from tests.adapters.contract import meeting
from tests.adapters.ics_cases import OWNER, WEEK, ics
from tests.peers.process import free_port

URL = {"url": "https://dav.example.test/kim/"}


def test_known_kinds(sqlite_engine: Any) -> None:
    local = open_calendar("local", {"timezone": "Asia/Seoul", "label": "집"}, "Kim@Example.test", sqlite_engine)
    remote = open_calendar("caldav", {**URL, "username": "kim", "password": "p", "aliases": "a@x, b@x"}, OWNER)
    assert isinstance(local, LocalCalendar)
    assert isinstance(remote, CalDavCalendar)
    assert (local.owner, local.label) == (OWNER, "집")
    assert (remote.owner, remote.label) == (OWNER, "caldav")


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnknownKind, match=r"'exchange'.*caldav.*local"):
        open_calendar("exchange", {}, OWNER)


@pytest.mark.parametrize(
    ("kind", "config", "named"),
    [
        ("caldav", {}, "url"),
        ("caldav", {"url": "  "}, "url"),
        ("caldav", {"url": "dav.example.test"}, "https://"),
        ("caldav", {**URL, "timezone": "Seoul"}, "Seoul"),
        ("caldav", {**URL, "timeout": "soon"}, "timeout"),
        ("caldav", {**URL, "all_day_blocks": "sometimes"}, "all_day_blocks"),
        ("local", {}, "engine"),
    ],
)
def test_a_bad_setting_is_named(kind: str, config: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        open_calendar(kind, config, OWNER)


def test_a_missing_table_is_the_operators_business() -> None:
    with pytest.raises(AdapterBug, match="migrations"):
        LocalCalendar(create_engine("sqlite://"), OWNER).events(WEEK)


def test_a_database_that_is_away() -> None:
    engine = create_engine(f"postgresql+psycopg2://moim@127.0.0.1:{free_port()}/moim")
    with pytest.raises(TryAgain):
        LocalCalendar(engine, OWNER).free_busy(WEEK)


@pytest.mark.parametrize("changes", [{"tzid": "Nowhere/Atall"}, {"rrule": "FREQ=NEVER"}, {"rrule": "nonsense"}])
def test_an_event_that_cannot_be_written(sqlite_engine: Any, changes: dict[str, Any]) -> None:
    calendar = LocalCalendar(sqlite_engine, "writer@example.test", tzid="Asia/Seoul")
    with pytest.raises(AdapterBug):
        calendar.create(meeting(**changes))
    assert not calendar.events(WEEK)


def test_one_table_many_owners(sqlite_engine: Any) -> None:
    first, second = (LocalCalendar(sqlite_engine, f"owner-{name}@example.test") for name in "ab")
    first.create(meeting())
    second.create(meeting(summary="mine"))
    first.delete(meeting().uid)
    assert [event.summary for event in second.events(WEEK)] == ["mine"]


def test_a_file_is_taken_in_whole_or_not_at_all(sqlite_engine: Any) -> None:
    calendar = LocalCalendar(sqlite_engine, "import@example.test", tzid="Asia/Seoul")
    text = ics("event_rrule_recuid_moved").replace("END:VCALENDAR\r\n", "") + ics("event_dt_utc").split("EN\r\n")[1]
    assert calendar.add_ics(text) == ["event_rrule_recuid_moved@example.test", "event_dt_utc@example.test"]
    assert calendar.add_ics(text) == ["event_rrule_recuid_moved@example.test", "event_dt_utc@example.test"]
    assert len(calendar.events(WEEK)) == 2
    with pytest.raises(BadAnswer):
        calendar.add_ics(ics("event_unicode") + ics("unreadable_dtstart"))
    assert len(calendar.events(WEEK)) == 2
