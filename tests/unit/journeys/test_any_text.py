"""Whatever is written, and whatever it is taken for, the sender gets one answer and no journey breaks."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.journeys.impossible import impossible_date, impossible_length
from actions.journeys.play import LOG
from actions.journeys.screen import LIMIT, language_of, unreadable
from tests.unit.journeys.harness import Talk, talk

INTENTS = [
    "schedule_meeting",
    "find_time",
    "query_calendar",
    "reschedule_meeting",
    "cancel_meeting",
    "choose_slot",
    "reject_slots",
    "propose_time",
    "set_preference",
    "set_reminder",
    "explain_suggestion",
    "affirm",
    "deny",
    "greet",
    "thanks",
    "help",
    "out_of_scope",
]
WORDS = st.lists(
    st.sampled_from(
        [
            "내일",
            "3시",
            "오후",
            "회의",
            "2번",
            "취소",
            "하은님",
            "민지님",
            "30분",
            "0분",
            "다음주",
            "금요일",
            "마지막",
            "네",
            "아니요",
            "tomorrow",
            "3pm",
            "meeting",
            "with",
            "Tom",
            "cancel",
            "move",
            "second",
            "all",
            "2월",
            "30일",
            "-30분",
            "매주",
            "<@U1>",
            "a@b.co",
            "1:1",
            "점심",
            "왜",
            "before",
        ]
    ),
    max_size=8,
).map(" ".join)


@pytest.fixture(scope="module")
def conversation() -> Talk:
    return talk("ko")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(intent=st.sampled_from(INTENTS), text=st.one_of(WORDS, st.text(max_size=60)), attendee=st.booleans())
def test_every_turn_is_answered_once(conversation: Talk, intent: str, text: str, attendee: bool) -> None:
    failures: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: failures.append(record.getMessage())  # type: ignore[method-assign]
    LOG.addHandler(handler)
    try:
        reply = conversation.say(intent, text, **({"attendee": "하은님"} if attendee else {}))
    finally:
        LOG.removeHandler(handler)
    assert reply.text
    assert len([r for r in conversation.replies if r.to == conversation.speaker]) == 1
    assert not failures, failures


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_screens_take_any_text(text: str) -> None:
    unreadable(text)
    assert language_of(text, "ko") in ("ko", "en")
    impossible_date(text)
    impossible_length(text)


def test_the_limit_is_inclusive() -> None:
    assert unreadable("a" * LIMIT) is None
    assert unreadable("a" * (LIMIT + 1)) == ("message_too_long", {"length": LIMIT + 1, "limit": LIMIT})
