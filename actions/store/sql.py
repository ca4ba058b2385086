"""Small SQL helpers that both databases understand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection


def insert_new(connection: Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
    """Insert ``row`` unless a unique key of the table has it already; True when it was inserted."""
    result = connection.execute(_insert_new(connection.dialect.name, table, tuple(row)), dict(row))
    return result.rowcount == 1


@lru_cache(maxsize=256)
def _insert_new(dialect: str, table: sa.Table, columns: tuple[str, ...]) -> Any:
    """The statement, built once: building it takes longer than running it."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).values({name: sa.bindparam(name) for name in columns}).on_conflict_do_nothing()


def upsert(connection: Connection, table: sa.Table, row: Mapping[str, Any], key: Sequence[str]) -> None:
    """Insert ``row``, or update the row whose ``key`` columns are the same."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**row)
    rest = {name: statement.excluded[name] for name in row if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=rest))


def replace_rows(connection: Connection, table: sa.Table, where: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Delete what matches ``where`` and insert ``rows``."""
    connection.execute(sa.delete(table).where(where))
    if rows:
        connection.execute(sa.insert(table), [dict(row) for row in rows])
