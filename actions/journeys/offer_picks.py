"""Offers picked in so many words, whatever the intent: the last one with "book it", the earliest, Wednesday's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.core.meeting import Meeting, Slot, Verdict
from actions.journeys.choices import FILLERS, doubtful, number_of
from actions.journeys.turn import Turn

_MOST = r"(?:제일|가장|젤|맨)\s*"
_EARLIEST = re.compile(
    rf"(?:{_MOST})?(?:빠른|이른)(?=\s*(?:거|것|걸|게|시간|때|날|쪽))|{_MOST}(?:빨리|먼저|일찍)|"
    r"\b(?:(?:the\s+)?(?:earliest|soonest)|the\s+(?:earlier|sooner))\b(?:\s+possible)?",
    re.I,
)
_LATEST = re.compile(
    rf"(?:{_MOST})?늦은(?=\s*(?:거|것|걸|게|시간|때|날|쪽))|{_MOST}(?:나중|늦게)|"
    r"\b(?:(?:the\s+)?latest|the\s+later)\b(?:\s+possible)?",
    re.I,
)
_ONE_OF_THEM = re.compile(r"\bones?\b|\b(?:slot|option|offer)\b|(?:거|것|걸|게)(?:로|요|으로|\s|$)", re.I)
_BESIDE = re.compile(
    r"\b(?:book|schedule|lock|in|reserve|move|make|available|whichever|whatever|of those|"
    r"you(?:['’]ve got| have| found| can do| offered)|"
    r"there is|that day|still|left)\b|(?:옮겨|바꿔|예약)\s*(?:줘요?|주세요|줄래요?)?",
    re.I,
)
_ANY = re.compile(
    r"\b(?:any|all|both|either|each|every one|whichever|everything)\b.*"
    r"\b(?:works?|fine|good|ok(?:ay)?|suits?|possible|great|can)\b|"
    r"\b(?:good|fine|ok(?:ay)?|happy|works?|great|free)\b.*\b(?:any|all|either|both|each|whichever|whatever)\b|"
    r"(?:다|모두|전부|둘\s*다|셋\s*다)\s*(?:괜찮|좋|가능|돼|됩|되)|(?:아무|어느|어떤)\s*(?:때|거|것|시간|걸|쪽)\S*\s*(?:\S+\s*)?(?:괜찮|좋|가능|돼|됩|상관)",
    re.I,
)
_LESS = re.compile(
    r"\b(?:not|none|neither|nothing|no)\b|n['’]t\b|\bexcept\b|\bbut\b|빼고|말고|안\s*(?:돼|되|됩)|제외", re.I
)
_YOURS_TO_CHOOSE = re.compile(
    r"아무\s?(?:거나|때나|시간이나|날이나)|알아서\s?(?:잡|정|골라|해|선택)|어느\s?(?:거|것|쪽)(?:이든|든)|"
    r"\b(?:you (?:pick|choose|decide)|(?:pick|choose) (?:one|any|whichever|for (?:us|me))|your (?:call|choice|pick)|"
    r"whichever|whatever works|up to you|(?:don'?t|do not) (?:mind|care) which|dealer['’]?s choice|surprise (?:me|us)|"
    r"any (?:one )?of (?:them|those|these)|any (?:will do|is fine|works))\b",
    re.I,
)
_NO_PICKS = frozenset({"explain_suggestion", "query_calendar", "cancel_meeting", "reject_slots", "deny", "help"})
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def picks(turn: Turn) -> bool:
    """True when the message only picks one of what is offered: "그럼 마지막 걸로 잡아줘", "the Wednesday one"."""
    if turn.durations() or turn.intent in _NO_PICKS or "?" in turn.text:
        return False
    if turn.moments():
        return bool(_ONE_OF_THEM.search(turn.text)) and _nothing_else(_without_times(turn))
    return number_of(turn) is not None or _by_order(turn.text)


def picking_sentence(turn: Turn) -> Turn | None:
    """The one sentence of several that does nothing but pick ("Let's do the first one. Could you add Nina?"), as a turn
    of its own; None where no sentence, or more than one, does."""
    spans = [m.span() for m in _SENTENCE.finditer(turn.text) if re.search(r"\w", m.group(0))]
    found = [one for span in spans if picks(one := _only(turn, span))] if len(spans) > 1 else []
    return found[0] if len(found) == 1 else None


def _only(turn: Turn, span: tuple[int, int]) -> Turn:
    start, end = span
    text = " " * start + turn.text[start:end]
    entities = tuple(e for e in turn.entities if e.end > e.start and start <= e.start and e.end <= end)
    times = tuple(t for t in turn.times if start <= t.span[0] and t.span[1] <= end)
    return replace(turn, message=replace(turn.message, text=text), entities=entities, times=times, intent="choose_slot")


def by_order(turn: Turn, slots: Sequence[Slot]) -> Slot | None:
    """The first or last of ``slots`` in time, where the earliest or the latest is asked for and nothing else."""
    if not slots or turn.moments() or not _by_order(turn.text):
        return None
    ordered = sorted(slots, key=lambda s: s.start)
    return ordered[0] if _EARLIEST.search(turn.text) else ordered[-1]


def agreed(turn: Turn, meeting: Meeting) -> Slot | None:
    """The one offer that others have taken, where the organizer agrees and names none ("great, go with that")."""
    if (
        turn.moments()
        or doubtful(turn)
        or not meeting.may_manage(turn.speaker.address)
        or meeting.open_proposal is None
    ):
        return None
    taken = [s for s in meeting.open_proposal.slots if any(p.verdict_on(s) is Verdict.YES for p in meeting.others)]
    refused = [s for s in taken if any(p.verdict_on(s) is Verdict.NO for p in meeting.others if p.needed)]
    return taken[0] if len(taken) == 1 and not refused else None


def suits_all(turn: Turn) -> bool:
    """ "Any of these works for me", "다 괜찮아요": every offer is taken."""
    return not turn.moments() and "?" not in turn.text and bool(_ANY.search(turn.text)) and not _LESS.search(turn.text)


def any_will_do(turn: Turn) -> bool:
    """ "You pick", "whichever suits Tom", "아무거나요": who says so leaves the choice among the offers to others."""
    if turn.moments() or "?" in turn.text or number_of(turn) is not None:
        return False
    return bool(_YOURS_TO_CHOOSE.search(turn.text)) and not _LESS.search(turn.text)


def _by_order(text: str) -> bool:
    """True for the earliest or the latest, one of them, and nothing that is more than a pick."""
    first, last = _EARLIEST.search(text), _LATEST.search(text)
    found = first or last
    if found is None or (first and last):
        return False
    return _nothing_else(text[: found.start()] + " " + text[found.end() :])


def _nothing_else(rest: str) -> bool:
    return not re.search(r"\w", FILLERS.sub(" ", _BESIDE.sub(" ", rest)))


def _without_times(turn: Turn) -> str:
    text = list(turn.text)
    for said in turn.moments():
        text[slice(*said.span)] = " " * (said.span[1] - said.span[0])
    return "".join(text)
