"""Times that a message tells in passing and does not ask for: "sorry for missing you on the 12th", "the Q1 roadmap"."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys.turn import Entity, Turn

_SENTENCE = re.compile(r"(?<=[.!?…])(?<![ap]\.m\.)(?:\s+|(?=[가-힣]))|\n+|\s[-–—]\s")
# what asks or wishes, whatever else stands in the sentence
_ASKS = re.compile(
    r"[?？]|\b(?:please|let'?s|book|schedule|find|arrange|set up|organi[sz]e|move|cancel|push|reschedule|remind|"
    r"how about|what about|would like|i'?d like|i need|we need|can we|could we|can you|could you|shall we|"
    r"suggest|propose|works? (?:for|best)|prefer|free|available|instead)\b|"
    r"주세요|줘|부탁|싶|으면|면\s*(?:합니다|해요|좋)|까요|나요|잡|옮|취소해|변경|가능|어때|어떠",
    re.I,
)
# what is over, or is merely so
_TELLS = re.compile(
    r"\b(?:was|were|had|did(?:n'?t)?|met|missed|missing|confirmed|said|told|sent|got|went|came|made|took|enjoyed|spoke|"
    r"talked|discussed|looked|"
    r"received|arrived|finished|lovely to|great to|nice to|good to|thanks? (?:you )?for|last)\b|"
    r"[았었였했됐갔왔났]\s*(?:습니다|어요|네요|는데|고|지만|던)|"
    r"\b(?:assistant|bot|moim)\b.*(?:\bwill\b|'ll\b|\bis going to\b)|\byou(?:'ll| will) (?:get|receive|hear)\b|"
    r"(?:비서|어시스턴트).*(?:드릴|보낼|안내)|"
    r"(?:거기|그쪽|그곳|현지|저희|여기|이쪽)(?:는|은|에서는|로는|로|\s*시간으로는?|\s*기준으로는?)\s.*"
    r"(?:예요|이에요|입니다|네요|이네요|죠|이죠|거든요)|"
    r"\b(?:that(?:['’]s| is| would be| will be)|which is)\b.*"
    r"\b(?:(?:your|their|his|her|my|our) (?:time|end|side)|for (?:you|us|me)|"
    r"over there)\b",
    re.I,
)
_THAT_IS = re.compile(r"(?:\bthat(?:['’]s| is| would be| will be)|\bwhich is|\bi\.e\.,?|=)\s*(?:at\s+)?$", re.I)
# "before we send the revised quote by 31 March, …"
_CLAUSE = re.compile(
    r"\b(?:before|after|once|until|while|since|as soon as)\s+(?:we|i|you|they|he|she|it|our|the|my|"
    r"your)\s[^,.;!?\n]{3,80},",
    re.I,
)
# words that a sentence has which says when somebody can or cannot
_BEARS = re.compile(
    r"\b(?:meet\w*|call|free|availab\w*|prefer\w*|avoid|except|not|best|better|works?|suits?|busy|full|packed|taken|booked|hectic|crazy|clash\w*|out|away|travel\w*|off|"
    r"mornings?|afternoons?|hours?|minutes?|min|long|only|any(?:time)?|ideally|either|or|before|after|between|can(?:not|['’]t)?)\b|"
    r"[가-힣]",
    re.I,
)
_COARSE = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_WITHIN = re.compile(r"^(?:in|during|by|until|till|before|after|from|since|for|within|next|this|last)\b", re.I)
_BEFORE_IT = re.compile(r"\b(?:in|during|by|until|till|before|after|from|since|within|sometime)\s+(?:the\s+)?$", re.I)
_NOUN_AFTER = re.compile(
    r"^\s+(?!(?:or|and|to|at|with|for|please|pls|in|on|before|after|is|are|was|works?|would|will|if|when|from|by|but|"
    r"instead|then|maybe|between|about|around|as|so|we|i|you|can|could|should|does|do)\b)[a-z가-힣]",
    re.I,
)
_KO_PARTICLE = re.compile(r"(?:에|에는|엔|중|안|내|부터|까지|쯤)$")


def without_told(turn: Turn) -> Turn:
    """The turn without the times, and the names, of sentences that only tell something, where others name times; and
    without months, quarters and years that only say which ("the October figures", "1분기 로드맵 회의")."""
    kept = [t for t in turn.times if not _attribute(t, turn)]
    kept = [t for t in kept if not _said_again(t, turn, kept)]
    parts = _sentences(turn.text)
    told = [t for t in kept if _told(_part_of(t.span[0], parts), turn.text)]
    asked = [t for t in kept if t not in told]
    if not told or all(t.kind is Kind.DURATION for t in asked):
        kept = _asked_in_letter(kept, turn)
        return turn if len(kept) == len(turn.times) else replace(turn, times=tuple(kept))
    people = [e for e in turn.entities if e.name != "attendee" or not _tells(e, parts, turn.text)]
    return replace(turn, times=tuple(_asked_in_letter(asked, turn)), entities=tuple(people))


def _said_again(said: TimeConstraint, turn: Turn, all_: list[TimeConstraint]) -> bool:
    """ "9am, that's 5pm for him": the same on another clock."""
    before = turn.text[: said.span[0]]
    return bool(_THAT_IS.search(before)) and any(t.span[1] <= said.span[0] for t in all_ if t.kind is not Kind.DURATION)


def _asked_in_letter(times: list[TimeConstraint], turn: Turn) -> list[TimeConstraint]:
    """Of a first mail of several sentences, of which one asks with a time, the times that bear on the meeting: not
    those of clauses of what comes before it ("before we send the quote by the 31st, …"), nor of news ("the samples ship
    on Friday")."""
    if turn.message.channel != "mail" or turn.meeting_id or not times:
        return times
    parts = _sentences(turn.text)
    asking = {_part_of(t.span[0], parts) for t in times if _ASKS.search(turn.text[slice(*_part_of(t.span[0], parts))])}
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(turn.text)]
    left = [t for t in times if not any(a <= t.span[0] < b for a, b in clauses)]
    left = [t for t in left if (p := _part_of(t.span[0], parts)) in asking or _BEARS.search(turn.text[slice(*p)])]
    return left if asking and any(t.kind is not Kind.DURATION for t in left) else times


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences; a line ends one, too."""
    starts = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    return [(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if b > a]


def _part_of(place: int, parts: list[tuple[int, int]]) -> tuple[int, int]:
    return next((p for p in parts if p[0] <= place < p[1]), (0, 0))


def _tells(entity: Entity, parts: list[tuple[int, int]], text: str) -> bool:
    """True for a name that stands in such a sentence, too; where it stands must be known."""
    return entity.end > entity.start and _told(_part_of(entity.start, parts), text)


def _told(part: tuple[int, int], text: str) -> bool:
    sentence = text[slice(*part)]
    return bool(_TELLS.search(sentence)) and not _ASKS.search(sentence)


def _attribute(said: TimeConstraint, turn: Turn) -> bool:
    """A month, quarter or year that stands before a noun it belongs to, beside a finer time or in a name of its own."""
    if said.kind is not Kind.INTERVAL or said.grain not in _COARSE or said.start is None or said.end is None:
        return False
    before, after = turn.text[: said.span[0]], turn.text[said.span[1] :]
    if _WITHIN.match(said.text) or _BEFORE_IT.search(before) or _KO_PARTICLE.search(said.text):
        return False
    if not _NOUN_AFTER.match(after):
        return False
    finer = [t for t in turn.moments() if t is not said and t.grain not in _COARSE]
    return bool(finer) or said.grain is Grain.QUARTER
