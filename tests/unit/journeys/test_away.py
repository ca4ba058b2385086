"""Elsewhere, or on other hours, for a while: said, asked about, read back, kept to, withdrawn, over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from actions import away
from actions.journeys.places import place_in, zone_in
from tests.unit.journeys.harness import Talk, talk

KO, EN = "jiwoo@example.com", "nora@example.com"


def stays(conversation: Talk, address: str) -> list[dict[str, Any]]:
    with conversation.store.reading() as tx:
        return [p.value for p in tx.preferences.of(address, conversation.world.now) if p.kind == away.KIND]


def tell(conversation: Talk, text: str, **entities: str) -> str:
    return conversation.say("set_preference", text, topic="away", **entities).text


@pytest.mark.parametrize(
    ("world", "text", "expected"),
    [
        ("ko", "이번 주는 베를린에 있어요", {"zone": "Europe/Berlin", "from": "2026-11-30", "until": "2026-12-07"}),
        ("ko", "다음 주는 뉴욕 출장이에요", {"zone": "America/New_York", "from": "2026-12-07", "until": "2026-12-14"}),
        ("ko", "12월 7일부터 11일까지 도쿄에 있습니다", {"zone": "Asia/Tokyo", "from": "2026-12-07", "until": "2026-12-12"}),
        ("ko", "금요일까지 런던이에요", {"zone": "Europe/London", "from": "2026-11-30", "until": "2026-12-05"}),
        ("ko", "내일은 11시부터 일해요", {"hours": {"from": "11:00", "to": None}, "from": "2026-12-01", "until": "2026-12-02"}),
        ("ko", "수요일은 재택이라 4시까지만", {"hours": {"from": None, "to": "16:00"}, "from": "2026-12-02", "until": "2026-12-03"}),
        ("ko", "금요일은 10시부터 3시까지만 일해요", {"hours": {"from": "10:00", "to": "15:00"}, "from": "2026-12-04", "until": "2026-12-05"}),
        ("ko", "목요일은 휴가예요", {"off": True, "from": "2026-12-03", "until": "2026-12-04"}),
        ("en", "I'm in London until Friday", {"zone": "Europe/London", "from": "2026-11-30", "until": "2026-12-05"}),
        ("en", "I'll be working from Tokyo Dec 7-11", {"zone": "Asia/Tokyo", "from": "2026-12-07", "until": "2026-12-12"}),
        ("en", "I'm in Lisbon next week", {"zone": "Europe/Lisbon", "from": "2026-12-07", "until": "2026-12-14"}),
        ("en", "tomorrow I start at 11", {"hours": {"from": "11:00", "to": None}, "from": "2026-12-01", "until": "2026-12-02"}),
        ("en", "Thursday I only work until 2", {"hours": {"from": None, "to": "14:00"}, "from": "2026-12-03", "until": "2026-12-04"}),
        ("en", "I'm working 7 to 3 on Friday", {"hours": {"from": "07:00", "to": "15:00"}, "from": "2026-12-04", "until": "2026-12-05"}),
        ("en", "I'm off on Friday", {"off": True, "from": "2026-12-04", "until": "2026-12-05"}),
    ],
)  # fmt: skip
def test_what_is_said_is_kept(world: str, text: str, expected: dict[str, Any]) -> None:
    conversation = talk(world)
    tell(conversation, text)
    (value,) = stays(conversation, KO if world == "ko" else EN)
    assert {k: value.get(k) for k in expected} == expected


def test_an_unknown_place_is_asked_about_once() -> None:
    conversation = talk("ko")
    assert "바르셀로나" in tell(conversation, "다음 주는 바르셀로나에 있어요")
    assert conversation.question == "away_zone"
    answer = conversation.say("out_of_scope", "마드리드").text
    (value,) = stays(conversation, KO)
    assert (value["zone"], value["place"]) == ("Europe/Madrid", "바르셀로나")
    assert "바르셀로나" in answer
    again = talk("en")
    tell(again, "I'm in Springfield next week")
    assert "don't know that zone either" in again.say("out_of_scope", "the usual one").text
    assert again.question == ""
    assert not stays(again, EN)


def test_until_when_is_asked_once() -> None:
    conversation = talk("ko")
    tell(conversation, "런던에 있어요")
    assert conversation.question == "away_when"
    conversation.say("propose_time", "목요일까지")
    (value,) = stays(conversation, KO)
    assert (value["from"], value["until"]) == ("2026-11-30", "2026-12-04")


def test_offers_keep_to_the_clock_there() -> None:
    conversation = talk("ko")
    tell(conversation, "다음 주는 베를린에 있어요")
    offered = conversation.say("schedule_meeting", "다음 주에 혼자 집중 작업 한 시간 잡아줘", title="집중 작업")
    starts = [datetime.fromisoformat(o["start"]) for o in offered.offers]
    assert starts
    for start in starts:
        there = start.astimezone(datetime.fromisoformat("2026-12-07T00:00:00+01:00").tzinfo)
        assert 9 <= there.hour < 18, there


def test_other_hours_hold_on_that_day_alone() -> None:
    conversation = talk("ko")
    tell(conversation, "내일은 11시부터 일해요")
    assert "근무 시간 밖" in conversation.say("query_calendar", "내일 오전 10시에 비어 있어?").text
    assert "비어 있어요" in conversation.say("query_calendar", "내일 오전 11시에 비어 있어?").text
    assert "비어 있어요" in conversation.say("query_calendar", "수요일 오전 10시에 비어 있어?").text


def test_nothing_is_offered_on_a_day_off() -> None:
    conversation = talk("en")
    tell(conversation, "I'm off on Thursday")
    offered = conversation.say("find_time", "when am I free on Thursday?")
    assert "no free time" in offered.text


def test_times_are_told_on_the_clock_there_and_later_at_home() -> None:
    conversation = talk("ko")
    tell(conversation, "이번 주는 베를린에 있어요")
    assert "오전 6시" in conversation.say("query_calendar", "치과 언제야?", title="치과").text
    conversation.world.now += timedelta(days=8)  # the week is over
    assert not stays(conversation, KO)
    conversation.say("set_reminder", "내일 오전 9시에 물 마시라고 알려줘")
    assert "서울" not in conversation.replies[0].text
    with conversation.store.reading() as tx:
        assert away.zone_now(tx, KO, conversation.world.now) == ""


def test_read_back_and_withdrawn() -> None:
    conversation = talk("ko")
    tell(conversation, "다음 주는 베를린에 있어요")
    tell(conversation, "내일은 11시부터 일해요")
    listed = conversation.say("query_calendar", "내 설정 뭐 기억하고 있어?").text
    assert "베를린" in listed
    assert "오전 11시" in listed
    assert "지웠어요" in tell(conversation, "베를린 안 가")
    assert [v.get("zone") for v in stays(conversation, KO)] == [None]
    assert "없어요" in tell(conversation, "런던 안 가요")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("I was in London last week", "over already"), ("I'm in New York this week", "nothing to change")],
)
def test_what_cannot_be_kept_is_said(text: str, answer: str) -> None:
    conversation = talk("en")
    assert answer in tell(conversation, text)
    assert not stays(conversation, EN)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("이번 주는 베를린에 있어요", "Europe/Berlin"),
        ("런던 시간으로 일해요", "Europe/London"),
        ("I'm in NYC", "America/New_York"),
        ("on PST this week", "America/Los_Angeles"),
        ("I'm in Helsinki", "Europe/Helsinki"),
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("let me go west", None),
        ("인도자 교육이 있어요", None),
        ("place la valise", None),
    ],
)
def test_places_name_zones(text: str, zone: str | None) -> None:
    found = zone_in(text)
    assert (found[0] if found else None) == zone


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("바르셀로나에 있어요", "바르셀로나"),
        ("I'm in Springfield", "Springfield"),
        ("집에서 일해요", ""),
        ("in December", ""),
    ],
)
def test_words_that_stand_for_a_place(text: str, place: str) -> None:
    assert place_in(text) == place


@pytest.mark.parametrize("intent", ["reject_slots", "out_of_scope", "set_preference", "deny"])
@pytest.mark.parametrize(
    ("world", "text", "day"),
    [
        ("en", "I'm out on Thursday", "2026-12-03"),
        ("en", "I'm away on Wednesday", "2026-12-02"),
        ("ko", "나 목요일 연차야", "2026-12-03"),
    ],
)
def test_a_day_off_is_kept_where_nothing_is_offered(world: str, text: str, day: str, intent: str) -> None:
    conversation = talk(world)
    conversation.say(intent, text)
    (kept,) = stays(conversation, EN if world == "en" else KO)
    assert kept["off"] is True
    assert kept["from"] == day
