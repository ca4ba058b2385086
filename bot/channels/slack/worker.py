"""Works off what was stored: finds out who spoke, makes plain text of it, and lets the desk answer.

Messages of one conversation are answered in order, several conversations at once. While an answer takes long, a
message says so; the answer replaces it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from actions.journeys.screen import language_of
from actions.messages import FILLED, IncomingMessage
from actions.services import Services
from actions.store.records import InboxItem
from bot.channels.slack.board import Board
from bot.channels.slack.edits import Edits
from bot.channels.slack.events import COMMAND, EDIT, FORM, PRESS, RAW
from bot.channels.slack.identity import Identity, Known
from bot.channels.slack.markup import mentioned, plain
from bot.channels.slack.places import CHANNEL
from bot.channels.slack.presses import Presses
from bot.channels.slack.status import Status
from bot.channels.slack.threads import go_on
from bot.channels.slack.views import Form, fields_of, request_of
from bot.channels.slack.workspaces import NotInstalled, Workspaces

LOG = logging.getLogger(__name__)
POLL = 1.0  # seconds until the inbox is looked at without being woken
AT_ONCE = 8
READ = "read"  # what a message is marked with once it is known who says what

Answer = Callable[[InboxItem], Awaitable[object]]  # the desk's `resume`


class Worker:
    """Run `forever`; `wake` makes it look at once, `resume` takes a message that a dead process left."""

    def __init__(
        self,
        services: Services,
        answer: Answer,
        workspaces: Workspaces,
        identity: Identity,
        status: Status,
        board: Board,
        answered: Callable[[], None],
        woken: asyncio.Event | None = None,
    ) -> None:
        self._services = services
        self._answer = answer
        self._workspaces = workspaces
        self._identity = identity
        self._status = status
        self._board = board
        self._presses = Presses(services)
        self._edits = Edits(services)
        self._answered = answered
        self._woken = woken or asyncio.Event()
        self._free = asyncio.Semaphore(AT_ONCE)
        self._turns: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Something was stored; call it in the event loop."""
        self._woken.set()

    async def forever(self) -> None:
        """Answer until cancelled."""
        while True:
            try:
                if await self.once():
                    continue
            except Exception:
                LOG.exception("the inbox could not be read; it is tried again")
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._woken.wait(), POLL)
            self._woken.clear()

    async def once(self) -> int:
        """Begin to answer what waits, as much as there is room for; returns how much was begun."""
        await self._free.acquire()
        self._free.release()
        items = await asyncio.to_thread(self._take)
        for item in items:
            await self._free.acquire()
            self._begin(item)
        return len(items)

    async def settle(self) -> None:
        """Wait until everything that was begun is answered."""
        while self._turns:
            await asyncio.gather(*self._turns.values(), return_exceptions=True)

    async def resume(self, item: InboxItem) -> None:
        """Answer one message now; it is the caller's."""
        await self._one(item)

    def _begin(self, item: InboxItem) -> None:
        """After what is being answered in the same conversation."""
        name = item.message.conversation
        before = self._turns.get(name)

        async def turn() -> None:
            try:
                if before is not None:
                    await asyncio.wait([before])
                await self._one(item)
            finally:
                self._free.release()
                if self._turns.get(name) is task:
                    del self._turns[name]

        task = asyncio.get_running_loop().create_task(turn())
        self._turns[name] = task

    async def _one(self, item: InboxItem) -> None:
        try:
            async with self._status.told(item.message):
                await self._work(item)
        except NotInstalled as error:
            LOG.warning("message %s is left: %s", item.message_id, error)
            await asyncio.to_thread(self._done, item.message, "not_installed")
        except Exception:
            LOG.exception("message %s could not be answered", item.message_id)
        finally:
            self._answered()

    async def _work(self, item: InboxItem) -> None:
        kind = item.message.headers.get("slack", READ)
        if kind == READ:
            await self._answer(item)
            return
        known = await self._identity.who(item.message.headers.get("team", ""), item.message.sender)
        message = _by(item.message, known)
        if kind == PRESS:
            await self._press(message, known)
            return
        if kind == EDIT and not await asyncio.to_thread(self._edits.admit, message):
            return
        message = await self._read(message, kind)
        await asyncio.to_thread(self._keep, message)
        await self._answer(replace(item, message=message))

    async def _press(self, message: IncomingMessage, known: Known) -> None:
        pressed = await asyncio.to_thread(self._presses.play, message, known.name or known.address)
        if pressed is not None:
            await self._board.pressed(pressed.message_key, pressed.said, pressed.chosen)

    async def _read(self, message: IncomingMessage, kind: str) -> IncomingMessage:
        """The message as the journeys take it: plain text, people by their addresses."""
        team = message.headers.get("team", "")
        marked = {**message.headers, "slack": READ}
        if kind == FORM:
            return await self._of_form(message, team)
        me = await asyncio.to_thread(self._workspaces.find, team)
        mine = me.bot_user_id if me else ""
        people = await self._identity.people(team, tuple(u for u in mentioned(message.text) if u != mine))
        read = plain(message.text, {u: k.name for u, k in people.items()}, mine)
        spans = tuple((start, end, people[u].address) for start, end, u in read.mentions if u in people)
        text = read.text if kind in (RAW, EDIT, COMMAND) else message.text
        return replace(message, text=text, mentions=tuple(s for s in spans if "@" in s[2]), headers=marked)

    async def _of_form(self, message: IncomingMessage, team: str) -> IncomingMessage:
        """The form as a sentence, and beside it the fields that are to be taken as they are."""
        data = json.loads(message.headers["form"])
        form = Form(**{**data, "people": tuple(data["people"]), "guests": tuple(data["guests"])})
        people = await self._identity.people(team, tuple(dict.fromkeys(form.people)))
        names = [(k.name or k.address, k.address) for k in people.values() if k.address != message.sender]
        language = await asyncio.to_thread(self._language, message)
        text, spans = request_of(form, [*names, *((guest, guest) for guest in form.guests)], language)
        headers = {name: value for name, value in message.headers.items() if name != "form"}
        headers |= {"slack": READ, FILLED: json.dumps(fields_of(form), ensure_ascii=False)}
        mentions = tuple(span for span in spans if "@" in span[2])
        return replace(message, text=text, mentions=mentions, headers=headers, language=language)

    def _take(self) -> list[InboxItem]:
        with self._services.store.transaction() as tx:
            return tx.inbox.take(CHANNEL, self._services.clock(), limit=AT_ONCE)

    def _keep(self, message: IncomingMessage) -> None:
        with self._services.store.transaction() as tx:
            if tx.inbox.handled(CHANNEL, message.id):
                return  # deleted meanwhile: its text is not brought back
            tx.inbox.rewrite(message)
            go_on(tx, message, self._services.clock())

    def _done(self, message: IncomingMessage, outcome: str) -> None:
        with self._services.store.transaction() as tx:
            tx.inbox.done(CHANNEL, message.id, outcome, self._services.clock())

    def _language(self, message: IncomingMessage) -> str:
        with self._services.store.reading() as tx:
            person = tx.people.by_address(message.sender) or tx.people.by_slack_id(message.sender)
        default = (person.language if person else "") or message.language or self._services.language
        return language_of(message.text, default) if message.text else default


def _by(message: IncomingMessage, known: Known) -> IncomingMessage:
    return replace(message, sender=known.address, timezone=known.timezone, language=known.language)
