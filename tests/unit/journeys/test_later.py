"""Later or earlier times than those offered are looked for on the same days, and nothing is booked by such words."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.unit.journeys.harness import Talk, talk


def offered(world: str) -> Talk:
    t = talk(world)
    if world == "ko":
        t.say("schedule_meeting", "내일 하은 님이랑 30분 잡아줘", attendee="하은")
    else:
        t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow", attendee="Sam Reed")
    assert len(starts(t)) > 1
    return t


def starts(t: Talk) -> list[datetime]:
    meeting = t.meeting()
    return sorted(s.start for s in meeting.open_proposal.slots) if meeting and meeting.open_proposal else []


LATER = [
    ("ko", "find_time", "더 늦은 시간은 없어요?"),
    ("ko", "choose_slot", "좀 더 늦은 시간으로 부탁해요"),
    ("ko", "out_of_scope", "조금 더 늦은 시간은요?"),
    ("en", "find_time", "anything later?"),
    ("en", "reject_slots", "can we do a bit later?"),
    ("en", "choose_slot", "later in the day please"),
]
EARLIER = [
    ("ko", "find_time", "더 이른 시간은 없을까요?"),
    ("ko", "choose_slot", "좀 더 일찍 될까요?"),
    ("en", "propose_time", "anything earlier?"),
    ("en", "out_of_scope", "could we do something a little earlier?"),
]


@pytest.mark.parametrize(("world", "intent", "said"), LATER)
def test_later_ones(world, intent, said):
    t = offered(world)
    before = starts(t)
    t.say(intent, said)
    assert t.meeting().booked is None
    assert starts(t)
    assert min(starts(t)) > max(before)
    assert {s.date() for s in starts(t)} == {s.date() for s in before}


@pytest.mark.parametrize(("world", "intent", "said"), EARLIER)
def test_earlier_ones(world, intent, said):
    t = offered(world)
    t.say("propose_time", "내일 오후 3시 이후로" if world == "ko" else "tomorrow after 3pm")
    before = starts(t)
    t.say(intent, said)
    assert t.meeting().booked is None
    assert starts(t)
    assert max(starts(t)) < min(before)


@pytest.mark.parametrize(
    ("world", "said"),
    [("ko", "제일 늦은 걸로 해줘"), ("en", "the later one please"), ("en", "the latest one"), ("ko", "1번이요")],
)
def test_a_pick_stays_a_pick(world, said):
    t = offered(world)
    if said == "the later one please":
        t.say("propose_time", "tomorrow at 3pm or at 4pm")
    t.say("choose_slot", said)
    assert t.meeting().booked is not None
