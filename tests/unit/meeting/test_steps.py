"""What the steps do beside changing the state."""

from datetime import timedelta

import pytest

from actions.core import meeting_steps as steps
from actions.core.meeting import Participant, Slot, State, Verdict
from actions.errors import MendableError
from calendar_adapters.types import PartStat, Role
from tests.unit.meeting.samples import ANNA, JUNHO, MINJI, NOW, OFFERS, ORGANIZER, TWO_WEEKS, draft, in_state, slot

A, B, C = OFFERS


def refusal(call, key):
    with pytest.raises(MendableError) as caught:
        call()
    assert caught.value.key == key
    return caught.value.placeholders


def test_the_organizer_is_an_attendee_and_has_accepted():
    meeting = draft()
    assert meeting.participant(ORGANIZER).role is Role.CHAIR
    assert meeting.participant(ORGANIZER).partstat is PartStat.ACCEPTED
    assert meeting.addresses == (ORGANIZER, MINJI, JUNHO, ANNA)


def test_an_organizer_who_arranges_for_others_takes_none_of_the_time():
    meeting = steps.new_meeting("m", Participant(ORGANIZER), NOW, attendees=[Participant(MINJI)], attends=False)
    assert meeting.addresses == (MINJI,)


@pytest.mark.parametrize("twice", [ORGANIZER, ORGANIZER.upper(), MINJI.upper()])
def test_nobody_attends_twice(twice):
    assert (
        len(
            steps.new_meeting(
                "m", Participant(ORGANIZER), NOW, attendees=[Participant(MINJI), Participant(twice)]
            ).attendees
        )
        == 2
    )
    assert refusal(lambda: steps.add_attendees(draft(), ORGANIZER, [Participant(twice)], NOW), "already_attending")


@pytest.mark.parametrize(("number", "expected"), [(1, A), (2, B), (3, C), (-1, C)])
def test_offers_are_numbered_from_one_and_minus_one_is_the_last(number, expected):
    assert in_state(State.PROPOSED).offered(number) == expected


@pytest.mark.parametrize("number", [0, 4, 7, -2])
def test_a_choice_out_of_range_names_the_count(number):
    told = refusal(lambda: in_state(State.PROPOSED).offered(number), "choice_out_of_range")
    assert told == {"number": number, "count": 3}


def test_a_time_is_agreed_when_everybody_needed_has_accepted_it():
    meeting = in_state(State.PROPOSED)
    one = steps.accept(meeting, MINJI, [A, B], NOW)
    assert one.agreed_slots() == ()
    assert one.waiting_for(A) == (JUNHO,)
    both = steps.accept(one, JUNHO, [B], NOW, verdict=Verdict.IF_NEED_BE)
    assert both.agreed_slots() == (B,)  # the optional outsider was not waited for


def test_a_quorum_is_enough():
    meeting = steps.accept(in_state(State.PROPOSED, quorum=1), MINJI, [C], NOW)
    assert meeting.agreed_slots() == (C,)


def test_an_attendee_books_only_what_all_have_agreed():
    meeting = steps.accept(in_state(State.PROPOSED), MINJI, [A], NOW)
    assert refusal(lambda: steps.choose(meeting, A, MINJI, NOW), "not_agreed_yet") == {"waiting": (JUNHO,)}
    agreed = steps.accept(meeting, JUNHO, [A], NOW)
    assert steps.choose(agreed, A, MINJI, NOW).chosen == A
    refusal(lambda: steps.choose(agreed, slot(9), MINJI, NOW), "not_offered")
    refusal(lambda: steps.choose(agreed, A, "stranger@example.com", NOW), "not_an_attendee")


def test_the_organizer_overrules():
    assert steps.choose(in_state(State.PROPOSED), slot(9), ORGANIZER, NOW).chosen == slot(9)


def test_a_refused_time_is_not_offered_again_unless_taken_back():
    refused = steps.refuse(in_state(State.PROPOSED), MINJI, NOW, [A])
    assert refused.state is State.PROPOSED
    refusal(lambda: steps.propose(refused, [A, slot(8)], NOW), "already_refused")
    taken_back = steps.accept(refused, MINJI, [A], NOW)
    assert steps.propose(taken_back, [A], NOW).open_proposal.round == 2


