"""The contract that every calendar adapter keeps; a test module gives it a `Subject` fixture and inherits the class."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from calendar_adapters.errors import CalendarError, Conflict, NotFound
from calendar_adapters.protocol import CalendarAdapter
from calendar_adapters.types import Attendee, Event, EventStatus, Interval, PartStat, Role
from tests.adapters.ics_cases import OWNER, READABLE, SEOUL, WEEK, free_busy, ics

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=SEOUL)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Subject:
    """An empty calendar under test: ``store`` puts an .ics text in as another program would, ``again`` opens it anew.

    ``atomic`` is False for a server that checks a condition and writes in two steps, so that two writers can both win.
    """

    adapter: CalendarAdapter
    store: Callable[[str], None]
    again: Callable[..., CalendarAdapter]
    atomic: bool = True


def meeting(uid: str = "meeting-1@example.test", **changes: object) -> Event:
    """A meeting on Monday at 10 in Seoul."""
    event = Event(uid, "주간 회의", MONDAY, MONDAY + HOUR, "Asia/Seoul")
    return replace(event, **changes)


def series(**changes: object) -> Event:
    """A stand-up every day at 10 in Seoul, since 2019."""
    start = datetime(2019, 1, 1, 10, tzinfo=SEOUL)
    return meeting("series-1@example.test", start=start, end=start + HOUR, rrule="FREQ=DAILY", **changes)


def written(event: Event) -> Event:
    """An event without the adapter's handles, for comparison."""
    return replace(event, etag=None, href=None)


def days(subject: Subject) -> list[int]:
    """The days of the week's instances."""
    return [event.start.day for event in subject.adapter.events(WEEK)]


