"""Holds are given up on decline, expiry, bounce, cancel; a reply that reached nobody is told to the organizer, once."""

from datetime import timedelta
from itertools import pairwise

import pytest

from actions.core.meeting import State
from actions.store.records import Hold
from actions.upkeep.undelivered import bounced
from bot.channels.outbox import ATTEMPTS, FIRST_PAUSE, deliver
from calendar_adapters.types import Interval
from tests.unit.upkeep.house import ANNA, DAY, MINJI, NOW, OFFERS, SAM, SEO, slot


def holds(house, *addresses) -> list[Hold]:
    with house.store.reading() as tx:
        return tx.holds.active(addresses or (SEO, MINJI, SAM, ANNA), Interval(NOW, NOW + 60 * DAY), house.now)


def give_up(house, *to):
    """Every reply to ``to`` fails until it is given up, the others are delivered; returns the moments of the tries."""
    tries = []

    def send(item):
        if item.reply.to in to:
            tries.append(house.now)
            raise OSError("no such mailbox")
        return f"<{item.key}>"

    for attempt in range(ATTEMPTS + 2):
        deliver(house.store, send, house.now)
        house.now += FIRST_PAUSE * 2**attempt
    return tries


@pytest.fixture
def asked(house):
    """Offers to Anna and Sam, written to both, with holds."""
    from actions.messages import Reply

    meeting = house.proposed(ANNA, SAM)
    with house.store.transaction() as tx:
        for address in (ANNA, SAM):
            tx.outbox.put(f"m1:{address}", Reply(address, "mail", "<t>", "1. …", "en"), NOW, meeting_id=meeting.id)
    return meeting


def test_a_failure_is_tried_again_with_growing_pauses_and_given_up(house, asked):
    tries = give_up(house, ANNA)
    pauses = [b - a for a, b in pairwise(tries)]
    assert pauses == [FIRST_PAUSE * 2**n for n in range(ATTEMPTS - 1)]


def test_who_cannot_be_reached_holds_no_time_and_the_organizer_is_told_once(house, asked):
    give_up(house, ANNA)
    done = house.tick(house.now)
    assert (done.undelivered, done.failed) == (1, 0)
    assert not holds(house, ANNA)
    assert len(holds(house, SAM)) == len(OFFERS)  # an answer of Sam's is still awaited
    (told,) = house.letters(SEO)
    assert "Anna Berg 님(anna@partner.example)에게 디자인 리뷰 시간을 물었지만 메시지가 닿지 않았어요" in told.text
    assert len(told.offers) == len(OFFERS)
    with house.store.reading() as tx:
        assert [t.person for t in tx.timers.of_meeting(asked.id) if t.kind == "nudge"] == [SAM]
    assert house.tick(house.now + DAY / 24).undelivered == 0
    assert house.letters(SEO) == []


def test_when_nobody_can_be_reached_nothing_is_held(house, asked):
    give_up(house, ANNA, SAM)
    assert house.tick(house.now).undelivered == 2
    assert not holds(house)
    assert house.meeting(asked.id).state is State.PROPOSED
    assert len(house.letters(SEO)) == 2


def test_a_mail_that_comes_back_counts_as_not_delivered(house, asked):
    deliver(house.store, lambda item: f"<{item.key}>", house.now)
    assert bounced(house.services, f"<m1:{ANNA}>", "550 5.1.1 no such user")
    assert not bounced(house.services, f"<m1:{ANNA}>", "550 5.1.1 no such user")
    assert not bounced(house.services, "<somebody else's>", "550")
    assert not bounced(house.services, "", "550")
    assert house.tick(house.now).undelivered == 1
    assert not holds(house, ANNA)
    assert len(house.letters(SEO)) == 1


def test_an_invitation_that_comes_back_leaves_the_meeting_booked(house):
    from actions.messages import Reply

    meeting = house.booked(ANNA)
    with house.store.transaction() as tx:
        tx.outbox.put("m2", Reply(ANNA, "mail", "<t>", "…", "en"), house.now, meeting_id=meeting.id)
    give_up(house, ANNA)
    house.tick(house.now)
    (told,) = house.letters(SEO)
    assert "회의는 그대로예요" in told.text
    assert told.offers == ()
    assert house.meeting(meeting.id).state is State.BOOKED


def test_nobody_is_told_that_the_organizer_cannot_be_reached(house):
    from actions.messages import Reply

    meeting = house.proposed(ANNA)
    with house.store.transaction() as tx:
        tx.outbox.put("m3", Reply(SEO, "mail", "<t>", "…", "ko"), house.now, meeting_id=meeting.id)
        tx.outbox.put("m4", Reply(SEO, "mail", "<t>", "…", "ko"), house.now)
    give_up(house, SEO)
    assert house.tick(house.now).undelivered == 2
    assert house.letters() == []
    assert holds(house)


def test_expiry_gives_the_holds_up(house):
    house.proposed(ANNA, expires_at=NOW + DAY)
    assert holds(house)
    house.tick(NOW + DAY)
    assert not holds(house)


def test_holds_run_out_by_themselves(house):
    with house.store.transaction() as tx:
        meeting = tx.meetings.save(house.draft(MINJI))
        tx.holds.place(meeting.id, [MINJI], [slot(3).interval], NOW + timedelta(hours=1))
    house.now = NOW + timedelta(hours=1)
    assert not holds(house)
    assert house.tick().holds == 1


def test_dealing_with_it_is_one_transaction(house, asked, monkeypatch):
    """A process that dies in between leaves it to the next."""
    give_up(house, ANNA)
    with monkeypatch.context() as patched:
        patched.setattr("actions.upkeep.undelivered._to_organizer", lambda *_: 1 / 0)
        assert house.tick(house.now).failed == 1
    assert holds(house, ANNA)
    assert house.tick(house.now).undelivered == 1
    assert not holds(house, ANNA)
