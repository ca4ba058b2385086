"""Words about a meeting that is only sought: its title, place, length and people; putting it off; leaving the choice."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from actions.core.meeting import State
from tests.unit.journeys.harness import Talk, talk

ASK = "schedule_meeting"
UNSURE = ("out_of_scope", "choose_slot", "schedule_meeting")


def seeking(world: str) -> Talk:
    """Offers for a review of an hour are open."""
    t = talk(world)
    if world == "ko":
        t.say(ASK, "이번 주에 하은님, 서준님이랑 디자인 리뷰 1시간", attendee=["하은님", "서준님"], title="디자인 리뷰")
    else:
        t.say(ASK, "Design review with Tom and Sam Reed this week, one hour", attendee=["Tom", "Sam Reed"])
    assert t.meeting().open_proposal
    assert t.meeting().booked is None
    return t


@pytest.mark.parametrize("intent", [*UNSURE, "reschedule_meeting"])
@pytest.mark.parametrize(
    ("world", "text", "title", "place"),
    [
        ("ko", "제목은 로드맵 논의로 해주세요", "로드맵 논의", ""),
        ("ko", "장소는 3층 회의실로 할게요", "", "3층 회의실"),
        ("ko", "온라인으로 바꿔주세요", "", "온라인"),
        ("ko", "줌으로 하죠", "", "줌"),
        ("en", 'call it "Roadmap sync"', "Roadmap sync", ""),
        ("en", "can we make it a zoom call", "", "Zoom"),
        ("en", "let's do it over Teams", "", "Teams"),
        ("en", "the location is room 4B", "", "room 4B"),
    ],
)
def test_a_title_or_place_leaves_the_offers_open(world: str, text: str, title: str, place: str, intent: str) -> None:
    t = seeking(world)
    before = t.meeting()
    reply = t.say(intent, text)
    after = t.meeting()
    assert (after.title, after.location) == (title or before.title, place)
    assert after.open_proposal == before.open_proposal
    assert after.minutes == before.minutes
    assert (title or place) in reply.text
    assert "1. " in reply.text


@pytest.mark.parametrize("intent", UNSURE)
@pytest.mark.parametrize(
    ("world", "text", "minutes"),
    [
        ("ko", "45분으로 해주세요", 45),
        ("ko", "30분이면 충분해요", 30),
        ("ko", "30분 더 길게요", 90),
        ("en", "half an hour is enough", 30),
        ("en", "let's keep it to 45 minutes", 45),
    ],
)
def test_another_length_looks_anew(world: str, text: str, minutes: int, intent: str) -> None:
    t = seeking(world)
    t.say(intent, text)
    after = t.meeting()
    assert after.minutes == minutes
    assert after.open_proposal
    assert {s.minutes for s in after.open_proposal.slots} == {minutes}


@pytest.mark.parametrize(
    ("world", "text"), [("ko", "10분 늦어요"), ("ko", "5분만 기다려 주세요"), ("en", "give me 5 minutes")]
)
def test_an_amount_of_time_is_not_always_a_length(world: str, text: str) -> None:
    t = seeking(world)
    t.say("out_of_scope", text)
    assert t.meeting().minutes == 60


@pytest.mark.parametrize("intent", ["deny", "out_of_scope", "affirm"])
@pytest.mark.parametrize(
    ("world", "text"),
    [
        ("ko", "아 잠깐만요 아직 잡지 마세요"),
        ("ko", "음 확인해보고 다시 말씀드릴게요"),
        ("en", "wait, not yet"),
        ("en", "hmm let me check and get back to you"),
    ],
)
def test_putting_it_off_refuses_nothing(world: str, text: str, intent: str) -> None:
    t = seeking(world)
    before = t.meeting().open_proposal
    t.say(intent, text)
    assert t.meeting().open_proposal == before
    assert t.meeting().booked is None
    assert t.question == "offer"


@pytest.mark.parametrize("intent", [*UNSURE, "affirm", "greet"])
@pytest.mark.parametrize(
    ("world", "text"),
    [
        ("ko", "아무거나요"),
        ("ko", "셋 다 좋은데 알아서 잡아주세요"),
        ("en", "any of those, whichever suits Tom"),
        ("en", "you pick"),
    ],
)
def test_who_leaves_the_choice_gets_the_first(world: str, text: str, intent: str) -> None:
    t = seeking(world)
    first = t.meeting().open_proposal.slots[0]
    t.say(intent, text)
    assert t.meeting().booked is not None
    assert t.meeting().booked.start == first.start


def test_an_attendee_who_leaves_the_choice_books_nothing() -> None:
    t = seeking("en")
    t.say("out_of_scope", "whatever works, you choose", sender="tom@example.com", thread=t.speaker)
    assert t.meeting().booked is None
    assert "suits Tom Okafor" in next(r.text for r in t.replies if r.to == t.speaker)


@pytest.mark.parametrize(
    ("world", "text", "entities", "there", "gone"),
    [
        ("ko", "서준님 말고 도현님으로 바꿔주세요", ["서준님", "도현님"], "dohyun@example.com", "seojun@example.com"),
        (
            "en",
            "Sam Lowe instead of Sam Reed",
            ["Sam Lowe", "Sam Reed"],
            "sam.lowe@example.com",
            "sam.reed@example.com",
        ),
        ("en", "replace Sam Reed with Sam Lowe", ["Sam Lowe"], "sam.lowe@example.com", "sam.reed@example.com"),
    ],
)
def test_one_person_in_the_place_of_another(world: str, text: str, entities: list[str], there: str, gone: str) -> None:
    t = seeking(world)
    t.say("reschedule_meeting", text, attendee=entities)
    assert there in t.meeting().addresses
    assert gone not in t.meeting().addresses


def test_who_need_not_come_is_taken_out() -> None:
    t = seeking("en")
    t.say("out_of_scope", "Tom doesn't need to come", attendee="Tom")
    assert "tom@example.com" not in t.meeting().addresses


@pytest.mark.parametrize(("world", "text"), [("ko", "목요일"), ("en", "Thursday"), ("en", "Thursday?")])
def test_a_bare_day_is_about_the_offers(world: str, text: str) -> None:
    t = seeking(world)
    t.say("greet", text)
    after = t.meeting()
    picked = [after.booked] if after.booked else after.open_proposal.slots
    assert {s.start.astimezone(t.world.now.tzinfo).strftime("%a") for s in picked} == {"Thu"}


def test_rather_not_is_heard_in_answer_to_offers() -> None:
    t = seeking("en")
    t.say("propose_time", "I'd rather not do mornings")
    assert all(s.start.astimezone(t.world.now.tzinfo).hour >= 12 for s in t.meeting().open_proposal.slots)


# ---- booked just now


def booked(world: str) -> Talk:
    t = seeking(world)
    t.say("choose_slot", "1")
    assert t.meeting().booked
    return t


@pytest.mark.parametrize(("world", "text"), [("ko", "초대장 다시 보내줄래?"), ("en", "can you send the invite again?")])
def test_the_invitation_is_sent_once_more(world: str, text: str) -> None:
    t = booked(world)
    others = {p.address for p in t.meeting().others}
    sequence = t.meeting().sequence
    t.say("reschedule_meeting", text)
    assert {r.to for r in t.replies if r.method == "REQUEST"} == others
    assert t.meeting().sequence == sequence


@pytest.mark.parametrize(("world", "text"), [("ko", "줌 링크도 넣어줘"), ("en", "add a zoom link")])
def test_links_are_not_promised(world: str, text: str) -> None:
    t = booked(world)
    place = t.meeting().location
    reply = t.say("reschedule_meeting", text)
    assert "링크" in reply.text or "links" in reply.text
    assert t.meeting().location == place


def test_a_pasted_link_is_the_place() -> None:
    t = booked("en")
    t.say("out_of_scope", "here is the zoom link: https://calls.example/j/42")
    assert t.meeting().location == "https://calls.example/j/42"


@pytest.mark.parametrize(
    ("world", "text"), [("ko", "누구누구 와요?"), ("ko", "참석자가 누구예요?"), ("en", "who's coming?")]
)
def test_who_comes_is_told(world: str, text: str) -> None:
    t = booked(world)
    reply = t.say("query_calendar", text)
    assert all((p.name or p.address) in reply.text for p in t.meeting().others)


def test_by_half_an_hour_is_no_length() -> None:
    t = booked("en")
    start, minutes = t.meeting().booked.start, t.meeting().booked.minutes
    t.say("reschedule_meeting", "bump it by 30 min")
    after = t.meeting().booked
    assert after.minutes == minutes
    assert (after.start - start).total_seconds() == 1800


@pytest.mark.parametrize(
    ("world", "text"), [("ko", "앗 시간 잘못 골랐어요 원래대로요"), ("en", "I picked the wrong one, put it back")]
)
def test_a_wrong_pick_is_taken_back(world: str, text: str) -> None:
    t = booked(world)
    t.say("propose_time", text)
    assert t.meeting().state is not State.BOOKED


@pytest.mark.parametrize(("world", "text"), [("ko", "매주로 해줘"), ("en", "make it weekly")])
def test_one_meeting_becomes_a_series_under_its_uid(world: str, text: str) -> None:
    t = booked(world)
    before = t.meeting()
    reply = t.say("reschedule_meeting", text)
    after = t.meeting()
    assert after.rrule
    assert after.rrule.startswith("FREQ=WEEKLY;BYDAY=")
    assert "정기 회의로" in reply.text or "a series now" in reply.text
    assert {r.to for r in t.replies if r.method == "REQUEST"} == {p.address for p in before.others}
    assert (after.uid, after.booked.start) == (before.uid, before.booked.start)
    starts = [e.start for e in t.world.snapshot()[after.organizer] if e.uid == after.uid][:3]
    assert [b - a for a, b in pairwise(starts)] == [timedelta(days=7)] * 2


@pytest.mark.parametrize("intent", ["reschedule_meeting", "cancel_meeting", "deny", "out_of_scope", "set_preference"])
def test_no_meeting_needed_drops_the_request(intent: str) -> None:
    t = seeking("en")
    t.say(intent, "Sorry, forget it, no call needed.")
    assert t.meeting() is None or t.meeting().final


def test_a_length_said_after_a_look_is_the_meetings() -> None:
    t = talk("ko")
    t.say("find_time", "하은님하고 나 수요일에 둘 다 되는 시간 언제야?", attendee="하은님")
    t.say("schedule_meeting", "그럼 3시반에 30분만 잡아줘")
    assert t.meeting().booked.minutes == 30


def test_a_length_said_while_an_address_is_asked_for_leaves_nobody_out() -> None:
    t = talk("en")
    t.say(ASK, "set up 45 minutes with Zoe next week for the roadmap", attendee="Zoe")
    assert t.question == "address"
    reply = t.say("reschedule_meeting", "make it half an hour")
    assert t.question == "address"
    assert "Zoe" in reply.text
    assert t.meeting().minutes == 30
