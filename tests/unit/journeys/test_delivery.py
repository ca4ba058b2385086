"""The outbox is delivered in order, retried with growing pauses, and nothing is sent twice."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from actions.messages import Reply
from actions.store.records import OutboxItem
from actions.store.store import Store
from bot.channels.outbox import ATTEMPTS, FIRST_PAUSE, deliver

NOW = datetime(2026, 11, 30, tzinfo=timezone.utc)


def store_with(*texts: str) -> Store:
    store = Store("sqlite://")
    store.migrate()
    with store.transaction() as tx:
        for text in texts:
            tx.outbox.put(text, Reply("a@example.com", "console", "a", text, "en"), NOW)
    return store


def test_in_order_and_once() -> None:
    store, sent = store_with("one", "two"), []

    def send(item: OutboxItem) -> str:
        sent.append(item.reply.text)
        return "receipt"

    assert deliver(store, send, NOW) == 2
    assert deliver(store, send, NOW + timedelta(days=1)) == 0
    assert sent == ["one", "two"]


def test_a_failure_waits_longer_each_time_and_is_given_up_in_the_end() -> None:
    store, tries = store_with("one"), []

    def send(item: OutboxItem) -> str:
        tries.append(item.attempts)
        raise OSError("unreachable")

    now = NOW
    for attempt in range(ATTEMPTS + 2):
        deliver(store, send, now)
        now += FIRST_PAUSE * 2**attempt
    assert tries == list(range(1, ATTEMPTS + 1))
    assert deliver(store, lambda _: "x", now + timedelta(days=9)) == 0


def test_one_failure_does_not_hold_up_the_rest() -> None:
    store, sent = store_with("bad", "good"), []

    def send(item: OutboxItem) -> str:
        if item.key == "bad":
            raise OSError("unreachable")
        sent.append(item.key)
        return ""

    assert deliver(store, send, NOW) == 1
    assert sent == ["good"]
