"""Small SQL helpers that both databases understand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

_DIALECTS: dict[str, Any] = {"postgresql": postgresql, "sqlite": sqlite}


def insert_new(connection: Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
    """Insert ``row`` unless a unique key of the table has it already; True when it was inserted."""
    result = connection.execute(_insert(connection.dialect.name, table, tuple(row), None), dict(row))
    return result.rowcount == 1


def upsert(connection: Connection, table: sa.Table, row: Mapping[str, Any], key: Sequence[str]) -> None:
    """Insert ``row``, or update the row whose ``key`` columns are the same."""
    connection.execute(_insert(connection.dialect.name, table, tuple(row), tuple(key)), dict(row))


def replace_rows(connection: Connection, column: Any, value: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Delete the rows of a table whose ``column`` has ``value``, and insert ``rows``."""
    delete, insert = _delete_and_insert(column)
    connection.execute(delete, {"whose": value})
    if rows:
        connection.execute(insert, [dict(row) for row in rows])


@lru_cache(maxsize=64)
def _delete_and_insert(column: Any) -> tuple[Any, Any]:
    return sa.delete(column.table).where(column == sa.bindparam("whose")), sa.insert(column.table)


@lru_cache(maxsize=256)
def _insert(dialect: str, table: sa.Table, columns: tuple[str, ...], key: tuple[str, ...] | None) -> Any:
    """The statement as text, made once: SQLAlchemy 1.4 compiles ON CONFLICT anew at each execution."""
    module = _DIALECTS[dialect]
    statement = module.insert(table).inline().values({name: sa.bindparam(name) for name in columns})
    if key is None:
        statement = statement.on_conflict_do_nothing()
    else:
        rest = {name: statement.excluded[name] for name in columns if name not in key}
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=rest)
    compiled = statement.compile(dialect=module.dialect(paramstyle="named"))
    return sa.text(str(compiled)).bindparams(*(sa.bindparam(name, type_=table.c[name].type) for name in columns))
