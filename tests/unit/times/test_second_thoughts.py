"""Times taken back, asked about, said twice, in a title's name, or beside an exception."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times

from .cases import NOW, line, read

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("내일 3시, 아니 4시", ["11-24 16:00"]),
        ("내일 3시 아니 4시에 봐요", ["11-24 16:00"]),
        ("수요일에 볼까요? 아 아니다 목요일로 해요", ["11-26..11-27"]),
        ("오후 2시, 아니다 3시로 할게요", ["11-23 15:00"]),
        ("오전 9시 아니 10시요", ["11-23 10:00"]),
        ("다음 주 월요일, 아니 화요일 11시요", ["12-01 11:00"]),
        ("Tuesday — actually Wednesday at 4", ["11-25 16:00"]),
        ("let's meet Tuesday. Actually, Wednesday at 4 is better.", ["11-25 16:00"]),
        ("Tuesday at 3, I mean Wednesday", ["11-25 15:00"]),
        ("can we do 3pm tomorrow, sorry, Thursday", ["11-26 15:00"]),
        ("Monday at 10 - no wait, 11", ["11-23 11:00"]),
        ("at 3, no, 4 on Friday", ["11-27 16:00"]),
        ("make it 2pm, or rather 2:30", ["11-23 14:30"]),
        ("8pm, no, 9", ["11-23 21:00"]),
        ("Tuesday, scratch that, Thursday 2pm", ["11-26 14:00"]),
        ("30 minutes, actually 45 minutes", ["45m"]),
        ("Tuesday or Wednesday — actually Thursday", ["11-26..11-27"]),
        ("3시 말고 4시", ["11-23 16:00", "11-23 15:00 avoid"]),
        ("내일 3시 말고 4시로 해줘", ["11-24 16:00", "11-24 15:00 avoid"]),
        ("not Tuesday but Wednesday", ["11-25..11-26", "11-24..11-25 avoid"]),
        # no corrections
        ("Tuesday works. Actually, Wednesday works too", ["11-24..11-25", "11-25..11-26"]),
        ("I can't do Tuesday, sorry, Wednesday?", ["11-25..11-26", "11-24..11-25 avoid"]),
        ("화요일 아니면 수요일", ["11-24..11-25", "11-25..11-26"]),
        ("Tuesday at 3 or Wednesday", ["11-24 15:00", "11-25..11-26"]),
        ("tomorrow, actually at 3pm", ["11-24 15:00"]),
    ],
)
def test_what_is_taken_back_is_gone(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why not Thursday?", ["11-26..11-27"]),
        ("why can't we do Thursday at 3?", ["11-26 15:00"]),
        ("목요일은 왜 안 돼", ["11-26..11-27"]),
        ("왜 목요일은 안 돼요?", ["11-26..11-27"]),
        ("목요일은 안 되는 이유가 뭐예요?", ["11-26..11-27"]),
        ("When is Sam busy tomorrow", ["11-24..11-25"]),
        ("Is Dana busy on Friday?", ["11-27..11-28"]),
        ("do you know if Kim is not available on Friday?", ["11-27..11-28"]),
        ("금요일은 안 돼요?", ["11-27..11-28"]),
        ("I'm busy on Friday", ["11-27..11-28 avoid"]),
        ("not Thursday", ["11-26..11-27 avoid"]),
        ("목요일은 안 돼요", ["11-26..11-27 avoid"]),
        ("왜냐하면 목요일은 안 돼서요", ["11-26..11-27 avoid"]),
    ],
)
def test_a_question_about_a_refusal_is_none(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "this week but not Tuesday or Thursday, after 2pm",
            ["FREQ=DAILY;UNTIL=20261129T235959 11-23 14:00..11-24", "11-24..11-25 avoid", "11-26..11-27 avoid"],
        ),
        (
            "이번 주에, 수요일은 빼고 오후 2시 이후로",
            ["FREQ=DAILY;UNTIL=20261129T235959 11-23 14:00..11-24", "11-25..11-26 avoid"],
        ),
        (
            "next week except Monday, between 1 and 4pm",
            ["FREQ=DAILY;UNTIL=20261206T235959 11-30 13:00..11-30 16:00", "11-30..12-01 avoid"],
        ),
        (
            "다음 주 월요일 빼고 10시에서 12시 사이",
            ["FREQ=DAILY;UNTIL=20261206T235959 11-30 10:00..11-30 12:00", "11-30..12-01 avoid"],
        ),
        (
            "Dec 7-11 except the 9th, 2-5pm",
            ["FREQ=DAILY;UNTIL=20261211T235959 12-07 14:00..12-07 17:00", "12-09..12-10 avoid"],
        ),
        ("next week after 2pm", ["FREQ=DAILY;UNTIL=20261206T235959 11-30 14:00..12-01"]),
        ("다음 주 오후 2시부터 4시까지", ["FREQ=DAILY;UNTIL=20261206T235959 11-30 14:00..11-30 16:00"]),
        ("next week at 3", ["11-30..12-07"]),
        ("next week Friday except 12-1", ["12-04..12-05", "12-04 12:00..12-04 13:00 avoid"]),
        ("before Dec 4, ideally in the morning", ["..12-04", "FREQ=DAILY;UNTIL=20261203T235959 11-24 06:00..11-24 12:00 prefer"]),
        ("Tuesday, preferably after 2", ["11-24..11-25", "11-24 14:00.. prefer"]),
    ],
)  # fmt: skip
def test_hours_beside_days(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30am KST / 4:30pm PST", ["2026-11-24T09:30:00+09:00"]),
        ("Thursday 10am KST (Wednesday 5pm PST)", ["2026-11-26T10:00:00+09:00"]),
        ("9:30am KST / 4:30pm PST on Thursday", ["2026-11-27T09:30:00+09:00"]),
        ("한국시간 목요일 오전 10시(PST 수요일 오후 5시)", ["2026-11-26T10:00:00+09:00"]),
        ("tomorrow at 3. So tomorrow at 3 it is!", ["2026-11-24T15:00:00+09:00"]),
        ("9am KST or 4:30pm PST tomorrow", ["2026-11-24T09:00:00+09:00", "2026-11-25T09:30:00+09:00"]),
        ("Tue 1pm or Wed 9am (all times CET)", ["2026-11-24T21:00:00+09:00", "2026-11-25T17:00:00+09:00"]),
    ],
)
def test_one_instant_said_twice_is_one(text: str, expected: list[str]) -> None:
    found = read_times(text, NOW.replace(tzinfo=SEOUL), SEOUL)
    assert [c.start.isoformat() for c in found if c.start] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("며칠 안에 한번 뵙죠", ["11-23 10:00..11-27"]),
        ("몇 주 안에", ["11-23 10:00..12-15"]),
        ("며칠 뒤에 봐요", ["11-26..11-27"]),
        ("within a few days", ["11-23 10:00..11-27"]),
        ("in the next couple of days", ["11-23 10:00..11-26"]),
        ("오늘 며칠이에요?", ["11-23..11-24"]),
        ("몇 분이세요?", []),
        ("27일 30일은 됩니다", ["11-27..11-28", "11-30..12-01"]),
        ("December 10 and 11", ["12-10..12-11", "12-11..12-12"]),
        ("3pm's tricky, 1:30?", ["11-23 13:30", "11-23 15:00 avoid"]),
        ("never book me before 9:30", ["..11-24 09:30 avoid"]),
        ("Not the 26th please", ["11-26..11-27 avoid"]),
        ("between now and 1", ["11-23 10:00..11-23 13:00"]),
        ("Morning all! Tuesday afternoon?", ["11-24 12:00..11-24 18:00"]),
        ("Wednesday's booked solid, Friday after 2", ["11-27 14:00..", "11-25..11-26 avoid"]),
        ("수요일은 꽉 찼고 금요일이 좋아요", ["11-27..11-28", "11-25..11-26 avoid"]),
        ("tomorrow mornign", ["11-24 06:00..11-24 12:00"]),
    ],
)
def test_small_words(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quarterly planning on Thursday", ["11-26..11-27"]),
        ("weekly review this Thursday", ["11-26..11-27"]),
        ("daily standup tomorrow at 9", ["11-24 09:00"]),
        ("monthly report due Friday", ["..11-28"]),
        ("move the weekly sync to Thursday 3pm", ["11-26 15:00"]),
        ("주간 정리 회의 화요일 3시", ["11-24 15:00"]),
        ("월간 보고 목요일 2시", ["11-26 14:00"]),
        ("격주 회의 내일 3시로 옮겨줘", ["11-24 15:00"]),
        ("weekly sync every Tue", ["FREQ=WEEKLY;BYDAY=TU 11-24"]),
        ("a weekly sync with the team on Thursday at 4", ["FREQ=WEEKLY;BYDAY=TH 11-26 16:00"]),
        ("our biweekly sync on Tuesdays", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 11-24"]),
        ("격주 회의 화요일 3시", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 11-24 15:00"]),
    ],
)
def test_a_title_s_adjective_is_no_repetition(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "weekly 1:1 with Ben every Tuesday at 2pm for 30 minutes",
        "weekly with Ben, at 3 on Mondays",
        "biweekly sync with Ben on Tuesdays at 3",
    ],
)
def test_a_repetition_does_not_cover_a_name(text: str) -> None:
    (found,) = read_times(text, NOW)
    assert "Ben" not in found.text


@pytest.mark.parametrize(
    ("text", "zone", "reading", "other"),
    [
        ("3/4", None, "2027-03-04..2027-03-05", ["2027-04-03..2027-04-04"]),
        ("3/4", "America/New_York", "2027-03-04..2027-03-05", []),
        ("3/4", "Asia/Seoul", "2027-03-04..2027-03-05", []),
        ("3/4", "Europe/London", "2027-04-03..2027-04-04", ["2027-03-04..2027-03-05"]),
        ("3/4에 봐요", "Europe/London", "2027-03-04..2027-03-05", []),
        ("24/12", "Europe/London", "12-24..12-25", []),
        ("Thu 3/4", "Europe/London", "2027-03-04..2027-03-05", []),
        ("5/6 - 5/18", None, "2027-05-06..2027-05-19", []),
    ],
)
def test_a_day_and_a_month_in_figures(text: str, zone: str | None, reading: str, other: list[str]) -> None:
    at = ZoneInfo(zone) if zone else None
    (found,) = read_times(text, NOW.replace(tzinfo=at) if at else NOW, at)
    assert line(found) == reading
    assert [line(r) for r in found.readings] == other


def test_a_day_and_a_month_in_figures_are_read_literally_where_hours_are() -> None:
    (found,) = read_times("3/4", datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/London")), hours="literal")
    assert line(found) == "2027-03-04..2027-03-05"
