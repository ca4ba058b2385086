"""What is not settled yet: "아직 안 정해진 회의 뭐 있어?", "what's still open?", "who hasn't answered?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from actions.core.meeting import STANDING, Meeting, Participant, Slot, State, Verdict
from actions.core.purpose import detect
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.turn import Outcome, Turn, answer
from actions.journeys.which import flat
from actions.services import Services
from actions.store.store import Transaction
from actions.texts.voice import Voice
from calendar_adapters.types import PartStat, Role

OPEN = (State.DRAFT, State.COLLECTING, State.PROPOSED, State.MOVING)
SHOWN = 10
_WHO = re.compile(
    r"누가|누구|(?:답|응답|회신).*(?:안|없|아직)|(?:안|아직).*(?:답|응답|회신)|"
    r"\bwho\b|\bwhom\b|(?:hasn'?t|haven'?t|has not|have not|didn'?t).*(?:answer|repl|respond)|silent|"
    r"waiting (?:for|on)",
    re.I,
)
_ALL = re.compile(r"뭐|무슨|목록|전부|모두|다\s|회의들|\bwhat|which|list|\ball\b|everything|anything", re.I)


def step(turn: Turn, services: Services) -> Outcome:
    """Every open request the speaker has made or is asked about; or who is silent about the one talked of."""
    with services.store.reading() as tx:
        found = open_ones(tx, turn.speaker.address)
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    me, voice = turn.speaker.address, turn.voice
    if _WHO.search(turn.text) and not _ALL.search(turn.text):
        about = _named(turn, found) or (talked if talked and talked.participant(me) else None)
        about = about or (found[0] if len(found) == 1 else None)
        if about is not None and not about.final:
            return answer(turn, "\n".join(silent_lines(about, me, voice)), pending=turn.pending)
    if not found:
        return answer(turn, voice.say("neg_none"), pending=turn.pending)
    lines = [voice.say("neg_header", count=len(found))]
    for number, meeting in enumerate(found[:SHOWN], 1):
        lines += described(meeting, me, voice, turn.now, number)
    if len(found) > SHOWN:
        lines.append(voice.say("neg_more", count=len(found) - SHOWN))
    return answer(turn, "\n".join(lines), pending=turn.pending)


def open_ones(tx: Transaction, address: str) -> list[Meeting]:
    """The requests without a settled time that this person made or has a say in, the oldest first."""
    mine = tx.meetings.of_person(address, states=OPEN)
    return sorted((m for m in mine if _counts(m, address)), key=lambda m: m.created_at)


def described(meeting: Meeting, me: str, voice: Voice, now: datetime, number: int) -> list[str]:
    """One request: since when, who said what, which offers stand, until when, what the reader can do."""
    mine = meeting.may_manage(me)
    title = meeting.title or voice.purpose(meeting.purpose)
    who = "" if mine else voice.say("neg_of", organizer=_name(meeting, meeting.organizer, voice))
    lines = [voice.say("neg_line", number=number, title=title, since=voice.moment(meeting.created_at), who=who)]
    if meeting.booked:
        lines.append(voice.say("neg_moving", slot=voice.slot(meeting.booked.interval)))
    slots = [s for s in _offers(meeting) if s.start > now]
    lines += [voice.say("neg_offer", number=n, slot=voice.slot(s.interval)) for n, s in _numbered(meeting, slots)]
    lines += _answers(meeting, me, voice) if mine else _own_answer(meeting, me, voice)
    if meeting.expires_at is not None and meeting.expires_at > now:
        lines.append(voice.say("neg_expires", when=voice.moment(meeting.expires_at)))
    lines.append(voice.say(_remedy(meeting, mine, bool(slots))))
    return lines


def silent_lines(meeting: Meeting, me: str, voice: Voice) -> list[str]:
    """Who has not answered: the offers of an open request, the invitation of a booked meeting."""
    title = meeting.title or voice.purpose(meeting.purpose)
    people = waiting_for(meeting)
    if not meeting.may_manage(me) and meeting.state not in STANDING:
        silent = any(p.address == me for p in people)
        return [voice.say("neg_you_silent" if silent else "neg_only_organizer", title=title)]
    proposal = meeting.open_proposal
    asked = meeting.others if proposal is None else [p for p in meeting.others if p.address in proposal.to]
    if not people:
        return [voice.say("neg_all_answered" if asked else "neg_nobody_asked", title=title)]
    names = voice.people([p.name or p.address for p in people if p.address != me] or [voice.say("you")])
    return [voice.say("neg_silent_about", title=title, names=names)]


def waiting_for(meeting: Meeting) -> list[Participant]:
    """Attendees from whom a word is missing."""
    people = [p for p in meeting.others if p.role is not Role.NON_PARTICIPANT]
    proposal = meeting.open_proposal
    if proposal is not None:
        asked = {a.lower() for a in proposal.to}
        return [p for p in people if p.address in asked and not any(p.verdict_on(s) for s in proposal.slots)]
    return [p for p in people if p.partstat is PartStat.NEEDS_ACTION] if meeting.booked else []


def _named(turn: Turn, found: Sequence[Meeting]) -> Meeting | None:
    """The request whose title or kind is named, if just one is."""
    text, said = flat(turn.text), title_of(turn) or purpose_words(turn)
    titled = [m for m in found if len(flat(m.title)) > 1 and flat(m.title) in text]
    kind = detect(said, turn.text).id
    named = titled or [m for m in found if m.purpose == kind and kind != "meeting"]
    return named[0] if len(named) == 1 else None


def _counts(meeting: Meeting, address: str) -> bool:
    """A draft is the organizer's affair; the others hear of it with the first offers."""
    return meeting.may_manage(address) or (meeting.state is not State.DRAFT and meeting.last_proposal is not None)


