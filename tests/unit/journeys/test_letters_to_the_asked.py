"""What people hear who were asked: that a request was dropped; and what comes of their "without me" and "any of them"."""

from __future__ import annotations

import pytest

from calendar_adapters.types import PartStat
from tests.unit.journeys.harness import Talk, talk


def asked() -> Talk:
    """An outsider has been asked which of three times suits."""
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with kim@partner.example next week", attendee="kim@partner.example")
    assert {r.to for r in t.replies} == {t.speaker, "kim@partner.example"}
    return t


@pytest.mark.parametrize(
    ("intent", "text"),
    [("reject_slots", "drop this one, no need to meet after all"), ("cancel_meeting", "cancel it please")],
)
def test_who_was_asked_hears_that_the_request_is_dropped(intent: str, text: str) -> None:
    t = asked()
    t.say(intent, text)
    theirs = [r.text for r in t.replies if r.to == "kim@partner.example"]
    assert len(theirs) == 1
    assert "no longer looking for a time" in theirs[0]


def offered() -> tuple[Talk, str, str]:
    """Offers to a colleague in the speaker's thread; the talk, the thread and the colleague."""
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow", attendee="Sam Reed")
    return t, t.speaker, t.world.scenario.person("Sam Reed").address


def test_the_one_time_that_was_taken_is_meant_by_that() -> None:
    t, thread, sam = offered()
    t.say("choose_slot", "the earliest of those works for me", sender=sam, thread=thread)
    first = min(s.start for s in t.meeting().open_proposal.slots)
    t.say("affirm", "great, go with that")
    assert t.meeting().booked.start == first


def test_where_nobody_took_any_it_is_asked_which() -> None:
    t, _, _ = offered()
    assert "which one" in t.say("affirm", "great, go with that").text
    assert t.meeting().booked is None


@pytest.mark.parametrize("text", ["Any of these works for me.", "all of them are fine", "다 괜찮아요"])
def test_every_offer_is_taken(text: str) -> None:
    t, thread, sam = offered()
    t.say("choose_slot", text, sender=sam, thread=thread)
    meeting = t.meeting()
    assert [meeting.participant(sam).verdict_on(s).value for s in meeting.open_proposal.slots] == ["yes"] * 3


@pytest.mark.parametrize(
    ("intent", "text", "partstat"),
    [
        ("reject_slots", "Sorry, I can't make it tomorrow any more.", PartStat.DECLINED),
        ("out_of_scope", "Please go ahead without me", PartStat.DECLINED),
        ("reject_slots", "tomorrow is bad, Friday at 3 would work", PartStat.NEEDS_ACTION),
    ],
)
def test_who_cannot_come_to_what_is_booked_declines(intent: str, text: str, partstat: PartStat) -> None:
    t = talk("en")
    sam = t.world.scenario.person("Sam Reed").address
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm", attendee="Sam Reed")
    t.say(intent if intent != "out_of_scope" else "reject_slots", text, sender=sam, thread=t.speaker)
    assert t.meeting().participant(sam).partstat is partstat


@pytest.mark.parametrize("text", ["I'm good with any of those", "happy with either"])
def test_a_yes_to_all_is_no_refusal_however_it_was_read(text: str) -> None:
    t, thread, sam = offered()
    t.say("reject_slots", text, sender=sam, thread=thread)
    meeting = t.meeting()
    assert [meeting.participant(sam).verdict_on(s).value for s in meeting.open_proposal.slots] == ["yes"] * 3


@pytest.mark.parametrize("text", ["none of those is any good", "I can't do any of those"])
def test_a_no_to_all_stays_one(text: str) -> None:
    t, thread, sam = offered()
    t.say("reject_slots", text, sender=sam, thread=thread)
    meeting = t.meeting()
    assert not any(meeting.participant(sam).verdict_on(s) == "yes" for s in meeting.open_proposal.slots)


@pytest.mark.parametrize("intent", ["affirm", "out_of_scope", "choose_slot"])
def test_yes_to_some_and_no_to_others_however_it_was_read(intent: str) -> None:
    t, thread, sam = offered()
    t.say(intent, "Options 1 and 3 are good for me, 2 is not.", sender=sam, thread=thread)
    meeting = t.meeting()
    said = [meeting.participant(sam).verdict_on(s).value for s in meeting.open_proposal.slots]
    assert said == ["yes", "no", "yes"]


@pytest.mark.parametrize("text", ["ugh ok. first", "oh well, number 1 then", "alright, the first"])
def test_a_sigh_beside_a_pick(text: str) -> None:
    t, _, _ = offered()
    first = t.meeting().open_proposal.slots[0].start
    t.say("choose_slot", text)
    assert t.meeting().booked.start == first
