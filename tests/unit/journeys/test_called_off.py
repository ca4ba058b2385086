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
