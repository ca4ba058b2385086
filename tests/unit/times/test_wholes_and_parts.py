"""Weeks and their days, exceptions and what stands beside them, series and their lengths, other fair readings."""

from __future__ import annotations

import pytest

from actions.core.times import meeting_minutes, read_times

from .cases import NOW, line, read

_EXCEPTIONS = [
    (
        "이번주 금요일 빼고 오후",
        "FREQ=DAILY;UNTIL=20261129T235959 11-23 12:00..11-23 18:00",
        "11-27..11-28 avoid",
    ),
    (
        "next week except Friday, mornings",
        "FREQ=DAILY;UNTIL=20261206T235959 11-30 06:00..11-30 12:00",
        "12-04..12-05 avoid",
    ),
    (
        "any afternoon next week but Wednesday",
        "FREQ=DAILY;UNTIL=20261206T235959 11-30 12:00..11-30 18:00",
        "12-02..12-03 avoid",
    ),
    (
        "next week any afternoon except Friday",
        "FREQ=DAILY;UNTIL=20261206T235959 11-30 12:00..11-30 18:00",
        "12-04..12-05 avoid",
    ),
    ("금요일 빼고 다음 주", "11-30..12-07", "12-04..12-05 avoid"),
    ("다음 주 금요일 빼고 다 좋아요", "11-30..12-07", "12-04..12-05 avoid"),
    ("내일 12시~1시만 빼고 다 돼요", "11-24..11-25", "11-24 12:00..11-24 13:00 avoid"),
]


