"""Who may act for the sender: named, listed, withdrawn. One names one's own delegates only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.core.people import Person
from actions.journeys.facts import company
from actions.journeys.naming import named_in
from actions.journeys.people_words import name_of
from actions.journeys.schedule import person_lines
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services

_LIST = re.compile(
    r"누가|누구|누군|(?:대리인|위임).*(?:알려|보여|목록|있|뭐)|목록|"
    r"\bwho\b|\blist\b|\bshow\b|which (?:people|delegates)|my delegates\s*\?*$|do i have",
    re.I,
)
_WITHDRAW = re.compile(
    r"이제\s*(?:안|그만|못|아니)|더\s*이상|그만|취소|해제|빼\s*(?:줘|주)|철회|지워|없애|(?:하지|잡지|못하)\s*(?:마|말|게)|안\s*(?:돼|되|잡)|"
    r"(?:지\s*않|안\s*[가-힣]{1,6}?)(?:아|어|으셔|셔|해|여)?도\s*(?:돼|되|됩|괜찮)|[가-힣]\s*필요(?:는|가)?\s*없|"
    r"no longer|any ?more|not? (?:to )?(?:book|manage|act)|no need|(?:needn'?t|need not|doesn'?t|does not) |"
    r"stop|remove|withdraw|revoke|cancel|take back|"
    r"(?:can'?t|cannot|may not|shouldn'?t|mustn'?t|don'?t let|do not let|isn'?t|not) ",
    re.I,
)
_ME_FOR = re.compile(
    r"(?:제가|내가|저는|나는|저를|나를|저도|나도)\s*(?:[^,.]*?)(?:님|씨|의)?\s*(?:대신|대리|일정|회의)|"
    r"\b(?:let|allow|make|add|have) me\b|\b(?:can|may|could|should) i\b|"
    r"\bi(?:'m|'ll| am| will| can| may| want to| would)\b",
    re.I,
)
_MY = re.compile(
    r"제\s|내\s|저를?\s*대신|저\s*대신|나\s*대신|제\s*대신|\bmy\b|\bfor me\b|\bon my behalf\b|\bme\b", re.I
)
# what is somebody else's, right after the name
_OF = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:meetings?|calendars?|schedules?|events?|appointments?)\b|"
    r"\s*의?\s*(?:일정|회의|미팅|캘린더|스케줄)(?!\s*(?:잡|관리)[가-힣]*\s*(?:사람|분))",
    re.I,
)


def step(turn: Turn, services: Services) -> Outcome:
    """Name, list or withdraw."""
    voice, me = turn.voice, turn.speaker
    with services.store.reading() as tx:
        roster = tx.people.all()
    who = company(turn, roster, assistant=services.assistant)
    named = list(who.found) or _named(turn, roster)
    withdraws = _WITHDRAW.search(turn.text) is not None
    if _LIST.search(turn.text) and not named:
        return answer(turn, listed(turn, services), pending=turn.pending)
    if who.ambiguous and not named:
        one = who.ambiguous[0]
        lines = person_lines(list(one.candidates), turn)
        text = voice.say("ask_person", name=one.words, count=len(one.candidates), people=lines)
        return answer(turn, f"{text}\n{voice.say('delegate_by_address')}")
    if not named:
        key = "delegate_unknown" if who.unknown else "delegate_who"
        return answer(turn, voice.say(key, name=who.unknown[0].words if who.unknown else ""))
    if principal := _somebody_elses(turn, named, withdraws=withdraws):
        return answer(turn, voice.say("delegate_not_yours", name=voice.person(principal.name or principal.address)))
    if withdraws:
        return _withdraw(turn, [p for p in named if p.address in me.delegates], named)
    if outside := [p for p in named if p.external or p.address not in {r.address for r in roster}]:
        return answer(turn, voice.say("delegate_outside", names=_names(outside, turn)))
    new = [p for p in named if p.address not in me.delegates]
    if not new:
        return answer(turn, voice.say("delegate_exists", names=_names(named, turn)))
    text = voice.say("delegate_added", names=_names(new, turn))
    return answer(turn, text, writes=(lambda tx: _save(tx, me.address, [p.address for p in new], ()),))


def listed(turn: Turn, services: Services) -> str:
    """Everybody who may act for the sender."""
    names = [name_of(services, a) for a in turn.speaker.delegates]
    voice = turn.voice
    return voice.say("delegate_list", names=voice.people(names)) if names else voice.say("delegate_none")


def _withdraw(turn: Turn, gone: Sequence[Person], named: Sequence[Person]) -> Outcome:
    voice = turn.voice
    if not gone:
        return answer(turn, voice.say("delegate_is_none", names=_names(named, turn)))
    text = voice.say("delegate_removed", names=_names(gone, turn))
    out = [p.address for p in gone]
    return answer(turn, text, writes=(lambda tx: _save(tx, turn.speaker.address, (), out),))


def _save(tx: Any, me: str, new: Sequence[str], gone: Sequence[str]) -> None:
    """In the roster; who is withdrawn has no more say in the meetings that stand, either."""
    person = tx.people.by_address(me)
    if person is None:
        return
    left = tuple(a for a in person.delegates if a not in gone)
    tx.people.save(replace(person, delegates=(*left, *(a for a in new if a not in left))))
    for meeting in tx.meetings.of_person(me) if gone else ():
        if meeting.organizer == me and set(meeting.delegates) & set(gone):
            kept = tuple(a for a in meeting.delegates if a not in gone)
            tx.meetings.save(replace(meeting, delegates=kept))


def _somebody_elses(turn: Turn, named: Sequence[Person], *, withdraws: bool) -> Person | None:
    """Whose delegates are to be changed when they are not the sender's own.

    "Let me book for Tom" makes oneself somebody's delegate; "Tom may book for Priya" gives away what is Priya's.
    """
    if withdraws and not _ME_FOR.search(turn.text):
        return None
    if len(named) == 1:
        if _OF.match(turn.text[_last(turn.text, named[0]) :]):
            return named[0]
        own = _MY.search(_ME_FOR.sub(" ", turn.text)) is not None
        return named[0] if _ME_FOR.search(turn.text) and not own else None
    for person in named:
        if _is_principal(turn.text, person):
            return person
    return None


def _last(text: str, person: Person) -> int:
    """Where the person's name ends in the text; its end when it does not stand there."""
    return max((h.span[1] for h in named_in(text, [person])), default=len(text))


def _is_principal(text: str, person: Person) -> bool:
    hits = named_in(text, [person])
    after = [text[h.span[1] :] for h in hits]
    before = [text[: h.span[0]] for h in hits]
    korean = any(re.match(r"\s*(?:의|을|를)?\s*(?:대신|대리|일정|회의)", rest) for rest in after)
    return korean or any(re.search(r"(?:\bfor|on behalf of|in the name of)\s+$", rest, re.I) for rest in before)


def _named(turn: Turn, roster: Sequence[Person]) -> list[Person]:
    """People by name whatever was tagged; also beside words that set them aside ("세준 님은 이제 빼줘")."""
    text = re.sub(r"빼\s*(?:줘|주세요|고)|제외|말고|without|not", " ", turn.text)
    found = {p.address: p for h in named_in(text, roster) if len(h.people) == 1 for p in h.people}
    found.pop(turn.speaker.address, None)
    return list(found.values())


def _names(people: Sequence[Person], turn: Turn) -> str:
    return turn.voice.people([p.name or p.address for p in people])