def test_an_optional_persons_refusal_does_not_bar_a_time():
    assert not steps.refuse(in_state(State.PROPOSED), ANNA, NOW).is_refused(A)


def test_refusing_bit_by_bit_ends_the_round():
    meeting = steps.refuse(in_state(State.PROPOSED), MINJI, NOW, [A, B])
    meeting = steps.refuse(meeting, JUNHO, NOW, [C])
    assert (meeting.state, meeting.open_proposal) == (State.COLLECTING, None)


def test_the_last_word_counts():
    meeting = in_state(State.PROPOSED)
    for verdict in (Verdict.YES, Verdict.NO, Verdict.YES):
        meeting = (
            steps.accept(meeting, MINJI, [A], NOW) if verdict is Verdict.YES else steps.refuse(meeting, MINJI, NOW, [A])
        )
    assert meeting.participant(MINJI).verdict_on(A) is Verdict.YES
    assert len(meeting.participant(MINJI).answers) == 1


def test_a_counter_proposal_narrows_and_remembers_who_said_it():
    meeting = steps.counter(in_state(State.PROPOSED), MINJI, [{"text": "목요일 오후"}], NOW)
    assert meeting.constraints == ({"text": "목요일 오후", "by": MINJI},)
    assert all(meeting.is_refused(s) for s in OFFERS)
    assert meeting.expires_at == TWO_WEEKS


def test_answers_after_expiry_are_refused_and_a_late_counter_counts():
    meeting = in_state(State.PROPOSED)
    refusal(lambda: steps.accept(meeting, MINJI, [A], TWO_WEEKS), "offer_expired")
    assert steps.counter(meeting, MINJI, [], TWO_WEEKS).state is State.COLLECTING


@pytest.mark.parametrize("step", [steps.choose, steps.move])
def test_nothing_is_booked_in_the_past(step):
    meeting = in_state(State.PROPOSED if step is steps.choose else State.BOOKED)
    refusal(lambda: step(meeting, slot(0, 0), ORGANIZER, NOW), "time_has_passed")


def test_one_uid_for_life_and_a_sequence_that_only_grows():
    meeting = in_state(State.BOOKED)
    assert meeting.sequence == 0
    moved = steps.book(steps.move(meeting, slot(4), ORGANIZER, NOW), NOW)
    renamed = steps.change(moved, ORGANIZER, NOW, title="분기 점검")
    unchanged = steps.change(renamed, ORGANIZER, NOW, title="분기 점검", purpose="review")
    gone = steps.cancel(unchanged, ORGANIZER, NOW)
    assert [m.sequence for m in (moved, renamed, unchanged, gone)] == [1, 2, 2, 3]
    assert {m.uid for m in (meeting, moved, gone)} == {"m1@moim"}
    assert gone.booked == slot(4)


def test_booking_counts_a_yes_to_that_time_as_accepted_and_a_move_asks_anew():
    meeting = steps.accept(in_state(State.PROPOSED), MINJI, [A], NOW)
    booked = steps.book(steps.choose(meeting, A, ORGANIZER, NOW), NOW)
    stats = {p.address: p.partstat.value for p in booked.attendees}
    assert stats == {ORGANIZER: "ACCEPTED", MINJI: "ACCEPTED", JUNHO: "NEEDS-ACTION", ANNA: "NEEDS-ACTION"}
    moved = steps.book(steps.move(booked, slot(4), ORGANIZER, NOW), NOW)
    assert moved.participant(MINJI).partstat is PartStat.NEEDS_ACTION


def test_a_lost_slot_leads_back_to_the_search_and_the_old_time_stands():
    assert steps.booking_failed(in_state(State.BOOKING), NOW).state is State.COLLECTING
    booked = in_state(State.BOOKED)
    failed = steps.booking_failed(steps.move(booked, slot(4), ORGANIZER, NOW), NOW)
    assert (failed.state, failed.booked, failed.sequence) == (State.MOVING, A, 0)


def test_a_move_that_nobody_settles_leaves_the_meeting_where_it_was():
    moving = steps.propose(in_state(State.MOVING), [slot(5)], NOW, expires_at=TWO_WEEKS)
    kept = steps.expire(moving, TWO_WEEKS)
    assert (kept.state, kept.booked, kept.open_proposal, kept.expires_at) == (State.BOOKED, A, None, None)