@pytest.mark.parametrize(("text", "wanted", "avoided"), _EXCEPTIONS)
def test_an_exception_is_of_its_week_and_lends_no_day(text: str, wanted: str, avoided: str) -> None:
    assert read(text) == [wanted, avoided]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("다음 주 금요일은 안 돼요", ["12-04..12-05 avoid"]),
        ("not Friday mornings", ["FREQ=WEEKLY;BYDAY=FR 11-27 06:00..11-27 12:00 avoid"]),
        ("Tuesday or Thursday next week", ["12-01..12-02", "12-03..12-04"]),
        ("Tue/Thu next week after 2", ["12-01 14:00..", "12-03 14:00.."]),
        ("Friday or Monday next week", ["11-27..11-28", "11-30..12-01"]),
        ("다음 주 화/목 오전", ["12-01 09:00..12-01 12:00", "12-03 09:00..12-03 12:00"]),
        ("this week or next", ["11-23..11-30", "11-30..12-07"]),
        ("this or next week", ["11-23..11-30", "11-30..12-07"]),
        ("Monday in the first week of December", ["12-07..12-08"]),
        ("Tuesday in the week of Dec 7", ["12-08..12-09"]),
        ("the week of Monday, Dec 7", ["12-07..12-14"]),
        ("12월 7일 주 화요일", ["12-08..12-09"]),
        ("after lunch tomorrow", ["11-24 13:00.."]),
        ("내일 점심 먹고", ["11-24 13:00.."]),
        ("Tuesday before lunch", ["11-24..11-24 12:00"]),
        ("between 2 and 4 on Thu or Fri", ["11-26 14:00..11-26 16:00", "11-27 14:00..11-27 16:00"]),
        ("at 3 on Thursday or Friday", ["11-26 15:00", "11-27 15:00"]),
        ("Thursday at 3 or Friday", ["11-26 15:00", "11-27..11-28"]),
        (
            "Mon 2-4, Tue 9-11, or Thu any time",
            ["11-23 14:00..11-23 16:00", "11-24 09:00..11-24 11:00", "11-26..11-27"],
        ),
        ("화 9-11시, 목요일은 아무때나", ["11-24 09:00..11-24 11:00", "11-26..11-27"]),
        ("수요일 2시 이후나 목요일 오전", ["11-25 14:00..", "11-26 09:00..11-26 12:00"]),
        ("Friday, not before 2", ["11-27..11-28", "..11-27 14:00 avoid"]),
        ("no calls after 5pm on Fridays", ["FREQ=WEEKLY;BYDAY=FR 11-27 17:00..11-28 avoid"]),
        ("I'd rather not meet on Fridays", ["FREQ=WEEKLY;BYDAY=FR 11-27 avoid"]),
        ("금요일에는 회의 안 잡았으면 해요", ["11-27..11-28 avoid"]),
        ("월요일 오전만 아니면 다 좋아요", ["11-30 09:00..11-30 12:00 avoid"]),
        ("3시 대신 4시", ["11-23 16:00", "11-23 15:00 avoid"]),
        ("if possible before Thursday", ["..11-26 prefer"]),
        ("next week is good. Tuesday works best", ["11-30..12-07", "12-01..12-02"]),
        ("next week works. See you Friday!", ["11-30..12-07", "11-27..11-28"]),
        ("Q4 planning on 12/8 10:00-12:00", ["12-08 10:00..12-08 12:00"]),
        ("4분기 실적 리뷰 목요일 2시", ["11-26 14:00"]),
        ("4분기 중에", ["10-01..2027-01-01"]),
        ("Wed 4 works", ["11-25 16:00"]),
        ("매주 목요일 4시에 1:1, 12월 3일부터", ["FREQ=WEEKLY;BYDAY=TH 12-03 16:00"]),
        ("We met on Nov 12, let's meet again on Dec 3", ["11-12..11-13", "12-03..12-04"]),
        ("11월 12일에 만났던 건으로 12월 3일에 봬요", ["11-12..11-13", "12-03..12-04"]),
        ("Monday-Wednesday next week, 1-3pm", ["FREQ=DAILY;UNTIL=20261202T235959 11-30 13:00..11-30 15:00"]),
        ("다음 주 월~수 1시에서 3시", ["FREQ=DAILY;UNTIL=20261202T235959 11-30 13:00..11-30 15:00"]),
        ("Dec 7-9, 2-4pm", ["FREQ=DAILY;UNTIL=20261209T235959 12-07 14:00..12-07 16:00"]),
        ("내일부터 금요일까지 오후 2시~4시", ["FREQ=DAILY;UNTIL=20261127T235959 11-24 14:00..11-24 16:00"]),
        ("다음 주 월요일부터 수요일 3시까지", ["11-30..12-02 15:00"]),
        ("월~금 9시부터 6시", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 11-24 09:00..11-24 18:00"]),
        ("화요일 오전 10시~11시, 오후 2시~3시", ["11-24 10:00..11-24 11:00", "11-24 14:00..11-24 15:00"]),
        ("내일 10시, 오후 3시 가능해요", ["11-24 10:00", "11-24 15:00"]),
        ("Mondays at 10, Fridays at 2", ["FREQ=WEEKLY;BYDAY=MO 11-30 10:00", "FREQ=WEEKLY;BYDAY=FR 11-27 14:00"]),
        ("daily at 9 and 5", ["FREQ=DAILY 11-24 09:00", "FREQ=DAILY 11-23 17:00"]),
        ("1월 중순쯤으로 해요", ["2027-01-11..2027-01-21"]),
        ("가능하면 화~목으로요", ["11-24..11-27 prefer"]),
        ("can we start an hour earlier?", ["60m"]),
        ("my hours are 10 to 6", ["11-23 10:00..11-23 18:00"]),
        ("24시간 운영합니다", []),
        ("please keep Friday afternoons free", ["FREQ=WEEKLY;BYDAY=FR 11-27 12:00..11-27 18:00 avoid"]),
        ("다음주 월요일이 공휴일이라 화요일로 해요", ["11-30..12-01", "12-01..12-02"]),
        ("30분 일찍 시작하죠", ["30m"]),
        (
            "- Mon 11/30: 10-12, 2-4\n- Tue 12/1: after 3pm",
            ["11-30 10:00..11-30 12:00", "11-30 14:00..11-30 16:00", "12-01 15:00.."],
        ),
        ("Mon 2-4\nTue 9-11", ["11-23 14:00..11-23 16:00", "11-24 09:00..11-24 11:00"]),
        ("I can do next\nTuesday at 3", ["12-01 15:00"]),
        ("2-4, 5-6 tomorrow", ["11-24 14:00..11-24 16:00", "11-24 17:00..11-24 18:00"]),
        ("Dec 3rd 2-3pm works; Dec 4th doesn't.", ["12-03 14:00..12-03 15:00", "12-04..12-05 avoid"]),
        (
            "매주 월수금 10시부터 11시까지 12월 말까지",
            ["FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261231T235959 11-25 10:00..11-25 11:00"],
        ),
        ("weekday mornings before 10", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 11-24 06:00..11-24 10:00"]),
        ("평일 오전 10시 이전", ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 11-24 09:00..11-24 10:00"]),
        ("every Friday before 3pm", ["FREQ=WEEKLY;BYDAY=FR 11-27..11-27 15:00"]),
        ("every Monday until 5", ["FREQ=WEEKLY;BYDAY=MO 11-30..11-30 17:00"]),
        ("Thursday at 14h", ["11-26 14:00"]),
        ("좋은 밤 되세요", []),
        ("one day we will get there", []),
        ("day to day work", []),
        ("10년 만에 만났어요", []),
        ("저는 4시 이후가 편합니다", ["11-23 16:00.. prefer"]),
        ("아침 일찍은 힘들어요", ["11-24 06:00..11-24 08:00 avoid"]),
        ("금요일은 제가 연차라서요", ["11-27..11-28 avoid"]),
        ("12월 24일부터 26일까지 휴가입니다", ["12-24..12-27 avoid"]),
        ("next week - Mon or Tue", ["11-30..12-07", "11-30..12-01", "12-01..12-02"]),
        ("tomorrow - Friday", ["11-24..11-28"]),
        ("before the end of the month", ["..12-01"]),
        ("remind everyone 10 minutes before", ["10m"]),
        ("this time tomorrow", ["11-24 10:00"]),
        ("same time next week", ["11-30 10:00"]),
        ("내일 이 시간", ["11-24 10:00"]),
        ("다음 주 이 시간", ["11-30 10:00"]),
        ("move it to tomorrow, same time", ["11-24..11-25"]),
        ("내일 같은 시간으로 옮겨 주세요", ["11-24..11-25"]),
    ],
)
def test_days_of_weeks_and_clock_times(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "working", "other"),
    [
        ("11월 마지막 주 목요일", "11-26..11-27", ["12-03..12-04"]),
        ("12월 첫째 주 월요일", "12-07..12-08", ["11-30..12-01"]),
        ("12월 첫째 주 수요일", "12-02..12-03", []),
        ("next Friday", "12-04..12-05", ["11-27..11-28"]),
        ("next Friday at 3pm", "12-04 15:00", ["11-27 15:00"]),
        ("next Friday 3-4pm", "12-04 15:00..12-04 16:00", ["11-27 15:00..11-27 16:00"]),
        ("next Monday", "11-30..12-01", []),
        ("at 7", "11-23 19:00", ["11-24 07:00"]),
        ("dinner at 7", "11-23 19:00", []),
        ("breakfast at 8 tomorrow", "11-24 08:00", []),
        ("내일 회식 7시", "11-24 19:00", []),
        ("at 3", "11-23 15:00", []),
    ],
)
def test_other_fair_readings_are_carried(text: str, working: str, other: list[str]) -> None:
    (found,) = read_times(text, NOW)
    assert line(found) == working
    assert [line(r) for r in found.readings] == other


