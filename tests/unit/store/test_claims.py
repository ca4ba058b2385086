"""Claims are exact to the minute: whoever overlaps is refused, whoever only touches is not, on both databases."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.meeting import State
from actions.store import SlotTaken, Store
from actions.store.migrate import alembic_config, migrate
from calendar_adapters.types import Interval
from tests.unit.meeting.samples import MINJI, NOW, in_state, slot
from tests.unit.store.test_processes import PROCESSES, in_processes
from tests.unit.store.test_repositories import other

MINUTE = timedelta(minutes=1)


def span(first: int, length: int) -> Interval:
    """``length`` minutes from ``first`` minutes after tomorrow's NOW."""
    start = NOW + timedelta(days=1) + first * MINUTE
    return Interval(start, start + length * MINUTE)


@pytest.fixture
def two(store):
    """Two meetings in one database."""
    with store.transaction() as tx:
        return store, *(tx.meetings.save(other(in_state(State.COLLECTING))).id for _ in range(2))


def test_touching_times_are_both_claimed(two):
    store, mine, theirs = two
    with store.transaction() as tx:
        tx.claims.take([MINJI], span(0, 32), mine)
        tx.claims.take([MINJI], span(32, 28), theirs)
        with pytest.raises(SlotTaken):
            tx.claims.take([MINJI], span(31, 1), theirs)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), min_size=1, max_size=5), st.integers(0, 60))
def test_refused_is_what_overlaps(memory, spans, first):
    """Against plain interval arithmetic; also when a part was given up again."""
    store, mine, theirs = memory
    kept, wanted = [span(*s) for s in spans], span(first, 7)
    given_up = span(30, 10)
    with store.transaction() as tx:
        tx.claims.release(mine)
        tx.claims.release(theirs)
        tx.claims.take([MINJI], [*kept, given_up], mine)
        tx.claims.release(mine, keep=kept)
        free = not any(wanted.overlaps(k) for k in kept)
        try:
            tx.claims.take([MINJI], wanted, theirs)
            assert free
        except SlotTaken:
            assert not free


@pytest.fixture(scope="module")
def memory():
    store = Store("sqlite://")
    store.migrate()
    with store.transaction() as tx:
        ids = [tx.meetings.save(other(in_state(State.COLLECTING))).id for _ in range(2)]
    yield store, *ids
    store.close()


def claim_neighbours(store, number):
    """Twenty rounds of 13 minutes each, one after the other without a gap; ``number`` says which of them."""
    won = 0
    for day in range(1, 21):
        wanted = slot(day, number * 13 / 60, 13).interval
        with store.transaction() as tx:
            meeting = tx.meetings.save(other(in_state(State.COLLECTING)))
            tx.claims.take([MINJI], wanted, meeting.id)
            won += 1
    return won


def test_neighbours_in_several_processes_do_not_get_in_each_others_way(shared_url):
    assert in_processes(claim_neighbours, shared_url) == dict.fromkeys(range(PROCESSES), 20)


def test_claims_of_five_minutes_become_claims_of_one(postgres_server, tmp_path):
    from tests.peers.postgres import fresh_database

    with fresh_database(postgres_server, "claims") as url:
        for database in (url, f"sqlite:///{tmp_path / 'claims.db'}"):
            old = Store(database)
            migrate(old.engine, "0002")
            with old.transaction() as tx:
                meeting = tx.meetings.save(in_state(State.COLLECTING))
                rows = [{"a": MINJI, "b": 100 + n, "m": meeting.id} for n in range(3)]
                tx.connection.execute(
                    sa.text("INSERT INTO claim (address, bucket, meeting_id) VALUES (:a, :b, :m)"), rows
                )
            old.migrate()
            assert buckets(old) == list(range(500, 515))
            with old.engine.begin() as connection:
                command.downgrade(alembic_config(connection), "0002")
            assert buckets(old) == [100, 101, 102]
            old.close()


def buckets(store):
    with store.engine.connect() as connection:
        return [row[0] for row in connection.execute(sa.text("SELECT bucket FROM claim ORDER BY bucket"))]
