"""Ten thousand open negotiations: what is due is found in an index, and an idle tick stays cheap."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from actions.store import Timer
from actions.store.tables import meeting, timer
from tests.unit.upkeep.house import DAY, MINJI, NOW, slot

MANY = 10_000


@pytest.fixture
def many(shared_house):
    """MANY negotiations (rows copied from one) with a nudge each, of which three are due."""
    house = shared_house
    model = house.proposed(MINJI, expires_at=NOW + 60 * DAY, offers=(slot(50),))
    with house.store.transaction() as tx:
        row = dict(tx.connection.execute(sa.select(meeting).where(meeting.c.id == model.id)).one()._mapping)
        names = [f"m{n}" for n in range(MANY)]
        rows = [{**row, "id": n, "uid": n, "document": {**row["document"], "id": n, "uid": n}} for n in names]
        tx.connection.execute(sa.insert(meeting), rows)
        due = NOW + 20 * DAY
        nudges = [Timer(f"nudge:{n}", "nudge", due, n, MINJI, {"number": 1}) for n in names]
        columns = ("key", "kind", "due_at", "meeting_id", "person", "payload")
        rows = [{**{c: getattr(t, c) for c in columns}, "fired_at": None} for t in nudges]
        for n in (17, 4711, 9999):
            rows[n]["due_at"] = NOW
        tx.connection.execute(sa.insert(timer), rows)
        tx.timers.cancel(meeting_id=model.id)
    if house.store.engine.dialect.name == "postgresql":  # as its autovacuum does; nobody runs it on SQLite
        with house.store.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    house.tick(NOW - timedelta(hours=1))  # the hourly things are done
    return house


def statements(house, work):
    """The statements that ``work`` executes, with their parameters."""
    seen = []
    note = lambda conn, cursor, statement, parameters, context, many: seen.append((statement, parameters))  # noqa: E731
    sa.event.listen(house.store.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        sa.event.remove(house.store.engine, "before_cursor_execute", note)
    return seen


def plan(house, statement, parameters):
    word = "EXPLAIN QUERY PLAN " if house.store.engine.dialect.name == "sqlite" else "EXPLAIN "
    with house.store.engine.connect() as connection:
        return "\n".join(str(row) for row in connection.exec_driver_sql(word + statement, parameters).all())


def test_the_due_timers_are_found_in_one_indexed_query(many):
    def look():
        with many.store.reading() as tx:
            assert len(tx.timers.due(NOW, kind="nudge")) == 3

    queries = [q for q in statements(many, look) if q[0].lstrip().startswith("SELECT")]
    assert len(queries) == 1
    assert "ix_timer_fired_at_due_at" in plan(many, *queries[0])


def test_an_idle_tick_reads_no_table_as_a_whole(many):
    many.tick(NOW)
    assert len(many.letters(MINJI)) == 3
    queries = statements(many, lambda: many.tick(NOW + timedelta(seconds=5)))
    assert len(queries) < 60
    selects = [q for q in queries if q[0].lstrip().startswith("SELECT")]
    plans = [plan(many, *q) for q in selects]
    whole = [p for p in plans if "SCAN timer" in p or "SCAN meeting" in p]
    whole += [p for p in plans if "Seq Scan on timer" in p or "Seq Scan on meeting" in p]
    assert selects
    assert whole == []
