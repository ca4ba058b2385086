"""The same tests on SQLite in a file, SQLite in memory and PostgreSQL."""

import shutil

import pytest
import sqlalchemy as sa

from actions.store import Store
from actions.store.tables import metadata
from tests.peers.postgres import fresh_database, postgres


@pytest.fixture(scope="session")
def postgres_server():
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(postgres_server):
    """One migrated database for all tests, emptied before each."""
    with fresh_database(postgres_server, "store") as url:
        store = Store(url)
        store.migrate()
        store.close()
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated file, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "moim.db"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture(params=["file", "memory", "postgres"])
def any_url(request, tmp_path):
    """The URL of an empty, migrated database of each sort (in memory it is not migrated yet)."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        _empty(url)
        return url
    return "sqlite://" if request.param == "memory" else _copy(request.getfixturevalue("sqlite_template"), tmp_path)


@pytest.fixture
def store(any_url):
    opened = Store(any_url)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture(params=["file", "postgres"])
def shared_url(request, tmp_path):
    """A migrated database that several processes can open."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        _empty(url)
        return url
    return _copy(request.getfixturevalue("sqlite_template"), tmp_path)


def _copy(template, folder):
    return f"sqlite:///{shutil.copy(template, folder / 'moim.db')}"


def _empty(url):
    store = Store(url)
    with store.engine.begin() as connection:
        names = ", ".join(f'"{t.name}"' for t in metadata.sorted_tables)
        connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    store.close()
