"""Entities found by rule (mentions, addresses, choices), and how they are merged with what the tagger finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.reading import Reading
from bot.nlu.tokens import Token

_MENTION = re.compile(r"<@(?P<id>[^|>\s]+)(?:\|[^>]*)?>")
_MAILTO = re.compile(r"<mailto:(?P<address>[^|>\s]+)(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_HANDLE = re.compile(r"(?<![\w@<])@(?P<name>[가-힣]{2,4}(?=님|씨|\b|[^가-힣])|[A-Za-z][\w.-]*)")

_KO_ORDINALS = {"첫": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6}
_EN_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6,
}  # fmt: skip
_EN_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5}
_OPTION = r"(?:option|number|no\.|choice|slot|proposal)"
_CHOICES = re.compile(
    r"(?<![\d가-힣])(?P<digit>[1-9]\d?)\s?번(?:째)?(?![가-힣]*(?:출구|버스|국도))"
    r"|(?<![가-힣])(?P<native>첫|두|둘|세|셋|네|넷|다섯|여섯)\s?번?째(?:\s?(?:거|것|안|시간|제안|옵션|후보))?(?!\s?(?:주|달|주차))"
    r"|(?<![가-힣\d])(?P<sino>[일이삼사오])번(?![가-힣]*째)"
    r"|(?P<last_ko>마지막|맨\s?(?:끝|뒤|마지막))(?:\s?(?:거|것|안|시간|제안|옵션|후보))?(?!\s?(?:주|날|달))"
    r"|\b(?P<option>(?:option|number|choice|slot|proposal|no\.)\s?#?(?P<n>[1-9]|one|two|three|four|five|six)\b)"
    r"|(?<![\w&])#(?P<hash>[1-9])\b"
    rf"|\bthe\s(?P<ordinal>{'|'.join(_EN_ORDINALS)})(?=\s(?:one|option|slot|time|choice|proposal|works|is|sounds|please|looks)\b"
    r"|[,.!]|\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """An entity over [start, end) of the text it was found in; ``value`` is text, or a number for a choice."""

    entity: str
    start: int
    end: int
    value: str | int


def by_rule(reading: Reading) -> list[Found]:
    """Mentions and addresses (attendee) and choices, in the normalised text, in order."""
    return sorted([*_addressed(reading.text), *_chosen(reading)], key=lambda f: f.start)


def merge(ruled: Iterable[Found], tagged: Iterable[Found]) -> list[Found]:
    """Rules first; a tagged span that touches a ruled one gives way."""
    kept = list(ruled)
    kept += [t for t in tagged if not any(t.start < r.end and r.start < t.end for r in kept)]
    return sorted(kept, key=lambda f: (f.start, f.end))


def trim(tokens: Sequence[Token]) -> list[Token]:
    """A tagged span without the particles, endings and stops at its edges."""
    kept = list(tokens)
    while kept and (kept[-1].is_particle or _is_edge(kept[-1])):
        kept.pop()
    while kept and (kept[0].is_particle or _is_edge(kept[0])):
        kept.pop(0)
    return kept


def _is_edge(token: Token) -> bool:
    return token.text in {",", ".", "!", "?", '"', "'", "“", "”", "‘", "’", "(", ")", "~", "…", ":", ";", "/"}


def _addressed(text: str) -> Iterable[Found]:
    taken: list[tuple[int, int]] = []
    for pattern, group in ((_MENTION, "id"), (_MAILTO, "address"), (_ADDRESS, None), (_HANDLE, "name")):
        for match in pattern.finditer(text):
            if not any(match.start() < b and a < match.end() for a, b in taken):
                taken.append(match.span())
                value = match[group] if group else match[0]
                yield Found("attendee", *match.span(), value.lower() if "@" in value else value)


def _chosen(reading: Reading) -> Iterable[Found]:
    for match in _CHOICES.finditer(reading.text):
        span = match.span("ordinal") if match["ordinal"] else match.span()
        if not any(a < span[1] and span[0] < b for a, b in reading.times):
            yield Found("choice", *span, _choice_value(match))


def _choice_value(match: re.Match[str]) -> int:
    if match["last_ko"]:
        return -1
    if match["native"]:
        return _KO_ORDINALS[match["native"]]
    if match["sino"]:
        return _SINO[match["sino"]]
    if match["ordinal"]:
        return _EN_ORDINALS[match["ordinal"].lower()]
    number = match["digit"] or match["hash"] or match["n"].lower()
    return _EN_NUMBERS.get(number) or int(number)
