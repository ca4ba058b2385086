"""Faults that came out of English conversations, as turns: picks, what goes on after a look, what one cannot come to."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.core.people import Person
from actions.core.times import read_times
from actions.journeys.against import without_what_gives_way
from actions.journeys.choices import number_of
from actions.journeys.offer_picks import picks
from actions.journeys.turn import Pending, Turn
from actions.messages import IncomingMessage
from calendar_adapters.types import PartStat
from tests.unit.journeys.harness import Talk, talk

NOW = datetime(2026, 11, 30, 10, tzinfo=timezone.utc)
NORA, TOM = "nora@example.com", "tom@example.com"


def turn(text: str, intent: str, confidence: float = 0.95) -> Turn:
    message = IncomingMessage("1", "console", "a", "a@example.com", text, NOW)
    times = tuple(read_times(text, NOW, ZoneInfo("UTC")))
    return Turn(
        message, Person("a@example.com"), NOW, "UTC", "en", intent, confidence, times=times, pending=Pending("offer")
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("haha sorry, 3. no wait, 2", 2), ("the 3rd. actually no, the 2nd", 2), ("1... no, 2", 2),
        ("grr ok the first then", 1), ("meh, whatever, second", 2), ("1번 아니 2번으로", 2),
    ],
)  # fmt: skip
def test_the_last_pick_counts_and_any_words_may_stand_beside_a_sure_one(text: str, number: int) -> None:
    assert number_of(turn(text, "choose_slot")) == number


@pytest.mark.parametrize(
    "text", ["1 or 2", "the first, unless Dan minds", "not the first", "2 with Dan", "wait, what's the first?"]
)
def test_a_pick_with_a_condition_is_none(text: str) -> None:
    assert number_of(turn(text, "choose_slot")) is None


def test_an_unsure_pick_needs_the_words_of_one() -> None:
    assert number_of(turn("grr blah the first then", "choose_slot", 0.5)) is None


@pytest.mark.parametrize("text", ["the latest one you've got", "whichever is earliest", "the earliest you have"])
def test_the_first_or_last_in_time(text: str) -> None:
    assert picks(turn(text, "choose_slot"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("this week's packed before friday tbh. friday afternoon?", ["friday afternoon"]),
        ("this week is tough but friday afternoon could work", ["friday afternoon"]),
        ("tuesday is bad but tuesday evening ok", ["tuesday evening"]),
        ("before friday, maybe thursday afternoon", ["before friday", "thursday afternoon"]),
        ("friday but not friday afternoon", ["friday", "friday afternoon"]),
    ],
)
def test_what_is_full_gives_way_to_what_is_asked_for(text: str, left: list[str]) -> None:
    assert sorted(t.text for t in without_what_gives_way(turn(text, "propose_time")).times) == sorted(left)


def test_hours_kept_for_oneself_after_a_look_are_of_the_day_looked_at() -> None:
    t = talk("en")
    t.say("find_time", "am I free thursday afternoon?")
    t.say("schedule_meeting", "ok block 2-4 for deck writing", title="deck writing")
    (event,) = t.events(NORA, "Deck writing")
    assert f"{event.start:%m-%d %H:%M} {event.end:%H:%M}" == "12-03 14:00 16:00"


REVIEW = {
    "title": "Pricing review",
    "start": "2026-12-03T10:00:00-05:00",
    "end": "2026-12-03T11:00:00-05:00",
    "organizer": "Nora Whitfield",
    "attendees": ["Nora Whitfield", "Tom Okafor", "Sam Reed"],
}


def theirs() -> Talk:
    """Nora's review with Tom and Sam stands in the calendars only."""
    t = talk("en")
    t.world.happen({"calendar_add": [{**REVIEW, "person": n} for n in ("Nora Whitfield", "Tom Okafor")]}, [])
    return t


def declined(t: Talk) -> list[str]:
    (event,) = t.events(TOM, "Pricing review")
    return [a.address for a in event.attendees if a.partstat is PartStat.DECLINED]


