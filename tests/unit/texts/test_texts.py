"""Every text stands in both languages, takes the same values, and is said with fitting particles."""

from __future__ import annotations

import re
import string
from datetime import datetime, timezone

import pytest

from actions.core.meeting_steps import KEYS
from actions.core.purpose import PURPOSES
from actions.core.ranking.types import Reason
from actions.texts import LANGUAGES, join_names, say
from actions.texts.particles import attach
from actions.texts.times import format_clock, format_duration, format_moment, format_slot
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

UTC = timezone.utc
KO, EN = LANGUAGES["ko"], LANGUAGES["en"]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_same_keys_in_every_language() -> None:
    assert set(KO) == set(EN)


@pytest.mark.parametrize("key", sorted(EN))
def test_the_same_placeholders_in_every_language(key: str) -> None:
    assert placeholders(KO[key]) == placeholders(EN[key])


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_step_that_is_not_allowed_has_a_text(key: str) -> None:
    assert placeholders(KO[key]) <= set(KEYS[key])


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_every_purpose_has_a_name(purpose: str) -> None:
    assert f"purpose.{purpose}" in KO


TERMS = (
    "exact purpose_hour preferred disliked habit adjacent focus splits_focus back_to_back busy_day soon fair odd_hour "
)
TERMS += "optional_free round lunch weekend"
PARAMS = {
    "purpose": "lunch", "start": "12:30", "share": 0.5, "count": 2, "weekday": 1, "minutes": 90, "days": 0, "zones": 2,
    "who": "a@example.com", "timezone": "Asia/Seoul", "total": 3,
}  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("term", TERMS.split())
def test_every_reason_of_the_ranking_can_be_said(term: str, language: str) -> None:
    voice = Voice(language, "Asia/Seoul", datetime(2026, 11, 30, tzinfo=UTC))
    text = voice.reason(Reason(term, PARAMS, 1.0), {"a@example.com": "Ada"})
    assert text
    assert "{" not in text


def test_korean_is_polite_and_english_has_no_hangul() -> None:
    assert not [key for key, text in EN.items() if re.search("[가-힣]", text)]
    plain = re.compile(r"(?:한다|했다|이다|된다)\.|(?:해|했어|줄게)\.$")
    assert not [key for key, text in KO.items() if plain.search(text)]


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("회의", "을/를", "회의를"),
        ("점심", "을/를", "점심을"),
        ("오후 3시", "으로/로", "오후 3시로"),
        ("30분", "으로/로", "30분으로"),
        ("서울", "으로/로", "서울로"),
        ("2번", "은/는", "2번은"),
        ("3", "을/를", "3을"),
        ("5", "이/가", "5가"),
        ("101", "으로/로", "101로"),
        ("10", "은/는", "10은"),
        ("HR", "과/와", "HR과"),
        ("PM", "이/가", "PM이"),
        ("QA", "이/가", "QA가"),
        ("Notion", "을/를", "Notion을"),
        ("Zoom", "으로/로", "Zoom으로"),
        ("Slack", "을/를", "Slack을"),
        ("email", "으로/로", "email로"),
        ("coffee", "을/를", "coffee를"),
        ("‘회의’", "은/는", "‘회의’는"),
        ("김민지 (영업팀)", "은/는", "김민지 (영업팀)는"),
        ("", "은/는", "는"),
    ],
)
def test_particles_fit_the_word(word: str, pair: str, expected: str) -> None:
    assert attach(word, pair) == expected


def at(hour: int, minute: int = 0, day: int = 24, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


SEOUL, NEW_YORK = "Asia/Seoul", "America/New_York"


@pytest.mark.parametrize(
    ("start", "end", "zone", "ko", "en"),
    [
        (at(6), at(6, 30), SEOUL, "11월 24일(화) 오후 3시–3시 30분", "Tue, Nov 24, 3–3:30 PM"),
        (at(2, 30), at(3, 30), SEOUL, "11월 24일(화) 오전 11시 30분–오후 12시 30분", "Tue, Nov 24, 11:30 AM–12:30 PM"),
        (at(15), at(16), SEOUL, "11월 25일(수) 밤 12시–오전 1시", "Wed, Nov 25, 12–1 AM"),
        (
            at(14),
            at(16),
            SEOUL,
            "11월 24일(화) 오후 11시–11월 25일(수) 오전 1시",
            "Tue, Nov 24, 11 PM – Wed, Nov 25, 1 AM",
        ),
        (at(14), at(15), NEW_YORK, "11월 24일(화) 오전 9시–10시", "Tue, Nov 24, 9–10 AM"),
        (
            at(1, 0, 5, 1, 2027),
            at(2, 0, 5, 1, 2027),
            SEOUL,
            "2027년 1월 5일(화) 오전 10시–11시",
            "Tue, Jan 5, 2027, 10–11 AM",
        ),
    ],
)
def test_a_time_is_written_one_way(start: datetime, end: datetime, zone: str, ko: str, en: str) -> None:
    now = at(0, 0, 23)
    assert format_slot(Interval(start, end), zone, "ko", now=now) == ko
    assert format_slot(Interval(start, end), zone, "en", now=now) == en


def test_the_zone_is_named_with_its_offset_of_that_day() -> None:
    summer, winter = at(14, 0, 1, 7), at(14, 0, 1, 12)
    assert format_moment(summer, NEW_YORK, "en", named=True) == "Wed, Jul 1, 10 AM (New York time, UTC−4)"
    assert format_moment(winter, NEW_YORK, "ko", named=True) == "12월 1일(화) 오전 9시 (뉴욕 시간, UTC−5)"
    assert format_moment(winter, "Asia/Kolkata", "en", named=True).endswith("(Kolkata time, UTC+5:30)")


@pytest.mark.parametrize(
    ("minutes", "ko", "en"),
    [
        (30, "30분", "30 minutes"),
        (60, "1시간", "1 hour"),
        (150, "2시간 30분", "2 hours 30 minutes"),
        (1440, "1일", "1 day"),
    ],
)
def test_lengths(minutes: float, ko: str, en: str) -> None:
    assert (format_duration(minutes, "ko"), format_duration(minutes, "en")) == (ko, en)


def test_verbs_and_counts_agree_in_english() -> None:
    assert say("free_header", "en", names=join_names(["Ada"], "en")).startswith("Ada is free")
    assert say("free_header", "en", names=join_names(["Ada", "Sam"], "en")).startswith("Ada and Sam are free")
    assert say("free_header", "en", names=join_names(["you"], "en")).startswith("you are free")
    assert "1 meeting was settled" in say("digest_settled", "en", count=1, took="a day")
    assert format_clock(at(6, 5), SEOUL, "en") == "3:05 PM"