def _offers(meeting: Meeting) -> Sequence[Slot]:
    return [s for s in meeting.open_proposal.slots if not meeting.is_refused(s)] if meeting.open_proposal else ()


def _numbered(meeting: Meeting, slots: Sequence[Slot]) -> list[tuple[int, Slot]]:
    shown = meeting.open_proposal.slots if meeting.open_proposal else ()
    return [(n, s) for n, s in enumerate(shown, 1) if s in slots]


def _answers(meeting: Meeting, me: str, voice: Voice) -> list[str]:
    """What each has said, for the organizer."""
    proposal = meeting.open_proposal
    if proposal is None:
        return []
    lines = []
    for person in meeting.others:
        said = [(n, person.verdict_on(s)) for n, s in enumerate(proposal.slots, 1) if person.address != me]
        yes = [str(n) for n, v in said if v in (Verdict.YES, Verdict.IF_NEED_BE)]
        no = [str(n) for n, v in said if v is Verdict.NO]
        name = voice.person(person.name or person.address)
        if yes:
            lines.append(voice.say("neg_said_yes", name=name, numbers=", ".join(yes)))
        if no:
            lines.append(voice.say("neg_said_no", name=name, numbers=", ".join(no)))
    silent = [p.name or p.address for p in waiting_for(meeting) if p.address != me]
    return [*lines, voice.say("neg_silent", names=voice.people(silent))] if silent else lines


def _own_answer(meeting: Meeting, me: str, voice: Voice) -> list[str]:
    waiting = any(p.address == me for p in waiting_for(meeting))
    return [voice.say("neg_your_turn" if waiting else "neg_you_answered")] if meeting.open_proposal else []


def _remedy(meeting: Meeting, mine: bool, offered: bool) -> str:
    """What the reader can do."""
    if mine:
        return "neg_do_pick" if offered else "neg_do_tell" if meeting.state is State.DRAFT else "neg_do_when"
    return "neg_do_answer" if offered else "neg_do_wait"


def _name(meeting: Meeting, address: str, voice: Voice) -> str:
    person = meeting.participant(address)
    return voice.person((person.name if person else "") or address)