@pytest.mark.parametrize("text", ["ok well i can't make it then", "I won't be able to come then", "count me out then"])
@pytest.mark.parametrize("intent", ["reject_slots", "out_of_scope", "affirm"])
def test_who_may_not_cancel_it_stays_away_from_it(intent: str, text: str) -> None:
    t = theirs()
    refused = t.say("cancel_meeting", "cancel the pricing review on thursday", sender=TOM, title="pricing review")
    assert "Nora Whitfield" in refused.text
    said = t.say(intent, text, sender=TOM)
    assert "declined" in said.text
    assert "Nora Whitfield" in said.text
    assert [r.to for r in t.replies if "Tom Okafor" in r.text] == [NORA]
    assert declined(t) == [TOM]
    assert t.events(NORA, "Pricing review")


def test_named_it_is_declined_at_once() -> None:
    t = theirs()
    t.say("out_of_scope", "I can't come to the pricing review", sender=TOM, topic="leave", title="pricing review")
    assert declined(t) == [TOM]


def test_the_organizers_own_is_not_declined() -> None:
    t = theirs()
    t.say("out_of_scope", "I can't come to the pricing review", topic="leave", title="pricing review")
    assert declined(t) == []


def test_one_of_a_series_of_others_is_declined_and_the_rest_stays() -> None:
    t = talk("en")
    series = {**REVIEW, "title": "Sales sync", "rrule": "FREQ=WEEKLY"}
    t.world.happen({"calendar_add": [{**series, "person": n} for n in ("Nora Whitfield", "Tom Okafor")]}, [])
    said = t.say("out_of_scope", "I can't make the sales sync on Dec 10", sender=TOM, topic="leave", title="sales sync")
    assert "rest of the series" in said.text
    out = {e.start.day for e in t.events(TOM, "Sales sync") for a in e.attendees if a.partstat is PartStat.DECLINED}
    assert out == {10}


def test_without_anything_talked_about_it_is_no_leaving() -> None:
    t = theirs()
    t.say("out_of_scope", "ok well i can't make it then", sender=TOM)
    assert declined(t) == []


def test_why_an_hour_was_kept_clear_names_the_wish() -> None:
    t = talk("en")
    kept = t.say("set_preference", "keep 12 to 1 free for lunch from now on")
    assert "lunch" in kept.text
    t.say("schedule_meeting", "30 min with Tom tomorrow between 11 and 2", attendee="Tom")
    assert "lunch" in t.say("explain_suggestion", "why nothing at 12?").text


def test_what_stands_after_the_last_comma_is_more_than_its_kind() -> None:
    t = talk("en")
    t.say("schedule_meeting", "half an hour with Tom tomorrow at 10:30, demo prep", attendee="Tom", purpose="demo")
    assert t.meeting().title == "Demo prep"


@pytest.mark.parametrize(("text", "day"), [("the 3rd", 3), ("2nd please", 2), ("the 1st one", 1)])
def test_an_ordinal_is_one_of_the_offers(text: str, day: int) -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Tom on Friday, audit", attendee="Tom")
    offered = t.meeting().open_proposal.slots
    t.say("propose_time", text)
    assert t.meeting().booked == offered[day - 1]


def test_an_ordinal_that_is_the_day_of_an_offer_stays_a_date() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Tom on Thursday or Friday, audit", attendee="Tom")
    t.say("propose_time", "the 3rd")
    assert t.meeting().booked is None
    assert {s.start.day for s in t.meeting().open_proposal.slots} == {3}


