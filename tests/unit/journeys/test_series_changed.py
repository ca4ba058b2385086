"""A series is changed: one of it or all of it, its hour, length, words and people; one UID for life."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, weekly

HAEUN, SEOJUN, JIWOO, MINJI = "haeun@example.com", "seojun@example.com", "jiwoo@example.com", "minji.b@example.com"
KST = ZoneInfo("Asia/Seoul")
FIRST = datetime(2026, 12, 2, 14, 0, tzinfo=KST)
WEEK = timedelta(weeks=1)


def series() -> Talk:
    t = weekly("수요일")
    assert t.meeting().booked.start == FIRST
    return t


def clocks(t: Talk, who: str) -> list[str]:
    """When the first four stand, by week."""
    found = {e.start.astimezone(KST).date(): e for e in t.events(who, "동기화")}
    days = [(FIRST + n * WEEK).date() for n in range(4)]
    shown = [(found[d].start.astimezone(KST), found[d].end.astimezone(KST)) for d in days if d in found]
    return [f"{s:%H:%M}-{e:%H:%M}" for s, e in shown]


OLD, ALL = "14:00-14:30", 4


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("앞으로 동기화는 오후 4시로 옮겨줘", ["16:00-16:30"] * ALL),
        ("move every 동기화 to 4pm", ["16:00-16:30"] * ALL),
        ("동기화를 매번 1시간 미뤄줘", ["15:00-15:30"] * ALL),
        ("동기화를 매주 30분 앞당겨줘", ["13:30-14:00"] * ALL),
        ("앞으로 동기화 1시간으로 늘려줘", ["14:00-15:00"] * ALL),
        ("12월 9일 동기화를 오후 4시로 옮겨줘", [OLD, "16:00-16:30", OLD, OLD]),
        ("12월 9일 동기화만 1시간 미뤄줘", [OLD, "15:00-15:30", OLD, OLD]),
        ("move next week's 동기화 to 4pm", [OLD, "16:00-16:30", OLD, OLD]),
    ],
)
def test_its_hour_or_length_once_or_every_time(text: str, after: list[str]) -> None:
    t = series()
    uid = t.meeting().uid
    said = t.say("reschedule_meeting", text, title="동기화").text
    for who in (JIWOO, HAEUN, SEOJUN):
        assert clocks(t, who) == after, said
    everybody = [e for who in (JIWOO, HAEUN, SEOJUN) for e in t.events(who, "동기화")]
    assert {e.uid for e in everybody} == {uid} == {t.meeting().uid}
    assert t.meeting().sequence >= 1 or t.meeting().moved
    assert {r.to: r.method for r in t.replies if r.to != JIWOO} == {HAEUN: "REQUEST", SEOJUN: "REQUEST"}
    told = next(r.text for r in t.replies if r.to == HAEUN)
    assert ("매주 수요일" in told) is (OLD not in after)
    assert ("나머지" in said or "The others in the series" in said) is (OLD in after)


def test_a_clash_in_a_later_week_is_told_before_all_of_it_moves() -> None:
    t = series()
    t.say(
        "schedule_meeting", "12월 16일 오후 4시에 하은님이랑 회고 30분", sender=MINJI, attendee="하은님", title="회고"
    )
    said = t.say("reschedule_meeting", "앞으로 동기화는 오후 4시로 옮겨줘", title="동기화").text
    assert "12월 16일" in said
    assert "회고" not in said
    assert clocks(t, HAEUN) == [OLD] * 4
    t.say("choose_slot", "1번, 그 주는 빼고", choice="1")
    assert clocks(t, SEOJUN) == ["16:00-16:30"] * 3
    assert [e.start for e in t.events(HAEUN, "회고")] == [datetime(2026, 12, 16, 16, 0, tzinfo=KST)]


def test_its_days_stay_and_that_is_said() -> None:
    t = series()
    said = t.say("reschedule_meeting", "앞으로 동기화는 목요일 오후 4시로 옮겨줘", title="동기화").text
    assert "요일은 바꿀 수 없어요" in said
    assert clocks(t, HAEUN) == [OLD] * 4


def test_taken_back_all_of_it_is_where_it_was() -> None:
    t = series()
    t.say("reschedule_meeting", "앞으로 동기화는 오후 4시로 옮겨줘", title="동기화")
    t.say("cancel_meeting", "방금 거 취소", topic="undo")
    assert clocks(t, JIWOO) == clocks(t, HAEUN) == [OLD] * 4
    t.say("schedule_meeting", "12월 9일 오후 4시에 하은님이랑 회고 30분", sender=MINJI, attendee="하은님", title="회고")
    assert t.events(HAEUN, "회고")


@pytest.mark.parametrize(
    ("text", "entities", "holds"),
    [
        ("동기화 제목을 주간 동기화로 바꿔줘", {}, lambda e: e.summary == "주간 동기화"),
        ("동기화에서 서준님은 빼줘", {"attendee": "서준님"}, lambda e: SEOJUN not in {a.address for a in e.attendees}),
        ("동기화에 도현님도 추가해줘", {"attendee": "도현님"}, lambda e: "dohyun@example.com" in str(e.attendees)),
    ],
)
def test_words_and_people_change_every_time_also_where_one_was_moved(text, entities, holds) -> None:
    t = series()
    t.say("reschedule_meeting", "12월 9일 동기화를 오후 4시로 옮겨줘", title="동기화")
    t.say("reschedule_meeting", text, title="동기화", **entities)
    found = t.events(HAEUN, "동기화")[:4]
    assert [holds(e) for e in found] == [True] * 4
    assert clocks(t, HAEUN) == [OLD, "16:00-16:30", OLD, OLD]
