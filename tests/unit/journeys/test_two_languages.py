"""What people of two languages in one conversation say: names, weekdays, times of the other's clock, what is taken."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times
from actions.journeys.facts import company
from actions.journeys.titles import trailing_words
from actions.journeys.told_times import without_told
from tests.unit.journeys.harness import Talk, talk
from tests.unit.journeys.test_said_in_passing import turn_of

KST = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 30, 9, 10, tzinfo=KST)  # a Monday
HAEUN, SEOJUN = "haeun@example.com", "seojun@example.com"


@pytest.mark.parametrize(
    ("text", "day"),
    [("하은이랑 Wed afternoon에 보자", 2), ("Wed에 잡아줘", 2), ("Fri 오후 어때요", 4), ("Mon이나 Tue 괜찮아요", 30)],
)
def test_short_weekdays_in_a_korean_sentence(text: str, day: int) -> None:
    starts = [t.start for t in read_times(text, NOW, KST) if t.start is not None]
    assert starts[0].day == day


@pytest.mark.parametrize("text", ["Sun이랑 미팅 잡아줘", "Sat down with Tom, all good"])
def test_names_and_verbs_are_no_weekdays(text: str) -> None:
    assert not any(t.start is not None and t.start.weekday() >= 5 for t in read_times(text, NOW, KST))


@pytest.mark.parametrize(("text", "hour"), [("10 my time on Thursday then", 10), ("Thursday, 4 your time", 16)])
def test_a_bare_hour_of_somebodys_clock(text: str, hour: int) -> None:
    assert any(t.start is not None and t.start.hour == hour for t in read_times(text, NOW, KST))


@pytest.mark.parametrize("text", ["Will이랑 점심", "Will님이랑 30분", "Grace하고 회의"])
def test_a_name_that_is_a_word_is_a_name_before_korean_particles(text: str) -> None:
    t = talk("en")
    with t.store.reading() as tx:
        tom = tx.people.all()[0]
    people = [tom.__class__("w@example.com", "Will Carter"), tom.__class__("g@example.com", "Grace Turner")]
    assert len(company(turn_of(text, "schedule_meeting", "console"), people).found) == 1


@pytest.mark.parametrize(
    "text",
    ["수요일 오전 9시 어떠세요? 거기는 화요일 저녁 7시예요", "How about Wednesday 9am? That's 7pm Tuesday for you."],
)
def test_the_others_clock_is_told_and_not_asked_for(text: str) -> None:
    left = without_told(turn_of(text, "propose_time", "console")).moments()
    assert [(m.start.isoweekday(), m.start.hour) for m in left if m.start] == [(3, 9)]


def test_a_title_after_a_comma_of_the_first_sentence() -> None:
    text = "set up 30 minutes this week, contract renewal. I can do evenings"
    assert trailing_words(turn_of(text, "schedule_meeting", "console")) == "contract renewal"


def one_offer() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후에 하은 님이랑 30분 회의", attendee="하은 님", title="회의")
    t.say("propose_time", "수요일 4시 어때요?", sender=HAEUN, thread=t.speaker)
    assert len(t.meeting().open_proposal.slots) == 1
    return t


@pytest.mark.parametrize(
    "text",
    [
        "콜! 그 시간으로 잡아주세요",
        "좋아요, 그걸로 예약해 주세요",
        "콜!",
        "great, book that one",
        "yes put that in please",
    ],
)
@pytest.mark.parametrize("intent", ["schedule_meeting", "out_of_scope", "affirm"])
def test_what_is_pointed_at_is_taken(intent: str, text: str) -> None:
    t = one_offer()
    t.say(intent, text, purpose="콜" if "콜" in text else ())
    assert t.meeting().booked.start.astimezone(KST) == datetime(2026, 12, 2, 16, tzinfo=KST)


def test_who_attends_asks_for_another_who_comes_with_the_pick() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "수요일 오후에 하은 님이랑 30분 회의", attendee="하은 님", title="회의")
    t.say("reschedule_meeting", "서준 님도 추가하면 안 될까요?", sender=HAEUN, thread=t.speaker, attendee="서준 님")
    assert any("윤서준" in r.text for r in t.replies if r.to == t.speaker)
    t.say("choose_slot", "네 서준 님도 넣어주시고 2번으로 해주세요", attendee="서준 님", choice="2")
    assert t.meeting().booked
    assert t.meeting().participant(SEOJUN)


def test_longer_on_its_own_day_stays_where_it_is() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    t.say("reschedule_meeting", "금요일 점검 30분 더 늘려주세요", title="점검")
    booked = t.meeting().booked
    assert (booked.start.astimezone(KST).hour, booked.minutes) == (14, 60)


def test_it_is_what_is_talked_about_whatever_else_is_told() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    told = t.say(
        "cancel_meeting",
        "I need to leave for the airport by 3:15, can we cancel it altogether?",
        sender=HAEUN,
        thread=t.speaker,
        title="leave for the airport",
    )
    assert "한지우" in told.text


def test_only_when_they_are_free_is_of_those_looked_at() -> None:
    t = talk("ko")
    t.say("query_calendar", "목요일 오후에 하은 님 뭐 있어요?", attendee="하은 님")
    assert "오하은" in t.say("find_time", "그럼 언제 비는지만요").text
