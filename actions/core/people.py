"""People, and who is meant by the words somebody uses for them: exact or ask, never a silent guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WorkingHours = dict[str, list[list[str]]]  # {"mon": [["09:00", "18:00"]], …}; a missing day is free of work


@dataclass(frozen=True)
class Person:
    """Somebody the assistant knows.

    ``address`` is the bare, lower-case mail address and the identity. ``names`` are other names and nicknames,
    ``addresses`` other addresses of the same person. ``working_hours`` None means the settings' default. ``delegates``
    are addresses of those who may act for this person. ``external`` people are outside the organisation.
    """

    address: str
    name: str = ""
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    timezone: str = ""
    language: str = ""
    working_hours: WorkingHours | None = None
    team: str = ""
    job_title: str = ""
    delegates: tuple[str, ...] = ()
    external: bool = False
    buffer_minutes: int = 0
    slack_id: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """Exactly one person is meant."""

    person: Person


@dataclass(frozen=True)
class Ambiguous:
    """Several people could be meant; ask, showing their addresses. ``candidates`` are sorted by name and address."""

    words: str
    candidates: tuple[Person, ...]


@dataclass(frozen=True)
class Unknown:
    """Nobody of the roster is meant. ``address`` is set when the words are a well-formed mail address."""

    words: str
    address: str = ""


def resolve(words: str, roster: Sequence[Person], speaker: Person | None = None) -> Found | Ambiguous | Unknown:
    """Who ``words`` means: an address, ``<@U…>``, a name with or without title, honorific and particle, a job title.

    ``speaker`` answers "me", "나", "저" and breaks a tie only for job titles (the speaker's own team's).
    """
    raise NotImplementedError


def members_of(team: str, roster: Iterable[Person]) -> tuple[Person, ...]:
    """The people of a team ("영업팀", "sales"), by the team's exact name without case; empty when there is none."""
    raise NotImplementedError
