"""People, place, title and length of a booked meeting, changed in both languages, whatever was tagged."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import Talk, talk


def booked(world: str) -> Talk:
    t = talk(world)
    if world == "ko":
        t.say(
            "schedule_meeting", "내일 오후 2시에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰"
        )
    else:
        t.say(
            "schedule_meeting", "Design review with Tom tomorrow 11am, one hour", attendee="Tom", title="Design review"
        )
    assert t.meeting().booked
    return t


@pytest.mark.parametrize("intent", ["reschedule_meeting", "schedule_meeting", "out_of_scope"])
@pytest.mark.parametrize(
    ("world", "text", "entities", "says"),
    [
        ("ko", "제목을 지표 점검으로 바꿔줘", {"title": "지표 점검"}, "지표 점검"),
        ("ko", "장소는 3층 회의실로 해줘", {}, "3층 회의실"),
        ("ko", "장소: 대회의실로", {"location": "대회의실로"}, "대회의실"),
        ("ko", "30분으로 줄여줘", {}, "오후 2시–2시 30분"),
        ("ko", "30분 연장해줘", {}, "오후 2시–3시 30분"),
        ("en", "rename it to FY27 planning", {"title": "FY27 planning"}, "FY27 planning"),
        ("en", "change the location to Room 5", {}, "Room 5"),
        ("en", "extend it by 30 minutes", {}, "11 AM–12:30 PM"),
    ],
)
def test_words_and_length(world: str, text: str, entities: dict[str, str], says: str, intent: str) -> None:
    t = booked(world)
    start = t.meeting().booked.start
    reply = t.say(intent, text, **entities).text
    assert says in reply
    assert "대회의실로" not in reply
    assert t.meeting().booked.start == start
    assert t.meeting().sequence == 1


def test_somebody_is_added_with_an_invitation_and_taken_out_with_a_cancel() -> None:
    t = booked("ko")
    assert "윤서준" in t.say("reschedule_meeting", "서준 님도 추가해줘").text
    (told,) = [r for r in t.replies if r.to == "seojun@example.com"]
    assert told.method == "REQUEST"
    assert "초대" in told.text
    assert "오후 2시" in told.text
    assert t.events("윤서준", "디자인 리뷰")
    assert "윤서준" in t.say("reschedule_meeting", "서준 님은 빼줘").text
    (told,) = [r for r in t.replies if r.to == "seojun@example.com"]
    assert told.method == "CANCEL"
    assert not t.events("윤서준", "디자인 리뷰")
    assert t.events("오하은", "디자인 리뷰")


def test_removing_somebody_is_no_cancelling() -> None:
    t = booked("en")
    t.say("reschedule_meeting", "add Sam Lowe", attendee="Sam Lowe")
    assert "Sam Lowe" in t.say("cancel_meeting", "remove Sam Lowe from it", attendee="Sam Lowe").text
    assert t.question == ""
    assert not t.events("sam.lowe@example.com", "Design review")


def test_somebody_becomes_optional() -> None:
    t = booked("en")
    t.say("reschedule_meeting", "add Sam Lowe", attendee="Sam Lowe")
    assert "optional" in t.say("reschedule_meeting", "Sam Lowe is optional", attendee="Sam Lowe").text
    assert t.meeting().participant("sam.lowe@example.com").role.value == "OPT-PARTICIPANT"


@pytest.mark.parametrize(
    ("intent", "text"), [("out_of_scope", "음 한시간 더 미룰 수 있나?"), ("out_of_scope", "1시간만 늦출 수 있을까요")]
)
def test_a_shift_asked_for_of_what_was_just_booked(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후 1시에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰")
    t.say(intent, text)
    assert [e.start.astimezone(t.world.now.tzinfo).hour for e in t.events("haeun@example.com", "디자인 리뷰")] == [14]


def test_where_it_stands_already_is_no_offer_to_move_it_to() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "화요일 오후 2시에 서준님이랑 디자인 리뷰 1시간", attendee="서준님", title="디자인 리뷰")
    t.say("reschedule_meeting", "1시간 미뤄줘")  # 서준 has an interview at three
    offers = [s.start.astimezone(t.world.now.tzinfo).hour for s in t.meeting().open_proposal.slots]
    assert offers
    assert 14 not in offers


@pytest.mark.parametrize(
    ("world", "text", "gone", "clock"),
    [
        ("ko", "4시로 옮기고 도현님은 빼주세요", "dohyun@example.com", 16),
        ("ko", "한 시간 미루고 도현님은 빼줘", "dohyun@example.com", 15),
        ("en", "move it to 12pm and drop Sam Reed", "sam.reed@example.com", 12),
        ("en", "push it back an hour and leave Sam Reed out", "sam.reed@example.com", 12),
    ],
)
def test_people_and_time_change_in_one_sentence(world: str, text: str, gone: str, clock: int) -> None:
    t = booked(world)
    t.say("reschedule_meeting", "도현님도 추가해줘" if world == "ko" else "add Sam Reed, too")
    if gone not in t.meeting().addresses:
        t.say("affirm", "yes")
    assert gone in t.meeting().addresses
    reply = t.say("reschedule_meeting", text)
    assert gone not in t.meeting().addresses
    assert t.meeting().booked.start.astimezone(t.world.now.tzinfo).hour == clock
    assert [r.method for r in t.replies if r.to == gone] == ["CANCEL"]
    assert len([r for r in t.replies if r.method == "REQUEST"]) == 1
    assert "→" in reply.text
