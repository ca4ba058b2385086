"""What happens before the acknowledgement: the payload is stored, once, and nothing else.

Everything here reads and writes the database alone; who is meant, what is said and what comes of it is worked out
afterwards by `bot.channels.slack.worker`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from actions.messages import IncomingMessage
from actions.services import Services
from actions.store.store import Transaction
from bot.channels.slack.batch import Batch
from bot.channels.slack.blocks import token_of
from bot.channels.slack.events import (
    COMMAND,
    FORM,
    PRESS,
    Heard,
    as_message,
    deleted,
    edited,
    heard,
    moment,
    team_of,
)
from bot.channels.slack.places import CHANNEL, Place
from bot.channels.slack.views import Form

Json = Mapping[str, Any]
REMEMBERED = 2_000  # events


class Intake:
    """Stores payloads; every method returns True when there is something new to work on, which then is on the disk."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._batch = Batch(services.store)
        self._latest: dict[str, None] = {}  # events that are stored, so that most repetitions need no database

    async def event(self, body: Json, bot_user_id: str) -> bool:
        """A ``message`` or ``app_mention`` event: written, edited or deleted."""
        return await self._once(body, lambda tx: self._said(tx, body, bot_user_id))

    async def seen(self, body: Json) -> bool:
        """Any other event; True the first time it is delivered."""
        return await self._once(body, lambda _: True)

    async def _once(self, body: Json, work: Callable[[Transaction], bool]) -> bool:
        name = str(body.get("event_id") or "")
        if not name:
            return await self._batch.run(work)
        if name in self._latest:
            return False
        new = await self._batch.run(lambda tx: tx.slack.new_event(name, self._now()) and work(tx))
        self._latest[name] = None
        if len(self._latest) > REMEMBERED:
            del self._latest[next(iter(self._latest))]
        return new

    def _said(self, tx: Transaction, body: Json, bot_user_id: str) -> bool:
        if gone := deleted(body):
            self._forget(tx, gone)
            return False
        if new := edited(body, bot_user_id):
            return self._edited(tx, *new)
        said = heard(body, bot_user_id)
        return said is not None and self._written(tx, said)

    async def press(self, body: Json, action: Json) -> bool:
        """Somebody pressed a button or picked a time under an offer."""
        user, container = body.get("user") or {}, body.get("container") or {}
        message = body.get("message") or {}
        channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id") or "")
        thread = str(container.get("thread_ts") or message.get("thread_ts") or "")
        place = Place(team_id=team_of(body), channel_id=channel, thread_ts=thread)
        headers = {"slack": PRESS, "team": team_of(body), "token": token_of(dict(action)), "place": place.name}
        headers["at"] = str(action.get("selected_date_time") or "")
        if channel.startswith("D"):
            place = Place(user_id=str(user.get("id") or ""), thread_ts=thread)
        at = str(action.get("action_ts") or "0")
        press = f"{headers['token']}:{user.get('id')}:{at}"
        name = f"press:{hashlib.sha256(press.encode()).hexdigest()[:32]}"  # who pressed stands in the message alone
        return await self._store(name, place.name, str(user.get("id") or ""), "", headers)

    async def form(self, body: Json, form: Form) -> bool:
        """Somebody sent the form."""
        user = str((body.get("user") or {}).get("id") or "")
        headers = {"slack": FORM, "team": team_of(body), "addressed": "yes"}
        headers["form"] = json.dumps(asdict(form), ensure_ascii=False)
        return await self._store(f"form:{(body.get('view') or {}).get('id')}", form.carried or user, user, "", headers)

    async def command(self, body: Json, text: str) -> bool:
        """Somebody typed the slash command; it is answered in their direct messages, as others do not see it."""
        user = str(body.get("user_id") or "")
        headers = {"slack": COMMAND, "team": team_of(body), "addressed": "yes"}
        return await self._store(f"command:{body.get('trigger_id')}", user, user, text, headers)

    def _written(self, tx: Transaction, said: Heard) -> bool:
        place = said.place
        if said.mention and not said.direct:
            tx.slack.join(said.team_id, said.channel_id, place.thread_ts, self._now())
        if not (said.direct or said.mention or self._takes_part(tx, said)):
            return False
        return tx.inbox.enqueue(as_message(said), self._now())

    def _takes_part(self, tx: Transaction, said: Heard) -> bool:
        threads = [said.place.thread_ts, ""] if said.group else [said.thread_ts or None]
        return any(t is not None and tx.slack.joined(said.team_id, said.channel_id, t) for t in threads)

    def _edited(self, tx: Transaction, said: Heard, version: str) -> bool:
        """A message that waits is replaced; one that was answered comes in again as another message."""
        known = tx.inbox.find(CHANNEL, said.id)
        if known is None:
            return self._written(tx, said)
        if known.attempts == 0 and not tx.inbox.handled(CHANNEL, said.id):
            tx.inbox.rewrite(replace(as_message(said), sent_at=moment(said.ts)))
            return True
        return tx.inbox.enqueue(as_message(said, version=version), self._now())

    def _forget(self, tx: Transaction, id: str) -> None:
        """The text goes; what it led to stays, and what was not begun is not done."""
        for item in [tx.inbox.find(CHANNEL, id), *tx.inbox.versions(CHANNEL, id)]:
            if item is not None:
                self._unsay(tx, item.message)
                tx.inbox.rewrite(replace(item.message, text="", subject="", mentions=()))
                tx.inbox.done(CHANNEL, item.message_id, "deleted", self._now())

    def _unsay(self, tx: Transaction, message: IncomingMessage) -> None:
        """Nor do the words stand in a wish, or in a question that was asked because of them."""
        tx.preferences.unsay(message.sender, message.text)
        person = tx.people.by_address(message.sender)
        for place in {message.conversation, *([person.slack_id] if person and person.slack_id else [])}:
            thread = tx.conversations.get(CHANNEL, place)
            if message.text and _says(thread.pending, message.text):
                tx.conversations.put(replace(thread, pending=None), self._now())

    async def _store(self, name: str, conversation: str, user: str, text: str, headers: dict[str, str]) -> bool:
        message = IncomingMessage(name, CHANNEL, conversation, user, text, self._now(), headers=headers)
        return await self._batch.run(lambda tx: tx.inbox.enqueue(message, self._now()))

    def _now(self) -> datetime:
        return self._services.clock()


def _says(value: Any, text: str) -> bool:
    """True when that very text stands somewhere in the JSON."""
    if isinstance(value, Mapping):
        return any(_says(one, text) for one in value.values())
    return any(_says(one, text) for one in value) if isinstance(value, list) else value == text
