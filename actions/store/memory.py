"""What one turn has read of people, their wishes and their calendar connections: asked of the database once.

A turn asks for the same few people again and again, in a dozen short transactions; who they are does not change
while it lasts. Whatever is written in between by the same turn is seen at once: from its first write of such a row on,
the turn remembers nothing any more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

T = TypeVar("T")


@dataclass
class _Memory:
    known: dict[Hashable, Any] = field(default_factory=dict)
    closed: bool = False


_memory: ContextVar[_Memory | None] = ContextVar("memory of the turn", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember what is read until the end of the block, in this context and in threads that are given a copy of it.

    Inside another such block this one changes nothing.
    """
    if _memory.get() is not None:
        yield
        return
    token = _memory.set(_Memory())
    try:
        yield
    finally:
        _memory.reset(token)


def remembered(connection: Connection, key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` returns, or returned when ``key`` was last asked for in this turn, of this database."""
    memory = _memory.get()
    if memory is None or memory.closed:
        return read()
    whole = (id(connection.engine), key)
    if whole not in memory.known:
        memory.known[whole] = read()
    found: T = memory.known[whole]
    return found


def forget() -> None:
    """Something that may be remembered is about to be written: read it anew from now on."""
    memory = _memory.get()
    if memory is not None:
        memory.closed = True
        memory.known.clear()
