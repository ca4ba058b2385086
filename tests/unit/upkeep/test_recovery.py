"""A process that dies while it books: whatever it had written, the meeting comes to an end that everybody is told."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from actions.core import meeting_steps as steps
from actions.core.meeting import State
from actions.journeys.base import make_turn
from actions.journeys.play import play
from actions.store import SlotTaken, Stale
from calendar_adapters.types import Interval
from tests.unit.upkeep.house import DAY, MINJI, NOW, OFFERS, SAM, SEO, Killed, slot

MINUTE = timedelta(minutes=1)
LATER = NOW + 6 * MINUTE
WRITES = 3  # Seo's, Minji's and Sam's calendar
REVISED = pytest.mark.parametrize("writes", range(WRITES + 1))


def copies(house, meeting):
    return {a: house.event(meeting, a) for a in (SEO, MINJI, SAM)}


def claims(house, slot):
    """Whether this time is claimed, so that another meeting cannot have it."""
    other = house.save(house.draft(MINJI, SAM))
    try:
        with house.store.transaction() as tx:
            tx.claims.take(other.addresses, slot.interval, other.id)
            tx.claims.release(other.id)
    except SlotTaken:
        return True
    return False


def die(*_):
    raise Killed


def choose(house, message, *, dies=False):
    """The journey of "2번", as the desk starts it."""
    found = [{"entity": "choice", "value": "2"}]
    turn = make_turn(message, {"name": "choose_slot", "confidence": 0.95}, found, house.services)
    with pytest.raises(Killed) if dies else nullcontext():
        play("action_choose", turn, house.services)


@REVISED
def test_a_first_booking(house, writes):
    meeting = house.proposed()
    assert house.die_while_booking(meeting, OFFERS[1], writes).state is State.BOOKING
    done = house.tick(LATER)
    after, events = house.meeting(meeting.id), copies(house, meeting)
    replies = {r.to: r for r in house.letters()}
    if writes == WRITES:
        assert (done.finished, done.reopened) == (1, 0)
        assert (after.state, after.booked, after.sequence) == (State.BOOKED, OFFERS[1], 0)
        assert all(events.values())
        assert set(replies) == {SEO, MINJI, SAM}
        assert replies[SEO].text.startswith("디자인 리뷰를 잡았어요.\n12월 4일(금) 오전 10시–11시")
        assert replies[SAM].method == "REQUEST"
        assert b"METHOD:REQUEST" in replies[SAM].ics
        assert claims(house, OFFERS[1])
    else:
        assert (done.finished, done.reopened) == (0, 1)
        assert (after.state, after.booked) == (State.PROPOSED, None)
        assert after.offered(2) == OFFERS[1]  # the same offers are open again
        assert not any(events.values())
        assert set(replies) == {SEO}
        assert "모두 되돌렸어요" in replies[SEO].text
        assert len(replies[SEO].offers) == 3
        assert not claims(house, OFFERS[1])
    assert house.tick(LATER + DAY / 24).finished == 0
    assert house.letters() == []


@REVISED
def test_a_move(house, writes):
    meeting = house.booked()
    assert house.die_while_booking(meeting, OFFERS[2], writes).state is State.BOOKING
    house.tick(LATER)
    after, events = house.meeting(meeting.id), copies(house, meeting)
    replies = {r.to: r for r in house.letters()}
    where = OFFERS[2] if writes == WRITES else OFFERS[0]
    assert (after.state, after.booked) == (State.BOOKED, where)
    assert {e.start for e in events.values()} == {where.start}
    assert len({e.uid for e in events.values()}) == 1
    assert after.sequence >= max(e.sequence for e in events.values())
    if writes == WRITES:
        assert set(replies) == {SEO, MINJI, SAM}
        assert "→" in replies[SEO].text
    else:
        assert set(replies) == {SEO}
        assert "그대로예요" in replies[SEO].text
    assert claims(house, where)


@REVISED
def test_a_move_to_an_offer_that_was_being_negotiated(house, writes):
    meeting = house.booked()
    moving = house.save(steps.propose(steps.reopen(meeting, SEO, NOW), OFFERS[1:], NOW))
    house.die_while_booking(moving, OFFERS[1], writes)
    house.tick(LATER)
    after = house.meeting(meeting.id)
    assert after.state is (State.BOOKED if writes == WRITES else State.MOVING)
    assert after.open_proposal is None or after.offered(1) == OFFERS[1]


@REVISED
def test_one_of_a_series(house, writes):
    meeting = house.booked(rrule="FREQ=WEEKLY;COUNT=4")
    instance, there = OFFERS[0].start + 7 * DAY, slot(18)
    house.die_while_booking(meeting, there, writes, instance)
    house.tick(LATER)
    after = house.meeting(meeting.id)
    assert (after.state, after.booked) == (State.BOOKED, OFFERS[0])
    assert [m.slot for m in after.moved] == ([there] if writes == WRITES else [])
    for address in (SEO, MINJI, SAM):
        window = Interval(instance - DAY, instance + 3 * DAY)
        starts = {e.start for e in house.calendar(address).events(window)}
        assert starts == {there.start if writes == WRITES else instance}


def test_a_booking_that_is_at_work_is_left_alone(house):
    meeting = house.proposed()
    house.die_while_booking(meeting, OFFERS[1], 1)
    done = house.tick(NOW + 4 * MINUTE)
    assert (done.finished, done.reopened, done.unsure) == (0, 0, 0)
    assert house.meeting(meeting.id).state is State.BOOKING


@pytest.mark.parametrize("writes", [0, 2, WRITES])
def test_an_unreadable_calendar_leads_to_no_conclusion(house, writes):
    meeting = house.proposed()
    house.die_while_booking(meeting, OFFERS[1], writes)
    house.broken = {SAM}
    assert house.tick(LATER).unsure == 1
    assert house.meeting(meeting.id).state is State.BOOKING
    (reply,) = house.letters()
    assert reply.to == SEO
    assert "Sam Reed 님의 캘린더를 읽을 수 없어서" in reply.text
    assert house.tick(LATER + 6 * MINUTE).unsure == 1
    assert house.letters() == []  # said once
    house.broken = set()
    done = house.tick(LATER + 12 * MINUTE)
    assert done.finished + done.reopened == 1
    assert house.meeting(meeting.id).state is (State.BOOKED if writes == WRITES else State.PROPOSED)


def test_dying_while_taking_back_is_taken_back_later(house):
    meeting = house.proposed()
    house.die_while_booking(meeting, OFFERS[1], 2)
    house.writes_left = 1
    with pytest.raises(Killed):
        house.tick(LATER)
    house.writes_left = None
    house.tick(LATER + 6 * MINUTE)
    assert house.meeting(meeting.id).state is State.PROPOSED
    assert not any(copies(house, meeting).values())
    assert len(house.letters()) == 1


def test_the_process_that_was_thought_dead_cannot_save_any_more(house):
    meeting = house.proposed()
    zombie = house.die_while_booking(meeting, OFFERS[1], WRITES)
    house.tick(LATER)
    with pytest.raises(Stale):
        house.save(steps.book(zombie, LATER))


class TestTheMessageThatAskedForIt:
    @REVISED
    def test_it_is_answered_exactly_once(self, house, writes):
        meeting = house.proposed()
        message = house.receive("2번", meeting)
        house.now = NOW + timedelta(seconds=5)
        house.die_while_booking(meeting, OFFERS[1], writes)
        assert house.tick(NOW + MINUTE).inbox == ()  # its lease has not run out
        done = house.tick(NOW + 3 * MINUTE)
        replies = house.letters(SEO)
        with house.store.reading() as tx:
            answered = tx.inbox.handled("console", message.id)
            thread = tx.conversations.get("console", SEO)
        if writes == WRITES:
            assert answered
            assert done.inbox == ()
            assert [r.text.splitlines()[0] for r in replies] == ["디자인 리뷰를 잡았어요."]
            assert (thread.meeting_id, thread.pending) == (meeting.id, None)
        else:
            assert not answered
            assert [i.message for i in done.inbox] == [message]  # the desk answers it: the offers are open again
            assert replies == []
            assert house.meeting(meeting.id).offered(2) == OFFERS[1]
            assert thread.pending == {"question": "offer"}

    @REVISED
    def test_it_books_once_and_is_answered_once_whenever_the_journey_dies(self, house, writes, monkeypatch):
        meeting = house.proposed()
        message = house.receive("2번", meeting)
        house.writes_left = writes
        with monkeypatch.context() as patched:
            patched.setattr("actions.journeys.play.commit", die)  # after the last write, before anything is saved
            choose(house, message, dies=True)
        house.writes_left = None
        for item in house.tick(NOW + 3 * MINUTE).inbox:
            choose(house, item.message)
        assert house.tick(NOW + 9 * MINUTE).inbox == ()
        after = house.meeting(meeting.id)
        assert (after.state, after.booked, after.sequence) == (State.BOOKED, OFFERS[1], 0)
        assert all(copies(house, meeting).values())
        replies = house.letters()
        assert sorted(r.to for r in replies) == sorted([SEO, MINJI, SAM])
        assert next(r.text for r in replies if r.to == SEO).startswith("디자인 리뷰를 잡았어요.")

    def test_the_last_one_before_the_booking_is_the_cause(self, house):
        meeting = house.proposed()
        hello, choice = house.receive("안녕하세요"), None
        house.now += MINUTE / 6
        choice = house.receive("2번", meeting)
        house.now += MINUTE / 6
        house.die_while_booking(meeting, OFFERS[1], WRITES)
        house.now += MINUTE / 6
        after = house.receive("됐나요?")
        done = house.tick(NOW + 4 * MINUTE)
        assert [i.message for i in done.inbox] == [hello, after]
        with house.store.reading() as tx:
            assert tx.inbox.handled("console", choice.id)

    def test_one_that_waits_for_a_live_booking_is_held_back(self, house):
        """An old message of the thread is unanswered while a newer one is being booked."""
        meeting = house.proposed()
        house.receive("안녕하세요", meeting)
        house.now = NOW + 3 * MINUTE - timedelta(seconds=10)
        house.die_while_booking(meeting, OFFERS[1], 1)
        assert house.tick(NOW + 3 * MINUTE).inbox == ()
        assert house.meeting(meeting.id).state is State.BOOKING
        assert len(house.tick(NOW + 6 * MINUTE).inbox) == 1

    def test_without_a_booking_it_is_handed_out_once_a_lease(self, house):
        message = house.receive("이번 주 일정")
        assert [i.message for i in house.tick(NOW + 3 * MINUTE).inbox] == [message]
        assert house.tick(NOW + 3 * MINUTE).inbox == ()
        assert [i.attempts for i in house.tick(NOW + 6 * MINUTE).inbox] == [3]

    def test_a_delegate_who_asked_is_answered_too(self, house):
        pa = "pa@example.com"
        meeting = house.proposed(delegates=(pa,))
        house.receive("2번", meeting, sender=pa)
        house.die_while_booking(meeting, OFFERS[1], WRITES)
        house.tick(NOW + 3 * MINUTE)
        replies = {r.to: r for r in house.letters()}
        assert set(replies) == {pa, SEO, MINJI, SAM}
        assert (replies[pa].conversation, replies[pa].method) == (pa, None)


def test_a_booking_without_calendars_is_finished(house):
    with house.store.transaction() as tx:
        for address in (SEO, MINJI, SAM):
            tx.connections.remove(address)
    meeting = house.save(replace(steps.choose(house.draft(), OFFERS[0], SEO, NOW)))
    assert house.tick(LATER).finished == 1
    assert house.meeting(meeting.id).state is State.BOOKED
