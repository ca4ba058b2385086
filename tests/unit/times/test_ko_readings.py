"""What Korean expressions mean, said on Wednesday 2026-11-25 at 10:00 (working hours unless said otherwise)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.times import Kind, Polarity, Strength, TimeConstraint, read_times

NOW = datetime(2026, 11, 25, 10, 0)


def _iso(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"2026-{text}" if text[2] == "-" else text)


def _bounds(found: TimeConstraint) -> tuple[datetime | None, datetime | None]:
    return found.start, found.end


# text -> start, end (None: open); month-day, with the year where it is not 2026
STRETCHES = [
    # days
    ("오늘", "11-25", "11-26"),
    ("낼 봐요", "11-26", "11-27"),
    ("내일모레", "11-27", "11-28"),
    ("글피", "11-28", "11-29"),
    ("그글피에", "11-29", "11-30"),
    ("그저께", "11-23", "11-24"),
    ("명일까지는 아니고 익일", "11-26", "11-27"),
    ("사흘 뒤", "11-28", "11-29"),
    ("보름 뒤", "12-10", "12-11"),
    ("2주 후", "12-09", "12-10"),
    ("한 달 뒤", "12-25", "12-26"),
    ("3영업일 후", "11-30", "12-01"),
    ("다음 영업일", "11-26", "11-27"),
    ("15일", "12-15", "12-16"),
    ("25일", "11-25", "11-26"),
    ("십오일에", "12-15", "12-16"),
    ("팔일에 있는 회의", "12-08", "12-09"),
    ("12월 7일", "12-07", "12-08"),
    ("십이월 이십사일", "12-24", "12-25"),
    ("3월 2일", "2027-03-02", "2027-03-03"),
    ("내년 1월 2일", "2027-01-02", "2027-01-03"),
    ("27년 3월 1일", "2027-03-01", "2027-03-02"),
    ("2026. 12. 3.에", "12-03", "12-04"),
    ("12.3(목)", "12-03", "12-04"),
    ("12/3", "12-03", "12-04"),
    ("크리스마스 이브", "12-24", "12-25"),
    ("다음 달 말일", "12-31", "2027-01-01"),
    ("이번 달 마지막 날", "11-30", "12-01"),
    ("다음 주 화요일의 전날", "11-30", "12-01"),
    ("말일 이틀 전", "11-28", "11-29"),
    # weeks and weekdays
    ("이번 주", "11-23", "11-30"),
    ("담주", "11-30", "12-07"),
    ("다다음주", "12-07", "12-14"),
    ("차주 화요일", "12-01", "12-02"),
    ("금주 금요일", "11-27", "11-28"),
    ("금요일", "11-27", "11-28"),
    ("수요일", "12-02", "12-03"),
    ("이번 수요일", "11-25", "11-26"),
    ("지난 금요일", "11-20", "11-21"),
    ("다음 주 목욜", "12-03", "12-04"),
    ("12월 7일 주", "12-07", "12-14"),
    ("12월 9일이 있는 주에", "12-07", "12-14"),
    ("첫째 주", "11-30", "12-07"),
    ("둘째 주 월요일", "12-07", "12-08"),
    ("다음 달 셋째 주 수요일", "12-16", "12-17"),
    ("다음 달 둘째 화요일", "12-08", "12-09"),
    ("이번 달 마지막 금요일", "11-27", "11-28"),
    ("12월 2주차", "12-07", "12-14"),
    ("이번 주말", "11-28", "11-30"),
    ("다음 주말", "12-05", "12-07"),
    ("다음 주 초", "11-30", "12-02"),
    ("다음 주 주중", "11-30", "12-05"),
    # months, quarters, years
    ("다음 달", "12-01", "2027-01-01"),
    ("다음 달 중순", "12-11", "12-21"),
    ("월말쯤", "11-21", "12-01"),
    ("1월 초", "2027-01-01", "2027-01-11"),
    ("상반기", "2027-01-01", "2027-07-01"),
    ("1분기", "2027-01-01", "2027-04-01"),
    ("이번 분기", "10-01", "2027-01-01"),
    ("연초", "2027-01-01", "2027-02-01"),
    ("올해 말", "12-01", "2027-01-01"),
    # parts of the day
    ("내일 오전", "11-26T09:00", "11-26T12:00"),
    ("금요일 점심", "11-27T12:00", "11-27T13:00"),
    ("오늘 저녁", "11-25T18:00", "11-25T21:00"),
    ("내일 밤", "11-26T21:00", "11-27"),
    ("내일 출근하자마자", "11-26T09:00", "11-26T10:00"),
    ("이번 저녁", "11-25T18:00", "11-25T21:00"),
    # ranges
    ("2-4시", "11-25T14:00", "11-25T16:00"),
    ("2시~4시", "11-25T14:00", "11-25T16:00"),
    ("오전 10시부터 12시까지", "11-25T10:00", "11-25T12:00"),
    ("내일 11시부터 1시", "11-26T11:00", "11-26T13:00"),
    ("내일 2시에서 4시 사이", "11-26T14:00", "11-26T16:00"),
    ("2시와 4시 사이", "11-25T14:00", "11-25T16:00"),
    ("토요일 오후 두시 에서 네시 사이에", "11-28T14:00", "11-28T16:00"),
    ("오후 3시 반부터 한 시간", "11-25T15:30", "11-25T16:30"),
    ("내일 3시부터 30분 뒤까지", "11-26T15:00", "11-26T15:30"),
    ("밤 11시부터 새벽 1시까지", "11-25T23:00", "11-26T01:00"),
    ("15시~16시30분", "11-25T15:00", "11-25T16:30"),
    ("12/3(목) 14:00~15:30", "12-03T14:00", "12-03T15:30"),
    ("12월 24일부터 26일까지", "12-24", "12-27"),
    ("12월 28일부터 1월 3일까지", "12-28", "2027-01-04"),
    ("다음 주 월요일부터 수요일까지", "11-30", "12-03"),
    ("오늘부터 다음 주 금요일까지", "11-25", "12-05"),
    ("지난 3일간", "11-22", "11-25"),
    ("10월 5일부터 10월 3일까지", "2027-10-05", "2027-10-06"),
    # open ends
    ("금요일까지", None, "11-28"),
    ("금요일 전에", None, "11-27"),
    ("3시 전에", None, "11-25T15:00"),
    ("내일 퇴근 전까지", None, "11-26T18:00"),
    ("내일 중으로", None, "11-27"),
    ("오후 3시 이후", "11-25T15:00", None),
    ("수요일부터", "12-02", None),
    ("점심 먹고", "11-25T13:00", None),
    ("24일 이후로 다시 잡아 주세요", "12-24", None),
    ("주말 이후", "11-30", None),
]


@pytest.mark.parametrize(("text", "start", "end"), STRETCHES)
def test_stretch(text: str, start: str | None, end: str | None) -> None:
    found = [c for c in read_times(text, NOW) if c.kind is Kind.INTERVAL and c.polarity is Polarity.WANT]
    assert _bounds(found[0]) == (_iso(start), _iso(end))


# text -> the clock time when hours are read inside the working day, and literally
INSTANTS = [
    ("3시", "11-25T15:00", "11-25T15:00"),
    ("3시 반", "11-25T15:30", "11-25T15:30"),
    ("열한시 반", "11-25T11:30", "11-25T11:30"),
    ("9시", "11-26T09:00", "11-25T21:00"),
    ("15:00", "11-25T15:00", "11-25T15:00"),
    ("내일 3:30", "11-26T15:30", "11-26T03:30"),
    ("오후 세시 십오분", "11-25T15:15", "11-25T15:15"),
    ("오후 4시 10분 전", "11-25T15:50", "11-25T15:50"),
    ("내일 3시 10분 전에", "11-26T14:50", "11-26T14:50"),
    ("정오", "11-25T12:00", "11-25T12:00"),
    ("내일 자정", "11-27T00:00", "11-27T00:00"),
    ("밤 12시", "11-26T00:00", "11-26T00:00"),
    ("새벽 2시", "11-26T02:00", "11-26T02:00"),
    ("저녁 7시 반", "11-25T19:30", "11-25T19:30"),
    ("내일 낮 한 시", "11-26T13:00", "11-26T13:00"),
    ("금욜저녁7시반", "11-27T19:30", "11-27T19:30"),
    ("다음주화요일오후3시", "12-01T15:00", "12-01T15:00"),
    ("내일　３시３０분", "11-26T15:30", "11-26T15:30"),
    ("오후 12시", "11-25T12:00", "11-25T12:00"),
    ("오전 12시", "11-26T00:00", "11-26T00:00"),
    ("내일 24시", "11-27T00:00", "11-27T00:00"),
    ("12월3일2시", "12-03T14:00", "12-03T14:00"),
    ("사흘 뒤 오전 10시", "11-28T10:00", "11-28T10:00"),
    ("30분 뒤", "11-25T10:30", "11-25T10:30"),
    ("한 시간 반 후에", "11-25T11:30", "11-25T11:30"),
    ("90분 전", "11-25T08:30", "11-25T08:30"),
    ("다음주일요일오후3시", "12-06T15:00", "12-06T15:00"),
    ("이틀뒤오후3:30", "11-27T15:30", "11-27T15:30"),
    ("내일 저녁 약속 일곱 시로 추가", "11-26T19:00", "11-26T19:00"),
    ("금요일 오전 회의를 3시로 바꿔 줘", "11-27T15:00", "11-27T15:00"),
    ("next Tuesday 오후 3시", "12-01T15:00", "12-01T15:00"),
    ("내일 3pm에 봐요", "11-26T15:00", "11-26T15:00"),
    ("삼 월 이십일 일 두 시 십칠 분", "2027-03-21T14:17", "2027-03-21T14:17"),
]


@pytest.mark.parametrize(("text", "working", "literal"), INSTANTS)
def test_instant(text: str, working: str, literal: str) -> None:
    for hours, expected in (("working", working), ("literal", literal)):
        found = read_times(text, NOW, hours=hours)[0]
        assert (found.kind, found.start) == (Kind.INSTANT, _iso(expected)), hours


LENGTHS = [
    ("45분", 45),
    ("한 시간 반", 90),
    ("2시간 30분", 150),
    ("1시간반짜리 회의", 90),
    ("삼십분만 시간 내 주세요", 30),
    ("반 시간", 30),
    ("두시간 정도 걸려요", 120),
    ("1.5시간", 90),
    ("45초", 0.75),
    ("하루", 1440),
    ("사흘", 3 * 1440),
    ("열흘간", 10 * 1440),
    ("보름", 15 * 1440),
    ("일주일", 7 * 1440),
    ("2주", 14 * 1440),
    ("한 달", 30 * 1440),
    ("두 달 반", 75 * 1440),
    ("반년", 180 * 1440),
    ("일 년", 365 * 1440),
    ("2박 3일", 3 * 1440),
    ("스물네 시간", 1440),
    ("이십사시간", 1440),
    ("백이십분", 120),
    ("한두 시간", 60),
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS)
def test_length(text: str, minutes: float) -> None:
    (found,) = read_times(text, NOW)
    assert (found.kind, found.minutes) == (Kind.DURATION, minutes)


# every time of the text in its order of answering: (start or end, polarity, strength)
TONES = [
    ("금요일 빼고", [("11-27", "avoid", "must")]),
    ("화요일은 안 되고 수요일 3시는 돼요", [("12-02T15:00", "want", "must"), ("12-01", "avoid", "must")]),
    (
        "금요일은 제가 휴가라 어렵고 목요일 오전은 괜찮아요",
        [("11-26T09:00", "want", "must"), ("11-27", "avoid", "must")],
    ),
    ("3시 말고 5시로 해 주세요", [("11-25T17:00", "want", "must"), ("11-25T15:00", "avoid", "must")]),
    ("오늘 말고 내일", [("11-26", "want", "must"), ("11-25", "avoid", "must")]),
    ("되도록 내일 오전에", [("11-26T09:00", "want", "prefer")]),
    ("가능하면 다음 주로", [("11-30", "want", "prefer")]),
    ("웬만하면 점심시간은 피해 주세요", [("11-25T12:00", "avoid", "prefer")]),
    ("월요일 오후 3시가 제일 좋아요", [("11-30T15:00", "want", "prefer")]),
    ("화요일은 안 될까요?", [("12-01", "want", "must")]),
    ("수요일 3시 안 되나요", [("12-02T15:00", "want", "must")]),
    ("금요일 오후 6시 이후로는 못 해요", [("11-27T18:00", "avoid", "must")]),
    ("일요일엔 회의 안 해요", [("11-29", "avoid", "must")]),
    ("화, 목은 안 돼요", [("12-01", "avoid", "must"), ("11-26", "avoid", "must")]),
    ("3시 이후엔 안 돼요", [("11-25T15:00", "avoid", "must")]),
    ("이번 주는 좀 어렵고 다음 주 초면 좋겠어요", [("11-30", "want", "prefer"), ("11-23", "avoid", "must")]),
]


@pytest.mark.parametrize(("text", "expected"), TONES)
def test_polarity_and_strength(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = read_times(text, NOW)
    assert [(c.start, c.polarity.value, c.strength.value) for c in found] == [(_iso(s), p, t) for s, p, t in expected]


LISTS = [
    ("화/목 2시", ["12-01T14:00", "11-26T14:00"]),
    ("월수금 오전 10시", ["11-30T10:00", "12-02T10:00", "11-27T10:00"]),
    ("다음 주 월요일이나 화요일 3시", ["11-30T15:00", "12-01T15:00"]),
    ("내일 3시나 5시", ["11-26T15:00", "11-26T17:00"]),
    ("화요일 2시 또는 목요일 10시", ["12-01T14:00", "11-26T10:00"]),
    ("다음 달 3일, 5일, 9일", ["12-03", "12-05", "12-09"]),
    ("내일이나 모레 오후", ["11-26T12:00", "11-27T12:00"]),
    ("다음 주 미팅을 화요일에서 수요일로 옮겨 줘", ["12-02", "11-30", "12-01"]),
    ("내일 3시 회의를 5시로 변경", ["11-26T17:00", "11-26T15:00"]),
]


@pytest.mark.parametrize(("text", "starts"), LISTS)
def test_alternatives(text: str, starts: list[str]) -> None:
    assert [c.start for c in read_times(text, NOW)] == [_iso(s) for s in starts]


ZONES = [
    ("내일 오전 10시 KST", "11-26T10:00"),
    ("뉴욕 시간으로 내일 오전 9시", "11-26T23:00"),
    ("베를린 시간 3시", "11-25T23:00"),
    ("내일 런던 시간 기준 오후 2시", "11-26T23:00"),
    ("한국시간 오후 3시", "11-25T15:00"),
]


@pytest.mark.parametrize(("text", "local"), ZONES)
def test_a_zone_said_is_converted(text: str, local: str) -> None:
    seoul = ZoneInfo("Asia/Seoul")
    found = read_times(text, NOW.replace(tzinfo=seoul), seoul)[0]
    expected = _iso(local)
    assert expected is not None
    assert found.start == expected.replace(tzinfo=seoul)


SPANS = [
    ("회의는 다음 주 화요일 3시에 해요", "다음 주 화요일 3시"),
    ("금요일까지는 보내 주세요", "금요일"),
    ("내일모레쯤이면 돼요", "내일모레"),
    ("오후 2시부터 4시까지 비워 두세요", "오후 2시부터 4시"),
    ("３시３０분이요", "３시３０분"),
]


@pytest.mark.parametrize(("text", "piece"), SPANS)
def test_spans_leave_particles_out(text: str, piece: str) -> None:
    found = read_times(text, NOW)[0]
    assert found.text == piece
    assert text[slice(*found.span)] == piece


def test_a_part_of_several_days_repeats() -> None:
    (found,) = read_times("다음 주 오전", NOW)
    assert (found.kind, found.rrule) == (Kind.RECURRENCE, "FREQ=DAILY;UNTIL=20261206T235959")
    assert _bounds(found) == (_iso("11-30T09:00"), _iso("11-30T12:00"))


def test_an_hour_that_may_be_either_is_carried_twice() -> None:
    (found,) = read_times("내일 8시", NOW)
    assert [found.start, *(r.start for r in found.readings)] == [_iso("11-26T08:00"), _iso("11-26T20:00")]


def test_strength_is_a_condition_unless_said() -> None:
    assert read_times("내일 3시", NOW)[0].strength is Strength.MUST


_WORDS = st.sampled_from(
    [
        "매주",
        "월수금",
        "다음",
        "주",
        "이번",
        "달",
        "말일",
        "오전",
        "오후",
        "3시",
        "세시",
        "반",
        "부터",
        "까지",
        "에서",
        "사이",
        "이후",
        "전",
        "뒤",
        "3일",
        "한",
        "시간",
        "30분",
        "화요일",
        "월요일",
        "이나",
        "와",
        ",",
        "~",
        "-",
        "첫째",
        "둘째",
        "12월",
        "7일",
        "15일",
        "마다",
        "격주",
        "빼고",
        "안",
        "돼요",
        "되도록",
        "점심",
        "먹고",
        "퇴근",
        "정오",
        "자정",
        "내일",
        "모레",
        "KST",
        "뉴욕",
        "시간",
        ".",
        "?",
        "３",
        "5회",
        "동안",
        "평일",
        "주말",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=14), st.booleans(), st.sampled_from(["working", "literal"]))
def test_any_order_of_words_gives_sound_times(words: list[str], spaced: bool, hours: str) -> None:
    text = (" " if spaced else "").join(words)
    for c in read_times(text, NOW, hours=hours):
        assert c.text == text[slice(*c.span)]
        assert c.start is None or c.end is None or c.start < c.end
        assert (c.kind is Kind.DURATION) == (c.minutes is not None)
        assert (c.kind is Kind.RECURRENCE) == (c.rrule is not None)
        assert c.kind is not Kind.INSTANT or (c.start is not None and c.end is None)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="매주월화수목금토일오전후시분반년초말까지부터에서이나3 0,~:-/", max_size=80))
def test_no_text_breaks_the_grammar(text: str) -> None:
    read_times(text, NOW)
