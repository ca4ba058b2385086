"""What comes in from a channel and what goes out to one person."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

SHARED = "shared"  # header of what was said where people of other organisations read along

FILLED = "filled"  # header of a request made with a form: its fields by the names of entities (JSON)


@dataclass(frozen=True)
class IncomingMessage:
    """One message of one person, as every channel hands it over.

    ``id`` is unique within the channel (Slack event_id, Message-ID, a counter in the terminal); ``conversation``
    names the thread. ``sender`` and ``participants`` are bare addresses where known, else the channel's own user ids.
    ``text`` is without quotes, signatures and markup. ``sent_at`` is aware. ``timezone`` (IANA) and ``language``
    ('ko', 'en') are the sender's as far as the channel knows them. ``mentions`` maps spans of ``text`` to addresses
    that the channel resolved.
    """

    id: str
    channel: str
    conversation: str
    sender: str
    text: str
    sent_at: datetime
    participants: tuple[str, ...] = ()
    timezone: str | None = None
    language: str | None = None
    subject: str = ""
    mentions: tuple[tuple[int, int, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def overheard(self) -> bool:
        """True for what people say in a thread the assistant reads along in, without a mention of it."""
        return "slack" in self.headers and self.headers.get("addressed") == ""

    @property
    def filled(self) -> dict[str, str]:
        """What was filled into a form, ``title`` and ``location``; {} for what was written."""
        return dict(json.loads(self.headers.get(FILLED) or "{}"))

    @property
    def shared(self) -> bool:
        """True where people of other organisations read the answer, too."""
        return bool(self.headers.get(SHARED))


@dataclass(frozen=True)
class Reply:
    """One message to one person, in that person's language and zone; written to the outbox with the state change.

    ``to`` is an address; ``channel``/``conversation`` say where it goes. ``text`` is the plain form, ``offers`` the
    slots shown (ids opaque), ``ics`` an iCalendar object to attach with its METHOD. ``personal`` is for that person's
    eyes only: where others read along it goes to them directly. ``ephemeral`` is a passing word that need not be kept.
    """

    to: str
    channel: str
    conversation: str
    text: str
    language: str
    subject: str = ""
    offers: tuple[dict[str, str], ...] = ()
    ics: bytes | None = None
    method: str | None = None
    personal: bool = False
    ephemeral: bool = False
