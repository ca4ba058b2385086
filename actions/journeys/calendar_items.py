"""What stands in the sender's calendar: events with a clock time, with our meeting where they are ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.meeting import STANDING, Meeting
from actions.journeys.turn import Turn
from actions.services import Services
from calendar_adapters.types import UTC, Event, Interval

AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Item:
    """Something that stands in the sender's calendar: an instance of an event, with our meeting if it is ours."""

    uid: str
    title: str
    start: datetime
    end: datetime
    event: Event | None = None
    meeting: Meeting | None = None

    @property
    def interval(self) -> Interval:
        """When it is."""
        return Interval(self.start, self.end)

    @property
    def recurring(self) -> bool:
        """True for one instance of a series."""
        return bool(self.event and (self.event.recurrence_id is not None or self.event.rrule))

    @property
    def instance(self) -> datetime:
        """Which one of its series: the start it had before it was moved by itself."""
        original = self.event.recurrence_id if self.event else None
        return original if isinstance(original, datetime) else self.start


def items(turn: Turn, services: Services, window: Interval) -> list[Item]:
    """Everything with a clock time in the sender's calendar in ``window``, by start.

    Raises CalendarError when a calendar cannot be read.
    """
    found: dict[tuple[str, datetime], Item] = {}
    with services.store.reading() as tx:
        ours = {m.uid: m for m in tx.meetings.of_person(turn.speaker.address, states=STANDING)}
    for event in services.calendars.events(turn.speaker.address, window):
        if isinstance(event.start, datetime) and isinstance(event.end, datetime) and event.end > event.start:
            item = Item(event.uid, event.summary, event.start, event.end, event, ours.get(event.uid))
            found[(event.uid, event.start.astimezone(UTC))] = item
    known = {uid for uid, _ in found}
    for meeting in ours.values():
        slot = meeting.booked
        if slot and meeting.uid not in known and slot.interval.overlaps(window):
            found[(meeting.uid, slot.start)] = Item(meeting.uid, meeting.title, slot.start, slot.end, None, meeting)
    return sorted(found.values(), key=lambda i: i.start)


def at(turn: Turn, services: Services, uid: str, start: datetime) -> Item | None:
    """The item of that UID that stands at ``start``, or None."""
    around = items(turn, services, Interval(start, start + timedelta(minutes=1)))
    return next((i for i in around if (i.uid, i.start) == (uid, start)), None)


def at_hand(turn: Turn, services: Services) -> list[Item]:
    """What the sender can mean without naming it: what is on now, else what is still to come today, by start."""
    zone = ZoneInfo(turn.zone)
    midnight = turn.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    today = items(turn, services, Interval(turn.now, midnight))
    running = [i for i in today if i.start <= turn.now]
    return running or today


def next_items(turn: Turn, services: Services) -> list[Item]:
    """What comes next in the sender's calendar, the nearest first."""
    return items(turn, services, Interval(turn.now, turn.now + AHEAD))


def title_shown(item: Item, turn: Turn) -> str:
    """An event's title for its owner."""
    return item.title or turn.voice.say("busy_title")
