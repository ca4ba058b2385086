"""Entities found by rule (mentions, addresses, choices), and how they are merged with what the tagger finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.language import FRAME_WORDS
from bot.nlu.reading import Reading
from bot.nlu.tokens import Token

_MENTION = re.compile(r"<@(?P<id>[^|>\s]+)(?:\|[^>]*)?>")
_MAILTO = re.compile(r"<mailto:(?P<address>[^|>\s]+)(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_HANDLE = re.compile(r"(?<![\w@<])@(?P<name>[가-힣]{2,4}(?=님|씨|\b|[^가-힣])|[A-Za-z][\w.-]*)")

# the assistant itself, and Slack's words for everybody in a channel
_NOT_A_PERSON = re.compile(
    r"(?<![\w@<])@(?:(?:moim(?:[-_]?bot)?|bot|channel|here)(?![A-Za-z0-9_-]|\.\w)|모임(?:봇|이|아)?(?![\w-]))"
    r"|<!(?:channel|here|everyone)>|(?<![가-힣])모임(?:님|봇)|(?<![\w.@-])moim(?![\w@-]|\.\w)",
    re.IGNORECASE,
)

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
    r"|(?<![가-힣])(?P<native>첫|두|둘|세|셋|네|넷|다섯|여섯)\s?번?째(?!\s?(?:주|달|주차))"
    r"|(?<![가-힣\d])(?P<sino>[일이삼사오])번(?![가-힣]*째)(?:(?<!이번)|(?=으로|이요|이\s?(?:좋|괜|나아|됩|돼|가능)))"
    r"|(?P<last_ko>마지막(?!으로\s?(?:본|봤|만|한|했))|맨\s?(?:끝|뒤|마지막))(?!\s?(?:주|날|달))"
    r"|(?P<front>(?<![가-힣])(?:(?:맨|젤|제일|가장)\s?)?(?:앞의?|위[의에]?|윗|처음))(?=\s?(?:거|것|걸|게|꺼|껄|시간|옵션|후보))"
    r"|(?P<back>(?<![가-힣])(?:(?:맨|젤|제일|가장)\s?)?(?:뒤의?|아래에?|아랫|밑에?))(?=\s?(?:거|것|걸|게|꺼|껄|시간|옵션|후보))"
    r"|^\s*(?P<alone>[1-9])\s*[.!]?\s*$"
    r"|\b(?P<option>(?:option|number|choice|slot|proposal|no\.)\s?#?(?P<n>[1-9]|one|two|three|four|five|six)\b)"
    r"|(?<![\w&])#(?P<hash>[1-9])\b"
    rf"|\bthe\s(?P<ordinal>{'|'.join(_EN_ORDINALS)})(?=\s(?:one|option|slot|time|choice|proposal|works|is|sounds|please|looks|of\s(?:those|these|them|the\s\w+\syou))\b"
    r"|[,.!]|\s*$)",
    re.IGNORECASE,
)


_NOBODY = frozenset(
    {"loop", "plate", "my plate", "the loop", "나머지", "나머지는", "everything", "finance", "assistant"}
)
_RELATIONS = frozenset(
    [
        "my",
        "our",
        "엄마",
        "아빠",
        "어머니",
        "아버지",
        "할머니",
        "할아버지",
        "언니",
        "오빠",
        "누나",
        "형",
        "동생",
        "남편",
        "아내",
    ]
)
_LIFE_EVENTS = frozenset(
    [
        "birthday",
        "wedding",
        "marriage",
        "retirement",
        "graduation",
        "anniversary",
        "생일",
        "결혼식",
        "퇴직",
        "졸업식",
        "돌잔치",
        "결혼기념일",
    ]
)


SIGN_OFFS = frozenset(["드림", "올림", "배상"])
_VERBS = FRAME_WORDS - {"my", "our"}


@dataclass(frozen=True)
class Found:
    """An entity over [start, end) of the text it was found in; ``value`` is text, or a number for a choice."""

    entity: str
    start: int
    end: int
    value: str | int


def by_rule(reading: Reading) -> list[Found]:
    """Mentions and addresses (attendee; not the assistant's own) and choices, in the normalised text, in order."""
    return sorted([*_addressed(reading.text), *_chosen(reading)], key=lambda f: f.start)


def not_people(reading: Reading) -> list[tuple[int, int]]:
    """Where the assistant or a whole channel is called: no entity stands there."""
    return [match.span() for match in _NOT_A_PERSON.finditer(reading.text)]


def merge(ruled: Iterable[Found], tagged: Iterable[Found]) -> list[Found]:
    """Rules first; a tagged span that touches a ruled one gives way."""
    kept = list(ruled)
    kept += [t for t in tagged if not any(t.start < r.end and r.start < t.end for r in kept)]
    return sorted(kept, key=lambda f: (f.start, f.end))


def says_something(found: Found) -> bool:
    """False for a span without a letter (a rule under a letter), a sign-off alone ("추아린 드림") and words that stand
    where a name stands ("loop in", "on my plate")."""
    value = str(found.value)
    if found.entity == "attendee" and value.lower() in _NOBODY:
        return False
    return any(c.isalnum() for c in value) and value not in SIGN_OFFS


def with_their_kind(found: Sequence[Found], reading: Reading) -> list[Found]:
    """A Korean title and the bare kind of meeting right after it are one title: 정산 + 회의 is 정산 회의."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        follows = before is not None and one.start == before.end + 1 and reading.text[before.end] == " "
        if before is not None and follows and (before.entity, one.entity) == ("title", "purpose") and _korean(one):
            kept[-1] = Found("title", before.start, one.end, f"{before.value} {one.value}")
        else:
            kept.append(one)
    return kept


def _korean(found: Found) -> bool:
    return all("가" <= c <= "힣" for c in str(found.value))


def whole(kind: str, tokens: Sequence[Token], text: str) -> list[Found]:
    """The entity over ``tokens``; "Sally's birthday" and 민지 생일 are a person and an event (value: all of it)."""
    owner = _owner(tokens) if kind == "title" else 0
    lead = next((i for i, t in enumerate(tokens[:owner]) if t.text.lower() not in _VERBS), 0)  # "set bob's birthday"
    tokens, owner = tokens[lead:], owner - lead
    start, end = tokens[0].start, tokens[-1].end
    if not owner:
        return [Found(kind, start, end, text[start:end])]
    event = Found(kind, tokens[owner].start, end, text[start:end])
    if not _is_life_event(tokens[owner:]) or tokens[0].text.lower() in _RELATIONS:
        return [event]
    return [Found("person", start, tokens[owner - 1].end, text[start : tokens[owner - 1].end]), event]


def _owner(tokens: Sequence[Token]) -> int:
    """How many tokens at the start of a title say whose it is: 2 in "bob 's birthday", 1 in 민지 생일, else 0."""
    for i, token in enumerate(tokens[1:], 1):
        if tokens[i - 1].text.lower().endswith(("'s", "’s")):
            return i
        if token.pos == "JKG" and i + 1 < len(tokens):
            return i + 1
    if len(tokens) > 1 and _is_life_event(tokens):
        return len(tokens) - 1
    return 1 if len(tokens) > 1 and tokens[0].pos == "NNP" and not tokens[1].glued else 0


def _is_life_event(tokens: Sequence[Token]) -> bool:
    return tokens[-1].text.lower() in _LIFE_EVENTS


def _addressed(text: str) -> Iterable[Found]:
    taken = [match.span() for match in _NOT_A_PERSON.finditer(text)]
    for pattern, group in ((_MENTION, "id"), (_MAILTO, "address"), (_ADDRESS, None), (_HANDLE, "name")):
        for match in pattern.finditer(text):
            if not any(match.start() < b and a < match.end() for a, b in taken):
                taken.append(match.span())
                value = match[group] if group else match[0]
                yield Found("attendee", *match.span(), value.lower() if "@" in value else value)


def _chosen(reading: Reading) -> Iterable[Found]:
    for match in _CHOICES.finditer(reading.text):
        span = match.span("ordinal" if match["ordinal"] else "alone" if match["alone"] else 0)
        if not any(a < span[1] and span[0] < b for a, b in reading.times):
            yield Found("choice", *span, _choice_value(match))


def _choice_value(match: re.Match[str]) -> int:
    if match["last_ko"] or match["back"]:
        return -1
    if match["front"]:
        return 1
    if match["native"]:
        return _KO_ORDINALS[match["native"]]
    if match["sino"]:
        return _SINO[match["sino"]]
    if match["ordinal"]:
        return _EN_ORDINALS[match["ordinal"].lower()]
    number = match["digit"] or match["hash"] or match["alone"] or match["n"].lower()
    return _EN_NUMBERS.get(number) or int(number)
