"""The runner of upkeep in the embedded default: ticks every few seconds, hands unanswered messages to the desk."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from actions.services import Services
from actions.store.records import InboxItem
from actions.upkeep import Done, compare, tick

LOG = logging.getLogger(__name__)
SECONDS = 5.0
COMPARE_SECONDS = 60.0  # how often it is asked whether calendars are to be compared; done once in ten minutes

Again = Callable[[InboxItem], Awaitable[object]]  # answers a message that a dead process left
Deliver = Callable[[datetime], object]  # delivers what the outbox holds

_ticking = threading.Lock()  # one tick at a time in a process, whoever starts it
_comparing = threading.Lock()


class Upkeep:
    """Keeps house for ``services``, either by `start` and `stop` or by `forever`; call them in the event loop.

    ``again`` is the desk's: messages left by a dead process are given to it one after the other. ``deliver`` (where
    no channel delivers by itself) is called in a thread after each tick. ``seconds`` lie between two ticks.
    """

    def __init__(
        self, services: Services, again: Again, deliver: Deliver | None = None, seconds: float = SECONDS
    ) -> None:
        self._services = services
        self._again = again
        self._deliver = deliver
        self._seconds = seconds
        self._scheduler: AsyncIOScheduler | None = None

    def start(self) -> None:
        """Run as jobs of a scheduler in the running event loop; a tick that is late is made up for once."""
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})
        first = {"next_run_time": datetime.now(scheduler.timezone), "misfire_grace_time": None}
        scheduler.add_job(self.once, "interval", seconds=self._seconds, **first)
        scheduler.add_job(self.compare, "interval", seconds=COMPARE_SECONDS, **first)
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """No more ticks; one that runs is finished by its thread."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def forever(self, stop: asyncio.Event) -> None:
        """The same without a scheduler, until ``stop`` is set: for a process that does nothing else."""
        while not stop.is_set():
            await self.once()
            await self.compare()
            try:
                await asyncio.wait_for(stop.wait(), self._seconds)
            except asyncio.TimeoutError:
                continue

    async def once(self) -> Done | None:
        """One tick; None when one is running in this process, or when it failed as a whole (logged)."""
        now = self._services.clock()
        done = await asyncio.to_thread(_alone, _ticking, lambda: tick(self._services, now, calendars=False))
        for item in done.inbox if done else ():
            await self._answer(item)
        if self._deliver is not None:
            await asyncio.to_thread(_logged, lambda: self._deliver and self._deliver(self._services.clock()))
        return done

    async def compare(self) -> Done | None:
        """Compare calendars if it is time; None when that is being done, or failed as a whole (logged)."""
        now = self._services.clock()
        return await asyncio.to_thread(_alone, _comparing, lambda: compare(self._services, now))

    async def _answer(self, item: InboxItem) -> None:
        try:
            await self._again(item)
        except Exception:
            LOG.exception("message %s could not be answered", item.message_id)


def _alone(lock: threading.Lock, work: Callable[[], Done]) -> Done | None:
    if not lock.acquire(blocking=False):
        return None
    try:
        return _logged(work)
    finally:
        lock.release()


def _logged(work: Callable[[], object]) -> Done | None:
    """What ``work`` returns; None when it fails, for the next tick must come."""
    try:
        done = work()
    except Exception:
        LOG.exception("upkeep failed; it is tried again at the next tick")
        return None
    return done if isinstance(done, Done) else None
