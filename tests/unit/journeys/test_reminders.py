"""Reminders before an event go with it: moved, called off, taken back, one of a series, an event nobody booked here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from actions.reminders import fire_due, follow_calendars
from tests.unit.journeys.harness import Talk, talk


def due(t: Talk) -> list[datetime]:
    """When the speaker is reminded, as local wall times of the world's zone."""
    with t.store.reading() as tx:
        zone = t.world.now.tzinfo
        return [x.due_at.astimezone(zone).replace(tzinfo=None) for x in tx.timers.of_person(t.speaker, "reminder")]


def fired(t: Talk, at: datetime) -> list[str]:
    """What the speaker is told when the clock comes to ``at``."""
    t.world.now = at
    fire_due(t.services, at)
    with t.store.transaction() as tx:
        items = tx.outbox.due(at, limit=100)
        for item in items:
            tx.outbox.sent(item.key, at)
    return [i.reply.text for i in items]


def booked() -> Talk:
    """Tuesday at two, with a reminder ten minutes before."""
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm", attendee="Sam Reed")
    assert t.meeting().booked is not None
    t.say("set_reminder", "remind me 10 minutes before it")
    assert due(t) == [datetime(2026, 12, 1, 13, 50)]
    return t


def test_a_reminder_goes_with_the_meeting_that_is_moved() -> None:
    t = booked()
    assert "The reminder comes on Tue, Dec 1, 3:50 PM" in t.say("reschedule_meeting", "move it to 4pm").text
    assert due(t) == [datetime(2026, 12, 1, 15, 50)]
    start = t.meeting().booked.start
    assert fired(t, start - timedelta(minutes=30)) == []
    (text,) = fired(t, start - timedelta(minutes=10))
    assert "4 PM" in text


def test_it_goes_to_an_earlier_time_too() -> None:
    t = booked()
    t.say("reschedule_meeting", "move it to 10am")
    assert due(t) == [datetime(2026, 12, 1, 9, 50)]


def test_it_falls_away_with_the_meeting_and_comes_back_with_it() -> None:
    t = booked()
    start = t.meeting().booked.start
    t.say("cancel_meeting", "cancel it")
    t.say("affirm", "yes")
    t.say("cancel_meeting", "undo that", topic="undo")
    assert t.meeting().booked is not None
    assert due(t) == [datetime(2026, 12, 1, 13, 50)]
    t.say("cancel_meeting", "cancel it")
    t.say("affirm", "yes")
    assert fired(t, start - timedelta(minutes=10)) == []
    assert due(t) == []


def test_an_event_of_the_calendar_alone_is_followed_and_missed() -> None:
    t = talk("ko")
    t.say("set_reminder", "치과 30분 전에 알려줘", title="치과")
    assert due(t) == [datetime(2026, 12, 3, 13, 30)]
    calendar = t.services.calendars.of(t.speaker)[0]
    event = t.events("한지우", "치과")[0]
    moved = replace(event, start=event.start - timedelta(hours=2), end=event.end - timedelta(hours=2))
    calendar.update(moved)
    assert follow_calendars(t.services, t.world.now) == 1
    assert follow_calendars(t.services, t.world.now) == 0
    assert due(t) == [datetime(2026, 12, 3, 11, 30)]
    calendar.delete(event.uid)
    assert follow_calendars(t.services, t.world.now) == 0
    assert fired(t, moved.start - timedelta(minutes=30)) == []
    assert due(t) == []


def test_one_of_a_series_goes_where_it_is_moved_by_itself() -> None:
    t = talk("en")
    t.say("schedule_meeting", "every Thursday at 11am with Sam Reed for 45 minutes", attendee="Sam Reed")
    assert t.meeting().rrule
    t.say("set_reminder", "remind me 10 minutes before it")
    assert due(t) == [datetime(2026, 12, 3, 10, 50)]
    t.say("reschedule_meeting", "move it to Friday at 3pm")
    assert due(t) == [datetime(2026, 12, 4, 14, 50)]


def test_a_reminder_to_leave_goes_with_its_meeting() -> None:
    t = talk("en")
    t.say("set_preference", "it takes me 30 min to get to the Acme office", topic="travel")
    t.say("schedule_meeting", "an hour with Sam Reed tomorrow at 2pm", attendee="Sam Reed", location="Acme office")
    t.say("set_reminder", "remind me when it's time to leave")
    assert due(t) == [datetime(2026, 12, 1, 13, 30)]
    t.say("reschedule_meeting", "move it to 4pm")
    assert due(t) == [datetime(2026, 12, 1, 15, 30)]
    (text,) = fired(t, t.meeting().booked.start - timedelta(minutes=30))
    assert "3:30 PM" in text
    assert "Acme office" in text