def test_one_instance_of_a_series_is_moved_or_dropped():
    series = in_state(State.BOOKED, rrule="FREQ=WEEKLY")
    week2, week3 = A.start + timedelta(days=7), A.start + timedelta(days=14)
    moved = steps.book(steps.move(series, slot(9), ORGANIZER, NOW, instance=week2), NOW)
    assert (moved.booked, moved.moved[0].recurrence_id, moved.moved[0].slot) == (A, week2, slot(9))
    dropped = steps.cancel(moved, ORGANIZER, NOW, instance=week3)
    assert (dropped.state, dropped.exdates, dropped.sequence) == (State.BOOKED, (week3,), 2)
    refusal(lambda: steps.cancel(dropped, ORGANIZER, NOW, instance=week3), "no_such_instance")
    refusal(lambda: steps.cancel(in_state(State.BOOKED), ORGANIZER, NOW, instance=week2), "no_such_instance")


@pytest.mark.parametrize("by", [MINJI, "stranger@example.com"])
def test_only_the_organizer_manages(by):
    meeting = in_state(State.BOOKED)
    for step in (
        lambda: steps.cancel(meeting, by, NOW),
        lambda: steps.move(meeting, slot(4), by, NOW),
        lambda: steps.reopen(meeting, by, NOW),
        lambda: steps.change(meeting, by, NOW, title="x"),
        lambda: steps.add_attendees(meeting, by, [Participant("n@example.com")], NOW),
        lambda: steps.remove_attendee(meeting, by, JUNHO, NOW),
        lambda: steps.set_role(meeting, by, JUNHO, Role.OPTIONAL, NOW),
    ):
        assert refusal(step, "not_yours_to_change") == {"organizer": ORGANIZER}


def test_a_delegate_acts_for_the_organizer():
    meeting = in_state(State.BOOKED, delegates=("pa@example.com",))
    assert steps.cancel(meeting, "PA@example.com", NOW).state is State.CANCELLED


def test_people_leave_by_themselves_but_not_the_organizer_nor_the_last():
    meeting = steps.refuse(in_state(State.PROPOSED), MINJI, NOW, [A])
    left = steps.remove_attendee(meeting, MINJI, MINJI, NOW)
    assert left.participant(MINJI) is None
    assert not left.is_refused(A)
    refusal(lambda: steps.remove_attendee(left, ORGANIZER, ORGANIZER, NOW), "organizer_stays")
    one = steps.remove_attendee(left, ORGANIZER, JUNHO, NOW)
    refusal(lambda: steps.remove_attendee(one, ORGANIZER, ANNA, NOW), "last_attendee")


def test_a_newcomer_who_is_needed_closes_the_round_and_an_optional_one_does_not():
    meeting = in_state(State.PROPOSED)
    optional = Participant("o@example.com", role=Role.OPTIONAL)
    assert steps.add_attendees(meeting, ORGANIZER, [optional], NOW).state is State.PROPOSED
    assert steps.add_attendees(meeting, ORGANIZER, [Participant("n@example.com")], NOW).state is State.COLLECTING


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_length_is_positive(minutes):
    assert refusal(lambda: steps.change(draft(), ORGANIZER, NOW, minutes=minutes), "bad_duration")


def test_a_slot_of_seconds_is_not_a_meeting():
    tiny = Slot(slot(1).start, slot(1).start + timedelta(seconds=20))
    refusal(lambda: steps.choose(draft(), tiny, ORGANIZER, NOW), "bad_duration")


def test_another_length_closes_the_round_and_after_booking_needs_a_move():
    assert steps.change(in_state(State.PROPOSED), ORGANIZER, NOW, minutes=30).state is State.COLLECTING
    refusal(lambda: steps.change(in_state(State.BOOKED), ORGANIZER, NOW, minutes=30), "change_needs_move")


def test_only_named_fields_can_be_changed():
    with pytest.raises(TypeError, match="sequence"):
        steps.change(draft(), ORGANIZER, NOW, sequence=7)


def test_naive_moments_are_a_bug_of_the_caller():
    with pytest.raises(ValueError, match="aware"):
        steps.collect(draft(), NOW.replace(tzinfo=None))
