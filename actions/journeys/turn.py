"""One turn of a conversation as a journey sees it, and what a journey makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.core.meeting import Meeting
from actions.core.people import Person
from actions.core.times.types import Kind, TimeConstraint
from actions.messages import IncomingMessage, Reply
from actions.texts.voice import Voice


@dataclass(frozen=True)
class Entity:
    """One piece of the text that has a name; ``start``/``end`` are code points of the text."""

    name: str
    value: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Pending:
    """What was asked and is not answered yet: ``question`` (a value of the slot) and what the asker needs to go on."""

    question: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """One message, understood. ``speaker`` is the sender; ``zone`` (IANA) and ``language`` hold for this message.

    ``meeting_id`` is the meeting that the conversation is about, ``pending`` what was asked last, ``memory`` what the
    journeys keep of the conversation beside these (JSON). ``known``: the sender is in the roster; ``guest``: from
    outside, with a say in that meeting.
    """

    message: IncomingMessage
    speaker: Person
    now: datetime
    zone: str
    language: str
    intent: str = "out_of_scope"
    confidence: float = 1.0
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeConstraint, ...] = ()
    meeting_id: str | None = None
    pending: Pending | None = None
    memory: Mapping[str, Any] = field(default_factory=dict)
    known: bool = True
    guest: bool = False
    deputy: bool = False  # somebody else speaks in the speaker's name, and reads the answer

    @property
    def reader(self) -> str:
        """The address that is "you" in the answer; "" when a delegate reads it."""
        return "" if self.deputy else self.speaker.address

    @property
    def outsider(self) -> bool:
        """True for people from outside, who see what is offered to them and nothing else."""
        return self.speaker.external

    @property
    def text(self) -> str:
        """What was written."""
        return self.message.text

    @property
    def question(self) -> str:
        """The question last asked, or ""."""
        return self.pending.question if self.pending else ""

    @property
    def voice(self) -> Voice:
        """How to speak to the sender."""
        return Voice(self.language, self.zone, self.now, named=self.message.channel == "mail")

    def values(self, entity: str) -> tuple[str, ...]:
        """The values of all entities of that name, in the order of the text."""
        return tuple(e.value for e in self.entities if e.name == entity)

    def first(self, entity: str) -> str:
        """The first value of that entity, or ""."""
        return next(iter(self.values(entity)), "")

    def durations(self) -> tuple[TimeConstraint, ...]:
        """The lengths that were said."""
        return tuple(t for t in self.times if t.kind is Kind.DURATION)

    def moments(self) -> tuple[TimeConstraint, ...]:
        """The times that were said, lengths left out."""
        return tuple(t for t in self.times if t.kind is not Kind.DURATION)


@dataclass(frozen=True)
class Outcome:
    """What a turn comes to; all of it is written in one transaction.

    ``replies`` go to the outbox. ``meeting`` is saved when given. ``about`` is the meeting the conversation turns to
    (None: no change; "": none any more). ``pending`` is what is asked now (None: nothing). ``memory`` is merged into
    the conversation's. ``writes`` do whatever else belongs to this step. ``apart``: the conversation stays as it was.
    """

    replies: tuple[Reply, ...] = ()
    meeting: Meeting | None = None
    about: str | None = None
    pending: Pending | None = None
    memory: Mapping[str, Any] = field(default_factory=dict)
    writes: tuple[Callable[[Any], object], ...] = ()
    apart: bool = False


def answer(turn: Turn, text: str, **fields: Any) -> Outcome:
    """An outcome that answers the sender with ``text``; ``fields`` are the rest of `Outcome`."""
    others = fields.pop("replies", ())
    return Outcome(replies=(reply(turn, text, **_of_reply(fields)), *others), **fields)


def reply(turn: Turn, text: str, **fields: Any) -> Reply:
    """A reply to the sender, where the message came from."""
    message = turn.message
    subject = fields.pop("subject", message.subject)
    if "@" not in text.partition(" ")[0]:
        text = text[:1].upper() + text[1:]  # "you" may come first
    return Reply(message.sender, message.channel, message.conversation, text, turn.language, subject, **fields)


def _of_reply(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields.pop(name) for name in ("offers", "ics", "method") if name in fields}
