"""Bring a database to the newest version, with Alembic run from here instead of from its command line."""

from __future__ import annotations

import threading
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

SCRIPTS = Path(__file__).with_name("migrations")
_ONE_AT_A_TIME = threading.Lock()  # Alembic keeps its context in module globals
_LOCK = 0x6D6F696D  # "moim", for pg_advisory_xact_lock: one migration at a time


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to ``revision`` and create the local calendar's tables, in one transaction that others wait for."""
    with _ONE_AT_A_TIME, engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(alembic_config(connection), revision)
        _create_local_calendar(connection)


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at; None when it has never been migrated."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """The newest revision."""
    head = ScriptDirectory(str(SCRIPTS)).get_current_head()
    assert head is not None
    return head


def known_revisions() -> frozenset[str]:
    """Every revision that this version of moim can upgrade from."""
    return frozenset(r.revision for r in ScriptDirectory(str(SCRIPTS)).walk_revisions())


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for this connection (env.py takes it from ``attributes``)."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _create_local_calendar(connection: Connection) -> None:
    from calendar_adapters.local import metadata  # its tables are its own, in the same database

    metadata.create_all(connection)
