"""After booking: looked up, moved, changed, cancelled, explained; and what stands beside meetings."""

from __future__ import annotations

import pytest

from tests.unit.journeys.harness import Talk, talk


def booked(world: str = "ko") -> Talk:
    t = talk(world)
    if world == "ko":
        t.say(
            "schedule_meeting", "내일 오후 2시에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰"
        )
    else:
        t.say(
            "schedule_meeting",
            "Design review with Tom tomorrow 11am for an hour",
            attendee="Tom",
            title="Design review",
        )
    assert t.meeting().booked
    return t


@pytest.mark.parametrize(
    ("text", "entities", "says"),
    [
        ("디자인 리뷰 금요일 오후 4시로 옮겨줘", {"title": "디자인 리뷰"}, "12월 4일(금) 오후 4시–5시"),
        ("30분 뒤로 미뤄줘", {}, "12월 1일(화) 오후 2시 30분–3시 30분"),
        ("한 시간 당겨줘", {}, "12월 1일(화) 오후 1시–2시"),
        ("하루 미뤄줘", {}, "12월 2일(수) 오후 2시–3시"),
        ("4시로 옮겨줘", {}, "12월 1일(화) 오후 4시–5시"),
        ("30분으로 줄여줘", {}, "12월 1일(화) 오후 2시–2시 30분"),
    ],
)
def test_moved_everywhere_with_one_uid(text: str, entities: dict[str, str], says: str) -> None:
    t = booked()
    (before,) = t.events("오하은", "디자인 리뷰")
    assert says in t.say("reschedule_meeting", text, **entities).text
    (after,) = t.events("오하은", "디자인 리뷰")
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert [r.method for r in t.replies if r.to == "haeun@example.com"] == ["REQUEST"]


def test_moving_into_a_window_offers_and_the_old_time_stands_until_one_is_picked() -> None:
    t = booked()
    reply = t.say("reschedule_meeting", "디자인 리뷰 목요일로 옮겨줘", title="디자인 리뷰")
    assert "그대로예요" in reply.text
    assert t.events("오하은", "디자인 리뷰")[0].start.day == 1
    t.say("choose_slot", "1번", choice="1")
    assert [e.start.day for e in t.events("오하은", "디자인 리뷰")] == [3]


def test_moving_onto_something_else_says_so_and_changes_nothing() -> None:
    t = booked()
    reply = t.say("reschedule_meeting", "디자인 리뷰 목요일 오후 2시로 옮겨줘", title="디자인 리뷰")
    assert "다른 일정이 있어요" in reply.text
    assert [e.start.day for e in t.events("오하은", "디자인 리뷰")] == [1]


def test_people_place_and_title_change_in_place() -> None:
    t = booked("en")
    assert "added: Sam Lowe" in t.say("reschedule_meeting", "add Sam Lowe to it", attendee="Sam Lowe").text
    assert t.events("sam.lowe@example.com", "Design review")
    assert "removed: Sam Lowe" in t.say("reschedule_meeting", "remove Sam Lowe from it", attendee="Sam Lowe").text
    assert not t.events("sam.lowe@example.com", "Design review")
    assert "last attendee" in t.say("reschedule_meeting", "remove Tom from it", attendee="Tom").text
    assert "place: Room 5" in t.say("reschedule_meeting", "change the room to Room 5", location="Room 5").text
    assert t.events("tom@example.com", "Design review")[0].location == "Room 5"


def test_cancelling_asks_first_and_tells_everybody() -> None:
    t = booked()
    assert "취소할까요?" in t.say("cancel_meeting", "디자인 리뷰 취소해줘", title="디자인 리뷰").text
    assert t.events("오하은", "디자인 리뷰")
    assert "취소했어요" in t.say("affirm", "네").text
    assert not t.events("오하은", "디자인 리뷰")
    assert not t.events("한지우", "디자인 리뷰")
    (told,) = [r for r in t.replies if r.to == "haeun@example.com"]
    assert told.method == "CANCEL"
    assert t.meeting().state.value == "cancelled"


def test_a_no_keeps_it() -> None:
    t = booked("en")
    t.say("cancel_meeting", "cancel it")
    assert "stays as it is" in t.say("deny", "no").text
    assert t.events("tom@example.com", "Design review")


