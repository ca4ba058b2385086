"""What people answer from outside and from the side: another time, a time at an odd hour, that they cannot come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.journeys import facts, heard
from actions.journeys.turn import Entity
from tests.unit.journeys.harness import Talk, talk
from tests.unit.journeys.test_said_in_passing import turn_of

NORA, PRIYA = "nora@example.com", "priya@customer.example"
NEW_YORK = ZoneInfo("America/New_York")


def asked_priya() -> Talk:
    t = talk("en")
    t.say("schedule_meeting", "Call with Priya Raman this week for 30 minutes", attendee="Priya Raman", purpose="call")
    assert any(r.to == PRIYA for r in t.replies)
    return t


def starts(t: Talk) -> set[datetime]:
    return {s.start.astimezone(NEW_YORK) for s in t.meeting().open_proposal.slots}


def test_who_refuses_and_asks_for_other_times_gets_some() -> None:
    t = asked_priya()
    before = starts(t)
    reply = t.say("reject_slots", "Sorry, none of these work. Any other times?", sender=PRIYA, thread=NORA)
    assert starts(t)
    assert not starts(t) & before
    assert "1." in reply.text
    assert any(r.to == NORA for r in t.replies)


def test_a_plain_no_is_passed_on() -> None:
    t = asked_priya()
    before = starts(t)
    reply = t.say("reject_slots", "Sorry, none of these work.", sender=PRIYA, thread=NORA)
    assert starts(t) == before
    assert "1." not in reply.text


def test_a_time_outside_the_organizers_hours_is_put_to_the_organizer() -> None:
    t = asked_priya()
    t.say("propose_time", "Thursday at 8pm would be great", sender=PRIYA, thread=NORA)
    assert starts(t) == {datetime(2026, 12, 3, 20, tzinfo=NEW_YORK)}
    assert t.meeting().booked is None
    assert any(r.to == NORA and "8" in r.text for r in t.replies)
    t.say("affirm", "yes, that works for me")
    assert t.meeting().booked.start.astimezone(NEW_YORK) == datetime(2026, 12, 3, 20, tzinfo=NEW_YORK)


def test_a_second_counter_proposal_inside_what_was_asked_for_settles_it() -> None:
    t = asked_priya()
    t.say("propose_time", "Only Thursday between 2pm and 5pm works", sender=PRIYA, thread=NORA)
    assert t.meeting().booked is None
    t.say("propose_time", "Let's do Thursday at 2:45pm", sender=PRIYA, thread=NORA)
    assert t.meeting().booked.start.astimezone(NEW_YORK) == datetime(2026, 12, 3, 14, 45, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "greeted"),
    [
        ("최도윤 부장님,\n\n다음 주에 1시간 뵙고 싶습니다.", True),
        ("최도윤 부장님 안녕하세요.\n다음 주에 1시간 뵙고 싶습니다.", True),
        ("다음 주에 최도윤 부장님과 1시간 회의 부탁드립니다.", False),
    ],
)
def test_the_person_greeted_in_a_mail_is_there_by_the_address(text: str, greeted: bool) -> None:
    turn = turn_of(text, "schedule_meeting", "mail", ("dy@partner.example",))
    at = text.index("윤 부장님")
    turn = replace(turn, entities=(Entity("attendee", "윤 부장님", at, at + 5),))
    who = facts.company(turn, [], assistant="moim@example.com")
    assert [p.address for p in who.found] == ["dy@partner.example"]
    assert bool(who.unknown) is not greeted


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("저 수요일 브랜드 회의 못 갈 것 같아요 ㅠㅠ", True),
        ("브랜드 회의 참석이 어렵습니다", True),
        ("I can't make it to the brand meeting", True),
        ("브랜드 회의 못 가나요?", False),
        ("브랜드 회의 자료 다 됐어요", False),
    ],
)
def test_who_cannot_come_to_a_named_meeting_leaves_it(text: str, leaves: bool) -> None:
    turn = replace(turn_of(text, "out_of_scope", "slack"), entities=(Entity("purpose", "회의"),))
    assert (heard.topic(turn) == "leave") is leaves
    another = replace(turn, entities=(*turn.entities, Entity("attendee", "하은 님")))
    assert heard.topic(another) == ""
