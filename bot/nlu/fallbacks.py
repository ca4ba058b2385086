"""What sentences of a known build name, looked for only where the tagger found nothing of the kind.

"on Thursday at 1pm for forecast prep" names an event, "move it to the Snug" a place, "하은 님도 불러줘" somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from bot.nlu.entities import Found
from bot.nlu.reading import Reading

_FOR = re.compile(
    r"\s+for\s+(?:the\s|our\s|a\s|an\s|my\s)?(?P<name>[a-z][\w'’-]*(?:\s[\w'’&-]+){0,3}?)"
    r"(?=\s+(?:with|in|at|on|please)\b|\s*[,.!?]|\s*$)",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"(?:me|us|them|him|her|you|it|all|both|everyone|everybody|now|sure|example|free|each|that|this|work|whoever|"
    r"who|two|three|four|five|six|about|at|up|meeting|session)\b",
    re.IGNORECASE,
)
_TO_A_PLACE = re.compile(
    r"\b(?:move|switch|shift|relocate|change)\s(?:it|this|that|(?:the|our|my)\s\w+)(?:\sover)?\sto\s(?:the\s)?"
    r"(?P<name>[A-Z][\w'’-]*(?:\s[A-Z0-9][\w'’.-]*){0,3})"
)
_KINDS = re.compile(r"선생|고객|부모|사장|손|형|누|따|아드|하느|모임|여러분|이사|대표|팀장|부장|차장|과장")
_POLITE = re.compile(
    r"(?<![가-힣\w>])(?P<name>(?P<word>[가-힣]{2,4}) ?님)"
    r"(?=도|이랑|과 |하고|한테|께|만 |을 |까지|\s(?:추가|불러|초대|빼|제외))"
)
# after a length of time and before a request: "한 시간 정도 예산 협의 부탁드립니다"
_ABOUT = frozenset(["정도", "쯤", "가량", "남짓", "내외", "안팎", "정도로", "내외로"])
_REQUESTS = ("부탁", "잡", "요청", "하", "해", "진행", "예약")
_NO_EVENTS = frozenset(
    ["일정", "시간", "자리", "스케줄", "약속", "캘린더", "달력", "알림", "날짜", "후보", "정도", "예정"]
)


def events(reading: Reading) -> Iterator[Found]:
    """What an hour is "for", straight after a time: lower-case or not, four words at most."""
    for _, end in reading.times:
        match = _FOR.match(reading.text, end)
        if match and not _NO_EVENT.match(match["name"]) and not _timed(reading, *match.span("name")):
            yield Found("title", *match.span("name"), match["name"])


def korean_events(reading: Reading) -> Iterator[Found]:
    """Two to four nouns between a time and a request."""
    for _, end in reading.times:
        after = [t for t in reading.tokens if t.start >= end]
        while after and (after[0].is_particle or after[0].text in _ABOUT):
            after.pop(0)
        nouns = list(takewhile(lambda t: t.pos in ("NNG", "NNP", "SL"), after))
        rest = [t for t in after[len(nouns) :] if not t.is_particle]
        while nouns and nouns[-1].text.startswith(_REQUESTS):
            rest = [nouns.pop(), *rest]
        asked = bool(rest) and rest[0].text.startswith(_REQUESTS)
        if asked and 2 <= len(nouns) <= 4 and not _NO_EVENTS & {t.text for t in nouns}:
            start, stop = nouns[0].start, nouns[-1].end
            if not _timed(reading, start, stop):
                yield Found("title", start, stop, reading.text[start:stop])


def places(reading: Reading) -> Iterator[Found]:
    """Where a meeting is moved "to", written as a name."""
    for match in _TO_A_PLACE.finditer(reading.text):
        if not _timed(reading, *match.span("name")):
            yield Found("location", *match.span("name"), match["name"])


def people(reading: Reading) -> Iterator[Found]:
    """A word with 님 and a particle of company, or a verb of inviting, after it."""
    for match in _POLITE.finditer(reading.text):
        if not _KINDS.search(match["word"]) and not _timed(reading, *match.span("name")):
            yield Found("attendee", *match.span("name"), match["name"])


def missing(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Events, places and people to be added to what was ``found``."""
    kinds = {f.entity for f in found}
    if not kinds & {"title", "purpose"}:
        yield from events(reading)
        yield from korean_events(reading)
    if "location" not in kinds:
        yield from places(reading)
    yield from people(reading)


def _timed(reading: Reading, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in reading.times)
