"""What came of a turn: the messages sent, the offers made, the calendars before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from actions.messages import Reply
from calendar_adapters.types import Event, Interval

Calendars = Mapping[str, tuple[Event, ...]]  # address -> instances within the horizon, by start


@dataclass(frozen=True)
class Observed:
    """Everything that a turn's expectations are checked against.

    ``offers`` are those made in this turn, ``standing`` those that could be answered when it began, ``earlier`` all
    offered in the scenario before. ``question`` is what the assistant waits for. ``reminders`` are due times of
    reminders that stand. ``said`` is everything people have written so far, lower case.
    """

    replies: tuple[Reply, ...]
    before: Calendars
    after: Calendars
    offers: tuple[Interval, ...] = ()
    standing: tuple[Interval, ...] = ()
    earlier: tuple[Interval, ...] = ()
    question: str = ""
    purpose: str = ""
    reminders: tuple[datetime, ...] = ()
    said: str = ""
    speaker: str = ""
    failure: str = ""
    keys: frozenset[str] = field(default=frozenset())

    @property
    def to_speaker(self) -> tuple[Reply, ...]:
        """The replies that the speaker gets."""
        return tuple(r for r in self.replies if r.to == self.speaker)

    @property
    def changed(self) -> bool:
        """True when any calendar is not as it was."""
        return {a: _shape(e) for a, e in self.before.items()} != {a: _shape(e) for a, e in self.after.items()}


def _shape(events: tuple[Event, ...]) -> list[tuple[object, ...]]:
    return [
        (e.uid, e.summary, e.start, e.end, e.status, e.location, tuple(a.address for a in e.attendees)) for e in events
    ]
