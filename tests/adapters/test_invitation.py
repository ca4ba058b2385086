"""Every invitation passes libical's check of RFC 5546, and says what it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from calendar_adapters import invitation
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.types import Attendee, Event, PartStat, Role
from tests.adapters.contract import HOUR, MONDAY, meeting
from tests.peers.libical import check

NOW = datetime(2026, 11, 21, 9, tzinfo=timezone.utc)
KIM = Attendee("kim@example.test", "김하나", PartStat.ACCEPTED)
LEE = Attendee("lee@example.test", 'Lee "Two", Jr.', role=Role.OPTIONAL)
MOIM = Attendee("moim@example.test", "moim for 김하나")
INVITED = meeting(organizer=MOIM, attendees=(KIM, LEE), sequence=2, description="안건;\n1, 2", location="3층")

EVENTS = {
    "timed": INVITED,
    "utc": replace(INVITED, tzid="UTC"),
    "all-day": replace(INVITED, start=date(2026, 11, 24), end=date(2026, 11, 26)),
    "series": replace(INVITED, rrule="FREQ=WEEKLY;UNTIL=20261231", exdates=(MONDAY.replace(day=30),)),
    "instance": replace(INVITED, recurrence_id=MONDAY, start=MONDAY + HOUR, end=MONDAY + 2 * HOUR),
    "long": replace(INVITED, summary="아주 긴 제목 " * 40),
}


def messages(event: Event) -> dict[str, bytes]:
    return {
        "REQUEST": invitation.request(event, NOW),
        "CANCEL": invitation.cancel(replace(event, sequence=event.sequence + 1), NOW),
        "REPLY": invitation.reply(event, replace(LEE, partstat=PartStat.DECLINED), NOW),
        "PUBLISH": invitation.publish(event, NOW),
    }


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY", "PUBLISH"])
def test_libical_accepts(name: str, method: str) -> None:
    data = messages(EVENTS[name])[method]
    assert check(data).valid, check(data)
    assert parse(data)["METHOD"] == method
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_libical_would_refuse() -> None:
    """The judge is awake: what is missing is missed."""
    data = invitation.request(INVITED, NOW)
    assert not check(data.replace(b"DTSTART", b"X-START")).valid
    assert not check(data.replace(b"ORGANIZER", b"X-ORGANIZER")).valid
    assert not check(b"nonsense").valid


def test_one_uid_for_life_and_a_growing_sequence() -> None:
    sent = [vevents(parse(data))[0] for data in messages(INVITED).values()]
    assert {str(item["UID"]) for item in sent} == {INVITED.uid}
    assert [int(item["SEQUENCE"]) for item in sent[:2]] == [2, 3]
    assert all(item["DTSTAMP"].dt == NOW for item in sent)


def test_a_cancel_of_the_event_says_cancelled_and_of_a_part_does_not() -> None:
    whole, part = (vevents(parse(invitation.cancel(INVITED, NOW, people)))[0] for people in (None, [LEE]))
    assert str(whole["STATUS"]) == "CANCELLED"
    assert str(part["STATUS"]) == "CONFIRMED"
    assert str(part["ATTENDEE"]) == "mailto:lee@example.test"


def test_only_the_named_people_are_shown() -> None:
    data = invitation.request(INVITED, NOW, [LEE])
    assert b"kim@example.test" not in data
    assert b"RSVP=TRUE" in data


def test_the_zone_comes_along() -> None:
    assert b"BEGIN:VTIMEZONE" in invitation.request(INVITED, NOW)
    assert b"BEGIN:VTIMEZONE" not in invitation.request(EVENTS["utc"], NOW)


@pytest.mark.parametrize("event", [replace(INVITED, organizer=None), replace(INVITED, attendees=())])
def test_nobody_to_invite(event: Event) -> None:
    for send in (invitation.request, invitation.cancel):
        with pytest.raises(ValueError, match="needs"):
            send(event, NOW)
