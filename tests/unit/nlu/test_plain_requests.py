"""Requests that their build alone makes plain, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.nlu.plain_requests import plain_request
from bot.nlu.reading import read


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("quick sync w/ theo", "schedule_meeting"),
        ("coffee w/ joe", "schedule_meeting"),
        ("short catch up with Ben", "schedule_meeting"),
        ("ok block 2-4 for deck writing", "schedule_meeting"),
        ("and hold friday afternoon", "schedule_meeting"),
        ("ok ping me 10 min before", "set_reminder"),
    ],
)
def test_plain_by_its_build(text: str, intent: str) -> None:
    assert plain_request(read(text, "en")) == intent


@pytest.mark.parametrize(
    "text",
    [
        "reserve a table for two at 7",  # another business
        "block this number",
        "put some music on at 7",
        "i had lunch with joe yesterday",  # told
        "who was in the call with maya",
        "hold that thought",
        "ping me",  # no time
        "the call with ben went on for two hours, and then he told me that nothing had been decided at all",
    ],
)
def test_no_request(text: str) -> None:
    assert plain_request(read(text, "en")) == ""
