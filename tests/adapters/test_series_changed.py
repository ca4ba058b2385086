"""Single instances of a series changed on a real CalDAV server by another program are followed by us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from caldav.davclient import DAVClient

from actions.calendars import Calendars
from actions.services import Services
from calendar_adapters.caldav import CalDavCalendar
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import Interval
from tests.peers.caldav import CalDavPeer, remove_calendar
from tests.unit.upkeep.house import DAY, MINJI, NOW, SEO, House, slot

FIRST = slot(2)  # Wednesday 25 November 2026, 10:00 in Seoul
NEXT = timedelta(minutes=10)
SERIES = "FREQ=WEEKLY;BYDAY=WE"


class Remote:
    """The organizer's calendar on the server, and the program that edits it there."""

    def __init__(self, peer: CalDavPeer) -> None:
        self.peer, self.url = peer, peer.new_calendar()
        self.house = House("sqlite://")
        opener = self._open
        self.house.services = Services(
            self.house.store, Calendars(self.house.store, opener), "moim@example.com", lambda: self.house.now
        )

    def calendar(self) -> CalDavCalendar:
        return CalDavCalendar(self.url, self.peer.username, self.peer.password, SEO, tzid="Asia/Seoul")

    def edit(self, uid: str, change: Any) -> None:
        """Rewrite the object as another program would: its text through ``change``."""
        with DAVClient(url=self.url, username=self.peer.username, password=self.peer.password) as client:
            found = client.calendar(url=self.url).event_by_uid(uid)
            text = change(found.data if isinstance(found.data, str) else found.data.decode())
            answer = client.put(str(found.url), text, {"Content-Type": "text/calendar; charset=utf-8"})
        assert answer.status in {200, 201, 204}, answer.status

    def starts(self) -> list[Any]:
        """Minji's copies, by start; where the server itself sends invitations we write the organizer's alone."""
        window = Interval(NOW, NOW + 30 * DAY)
        native = self.calendar().capabilities.sends_invitations
        calendar = self.calendar() if native else self.house.calendar(MINJI)
        return [e.start for e in calendar.events(window)]

    def _open(self, kind: str, config: Any, owner: str, engine: Any) -> Any:
        return self.calendar() if owner == SEO else open_calendar(kind, config, owner, engine)


@pytest.fixture(params=["radicale_server", "xandikos_server"])
def remote(request: pytest.FixtureRequest) -> Iterator[Remote]:
    peer = request.getfixturevalue(request.param)
    made = Remote(peer)
    yield made
    remove_calendar(peer, made.url)


def series(remote: Remote) -> Any:
    meeting = remote.house.booked(MINJI, at=FIRST, rrule=SERIES)
    remote.house.tick()
    remote.house.letters()
    return meeting


def _override(text: str) -> str:
    """One more VEVENT: the second Wednesday, moved to 15:00."""
    event = text[text.index("BEGIN:VEVENT") : text.index("END:VEVENT") + len("END:VEVENT")]
    uid = next(line for line in event.splitlines() if line.startswith("UID:"))
    one = "\r\n".join(
        [
            "BEGIN:VEVENT",
            uid,
            "DTSTAMP:20261123T000000Z",
            "RECURRENCE-ID;TZID=Asia/Seoul:20261202T100000",
            "DTSTART;TZID=Asia/Seoul:20261202T150000",
            "DTEND;TZID=Asia/Seoul:20261202T160000",
            "SUMMARY:moved",
            "SEQUENCE:1",
            "END:VEVENT",
        ]
    )
    return text.replace("END:VCALENDAR", f"{one}\r\nEND:VCALENDAR")


def _with_line(line: str) -> Any:
    return lambda text: text.replace("RRULE:", f"{line}\r\nRRULE:", 1)


def test_an_override_written_by_another_program_is_followed(remote: Remote) -> None:
    meeting = series(remote)
    remote.edit(meeting.uid, _override)
    assert remote.house.tick(NOW + NEXT).moved == 1
    second = FIRST.start + 7 * DAY
    assert [(m.recurrence_id, m.slot.start) for m in remote.house.meeting(meeting.id).moved] == [
        (second, second + timedelta(hours=5))
    ]
    assert remote.starts()[:2] == [FIRST.start, second + timedelta(hours=5)]
    assert remote.house.tick(NOW + 2 * NEXT).moved == 0


def test_an_exdate_written_by_another_program_is_followed_and_put_back(remote: Remote) -> None:
    meeting = series(remote)
    line = "EXDATE;TZID=Asia/Seoul:20261202T100000"
    remote.edit(meeting.uid, _with_line(line))
    assert remote.house.tick(NOW + NEXT).deleted == 1
    assert FIRST.start + 7 * DAY not in remote.starts()
    remote.house.tick(NOW + 2 * NEXT)
    remote.edit(
        meeting.uid, lambda text: "\r\n".join(x for x in text.splitlines() if not x.startswith("EXDATE")) + "\r\n"
    )
    assert remote.house.tick(NOW + 3 * NEXT).moved == 1
    assert FIRST.start + 7 * DAY in remote.starts()


def test_an_rdate_written_by_another_program_is_followed(remote: Remote) -> None:
    meeting = series(remote)
    remote.edit(meeting.uid, _with_line("RDATE;TZID=Asia/Seoul:20261126T100000"))
    assert remote.house.tick(NOW + NEXT).moved == 1
    assert remote.starts()[:2] == [FIRST.start, FIRST.start + DAY]
    assert remote.house.tick(NOW + 2 * NEXT).moved == 0
