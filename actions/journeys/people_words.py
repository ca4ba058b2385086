"""How people are called in a text: by name where one is known, else by address; the reader is "you"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.core.meeting import Meeting
from actions.core.people import Person
from actions.services import Services
from actions.texts import join_names
from actions.texts.voice import Voice


def name_of(services: Services, address: str) -> str:
    """A person's name, or the address itself."""
    with services.store.reading() as tx:
        person = tx.people.by_address(address)
    return (person.name if person else "") or address


def names_of(services: Services, meeting: Meeting) -> dict[str, str]:
    """Address to name of all attendees, and of those of whom some may come."""
    members = {m: name_of(services, m) for g in meeting.groups for m in g.members}
    return members | {p.address: p.name or name_of(services, p.address) for p in meeting.attendees}


def phrase(addresses: Iterable[str], names: Mapping[str, str], voice: Voice, *, you: str = "") -> str:
    """The people in one phrase; the reader (``you``) comes first, in English as "you", in Korean by name."""
    listed = list(dict.fromkeys(addresses))
    own = voice.person(names[you]) if voice.language == "ko" and names.get(you) else voice.say("you")
    first = [own] if you in listed else []
    return join_names([*first, *(voice.person(names.get(a, a)) for a in listed if a != you)], voice.language)


def voice_for(services: Services, person: Person | None, like: Voice, *, named: bool) -> Voice:
    """How to speak to somebody else: in that person's language and zone, the zone printed when ``named``.

    A colleague without a language gets the house's; somebody from outside, of whom nothing is known, the speaker's.
    """
    zone = services.zone_of(person) if person else like.zone
    language = services.language_of(person, "" if person and not person.external else like.language)
    return Voice(language, zone, like.now, named=named)
