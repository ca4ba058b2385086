"""Messages that no turn caused: to each person in that person's language and zone, where the meeting reaches them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from actions import away
from actions.core.meeting import Meeting, Slot
from actions.core.people import Person
from actions.invited import object_for
from actions.messages import IncomingMessage, Reply
from actions.services import Services
from actions.store.store import Transaction
from actions.texts.voice import Voice
from calendar_adapters.types import Event, Role

Wording = Callable[[Voice], tuple[str, str]]  # a reader's voice -> subject and text


@dataclass(frozen=True)
class Letters:
    """Writes about one meeting within the transaction that holds the cause."""

    services: Services
    tx: Transaction
    meeting: Meeting
    now: datetime

    def voice(self, address: str) -> Voice:
        """How to speak to this person; the zone is printed, for there is no turn that it would be clear from."""
        person = self.tx.people.by_address(address)
        zone = away.zone_now(self.tx, address, self.now) or zone_of(person, self.meeting)
        return Voice(self.services.language_of(person, self.meeting.language), zone, self.now, named=True)

    def name(self, address: str) -> str:
        """A person's name, or the address itself."""
        participant = self.meeting.participant(address)
        person = self.tx.people.by_address(address)
        return (participant.name if participant else "") or (person.name if person else "") or address

    def names(self, addresses: Iterable[str], voice: Voice) -> str:
        """People in one phrase."""
        return voice.people(self.name(a) for a in addresses)

    def title(self, voice: Voice) -> str:
        """The meeting by its title, else by its purpose."""
        return self.meeting.title or voice.purpose(self.meeting.purpose)

    def send(
        self,
        key: str,
        to: str,
        wording: Wording,
        *,
        event: Event | None = None,
        method: str = "",
        offers: tuple[dict[str, str], ...] = (),
        place: tuple[str, str] | None = None,
    ) -> bool:
        """Queue one letter under ``key`` (and the reader's address); False when it was queued before.

        ``event`` is attached under ``method`` (REQUEST or CANCEL), unless the organizer's own server sends it.
        ``place`` is channel and conversation (default: where the meeting reaches this person).
        """
        voice = self.voice(to)
        subject, text = wording(voice)
        channel, conversation = place or self.place(to)
        ics = self._attached(event, method, to) if event else None
        kind = method if ics else None
        reply = Reply(to, channel, conversation, text, voice.language, subject, offers, ics, kind)
        return self.tx.outbox.put(f"{key}:{to}", reply, self.now, meeting_id=self.meeting.id)

    def place(self, address: str) -> tuple[str, str]:
        """Channel and conversation: the organizer's is where the meeting was asked for."""
        meeting = self.meeting
        if address == meeting.organizer and meeting.channel:
            return meeting.channel, meeting.conversation
        cause = IncomingMessage("", meeting.channel, meeting.conversation, meeting.organizer, "", self.now)
        return self.services.route(self.tx.people.by_address(address), address, cause)

    def shown(self, slots: Iterable[tuple[int, Slot]]) -> tuple[dict[str, str], ...]:
        """Numbered offers as a channel takes them."""
        return tuple({"number": str(n), "start": s.start.isoformat(), "end": s.end.isoformat()} for n, s in slots)

    def attendees(self) -> tuple[str, ...]:
        """Everybody who comes, the organizer left out."""
        return tuple(p.address for p in self.meeting.others if p.role is not Role.NON_PARTICIPANT)

    def _attached(self, event: Event, method: str, to: str) -> bytes | None:
        ours = event.organizer is not None and event.organizer.address == self.services.assistant
        if not ours or not event.attendees:
            return None
        return object_for(to, event, method, self.meeting, self.now)


def zone_of(person: Person | None, meeting: Meeting) -> str:
    """A person's IANA zone, or the meeting's."""
    return (person.timezone if person else "") or meeting.timezone
