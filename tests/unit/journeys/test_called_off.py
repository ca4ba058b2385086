"""An event called off without a word of cancelling, one day of a series, and days that are no habits."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import talk


@pytest.mark.parametrize("text", ["no stand-up tomorrow please", "let's skip the stand-up tomorrow"])
@pytest.mark.parametrize("intent", ["reject_slots", "schedule_meeting"])
def test_it_is_asked_about_like_any_cancelling(intent: str, text: str) -> None:
    t = talk("en")
    assert "only" in t.say(intent, text, purpose="stand-up").text
    assert t.question == "scope"
    t.say("set_preference", "only tomorrow's")
    days = {f"{e.start.astimezone(t.world.now.tzinfo):%m-%d}" for e in t.events("Nora Whitfield", "Stand-up")}
    assert "12-01" not in days
    assert {"11-30", "12-02"} <= days


@pytest.mark.parametrize("text", ["no picnic tomorrow please", "no need for a stand-up tomorrow?"])
def test_what_stands_nowhere_is_not_called_off(text: str) -> None:
    t = talk("en")
    t.say("out_of_scope", text, purpose="picnic")
    assert t.question == ""


@pytest.mark.parametrize("text", ["only tomorrow's", "rather tomorrow", "내일은 말고"])
def test_a_date_is_no_habit(text: str) -> None:
    t = talk("en")
    t.say("set_preference", text)
    with t.store.reading() as tx:
        assert tx.preferences.of(t.speaker, t.world.now) == []


@pytest.mark.parametrize(
    "text", ["also remind me tomorrow at 9 to send the deck", "ok, remind me tomorrow at 9 to send the deck"]
)
def test_a_reminder_is_the_thing_itself(text: str) -> None:
    t = talk("en")
    assert t.say("set_reminder", text).text.endswith(": send the deck")


def test_the_one_on_a_day_is_no_number() -> None:
    t = talk("en")
    for day in ("Tuesday", "Thursday"):
        t.say(
            "schedule_meeting", f"put a screening call on {day} at 3pm for 30 minutes, just me", title="screening call"
        )
    t.say("cancel_meeting", "cancel my screening call", title="screening call")
    assert t.question == "which_event"
    assert "Thu, Dec 3" in t.say("choose_slot", "The one on Thursday").text


def test_a_wish_is_withdrawn_by_what_it_is_about() -> None:
    t = talk("en")
    t.say("set_preference", "keep my lunch break free from 12 to 1, always")
    t.say("set_preference", "no meetings before 10")
    assert "12 PM" in t.say("out_of_scope", "forget the lunch thing", purpose="lunch").text
    with t.store.reading() as tx:
        assert len(tx.preferences.of(t.speaker, t.world.now)) == 1
