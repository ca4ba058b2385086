"""Who is asked again, when, how often, and in which words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core import meeting_steps as steps
from actions.upkeep import replied, schedule_nudges, zones_of
from actions.upkeep.nudges import fire_nudges
from tests.unit.upkeep.house import ANNA, DAY, HOUR, MINJI, NOW, OFFERS, SAM, SEO, slot


def days(house, count, start=1):
    """Look once an hour for so many days; the moments at which each person was nudged."""
    nudged = {}
    for hours in range(start * 24, (start + count) * 24):
        house.now = NOW + hours * HOUR
        if any(fire_nudges(house.services, house.now)):
            for reply in house.letters():
                nudged.setdefault(reply.to, []).append(house.now)
    return nudged


def local(moments, zone):
    return [m.astimezone(ZoneInfo(zone)).strftime("%a %H:%M") for m in moments]


def reschedule(house, meeting):
    with house.store.transaction() as tx:
        return schedule_nudges(tx, meeting, house.now, zones_of(tx, meeting))


def reply_of(house, meeting, address):
    with house.store.transaction() as tx:
        replied(tx, meeting, address, house.now, zones_of(tx, meeting))


def test_every_two_days_and_at_most_twice_in_the_readers_day(house):
    house.proposed(MINJI, SAM)
    nudged = days(house, 9, start=0)
    assert local(nudged[MINJI], "Asia/Seoul") == ["Wed 09:00", "Fri 09:00"]
    # Sam is asked on Sunday at 19:00: two days later it is Tuesday 19:00, then Thursday 19:00
    assert local(nudged[SAM], "America/New_York") == ["Tue 19:00", "Thu 19:00"]
    assert SEO not in nudged


def test_not_at_night_and_not_at_a_weekend(house):
    house.now = NOW + 3 * DAY + 12 * HOUR  # Thursday 21:00 in Seoul, 07:00 in New York
    house.proposed(MINJI, SAM, offers=(slot(20),))
    nudged = days(house, 9, start=4)
    assert local(nudged[MINJI], "Asia/Seoul") == ["Mon 08:00", "Wed 08:00"]
    assert local(nudged[SAM], "America/New_York") == ["Mon 08:00", "Wed 08:00"]


def test_a_nudge_that_is_late_waits_for_the_day(house):
    """Nobody ticked from Tuesday until Wednesday 23:00."""
    house.proposed(MINJI)
    house.tick(NOW + 2 * DAY + 14 * HOUR)
    assert house.letters() == []
    house.tick(NOW + 2 * DAY + 22 * HOUR)
    assert house.letters() == []
    house.tick(NOW + 2 * DAY + 23 * HOUR)  # Thursday 08:00
    assert [r.to for r in house.letters()] == [MINJI]


def test_it_is_written_in_the_readers_language_and_zone(house):
    meeting = house.proposed(MINJI, SAM, ANNA)
    house.tick(NOW + 2 * DAY)  # Wednesday 09:00 in Seoul, Tuesday 19:00 in New York, 01:00 in Berlin
    minji, sam = house.letters()
    assert minji.to == MINJI
    assert minji.language == "ko"
    assert minji.text.startswith("서지원 님이 디자인 리뷰 시간을 정하려고 답을 기다리고 있어요.")
    assert "1. 12월 3일(목) 오전 10시–11시" in minji.text
    assert "서울" in minji.text
    assert [o["number"] for o in minji.offers] == ["1", "2", "3"]
    assert sam.text.startswith("서지원 is waiting for your answer to settle 디자인 리뷰.")
    assert "1. Wed, Dec 2, 8–9 PM" in sam.text
    assert "New York time, UTC−5" in sam.text
    assert (sam.channel, sam.conversation) == ("console", SAM)
    assert meeting.state.value == "proposed"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_whoever_has_answered_is_left_alone(house, answer):
    meeting = house.proposed(MINJI, SAM)
    if answer == "yes":
        house.save(steps.accept(meeting, MINJI, OFFERS[:1], NOW + HOUR))
    else:
        house.save(steps.refuse(meeting, MINJI, NOW + HOUR, OFFERS[:1]))
    assert set(days(house, 9)) == {SAM}


def test_a_reply_that_answers_nothing_starts_the_two_days_and_the_count_anew(house):
    meeting = house.proposed(MINJI, offers=(slot(25),))
    assert local(days(house, 3)[MINJI], "Asia/Seoul") == ["Wed 09:00"]
    house.now = NOW + 4 * DAY  # Friday 09:00, where the second would have been due
    reply_of(house, meeting, MINJI)
    assert local(days(house, 12, start=4)[MINJI], "Asia/Seoul") == ["Mon 08:00", "Wed 08:00"]


def test_a_reply_that_answers_ends_them(house):
    meeting = house.proposed(MINJI)
    answered = house.save(steps.accept(meeting, MINJI, OFFERS[:1], NOW))
    reply_of(house, answered, MINJI)
    with house.store.reading() as tx:
        assert tx.timers.of_meeting(meeting.id) == []


def test_a_new_round_goes_on_counting_for_whoever_stays_silent(house):
    meeting = house.proposed(MINJI, SAM, offers=(slot(25),))
    assert len(days(house, 4)[MINJI]) == 2
    house.now = NOW + 5 * DAY
    countered = steps.counter(meeting, SAM, [], house.now, refusing=True)
    again = house.save(steps.propose(countered, [slot(26)], house.now, to=[MINJI, SAM]))
    assert reschedule(house, again) == 1  # Sam's alone: he has answered since
    nudged = days(house, 9, start=5)
    assert set(nudged) == {SAM}
    assert len(nudged[SAM]) == 2


def test_scheduling_twice_sets_each_once(house):
    meeting = house.proposed(MINJI, SAM)
    assert reschedule(house, meeting) == 2
    with house.store.reading() as tx:
        assert len(tx.timers.of_meeting(meeting.id)) == 2


def test_no_nudge_after_the_end_of_the_negotiation(house):
    house.proposed(MINJI, expires_at=NOW + DAY)
    with house.store.reading() as tx:
        assert tx.timers.next_due() is None
    house.proposed(MINJI, offers=[slot(1)])
    with house.store.reading() as tx:
        assert tx.timers.next_due() is None


def test_none_once_it_is_booked_dropped_or_past(house):
    house.proposed(MINJI)
    for end in (lambda m: house.book(m, OFFERS[0]), lambda m: house.save(steps.cancel(m, SEO, NOW))):
        end(house.proposed(MINJI, offers=(OFFERS[0], OFFERS[1])))
    house.tick(NOW + 2 * DAY)
    assert len(house.letters(MINJI)) == 1  # of the first alone


def test_times_that_have_passed_are_not_shown_and_numbers_stay(house):
    house.proposed(MINJI, offers=(slot(1), slot(8)))
    house.tick(NOW + 2 * DAY)
    (reply,) = house.letters(MINJI)
    assert [o["number"] for o in reply.offers] == ["2"]
    assert datetime.fromisoformat(reply.offers[0]["start"]) == slot(8).start
    assert "\n1. " not in reply.text


def test_a_reader_in_another_zone_sees_the_zone_in_each_line(house):
    house.proposed(MINJI, SAM)
    house.tick(NOW + 2 * DAY + 24 * HOUR)
    there = {reply.to: reply.text for reply in house.letters()}
    lines = {who: [line for line in text.splitlines() if line[:2] in ("1.", "2.", "3.")] for who, text in there.items()}
    assert lines[SAM]
    assert all("EST" in line or "New York" in line for line in lines[SAM])
    assert lines[MINJI]
    assert not any("KST" in line or "서울" in line for line in lines[MINJI])
