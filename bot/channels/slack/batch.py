"""Writes that arrive together are committed together: one flush to the disk for all that came in meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from actions.store.store import Store, Transaction

T = TypeVar("T")
Work = Callable[[Transaction], Any]


class Batch:
    """Runs pieces of work in the order they came, many to a transaction, each in a savepoint of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._draining: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """What ``work`` returns or raises, once it is committed. A commit that fails fails for all that were in it."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.append((work, done))
        if self._draining is None:
            self._draining = loop.create_task(self._drain())
        return await done

    async def _drain(self) -> None:
        while self._waiting:
            jobs, self._waiting = self._waiting, []
            try:
                results = await asyncio.to_thread(self._all, [work for work, _ in jobs])
            except Exception as error:
                results = [(None, error)] * len(jobs)
            for (_, done), (value, failure) in zip(jobs, results, strict=True):
                if done.done():
                    continue  # nobody waits any more
                if failure is None:
                    done.set_result(value)
                else:
                    done.set_exception(failure)
        self._draining = None

    def _all(self, works: list[Work]) -> list[tuple[Any, Exception | None]]:
        with self._store.transaction() as tx:
            return [_one(tx, work) for work in works]


def _one(tx: Transaction, work: Work) -> tuple[Any, Exception | None]:
    try:
        with tx.connection.begin_nested():
            return work(tx), None
    except Exception as error:
        return None, error
