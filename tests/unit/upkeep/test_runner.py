"""The runner: ticks come by themselves, never two at once in a process, and one that fails stops nothing."""

import asyncio
import threading
import time

import pytest

from bot import upkeep
from bot.upkeep import Upkeep
from tests.unit.upkeep.house import DAY, MINJI, NOW


async def nobody(item):
    raise AssertionError("no message is waiting")


async def until(condition):
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to pass")


@pytest.mark.parametrize("way", ["scheduler", "loop"])
def test_it_ticks_by_itself_until_it_is_stopped(house, way):
    house.proposed(MINJI)
    house.now = NOW + 2 * DAY
    delivered = []

    async def run():
        keeper = Upkeep(house.services, nobody, delivered.append, seconds=0.05)
        if way == "scheduler":
            keeper.start()
            await until(lambda: len(delivered) > 2)
            keeper.stop()
            await asyncio.sleep(0.2)
        else:
            stop = asyncio.Event()
            task = asyncio.create_task(keeper.forever(stop))
            await until(lambda: len(delivered) > 2)
            stop.set()
            await task
        count = len(delivered)
        await asyncio.sleep(0.3)
        assert len(delivered) == count

    asyncio.run(run())
    assert [r.to for r in house.letters()] == [MINJI]


def test_never_two_ticks_at_once(house, monkeypatch):
    running, most = [], []

    def slow(services, now, calendars):
        running.append(1)
        most.append(len(running))
        time.sleep(0.1)
        running.pop()
        return upkeep.Done()

    monkeypatch.setattr(upkeep, "tick", slow)

    async def run():
        one, other = Upkeep(house.services, nobody), Upkeep(house.services, nobody)
        return await asyncio.gather(*(k.once() for k in (one, other) for _ in range(4)))

    results = asyncio.run(run())
    assert max(most) == 1
    assert results.count(None) == 8 - len(most)
    assert results.count(upkeep.Done()) == len(most) >= 1


def test_messages_left_behind_are_handed_to_the_desk_one_by_one(house):
    first, second = house.receive("이번 주 일정"), house.receive("내일은?")
    house.now = NOW + DAY
    heard = []

    async def again(item):
        heard.append(item.message)
        if item.message == first:
            raise ValueError("this one cannot be handled")

    done = asyncio.run(Upkeep(house.services, again).once())
    assert heard == [first, second]
    assert len(done.inbox) == 2


def test_a_tick_that_fails_is_followed_by_the_next(house, monkeypatch, caplog):
    calls = []

    def tick(services, now, calendars):
        calls.append(threading.get_ident())
        if len(calls) == 1:
            raise OSError("the database is gone")
        return upkeep.Done(nudges=1)

    monkeypatch.setattr(upkeep, "tick", tick)

    async def run():
        keeper = Upkeep(house.services, nobody)
        return [await keeper.once(), await keeper.once()]

    assert asyncio.run(run()) == [None, upkeep.Done(nudges=1)]
    assert "the database is gone" in caplog.text
    assert threading.get_ident() not in calls  # the event loop goes on meanwhile
