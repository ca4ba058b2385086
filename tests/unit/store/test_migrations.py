"""Models and migrations agree, from an empty database and from every older revision."""

import threading

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from actions.store import Store
from actions.store.migrate import SCRIPTS, alembic_config, current_revision, head_revision, migrate
from actions.store.tables import metadata
from calendar_adapters.local import metadata as local_calendar
from tests.peers.postgres import fresh_database

REVISIONS = [r.revision for r in ScriptDirectory(str(SCRIPTS)).walk_revisions()]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'moim.db'}"
    else:
        with fresh_database(request.getfixturevalue("postgres_server"), "migrations") as url:
            yield url


@pytest.fixture
def empty(empty_url):
    store = Store(empty_url)
    yield store
    store.close()


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, [metadata, local_calendar])


def test_the_tables_are_those_of_the_models(empty):
    empty.migrate()
    assert differences(empty.engine) == []
    assert current_revision(empty.engine) == head_revision()


def test_a_column_that_no_migration_made_would_be_seen(empty):
    empty.migrate()
    with empty.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE person ADD COLUMN nickname TEXT"))
    assert [d[0] for d in differences(empty.engine)] == ["remove_column"]


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_older_database_is_brought_up_to_date_and_back(empty, revision):
    migrate(empty.engine, revision)
    empty.migrate()
    empty.migrate()
    assert differences(empty.engine) == []
    with empty.engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert current_revision(empty.engine) is None
    assert set(sa.inspect(empty.engine).get_table_names()) == {"alembic_version", "local_calendar_object"}


def test_no_table_has_a_name_that_rasa_uses():
    assert "events" not in metadata.tables


def test_several_at_once(empty_url):
    failures = []

    def bring_up():
        store = Store(empty_url)
        try:
            store.migrate()
        except Exception as error:
            failures.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=bring_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = Store(empty_url)
    assert differences(store.engine) == []
    store.close()
