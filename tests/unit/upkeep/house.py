"""A store with four people, three local calendars and a clock; meetings in it at every stage."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from actions import booking
from actions.calendars import Calendars
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Participant, Slot
from actions.core.people import Person
from actions.messages import IncomingMessage
from actions.services import Services
from actions.store import Connection, Conversation, Store, new_id
from actions.upkeep import schedule_nudges, seen, tick, zones_of
from calendar_adapters.errors import ReconnectNeeded
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import Interval, Role

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=timezone.utc)  # Monday, 09:00 in Seoul, Sunday 19:00 in New York
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEO, MINJI, SAM, ANNA = "seo@example.com", "minji@example.com", "sam@example.com", "anna@partner.example"
PEOPLE = (
    Person(SEO, "서지원", timezone="Asia/Seoul", language="ko"),
    Person(MINJI, "김민지", timezone="Asia/Seoul", language="ko"),
    Person(SAM, "Sam Reed", timezone="America/New_York", language="en"),
    Person(ANNA, "Anna Berg", timezone="Europe/Berlin", language="en", external=True),
)


class Killed(BaseException):
    """The process died here."""


def slot(days: float, hour: float = 1, minutes: int = 60) -> Slot:
    """A time ``days`` after NOW at ``hour`` UTC."""
    start = NOW + timedelta(days=days, hours=hour)
    return Slot(start, start + timedelta(minutes=minutes))


OFFERS = (slot(10), slot(11), slot(14))


class House:
    """``now`` moves by `at`; ``broken`` are addresses whose calendar cannot be opened; the process dies when
    ``writes_left`` reaches zero at a calendar's write."""

    def __init__(self, url: str, *, fill: bool = True) -> None:
        self.store = Store(url)
        self.store.migrate()
        self.now = NOW
        self.broken: set[str] = set()
        self.writes_left: int | None = None
        self.services = Services(self.store, Calendars(self.store, self._open), "moim@example.com", lambda: self.now)
        if fill:
            with self.store.transaction() as tx:
                for person in PEOPLE:
                    tx.people.save(person)
                    if not person.external:
                        tx.connections.save(Connection(person.address, "local", label="home"))

    def tick(self, now: datetime | None = None):
        """One pass at ``now``, which becomes the present."""
        self.now = now or self.now
        return tick(self.services, self.now)

    def calendar(self, address: str):
        """Somebody's calendar."""
        return Calendars(self.store).writable(address)

    def event(self, meeting: Meeting, address: str):
        """The meeting's event in somebody's calendar around its times, or None."""
        found = self.calendar(address).events(Interval(NOW - DAY, NOW + 60 * DAY))
        return next((e for e in found if e.uid == meeting.uid), None)

    def letters(self, to: str = "") -> list:
        """The replies queued since the last call (to somebody), in order."""
        with self.store.transaction() as tx:
            items = tx.outbox.due(self.now + 365 * DAY, limit=10_000)
            for item in items:
                tx.outbox.sent(item.key, self.now)
        return [i.reply for i in items if i.reply.to == to or not to]

    def draft(self, *others: str, title: str = "디자인 리뷰", **fields) -> Meeting:
        """A meeting of Seo with ``others`` (Minji and Sam), not saved."""
        name = new_id()
        people = [Participant(a, external=a == ANNA, role=Role.REQUIRED) for a in others or (MINJI, SAM)]
        fields = {"title": title, "minutes": 60, "timezone": "Asia/Seoul", "channel": "console", **fields}
        chair = Participant(SEO, "서지원")
        return steps.new_meeting(name, chair, self.now, attendees=people, conversation=SEO, **fields)

    def proposed(self, *others: str, offers=OFFERS, expires_at: datetime | None = None, **fields) -> Meeting:
        """Saved, with offers to everybody, holds and nudges set."""
        meeting = self.draft(*others, **fields)
        meeting = steps.propose(meeting, offers, self.now, to=meeting.addresses, expires_at=expires_at)
        with self.store.transaction() as tx:
            saved = tx.meetings.save(meeting)
            tx.holds.place(saved.id, saved.addresses, [s.interval for s in offers], expires_at or self.now + 14 * DAY)
            schedule_nudges(tx, saved, self.now, zones_of(tx, saved))
        return saved

    def booked(self, *others: str, at: Slot = OFFERS[0], noted: bool = True, **fields) -> Meeting:
        """Saved and written; ``noted``: seen in the organizer's calendar."""
        with self.store.transaction() as tx:
            draft = tx.meetings.save(steps.collect(self.draft(*others, **fields), self.now))
        return self.book(draft, at, noted=noted)

    def book(self, meeting: Meeting, at: Slot, *, noted: bool = True) -> Meeting:
        """Book or move, as the journeys do."""
        done = booking.book(self.services, meeting, at, SEO, self.now)
        assert done.done, done
        with self.store.transaction() as tx:
            saved = tx.meetings.save(done.meeting)
            tx.holds.release(saved.id)
            if noted:
                seen(tx, saved)
        return saved

    def die_while_booking(self, meeting: Meeting, at: Slot, writes: int, instance: datetime | None = None) -> Meeting:
        """Book, and die at the calendar's write after ``writes`` of them."""
        self.writes_left = writes
        with suppress(Killed):
            booking.book(self.services, meeting, at, SEO, self.now, instance=instance)
        self.writes_left = None
        return self.meeting(meeting.id)

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting as it is stored."""
        with self.store.reading() as tx:
            found = tx.meetings.get(meeting_id)
        assert found is not None
        return found

    def save(self, meeting: Meeting) -> Meeting:
        """Save as it is."""
        with self.store.transaction() as tx:
            return tx.meetings.save(meeting)

    def receive(self, text: str, meeting: Meeting | None = None, sender: str = SEO) -> IncomingMessage:
        """A message that comes in now and is not answered."""
        message = IncomingMessage(new_id(), "console", sender, sender, text, self.now)
        with self.store.transaction() as tx:
            tx.inbox.receive(message, self.now)
            if meeting is not None:
                thread = Conversation("console", sender, meeting.id, {"question": "offer"})
                tx.conversations.put(thread, self.now)
        return message

    def change_there(self, meeting: Meeting, address: str = SEO, **fields) -> None:
        """The owner edits the event in the calendar."""
        calendar = self.calendar(address)
        calendar.update(replace(calendar.get(meeting.uid), **fields))

    def _open(self, kind, config, owner, engine):
        if owner in self.broken:
            raise ReconnectNeeded("the grant was revoked", "home")
        return Mortal(self, open_calendar(kind, config, owner, engine))


class Mortal:
    """A calendar at whose next write the process may die; otherwise the real one."""

    def __init__(self, house: House, calendar) -> None:
        self._house, self._calendar = house, calendar

    def __getattr__(self, name):
        if name in ("create", "update", "delete") and self._house.writes_left is not None:
            if self._house.writes_left == 0:
                raise Killed
            self._house.writes_left -= 1
        return getattr(self._calendar, name)
