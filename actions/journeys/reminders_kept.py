"""A person's own reminders read back and withdrawn: "걸어 둔 알림 뭐 있어?", "drop the reminder for the board"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.core.times.types import Kind
from actions.journeys.reminders_named import lines, list_or_none, said_of, words_of
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from actions.store.following import KIND, before_of
from actions.store.records import Timer
from actions.store.store import Transaction

_NAMED = r"(?:알림|알람|리마인더|리마인드)"
_WITHDRAWN = re.compile(
    rf"{_NAMED}\s*(?:설정)?\s*(?:을|를|은|는|도|만)?\s*(?:좀|다|모두|전부|이제|그냥|하나|한\s*개|\s)*"
    r"(?:빼|취소|지워|지우|없애|꺼|끄|삭제|해제|제거|(?:안|그만)\s*(?:해도|줘도|주셔도|하셔도)|필요\s*없|됐어|취하)|"
    r"\b(?:cancel|delete|remove|drop|clear|turn off|switch off|scrap|(?:don'?t|do not|no longer) need|no need for)\b"
    r"[^.?!]{0,40}\breminders?\b|"
    r"\b(?:don'?t|do not|no need to)\s+remind me\b",
    re.I,
)
_LISTED = re.compile(
    rf"{_NAMED}\s*(?:들)?(?:이|은|는|을|를|에는)?\s*(?:지금|뭐뭐|\s)*(?:뭐|무엇|어떤|몇|목록|리스트|보여|있(?:어|나|는지|니|지|습니까|을까)|확인)|"
    rf"(?:어떤|무슨|걸어\s*둔|설정(?:한|해\s*둔)|남은|등록(?:한|된))\s*{_NAMED}|"
    r"\b(?:what|which|list|show|see|any|how many)\b[^.?!]{0,30}\breminders\b",
    re.I,
)
_OTHERS = re.compile(
    r"요약|digest|summary|독촉|재촉|nudge|떠날|출발|나갈|leave|go\b|(?:걸어|설정해|맞춰|추가해|알림\s*해)\s*(?:줘|주)|"
    r"\b(?:set|add) (?:an?|up|me|another)\b",
    re.I,
)
_BESIDE = re.compile(r"(?:하고|주고|한\s*다음|한\s*뒤)\s|\band\b", re.I)  # something else is wished for, too
_ALL = re.compile(r"모두|전부|싹|다\s*(?:빼|취소|지워|없애|꺼|끄|삭제|해제|제거)|\ball\b|\bevery\b|\bany\b", re.I)
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})\s*(?:번(?!째?\s*회의)|\)|$)|(?:\bnumber|#)\s*(\d{1,2})", re.I)


def asked(turn: Turn) -> bool:
    """True when the message is about reminders that are set, not about a new one."""
    text = turn.text
    if _OTHERS.search(text) or _BESIDE.search(text):
        return False
    return bool(_WITHDRAWN.search(text) or (_LISTED.search(text) and not turn.durations()))


def step(turn: Turn, services: Services) -> Outcome:
    """Read them back, or withdraw those that are meant; where it is not clear which, ask."""
    with services.store.reading() as tx:
        kept = tx.timers.of_person(turn.speaker.address, KIND)
    if not kept or not _WITHDRAWN.search(turn.text):
        return list_or_none(turn, kept)
    meant = _meant(turn, kept)
    if meant:
        return _withdraw(turn, meant)
    key = "reminders_which" if meant is None else "reminders_not_found"
    return answer(turn, turn.voice.say(key, reminders=lines(turn, kept)), pending=turn.pending)


def back(turn: Turn, services: Services, deed: dict[str, Any]) -> Outcome:  # noqa: ARG001 -- as the other undoings
    """The reminders that were withdrawn last are set again, those that are not past."""
    timers = [_thawed(kept, turn.speaker.address) for kept in deed["timers"]]
    ahead = [t for t in timers if t.due_at > turn.now]
    key = "reminders_back" if ahead else "reminder_past_back"
    text = turn.voice.say(key, reminders=lines(turn, ahead or timers, numbered=False))
    memory = {"deed": {"kind": "undone", "of": deed["kind"], "what": text}}

    def write(tx: Transaction) -> None:
        for timer in ahead:
            tx.timers.put(timer)

    return answer(turn, text, memory=memory, writes=(write,), pending=turn.pending)


def _meant(turn: Turn, kept: Sequence[Timer]) -> list[Timer] | None:
    """Those named by number, words or time; [] when none is like that, None when it is not said which of several."""
    if _ALL.search(turn.text):
        return list(kept)
    found = _NUMBER.search(turn.text)
    if found:
        number = int(found[1] or found[2])
        return [kept[number - 1]] if 0 < number <= len(kept) else []
    words = words_of(turn)
    named = said_of(turn, kept)
    timed = [t for t in (named or kept) if _then(turn, t)]
    if turn.moments():
        return timed
    if words:
        return named if len(named) < 2 else None
    return list(kept) if len(kept) == 1 else None


def _then(turn: Turn, timer: Timer) -> bool:
    """True when the reminder, or the event that it is before, lies in one of the times that were said."""
    before = before_of(timer)
    moments = [timer.due_at, *([datetime.fromisoformat(before.start)] if before and before.start else [])]
    for said in turn.moments():
        if said.kind is Kind.RECURRENCE or said.start is None or not said.start.tzinfo:
            continue
        if any(m == said.start or (said.end is not None and said.start <= m < said.end) for m in moments):
            return True
    return False


def _withdraw(turn: Turn, timers: Sequence[Timer]) -> Outcome:
    text = turn.voice.say("reminders_removed", reminders=lines(turn, timers, numbered=False))
    deed = {"kind": "reminders_withdrawn", "timers": [_frozen(t) for t in timers]}

    def write(tx: Transaction) -> None:
        for timer in timers:
            tx.timers.cancel(key=timer.key)

    return answer(turn, text, memory={"deed": deed}, writes=(write,), pending=turn.pending)


def _frozen(timer: Timer) -> dict[str, Any]:
    return {"key": timer.key, "due_at": timer.due_at.isoformat(), "payload": timer.payload}


def _thawed(kept: dict[str, Any], person: str) -> Timer:
    due = datetime.fromisoformat(kept["due_at"])
    return replace(Timer(kept["key"], KIND, due, person=person), payload=kept["payload"])
