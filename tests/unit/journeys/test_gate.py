"""Who may ask for what: the roster anything, a meeting's guests what settles it, strangers nothing."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import Talk, talk

STRANGER, CUSTOMER, GUEST = "who@spam.example", "priya@customer.example", "lee@partner.example"


def calendars(t: Talk) -> dict[str, int]:
    return {address: len(events) for address, events in t.world.snapshot().items()}


@pytest.mark.parametrize("sender", [STRANGER, CUSTOMER, "UNOBODY"])
@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("find_time", "When is Tom free tomorrow?"),
        ("query_calendar", "Is Tom free Thursday at 10am?"),
        ("schedule_meeting", "Book 1 hour with Tom on Thursday at 10am"),
        ("set_preference", "no meetings before 10"),
        ("out_of_scope", ""),
    ],
)
def test_one_polite_answer_then_silence_and_nothing_is_written(sender: str, intent: str, text: str) -> None:
    t = talk("en")
    before = calendars(t)
    first = t.say(intent, text, sender=sender, attendee="Tom")
    assert first.text
    assert "Okafor" not in first.text
    assert [r.to for r in t.replies] == [sender]
    t.say(intent, text, sender=sender, attendee="Tom")
    assert t.replies == []
    assert calendars(t) == before


def test_a_stranger_in_the_thread_leaves_its_question_open() -> None:
    t = talk("en")
    t.say("schedule_meeting", "a call with Tom next week", attendee="Tom", title="Budget")
    asked = t.question
    thread = t.speaker
    say(t, STRANGER, thread, "out_of_scope", "1 hour")
    assert asked
    assert t.question == asked


def with_guest(address: str) -> Talk:
    """A round of offers that is out to somebody from outside."""
    t = talk("en")
    t.say("schedule_meeting", f"an hour with {address} on Thursday", attendee=address, title="Demo")
    assert t.meeting().open_proposal
    return t


def say(t: Talk, sender: str, thread: str, intent: str, text: str, **entities: str) -> str:
    """One message of ``sender`` in ``thread``; the answer to that person."""
    return t.say(intent, text, sender=sender, thread=thread, **entities).text


@pytest.mark.parametrize("address", [GUEST, CUSTOMER])
def test_a_guest_settles_the_meeting_and_looks_nothing_up(address: str) -> None:
    t = with_guest(address)
    for intent, text in (
        ("find_time", "When is Nora free?"),
        ("query_calendar", "Is Nora busy on Wednesday at 10:30am?"),
        ("explain_suggestion", "why not Wednesday at 10:30am?"),
        ("set_reminder", "remind me tomorrow at 9"),
    ):
        answer = say(t, address, address, intent, text, attendee="Nora Whitfield")
        assert "only settle this meeting" in answer
        assert "Board prep" not in answer
    say(t, address, address, "choose_slot", "number 1 works", choice="1")
    assert t.meeting().booked
    assert "Demo" in say(t, address, address, "query_calendar", "when is the demo?", title="demo")


def test_a_guest_is_known_for_that_meeting_only() -> None:
    t = with_guest(GUEST)
    other = talk("en", speaker="tom@example.com")
    assert "don't know the address" in other.say("choose_slot", "number 1 is good", choice="1", sender=GUEST).text
    t.say("cancel_meeting", "forget it")
    assert "don't know the address" in say(t, GUEST, "elsewhere", "find_time", "When is Nora free?")


def test_a_request_for_a_time_from_a_guest_is_a_counter_proposal() -> None:
    t = with_guest(GUEST)
    say(t, GUEST, GUEST, "schedule_meeting", "Friday at 2pm would be better")
    assert {m.title for m in meetings(t)} == {"Demo"}
    assert any(c.get("by") == GUEST for c in t.meeting().constraints)


def meetings(t: Talk):
    with t.store.reading() as tx:
        return tx.meetings.of_person("nora@example.com")