def test_cancelling_nothing() -> None:
    t = talk("en")
    assert "couldn't find “Yoga”" in t.say("cancel_meeting", "cancel Yoga", title="Yoga").text


def test_one_of_a_series_or_all() -> None:
    t = talk("ko")
    assert "반복 회의" in t.say("cancel_meeting", "주간 계획 취소해줘", title="주간 계획").text
    before = len(t.events("한지우", "주간 계획"))
    assert "한 번만 취소" in t.say("choose_slot", "이번만").text
    assert len(t.events("한지우", "주간 계획")) == before - 1
    t.say("cancel_meeting", "주간 계획 취소해줘", title="주간 계획")
    t.say("affirm", "모두")
    assert t.events("한지우", "주간 계획") == []


def test_somebody_elses_meeting_cannot_be_changed() -> None:
    t = booked()
    reply = t.say("cancel_meeting", "디자인 리뷰 취소해줘", sender="haeun@example.com", title="디자인 리뷰")
    assert "한지우" in reply.text
    assert t.events("한지우", "디자인 리뷰")


def test_the_agenda_shows_the_speakers_own_events() -> None:
    text = booked().say("query_calendar", "이번 주 일정 알려줘").text
    assert "12월 1일(화) 오후 2시–3시 디자인 리뷰" in text
    assert "치과" in text
    assert "기술 면접" not in text


@pytest.mark.parametrize(
    ("text", "entities", "says"),
    [
        ("Is Wednesday 11am free?", {}, "Board prep"),
        ("Am I free Thursday at 3pm?", {}, "Yes, you're free"),
        ("Is Tom free Thursday at 10am?", {"attendee": "Tom"}, "Yes, you and Tom Okafor are free"),
        ("Is Tom free Thursday at 4pm?", {"attendee": "Tom"}, "outside the working hours of Tom Okafor"),
        ("when is the board prep?", {"title": "board prep"}, "Wed, Dec 2, 10 AM–12 PM"),
        ("what's my next meeting?", {}, "Stand-up"),
        ("when is yoga?", {"title": "yoga"}, "couldn't find “yoga”"),
        ("what do I have on December 25?", {}, "nothing on Fri, Dec 25"),
    ],
)
def test_looking_things_up(text: str, entities: dict[str, str], says: str) -> None:
    assert says in talk("en").say("query_calendar", text, **entities).text


def test_finding_time_books_nothing_and_can_go_on_from_there() -> None:
    t = talk("ko")
    text = t.say("find_time", "하은님이랑 나 목요일 오후에 언제 둘 다 비어?", attendee="하은님").text
    assert "12월 3일(목) 오후 12시–2시" in text
    assert "오후 3시 30분–6시" in text
    assert not t.events("한지우", "회의")


def test_refused_times_are_not_offered_again() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    first = {s.start for s in t.meeting().open_proposal.slots}
    t.say("reject_slots", "다 안 돼요")
    assert not first & {s.start for s in t.meeting().open_proposal.slots}


def test_another_window_replaces_the_first() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Sam Reed tomorrow", attendee="Sam Reed", purpose="review")
    t.say("propose_time", "how about Thursday afternoon?")
    assert {s.start.day for s in t.meeting().open_proposal.slots} == {3}


