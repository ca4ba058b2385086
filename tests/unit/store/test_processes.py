"""Several processes on one database: exactly one wins, nothing is handed out twice."""

import multiprocessing
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from actions.core import meeting_steps as steps
from actions.core.meeting import State
from actions.store import SlotTaken, Store, Timer
from tests.unit.meeting.samples import MINJI, NOW, draft, in_state, slot
from tests.unit.store.test_repositories import MESSAGE, REPLY

PROCESSES, ROUNDS = 8, 25  # 200 confirmations
FORK = multiprocessing.get_context("fork")


def in_processes(work, url):
    """``work(store, number)`` in eight processes that start at once; what each returned."""
    barrier, results = FORK.Barrier(PROCESSES), FORK.Queue()

    def run(number):
        store = Store(url)
        with store.reading():
            barrier.wait(60)
        try:
            results.put((number, work(store, number)))
        except BaseException as error:
            results.put((number, error))
            raise
        finally:
            store.close()

    processes = [FORK.Process(target=run, args=(n,)) for n in range(PROCESSES)]
    for process in processes:
        process.start()
    answers = dict(results.get(timeout=120) for _ in processes)
    for process in processes:
        process.join(30)
    assert not [a for a in answers.values() if isinstance(a, BaseException)], answers
    return answers


def confirm(store, number):
    """Confirm ROUNDS meetings, each of which overlaps with what every other process wants in that round."""
    won = []
    for day in range(1, ROUNDS + 1):
        name = f"{day}-{number}"
        meeting = replace(draft(), id=name, uid=name)
        chosen = steps.choose(meeting, slot(day, 1 + number % 2, 120), meeting.organizer, NOW)
        try:
            with store.transaction() as tx:
                tx.claims.take(chosen.addresses, chosen.chosen.interval, name)
                tx.meetings.save(chosen)
        except SlotTaken:
            continue
        won.append(day)
    return won


def test_of_overlapping_confirmations_exactly_one_wins(shared_url):
    answers = in_processes(confirm, shared_url)
    winners = Counter(day for won in answers.values() for day in won)
    assert winners == dict.fromkeys(range(1, ROUNDS + 1), 1)
    store = Store(shared_url)
    with store.reading() as tx:
        booking = tx.meetings.of_person(MINJI, states=[State.BOOKING])
    store.close()
    assert len(booking) == ROUNDS
    spans = sorted(m.chosen for m in booking)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def take_all(store, number):
    """Everything this process is handed: new messages, replies, timers it may fire."""
    got = []
    for n in range(ROUNDS):
        with store.transaction() as tx:
            if tx.inbox.receive(replace(MESSAGE, id=f"m{n}"), NOW):
                got.append(f"m{n}")
        with store.transaction() as tx:
            got += [item.key for item in tx.outbox.due(NOW, limit=2)]
        with store.transaction() as tx:
            got += [t.key for t in tx.timers.due(NOW, limit=3) if tx.timers.fire(t.key, NOW)]
    return got


def test_nothing_is_handed_out_twice(shared_url):
    store = Store(shared_url)
    with store.transaction() as tx:
        for n in range(ROUNDS):
            tx.outbox.put(f"r{n}", REPLY, NOW)
            tx.timers.put(Timer(f"t{n}", "nudge", NOW - timedelta(minutes=n)))
    store.close()
    answers = in_processes(take_all, shared_url)
    counts = Counter(key for got in answers.values() for key in got)
    assert counts == {f"{kind}{n}": 1 for kind in "mrt" for n in range(ROUNDS)}


def save_once(store, number):
    """Refuse a time each in one shared meeting; what was lost to others is repeated."""
    for n in range(3):
        store.retrying(
            lambda tx, n=n: tx.meetings.save(
                steps.counter(tx.meetings.get("m1"), MINJI, [{"text": f"{number}/{n}"}], NOW, refusing=False)
            ),
            attempts=200,
        )


def test_no_update_of_a_meeting_is_lost(shared_url):
    store = Store(shared_url)
    with store.transaction() as tx:
        tx.meetings.save(in_state(State.COLLECTING))
    in_processes(save_once, shared_url)
    with store.reading() as tx:
        meeting = tx.meetings.get("m1")
    store.close()
    assert {c["text"] for c in meeting.constraints} == {f"{p}/{n}" for p in range(PROCESSES) for n in range(3)}
    assert meeting.version == 1 + PROCESSES * 3