class CalendarContract:
    """See the module. Every test gets an empty calendar."""

    def test_is_an_adapter(self, subject: Subject) -> None:
        assert isinstance(subject.adapter, CalendarAdapter)
        assert subject.adapter.owner == OWNER
        assert subject.adapter.capabilities.writable

    def test_an_empty_calendar_is_free(self, subject: Subject) -> None:
        assert list(subject.adapter.events(WEEK)) == []
        assert subject.adapter.free_busy(WEEK) == free_busy("", "")

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"summary": '☕ 커피챗 — Müller & 李, «Ω»; \\ "quoted"'},
            {"description": "첫 줄\n둘째 줄; 쉼표, 끝", "location": "3층 회의실, 강남"},
            {"private": True},
            {"transparent": True},
            {"status": EventStatus.TENTATIVE},
            {"tzid": "UTC", "start": MONDAY.astimezone(timezone.utc), "end": (MONDAY + HOUR).astimezone(timezone.utc)},
            {"start": date(2026, 11, 24), "end": date(2026, 11, 26)},
            {"sequence": 7},
            {"rrule": "FREQ=WEEKLY;COUNT=5"},
            {"rrule": "FREQ=DAILY;COUNT=3", "exdates": (MONDAY + timedelta(days=1),)},
            {"rdates": (MONDAY + timedelta(days=2),)},
            {"uid": "with spaces/and-slashes?and=한글@example.test"},
        ],
        ids=lambda changes: "+".join(changes) or "plain",
    )
    def test_what_is_created_is_read_back(self, subject: Subject, changes: dict[str, object]) -> None:
        event = meeting(**changes)
        created = subject.adapter.create(event)
        assert created.etag
        assert written(created) == event
        assert subject.adapter.get(event.uid) == created

    def test_people_are_read_back(self, subject: Subject) -> None:
        organizer = Attendee(OWNER, "김하나")
        people = (
            Attendee(OWNER, "김하나", PartStat.ACCEPTED, Role.CHAIR),
            Attendee("lee@example.test", "이둘", PartStat.NEEDS_ACTION, Role.REQUIRED),
            Attendee("park@example.test", "", PartStat.TENTATIVE, Role.OPTIONAL),
        )
        subject.adapter.create(meeting(organizer=organizer, attendees=people))
        found = subject.adapter.get("meeting-1@example.test")
        assert found.organizer is not None
        assert (found.organizer.address, found.organizer.name) == (organizer.address, organizer.name)
        assert found.attendees == people

    def test_a_uid_exists_once(self, subject: Subject) -> None:
        subject.adapter.create(meeting())
        with pytest.raises(Conflict):
            subject.adapter.create(meeting(summary="another"))
        assert subject.adapter.get("meeting-1@example.test").summary == "주간 회의"

    def test_a_uid_exists_once_however_it_came_in(self, subject: Subject) -> None:
        subject.store(ics("event_dt_utc"))
        with pytest.raises(Conflict):
            subject.adapter.create(meeting("event_dt_utc@example.test"))

    def test_what_another_program_wrote_is_found_by_uid(self, subject: Subject) -> None:
        subject.store(ics("event_unicode"))
        found = subject.adapter.get("event_unicode@example.test")
        assert found.summary == "주간 회의 ☕ — Müller & 李, «Ω»"
        changed = subject.adapter.update(replace(found, start=found.start + HOUR, end=found.end + HOUR))
        assert changed.start.hour == 15
        subject.adapter.delete(found.uid, changed.etag)
        assert days(subject) == []

    @pytest.mark.parametrize("uid", ["nobody@example.test", "meeting-1", "meeting-1@example.test.more"])
    def test_a_missing_event_is_not_found(self, subject: Subject, uid: str) -> None:
        subject.adapter.create(meeting())
        with pytest.raises(NotFound):
            subject.adapter.get(uid)
        with pytest.raises(NotFound):
            subject.adapter.delete(uid)
        with pytest.raises(NotFound):
            subject.adapter.update(meeting(uid))

    def test_update_keeps_the_uid_and_moves_in_place(self, subject: Subject) -> None:
        event = subject.adapter.create(meeting())
        moved = replace(event, start=event.start + 2 * HOUR, end=event.end + 2 * HOUR, sequence=1)
        changed = subject.adapter.update(moved)
        assert changed.etag != event.etag
        assert (changed.sequence, changed.start.hour) == (1, 12)
        assert [found.start.hour for found in subject.adapter.events(WEEK)] == [12]

    def test_a_stale_etag_changes_nothing(self, subject: Subject) -> None:
        first = subject.adapter.create(meeting())
        subject.adapter.update(replace(first, summary="second"))
        with pytest.raises(Conflict):
            subject.adapter.update(replace(first, summary="third"))
        with pytest.raises(Conflict):
            subject.adapter.delete(first.uid, first.etag)
        assert subject.adapter.get(first.uid).summary == "second"

    def test_an_event_deleted_meanwhile_is_not_found(self, subject: Subject) -> None:
        event = subject.adapter.create(meeting())
        subject.again().delete(event.uid)
        with pytest.raises(NotFound):
            subject.adapter.update(replace(event, summary="late"))
        with pytest.raises(NotFound):
            subject.adapter.delete(event.uid, event.etag)

    def test_the_etag_of_a_deleted_event_is_worth_nothing(self, subject: Subject) -> None:
        old = subject.adapter.create(meeting())
        subject.adapter.delete(old.uid, old.etag)
        subject.adapter.create(meeting(summary="new"))
        with pytest.raises(Conflict):
            subject.adapter.update(replace(old, summary="late"))

    def test_of_writers_with_one_etag_one_wins(self, subject: Subject) -> None:
        event = subject.adapter.create(meeting())
        start, outcomes = threading.Barrier(4), []

        def write(number: int) -> None:
            adapter = subject.again()
            start.wait()
            try:
                adapter.update(replace(event, summary=f"writer {number}"))
                outcomes.append("won")
            except CalendarError as error:
                outcomes.append(type(error).__name__)

        writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert outcomes.count("won") == 1 or (not subject.atomic and "won" in outcomes), outcomes
        assert set(outcomes) <= {"won", "Conflict", "TryAgain"}

    def test_a_series_is_expanded_from_long_ago(self, subject: Subject) -> None:
        subject.adapter.create(series())
        found = subject.adapter.events(WEEK)
        assert [event.start.day for event in found] == [23, 24, 25, 26, 27, 28, 29]
        assert all(event.rrule is None and event.recurrence_id == event.start for event in found)
        assert len({event.etag for event in found}) == 1
        master = subject.adapter.get("series-1@example.test")
        assert (master.rrule, master.recurrence_id) == ("FREQ=DAILY", None)

    def test_one_instance_is_moved(self, subject: Subject) -> None:
        subject.adapter.create(series())
        third = subject.adapter.events(WEEK)[2]
        moved = replace(third, start=third.start + 5 * HOUR, end=third.end + 5 * HOUR, summary="moved", sequence=1)
        changed = subject.adapter.update(moved)
        assert changed.etag not in {None, third.etag}
        found = subject.adapter.events(WEEK)
        assert [event.start.hour for event in found] == [10, 10, 15, 10, 10, 10, 10]
        assert (found[2].summary, found[2].recurrence_id) == ("moved", third.recurrence_id)
        assert subject.adapter.get("series-1@example.test").rrule == "FREQ=DAILY"

    def test_a_moved_instance_moves_again_and_goes(self, subject: Subject) -> None:
        subject.adapter.create(series())
        third = subject.adapter.events(WEEK)[2]
        for hours in (1, 2):
            now = subject.adapter.events(WEEK)[2]
            subject.adapter.update(replace(now, start=third.start + hours * HOUR, end=third.end + hours * HOUR))
        assert [event.start.hour for event in subject.adapter.events(WEEK)] == [10, 10, 12, 10, 10, 10, 10]
        subject.adapter.delete("series-1@example.test", recurrence_id=third.recurrence_id)
        assert days(subject) == [23, 24, 26, 27, 28, 29]

    def test_one_instance_is_deleted_and_the_series_stays(self, subject: Subject) -> None:
        created = subject.adapter.create(series())
        third = subject.adapter.events(WEEK)[2]
        subject.adapter.delete(created.uid, third.etag, third.recurrence_id)
        assert days(subject) == [23, 24, 26, 27, 28, 29]
        with pytest.raises(NotFound):
            subject.adapter.delete(created.uid, recurrence_id=third.recurrence_id)
        with pytest.raises(Conflict):
            subject.adapter.delete(created.uid, created.etag, subject.adapter.events(WEEK)[0].recurrence_id)
        subject.adapter.delete(created.uid)
        assert days(subject) == []

    def test_an_instance_that_never_was_is_not_found(self, subject: Subject) -> None:
        created = subject.adapter.create(series())
        never = datetime(2026, 11, 25, 11, 30, tzinfo=SEOUL)
        with pytest.raises(NotFound):
            subject.adapter.delete(created.uid, recurrence_id=never)
        with pytest.raises(NotFound):
            subject.adapter.update(replace(created, recurrence_id=never, start=never, end=never + HOUR, rrule=None))
        assert len(days(subject)) == 7

    def test_a_series_moved_as_a_whole_loses_its_old_exceptions(self, subject: Subject) -> None:
        subject.adapter.create(series())
        third = subject.adapter.events(WEEK)[2]
        subject.adapter.update(replace(third, start=third.start + 5 * HOUR, end=third.end + 5 * HOUR))
        master = subject.adapter.get("series-1@example.test")
        subject.adapter.update(replace(master, start=master.start + HOUR, end=master.end + HOUR, sequence=1))
        assert [event.start.hour for event in subject.adapter.events(WEEK)] == [11] * 7

    def test_a_series_ends_when_its_rule_says_so_later(self, subject: Subject) -> None:
        master = subject.adapter.create(series())
        subject.adapter.update(replace(master, rrule="FREQ=DAILY;UNTIL=20261125"))
        assert days(subject) == [23, 24, 25]

    def test_wall_clock_time_stays_across_dst(self, subject: Subject) -> None:
        start = datetime(2026, 10, 23, 9, tzinfo=BERLIN)
        event = meeting(start=start, end=start + HOUR, tzid="Europe/Berlin", rrule="FREQ=DAILY;COUNT=5")
        subject.adapter.create(event)
        window = Interval(datetime(2026, 10, 22, tzinfo=timezone.utc), datetime(2026, 10, 30, tzinfo=timezone.utc))
        found = subject.adapter.free_busy(window).busy
        assert [interval.start.hour for interval in found] == [7, 7, 8, 8, 8]

    def test_an_hour_that_dst_doubles_or_skips_keeps_its_length(self, subject: Subject) -> None:
        start = datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)
        end = datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN)
        subject.adapter.create(meeting(start=start, end=end, tzid="Europe/Berlin"))
        window = Interval(datetime(2026, 10, 24, tzinfo=timezone.utc), datetime(2026, 10, 26, tzinfo=timezone.utc))
        (busy,) = subject.adapter.free_busy(window).busy
        assert busy.end - busy.start == timedelta(hours=4, minutes=30)

    @pytest.mark.parametrize(
        ("start", "end", "found"),
        [
            ((9, 0), (10, 0), False),
            ((11, 0), (12, 0), False),
            ((9, 59), (10, 1), True),
            ((10, 59), (12, 0), True),
            ((10, 20), (10, 40), True),
            ((8, 0), (20, 0), True),
        ],
    )
    def test_windows_are_half_open(self, subject: Subject, start: tuple, end: tuple, found: bool) -> None:
        subject.adapter.create(meeting())
        window = Interval(MONDAY.replace(hour=start[0], minute=start[1]), MONDAY.replace(hour=end[0], minute=end[1]))
        assert bool(subject.adapter.events(window)) is found
        assert bool(subject.adapter.free_busy(window).busy) is found

    def test_busy_time_is_merged_and_clipped(self, subject: Subject) -> None:
        for number, (first, last) in enumerate([(9, 11), (10, 12), (12, 13), (15, 16)]):
            times = {"start": MONDAY.replace(hour=first), "end": MONDAY.replace(hour=last)}
            subject.adapter.create(meeting(f"overlap-{number}@example.test", **times))
        window = Interval(MONDAY, MONDAY.replace(hour=15, minute=30))
        busy = subject.adapter.free_busy(window).busy
        assert [(item.start.hour, item.end.hour, item.end.minute) for item in busy] == [(1, 4, 0), (6, 6, 30)]

    def test_an_all_day_event_blocks_or_not_as_its_owner_wants(self, subject: Subject) -> None:
        subject.adapter.create(meeting(start=date(2026, 11, 25), end=date(2026, 11, 26)))
        assert subject.adapter.free_busy(WEEK) == free_busy("25 00:00-26 00:00", "")
        assert subject.again(all_day_blocks=False).free_busy(WEEK) == free_busy("", "")

    def test_a_day_is_the_owners_day(self, subject: Subject) -> None:
        subject.adapter.create(meeting(start=date(2026, 11, 25), end=date(2026, 11, 26)))
        (busy,) = subject.again(tzid="America/New_York").free_busy(WEEK).busy
        assert busy.start == datetime(2026, 11, 25, 5, tzinfo=timezone.utc)

    def test_an_alias_of_the_owner_answers_for_the_owner(self, subject: Subject) -> None:
        subject.store(ics("event_owner_declined"))
        stranger = subject.again(owner="someone@example.test")
        assert stranger.free_busy(WEEK).busy
        assert not subject.again(owner="someone@example.test", aliases=(OWNER,)).free_busy(WEEK).busy

    @pytest.mark.parametrize("name", sorted(READABLE))
    def test_what_blocks(self, subject: Subject, name: str) -> None:
        subject.store(ics(name))
        assert subject.adapter.free_busy(WEEK) == free_busy(*READABLE[name])
