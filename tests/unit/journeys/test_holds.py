"""What offers hold is given up when they are declined, called off or replaced, and becomes a claim when one is taken."""

from __future__ import annotations

import pytest

from bot.scenarios.world import AHEAD, BACK
from calendar_adapters.types import Interval
from tests.unit.journeys.harness import Talk, talk

GUEST = "guest@partner.example"


def held(t: Talk) -> set[object]:
    with t.store.reading() as tx:
        window = Interval(t.world.now - BACK, t.world.now + AHEAD)
        return {
            h.interval.start for h in tx.holds.active([p.address for p in t.world.scenario.people], window, t.world.now)
        }


@pytest.fixture
def offered() -> Talk:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 내일 오후 리뷰 30분", attendee="하은님", purpose="리뷰")
    assert held(t) == {s.start for s in t.meeting().open_proposal.slots}
    return t


def test_declined_offers_hold_nothing(offered: Talk) -> None:
    before = held(offered)
    offered.say("reject_slots", "다 안 돼요")
    assert held(offered).isdisjoint(before)


def test_a_request_called_off_holds_nothing(offered: Talk) -> None:
    offered.say("cancel_meeting", "그냥 없던 일로 해줘")
    assert offered.meeting().state.value == "withdrawn"
    assert not held(offered)


def test_a_booked_time_is_claimed_and_nothing_is_held(offered: Talk) -> None:
    offered.say("choose_slot", "1번", choice="1")
    assert not held(offered)
    with offered.store.reading() as tx:
        rows = tx.connection.exec_driver_sql("SELECT address, count(*) FROM claim GROUP BY address").all()
    assert sorted(map(tuple, rows)) == [("haeun@example.com", 30), ("jiwoo@example.com", 30)]
    offered.say("cancel_meeting", "리뷰 취소해줘", title="리뷰")
    offered.say("affirm", "네")
    with offered.store.reading() as tx:
        assert tx.connection.exec_driver_sql("SELECT count(*) FROM claim").scalar() == 0
