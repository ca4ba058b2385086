"""Whole conversations through channel, Rasa, journeys, store and calendars; calendars and database are checked after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.end_to_end.conftest import Conversation

Talk = Callable[[str], Conversation]


def test_ko_from_request_to_cancellation(talk: Talk) -> None:
    t = talk("ko")
    offers = t.say("서준님이랑 하은님이랑 이번 주에 디자인 리뷰 한 시간 잡아줘")
    assert "1. " in offers
    assert "3. " in offers
    assert offers.count(" — ") == 3
    assert "잡았어요" in t.say("2번으로 해줘")
    assert t.methods() == {"seojun@example.com": "REQUEST", "haeun@example.com": "REQUEST"}
    assert "디자인 리뷰" in t.say("이번 주 일정 알려줘")
    assert "12월 4일(금) 오후 4시–5시" in t.say("디자인 리뷰 금요일 오후 4시로 옮겨줘")
    for name in ("한지우", "윤서준", "오하은"):
        assert ("디자인 리뷰", "12-04 16:00") in t.titles(name)
    assert "취소할까요?" in t.say("디자인 리뷰 취소해줘")
    assert "취소했어요" in t.say("네")
    assert t.methods() == {"seojun@example.com": "CANCEL", "haeun@example.com": "CANCEL"}
    assert not [title for title, _ in t.titles("윤서준") if title == "디자인 리뷰"]
    assert t.states() == ["cancelled"]


def test_en_from_request_to_cancellation(talk: Talk) -> None:
    t = talk("en")
    assert "Priya Raman has no calendar connected" in t.say(
        "Can you set up a 45 minute sales call with Tom and Priya this week?"
    )
    assert "Booked: Sales call" in t.say("the first one works")
    assert t.methods() == {"tom@example.com": "REQUEST", "priya@customer.example": "REQUEST"}
    assert "Sales call" in t.say("What's on my calendar this week?")
    assert "Fri, Dec 4, 11–11:45 AM" in t.say("Move the sales call to Friday at 11am")
    assert ("Sales call", "12-04 16:00") in t.titles("Tom Okafor") or ("Sales call", "12-04 11:00") in t.titles(
        "Tom Okafor"
    )
    t.say("Cancel the sales call")
    assert "Cancelled: Sales call" in t.say("yes")
    assert t.states() == ["cancelled"]


def test_ko_a_named_free_time_is_booked_at_once(talk: Talk) -> None:
    t = talk("ko")
    assert "오후 3시로 이해했어요" in t.say("내일 3시에 하은님이랑 30분 회의 잡아줘")
    assert [start for title, start in t.titles("오하은") if "회의" in title] == ["12-01 15:00"]


def test_ko_a_named_busy_time_says_so_and_offers_the_nearest(talk: Talk) -> None:
    t = talk("ko")
    text = t.say("내일 오후 3시에 서준님이랑 30분 회의 잡아줘")
    assert "윤서준 님이 다른 일정이 있어요" in text
    assert "기술 면접" not in text
    assert t.states() == ["proposed"]


def test_en_two_people_of_one_name(talk: Talk) -> None:
    t = talk("en")
    text = t.say("Set up a review with Sam tomorrow at 3pm")
    assert "sam.reed@example.com" in text
    assert "sam.lowe@example.com" in text
    assert "Booked" in t.say("2")
    assert t.methods() == {"sam.reed@example.com": "REQUEST"}


def test_ko_an_unknown_person(talk: Talk) -> None:
    t = talk("ko")
    assert "찾지 못했어요" in t.say("철수님이랑 내일 오후에 디자인 리뷰 30분 잡아줘")
    assert "1. " in t.say("chulsoo@partner.example")
    assert "잡았어요" in t.say("1번")
    assert t.methods() == {"chulsoo@partner.example": "REQUEST"}


def test_en_missing_pieces_are_asked_one_by_one(talk: Talk) -> None:
    t = talk("en")
    assert "Whom would you like to meet?" in t.say("Schedule a meeting tomorrow at 2pm")
    assert "How long" in t.say("Tom")
    text = t.say("30 minutes")
    assert "outside the working hours of Tom Okafor" in text or "Booked" in text


def test_ko_no_common_time(talk: Talk) -> None:
    t = talk("ko")
    text = t.say("도현님이랑 이번 주에 디자인 리뷰 30분 잡아줘")
    assert "일정과 겹침" in text
    assert "대신 이런 방법이 있어요" in text
    assert "출장" not in text
    assert "잡았어요" in t.say("1번")


@pytest.mark.parametrize(("who", "says"), [("박고장님", "지금 응답하지 않아요"), ("이만료님", "연결이 끊어져")])
def test_ko_a_calendar_that_cannot_be_read(talk: Talk, who: str, says: str) -> None:
    t = talk("ko")
    assert says in t.say(f"{who}이랑 내일 디자인 리뷰 30분 잡아줘")
    assert t.states() == ["collecting"]


def test_en_a_calendar_that_must_be_connected_again(talk: Talk) -> None:
    text = talk("en").say("Book a review with Max on Friday")
    assert "connection to the calendar of Max Gone" in text


@pytest.mark.parametrize(
    ("world", "text", "says"),
    [
        ("ko", "", "빈 메시지"),
        ("ko", "회의 " * 10_000, "너무 길어서"),
        ("ko", "\x00\x01\x02\ufffd\ufffd", "글자로 읽을 수 없는"),
        ("ko", "2월 30일 3시에 하은님이랑 30분 회의 잡아줘", "달력에 없는 날짜"),
        ("ko", "어제 오후 3시에 하은님이랑 30분 회의 잡아줘", "이미 지난 시간"),
        ("ko", "하은님이랑 내일 0분 회의 잡아줘", "길이로는"),
        ("en", "", "empty"),
        ("en", "meet " * 5_000, "too long"),
        ("en", "Schedule a meeting with Tom on Feb 30 at 3pm", "no such date"),
        ("en", "Schedule a meeting with Tom yesterday at 3pm for 30 minutes", "already passed"),
        ("en", "Schedule a meeting with Tom tomorrow for -30 minutes", "-30 minutes"),
    ],
)
def test_bad_input_is_answered_and_changes_no_calendar(talk: Talk, world: str, text: str, says: str) -> None:
    t = talk(world)
    before = t.world.snapshot()
    assert says in t.say(text)
    assert t.replies[0].language == world
    assert t.world.snapshot() == before


def test_ko_refusing_and_naming_another_time(talk: Talk) -> None:
    t = talk("ko")
    t.say("하은님이랑 내일 디자인 리뷰 한 시간 잡아줘")
    assert "빼고 다시 찾았어요" in t.say("다 안 돼요")
    assert "12월 3일(목)" in t.say("목요일 오전은 어때요?")
    t.say("1번으로 할게요")
    assert [start[:5] for title, start in t.titles("오하은") if "디자인 리뷰" in title] == ["12-03"]


def test_en_reasons_and_refusals_are_explained(talk: Talk) -> None:
    t = talk("en")
    t.say("Book a review with Tom on Wednesday for an hour")
    assert "Why " in t.say("why that time?")
    assert "you have something else" in t.say("Why not Wednesday at 11am?")


def test_ko_wishes_persist(talk: Talk) -> None:
    t = talk("ko")
    assert "기억했어요" in t.say("앞으로 점심시간에는 회의 잡지 마")
    t.say("하은님이랑 내일 디자인 리뷰 30분 잡아줘")
    with t.store.reading() as tx:
        assert [p.kind for p in tx.preferences.of(t.speaker)] == ["avoid"]


def test_en_one_instance_of_a_series(talk: Talk) -> None:
    t = talk("en")
    assert "repeats" in t.say("cancel the stand-up")
    before = len([1 for title, _ in t.titles("Nora Whitfield") if title == "Stand-up"])
    assert "Cancelled only" in t.say("just this one")
    assert len([1 for title, _ in t.titles("Nora Whitfield") if title == "Stand-up"]) == before - 1


def test_the_same_message_twice_is_handled_once(talk: Talk) -> None:
    t = talk("ko")
    first = t.say("내일 3시에 하은님이랑 30분 회의 잡아줘", id="twice")
    assert "잡았어요" in first
    assert t.say("내일 3시에 하은님이랑 30분 회의 잡아줘", id="twice") == ""
    assert len([1 for title, _ in t.titles("오하은") if "회의" in title]) == 1


def test_a_slot_taken_meanwhile_is_offered_anew(talk: Talk) -> None:
    t = talk("ko")
    t.say("하은님이랑 내일 오후 디자인 리뷰 30분 잡아줘")
    with t.store.reading() as tx:
        (meeting,) = tx.meetings.of_person(t.speaker)
    slot = meeting.open_proposal.slots[0]
    event = {"person": "오하은", "title": "급한 일", "start": slot.start.isoformat(), "end": slot.end.isoformat()}
    t.world.happen({"calendar_add": event}, ())
    text = t.say("1번")
    assert "다른 일정이 들어와서" in text
    assert "급한 일" not in text
    assert not [1 for title, _ in t.titles("한지우") if "디자인 리뷰" in title]
