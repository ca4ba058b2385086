"""Real servers for the adapters, each started once a session, each test with a calendar of its own."""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from caldav.davclient import DAVClient
from sqlalchemy import create_engine, update

from calendar_adapters.caldav import CalDavCalendar
from calendar_adapters.local import LocalCalendar, metadata
from calendar_adapters.local.tables import objects
from tests.adapters.contract import Subject
from tests.adapters.ics_cases import OWNER
from tests.peers.caldav import CalDavPeer
from tests.peers.cyrus import cyrus
from tests.peers.postgres import postgres
from tests.peers.radicale import radicale
from tests.peers.xandikos import xandikos

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalDavPeer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as peer:
        yield peer


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalDavPeer]:
    with xandikos(tmp_path_factory.mktemp("xandikos")) as peer:
        yield peer


@pytest.fixture(scope="session")
def cyrus_server() -> Iterator[CalDavPeer]:
    """Not below pytest's own folder: that one is closed to Cyrus's user."""
    with tempfile.TemporaryDirectory(prefix="moim-cyrus-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with cyrus(Path(folder)) as peer:
            yield peer


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    yield from _engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'calendar.db'}")


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Any]:
    with postgres() as url:
        yield from _engine(url)


def _engine(url: str) -> Iterator[Any]:
    engine = create_engine(url, future=True)
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def local_subject(engine: Any) -> Subject:
    """An empty local calendar: a new owner in the same table, known by the usual address too."""
    metadata.drop_all(engine)
    metadata.create_all(engine)

    def again(owner: str = OWNER, **settings: Any) -> LocalCalendar:
        if owner != OWNER:  # rows belong to an address: hand them over
            with engine.begin() as connection:
                connection.execute(update(objects).values(owner=owner))
        return LocalCalendar(engine, owner, **{"tzid": "Asia/Seoul", **settings})

    adapter = again()
    return Subject(adapter, lambda text: adapter.add_ics(text) and None, again)


def caldav_subject(peer: CalDavPeer, url: str, atomic: bool = True) -> Subject:
    """The calendar at ``url``, filled by plain PUTs under names of another program's choosing."""

    def again(owner: str = OWNER, **settings: Any) -> CalDavCalendar:
        return CalDavCalendar(url, peer.username, peer.password, owner, **{"tzid": "Asia/Seoul", **settings})

    return Subject(again(), _putter(peer, url), again, atomic)


def _putter(peer: CalDavPeer, url: str) -> Callable[[str], None]:
    def put(text: str) -> None:
        name = hashlib.sha256(f"{next(numbers)}".encode()).hexdigest()[:20]
        with DAVClient(url=url, username=peer.username, password=peer.password) as client:
            answer = client.put(f"{url}{name}.ics", text, {"Content-Type": "text/calendar; charset=utf-8"})
        assert answer.status in {201, 204}, (answer.status, answer.raw)

    return put
