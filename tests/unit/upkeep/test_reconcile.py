"""Somebody changes the meeting in a calendar: moved, deleted, answered there; or the calendar cannot be read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.core import meeting_steps as steps
from actions.core.meeting import State
from actions.events import event_of
from actions.store import Connection
from actions.upkeep import reconcile
from calendar_adapters.types import EventStatus, Interval, PartStat
from tests.unit.upkeep.house import ANNA, DAY, HOUR, MINJI, NOW, OFFERS, SAM, SEO, slot

NEXT = 10 * timedelta(minutes=1)  # calendars are compared every ten minutes
SOON = slot(2)


def move_there(house, meeting, there, address=SEO):
    house.change_there(meeting, address, start=there.start, end=there.end)


def answer_there(house, meeting, address, partstat):
    event = house.calendar(SEO).get(meeting.uid)
    people = tuple(replace(a, partstat=partstat) if a.address == address else a for a in event.attendees)
    house.change_there(meeting, attendees=people)


def partstat(house, meeting, address):
    return house.meeting(meeting.id).participant(address).partstat


def test_nothing_changed_nothing_happens(house):
    meeting = house.booked(MINJI, ANNA, at=SOON)
    before = house.meeting(meeting.id)
    for n in range(3):
        done = house.tick(NOW + n * NEXT)
        assert (done.moved, done.deleted, done.answered, done.failed) == (0, 0, 0, 0)
    assert house.meeting(meeting.id) == before
    assert house.letters() == []


def test_a_meeting_that_was_moved_there_is_followed(house):
    meeting = house.booked(MINJI, SAM, at=SOON)
    move_there(house, meeting, slot(3))
    assert house.tick().moved == 1
    after = house.meeting(meeting.id)
    assert (after.state, after.booked, after.sequence) == (State.BOOKED, slot(3), 1)
    assert {house.event(meeting, a).start for a in (SEO, MINJI, SAM)} == {slot(3).start}
    assert {house.event(meeting, a).sequence for a in (SEO, MINJI, SAM)} == {1}
    replies = {r.to: r for r in house.letters()}
    assert set(replies) == {SEO, MINJI, SAM}
    assert replies[SEO].text.startswith("캘린더에서 디자인 리뷰 시간이 바뀌어서 저도 그렇게 바꿨어요.")
    assert "김민지 님, Sam Reed 님에게도 알렸어요" in replies[SEO].text
    assert replies[SAM].text.startswith("서지원 moved 디자인 리뷰\nTue, Nov 24, 8–9 PM → Wed, Nov 25, 8–9 PM")
    assert b"SEQUENCE:1" in replies[SAM].ics
    assert replies[SAM].method == "REQUEST"
    assert house.tick(NOW + NEXT).moved == 0
    assert house.letters() == []


def test_sequence_never_falls_behind_the_calendars(house):
    meeting = house.booked(MINJI, at=SOON)
    house.change_there(meeting, start=slot(3).start, end=slot(3).end, sequence=7)
    house.tick()
    assert house.meeting(meeting.id).sequence == 8


def test_an_attendees_own_copy_moves_nothing(house):
    meeting = house.booked(MINJI, at=SOON)
    move_there(house, meeting, slot(3), MINJI)
    assert house.tick().moved == 0


def test_a_move_over_another_meeting_of_an_attendee_is_told_once(house):
    house.booked(MINJI, at=slot(3), title="다른 회의")
    meeting = house.booked(MINJI, at=SOON)
    move_there(house, meeting, slot(3))
    for n in range(2):
        assert house.tick(NOW + n * NEXT).moved == 0
    assert house.meeting(meeting.id).booked == SOON
    (reply,) = house.letters()
    assert reply.to == SEO
    assert "그때 다른 회의가 있어요" in reply.text


@pytest.mark.parametrize("called_off", [False, True])
def test_a_meeting_that_was_deleted_there_is_cancelled_and_said(house, called_off):
    meeting = house.booked(MINJI, SAM, at=SOON)
    if called_off:
        house.change_there(meeting, status=EventStatus.CANCELLED)
    else:
        house.calendar(SEO).delete(meeting.uid)
    assert house.tick().deleted == 1
    after = house.meeting(meeting.id)
    assert (after.state, after.sequence) == (State.CANCELLED, 1)
    assert house.event(meeting, MINJI) is None
    replies = {r.to: r for r in house.letters()}
    assert set(replies) == {SEO, MINJI, SAM}
    assert replies[SEO].text.startswith("캘린더에서 디자인 리뷰가 지워져서 회의를 취소했어요.")
    assert replies[MINJI].method == "CANCEL"
    assert b"STATUS:CANCELLED" in replies[MINJI].ics
    assert house.tick(NOW + NEXT).deleted == 0
    with house.store.reading() as tx:
        assert tx.timers.of_meeting(meeting.id) == []


def test_one_being_moved_follows_too(house):
    meeting = house.booked(MINJI, at=SOON)
    house.save(steps.propose(steps.reopen(meeting, SEO, NOW), OFFERS, NOW))
    house.calendar(SEO).delete(meeting.uid)
    assert house.tick().deleted == 1


def test_what_was_never_seen_there_was_not_deleted(house):
    """The organizer connected a calendar only after the booking."""
    meeting = house.booked(MINJI, at=SOON, noted=False)
    house.calendar(SEO).delete(meeting.uid)
    assert house.tick().deleted == 0
    assert house.meeting(meeting.id).state is State.BOOKED


def test_another_calendar_in_its_place_says_nothing(house):
    meeting = house.booked(MINJI, at=SOON)
    house.tick()
    house.calendar(SEO).delete(meeting.uid)
    with house.store.transaction() as tx:
        tx.connections.remove(SEO)
        tx.connections.save(Connection(SEO, "local", label="new"))
    assert house.tick(NOW + NEXT).deleted == 0


def test_an_unreadable_calendar_leads_to_no_conclusion(house):
    meeting = house.booked(MINJI, at=SOON)
    house.calendar(SEO).delete(meeting.uid)
    house.broken = {SEO}
    assert house.tick().deleted == 0
    assert house.letters() == []
    house.broken = {MINJI}  # the cancelling cannot be written everywhere
    assert house.tick(NOW + NEXT).deleted == 0
    assert house.meeting(meeting.id).state is State.BOOKED
    house.broken = set()
    assert house.tick(NOW + 2 * NEXT).deleted == 1


def test_a_move_waits_for_every_calendar(house):
    meeting = house.booked(MINJI, at=SOON)
    move_there(house, meeting, slot(3))
    house.broken = {MINJI}
    assert house.tick().moved == 0
    assert house.meeting(meeting.id).booked == SOON
    house.broken = set()
    assert house.tick(NOW + NEXT).moved == 1


@pytest.mark.parametrize("status", [PartStat.ACCEPTED, PartStat.DECLINED, PartStat.TENTATIVE])
def test_answers_in_the_organizers_copy_are_taken_over(house, status):
    meeting = house.booked(MINJI, ANNA, at=SOON)
    answer_there(house, meeting, ANNA, status)
    assert house.tick().answered == 1
    assert partstat(house, meeting, ANNA) is status
    assert partstat(house, meeting, MINJI) is PartStat.NEEDS_ACTION
    assert house.meeting(meeting.id).sequence == 0
    texts = [r.text for r in house.letters()]
    assert texts == (
        ["Anna Berg 님이 디자인 리뷰에 올 수 없다고 답했어요.\n11월 25일(수) 오전 10시–11시 (서울 시간, UTC+9)"]
        if status is PartStat.DECLINED
        else []
    )
    assert house.tick(NOW + NEXT).answered == 0


def test_an_older_answer_in_the_copy_does_not_undo_a_newer_one(house):
    meeting = house.booked(MINJI, ANNA, at=SOON)
    answer_there(house, meeting, ANNA, PartStat.DECLINED)
    house.tick()
    house.save(steps.respond(house.meeting(meeting.id), ANNA, PartStat.ACCEPTED, NOW))  # by mail
    assert house.tick(NOW + NEXT).answered == 0
    assert partstat(house, meeting, ANNA) is PartStat.ACCEPTED
    answer_there(house, meeting, ANNA, PartStat.TENTATIVE)
    assert house.tick(NOW + 2 * NEXT).answered == 1


def test_after_a_move_the_same_answer_counts_again(house):
    meeting = house.booked(MINJI, ANNA, at=SOON)
    answer_there(house, meeting, ANNA, PartStat.ACCEPTED)
    house.tick()
    moved = house.book(house.meeting(meeting.id), slot(3), noted=False)
    assert partstat(house, moved, ANNA) is PartStat.NEEDS_ACTION
    answer_there(house, meeting, ANNA, PartStat.ACCEPTED)
    assert house.tick(NOW + NEXT).answered == 1


def test_what_changes_while_the_calendar_is_read_leads_to_no_conclusion(house, monkeypatch):
    """Deleted there, read, and moved by a journey, which writes the event anew, before anything is concluded."""
    meeting = house.booked(MINJI, at=SOON)
    house.calendar(SEO).delete(meeting.uid)
    look = reconcile._look

    def slow(services, meeting):
        seen = look(services, meeting)
        house.book(meeting, slot(3))
        return seen

    monkeypatch.setattr(reconcile, "_look", slow)
    assert house.tick().deleted == 0
    assert house.meeting(meeting.id).booked == slot(3)
    assert all(house.event(meeting, a) for a in (SEO, MINJI))


def test_only_what_begins_within_two_weeks_is_read(house):
    far, near = house.booked(MINJI, at=slot(20)), house.booked(MINJI, at=SOON)
    for meeting in (far, near):
        house.calendar(SEO).delete(meeting.uid)
    assert house.tick().deleted == 1
    assert house.meeting(far.id).state is State.BOOKED
    assert house.tick(NOW + 7 * DAY).deleted == 1


def test_a_series_is_looked_after_once_it_has_begun(house):
    meeting = house.booked(MINJI, at=SOON, rrule="FREQ=WEEKLY")
    house.tick(NOW + 30 * DAY)
    house.calendar(SEO).delete(meeting.uid)
    assert house.tick(NOW + 30 * DAY + HOUR).deleted == 1


def test_a_series_moved_as_a_whole_is_followed(house):
    meeting = house.booked(MINJI, at=SOON, rrule="FREQ=WEEKLY")
    move_there(house, meeting, slot(2, 3))
    assert house.tick().moved == 1
    assert house.event(meeting, MINJI).start == slot(2, 3).start


def test_one_of_a_series_that_was_deleted_there_is_called_off_alone(house):
    meeting = house.booked(MINJI, at=SOON, rrule="FREQ=WEEKLY")
    second = SOON.start + 7 * DAY
    calendar = house.calendar(SEO)
    calendar.delete(meeting.uid, None, second)
    assert house.tick().deleted == 1
    after = house.meeting(meeting.id)
    assert (after.state, after.exdates, after.sequence) == (State.BOOKED, (second,), 1)
    starts = {e.start for e in house.calendar(MINJI).events(Interval(NOW, NOW + 20 * DAY))}
    assert starts == {SOON.start, SOON.start + 14 * DAY}
    replies = {r.to: r for r in house.letters()}
    assert "12월 2일(수) 오전 10시–11시" in replies[SEO].text
    assert replies[MINJI].method == "CANCEL"
    assert b"RECURRENCE-ID" in replies[MINJI].ics
    assert b"RRULE" not in replies[MINJI].ics
    assert house.tick(NOW + NEXT).deleted == 0


def test_a_meeting_that_is_one_of_somebodys_series_stays(house):
    meeting = house.booked(MINJI, at=slot(9))
    house.change_there(meeting, start=SOON.start, end=SOON.end, rrule="FREQ=WEEKLY")
    assert house.tick().moved == 0


def test_a_move_to_whole_days_or_into_the_past_leads_to_no_conclusion(house):
    meeting = house.booked(MINJI, at=SOON)
    house.change_there(meeting, start=SOON.start.date(), end=SOON.start.date() + DAY)
    assert house.tick().moved == 0
    move_there(house, meeting, slot(-1))
    assert house.tick(NOW + NEXT).moved == 0
    assert house.meeting(meeting.id).booked == SOON


def test_calendars_are_compared_every_ten_minutes_at_most(house, monkeypatch):
    times = []
    monkeypatch.setattr(reconcile, "reconcile", lambda services, now: times.append(now) or [])
    for minute in range(31):
        house.tick(NOW + timedelta(minutes=minute))
    assert times == [NOW + n * NEXT for n in range(4)]


class TestOrphans:
    """A server took the write, the answer was lost, and the booking was given up."""

    def orphan(self, house, meeting):
        house.calendar(MINJI).create(event_of(replace(meeting, chosen=SOON), assistant="moim@example.com"))

    def test_an_event_that_was_never_booked_is_taken_out(self, house):
        meeting = house.proposed(MINJI)
        self.orphan(house, meeting)
        assert house.tick(NOW + HOUR).orphans == 1
        assert house.event(meeting, MINJI) is None
        assert house.meeting(meeting.id).state is State.PROPOSED

    def test_what_is_booked_being_booked_or_not_ours_stays(self, house):
        booked, booking = house.booked(MINJI, at=SOON), house.proposed(MINJI, offers=(slot(4), slot(5)))
        foreign = house.draft(MINJI)
        self.orphan(house, foreign)  # ends like ours, but no meeting of ours has this UID
        house.now = NOW + HOUR
        house.die_while_booking(booking, slot(4), 2)
        assert house.tick().orphans == 0
        assert all(house.event(m, MINJI) for m in (booked, booking, foreign))

    def test_one_that_was_just_given_up_may_still_be_at_work(self, house):
        meeting = house.proposed(MINJI)
        self.orphan(house, meeting)
        assert house.tick(NOW + timedelta(minutes=1)).orphans == 0

    def test_an_unreadable_calendar_is_left_for_the_next_time(self, house):
        meeting = house.proposed(MINJI)
        self.orphan(house, meeting)
        house.broken = {MINJI}
        assert house.tick(NOW + HOUR).orphans == 0
        house.broken = set()
        assert house.tick(NOW + 2 * HOUR).orphans == 1
