"""A series between people without a common hour: taking turns is offered, said, booked as one series, and declined."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from actions.upkeep import tick
from tests.unit.journeys.harness import Talk, talk

ANA, JIN = "ana@example.com", "jin@example.com"
LONDON, SEOUL = ZoneInfo("Europe/London"), ZoneInfo("Asia/Seoul")
WEEK = timedelta(weeks=1)


def asked(text: str = "Set up a 30 minute sync with Jin every Tuesday") -> Talk:
    t = talk("apart")
    t.first = t.say("schedule_meeting", text, attendee="Jin", title="sync").text
    return t


def clocks(t: Talk, who: str, count: int = 8) -> list[str]:
    """When the first ones stand in somebody's calendar, on London's clock."""
    starts = sorted(e.start.astimezone(LONDON) for e in t.events(who, "ync"))[:count]
    assert [s.date() for s in starts] == [starts[0].date() + n * WEEK for n in range(len(starts))]
    return [f"{s:%H:%M}" for s in starts]


def test_it_is_said_whose_hour_it_is_and_asked_first() -> None:
    t = asked()
    assert not t.events(ANA, "ync")
    one, two = t.first.partition("2. ")[0], t.first.partition("2. ")[2]
    assert "every other time" in one
    assert "Jin Park" in one
    assert "Ana Silva" in one
    assert "every other time" not in two


@pytest.mark.parametrize(("number", "different"), [("1", 2), ("2", 1)])
def test_the_turns_or_one_hour_as_the_organizer_picks(number: str, different: int) -> None:
    t = asked()
    said = t.say("choose_slot", number, choice=number).text
    found = clocks(t, ANA)
    assert len(found) == 8
    assert len(set(found)) == different
    assert found[0::2] == found[:1] * 4
    assert found[1::2] == found[1:2] * 4
    assert clocks(t, JIN) == found
    assert len({e.uid for who in (ANA, JIN) for e in t.events(who, "ync")}) == 1
    assert ("goes round" in said) is (different == 2)


def test_each_side_takes_four_of_eight() -> None:
    t = asked()
    t.say("choose_slot", "1", choice="1")
    outside = {"ana": 0, "jin": 0}
    for event in t.events(ANA, "ync")[:8]:
        for who, zone in (("ana", LONDON), ("jin", SEOUL)):
            start, end = (m.astimezone(zone) for m in (event.start, event.end))
            outside[who] += start.hour < 9 or (end.hour, end.minute) > (18, 0)
    assert outside == {"ana": 4, "jin": 4}


def test_the_invitation_says_so_and_holds_every_turn() -> None:
    t = asked()
    t.say("choose_slot", "1", choice="1")
    (letter,) = [r for r in t.replies if r.to == JIN]
    assert "번갈아" in letter.text
    events = icalendar.Calendar.from_ical(letter.ics).walk("VEVENT")
    assert len({str(e["UID"]) for e in events}) == 1
    assert [("RRULE" in e, "RECURRENCE-ID" in e) for e in events] == [(True, False)] + [(False, True)] * 8


def test_months_later_the_turns_still_go_on() -> None:
    t = asked()
    t.say("choose_slot", "1", choice="1")
    first = clocks(t, ANA)[:2]
    with t.store.reading() as tx:
        (meeting,) = tx.meetings.series()
    now = meeting.booked.start + 14 * WEEK + timedelta(days=1)
    tick(t.services, now)
    calendar = t.services.calendars.writable(JIN)
    from calendar_adapters.types import Interval

    there = calendar.events(Interval(now, now + 8 * WEEK))
    found = [f"{e.start.astimezone(LONDON):%H:%M}" for e in there]
    assert found == [first[1], first[0]] * 4


def test_a_named_hour_outside_somebodys_day_can_take_turns_too() -> None:
    t = asked("Set up a 30 minute sync with Jin every Tuesday at 9am")
    assert "every other time" in t.first
    assert not t.events(ANA, "ync")
    t.say("choose_slot", "2", choice="2")
    found = clocks(t, ANA)
    assert found[1] == "09:00"
    assert len(set(found)) == 2


def test_who_has_common_hours_is_not_asked() -> None:
    t = talk("en")
    text = "Set up a 30 minute sync with Tom every Tuesday"
    assert "every other time" not in t.say("schedule_meeting", text, attendee="Tom", title="sync").text


def test_the_named_hour_may_be_kept_every_time() -> None:
    t = asked("Set up a 30 minute sync with Jin every Tuesday at 9am")
    t.say("choose_slot", "1", choice="1")
    assert clocks(t, ANA) == clocks(t, JIN) == ["09:00"] * 8


def test_called_off_and_taken_back_the_turns_are_as_before() -> None:
    t = asked()
    t.say("choose_slot", "1", choice="1")
    before = clocks(t, JIN)
    t.say("cancel_meeting", "cancel the sync", title="sync")
    t.say("choose_slot", "2", choice="2")
    assert not t.events(JIN, "ync")
    t.say("cancel_meeting", "undo that", topic="undo")
    assert clocks(t, JIN) == clocks(t, ANA) == before


def test_a_single_meeting_cannot_be_booked_over_a_turn() -> None:
    t = asked()
    t.say("choose_slot", "1", choice="1")
    second = sorted(e.start for e in t.events(JIN, "ync"))[1].astimezone(LONDON)
    text = f"Book 30 minutes with Jin on December 8 at {second:%-I:%M%p}".lower()
    t.say("schedule_meeting", text, attendee="Jin", title="other")
    assert not t.events(JIN, "ther")
