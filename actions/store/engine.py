"""The engine: the settings that make SQLite and PostgreSQL keep the same promises.

SQLite: WAL, foreign keys on, a busy timeout, and every transaction starts with BEGIN IMMEDIATE unless it is marked as
reading: a transaction that reads and then writes would otherwise fail half-way when another process wrote in between
(https://www.sqlite.org/lang_transaction.html, https://docs.sqlalchemy.org/en/14/dialects/sqlite.html#pysqlite-serializable).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from actions.errors import OperatorError
from calendar_adapters.local.tables import READING

BUSY_TIMEOUT_MS = 30_000


class OnDemand:
    """A connection for reading alone that is taken from the engine when it is first used: what is remembered of the
    turn (see `memory`) needs none."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._opened: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._opened is None:
            self._opened = self.engine.connect().execution_options(**{READING: True})
        return getattr(self._opened, name)

    def close(self) -> None:
        """Give it back, if it was taken; nothing written is kept."""
        if self._opened is not None:
            self._opened.close()


def open_engine(url: str) -> Engine:
    """An engine for ``sqlite:///path``, ``sqlite://`` (in memory, one connection) or ``postgresql://…``.

    Raises:
        OperatorError: the URL cannot be read or its database is not one of the two.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise OperatorError("database_url cannot be read.", "Write sqlite:///PATH or postgresql://…") from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return sa.create_engine(parsed, future=True, pool_pre_ping=True)
    if backend != "sqlite":
        raise OperatorError(f"{backend} is not supported.", "Use SQLite or PostgreSQL in database_url.")
    return _sqlite(parsed)


def in_memory(engine: Engine) -> bool:
    """True for a SQLite database that lives in this engine's single connection."""
    return engine.dialect.name == "sqlite" and engine.url.database in (None, "", ":memory:")


def _sqlite(url: sa.engine.URL) -> Engine:
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000}}
    if url.database in (None, "", ":memory:"):
        # one connection for all threads; whoever nests transactions in a thread gets a timeout, not a torn one
        options |= {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": 5}
    else:
        options |= {"poolclass": QueuePool, "pool_size": 5, "max_overflow": 20}
    engine: Engine = sa.create_engine(url, future=True, **options)
    sa.event.listen(engine, "do_connect", _before_connect)
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    return engine


def _before_connect(_dialect: Any, _record: Any, args: list[str], _options: Any) -> None:
    """The folder of a new database is its owner's alone: it will hold what people said."""
    if args[0] != ":memory:":
        Path(args[0]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN is too late and too weak
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _on_begin(connection: Any) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
