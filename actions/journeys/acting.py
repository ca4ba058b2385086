"""Acting in somebody's name: "하은 님 대신 3시에 …", "for Tom, book …". Only a delegate may; the person is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.core.meeting import STANDING, Meeting, State
from actions.core.people import Person
from actions.journeys import pending
from actions.journeys.facts import title_of
from actions.journeys.naming import Hit, named_in
from actions.journeys.people_words import voice_for
from actions.journeys.turn import Outcome, Turn, answer
from actions.messages import Reply
from actions.services import Services
from calendar_adapters.types import Role

FOR, ACTING = "acting_for", "acting_for"
_DEEDS = frozenset({"action_schedule", "action_reschedule", "action_cancel"})
_ANSWERS = frozenset({"action_choose", "action_reject", "action_propose", "action_affirm", "action_deny", *_DEEDS})
_KO_FOR = re.compile(
    r"^\s*(?:을|를|의)?\s*(?:대신(?:해서|하여|에)?(?=[\s,])|이름으로|명의로|(?:을|를)?\s*대리(?:해서|하여)?(?=[\s,]))"
)
_NOT_FOR = re.compile(r"대신\s*(?:[^\s]+\s*(?:님|씨)(?:을|를|으로|로|도|이|가)?\s*(?:추가|초대|불러|넣어|바꿔|참석))")
_EN_FOR = re.compile(r"(?:\bon behalf of|\bin the name of|\bas)\s+$", re.I)
_EN_LEADING = re.compile(r"^\W*(?:please\s+|can you\s+|could you\s+)?for\s+$", re.I)
Step = Callable[[Turn, Services], Outcome]


def principal(turn: Turn, services: Services, action: str) -> Person | None:
    """In whose name the turn is: said in it, or carried on from a turn that said so. None: in the sender's own."""
    if turn.outsider or action not in _ANSWERS:
        return None
    with services.store.reading() as tx:
        roster = tx.people.all()
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if action in _DEEDS and (named := _named(turn, roster)):
        return named[0]
    carried = _carried(turn, action, talked)
    return next((p for p in roster if p.address == carried), None) if carried else None


def may(turn: Turn, person: Person) -> bool:
    """True for a delegate of that person."""
    return turn.speaker.address in person.delegates


def refused(turn: Turn, person: Person) -> Outcome:
    """Somebody who is no delegate; nothing is read and nothing written."""
    name = turn.voice.person(person.name or person.address)
    return answer(turn, turn.voice.say("delegate_refused", name=name), pending=turn.pending)


def act(turn: Turn, services: Services, person: Person, step: Step) -> Outcome:
    """The journey as if ``person`` had spoken; the answer goes to the sender, and the person is told what was done."""
    spoken = replace(_without_principal(turn, person), speaker=person, deputy=True)
    before = _known(services, turn)
    done = step(spoken, services)
    asked = done.pending
    if asked is not None:
        whom = sorted({turn.speaker.address, person.address, *person.delegates})
        asked = replace(asked, details={**asked.details, FOR: person.address, "asked": whom})
    told = _told(turn, services, person, before, done.meeting)
    replies = tuple(r for r in done.replies if r.to != person.address or r.to == turn.message.sender)
    memory = {**done.memory, ACTING: person.address}
    return replace(done, replies=(*replies, *told), pending=asked, memory=memory)


def _named(turn: Turn, roster: Sequence[Person]) -> list[Person]:
    if _NOT_FOR.search(turn.text):
        return []
    hits = [h for h in _hits(turn.text, roster) if len(h.people) == 1]
    found = [h.people[0] for h in hits if _stands_for(turn.text, h.span)]
    return [p for p in found if p.address != turn.speaker.address]


def _hits(text: str, roster: Sequence[Person]) -> list[Hit]:
    """Names also where 대신 sets them aside: "하은 님 대신"."""
    return named_in(re.sub("대신", "\u200b\u200b", text), roster)


def _stands_for(text: str, span: tuple[int, int]) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    if _KO_FOR.match(after):
        return True
    if _EN_FOR.search(before):
        return True
    return bool(
        _EN_LEADING.match(before) and re.match(r"\s*[,:]|\s+(?:book|schedule|set|move|cancel|arrange)\b", after)
    )


def _carried(turn: Turn, action: str, talked: Meeting | None) -> str:
    """The person of the question that is answered, or of the meeting that is still talked about."""
    asked = str(turn.pending.details.get(FOR, "")) if turn.pending else ""
    if asked and (pending.answered(turn) or action not in _DEEDS):
        return asked
    acting = str(turn.memory.get(ACTING, ""))
    if not acting or talked is None or talked.organizer != acting or talked.participant(turn.speaker.address):
        return ""
    named = title_of(turn)
    return acting if action in ("action_reschedule", "action_cancel") and (not named or named in talked.title) else ""


def _without_principal(turn: Turn, person: Person) -> Turn:
    """The turn without the words that say in whose name it is; the spans of the rest stay."""
    text = turn.text
    for hit in _hits(text, [person]):
        if _stands_for(text, hit.span):
            led = re.search(r"(?:on behalf of|in the name of|as|for)\s+$", text[: hit.span[0]], re.I)
            start = led.start() if led else hit.span[0]
            rest = _KO_FOR.match(text[hit.span[1] :])
            end = hit.span[1] + (rest.end() if rest else 0)
            text = text[:start] + " " * (end - start) + text[end:]
            break
    own = {h.words for h in _hits(turn.text, [person])}
    entities = tuple(
        e for e in turn.entities if e.name != "attendee" or not any(w in e.value or e.value in w for w in own)
    )
    return replace(turn, entities=entities, message=replace(turn.message, text=text))


def _known(services: Services, turn: Turn) -> Meeting | None:
    with services.store.reading() as tx:
        return tx.meetings.get(turn.meeting_id) if turn.meeting_id else None


def _told(
    turn: Turn, services: Services, person: Person, before: Meeting | None, after: Meeting | None
) -> tuple[Reply, ...]:
    """What was done in the person's name, once it is done."""
    if after is None or after.booked is None or after.organizer != person.address:
        return ()
    if after.state is State.CANCELLED:
        key = "delegate_cancelled"
    elif after.state not in STANDING or after.state is State.MOVING:
        return ()
    elif after.sequence == 0 and (before is None or before.booked is None or before.id != after.id):
        key = "delegate_booked"
    elif before is None or before.id != after.id or before.sequence == after.sequence:
        if before is not None and before.id == after.id:
            return ()
        key = "delegate_changed"
    else:
        key = "delegate_changed"
    voice = voice_for(services, person, turn.voice, named=True)
    who = voice.person(turn.speaker.name or turn.speaker.address)
    others = [p.name or p.address for p in after.others if p.role is not Role.NON_PARTICIPANT]
    slot = voice.slot(after.booked.interval)
    lines = [voice.say(key, name=who, title=after.title, slot=slot)]
    lines += [voice.say("booked_with", names=voice.people(others))] if others and key != "delegate_cancelled" else []
    channel, place = services.route(person, person.address, turn.message)
    if turn.message.channel == "mail":
        place = person.address  # a thread of one's own, not the sender's
    subject = voice.say("delegate_subject", name=who, title=after.title)
    return (Reply(person.address, channel, place, "\n".join(lines), voice.language, subject),)
