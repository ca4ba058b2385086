"""A zone said in the text holds for the whole expression, wherever it stands."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times

from .cases import NOW, line

_SEOUL = ZoneInfo("Asia/Seoul")
_RANGES = [
    # text, in Seoul, where the reference has no zone
    ("3-4pm PST", "11-24 08:00..11-24 09:00", "11-23 15:00..11-23 16:00"),
    ("PST 3-4pm", "11-24 08:00..11-24 09:00", "11-23 15:00..11-23 16:00"),
    ("between 3 and 4pm PST", "11-24 08:00..11-24 09:00", "11-23 15:00..11-23 16:00"),
    ("9am ET to 10am ET", "11-23 23:00..11-24", "11-24 09:00..11-24 10:00"),
    ("from 9am to 10am ET tomorrow", "11-24 23:00..11-25", "11-24 09:00..11-24 10:00"),
    ("9 to 10:30 CET on Friday", "11-27 17:00..11-27 18:30", "11-27 09:00..11-27 10:30"),
    ("Tuesday 3pm - 4pm London time", "11-25..11-25 01:00", "11-24 15:00..11-24 16:00"),
    ("3pm for 30 minutes PST", "11-24 08:00..11-24 08:30", "11-23 15:00..11-23 15:30"),
    ("뉴욕 시간 오전 9시부터 10시", "11-23 23:00..11-24", "11-24 09:00..11-24 10:00"),
    ("내일 오후 3시~4시 (PST)", "11-25 08:00..11-25 09:00", "11-24 15:00..11-24 16:00"),
    ("런던시간 오후 2시에서 4시 사이", "11-23 23:00..11-24 01:00", "11-23 14:00..11-23 16:00"),
    ("3시부터 한 시간 PST", "11-24 08:00..11-24 09:00", "11-23 15:00..11-23 16:00"),
]


@pytest.mark.parametrize(("text", "seoul", "plain"), _RANGES)
def test_both_ends_of_a_range_are_converted(text: str, seoul: str, plain: str) -> None:
    assert [line(c) for c in read_times(text, NOW.replace(tzinfo=_SEOUL), _SEOUL)] == [seoul]
    assert [line(c) for c in read_times(text, NOW)] == [plain]


def test_the_offset_of_a_plain_reference_is_kept() -> None:
    (found,) = read_times("3-4pm PST", NOW)
    assert found.start == datetime.fromisoformat("2026-11-23T15:00:00-08:00")
    assert found.end == datetime.fromisoformat("2026-11-23T16:00:00-08:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every Monday at 9am PST", "FREQ=WEEKLY;BYDAY=TU 11-24 02:00"),
        ("Mon-Fri 9-5 PST", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA 11-24 02:00..11-24 10:00"),
        ("every Monday at 3pm Tokyo time", "FREQ=WEEKLY;BYDAY=MO 11-23 15:00"),
    ],
)
def test_a_series_falls_on_the_days_of_the_readers_zone(text: str, expected: str) -> None:
    assert [line(c) for c in read_times(text, NOW.replace(tzinfo=_SEOUL), _SEOUL)] == [expected]
