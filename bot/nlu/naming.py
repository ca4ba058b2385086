"""Names given by saying so: "call it Budget sync", "with the title Vendor list", 제목은 하반기 계획으로.

Such a name may be any words at all, so its edges are told by what is said around it and not by the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.entities import Found
from bot.nlu.reading import Reading

_IT = r"(?:it|this|that|(?:the|this|that)\s(?:meeting|event|appointment|call|invite|session|entry))"
_TITLE = r"(?:event\s|meeting\s)?(?:title|name|subject)"
_SAID = re.compile(
    rf"\b(?:(?:label|call|title|rename|relabel|name)\s{_IT}(?:\s(?:as|to))?"
    rf"|(?:with|under|use|using|give\sit|and)\s(?:the|a)\s{_TITLE}(?:\sof|\sas)?"
    rf"|(?:the|its)\s{_TITLE}\s(?:should\sbe|shall\sbe|is|to\sbe)"
    rf"|(?:change|set|switch|update)\s(?:the|its)\s{_TITLE}\sto|{_TITLE}:|topic:|agenda:|titled|entitled|labell?ed(?:\sas)?)\s+(?P<name>\S[^.;!?]*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“‘'](?P<name>[^\"”’']{1,60})[\"”’']")
# where such a name ends when no stop does it; times end it too
_REST = re.compile(
    r"\s*(?:,|\s(?:please|with|and|for|on|at|in|from|instead|tomorrow|today|next|this|because|so that|thanks|thank)\b)"
    r"|[\s,)]*$",
    re.IGNORECASE,
)
# "call it off", "call it a day", "name it later": no names
_NO_NAME = re.compile(r"(?:off|a day|quits|even|in|back|again|later|now|what|whatever|something|anything|to)\b", re.I)
_NOT_A_TITLE = re.compile(r"(?:of|for|on|in|as|is|was|to|and|please|changed?|different|wrong)\b", re.I)
_KOREAN = re.compile(
    r"(?:제목|이름|타이틀)(?:은|을|는|를|\s?:)\s*(?:그냥\s)?(?P<name>(?!뭐|무엇|누구|어떻게|다시|바꾸)[^.,!?]{2,40}?)"
    r"(?:이?라고|으?로)(?=\s*(?:해|하|바꾸|바꿔|변경|고쳐|수정|지어|달아|붙여|부탁|잡|넣|적어|써|설정|등록|,|[.!]|$))"
)
_PART_OF_NAMES = frozenset(["daily", "weekly", "biweekly", "monthly", "quarterly", "annual", "lunch", "dinner"])
_MAX_WORDS = 7


def named_titles(reading: Reading) -> Iterator[Found]:
    """Titles of which the message itself says that they are the name, in the normalised text, without quotes."""
    for match in _SAID.finditer(reading.text):
        yield from _english(reading, match.start("name"))
    for match in _KOREAN.finditer(reading.text):
        words = match["name"].strip("\"'“”‘’ ")
        if words and "에서 " not in words:
            start = match.start("name") + match["name"].index(words)
            yield Found("title", start, start + len(words), words)


def _english(reading: Reading, start: int) -> Iterator[Found]:
    quoted = _QUOTED.match(reading.text, start)
    if quoted:
        yield Found("title", *quoted.span("name"), quoted["name"])
        return
    end = min((at for at in reading.plain.breaks if at >= start), default=len(reading.text))
    line = re.split(r"[.;!?]", reading.text[start:end], maxsplit=1)[0]
    times = [a - start for a, b in reading.times if a >= start and reading.text[a:b].lower() not in _PART_OF_NAMES]
    until = min([*times, len(line)])
    rest = _REST.search(line[:until])
    name = line[: rest.start() if rest else until].strip()
    name = re.sub(r"\s(?:on|at|for|from|in)$", "", name)
    if _is_name(name):
        yield Found("title", start, start + len(name), name)


def _is_name(name: str) -> bool:
    fits = 0 < len(name.split()) <= _MAX_WORDS and any(c.isalpha() for c in name)
    return fits and not _NO_NAME.match(name) and not _NOT_A_TITLE.match(name)
