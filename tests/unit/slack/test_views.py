"""The form, filled and read back; the Home tab of a member, a stranger and somebody with a broken calendar."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.texts import say
from bot.channels.slack.home import SHOWN, HomeFacts, home_view
from bot.channels.slack.home_facts import home_facts
from bot.channels.slack.refusals import faults_of_view
from bot.channels.slack.views import Form, read_form, request_of, schedule_view
from tests.unit.journeys.harness import talk


def submitted(**values: Any) -> dict[str, Any]:
    """A `view_submission`'s view."""
    length = {"selected_option": {"value": str(values.pop("minutes", 30))}}
    people = {"selected_users": values.pop("people", [])}
    typed = {name: {name: {"value": value}} for name, value in values.items()}
    state = {**typed, "people": {"people": people}, "length": {"length": length}}
    return {"private_metadata": "D1", "state": {"values": state}}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "form",
    [
        Form(),
        Form("디자인 리뷰", ("U1", "U2"), ("guest@example.org",), 47, "다음 주 오전", "대회의실", "D1"),
        Form(title="x" * 5_000, when="y" * 5_000),
    ],
)
def test_slack_takes_the_form(form: Form, language: str) -> None:
    view = schedule_view(form, language)
    assert not faults_of_view(view)
    assert view.get("private_metadata", "") == form.carried


def test_what_was_filled_in_comes_back() -> None:
    view = submitted(
        title=" Review ",
        people=["U1"],
        guests="a@example.org, B@example.org",
        minutes=45,
        when="tomorrow",
        place="Room 2",
    )
    form, wrong = read_form(view, "en")
    assert wrong == {}
    assert form == Form("Review", ("U1",), ("a@example.org", "b@example.org"), 45, "tomorrow", "Room 2", "D1")


@pytest.mark.parametrize(
    ("values", "block"),
    [({}, "people"), ({"guests": "nobody-at-all"}, "guests"), ({"people": ["U1"], "guests": "a@b"}, "guests")],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(values: dict[str, Any], block: str) -> None:
    _, wrong = read_form(submitted(**values), "ko")
    assert list(wrong) == [block]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_form_becomes_a_sentence_with_its_people_marked(language: str) -> None:
    form = Form("Budget", ("U1", "U2"), ("guest@example.org",), 60, "next week", "Room 2")
    names = [("윤서준", "s@example.com"), ("Nora", "n@example.com"), ("guest@example.org", "guest@example.org")]
    text, spans = request_of(form, names, language)
    assert [(text[a:b], address) for a, b, address in spans] == names
    for part in ("Budget", "next week", "Room 2"):
        assert part in text


def test_a_members_home() -> None:
    conversation = talk("ko")
    conversation.say("set_preference", "10시 전에는 회의 잡지 마")
    conversation.say("schedule_meeting", "윤서준 님이랑 수요일 오후에 1시간 회의", attendee="윤서준", purpose="회의")
    facts = home_facts(conversation.services, conversation.speaker, conversation.world.now)
    assert any("주간 계획" in line for line in facts.agenda)
    assert len(facts.open) == 1
    assert facts.holds
    assert facts.calendars
    assert len(facts.wishes) == 1
    view = home_view(facts)
    assert not faults_of_view(view)
    shown = json.dumps(view, ensure_ascii=False)
    assert "기술 면접" not in shown  # a colleague's event


def test_a_strangers_home_says_nothing_of_anybody() -> None:
    conversation = talk("en")
    facts = home_facts(conversation.services, "UNKNOWN", conversation.world.now)
    assert facts.stranger == "UNKNOWN"
    view = home_view(facts)
    assert len(view["blocks"]) == 1
    assert not faults_of_view(view)


def test_a_home_whose_calendar_does_not_answer_still_opens_and_does_not_call_it_empty() -> None:
    conversation = talk("ko", speaker="broken@example.com")
    facts = home_facts(conversation.services, "broken@example.com", conversation.world.now)
    assert facts.agenda is None
    assert facts.calendars
    view = home_view(facts)
    assert not faults_of_view(view)
    shown = json.dumps(view, ensure_ascii=False)
    assert say("slack_home_agenda_unread", "ko") in shown
    assert say("slack_home_agenda_none", "ko") not in shown


PARTS = ("agenda", "open", "holds", "calendars", "wishes")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_part_of_an_empty_home_says_so(language: str) -> None:
    view = home_view(HomeFacts(language, "Asia/Seoul"))
    assert not faults_of_view(view)
    shown = [b["text"]["text"] for b in view["blocks"] if b["type"] in ("header", "section")]
    for part in PARTS:
        at = shown.index(say(f"slack_home_{part}", language))
        assert shown[at + 1] == say(f"slack_home_{part}_none", language)
    unknown = json.dumps(home_view(HomeFacts(language, "Asia/Seoul", agenda=None)), ensure_ascii=False)
    assert say("slack_home_agenda_unknown", language) in unknown


def test_holds_say_what_they_are_for_and_until_when() -> None:
    conversation = talk("en")
    conversation.say("schedule_meeting", "an hour of budget talk with Tom this week", attendee="Tom", title="Budget")
    facts = home_facts(conversation.services, conversation.speaker, conversation.world.now)
    assert facts.holds
    assert all(" — Budget (until " in line for line in facts.holds)
    assert "Budget" in facts.open[0]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_full_home_is_cut_and_says_so(language: str) -> None:
    lines = tuple(f"<line> & {n} " + "x" * 400 for n in range(SHOWN + 20))
    view = home_view(HomeFacts(language, "Asia/Seoul", lines, lines, lines, lines, lines))
    assert not faults_of_view(view)
