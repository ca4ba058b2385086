"""A throw-away PostgreSQL server for tests: `initdb` and `postgres` in a temporary folder, loopback only."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.process import find_program, free_port, stop, wait_for_port

INSTALL = "apt-get install -y --no-install-recommends postgresql"
SERVER_USER = "postgres"  # the Debian package creates it; PostgreSQL refuses to run as root


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and yield a SQLAlchemy URL of an empty database; the server and its data vanish afterwards.

    One server serves a whole test session (about two seconds to start); `fresh_database` gives each test its own
    database in it. Raises PeerMissing when PostgreSQL is not installed.
    """
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    initdb, server = (find_program(name, INSTALL, folders) for name in ("initdb", "postgres"))
    root = Path(tempfile.mkdtemp(prefix="moim-postgres-", dir="/tmp"))
    try:
        _hand_over(root)
        data, log, port = root / "data", root / "log", free_port()
        initialise = [initdb, "-D", str(data), "-U", "moim", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(initialise, check=True, stdout=subprocess.DEVNULL, cwd=root, **_as_server_user())
        flags = ["-c", "fsync=off", "-c", "max_connections=200", "-c", "listen_addresses=127.0.0.1"]
        command = [server, "-D", str(data), "-p", str(port), "-k", str(root), *flags]
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out, cwd=root, **_as_server_user())
        try:
            url = f"postgresql+psycopg2://moim@127.0.0.1:{port}/postgres"
            wait_for_port(port, log, process)
            _wait_until_ready(url)
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # fast shutdown, open connections are cut
            stop(process)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def fresh_database(url: str, name: str) -> Iterator[str]:
    """Create database ``name`` (a plain identifier) on the server at ``url``, yield its URL, drop it afterwards."""
    _administer(url, f'CREATE DATABASE "{name}"')
    try:
        yield url.rsplit("/", 1)[0] + "/" + name
    finally:
        _administer(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _administer(url: str, statement: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def _wait_until_ready(url: str) -> None:
    """The port opens a moment before the server takes connections."""
    for attempt in range(100):
        try:
            return _administer(url, "SELECT 1")
        except Exception:
            if attempt == 99:
                raise
            time.sleep(0.1)
    return None


def _as_server_user() -> dict[str, object]:
    """Arguments of subprocess that leave root for the server's user; empty when we are not root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(SERVER_USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _hand_over(folder: Path) -> None:
    """Give a folder to the server's user when we are root."""
    if os.geteuid() == 0:
        account = pwd.getpwnam(SERVER_USER)
        os.chown(folder, account.pw_uid, account.pw_gid)
