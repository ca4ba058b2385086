"""People, and who is meant by the words somebody uses for them: exact or ask, never a silent guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from actions.core.people_names import (
    Lexicon,
    Reading,
    bare_team,
    fits,
    offices,
    plain,
    read_handle,
    readings,
    spelled,
    titles_of,
    ways_to_call,
)
from actions.core.people_titles import same_title
from actions.core.people_words import SELF

LONGEST = 300  # code points; nobody's name or address is longer
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
    working_hours: WorkingHours | None = field(default=None, hash=False)
    team: str = ""
    job_title: str = ""
    delegates: tuple[str, ...] = ()
    external: bool = False
    buffer_minutes: int = 0
    slack_id: str = ""
    extra: dict[str, str] = field(default_factory=dict, hash=False)


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

    A full name, a given name ("민지" for 김민지), a first or last name, a nickname and the part of the address before
    the @ all count, without case. Endings come off one by one only while nothing matches, so a person called 이랑 is
    found by that name. ``speaker`` answers "me", "나", "저", and a bare job title ("팀장님") means the speaker's own
    team's first. A name whose title contradicts the roster's is asked about, never guessed.
    """
    text = plain(words)
    if len(text) > LONGEST:
        return Unknown(words)
    if handle := read_handle(text):
        return _by_handle(handle, words, roster)
    if text in SELF and speaker is not None:
        return Found(speaker)
    lexicon = Lexicon(titles_of(p.job_title for p in roster), frozenset(t for p in roster if (t := plain(p.team))))
    index = _Index(roster)
    for reading in readings(text, lexicon):
        possible = index.possible(reading)
        sure = [p for p in possible if fits(reading, p)]
        doubtful = [] if sure else [p for p in possible if fits(reading, p, title_must_fit=False)]
        if doubtful:
            return Ambiguous(words, _in_order(doubtful))
        if sure:
            return _one_or_ask(words, sure if reading.name else _nearest(sure, speaker))
    return _by_office(text, words, roster, speaker)


def members_of(team: str, roster: Iterable[Person]) -> tuple[Person, ...]:
    """The people of a team, named as the roster has it, with or without 팀 or "team"; empty when there is none."""
    wanted = bare_team(plain(team))
    return tuple(p for p in roster if p.team and bare_team(plain(p.team)) == wanted) if wanted else ()


class _Index:
    """The roster by every way to call each person, so that a reading looks at few people."""

    def __init__(self, roster: Sequence[Person]) -> None:
        self._roster = roster
        self._called: dict[str, list[int]] = {}
        for place, person in enumerate(roster):
            for way in ways_to_call(person):
                self._called.setdefault(way, []).append(place)

    def possible(self, reading: Reading) -> Sequence[Person]:
        """Everybody whom `fits` might find; all when the reading has no name."""
        if not reading.name:
            return self._roster if reading.title else ()
        first = reading.name.split()[0]
        keys = {spelled(reading.name), reading.name, spelled(first)}
        return [self._roster[place] for place in sorted({p for key in keys for p in self._called.get(key, ())})]


def _by_handle(handle: str, words: str, roster: Sequence[Person]) -> Found | Unknown:
    """By address or Slack id, which are never ambiguous."""
    for person in roster:
        if handle in (person.address, *person.addresses) or (person.slack_id and handle == person.slack_id.lower()):
            return Found(person)
    return Unknown(words, handle if "@" in handle else "")


def _by_office(text: str, words: str, roster: Sequence[Person], speaker: Person | None) -> Found | Ambiguous | Unknown:
    """By what somebody is, in either language: "the head of sales" is the 영업팀장, 최고기술책임자 the CTO."""
    for said in offices(text):
        fitting = [p for p in roster if same_title(said, plain(p.job_title), plain(p.team))]
        if fitting:
            return _one_or_ask(words, _nearest(fitting, speaker))
    return Unknown(words)


def _one_or_ask(words: str, people: Sequence[Person]) -> Found | Ambiguous:
    return Found(people[0]) if len(people) == 1 else Ambiguous(words, _in_order(people))


def _nearest(people: Sequence[Person], speaker: Person | None) -> Sequence[Person]:
    """Of those with a job title, the speaker's own team's when there are any; never the speaker among others."""
    if speaker is None:
        return people
    others = [p for p in people if p.address != speaker.address] or people
    return [p for p in others if speaker.team and p.team == speaker.team] or others


def _in_order(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda p: (p.name, p.address)))
