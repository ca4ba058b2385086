"""A turn with the meeting it is about, as journeys pass it on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from actions.core.meeting import Meeting
from actions.journeys.people_words import names_of, phrase
from actions.journeys.turn import Turn
from actions.services import Services
from actions.texts.voice import Voice


@dataclass(frozen=True)
class Scene:
    """A turn with the meeting it is about, and how its people are called."""

    turn: Turn
    services: Services
    meeting: Meeting
    instance: datetime | None = None  # the original start of the one of a series that is meant

    @property
    def voice(self) -> Voice:
        """How to speak to the sender."""
        return self.turn.voice

    def names(self) -> dict[str, str]:
        """Address to name."""
        return names_of(self.services, self.meeting)

    def who(self, addresses: Iterable[str]) -> str:
        """People in one phrase, the sender as "you"."""
        return phrase(addresses, self.names(), self.voice, you=self.turn.reader)

    @property
    def what(self) -> str:
        """The meeting by its title."""
        return self.meeting.title or self.voice.purpose(self.meeting.purpose)

    @property
    def alone(self) -> bool:
        """True when only the sender comes."""
        return not self.meeting.groups and set(self.meeting.addresses) <= {self.turn.speaker.address}
