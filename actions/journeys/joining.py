"""People who join or leave while a time is still sought: everybody's times are looked at anew, the new ones asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting
from actions.core.people import Found, Person, resolve
from actions.journeys import draft as drafts
from actions.journeys.facts import Company, company
from actions.journeys.naming import named_in
from actions.journeys.people_words import names_of
from actions.journeys.turn import Outcome, Turn
from actions.services import Services

ADDS = re.compile(
    r"추가|초대|불러|포함|합류|넣어|끼워|모셔|도\s*(?:같이|함께|와|오)|"
    r"\badd(?:ing)?\b|\binvit(?:e|ing)\b|\binclud(?:e|ing)\b|\bloop(?:ing)?\b.*\bin\b|\b(?:cc|copy|pull)(?:ing|['’]?ing|['’]?ed)?\b.*\b(?:in|who|must|should|needs?)\b|"
    r"\b(?:must|needs? to|has to|have to|will|would like to) (?:also )?(?:join|attend|be (?:there|in|on|part))\b|"
    r"\bbring\b.*\b(?:in|along)\b|\bshould (?:also )?(?:join|come)\b",
    re.I,
)
# the same with a time beside it, which a new request has as well: only where it is surely somebody who joins
_JOINS = re.compile(
    r"(?:님|씨|장|>)\s?(?:도|까지|이?랑도|하고도)\s*(?:같이|함께|와|오|들어|참석|참여|껴|끼|있어야|계셔야|봐야|필요|넣|부르|불러|추가|포함|초대)|"
    r"(?:님|씨|장|>)\s?(?:을|를)?\s*(?:추가|초대|포함|넣어)|\b(?:add|include|loop|bring)\b",
    re.I,
)
_DROPS = re.compile(
    r"빼고|빼줘|빼\s*주|빼자|빼도|제외|없이|안\s*와도|\bwithout\b|\bdrop\b|\bremove\b|\bleave\b.*\bout\b|\btake\b.*\boff\b|"
    r"\buninvite\b|\bexcept\b|안\s*오셔도|"
    r"\b(?:doesn'?t|don'?t|does not|do not) (?:need|have) to (?:come|join|attend|be there)\b|"
    r"\bneed(?:n'?t| not) (?:come|join|attend)",
    re.I,
)
_SWAPS = re.compile(
    r"(?P<ko>[^,.]{2,30}?)\s?(?:말고|대신(?:에)?)\s|"
    r"\b(?:instead of|rather than|replace|swap(?: out)?)\s+(?P<en>[^,.]{2,30}?)(?=\s(?:with|by|for)\b|\W*$)",
    re.I,
)

_DROP_WORDS = re.compile(
    r"빼고|빼줘|빼\s*주\S*|빼자|빼도|제외\S*|없이|안\s*와도|"
    r"\b(?:without|drop|remove|leave|out|take|off|uninvite|except)\b",
    re.I,
)


def joining(turn: Turn, services: Services, meeting: Meeting | None) -> bool:
    """True when the one who manages an unbooked meeting adds people to it, or takes some out."""
    if meeting is None or meeting.booked is not None or meeting.final or meeting.open_proposal is None:
        return False
    if not meeting.may_manage(turn.speaker.address) or turn.values("title"):
        return False
    if turn.moments() and turn.values("purpose"):
        return False
    adds = _JOINS.search(turn.text) or (ADDS.search(turn.text) and not turn.moments())
    return bool(_leaving(turn, meeting)) or bool(adds and newcomers(turn, services, meeting))


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Look again for everybody who is to come now."""
    from actions.journeys import schedule
    from actions.journeys.propose import narrow

    with services.store.reading() as tx:
        roster = tx.people.all()
    gone = _leaving(turn, meeting)
    meeting = _untitled(turn, services, meeting)
    meeting = narrow(meeting, turn, services) if turn.moments() else meeting
    draft, lead = drafts.resume(meeting, {}), []
    if not gone or _SWAPS.search(turn.text):
        who = newcomers(turn, services, meeting)
        draft = drafts.joined(draft, turn, who)
        draft = replace(draft, unknown=tuple(u.words for u in who.unknown))
        called = [p.name or p.address for p in who.found] + [g.label for g in who.any_of]
        lead += [turn.voice.say("person_added", names=turn.voice.people(called))] if called else []
    if gone:
        named = names_of(services, meeting)
        lead.append(turn.voice.say("person_dropped", names=turn.voice.people([named[a] for a in gone])))
        draft = replace(draft, meeting=_without(turn, draft.meeting, gone))
    return schedule.advance(turn, services, replace(draft, lead=tuple(lead)), roster)


def with_new(turn: Turn, services: Services, meeting: Meeting) -> Meeting:
    """The meeting with those whom its manager adds in one breath with a time or a pick ("10, and add Tom")."""
    if meeting.booked is not None or not meeting.may_manage(turn.speaker.address) or not ADDS.search(turn.text):
        return meeting
    who = newcomers(turn, services, meeting)
    return drafts.joined(drafts.resume(meeting, {}), turn, replace(who, any_of=(), ambiguous=())).meeting


def _untitled(turn: Turn, services: Services, meeting: Meeting) -> Meeting:
    """A title made of the people's names is made anew; one that was said stays."""
    bare = replace(meeting, title="")
    return bare if drafts.titled(bare, turn, names_of(services, meeting)).title == meeting.title else meeting


def newcomers(turn: Turn, services: Services, meeting: Meeting) -> Company:
    """Those the turn names who do not attend yet."""
    with services.store.reading() as tx:
        roster = tx.people.all()
    who = company(turn, roster, assistant=services.assistant)
    return replace(who, found=tuple(p for p in who.found if meeting.participant(p.address) is None))


def _leaving(turn: Turn, meeting: Meeting) -> tuple[str, ...]:
    """The attendees the turn takes out; nobody when that would leave the organizer alone."""
    people = [Person(p.address, p.name) for p in meeting.others if p.name]
    swap = _SWAPS.search(turn.text)
    if swap is None and not _DROPS.search(turn.text):
        return ()
    text = (swap["ko"] or swap["en"]) + " " if swap else turn.text
    hits = named_in(_DROP_WORDS.sub(" ", text), people)
    gone = [p.address for hit in hits if len(hit.people) == 1 for p in hit.people]
    if turn.moments() and swap is None:  # "화요일 빼고" is of a day: only who stands beside such a word
        coming = {p.address for hit in named_in(turn.text, people) for p in hit.people}
        return _if_some_stay(meeting, [a for a in gone if a not in coming])
    tagged = [resolve(words, people, turn.speaker) for words in turn.values("attendee") if words in text]
    gone += [who.person.address for who in tagged if isinstance(who, Found)]
    return _if_some_stay(meeting, gone, swapped=swap is not None)


def _if_some_stay(meeting: Meeting, gone: Sequence[str], *, swapped: bool = False) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(a for a in gone if a != meeting.organizer))
    return found if found and (swapped or len(found) < len(meeting.others) or meeting.groups) else ()


def _without(turn: Turn, meeting: Meeting, gone: tuple[str, ...]) -> Meeting:
    after = meeting
    for address in gone:
        after = steps.remove_attendee(after, turn.speaker.address, address, turn.now)
    enough = after.quorum if after.quorum is not None and after.quorum < len(after.others) else None
    return steps.change(after, turn.speaker.address, turn.now, quorum=enough)
