"""What a turn remembers: asked once, what it writes seen at once, nothing kept beyond it."""

import contextvars
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from actions.core.people import Person
from actions.store.memory import remembering
from actions.store.records import Connection
from actions.store.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
ADA = Person("ada@acme.example", name="Ada", timezone="Europe/London", addresses=("ada@home.example",))


@pytest.fixture
def people(store):
    with store.transaction() as tx:
        tx.people.save(ADA)
    return store


@contextmanager
def statements(store):
    """Everything asked of the database in the block."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_):
        seen.append(statement)

    sa.event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(store.engine, "before_cursor_execute", note)


def ask(store, what):
    with store.reading() as tx:
        return what(tx)


def rename_and_fail(store):
    with store.transaction() as tx:
        tx.people.save(replace(ADA, name="Somebody else"))
        assert tx.people.by_address(ADA.address).name == "Somebody else"
        raise RuntimeError


READS = {
    "person": lambda tx: tx.people.by_address("ADA@acme.example"),
    "other address": lambda tx: tx.people.by_address("ada@home.example"),
    "nobody": lambda tx: tx.people.by_address("nobody@acme.example"),
    "roster": lambda tx: tx.people.all(),
    "wishes": lambda tx: tx.preferences.of(ADA.address, NOW),
    "calendars": lambda tx: tx.connections.of(ADA.address),
}


@pytest.mark.parametrize("what", READS.values(), ids=READS)
def test_what_was_read_is_not_asked_again_in_the_same_turn(people, what):
    with statements(people) as seen:
        with remembering():
            first = ask(people, what)
            once = len(seen)
            assert once > 0
            assert ask(people, what) == first
            assert len(seen) == once
        ask(people, what)
        assert len(seen) == 2 * once, "the next turn asks anew"


@pytest.mark.parametrize(
    ("what", "write", "after"),
    [
        (READS["person"], lambda tx: tx.people.save(replace(ADA, name="Ada L.")), replace(ADA, name="Ada L.")),
        (READS["person"], lambda tx: tx.people.remove(ADA.address), None),
        (READS["roster"], lambda tx: tx.people.remove(ADA.address), []),
        (READS["nobody"], lambda tx: tx.people.save(Person("nobody@acme.example")), Person("nobody@acme.example")),
    ],
)
def test_what_the_turn_itself_writes_is_seen_at_once(people, what, write, after):
    with remembering():
        ask(people, what)
        with people.transaction() as tx:
            write(tx)
            assert what(tx) == after
        assert ask(people, what) == after


def test_a_wish_said_and_withdrawn_in_a_turn(people):
    def kinds():
        return [w.kind for w in ask(people, READS["wishes"])]

    with remembering():
        assert kinds() == []
        with people.transaction() as tx:
            number = tx.preferences.put(ADA.address, "buffer", 10, NOW)
        assert kinds() == ["buffer"]
        with people.transaction() as tx:
            tx.preferences.remove(number)
        assert kinds() == []
        with people.transaction() as tx:
            tx.preferences.put(ADA.address, "focus", {}, NOW)
            tx.traces.erase(ADA.address)
        assert kinds() == []


def test_a_calendar_connected_in_a_turn(people):
    with remembering():
        assert ask(people, READS["calendars"]) == []
        with people.transaction() as tx:
            tx.connections.save(Connection(ADA.address, "local"))
        assert [c.kind for c in ask(people, READS["calendars"])] == ["local"]


def test_a_wish_that_ran_out_is_not_valid_though_remembered(people):
    with people.transaction() as tx:
        tx.preferences.put(ADA.address, "buffer", 10, NOW, valid_until=NOW + timedelta(hours=1))
    with remembering(), people.reading() as tx:
        assert [w.kind for w in tx.preferences.of(ADA.address, NOW)] == ["buffer"]
        assert tx.preferences.of(ADA.address, NOW + timedelta(hours=1)) == []
        assert [w.kind for w in tx.preferences.of(ADA.address)] == ["buffer"]


def test_a_write_that_was_rolled_back_is_not_remembered(people):
    with remembering():
        assert ask(people, READS["person"]) == ADA
        with pytest.raises(RuntimeError):
            rename_and_fail(people)
        assert ask(people, READS["person"]) == ADA


def test_threads_given_a_copy_of_the_context_share_it_and_others_do_not(people):
    with statements(people) as seen, remembering(), ThreadPoolExecutor(1) as pool:
        ask(people, READS["person"])
        seen.clear()
        pool.submit(contextvars.copy_context().run, ask, people, READS["person"]).result()
        assert seen == []
        pool.submit(ask, people, READS["person"]).result()
        assert seen != []


def test_two_databases_are_not_mixed_up(people):
    other = Store("sqlite://")
    other.migrate()
    with remembering():
        assert ask(people, READS["person"]) == ADA
        assert ask(other, READS["person"]) is None
    other.close()


def test_a_reading_of_what_is_remembered_takes_no_connection(people):
    taken: list[str] = []
    with remembering():
        ask(people, READS["person"])
        sa.event.listen(people.engine, "checkout", lambda *_: taken.append("one"))
        ask(people, READS["person"])
        assert taken == []
        ask(people, READS["roster"])
        assert taken == ["one"]
