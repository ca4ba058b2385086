"""Arranging a meeting: what is missing is asked once, the rest is offered or booked."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import talk

ASK = "schedule_meeting"


def test_each_missing_piece_is_asked_once_and_then_three_times_are_offered() -> None:
    t = talk("ko")
    assert "누구와" in t.say(ASK, "회의 잡아줘").text
    assert "얼마나" in t.say(ASK, "서준님이요", attendee="서준님").text
    offers = t.say("out_of_scope", "30분")
    assert t.question == "offer"
    assert len(offers.offers) == 3
    assert offers.text.count(" — ") == 3, "each offer has a reason"
    assert "서울 시간" in offers.text


def test_short_answers_are_understood_whatever_the_intent_says() -> None:
    t = talk("en")
    t.say(ASK, "Set up a meeting with Sam tomorrow at 3pm", attendee="Sam")
    assert t.question == "person"
    t.say("query_calendar", "the second one", choice="2")
    assert t.question == "duration"
    booked = t.say("greet", "45 minutes")
    assert "Tue, Dec 1, 3–3:45 PM" in booked.text
    assert [e.start.hour for e in t.events("sam.reed@example.com", "Meeting")] == [15]


def test_a_named_time_that_is_free_is_booked_at_once() -> None:
    t = talk("ko")
    reply = t.say(ASK, "내일 3시에 하은님이랑 30분 회의 잡아줘", attendee="하은님")
    assert "오후 3시로 이해했어요" in reply.text
    assert "12월 1일(화) 오후 3시–3시 30분" in reply.text
    invited = next(r for r in t.replies if r.to == "haeun@example.com")
    assert invited.method == "REQUEST"
    assert b"METHOD:REQUEST" in (invited.ics or b"")
    assert len(t.events("오하은", "회의")) == len(t.events("한지우", "회의")) == 1


def test_a_named_time_that_is_taken_says_whose_and_offers_the_nearest_without_titles() -> None:
    t = talk("ko")
    reply = t.say(ASK, "내일 3시에 서준님이랑 30분 회의 잡아줘", attendee="서준님")
    assert "윤서준 님이 다른 일정이 있어요" in reply.text
    assert "기술 면접" not in reply.text
    assert "오후 2시 30분–3시" in reply.text
    assert not t.events("한지우", "회의:")


def test_choosing_by_number_books_for_everybody_and_tells_each_in_their_own_zone() -> None:
    t = talk("en")
    t.say(ASK, "Review with Tom and Priya this week", attendee=["Tom", "Priya"], purpose="review")
    reply = t.say("choose_slot", "the first one", choice="1")
    assert reply.text.startswith("Booked: Review")
    to = {r.to: r for r in t.replies}
    assert set(to) == {"nora@example.com", "tom@example.com", "priya@customer.example"}
    assert "London time" in to["tom@example.com"].text
    (event,) = t.events("tom@example.com", "Review")
    assert event.organizer.address == "moim@example.com"
    assert t.meeting().state.value == "booked"


def test_someone_without_a_calendar_is_said_to_be_unknown_not_free() -> None:
    t = talk("en")
    text = t.say(ASK, "Review with Priya this week", attendee="Priya", purpose="review").text
    assert "Priya Raman has no calendar connected" in text
    assert "when you are free" in text


def test_two_people_of_that_name_are_asked_about_with_their_addresses() -> None:
    t = talk("ko")
    text = t.say(ASK, "민지님이랑 내일 오후에 리뷰 30분 잡아줘", attendee="민지님", purpose="리뷰").text
    assert "김민지 <minji.a@example.com>" in text
    assert "김민지 <minji.b@example.com>" in text
    t.say("out_of_scope", "영업팀이요")
    assert t.meeting().participant("minji.b@example.com")
    assert not t.meeting().participant("minji.a@example.com")


def test_an_unknown_person_is_asked_for_an_address_and_the_request_goes_on() -> None:
    t = talk("ko")
    assert (
        "철수 님을 찾지 못했어요"
        in t.say(ASK, "철수님이랑 내일 오후에 리뷰 30분", attendee="철수님", purpose="리뷰").text
    )
    reply = t.say("out_of_scope", "chulsoo@partner.example")
    assert reply.language == "ko"
    assert t.meeting().participant("chulsoo@partner.example").external
    assert t.question == "offer"


def test_alone_means_nobody_else() -> None:
    t = talk("en")
    t.say(ASK, "Schedule a meeting tomorrow at 2pm for 30 minutes")
    assert t.question == "attendee"
    assert "Booked" in t.say("deny", "just me").text
    assert t.meeting().others == ()


def test_no_common_time_says_which_rule_and_offers_the_nearest_ways_out() -> None:
    t = talk("ko")
    reply = t.say(ASK, "도현님이랑 이번 주에 리뷰 30분 잡아줘", attendee="도현님", purpose="리뷰")
    assert "최도현 님 일정과 겹침" in reply.text
    assert "근무 시간 밖" in reply.text
    assert "12월 7일(월)" in reply.text
    assert "출장" not in reply.text
    t.say("choose_slot", "1번", choice="1")
    assert t.meeting().booked is not None


def test_leaving_somebody_out_makes_that_person_optional() -> None:
    t = talk("ko")
    t.say(ASK, "도현님 하은님이랑 이번 주에 리뷰 30분 잡아줘", attendee=["도현님", "하은님"], purpose="리뷰")
    number = next(n for n, s in enumerate(t.meeting().open_proposal.slots, 1) if s.reasons[0].get("way") == "without")
    t.say("choose_slot", f"{number}번", choice=str(number))
    assert t.meeting().participant("dohyun@example.com").role.value == "OPT-PARTICIPANT"


@pytest.mark.parametrize(
    ("name", "says"),
    [("박고장님", "지금 응답하지 않아요"), ("이만료님", "연결이 끊어져")],
)
def test_a_calendar_that_cannot_be_read_yields_no_offers_and_names_the_remedy(name: str, says: str) -> None:
    t = talk("ko")
    reply = t.say(ASK, f"{name}이랑 내일 리뷰 30분 잡아줘", attendee=name, purpose="리뷰")
    assert says in reply.text
    assert ("본인이 다시 연결" if "만료" in name else "본인이나 관리자") in reply.text
    assert not reply.offers
    assert t.meeting() is not None, "the request is kept"


def test_a_slot_that_was_taken_meanwhile_is_not_booked_and_others_are_offered() -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    first = t.meeting().open_proposal.slots[0]
    t.world.happen(
        {
            "calendar_add": {
                "person": "오하은",
                "title": "급한 일",
                "start": first.start.isoformat(),
                "end": first.end.isoformat(),
            }
        },
        (),
    )
    reply = t.say("choose_slot", "1번", choice="1")
    assert "다른 일정이 들어와서" in reply.text
    assert "급한 일" not in reply.text
    assert len(reply.offers) == 3
    assert not t.events("한지우", "리뷰")


def test_a_calendar_that_refuses_the_write_undoes_the_others() -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    opened = t.services.calendars._opener

    def refusing(kind, config, owner, engine):  # type: ignore[no-untyped-def]
        calendar = opened(kind, config, owner, engine)
        if owner == "haeun@example.com":
            calendar.create = _refuse
        return calendar

    t.services.calendars._opener = refusing
    reply = t.say("choose_slot", "1번", choice="1")
    assert "되돌렸어요" in reply.text
    assert not t.events("한지우", "리뷰")
    assert t.meeting().booked is None


def _refuse(event):  # type: ignore[no-untyped-def]
    from calendar_adapters.errors import TryAgain

    raise TryAgain("busy", "calendar")


def test_the_same_message_twice_is_answered_once() -> None:
    t = talk("ko")
    t.say(ASK, "내일 3시에 하은님이랑 30분 회의 잡아줘", id="same", attendee="하은님")
    t.say(ASK, "내일 3시에 하은님이랑 30분 회의 잡아줘", id="same", attendee="하은님")
    assert t.replies == []
    assert len(t.events("오하은", "회의")) == 1


def test_an_address_in_the_request_needs_no_question() -> None:
    t = talk("en")
    t.say(ASK, "Review with kim@partner.example on Friday", purpose="review", attendee="kim@partner.example")
    assert t.question == "offer"
    assert t.meeting().participant("kim@partner.example").external


def test_outside_working_hours_is_booked_only_after_a_yes() -> None:
    t = talk("ko")
    text = t.say(ASK, "내일 저녁 7시에 하은님이랑 30분 회의 잡아줘", attendee="하은님").text
    assert "근무 시간 밖" in text
    assert t.question == "confirm_booking"
    assert not t.events("오하은", "회의")
    assert "잡았어요" in t.say("affirm", "네").text
    assert [e.start.hour for e in t.events("오하은", "회의")] == [19]


def test_a_series_is_one_event_with_a_rule() -> None:
    t = talk("ko")
    t.say(ASK, "매주 수요일 오전 10시에 하은님이랑 30분 회의 잡아줘", attendee="하은님")
    assert "FREQ=WEEKLY" in (t.meeting().rrule or "")
    days = [e.start.day for e in t.events("오하은", "회의")]
    assert days[:3] == [2, 9, 16]


def test_a_calendar_that_hangs_is_given_up_in_time() -> None:
    import threading
    import time

    t = talk("ko")
    t.services.calendars._wait_seconds = 0.3
    opened, gate = t.services.calendars._opener, threading.Event()

    def hanging(kind, config, owner, engine):  # type: ignore[no-untyped-def]
        if owner == "haeun@example.com":
            gate.wait(5)
        return opened(kind, config, owner, engine)

    t.services.calendars._opener = hanging
    began = time.monotonic()
    text = t.say(ASK, "하은님이랑 내일 리뷰 30분 잡아줘", attendee="하은님", purpose="리뷰").text
    gate.set()
    assert time.monotonic() - began < 3
    assert "오하은 님의 캘린더" in text
    assert "지금 응답하지 않아요" in text


def test_somebody_whose_calendar_is_unknown_is_asked_and_their_yes_books() -> None:
    t = talk("en")
    t.say(ASK, "Review with Priya this week", attendee="Priya", purpose="review")
    (asked,) = [r for r in t.replies if r.to == "priya@customer.example"]
    assert "Nora Whitfield is looking for a time for Review (1 hour)" in asked.text
    assert asked.text.count("New York time") == 3
    assert "Stand-up" not in asked.text
    t.say("choose_slot", "number 2", sender="priya@customer.example", choice="2")
    assert "nora@example.com" in {r.to for r in t.replies}
    assert len(t.events("nora@example.com", "Review")) == 1
    assert t.meeting().participant("priya@customer.example").partstat.value == "ACCEPTED"
