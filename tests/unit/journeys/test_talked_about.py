"""What one person of a conversation spoke of is what the others mean, each in his own calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.journeys.facts import company
from tests.unit.journeys.harness import Talk, talk
from tests.unit.journeys.test_said_in_passing import turn_of

KST = ZoneInfo("Asia/Seoul")
HAEUN, SEOJUN = "haeun@example.com", "seojun@example.com"


def start(t: Talk, name: str, title: str) -> datetime:
    (event,) = t.events(name, title)
    return event.start.astimezone(KST)


def test_the_organizer_moves_what_an_attendee_may_not() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    refused = t.say("cancel_meeting", "점검 취소해줘", sender=HAEUN, thread="room", title="점검")
    assert "한지우" in refused.text
    t.say("reschedule_meeting", "제가 4시로 옮길게요", thread="room")
    assert start(t, "오하은", "점검").hour == 16


def test_who_is_not_in_it_moves_nothing_by_it() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    t.say("cancel_meeting", "점검 취소해줘", sender=HAEUN, thread="room", title="점검")
    t.say("reschedule_meeting", "4시로 옮겨줘", sender=SEOJUN, thread="room")
    assert start(t, "오하은", "점검").hour == 14


def test_an_hour_of_those_who_were_looked_at() -> None:
    t = talk("ko")
    t.say("find_time", "목요일에 하은 님 언제 돼요?", attendee="하은 님")
    told = t.say("query_calendar", "그 분 5시에 시간 돼요?").text
    assert "오하은" in told
    assert "12월 3일" in told
    t.say("schedule_meeting", "그럼 그때 30분만 잡아줘", title="계약 검토")
    assert start(t, "오하은", "계약 검토") == datetime(2026, 12, 3, 17, tzinfo=KST)


def test_the_length_of_what_is_talked_about() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Tom tomorrow 11am for an hour", attendee="Tom", title="Review")
    assert "11 AM" in t.say("query_calendar", "how long is it again?").text


@pytest.mark.parametrize("text", ["Tom, Nora랑 30분 회의", "Tom이랑 Nora하고 30분", "Tom 님, Nora님도 같이 30분"])
def test_latin_names_take_korean_particles(text: str) -> None:
    t = talk("en", speaker="sam.reed@example.com")
    with t.store.reading() as tx:
        roster = tx.people.all()
    found = {p.name for p in company(turn_of(text, "schedule_meeting", "console"), roster).found}
    assert found == {"Tom Okafor", "Nora Whitfield"}


def test_a_name_inside_a_longer_word_is_none() -> None:
    t = talk("en", speaker="sam.reed@example.com")
    with t.store.reading() as tx:
        roster = tx.people.all()
    assert not company(turn_of("Tomcat랑 Nora네트워크 회의", "schedule_meeting", "console"), roster).found


@pytest.mark.parametrize("sender", ["", HAEUN])
def test_a_calendar_that_works_again_is_looked_at_again(sender: str) -> None:
    t = talk("ko")
    t.world.happen({"calendar_break": {"person": "오하은", "error": "error 503"}}, ())
    t.say("schedule_meeting", "내일 오후에 하은 님이랑 30분 회의", attendee="하은 님", title="회의")
    assert t.meeting().open_proposal is None
    t.say("out_of_scope", "캘린더 아직 안 돼요", sender=sender, thread=t.speaker)
    assert t.meeting().open_proposal is None
    t.world.happen({"calendar_repair": {"person": "오하은", "events": []}}, ())
    t.say("out_of_scope", "캘린더 다시 연결했어요. 한 번 더 봐주세요", sender=sender, thread=t.speaker)
    assert t.meeting().open_proposal is not None
