"""The last thing somebody did is taken back: once, only one's own, and only while nothing else has happened to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.core.meeting import State
from tests.unit.journeys.harness import Talk, talk

UNDO = {"ko": "방금 거 취소해줘", "en": "undo that"}


def undo(t: Talk, **fields: str) -> str:
    return t.say("cancel_meeting", UNDO["ko" if t.world.scenario.id == "ko" else "en"], topic="undo", **fields).text


def booked(world: str = "ko") -> Talk:
    t = talk(world)
    if world == "ko":
        t.say(
            "schedule_meeting", "내일 오후 2시에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰"
        )
    else:
        t.say("schedule_meeting", "Design review with Tom tomorrow 11am, 1 hour", attendee="Tom", title="Design review")
    assert t.meeting().booked
    return t


def other(world: str) -> str:
    return {"ko": "haeun@example.com", "en": "tom@example.com"}[world]


def title(world: str) -> str:
    return {"ko": "디자인 리뷰", "en": "Design review"}[world]


@pytest.mark.parametrize(("world", "says"), [("ko", "되돌릴 것이 없어요"), ("en", "nothing of yours to undo")])
def test_nothing_to_undo(world: str, says: str) -> None:
    assert says in undo(talk(world))


@pytest.mark.parametrize("world", ["ko", "en"])
def test_a_booking_is_called_off_everywhere_and_told_once(world: str) -> None:
    t = booked(world)
    text = undo(t)
    assert title(world) in text
    assert t.meeting().state is State.CANCELLED
    for who in (t.speaker, other(world)):
        assert not t.events(who, title(world))
    assert [r.method for r in t.replies if r.to == other(world)] == ["CANCEL"]
    again = undo(t)
    assert {"ko": "이미 되돌렸어요", "en": "undone that already"}[world] in again
    assert t.meeting().state is State.CANCELLED
    assert not [r for r in t.replies if r.to == other(world)]


@pytest.mark.parametrize(
    ("world", "move"),
    [("ko", "디자인 리뷰 금요일 오후 4시로 옮겨줘"), ("en", "move the design review to Friday 11:30am")],
)
def test_a_move_goes_back_with_a_higher_sequence(world: str, move: str) -> None:
    t = booked(world)
    (before,) = t.events(other(world), title(world))
    t.say("reschedule_meeting", move, title=title(world))
    (there,) = t.events(other(world), title(world))
    assert there.start != before.start
    undo(t)
    (after,) = t.events(other(world), title(world))
    assert (after.uid, after.start, after.end, after.sequence) == (
        before.uid,
        before.start,
        before.end,
        before.sequence + 2,
    )
    assert [r.method for r in t.replies if r.to == other(world)] == ["REQUEST"]


def test_a_move_stays_when_the_old_time_is_taken_now() -> None:
    t = booked()
    t.say("reschedule_meeting", "디자인 리뷰 금요일 오후 4시로 옮겨줘", title="디자인 리뷰")
    t.world.happen(
        {
            "calendar_add": {
                "person": "오하은",
                "title": "급한 일",
                "start": "2026-12-01T14:00:00+09:00",
                "end": "2026-12-01T15:00:00+09:00",
            }
        },
        [],
    )
    text = undo(t)
    assert "오하은" in text
    assert "급한 일" not in text
    assert t.events("오하은", "디자인 리뷰")[0].start.day == 4
    assert t.meeting().state is State.BOOKED


@pytest.mark.parametrize("world", ["ko", "en"])
def test_a_cancellation_is_booked_again_under_its_uid(world: str) -> None:
    t = booked(world)
    (before,) = t.events(other(world), title(world))
    t.say("cancel_meeting", "취소해줘" if world == "ko" else "cancel it")
    t.say("affirm", "네" if world == "ko" else "yes")
    assert not t.events(other(world), title(world))
    undo(t)
    (after,) = t.events(other(world), title(world))
    assert (after.uid, after.start) == (before.uid, before.start)
    assert after.sequence == before.sequence + 2
    assert t.meeting().state is State.BOOKED
    assert [r.method for r in t.replies if r.to == other(world)] == ["REQUEST"]


def test_a_cancellation_stays_when_the_time_is_taken_now() -> None:
    t = booked()
    t.say("cancel_meeting", "취소해줘")
    t.say("affirm", "네")
    t.say(
        "schedule_meeting",
        "내일 오후 2시에 하은님이랑 회고 1시간",
        sender="seojun@example.com",
        attendee="하은님",
        title="회고",
    )
    assert t.events("오하은", "회고")
    assert "되돌리지 못했어요" in undo(t)
    assert not t.events("한지우", "디자인 리뷰")
    assert t.meeting().state is State.CANCELLED


def test_a_private_event_of_the_calendar_comes_back_private() -> None:
    t = talk("ko")
    (before,) = t.events("한지우", "치과")
    t.say("cancel_meeting", "치과 취소해줘", title="치과")
    t.say("affirm", "네")
    assert not t.events("한지우", "치과")
    undo(t)
    (after,) = t.events("한지우", "치과")
    assert (after.uid, after.start, after.private) == (before.uid, before.start, True)


def test_one_of_a_series_is_held_again() -> None:
    t = talk("ko")
    before = [e.start for e in t.events("한지우", "주간 계획")]
    t.say("cancel_meeting", "주간 계획 취소해줘", title="주간 계획")
    t.say("choose_slot", "이번만")
    assert len(t.events("한지우", "주간 계획")) == len(before) - 1
    undo(t)
    assert [e.start for e in t.events("한지우", "주간 계획")] == before


def test_a_series_that_was_ended_goes_on() -> None:
    t = talk("ko")
    before = [e.start for e in t.events("한지우", "주간 계획")]
    t.say("cancel_meeting", "12월 14일 주간 계획 취소해줘", title="주간 계획")
    t.say("choose_slot", "2번", choice="2")
    assert len(t.events("한지우", "주간 계획")) < len(before)
    undo(t)
    assert [e.start for e in t.events("한지우", "주간 계획")] == before


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("제목을 지표 점검으로 바꿔줘", {"title": "지표 점검"}),
        ("장소는 3층 회의실로 해줘", {}),
        ("서준 님도 추가해줘", {"attendee": "서준 님"}),
        ("30분으로 줄여줘", {}),
    ],
)
def test_a_change_of_words_people_or_length_goes_back(text: str, entities: dict[str, str]) -> None:
    t = booked()
    (before,) = t.events("오하은", "디자인 리뷰")
    t.say("reschedule_meeting", text, **entities)
    assert t.meeting().sequence == 1
    undo(t)
    (after,) = t.events("오하은", "디자인 리뷰")
    same = ("summary", "location", "start", "end", "uid")
    assert [getattr(after, n) for n in same] == [getattr(before, n) for n in same]
    assert {a.address for a in after.attendees} == {a.address for a in before.attendees}
    assert not t.events("윤서준", "디자인 리뷰")
    assert after.sequence == 2


def test_a_change_of_an_event_that_was_not_ours_goes_back() -> None:
    t = talk("ko")
    t.say("reschedule_meeting", "치과 장소는 3층 회의실로 해줘", title="치과")
    assert t.events("한지우", "치과")[0].location == "3층 회의실"
    undo(t)
    assert t.events("한지우", "치과")[0].location == ""


def test_a_wish_is_withdrawn_and_a_withdrawal_taken_back() -> None:
    t = talk("ko")
    t.say("set_preference", "10시 전에는 회의 잡지 마")
    assert "오전 10시 전" in undo(t)
    assert "아직 없어요" in t.say("set_preference", "내 설정 뭐 기억해?").text
    t.say("set_preference", "점심엔 회의 잡지 마")
    t.say("set_preference", "그거 잊어줘")
    undo(t)
    assert t.say("set_preference", "내 설정 뭐 기억해?").text.count("•") == 1


def test_a_reminder_is_removed() -> None:
    t = talk("en")
    t.say("set_reminder", "remind me to send the deck tomorrow at 9am")
    assert "removed the reminder" in undo(t)
    with t.store.reading() as tx:
        assert tx.timers.of_person(t.speaker) == []


def test_a_request_with_open_offers_is_dropped_and_the_drop_taken_back() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    assert "그만둘게요" in undo(t)
    assert t.meeting().state is State.WITHDRAWN
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    t.say("deny", "없던 일로 해줘")
    assert t.meeting().state is State.WITHDRAWN
    undo(t)
    assert t.meeting().state is State.PROPOSED
    assert "잡았어요" in t.say("choose_slot", "1번", choice="1").text


def test_only_ones_own_deeds_in_a_thread_of_several() -> None:
    t = booked()
    thread = t.speaker
    said = t.say("cancel_meeting", UNDO["ko"], sender="haeun@example.com", thread=thread, topic="undo").text
    assert "되돌릴 것이 없어요" in said
    assert t.meeting().state is State.BOOKED


def test_what_has_changed_since_is_left_alone() -> None:
    t = booked()
    t.say("reschedule_meeting", "디자인 리뷰 금요일 오후 4시로 옮겨줘", title="디자인 리뷰")
    meeting = t.meeting()
    with t.store.transaction() as tx:
        tx.meetings.save(replace(meeting, sequence=meeting.sequence + 1))
    assert "그 뒤에 또 바뀌어서" in undo(t)


def test_what_has_begun_is_not_put_back() -> None:
    t = booked()
    t.say("reschedule_meeting", "디자인 리뷰 금요일 오후 4시로 옮겨줘", title="디자인 리뷰")
    t.world.now += timedelta(days=2)
    assert "이미 지나서" in undo(t)
    assert t.meeting().booked.start.day == 4


def test_the_same_message_twice_undoes_once() -> None:
    t = booked()
    t.say("cancel_meeting", UNDO["ko"], id="twice", topic="undo")
    sequence = t.meeting().sequence
    assert t.say("cancel_meeting", UNDO["ko"], id="twice", topic="undo").text == ""
    assert t.meeting().sequence == sequence
