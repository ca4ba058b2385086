"""The weekly digest: asked for, changed, read back, stopped; sent once, quiet when there is nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import digest
from actions.services import Services
from actions.store.store import Store
from actions.upkeep import tick
from actions.upkeep.digest import fire_digests
from calendar_adapters.types import Event
from tests.unit.journeys.harness import Talk, talk

KO, EN = "jiwoo@example.com", "nora@example.com"


def tell(conversation: Talk, text: str) -> str:
    return conversation.say("set_preference", text, topic="digest").text


def due(conversation: Talk, address: str) -> list[datetime]:
    with conversation.store.reading() as tx:
        return [t.due_at for t in tx.timers.of_person(address, digest.KIND)]


def sent(conversation: Talk, address: str, moment: datetime) -> list[str]:
    tick(conversation.services, moment, calendars=False)
    with conversation.store.transaction() as tx:
        items = tx.outbox.due(moment)
        for item in items:
            tx.outbox.sent(item.key, moment)
    return [item.reply.text for item in items if item.reply.to == address]


@pytest.mark.parametrize(
    ("world", "text", "expected"),
    [
        ("ko", "월요일마다 요약 보내줘", "2026-12-07T08:30:00+09:00"),
        ("ko", "매주 금요일 오후 5시에 요약 보내줘", "2026-12-04T17:00:00+09:00"),
        ("ko", "주간 요약 받고 싶어요", "2026-12-07T08:30:00+09:00"),
        ("en", "send me a weekly digest", "2026-12-07T08:30:00-05:00"),
        ("en", "send me a digest every Friday at 5pm", "2026-12-04T17:00:00-05:00"),
        ("en", "a summary every Sunday please", "2026-12-06T08:30:00-05:00"),
    ],
)
def test_asked_for(world: str, text: str, expected: str) -> None:
    conversation = talk(world)
    tell(conversation, text)
    assert due(conversation, KO if world == "ko" else EN) == [datetime.fromisoformat(expected)]


def test_changed_read_back_and_stopped() -> None:
    conversation = talk("ko")
    assert "보내고 있지 않아요" in tell(conversation, "요약 그만")
    tell(conversation, "월요일마다 요약 보내줘")
    assert "금요일 오후 5시" in tell(conversation, "금요일 오후 5시로 요약 보내줘")
    assert len(due(conversation, KO)) == 1
    assert "금요일 오후 5시" in tell(conversation, "요약 언제 와?")
    assert "금요일 오후 5시" in conversation.say("query_calendar", "내 설정 뭐 기억하고 있어?").text
    assert "보내지 않을게요" in tell(conversation, "이제 요약 보내지 마")
    assert due(conversation, KO) == []


def test_withdrawn_like_any_wish() -> None:
    conversation = talk("en")
    tell(conversation, "send me a weekly digest")
    conversation.say("set_preference", "forget the digest")
    assert due(conversation, EN) == []


def test_sent_in_the_readers_words_and_set_anew() -> None:
    conversation = talk("ko")
    tell(conversation, "월요일마다 요약 보내줘")
    conversation.say("schedule_meeting", "12월 9일 오후 2시에 서준 님이랑 1:1 30분", attendee="서준 님", purpose="1:1")
    conversation.say("schedule_meeting", "12월 9일 오후 2시에 혼자 문서 정리 1시간", title="문서 정리")
    monday = datetime.fromisoformat("2026-12-07T08:30:00+09:00")
    (text,) = sent(conversation, KO, monday)
    assert "일정 2건" in text
    assert "12월 7일(월): 오전 10시 주간 계획" in text
    assert "12월 9일(수): 오후 2시 1:1" in text
    assert due(conversation, KO) == [monday + timedelta(days=7)]
    assert sent(conversation, KO, monday + timedelta(minutes=5)) == []


def test_clashes_and_open_requests_are_told() -> None:
    conversation = talk("en")
    tell(conversation, "send me a digest every Tuesday")
    conversation.say(
        "schedule_meeting", "set up an interview with Priya Raman next week for an hour",
        attendee="Priya Raman", purpose="interview",
    )  # fmt: skip
    calendar = conversation.services.calendars.writable(EN)
    assert calendar is not None
    start = datetime.fromisoformat("2026-12-02T11:00:00-05:00")
    calendar.create(Event("call", "Call", start, start + timedelta(minutes=30)))
    (text,) = sent(conversation, EN, datetime.fromisoformat("2026-12-01T08:30:00-05:00"))
    assert "clash on Wed, Dec 2: Board prep ↔ Call" in text
    assert "Not settled yet: 1 meeting" in text


def test_nothing_to_tell_nothing_sent() -> None:
    conversation = talk("ko", "haeun@example.com")
    tell(conversation, "월요일마다 요약 보내줘")
    monday = datetime.fromisoformat("2026-12-07T08:30:00+09:00")
    assert sent(conversation, "haeun@example.com", monday) == []
    assert due(conversation, "haeun@example.com") == [monday + timedelta(days=7)]


def test_one_that_is_long_overdue_falls_away() -> None:
    conversation = talk("ko")
    tell(conversation, "월요일마다 요약 보내줘")
    assert sent(conversation, KO, datetime.fromisoformat("2026-12-09T10:00:00+09:00")) == []
    assert due(conversation, KO) == [datetime.fromisoformat("2026-12-14T08:30:00+09:00")]


@pytest.mark.parametrize(
    ("speaker", "words"), [("broken@example.com", "응답하지"), ("expired@example.com", "연결이 끊어져")]
)
def test_a_calendar_that_cannot_be_read_is_named(speaker: str, words: str) -> None:
    conversation = talk("ko", speaker)
    tell(conversation, "월요일마다 요약 보내줘")
    (text,) = sent(conversation, speaker, datetime.fromisoformat("2026-12-07T08:30:00+09:00"))
    assert words in text


def test_shown_at_once_when_asked() -> None:
    conversation = talk("ko")
    assert "주간 계획" in tell(conversation, "이번 주 요약 지금 보여줘")
    assert due(conversation, KO) == []


def test_several_processes_send_one(tmp_path: Path) -> None:
    conversation = talk("ko")
    store = Store(f"sqlite:///{tmp_path / 'digest.db'}")
    store.migrate()
    monday = datetime.fromisoformat("2026-12-07T08:30:00+09:00")
    with conversation.store.reading() as tx:
        person = tx.people.by_address(KO)
    assert person is not None
    where = {"to": KO, "channel": "console", "conversation": KO, "language": "ko", "subject": ""}
    with store.transaction() as tx:
        tx.people.save(person)
        tx.preferences.put(KO, digest.KIND, {"weekday": 0, "at": "08:30", **where}, monday - timedelta(days=3))
        digest.plan(tx, KO, {"weekday": 0, "at": "08:30"}, "Asia/Seoul", monday - timedelta(days=3))
    services = [Services(Store(store.url), conversation.world.calendars) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        outcomes = [sent for each in pool.map(lambda s: fire_digests(s, monday), services) for sent in each]
    assert outcomes.count(True) == 1
    with store.transaction() as tx:
        assert len(tx.outbox.due(monday)) == 1


@settings(max_examples=60, deadline=None)
@given(
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    offset=st.integers(0, 400 * 24 * 60),
)
def test_the_next_one_is_within_a_week_on_its_day(weekday: int, hour: int, zone: str, offset: int) -> None:
    after = datetime.fromisoformat("2026-01-01T00:00:00+00:00") + timedelta(minutes=offset)
    found = digest.next_due({"weekday": weekday, "at": f"{hour:02d}:15"}, zone, after)
    assert after < found <= after + timedelta(days=7, hours=2)  # a change of the clock may stretch the week
    assert found.weekday() == weekday
