"""An outsider's hours are not ours to know: they do not bind, and a time that somebody names suits that person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk

NORA, TOM, PRIYA = "nora@example.com", "tom@example.com", "priya@customer.example"
NEW_YORK = ZoneInfo("America/New_York")


def with_priya_in(zone: str, text: str = "Call with Priya Raman on Thursday for 30 minutes") -> Talk:
    t = talk("en")
    with t.store.transaction() as tx:
        tx.people.save(replace(tx.people.by_address(PRIYA), timezone=zone))
    t.say("schedule_meeting", text, attendee="Priya Raman", purpose="call")
    return t


def starts(t: Talk) -> list[datetime]:
    return [s.start.astimezone(NEW_YORK) for s in t.meeting().open_proposal.slots]


def test_times_stay_in_our_own_hours_nearest_to_the_outsiders_day() -> None:
    t = with_priya_in("Asia/Seoul")
    assert starts(t)
    assert all((s.day, 9 <= s.hour < 17) == (3, True) for s in starts(t))
    assert {s.hour for s in starts(t)} <= {9, 15, 16}  # 23:00, 5:00 and 6:00 in Seoul
    assert any(r.to == PRIYA for r in t.replies)


def test_the_hour_there_is_told() -> None:
    t = talk("en")
    with t.store.transaction() as tx:
        tx.people.save(replace(tx.people.by_address(PRIYA), timezone="Asia/Seoul"))
    text = t.say("schedule_meeting", "Call with Priya Raman on Thursday for 30 minutes", attendee="Priya Raman").text
    assert "Priya Raman" in text
    assert "11:00 PM" in text or "11 PM" in text or "6:30 AM" in text


def test_shared_hours_are_kept_to() -> None:
    t = with_priya_in("Europe/London")
    assert all(9 <= s.hour < 17 for s in starts(t))


@pytest.mark.parametrize(
    "text",
    [
        "In the middle of the night? Would Thursday at 10am work?",
        "Would Thursday at 10am work?",
        "Thursday between 10am and 11am please",
    ],
)
def test_who_names_an_hour_may_come_at_it(text: str) -> None:
    t = with_priya_in("Asia/Seoul")
    t.say("propose_time", text, sender=PRIYA, thread=NORA)
    meeting = t.meeting()
    slots = [meeting.booked] if meeting.booked else list(meeting.open_proposal.slots)
    assert slots[0].start.astimezone(NEW_YORK).hour == 10


def test_a_colleague_who_names_an_hour_may_come_at_it() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Tom on Thursday", attendee="Tom", purpose="review")
    t.say("propose_time", "can we do Thursday at 3pm New York time instead?", sender=TOM, thread=NORA)
    meeting = t.meeting()
    slots = [meeting.booked] if meeting.booked else list(meeting.open_proposal.slots)
    assert slots[0].start.astimezone(NEW_YORK).hour == 15


def test_the_organizers_hours_still_bind() -> None:
    t = with_priya_in("Asia/Seoul")
    t.say("propose_time", "Would Thursday at 7pm work?", sender=PRIYA, thread=NORA)
    meeting = t.meeting()
    assert meeting.booked is None
    told = next(r for r in t.replies if r.to == NORA)  # who alone may say that it be all the same
    assert "outside the working hours of Nora" in told.text