def test_literal_rows_of_a_month_may_leave_it() -> None:
    assert read("11월 마지막 주 목요일", hours="literal") == ["12-03..12-04"]


@pytest.mark.parametrize(
    ("text", "rule", "minutes"),
    [
        ("월요일마다 30분씩", "FREQ=WEEKLY;BYDAY=MO", 30),
        ("every Monday for 30 minutes", "FREQ=WEEKLY;BYDAY=MO", 30),
        ("매주 화요일 1시간", "FREQ=WEEKLY;BYDAY=TU", 60),
        ("weekly 30 min sync on Mondays", "FREQ=WEEKLY;BYDAY=MO", 30),
        ("every Tue at 3 for 45 min", "FREQ=WEEKLY;BYDAY=TU", 45),
        ("매주 월요일 10시부터 30분간", "FREQ=WEEKLY;BYDAY=MO", 30),
    ],
)
def test_the_length_of_a_series(text: str, rule: str, minutes: int) -> None:
    found = read_times(text, NOW)
    assert found[0].rrule == rule
    assert meeting_minutes(found) == minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow for 30 minutes", ["11-24..11-25", "30m"]),
        ("내일 오전에 한 시간", ["11-24 09:00..11-24 12:00", "60m"]),
        ("Monday for 3 days", ["11-23..11-26"]),
    ],
)
def test_a_day_is_no_longer_than_a_meeting_on_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("every Monday until June", "20270531"),
        ("every Monday through June", "20270630"),
        ("every Monday until Dec 18", "20261218"),
        ("every Monday before June", "20270531"),
        ("매주 월요일 6월까지", "20270630"),
    ],
)
def test_how_long_a_series_goes_on(text: str, until: str) -> None:
    assert read(text) == [f"FREQ=WEEKLY;BYDAY=MO;UNTIL={until} 11-23"]


def test_a_part_of_the_day_of_a_series_is_no_length() -> None:
    assert meeting_minutes(read_times("Mondays before 11", NOW)) is None
