"""The one protocol that every calendar adapter implements and the contract tests check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from calendar_adapters.types import Capabilities, Event, FreeBusy, Interval


@runtime_checkable
class CalendarAdapter(Protocol):
    """One person's calendar. Calls block; each raises a subclass of ``CalendarError`` and nothing else.

    ``owner`` is the bare address of the calendar's owner: their PARTSTAT decides whether an event blocks.
    ``timeout`` seconds bound each call.
    """

    owner: str
    label: str

    @property
    def capabilities(self) -> Capabilities:
        """What this calendar can do; may ask the server once."""
        ...

    def free_busy(self, window: Interval) -> FreeBusy:
        """The owner's busy time in ``window``: recurrences expanded; TRANSPARENT, CANCELLED, tentative and
        owner-declined or unanswered-by-owner events do not block."""
        ...

    def events(self, window: Interval) -> Sequence[Event]:
        """Instances that meet ``window``, recurrences expanded (each with ``recurrence_id``), by start; cancelled
        instances and EXDATEs left out."""
        ...

    def get(self, uid: str) -> Event:
        """The event or the series' master, with its ``etag``. Raises NotFound."""
        ...

    def create(self, event: Event) -> Event:
        """Write a new event (If-None-Match: *); returns it with ``etag`` and ``href``. Raises Conflict if it exists."""
        ...

    def update(self, event: Event) -> Event:
        """Replace the stored event (If-Match: ``event.etag``); with ``recurrence_id``, override that one instance.
        Raises Conflict (stale etag) or NotFound."""
        ...

    def delete(self, uid: str, etag: str | None = None, recurrence_id: object | None = None) -> None:
        """Remove the event, or one instance of a series. Deleting what is already gone raises NotFound."""
        ...
