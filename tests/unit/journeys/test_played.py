"""Found by playing whole conversations: lengths of series, clocks that jump, titles as said, who hears what."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.journeys.base import make_turn
from actions.journeys.play import play
from actions.messages import IncomingMessage
from tests.unit.journeys.harness import Talk, talk

HAEUN, JIWOO, NORA, TOM = "haeun@example.com", "jiwoo@example.com", "nora@example.com", "tom@example.com"


@pytest.mark.parametrize(
    ("world", "text", "who", "minutes"),
    [
        ("ko", "매주 화요일 오후 3시에 30분 하은님이랑 싱크 잡아줘", "하은님", 30),
        ("ko", "매주 화요일 오후 3시부터 4시까지 하은님이랑 싱크 잡아줘", "하은님", 60),
        ("en", "every other Tuesday at 11am, 45 minutes with Tom, starting next week", "Tom", 45),
        ("en", "set up a weekly 30 minute sync with Tom every Tuesday at 11am", "Tom", 30),
    ],
)
def test_the_length_said_with_a_series(world: str, text: str, who: str, minutes: int) -> None:
    t = talk(world)
    t.say("schedule_meeting", text, attendee=who)
    assert t.question != "duration"
    assert t.meeting().minutes == minutes
    assert t.meeting().rrule


@pytest.mark.parametrize(("clock", "told"), [("2:30am", True), ("3:30am", False)])
def test_a_clock_time_that_does_not_exist_is_told(clock: str, told: bool) -> None:
    t = talk("en")
    t.world.now = datetime(2027, 3, 10, 15, tzinfo=timezone.utc)  # the clocks of New York go forward on March 14
    said = t.say("schedule_meeting", f"meet Tom on Sunday March 14 at {clock} for 30 minutes", attendee="Tom").text
    assert ("There is no 2:30 AM that day" in said) is told
    assert "3:30" in said


@pytest.mark.parametrize(
    ("world", "text", "who", "entities", "title"),
    [
        ("en", "book 30 minutes with Tom tomorrow at 11am for a retro", "Tom", {}, "Retro"),
        ("en", "book 30 minutes with Tom tomorrow at 11am for a roadmap chat", "Tom", {}, "roadmap chat"),
        ("ko", "내일 오후 2시에 하은님이랑 30분 회고 잡아줘", "하은님", {}, "회고"),
    ],
)
def test_a_meeting_is_called_what_was_said(
    world: str, text: str, who: str, entities: dict[str, str], title: str
) -> None:
    t = talk(world)
    t.say("schedule_meeting", text, attendee=who, **entities)
    assert t.meeting().title.lower() == title.lower()


def test_the_organizer_for_whom_a_yes_has_booked_does_not_hear_of_an_invitation_of_his_own() -> None:
    t = talk("en")
    text = "find an hour with Priya Raman tomorrow for a review"
    t.say("schedule_meeting", text, attendee="Priya Raman", title="Review")
    t.say("choose_slot", "1", sender="priya@customer.example", choice="1")
    (told,) = [r for r in t.replies if r.to == NORA]
    assert t.meeting().booked
    assert "invites you" not in told.text
    assert "Booked: Review" in told.text
    assert "Priya Raman" in told.text


def in_thread(
    t: Talk, sender: str, intent: str, text: str, *, addressed: bool = False, confidence: float = 0.9
) -> list[str]:
    """What is answered to ``text`` in the speaker's thread of a Slack channel."""
    headers = {"slack": "raw", "addressed": "yes" if addressed else ""}
    now = t.world.now
    message = IncomingMessage(f"s{next(t._ids)}", "console", t.speaker, sender, text, now, headers=headers)
    with t.store.transaction() as tx:
        tx.inbox.receive(message, now)
    times = [{"entity": "time", "value": to_json(c)} for c in read_times(text, now, ZoneInfo("Asia/Seoul"))]
    turn = make_turn(message, {"name": intent, "confidence": confidence}, times, t.services)
    play(f"action_{intent}", replace(turn), t.services)
    with t.store.transaction() as tx:
        due = tx.outbox.due(now, limit=100)
        for item in due:
            tx.outbox.sent(item.key, now)
    return [item.reply.text for item in due]


@pytest.mark.parametrize(
    ("intent", "text"), [("out_of_scope", "점심 뭐 먹지"), ("greet", "다들 안녕"), ("affirm", "네")]
)
def test_talk_among_people_stays_unanswered(intent: str, text: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "내일 오후에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰")
    before = t.question
    if intent != "affirm":  # a yes in the thread may be about the offers
        assert in_thread(t, HAEUN, intent, text) == []
        assert in_thread(t, HAEUN, intent, text, addressed=True)
    assert in_thread(t, "seojun@example.com", "out_of_scope", text) == []
    assert t.question == before == "offer"
    assert in_thread(t, JIWOO, "out_of_scope", text), "the one who asked for it is answered"


def test_once_nothing_is_asked_any_more_even_the_organizers_talk_stays_unanswered() -> None:
    t = talk("ko")
    assert in_thread(t, JIWOO, "out_of_scope", "커피 어디가 맛있어요?") == []
    t.say("schedule_meeting", "내일 오후에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰")
    t.say("choose_slot", "1번", choice="1")
    assert t.meeting().booked
    assert in_thread(t, JIWOO, "out_of_scope", "다들 점심 뭐 드실래요?") == []
    assert in_thread(t, JIWOO, "greet", "다들 안녕히 가세요") == []
    assert in_thread(t, JIWOO, "query", "이번 주에 뭐 있지?"), "a request is answered"
    assert in_thread(t, JIWOO, "thanks", "고마워요"), "and so are thanks of whom it arranged something for"
    assert in_thread(t, JIWOO, "out_of_scope", "이거 좀 알아봐 줄래?", confidence=0.4), "and what may be a request"


def test_who_was_asked_is_answered() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 회의 잡아 줘", attendee="하은님")
    assert t.question == "duration"
    assert in_thread(t, JIWOO, "out_of_scope", "글쎄 그건 왜")


def test_only_that_days_one_of_a_series() -> None:
    t = talk("ko")
    t.say("cancel_meeting", "다음 주 월요일 주간 계획 취소해 주세요", title="주간 계획")
    assert t.question == "scope"
    assert "나머지" in t.say("out_of_scope", "다음 주 것만요").text


@pytest.mark.parametrize(("name", "entity", "value"), [("Dave Park", "location", "Dave Park"), ("May", "time", None)])
def test_what_stands_inside_of_a_mention_is_a_name_and_nothing_else(name: str, entity: str, value: str | None) -> None:
    t = talk("en")
    text = f"an hour with {name} tomorrow"
    span = (text.index(name), text.index(name) + len(name))
    message = IncomingMessage("m", "console", "c", t.speaker, text, t.world.now, mentions=((*span, NORA),))
    said = read_times("May", t.world.now, ZoneInfo("UTC"))[0]
    inside = {"entity": entity, "value": value or to_json(said), "start": span[0], "end": span[1]}
    beside = {"entity": "attendee", "value": name, "start": span[0], "end": span[1]}
    apart = {"entity": "location", "value": "Room 2", "start": 0, "end": 2}
    turn = make_turn(message, {"name": "schedule_meeting"}, [inside, beside, apart], t.services)
    assert [(e.name, e.value) for e in turn.entities] == [("attendee", name), ("location", "Room 2")]
    assert turn.times == ()
