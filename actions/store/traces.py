"""What is left of a person beside the roster and the meetings: taken out of every table when they ask for it.

Stays: the roster's row with its aliases and calendar connections, and meetings that are ahead or being arranged, with
what belongs to them (attendees, holds, claims, the memory of the organizer's copy).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.store.memory import forget
from actions.store.tables import (
    conversation,
    inbox,
    outbox,
    preference,
    slack_installation,
    slack_message,
    slack_token,
    slack_user,
    timer,
)

ONCE = "once:"  # an outbox row of such a key is deleted once it is sent
NOBODY = "forgotten"
_COPY = "copy"  # kind of the timers that remember where a meeting's event was seen


class Traces:
    """Deletes and blanks; everything in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def erase(self, address: str, also: Iterable[str] = (), name: str = "") -> None:
        """``also`` are other addresses and ids under which this person writes, ``name`` is the full name."""
        forget()
        ids = tuple(dict.fromkeys(i for i in (address.lower(), *also) if i))
        scrub = _Scrub(ids, name)
        self._run(sa.delete(preference).where(preference.c.person == address.lower()))
        self._run(sa.delete(timer).where(timer.c.person.in_(ids), timer.c.kind != _COPY))
        self._timers_to(ids)
        self._conversations(ids, scrub)
        self._inbox(ids, scrub)
        self._outbox(ids, scrub)
        self._slack(ids, scrub)

    def last_word(self, key: str) -> None:
        """The reply queued under ``key`` leaves no trace once it is sent."""
        number = self._connection.execute(sa.select(outbox.c.id).where(outbox.c.key == key)).scalar()
        self._run(sa.update(outbox).where(outbox.c.key == key).values(key=f"{ONCE}{number}"))

    def _slack(self, ids: Sequence[str], scrub: _Scrub) -> None:
        """The profile goes; messages sent and buttons under them stay, under names that say nothing."""
        self._run(sa.delete(slack_user).where(sa.or_(slack_user.c.address.in_(ids), slack_user.c.user_id.in_(ids))))
        self._run(sa.update(slack_message).where(slack_message.c.recipient.in_(ids)).values(recipient=""))
        installer = slack_installation.c.installed_by
        self._run(sa.update(slack_installation).where(installer.in_(ids)).values(installed_by=""))
        for key in self._connection.execute(sa.select(slack_message.c.key)).scalars().all():
            if not scrub.clean(key):
                self._rename(key, f"{NOBODY}:{secrets.token_hex(8)}")

    def _rename(self, key: str, name: str) -> None:
        """Of a message in Slack and the buttons under it."""
        self._run(sa.update(slack_message).where(slack_message.c.key == key).values(key=name))
        self._run(sa.update(slack_token).where(slack_token.c.message_key == key).values(message_key=name))

    def _run(self, statement: Any) -> None:
        self._connection.execute(statement)

    def _timers_to(self, ids: Sequence[str]) -> None:
        for row in self._connection.execute(sa.select(timer.c.id, timer.c.payload)).all():
            if row.payload.get("to") in ids:
                self._run(sa.delete(timer).where(timer.c.id == row.id))

    def _conversations(self, ids: Sequence[str], scrub: _Scrub) -> None:
        self._run(sa.delete(conversation).where(conversation.c.conversation.in_(ids)))
        for row in self._connection.execute(sa.select(conversation)).all():
            data = scrub.memory(row.data)
            pending = scrub.question(row.pending)
            if data != row.data or pending != row.pending:
                mine = sa.and_(conversation.c.channel == row.channel, conversation.c.conversation == row.conversation)
                self._run(sa.update(conversation).where(mine).values(data=data, pending=pending))

    def _inbox(self, ids: Sequence[str], scrub: _Scrub) -> None:
        for row in self._connection.execute(sa.select(inbox).where(inbox.c.handled_at.is_not(None))).all():
            own = str(row.payload.get("sender", "")).lower() in {i.lower() for i in ids}
            payload = {**row.payload, "text": "", "subject": "", "headers": {}} if own else row.payload
            payload = scrub.value(payload)
            if own:
                payload = {**payload, "participants": [], "mentions": []}
            if payload != row.payload:
                self._run(sa.update(inbox).where(inbox.c.id == row.id).values(payload=payload))

    def _outbox(self, ids: Sequence[str], scrub: _Scrub) -> None:
        done = outbox.c.state != "pending"
        self._run(sa.delete(outbox).where(done, outbox.c.recipient.in_(ids)))
        for row in self._connection.execute(sa.select(outbox).where(done)).all():
            payload = {**scrub.value(row.payload), "ics": None}
            key = row.key if scrub.clean(row.key) else f"{NOBODY}:{row.id}"
            if payload != row.payload or key != row.key:
                self._run(sa.update(outbox).where(outbox.c.id == row.id).values(payload=payload, key=key))
                self._rename(row.key, key)


class _Scrub:
    """Takes addresses, ids and a full name out of JSON."""

    def __init__(self, ids: Sequence[str], name: str) -> None:
        self._ids = ids
        words = [rf"(?:(?<=<@)|(?<![\w.@+-])){re.escape(i)}(?![\w@-])" for i in ids]  # "<@U1>" is how Slack writes it
        words += [re.escape(name)] if len(name.strip()) > 1 else []
        self._words = re.compile("|".join(words), re.I)

    def clean(self, text: str) -> bool:
        """True when nothing of the person stands in ``text``."""
        return self._words.search(text) is None

    def value(self, value: Any) -> Any:
        """``value`` with a stand-in for the person."""
        if isinstance(value, str):
            return self._words.sub(NOBODY, value)
        if isinstance(value, dict):
            return {self.value(k): self.value(v) for k, v in value.items()}
        return [self.value(v) for v in value] if isinstance(value, list) else value

    def memory(self, data: dict[str, Any]) -> dict[str, Any]:
        """A conversation's memory without what it keeps by sender; the rest with a stand-in."""
        kept: dict[str, Any] = {}
        for name, value in data.items():
            by_sender = isinstance(value, dict) and any(k in self._ids for k in value)
            kept[name] = {k: v for k, v in value.items() if k not in self._ids} if by_sender else value
        scrubbed: dict[str, Any] = self.value(kept)
        return scrubbed

    def question(self, pending: dict[str, Any] | None) -> dict[str, Any] | None:
        """What others were asked stays open; what only this person was asked does not."""
        if pending is None:
            return None
        waiting = [{k: v for k, v in pending.items() if k != "others"}, *pending.get("others", ())]
        left = [q for q in waiting if not q.get("asked") or set(q["asked"]) - set(self._ids)]
        if not left:
            return None
        left = [{**q, "asked": [a for a in q["asked"] if a not in self._ids]} if q.get("asked") else q for q in left]
        front, *rest = left
        return {**front, "others": rest} if rest else front
