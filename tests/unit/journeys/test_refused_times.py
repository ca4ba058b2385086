"""Days and hours that do not suit, said of open offers: others are offered at once, to everybody concerned."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.journeys.harness import Talk, talk

KST = ZoneInfo("Asia/Seoul")
HAEUN = "haeun@example.com"


def offered(t: Talk) -> list[datetime]:
    proposal = t.meeting().open_proposal
    return [s.start.astimezone(KST) for s in proposal.slots] if proposal else []


def two_days() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "내일이나 수요일에 하은 님이랑 30분 회의", attendee="하은 님", title="회의")
    assert {s.day for s in offered(t)} == {1, 2}
    return t


@pytest.mark.parametrize("sender", ["", HAEUN])
@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("reject_slots", "저 수요일은 힘들어요"),
        ("out_of_scope", "수요일은 빼주세요"),
        ("deny", "수요일은 안 돼요ㅠ"),
        ("reject_slots", "Wednesday is tough for me"),
        ("reject_slots", "Wednesdays don't work for me"),
    ],
)
def test_the_day_refused_is_offered_no_more(intent: str, text: str, sender: str) -> None:
    t = two_days()
    t.say(intent, text, sender=sender, thread=t.speaker)
    assert {s.day for s in offered(t)} == {1}
    assert t.meeting().booked is None


def test_the_organizer_sees_what_an_attendees_no_leaves() -> None:
    t = two_days()
    t.say("reject_slots", "수요일은 힘들어요", sender=HAEUN, thread=t.speaker)
    told = next(r for r in t.replies if r.to == t.speaker)
    assert "12월 1일" in told.text
    assert "12월 2일" not in told.text


def test_who_says_that_none_suits_sees_none_of_them_again() -> None:
    t = two_days()
    before = set(offered(t))
    t.say("reject_slots", "다 안 돼요, 수요일은 휴가예요. 수요일은 빼고요")
    assert offered(t)
    assert not before & set(offered(t))


def test_numbers_and_lasting_wishes_are_no_such_refusals() -> None:
    t = two_days()
    first = offered(t)
    t.say("reject_slots", "1번은 안 되고 2번은 돼요", sender=HAEUN, thread=t.speaker)
    assert offered(t) == first
    t.say("set_preference", "앞으로 수요일 오전에는 회의 잡지 마", sender=HAEUN, thread=t.speaker)
    with t.store.reading() as tx:
        assert tx.preferences.of(HAEUN, t.world.now)


def test_who_names_an_evening_gives_up_working_hours_there() -> None:
    t = talk("apart")
    t.say("schedule_meeting", "30 minutes with Jin on Wednesday", attendee="Jin", title="Kick-off")
    t.say("propose_time", "I'm fine from 6 to 8 in the morning", thread=t.speaker)
    slots = t.meeting().open_proposal.slots
    assert slots
    assert all((6, 0) <= (s.start.hour, s.start.minute) < (8, 0) for s in slots)
    assert all(s.start.date().isoformat() == "2026-12-02" for s in slots)


def test_a_whole_day_gives_up_nothing() -> None:
    t = talk("apart")
    t.say("schedule_meeting", "30 minutes with Jin on Wednesday", attendee="Jin", title="Kick-off")
    t.say("propose_time", "Thursday then")
    slots = t.meeting().open_proposal.slots
    ana = [s.start.astimezone(ZoneInfo("Europe/London")) for s in slots]
    assert ana
    assert all("outside_hours" in str(s.reasons) for s, own in zip(slots, ana, strict=True) if own.hour < 9)
