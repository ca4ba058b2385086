"""Fault points, found by hooks that exist anyway: the engine's events, the calendars' methods, the sending of a reply.

Nothing in production knows of them. A process counts the points it passes; told to, it dies at one of them by SIGKILL.
"""

from __future__ import annotations

import os
import re
import signal
import threading
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

_WRITE = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) (\w+)")


class Points:
    """Counts what is passed, from 1; the process dies at number ``die_at``."""

    def __init__(self, die_at: int | None = None) -> None:
        self.names: list[str] = []
        self._die_at = die_at
        self._lock = threading.Lock()

    def here(self, name: str) -> None:
        """One point more; nothing after it happens in a process that is to die here."""
        with self._lock:
            self.names.append(name)
            if len(self.names) == self._die_at:
                os.kill(os.getpid(), signal.SIGKILL)


def watch_database(engine: Engine, points: Points) -> None:
    """A point before each statement that writes, and before and after each commit of a transaction that wrote.

    Transactions that only read are no points: calendars are read in several threads, in no certain order.
    """
    committing = threading.local()
    commit = engine.dialect.do_commit

    def statement(connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        if found := _WRITE.match(text):
            connection.info.setdefault("wrote", []).append(found[2])
            points.here(f"{found[1].split()[0]} {found[2]}")

    def before(connection: Any) -> None:
        committing.tables = "+".join(sorted(set(connection.info.pop("wrote", ()))))
        if committing.tables:
            points.here(f"before commit {committing.tables}")

    def after(dbapi_connection: Any) -> None:
        tables, committing.tables = getattr(committing, "tables", ""), ""
        commit(dbapi_connection)
        if tables:
            points.here(f"after commit {tables}")

    sa.event.listen(engine, "before_cursor_execute", statement)
    sa.event.listen(engine, "commit", before)
    sa.event.listen(engine, "rollback", lambda connection: connection.info.pop("wrote", None))
    engine.dialect.do_commit = after


class Watched:
    """A calendar with a point before and after each write; else the one it wraps."""

    def __init__(self, calendar: Any, points: Points) -> None:
        self._calendar, self._points = calendar, points

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._calendar, name)
        if name not in ("create", "update", "delete"):
            return found

        def write(*args: Any) -> Any:
            self._points.here(f"before calendar {name} of {self._calendar.label}")
            result = found(*args)
            self._points.here(f"after calendar {name} of {self._calendar.label}")
            return result

        return write
