"""Offers, closed offers and long texts as Block Kit; whatever is written, Slack takes it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.messages import Reply
from bot.channels.slack.blocks import (
    NONE,
    OTHER,
    PICK,
    Tokens,
    closed_blocks,
    closed_text,
    offer_blocks,
    split_offers,
    text_blocks,
    token_of,
)
from bot.channels.slack.refusals import faults_of_message
from tests.unit.journeys.harness import talk

PEOPLE = {"ko": ("1시간 회의 이번 주에", "윤서준"), "en": ("an hour meeting next week", "Sam")}


def offered(language: str) -> Reply:
    """Real offers of a conversation."""
    conversation = talk(language)
    other = conversation.world.scenario.people[1].name
    text, _ = PEOPLE[language]
    reply = conversation.say(
        "schedule_meeting", text, attendee=other, purpose="회의" if language == "ko" else "meeting"
    )
    assert len(reply.offers) >= 2
    return reply


def tokens(reply: Reply) -> Tokens:
    return Tokens(tuple(f"t{n}" for n in range(1, len(reply.offers) + 1)), "more", "none", "other")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_offer_has_its_own_button_and_every_line_of_the_text_is_shown(language: str) -> None:
    reply = offered(language)
    blocks = offer_blocks(reply, tokens(reply))
    pressed = [b["accessory"] for b in blocks if b.get("accessory", {}).get("action_id") == PICK]
    assert [token_of(button) for button in pressed] == [f"t{n}" for n in range(1, len(reply.offers) + 1)]
    shown = json.dumps(blocks, ensure_ascii=False).replace("*", "")
    for line in reply.text.split("\n"):
        assert json.dumps(line, ensure_ascii=False)[1:-1] in shown
    assert not faults_of_message(reply.text, blocks)


def test_what_else_can_be_pressed() -> None:
    reply = offered("ko")
    blocks = offer_blocks(reply, tokens(reply))
    actions = next(b for b in blocks if b["type"] == "actions")
    assert {token_of(e) for e in actions["elements"]} == {"more", "none"}
    picker = next(b for b in blocks if b.get("accessory", {}).get("action_id") == OTHER)
    payload = {**picker["accessory"], "block_id": picker["block_id"]}
    assert token_of(payload) == "other"
    assert token_of({"type": "datetimepicker", "block_id": "somebody else's"}) == ""
    without = json.dumps(offer_blocks(reply, Tokens(("",) * len(reply.offers))))
    assert NONE not in without
    assert PICK not in without


def test_each_reader_sees_the_times_on_the_own_clock_where_zones_differ() -> None:
    reply = offered("en")
    assert "<!date^" not in json.dumps(offer_blocks(reply, tokens(reply)))
    assert json.dumps(offer_blocks(reply, tokens(reply), local_times=True)).count("<!date^") == len(reply.offers)


def test_after_a_click_nothing_can_be_pressed_and_the_choice_is_marked() -> None:
    reply = offered("ko")
    blocks = closed_blocks(reply, "한지우 님이 2번을 골랐어요.", chosen=2)
    shown = json.dumps(blocks, ensure_ascii=False)
    assert "button" not in shown
    assert "datetimepicker" not in shown
    assert "✅ 2. " in shown
    assert "✅ 1. " not in shown
    assert "골랐어요" in shown
    assert closed_text(reply, "골랐어요.").endswith("골랐어요.")
    assert not faults_of_message(closed_text(reply, "x"), blocks)


def test_nobodys_words_call_a_channel_or_name_a_user() -> None:
    shown = json.dumps(text_blocks("<!channel> & <@U123> came"))
    assert "<!channel>" not in shown
    assert "&lt;!channel&gt; &amp; &lt;@U123&gt;" in shown


def test_offers_are_found_between_other_numbered_lines() -> None:
    reply = offered("en")
    lead, lines, tail = split_offers(replace(reply, text=f"Two things:\n- 1.5 hours\n{reply.text}"))
    assert lead.startswith("Two things")
    assert [line.split(".")[0] for line in lines] == [str(n) for n in range(1, len(reply.offers) + 1)]
    assert tail


def test_lines_to_be_copied_stay_so_in_every_section() -> None:
    rows = [f"회의 {n},review,2026-11-24T15:00:00+09:00," + "x" * 80 for n in range(60)]
    blocks = text_blocks("\n".join(["CSV:", "```", *rows, "```", "and so on"]))
    texts = [b["text"]["text"] for b in blocks]
    assert len(texts) > 2
    shown = []
    for text in texts:
        assert text.count("```") % 2 == 0
        shown += [line for line in text.split("\n") if line != "```"]
    assert shown == ["CSV:", *rows, "and so on"]
    assert not faults_of_message("x", blocks)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12_000))
def test_any_text_is_taken_by_slack(text: str) -> None:
    if not text.strip():
        return
    blocks = text_blocks(text)
    assert not [f for f in faults_of_message(text, blocks) if "characters" in f or "empty" in f]
    assert len(blocks) <= 50
