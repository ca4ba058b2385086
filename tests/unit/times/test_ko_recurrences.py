"""Korean repetition: what is said, its RRULE (RFC 5545) and its first start; Wednesday 2026-11-25 10:00, hours literal."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.core.times import Kind, read_times

NOW = datetime(2026, 11, 25, 10, 0)
MO_FR = "MO,TU,WE,TH,FR"

RULES = [
    # every day
    ("매일 오전 9시에 스탠드업", "FREQ=DAILY", "2026-11-26T09:00"),
    ("매일 저녁 8시 약 먹기", "FREQ=DAILY", "2026-11-25T20:00"),
    ("날마다 열한시에 알려줘", "FREQ=DAILY", "2026-11-25T11:00"),
    ("매일매일 3시 반", "FREQ=DAILY", "2026-11-25T15:30"),
    ("하루에 한 번 체크", "FREQ=DAILY", "2026-11-25"),
    ("이틀에 한 번", "FREQ=DAILY;INTERVAL=2", "2026-11-25"),
    ("이틀마다 오후 2시", "FREQ=DAILY;INTERVAL=2", "2026-11-25T14:00"),
    ("격일로 오전 10시 반", "FREQ=DAILY;INTERVAL=2", "2026-11-25T10:30"),
    ("하루 걸러 저녁 7시", "FREQ=DAILY;INTERVAL=2", "2026-11-25T19:00"),
    ("3일마다 점검", "FREQ=DAILY;INTERVAL=3", "2026-11-25"),
    ("사흘에 한 번씩", "FREQ=DAILY;INTERVAL=3", "2026-11-25"),
    ("열흘마다 정산", "FREQ=DAILY;INTERVAL=10", "2026-11-25"),
    ("5일 간격으로 보고", "FREQ=DAILY;INTERVAL=5", "2026-11-25"),
    ("아침마다 운동", "FREQ=DAILY", "2026-11-26T07:00"),
    ("저녁마다 산책", "FREQ=DAILY", "2026-11-25T18:00"),
    ("매일 아침", "FREQ=DAILY", "2026-11-26T07:00"),
    ("점심시간마다 영어 수업", "FREQ=DAILY", "2026-11-25T12:00"),
    # every week
    ("매주 월요일 주간 회의", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30"),
    ("매주 화요일 오후 3시", "FREQ=WEEKLY;BYDAY=TU", "2026-12-01T15:00"),
    ("매주 월수금 오전 10시", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-27T10:00"),
    ("매주 화목 저녁 7시", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-26T19:00"),
    ("매주 화, 목 오후 2시", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-26T14:00"),
    ("매주 화/목 14:00", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-26T14:00"),
    ("매주 월·수 4시", "FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-25T16:00"),
    ("매주 월요일과 목요일 11시", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26T11:00"),
    ("매주 월요일, 수요일, 금요일에 한 시간씩", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-25"),
    ("매주 토요일하고 일요일 아침 8시", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28T08:00"),
    ("매주 월~금 오전 9시 반", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T09:30"),
    ("매주 월요일부터 금요일까지 9시", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T09:00"),
    ("월요일부터 목요일까지 매일 5시", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "2026-11-25T17:00"),
    ("화요일마다 10시에", "FREQ=WEEKLY;BYDAY=TU", "2026-12-01T10:00"),
    ("월수금마다 수영", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-25"),
    ("금욜마다 회고", "FREQ=WEEKLY;BYDAY=FR", "2026-11-27"),
    ("화요일과 목요일마다 두시", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-26T14:00"),
    ("매 금요일 오후 5시", "FREQ=WEEKLY;BYDAY=FR", "2026-11-27T17:00"),
    ("오후 3시에 매주 목요일", "FREQ=WEEKLY;BYDAY=TH", "2026-11-26T15:00"),
    ("목요일 4시에 매주", "FREQ=WEEKLY;BYDAY=TH", "2026-11-26T16:00"),
    ("일주일에 한 번", "FREQ=WEEKLY", "2026-11-25"),
    ("주 1회 미팅", "FREQ=WEEKLY", "2026-11-25"),
    ("일주일마다 보고서", "FREQ=WEEKLY", "2026-11-25"),
    ("매주 토요일 오전", "FREQ=WEEKLY;BYDAY=SA", "2026-11-28T09:00"),
    # every other week and further apart
    ("격주 화요일 2시", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01T14:00"),
    ("격주로 금요일 오전 11시", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27T11:00"),
    ("격주마다 목요일", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-11-26"),
    ("2주마다 월요일 10시", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30T10:00"),
    ("2주에 한 번 수요일", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-11-25"),
    ("두 주에 한 번 금요일 4시", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27T16:00"),
    ("3주마다 목요일 오후 1시", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH", "2026-11-26T13:00"),
    ("4주 간격으로 월요일", "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO", "2026-11-30"),
    ("한 주 걸러 화요일", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01"),
    ("삼 주에 한 번", "FREQ=WEEKLY;INTERVAL=3", "2026-11-25"),
    # weekdays and weekends
    ("평일 오전 9시", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T09:00"),
    ("평일마다 5시 반", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-25T17:30"),
    ("매 평일 아침 8시", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T08:00"),
    ("평일엔 항상 바빠요", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-25"),
    ("주말마다 등산", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28"),
    ("매주 주말 오전 10시", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28T10:00"),
    ("매주 평일 10시", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T10:00"),
    # every month
    ("매달 15일 월급", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15"),
    ("매월 1일 오전 10시", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01T10:00"),
    ("매월 25일 오후 2시", "FREQ=MONTHLY;BYMONTHDAY=25", "2026-11-25T14:00"),
    ("매월 말일 마감", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
    ("매달 마지막 날 5시", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T17:00"),
    ("매달 1일과 15일", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01"),
    ("매월 첫째 주 월요일 오전 10시", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07T10:00"),
    ("매달 둘째 주 수요일", "FREQ=MONTHLY;BYDAY=2WE", "2026-12-09"),
    ("매달 셋째 목요일 3시", "FREQ=MONTHLY;BYDAY=3TH", "2026-12-17T15:00"),
    ("매월 마지막 금요일 오후 4시", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T16:00"),
    ("매달 마지막 주 금요일", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    ("매월 둘째, 넷째 주 화요일", "FREQ=MONTHLY;BYDAY=2TU,4TU", "2026-12-08"),
    ("첫째·셋째 수요일마다 저녁 7시", "FREQ=MONTHLY;BYDAY=1WE,3WE", "2026-12-02T19:00"),
    ("한 달에 한 번", "FREQ=MONTHLY", "2026-11-25"),
    ("월 1회 점검", "FREQ=MONTHLY", "2026-11-25"),
    ("두 달에 한 번", "FREQ=MONTHLY;INTERVAL=2", "2026-11-25"),
    ("3개월마다 건강검진", "FREQ=MONTHLY;INTERVAL=3", "2026-11-25"),
    ("격월로 10일", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=10", "2026-12-10"),
    ("분기마다 리뷰", "FREQ=MONTHLY;INTERVAL=3", "2026-11-25"),
    ("분기에 한 번", "FREQ=MONTHLY;INTERVAL=3", "2026-11-25"),
    ("반년마다 평가", "FREQ=MONTHLY;INTERVAL=6", "2026-11-25"),
    ("다달이 10일에 이체", "FREQ=MONTHLY;BYMONTHDAY=10", "2026-12-10"),
    # every year
    ("매년 3월 2일 창립기념일", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2", "2027-03-02"),
    ("해마다 12월 24일 저녁 6시", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-24T18:00"),
    ("매년 유월 십오일", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "2027-06-15"),
    ("매년 5월 첫째 월요일", "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "2027-05-03"),
    ("일 년에 한 번", "FREQ=YEARLY", "2026-11-25"),
    ("2년마다 이사", "FREQ=YEARLY;INTERVAL=2", "2026-11-25"),
    ("격년으로", "FREQ=YEARLY;INTERVAL=2", "2026-11-25"),
    # how often, until when, from when
    ("매주 월요일 10시 5회", "FREQ=WEEKLY;BYDAY=MO;COUNT=5", "2026-11-30T10:00"),
    ("매주 수요일 오후 2시 총 8번", "FREQ=WEEKLY;BYDAY=WE;COUNT=8", "2026-11-25T14:00"),
    ("매일 9시에 세 번만", "FREQ=DAILY;COUNT=3", "2026-11-26T09:00"),
    ("12월 말일까지 매주 화요일", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", "2026-12-01"),
    ("매주 목요일 4시 내년 2월까지", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270228T235959", "2026-11-26T16:00"),
    ("다음 주부터 매주 금요일 11시", "FREQ=WEEKLY;BYDAY=FR", "2026-12-04T11:00"),
    ("12월부터 매달 10일", "FREQ=MONTHLY;BYMONTHDAY=10", "2026-12-10"),
    ("내년 1월부터 3월까지 매주 월요일 오후 1시", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331T235959", "2027-01-04T13:00"),
    ("내일부터 매일 아침 7시", "FREQ=DAILY", "2026-11-26T07:00"),
    ("6주간 매주 화요일 10시", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270105T235959", "2026-12-01T10:00"),
    # run together, typed in haste, mixed
    ("매주월요일오전10시", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T10:00"),
    ("매주 ３시 수요일", "FREQ=WEEKLY;BYDAY=WE", "2026-11-25T15:00"),
    ("매달첫째주월요일", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07"),
    ("매주 수욜 10am", "FREQ=WEEKLY;BYDAY=WE", "2026-12-02T10:00"),
    ("weekly sync 매주 목요일 3pm", "FREQ=WEEKLY;BYDAY=TH", "2026-11-26T15:00"),
    ("데일리 스크럼은 평일 9시 30분에", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T09:30"),
    ("월수금 10시 반복", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-27T10:00"),
    ("월요일 3시 회의를 매주 반복", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T15:00"),
    ("첫째 주 월요일마다", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07"),
    ("매월 2, 4째 주 토요일", "FREQ=MONTHLY;BYDAY=2SA,4SA", "2026-11-28"),
    ("주말 빼고 매일 8시", f"FREQ=WEEKLY;BYDAY={MO_FR}", "2026-11-26T08:00"),
    ("다음 주 월요일부터 금요일까지 매일 10시", "FREQ=DAILY;UNTIL=20261204T235959", "2026-11-30T10:00"),
    ("매달 말일 오후 5시까지", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T17:00"),
    ("매년 크리스마스", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "2026-12-25"),
    ("두 시간마다 스트레칭", "FREQ=HOURLY;INTERVAL=2", "2026-11-25T10:00"),
    ("보통 오후 3시에 쉬어요", "FREQ=DAILY", "2026-11-25T15:00"),
    ("매주 화요일 3시부터 4시까지", "FREQ=WEEKLY;BYDAY=TU", "2026-12-01T15:00"),
]


@pytest.mark.parametrize(("text", "rule", "start"), RULES)
def test_rule_and_first_start(text: str, rule: str, start: str) -> None:
    found = [c for c in read_times(text, NOW, hours="literal") if c.kind is Kind.RECURRENCE]
    assert found, "no recurrence"
    assert (found[0].rrule, found[0].start) == (rule, datetime.fromisoformat(start))


def test_several_times_of_one_repetition() -> None:
    found = read_times("매주 월요일 오후 2시, 수요일 오후 4시", NOW)
    assert [(c.rrule, c.start) for c in found] == [
        ("FREQ=WEEKLY;BYDAY=MO", datetime(2026, 11, 30, 14)),
        ("FREQ=WEEKLY;BYDAY=WE", datetime(2026, 11, 25, 16)),
    ]


LENGTHS = [
    ("매주 화요일 오후 3시부터 4시 반까지", 90),
    ("매일 9시부터 30분", 30),
    ("매주 목요일 2시~3시", 60),
    ("매주 월요일 10시부터 한 시간 동안", 60),
    ("평일 오전 10시에서 11시 사이", 60),
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS)
def test_an_instance_has_the_length_said(text: str, minutes: int) -> None:
    (found,) = read_times(text, NOW)
    assert found.kind is Kind.RECURRENCE
    assert found.start is not None
    assert found.end is not None
    assert (found.end - found.start).total_seconds() / 60 == minutes


AVOIDED = ["점심엔 잡지 마", "점심시간에는 회의 잡지 말아 주세요", "매주 금요일은 빼고", "평일 오전은 피해 주세요"]


@pytest.mark.parametrize("text", AVOIDED)
def test_a_habit_can_be_refused(text: str) -> None:
    found = read_times(text, NOW)
    assert [(c.kind.value, c.polarity.value) for c in found] == [("recurrence", "avoid")]
