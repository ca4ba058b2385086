"""Answers to what a draft was missing: which person, what address, who else, how long."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.core import meeting_steps as steps
from actions.core.people import Found, Person, resolve
from actions.journeys import draft as drafts
from actions.journeys.choices import no, number_of
from actions.journeys.draft import Draft
from actions.journeys.facts import ADDRESS, Company, bare, company, guest, resolve_all, wants_alone
from actions.journeys.naming import parts, tidy
from actions.journeys.pending import name_like
from actions.journeys.turn import Turn
from actions.services import Services

_NOBODY = re.compile(r"없어요?$|없습니다|아무도|no one|nobody|none\b", re.I)
_WITHOUT = re.compile(r"빼고|빼 ?줘|빼주세요|없이|제외|without|leave (?:him|her|them) out|skip (?:him|her|them)", re.I)
MISSES = 2  # answers that name nobody before the request is dropped


def missed(turn: Turn, before: Draft, after: Draft) -> int:
    """How often the question has now been answered with nothing; 0 when this answer told something."""
    told = (before.meeting.addresses, before.meeting.groups, before.ambiguous, before.unknown, before.alone)
    if told != (after.meeting.addresses, after.meeting.groups, after.ambiguous, after.unknown, after.alone):
        return 0
    return int(turn.pending.details.get("misses", 0)) + 1 if turn.pending else 1


def picked_person(draft: Draft, turn: Turn, roster: list[Person]) -> Draft:
    """The one of several that the answer means, by number, address, or what tells them apart."""
    words, addresses = next(iter(draft.ambiguous.items()))
    people = [p for p in roster if p.address in addresses]
    number = number_of(turn)
    picked = people[number - 1] if number and 0 < number <= len(people) else None
    if picked is None:
        picked = _by_words(turn.text, people, turn.speaker)
    if picked is None:
        return draft
    left = {w: a for w, a in draft.ambiguous.items() if w != words}
    return replace(draft, meeting=drafts.with_people(draft.meeting, turn, [picked]), ambiguous=left)


def _by_words(text: str, people: list[Person], speaker: Person) -> Person | None:
    found = resolve(text.strip(), people, speaker)
    if isinstance(found, Found):
        return found.person
    low = text.lower()
    fits = [
        p
        for p in people
        if p.address in low or (p.team and p.team.lower() in low) or (p.job_title and p.job_title in text)
    ]
    return fits[0] if len(fits) == 1 else None


def given_address(draft: Draft, turn: Turn, roster: list[Person]) -> Draft:
    """An address for a name nobody has, another name, or "without them"."""
    name, rest = draft.unknown[0], draft.unknown[1:]
    if no(turn) or _WITHOUT.search(turn.text):
        return replace(draft, unknown=rest, alone=not draft.meeting.others and not rest)
    if said := ADDRESS.search(turn.text):
        found = resolve(said.group(0), roster, turn.speaker)
        person = found.person if isinstance(found, Found) else guest(said.group(0), bare(name))
        return replace(draft, meeting=drafts.with_people(draft.meeting, turn, [person]), unknown=rest)
    words = [w for said in turn.values("attendee") or (turn.text,) if (w := tidy(said))]
    who = resolve_all(words, roster, turn.speaker)
    named = company(turn, roster)
    if named.any_of or (named.found and not who.found):
        left = replace(draft, unknown=rest)
        return drafts.joined(left, turn, replace(named, unknown=()))
    if who.found or who.ambiguous:
        draft = replace(draft, unknown=rest, meeting=drafts.with_people(draft.meeting, turn, who.found))
        return replace(draft, ambiguous={a.words: tuple(p.address for p in a.candidates) for a in who.ambiguous})
    return draft


def given_people(draft: Draft, turn: Turn, services: Services, roster: list[Person]) -> Draft:
    if wants_alone(turn) or _NOBODY.search(turn.text):
        return drafts.add(replace(draft, alone=True), turn, services, Company())
    who = company(turn, roster, assistant=services.assistant)
    if not who and name_like(turn):
        who = resolve_all(parts(turn.text), roster, turn.speaker)
    return drafts.add(draft, turn, services, who)


def reading_picked(turn: Turn) -> tuple[dict[str, Any], ...]:
    """The constraint that the number of a reading means ("next Tuesday: the 1st or the 8th?"); () when times are said
    anew."""
    readings = turn.pending.details.get("readings", ()) if turn.pending else ()
    number = number_of(turn)
    if turn.times or number is None or not (0 < number <= len(readings) or (number == -1 and readings)):
        return ()
    return ({**readings[number - 1 if number > 0 else -1], "by": turn.speaker.address},)


def bare_minutes(draft: Draft, turn: Turn) -> Draft:
    """ "30" after "how long?" is minutes; a single digit is hours."""
    number = number_of(turn) or 0
    minutes = number * 60 if 0 < number < 5 else number
    if minutes < 5:
        return draft
    return replace(draft, meeting=steps.change(draft.meeting, turn.speaker.address, turn.now, minutes=minutes))