@pytest.mark.parametrize(
    ("text", "says"),
    [("4시에 갈게요", "오후 4시"), ("마지막 거로", "잡았어요"), ("두 번째요", "잡았어요")],
)
def test_taking_an_offer(text: str, says: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 3시에 서준님이랑 30분 회의 잡아줘", attendee="서준님")
    assert says in t.say("choose_slot", text).text
    assert t.meeting().booked


def test_why_and_why_not() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 3시에 서준님이랑 30분 회의 잡아줘", attendee="서준님")
    assert "윤서준 님이 그 시간에 다른 일정" in t.say("explain_suggestion", "왜 내일 3시는 안 돼?").text
    assert "이유예요" in t.say("explain_suggestion", "왜 1번이야?", choice="1").text
    assert t.question == "offer", "the offers stay open"


def test_wishes_are_kept_read_back_and_withdrawn() -> None:
    t = talk("ko")
    assert "오전 10시 전" in t.say("set_preference", "10시 전에는 회의 잡지 마").text
    t.say("set_preference", "점심엔 회의 잡지 마")
    assert t.say("set_preference", "내 설정 뭐 기억해?").text.count("•") == 2
    t.say("schedule_meeting", "하은님이랑 내일 오전에 리뷰 30분 잡아줘", attendee="하은님", purpose="리뷰")
    starts = [s.start.hour + 9 for s in t.meeting().open_proposal.slots]
    assert min(starts) >= 10
    assert "지웠어요" in t.say("set_preference", "10시 전 그거 잊어줘").text
    assert t.say("set_preference", "내 설정 뭐 기억해?").text.count("•") == 1


def test_a_usual_length_is_used_and_said() -> None:
    t = talk("en")
    assert "usually take 25 minutes" in t.say("set_preference", "my meetings are usually 25 minutes").text
    text = t.say("schedule_meeting", "meeting with Tom tomorrow", attendee="Tom").text
    assert "25 minutes, your usual length" in text


def test_a_reminder_fires_once_at_its_time() -> None:
    from datetime import timedelta

    from actions.reminders import fire_due

    t = talk("en")
    assert "Tue, Dec 1, 9 AM" in t.say("set_reminder", "remind me to send the deck tomorrow at 9am").text
    later = t.world.now + timedelta(days=1)
    assert (fire_due(t.services, later), fire_due(t.services, later)) == (1, 0)
    with t.store.reading() as tx:
        assert tx.timers.of_person(t.speaker) == []


def test_a_reminder_before_an_event() -> None:
    t = talk("ko")
    assert "12월 3일(목) 오후 1시 30분" in t.say("set_reminder", "치과 30분 전에 알려줘", title="치과").text


@pytest.mark.parametrize("intent", ["greet", "thanks", "help", "affirm", "deny", "out_of_scope"])
@pytest.mark.parametrize("world", ["ko", "en"])
def test_small_talk_is_answered_and_changes_nothing(intent: str, world: str) -> None:
    t = talk(world)
    assert t.say(intent, {"ko": "안녕하세요", "en": "hello there"}[world]).text
    assert t.meeting() is None


def test_moving_outside_working_hours_asks_first() -> None:
    t = booked()
    assert "옮길까요?" in t.say("reschedule_meeting", "내일 저녁 7시로 옮겨줘").text
    assert t.events("오하은", "디자인 리뷰")[0].start.hour == 14
    t.say("affirm", "네")
    assert t.events("오하은", "디자인 리뷰")[0].start.hour == 19


@pytest.mark.parametrize(
    ("text", "entities", "says"),
    [
        ("내일 디자인 리뷰 30분 당겨줘", {"title": "디자인 리뷰"}, "12월 1일(화) 오후 1시 30분–2시 30분"),
        ("디자인 리뷰 수요일 같은 시간으로 옮겨줘", {"title": "디자인 리뷰"}, "12월 2일(수) 오후 2시–3시"),
        ("이 회의 제목을 티타임으로 바꿔줘", {}, "제목: 티타임"),
    ],
)
def test_changes_in_other_words(text: str, entities: dict[str, str], says: str) -> None:
    assert says in booked().say("reschedule_meeting", text, **entities).text


def test_a_weekday_in_answer_to_offers_is_of_the_week_offered() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "다음 주에 하은님이랑 리뷰 30분", attendee="하은님", purpose="리뷰")
    t.say("propose_time", "화요일은 좀 그런데 수요일 오후로 다시 찾아줘")
    assert {s.start.day for s in t.meeting().open_proposal.slots} == {9}


@pytest.mark.parametrize(
    ("world", "intent", "text"),
    [("ko", "query_calendar", "내가 말한 설정들 보여줘"), ("en", "help", "what do you remember about me?")],
)
def test_asking_what_is_remembered_reads_like_other_things(world: str, intent: str, text: str) -> None:
    says = {"ko": "기억하고 있는 바람이 아직 없어요", "en": "don't remember any wishes"}[world]
    assert says in talk(world).say(intent, text).text
