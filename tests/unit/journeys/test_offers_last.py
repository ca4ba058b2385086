"""Meals on every day that is looked at, how long offers stand, "why not Wednesday?", articles."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.texts import say
from calendar_adapters.types import Interval
from tests.unit.journeys.harness import talk

WIDE = Interval(datetime(2026, 12, 1, tzinfo=timezone.utc), datetime(2026, 12, 31, tzinfo=timezone.utc))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("이번 주에 오하은 님이랑 점심 약속 잡아줘", 3),
        ("이번 주에 오하은 님이랑 점심 먹자", 3),
        ("수요일에 오하은 님이랑 점심 약속 잡아줘", 1),
    ],
)
def test_a_lunch_is_offered_on_the_days_named(text: str, days: int) -> None:
    t = talk("ko")
    t.say("schedule_meeting", text, attendee="오하은 님", purpose="점심")
    slots = t.meeting().open_proposal.slots
    zone = t.world.now.tzinfo
    assert len({s.start.astimezone(zone).date() for s in slots}) == days
    assert {s.start.astimezone(zone).hour for s in slots} <= {11, 12, 13}


def test_offers_far_ahead_stand_ten_days() -> None:
    t = talk("en")
    text = t.say("schedule_meeting", "30 minutes with Sam Reed on December 17", attendee="Sam Reed").text
    meeting = t.meeting()
    assert meeting.expires_at == t.world.now + timedelta(days=10)
    assert "until Thu, Dec 10" in text
    with t.store.reading() as tx:
        held = tx.holds.active(["sam.reed@example.com"], WIDE, t.world.now)
        later = tx.holds.active(["sam.reed@example.com"], WIDE, meeting.expires_at)
    assert held
    assert not later


def test_offers_of_this_week_stand_till_the_last_begins() -> None:
    t = talk("en")
    text = t.say("schedule_meeting", "30 minutes with Sam Reed this week", attendee="Sam Reed").text
    meeting = t.meeting()
    assert meeting.expires_at == max(s.start for s in meeting.open_proposal.slots)
    assert "until" not in text


def test_a_bare_weekday_is_the_one_of_the_week_offered() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed next week", attendee="Sam Reed")
    said = t.say("explain_suggestion", "why not Thursday?").text
    assert "Dec 10" in said


@pytest.mark.parametrize(
    ("purpose", "phrase"), [("interview", "an interview"), ("review", "a review"), ("one-on-one", "a one-on-one")]
)
def test_an_article_fits_the_word_after_it(purpose: str, phrase: str) -> None:
    assert phrase in say("reason.purpose_hour", "en", purpose=purpose)
