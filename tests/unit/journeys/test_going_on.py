"""What goes on from what was looked at or offered before: the people and day of a look, a request that ran out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.core import meeting_steps as steps
from tests.unit.journeys.harness import Talk, talk


def booked(t: Talk) -> str:
    meeting = t.meeting()
    assert meeting is not None
    assert meeting.booked is not None
    with_whom = ",".join(p.address.split("@")[0] for p in meeting.others)
    return f"{meeting.booked.start.astimezone(t.world.now.tzinfo):%a %H:%M} {meeting.minutes} {with_whom}"


@pytest.mark.parametrize(
    ("intent", "text", "came"),
    [
        ("schedule_meeting", "cool, grab 2:30 to 3 for a budget check", "Wed 14:30 30 sam"),
        ("propose_time", "2pm then, half an hour", "Wed 14:00 30 sam"),
        ("schedule_meeting", "book Friday at 2pm with them for 45 minutes", "Fri 14:00 45 sam"),
    ],
)
def test_a_time_after_a_look_has_its_people_and_its_day(intent: str, text: str, came: str) -> None:
    t = talk("en")
    t.say("find_time", "when are Sam Reed and I both free on Wednesday?", attendee="Sam Reed")
    t.say(intent, text)
    assert booked(t).replace("sam.reed", "sam") == came


def test_that_day_and_she_are_those_of_the_look() -> None:
    t = talk("en")
    t.say("query_calendar", "is Sam Reed free on Wednesday at 2pm?", attendee="Sam Reed")
    assert "Sam Reed are free on Wed, Dec 2, 4" in t.say("query_calendar", "and is he free at 4pm that day?").text
    t.say("schedule_meeting", "then book me half an hour with him at 4")
    assert booked(t).startswith("Wed 16:00 30 sam")


def test_the_hour_looked_at_is_booked() -> None:
    t = talk("en")
    t.say("query_calendar", "is Sam Reed free on Wednesday at 2pm?", attendee="Sam Reed")
    t.say("affirm", "great, book it")
    t.say("schedule_meeting", "30 minutes")
    assert booked(t).startswith("Wed 14:00 30 sam")


@pytest.mark.parametrize(
    ("text", "came"), [("book a haircut tomorrow at 5pm", "Tue 17:00"), ("block 5pm today just for me", "Mon 17:00")]
)
def test_another_day_or_alone_has_nothing_of_the_look(text: str, came: str) -> None:
    t = talk("en")
    t.say("query_calendar", "is Sam Reed free on Wednesday at 2pm?", attendee="Sam Reed")
    t.say("schedule_meeting", text, title="haircut")
    assert booked(t).startswith(came)
    assert not t.meeting().others


def expired() -> Talk:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed today", attendee="Sam Reed")
    t.world.now += timedelta(days=1)
    over = steps.expire(t.meeting(), t.world.now)
    with t.store.transaction() as tx:
        tx.meetings.save(over)
    return t


def test_a_request_that_ran_out_is_taken_up_again_with_other_times() -> None:
    t = expired()
    old = t.meeting().id
    assert "expired" in t.say("choose_slot", "the first one works", choice="1").text
    assert t.question == "look_again"
    said = t.say("schedule_meeting", "ok then today after lunch").text
    assert said.startswith("Meeting (Nora Whitfield, Sam Reed), 30 minutes")
    assert t.meeting().id != old
    assert {f"{s.start.astimezone(t.world.now.tzinfo):%d}" for s in t.meeting().open_proposal.slots} == {"01"}


def test_a_no_leaves_it() -> None:
    t = expired()
    t.say("choose_slot", "the first one works", choice="1")
    t.say("deny", "no thanks")
    assert t.question == ""
    assert t.meeting().open_proposal is None


def test_a_yes_to_the_booked_time_is_told_it_is_booked() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm", attendee="Sam Reed")
    said = t.say("choose_slot", "great, please confirm tomorrow 2pm").text
    assert "is booked for Tue, Dec 1, 2–2:30 PM" in said
    assert "move it" in t.say("choose_slot", "number 2", choice="2").text


@pytest.mark.parametrize(
    ("text", "day"), [("same thing but tomorrow please", "Tue"), ("same thing but on Wednesday please", "Wed")]
)
def test_the_same_again_on_another_day_is_at_its_hour_with_its_people(text: str, day: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "15 minutes with Sam Reed today at 2pm for a sync", attendee="Sam Reed", title="sync")
    t.say("cancel_meeting", "wrong day, undo that", topic="undo")
    t.say("propose_time", text)
    assert booked(t).startswith(f"{day} 14:00 15 sam")


@pytest.mark.parametrize("intent", ["affirm", "schedule_meeting", "out_of_scope"])
def test_who_comes_is_said_after_how_long(intent: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "set something up for tomorrow afternoon")
    assert t.question == "duration"
    t.say(intent, "with Sam Reed", attendee="Sam Reed")
    assert t.question == "duration"
    t.say("out_of_scope", "30 minutes")
    assert [p.name for p in t.meeting().others] == ["Sam Reed"]


def test_when_and_where_is_that_of_the_meeting_talked_about() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm", attendee="Sam Reed")
    said = t.say("query_calendar", "where are we meeting?", purpose="meeting").text
    assert "Tue, Dec 1, 2–2:30 PM" in said
    assert "No place" in said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("actually let's meet at the canteen instead", "the canteen"),
        ("let's meet at Mario's instead", "Mario's"),
        ("let's do it in the small room instead", "the small room"),
    ],
)
def test_another_place_is_no_question_when(text: str, place: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm", attendee="Sam Reed")
    t.say("reschedule_meeting", text)
    assert t.meeting().location == place


@pytest.mark.parametrize(
    "text",
    [
        "sorry, this week is a write-off for me. next week?",
        "this week is completely packed, next week maybe",
        "this week doesn't suit. What about next week?",
    ],
)
def test_what_does_not_suit_is_not_looked_at(text: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "an hour with Sam Reed this week", attendee="Sam Reed")
    t.say("propose_time", text, sender=t.world.scenario.person("Sam Reed").address, thread=t.speaker)
    days = {s.start.astimezone(t.world.now.tzinfo).day for s in t.meeting().open_proposal.slots}
    assert days <= set(range(7, 14))


def test_an_attendees_wish_to_move_is_passed_on() -> None:
    t = talk("en")
    sam = t.world.scenario.person("Sam Reed").address
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm", attendee="Sam Reed")
    said = t.say("reschedule_meeting", "Could we start a quarter of an hour later?", sender=sam, thread=t.speaker).text
    assert "is for Nora Whitfield to say" in said
    assert [r.to for r in t.replies if r.to != sam] == [t.speaker]
    assert booked(t).startswith("Tue 14:00")


@pytest.mark.parametrize("text", ["just that one", "only this time", "이번 것만요"])
@pytest.mark.parametrize("intent", ["cancel_meeting", "set_preference"])
def test_which_of_a_series_said_after_the_fact_changes_nothing(intent: str, text: str) -> None:
    t = talk("en")
    t.say("reschedule_meeting", "move tomorrow's stand-up to 10am", title="stand-up")
    before = t.events("Nora Whitfield", "Stand-up")
    t.say(intent, text, topic="undo")
    assert t.events("Nora Whitfield", "Stand-up") == before
