"""Several processes tick at once, on both databases: each thing happens exactly once."""

import multiprocessing
from collections import Counter
from dataclasses import fields

from actions.core.meeting import State
from actions.store import Timer
from actions.upkeep import Done
from tests.unit.upkeep.house import DAY, MINJI, NOW, SAM, SEO, House, slot

FORK = multiprocessing.get_context("fork")
PROCESSES, EACH = 4, 6
WHEN = NOW + 2 * DAY  # Wednesday 09:00 in Seoul


def everything_due(house):
    """At WHEN: reminders, nudges, expiries, half-done bookings, moved and deleted events, unanswered messages."""
    for n in range(EACH):
        said = {"what": f"물 {n}", "channel": "console", "conversation": SEO, "to": SEO, "language": "ko"}
        with house.store.transaction() as tx:
            tx.timers.put(Timer(f"reminder:{n}", "reminder", WHEN, person=SEO, payload=said))
        house.proposed(MINJI, offers=(slot(30 + n),))
        house.proposed(MINJI, offers=(slot(40 + n),), expires_at=WHEN)
        half = house.proposed(MINJI, SAM, offers=(slot(50 + n),))
        with house.store.transaction() as tx:
            tx.timers.cancel(meeting_id=half.id)
        house.die_while_booking(half, slot(50 + n), 3 if n % 2 else 1)
        moved = house.booked(MINJI, at=slot(5, n))
        there = slot(6, n)
        house.change_there(moved, start=there.start, end=there.end)
        house.calendar(SEO).delete(house.booked(MINJI, at=slot(7, n)).uid)
        house.receive(f"안녕 {n}", sender=f"guest{n}@example.com")


def tick_in_processes(url):
    barrier, results = FORK.Barrier(PROCESSES), FORK.Queue()

    def run():
        house = House(url, fill=False)
        try:
            with house.store.reading():
                barrier.wait(60)
            results.put([house.tick(WHEN) for _ in range(2)])
        except BaseException as error:
            results.put(error)
            raise
        finally:
            house.store.close()

    processes = [FORK.Process(target=run) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    answers = [results.get(timeout=240) for _ in processes]
    for process in processes:
        process.join(30)
    assert not [a for a in answers if isinstance(a, BaseException)], answers
    return [done for answer in answers for done in answer]


def test_each_thing_is_done_by_one_of_them(shared_house, shared_url):
    house = shared_house
    everything_due(house)
    house.store.close()  # no connection is shared with the forked processes
    done = tick_in_processes(shared_url)
    sums = Counter()
    for one in done:
        sums.update({f.name: getattr(one, f.name) for f in fields(Done) if f.name != "inbox"})
    assert sums["reminders"] == EACH
    assert sums["nudges"] == EACH
    assert sums["expired"] == EACH
    assert (sums["finished"], sums["reopened"]) == (EACH // 2, EACH // 2)
    assert (sums["moved"], sums["deleted"]) == (EACH, EACH)
    assert sums["failed"] == 0
    messages = Counter(item.message_id for one in done for item in one.inbox)
    assert sorted(messages.values()) == [1] * EACH
    told = {"reminded": 1, "nudged": 1, "expired": 2, "moved": 2, "deleted": 2}
    letters = house.letters()
    assert len(letters) == EACH * sum(told.values()) + EACH // 2 * 3 + EACH // 2 * 1  # finished to three, undone to one
    assert sum(r.text.startswith("알림: 물") for r in letters) == EACH
    with house.store.reading() as tx:
        states = Counter(m.state for m in tx.meetings.of_person(SEO, states=list(State)))
    assert states == {
        State.EXPIRED: EACH,
        State.CANCELLED: EACH,
        State.BOOKED: EACH + EACH // 2,
        State.PROPOSED: EACH + EACH // 2,
    }
