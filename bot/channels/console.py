"""The terminal as a channel: what is typed comes in, what the outbox holds for the terminal is printed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from actions.messages import IncomingMessage, Reply
from actions.services import Services
from actions.store.records import OutboxItem
from actions.texts import say
from actions.upkeep import tick
from bot.channels.desk import Desk
from bot.channels.outbox import deliver

CHANNEL = "console"
Print = Callable[[str], None]


@dataclass
class Console:
    """One person at the terminal. ``session`` makes message ids unique over restarts; ``language`` is the frame's.

    Replies to others are shown as such: the terminal stands in for everybody's mailbox.
    """

    desk: Desk
    services: Services
    speaker: str
    session: str
    language: str
    out: Print

    def __post_init__(self) -> None:
        self._numbers = count(1)
        self.shown: list[Reply] = []

    async def say(self, text: str, *, id: str = "") -> list[Reply]:
        """Hand in one message and show everything that it caused, with whatever else is due by now; returns the
        replies, the speaker's first."""
        message = IncomingMessage(
            id=id or f"{self.session}:{next(self._numbers)}",
            channel=CHANNEL,
            conversation=self.speaker,
            sender=self.speaker,
            text=text,
            sent_at=self.services.clock(),
        )
        before = len(self.shown)
        await self.desk.receive(message)
        done = await asyncio.to_thread(tick, self.services, self.services.clock(), calendars=False)
        for item in done.inbox:
            await self.desk.resume(item)
        self.flush()
        return self.shown[before:]

    def flush(self) -> None:
        """Print what the outbox holds."""
        deliver(self.services.store, self._send, self.services.clock())

    def _send(self, item: OutboxItem) -> str:
        reply = item.reply
        self.shown.append(reply)
        if reply.to == self.speaker:
            self.out(_indented("moim", reply.text))
        else:
            head = say("chat_sent_to", self.language, name=self._name(reply.to))
            mark = say("chat_attached", self.language, method=reply.method) if reply.method else ""
            self.out(_indented(head, f"{reply.text}\n{mark}".rstrip()))
        return f"{self.session}:{len(self.shown)}"

    def _name(self, address: str) -> str:
        with self.services.store.reading() as tx:
            person = tx.people.by_address(address)
        return f"{person.name} <{address}>" if person and person.name else address


def _indented(head: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f"{head}: {first}", *(f"    {line}" for line in rest)])