@pytest.mark.parametrize("intent", ["out_of_scope", "query_calendar"])
def test_a_bare_time_is_about_the_offers_whoever_says_it(intent: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Tom on Tuesday or Wednesday, audit", attendee="Tom", thread="t")
    t.say(intent, "ok what about thursday morning", thread="t")
    with t.store.reading() as tx:
        meeting = tx.meetings.get(tx.conversations.get("console", "t").meeting_id or "")
    assert meeting is not None
    assert meeting.open_proposal is not None
    assert {s.start.day for s in meeting.open_proposal.slots} == {3}


def test_what_is_on_a_day_is_still_looked_up() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Tom on Thursday, audit", attendee="Tom")
    assert "Board prep" in t.say("query_calendar", "what's on wednesday?").text


@pytest.mark.parametrize(
    "text", ["move our friday growth sync to thursdays, same time", "move every growth sync to thursday from now on"]
)
def test_a_weekly_moves_to_another_day_for_good(text: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "weekly growth sync with Tom every friday at 11 for 30 minutes", attendee="Tom",
          title="growth sync")  # fmt: skip
    assert t.meeting().booked
    uid = t.meeting().uid
    t.say("reschedule_meeting", text, title="growth sync")
    meeting = t.meeting()
    assert (meeting.uid, meeting.rrule) == (uid, "FREQ=WEEKLY;BYDAY=TH")
    for name in (NORA, TOM):
        starts = sorted(e.start.astimezone(ZoneInfo("America/New_York")) for e in t.events(name, "rowth sync"))
        assert {s.weekday() for s in starts} == {3}
        assert {s.hour for s in starts} == {11}


def test_the_one_that_stands_is_told_by_its_own_date() -> None:
    t = talk("en")
    said = t.say("reschedule_meeting", "move wednesday's stand-up to the afternoon", purpose="stand-up").text
    assert "stays on Wed, Dec 2" in said


@pytest.mark.parametrize(("text", "title"), [("30 min with Tom on Thursday at 10, pricing", "Pricing")])
def test_one_word_after_the_last_comma_may_be_the_title(text: str, title: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", text, attendee="Tom")
    assert t.meeting().title == title


@pytest.mark.parametrize("word", ["urgent", "thanks", "please", "remotely", "okay"])
def test_one_word_that_is_no_topic_is_none(word: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", f"30 min with Tom on Thursday at 10, {word}", attendee="Tom")
    assert word not in t.meeting().title.lower()


@pytest.mark.parametrize("intent", ["reject_slots", "out_of_scope"])
def test_a_clock_time_alone_refuses_nothing(intent: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Tom on Thursday, audit", attendee="Tom")
    t.say(intent, "12:15")
    assert t.meeting().booked is not None
    assert t.meeting().booked.start == datetime(2026, 12, 3, 17, 15, tzinfo=timezone.utc)


def test_an_hour_is_kept_at_the_time_looked_at() -> None:
    t = talk("en")
    t.say("query_calendar", "am i free at 3 tomorrow?")
    t.say("schedule_meeting", "great, block an hour then for expense reports")
    (event,) = t.events(NORA, "Expense reports")
    assert f"{event.start:%m-%d %H:%M} {event.end:%H:%M}" == "12-01 15:00 16:00"


def test_the_organizer_grants_what_an_attendee_asked_for() -> None:
    t = theirs()
    t.say("reschedule_meeting", "move the pricing review to friday", sender=TOM, thread="t", title="pricing review")
    t.say("schedule_meeting", "it's fine, go ahead and find us something friday morning", thread="t")
    with t.store.reading() as tx:
        meeting = tx.meetings.get(tx.conversations.get("console", "t").meeting_id or "")
    assert meeting is not None
    assert meeting.title == "Pricing review"
    assert meeting.open_proposal is not None
    assert {s.start.day for s in meeting.open_proposal.slots} == {4}


@pytest.mark.parametrize("text", ["i can't make the pricing review thursday", "i'll miss the pricing review thursday"])
@pytest.mark.parametrize("intent", ["reschedule_meeting", "reject_slots"])
def test_not_making_a_meeting_moves_nothing(intent: str, text: str) -> None:
    t = theirs()
    t.say(intent, text, sender=TOM, title="pricing review")
    assert declined(t) == [TOM]


def test_not_making_it_with_another_time_is_a_wish_to_move() -> None:
    t = theirs()
    t.say("reschedule_meeting", "can't make the pricing review, push it to friday", sender=TOM, title="pricing review")
    assert declined(t) == []


def test_an_event_is_called_off_by_its_whole_title() -> None:
    t = talk("en")
    t.say("reschedule_meeting", "ok let's skip wednesday's board prep then")
    assert t.question == "confirm_cancel"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("lol ok. then lunch with Tom on wednesday", "Lunch"),
        ("30 mins with Tom on friday at 10, his vendor list", "Vendor list"),
    ],
)
def test_words_beside_a_title_are_left_out(text: str, title: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", text, attendee="Tom", **({"purpose": "lunch"} if "lunch" in text else {}))
    assert t.meeting().title == title


def test_an_hour_named_after_looks_is_as_long_as_the_look_was_for() -> None:
    t = talk("en")
    t.say("find_time", "when can Tom and I meet on Thursday?", attendee="Tom")
    t.say("query_calendar", "and is he free at 11am that day?")
    t.say("schedule_meeting", "then book 10:30am with him")
    assert t.meeting().booked.start == datetime(2026, 12, 3, 15, 30, tzinfo=timezone.utc)
    assert t.meeting().booked.minutes == 30
