"""What the repositories hand out besides people and meetings: one frozen record a table."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.errors import OperatorError
from actions.messages import IncomingMessage, Reply
from calendar_adapters.types import Interval

_REFERENCE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True)
class Connection:
    """One calendar of a person: ``config`` may be shown, ``secret`` never is (nor is it in the repr).

    A secret's value ``${NAME}`` is looked up in the environment when the calendar is opened. ``state`` is ``ok``,
    ``needs_reconnect`` (the owner must act) or ``failing`` (try again); ``id`` None means not saved yet.
    """

    person: str
    kind: str
    config: dict[str, str] = field(default_factory=dict)
    secret: dict[str, str] = field(default_factory=dict, repr=False)
    label: str = ""
    state: str = "ok"
    last_error: str = ""
    checked_at: datetime | None = None
    id: int | None = None

    def opened_config(self, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
        """``config`` and ``secret`` in one mapping, references resolved, as ``open_calendar`` takes it.

        Raises:
            OperatorError: an environment variable is not set.
        """
        return {k: _resolved(v, environ) for k, v in {**self.config, **self.secret}.items()}


@dataclass(frozen=True)
class Hold:
    """A tentative hold on one person's time by a meeting under negotiation; busy for everybody else's meeting."""

    meeting_id: str
    address: str
    interval: Interval
    expires_at: datetime


@dataclass(frozen=True)
class InboxItem:
    """A message that was received and is not handled yet."""

    channel: str
    message_id: str
    message: IncomingMessage
    received_at: datetime
    attempts: int


@dataclass(frozen=True)
class OutboxItem:
    """A reply waiting to be delivered; ``key`` is the idempotency key, ``attempts`` counts this one."""

    key: str
    reply: Reply
    meeting_id: str | None
    attempts: int
    created_at: datetime


@dataclass(frozen=True)
class Timer:
    """Something to do at ``due_at``: a nudge, an expiry, a reminder. ``key`` is unique for ever."""

    key: str
    kind: str
    due_at: datetime
    meeting_id: str | None = None
    person: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    fired_at: datetime | None = None


@dataclass(frozen=True)
class Preference:
    """A lasting wish of a person: ``kind`` and its JSON ``value``; ``said`` are the words it was said in."""

    id: int
    person: str
    kind: str
    value: Any
    said: str
    created_at: datetime
    valid_until: datetime | None = None


@dataclass(frozen=True)
class Conversation:
    """What a thread is about: the meeting talked about and the question last asked (JSON, None = none).

    ``data`` is for what the journeys keep of a thread beside these (JSON object).
    """

    channel: str
    conversation: str
    meeting_id: str | None = None
    pending: dict[str, Any] | None = None
    data: dict[str, Any] = field(default_factory=dict)


def _resolved(value: str, environ: Mapping[str, str]) -> str:
    def look_up(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in environ:
            raise OperatorError(f"The environment variable {name} is not set.", f"Set {name} and start again.")
        return environ[name]

    return _REFERENCE.sub(look_up, value)
