"""Words that name a time and nobody while offers are open: they are about these, whatever they were taken for."""

from __future__ import annotations

import re

from actions.core.meeting import Meeting
from actions.core.people import Found, Person, resolve
from actions.core.purpose import detect
from actions.core.times.types import Kind, Polarity
from actions.journeys.choices import FILLERS
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.naming import named_in
from actions.journeys.titles import is_bare_kind
from actions.journeys.turn import Turn
from actions.services import Services

_GENERIC = "meeting"
_ANOTHER = re.compile(
    r"하나 ?더|따로|별도|새로운|새 ?(?:회의|미팅)|또 (?:다른|하나)|다른 (?:회의|미팅|건)|"
    r"\b(?:another|separate|new|also|one more|additional)\b",
    re.I,
)
_OWN_TIME = re.compile(
    r"(?<![가-힣])(?:나|내|내가|난|나는|저|제|제가|저는|전|나만|저만|혼자)(?![가-힣])|\b(?:am i|i'?m|my|i have|do i)\b",
    re.I,
)
_TOGETHER = re.compile(r"둘 ?다|다 ?같이|모두|우리|\b(?:we|both|all of us|everyone)\b", re.I)
_LEFT_OVER = re.compile(
    r"(?<![가-힣])(?:아|앗|음|흠|오|엇|그럼|그러면|혹시|차라리|아니면|아예|그냥|좀|다시|같은\s*시간|어때요?|어떨까요?|어떠세요|어떤가요|"
    r"되나요|될까요|가능(?:할까요|한가요|해요)?|괜찮을까요)(?![가-힣])|"
    r"\b(?:how|what|about|maybe|perhaps|instead|possible|any|anything|something|somewhere|sometime|around|chance|rather|oh|ah|"
    r"hm+|same|time|better|easier|prefer(?:able|red)?|ideally|tbh|though|actually|be|do)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]+")
_PLEA = re.compile(
    r"부탁|(?:잡아|해)\s*(?:줘|주)|(?:으?로)\s*(?:할게|하죠|하시죠|합시다)|\b(?:please|pls|let'?s|book|make it|take)\b",
    re.I,
)


_LOOKS_UP = re.compile(r"\bwhat(?:['’]?s| is| do| have| else)\b", re.I)


def about_the_same(turn: Turn, services: Services, meeting: Meeting) -> bool:
    """True for a wish of who manages or attends what is offered that names times, perhaps a length, but no person, no
    title and no other kind of meeting: "그럼 4시 반에 30분만 잡아줘", "금요일은 둘 다 언제 비어?"."""
    me = turn.speaker.address
    if meeting.open_proposal is None or not (meeting.may_manage(me) or meeting.participant(me)):
        return False
    moments = turn.moments()
    if not moments or any(t.kind is Kind.RECURRENCE for t in moments) or _ANOTHER.search(turn.text):
        return False
    if _names_somebody_else(turn, services, meeting) or (_other_kind(turn, meeting) and not only_looked(meeting)):
        return False
    return turn.intent != "find_time" or bool(_TOGETHER.search(turn.text)) or not _OWN_TIME.search(turn.text)


def only_looked(meeting: Meeting) -> bool:
    """True for offers shown to who only looked for free time: the meeting is not even named yet."""
    return meeting.open_proposal is not None and meeting.booked is None and meeting.expires_at is None


def only_times(turn: Turn, meeting: Meeting) -> bool:
    """True for a bare time of whom they were made for in answer to open offers, heard as nothing: "아 그럼 목요일 같은
    시간", "wed's better for me", "ok what about Wednesday morning"; also where one sentence of several asks for it
    and nothing else ("제가 늦게까지 있을게요. 수요일 7시 반으로 부탁드려요")."""
    me = turn.speaker.address
    ours = meeting.may_manage(me) or meeting.participant(me) is not None
    wanted = bool(turn.moments()) and all(t.polarity is Polarity.WANT for t in turn.moments())
    if meeting.open_proposal is None or not ours or not wanted or _LOOKS_UP.search(turn.text):
        return False
    text = list(turn.text)
    for said in turn.times:
        text[slice(*said.span)] = " " * (said.span[1] - said.span[0])
    blanked = "".join(text)
    if not _left_over(blanked):
        return True
    parts = [(m.start(), m.end()) for m in _SENTENCE.finditer(turn.text)]
    timed = [p for p in parts if any(p[0] <= t.span[0] < p[1] for t in turn.moments())]
    asking = [(a, b) for a, b in timed if _PLEA.search(turn.text[a:b]) and not _left_over(blanked[a:b])]
    return len(timed) == 1 and bool(asking)


def _left_over(words: str) -> bool:
    return bool(re.search(r"\w", FILLERS.sub(" ", _LEFT_OVER.sub(" ", words))))


def _names_somebody_else(turn: Turn, services: Services, meeting: Meeting) -> bool:
    """True where somebody is named who does not attend what is offered ("Finn called me, book it for
    Wednesday at 9" of an offer to Finn names nobody else)."""
    there = [Person(p.address, p.name) for p in meeting.attendees]
    tagged = [resolve(words, there, turn.speaker) for words in turn.values("attendee")]
    if any(not isinstance(who, Found) for who in tagged) or turn.message.mentions:
        return True
    with services.store.reading() as tx:
        named = named_in(turn.text, tx.people.all())
    return any(p.address not in meeting.addresses for hit in named for p in hit.people)


def _other_kind(turn: Turn, meeting: Meeting) -> bool:
    if turn.values("title"):
        return True
    kind = title_of(turn) or purpose_words(turn)
    return bool(kind) and not is_bare_kind(kind) and detect(kind).id not in (_GENERIC, meeting.purpose)
