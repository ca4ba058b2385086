"""Which reminders a message means by its words, and how they are read back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.journeys.turn import Outcome, Turn, answer
from actions.store.following import before_of
from actions.store.records import Timer

_NAMED = r"(?:알림|알람|리마인더|리마인드)"
_WORD = re.compile(r"[가-힣]{2,}|[a-z0-9]{3,}", re.I)
_ENDING = re.compile(r"(?<=[가-힣])(?:(?:으|하)?라(?:는|고|던)|(?:이|하)라는|하는|[은는을를이가의에])$")
_NO_NAME = re.compile(
    rf"^(?:{_NAMED}\S*|이제|그냥|하나|모두|전부|설정\S*|취소\S*|지워\S*|삭제\S*|해제\S*|없애\S*|빼줘?|주세요|해줘요?|부탁\S*|필요\S*|걸어\S*|"
    r"회의|미팅|일정|내일|오늘|모레|오전|오후|아침|저녁|"
    r"cancel|delete|remove|drop|clear|turn|off|switch|scrap|the|that|this|reminders?|remind|please|for|about|need|don|not|"
    r"any|all|every|more|longer|meeting|before|set|you|can|could|tomorrow|today|my|me|one)$",
    re.I,
)


def said_of(turn: Turn, kept: Sequence[Timer]) -> list[Timer]:
    """Those in whose text a word of the message stands."""
    words = words_of(turn)
    return [t for t in kept if words and _like(turn, t, words)]


def list_or_none(turn: Turn, kept: Sequence[Timer]) -> Outcome:
    """What there is, numbered."""
    if not kept:
        return answer(turn, turn.voice.say("reminders_none"), pending=turn.pending)
    return answer(turn, turn.voice.say("reminders_list", reminders=lines(turn, kept)), pending=turn.pending)


def words_of(turn: Turn) -> list[str]:
    """What the message says beside the command and its times."""
    text = turn.text
    for said in sorted(turn.times, key=lambda t: -t.span[0]):
        text = text[: said.span[0]] + " " + text[said.span[1] :]
    return [w for w in _WORD.findall(text.lower()) if not _NO_NAME.match(w)]


def _like(turn: Turn, timer: Timer, words: Sequence[str]) -> bool:
    """True when one of the words stands in what the reminder says; Korean ones with or without what is tied to them."""
    said = what_of(turn, timer).lower().replace(" ", "")
    stems = [stem for word in words if (stem := _ENDING.sub("", word)) != word and stem]
    return any(word in said for word in (*words, *stems))


def lines(turn: Turn, timers: Sequence[Timer], numbered: bool = True) -> str:
    """Each on a line: when it is told, and what."""
    told = [f"{turn.voice.moment(t.due_at)} – {what_of(turn, t)}" for t in timers]
    return "\n".join(f"{n}. {line}" if numbered else f"• {line}" for n, line in enumerate(told, 1))


def what_of(turn: Turn, timer: Timer) -> str:
    """What it reminds of, without the hour that an event began at when it was set."""
    before = before_of(timer)
    if before is None or not before.title or before.place:
        return str(timer.payload.get("what", ""))
    return turn.voice.say("reminder_kept", title=before.title, duration=turn.voice.duration(before.lead))
