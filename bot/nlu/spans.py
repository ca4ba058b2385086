"""Where a tagged entity begins and ends: particles, stops and articles come off, plurals and Dr. stay on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language import FRAME_WORDS
from bot.nlu.meals import MEALS
from bot.nlu.reading import Reading
from bot.nlu.tokens import Token, word_at

# read as times, yet parts of an event's name: 점심 약속, 주간 회의
EVENT_WORDS = MEALS | {"주간", "월간", "분기", "연간"}
# last words of evenings and days that have a name (movie night), though the word alone is a time
_NAMED_TIMES = frozenset(["night", "nights", "evening"])
_STOPS = frozenset(",.!?\"'“”‘’()~…:;/\n")
_ARTICLES = frozenset(["the", "a", "an", "my", "our", "next", "upcoming", "any", "all"])
_HEADS = _ARTICLES | frozenset(["다음", "모든", "내", "제", "우리", "새"])
# "my boss" and "the whole team" are people as they stand
_GREETINGS = frozenset(["hey", "hi", "hello", "dear", "regards", "thanks", "cheers", "best"])
_ADVERBS = frozenset(["ever", "also", "too", "still", "already", "both"])
_FUNCTION_WORDS = (FRAME_WORDS | _GREETINGS | _ADVERBS) - {"the", "my", "our"}
_TAILS = frozenset(["on", "at", "in", "for", "with", "from", "to", "and", "하고"])
_QUOTING = frozenset(["라고", "라는", "라면", "라서"])
_TITLES = frozenset(["dr", "mr", "mrs", "ms", "prof", "professor", "doctor", "miss"])
_SIGN_OFFS = frozenset(
    ["regards", "best", "cheers", "thanks", "thx", "sincerely", "wishes", "yours", "you", "greetings"]
)
_KO_SIGN_OFFS = frozenset(["드림", "올림", "배상"])


def trim(reading: Reading, tokens: Sequence[Token], kind: str = "", words: frozenset[str] = frozenset()) -> list[Token]:
    """A tagged span without the particles, stops, articles and times at its edges (저녁 식사 and lunch keep theirs).

    ``words`` are Korean words known to end as if in a particle (나들이); an attendee loses function words too.
    """
    kept = list(tokens)
    while kept and _ends_badly(reading, kept, kind, words):
        kept.pop()
    while kept and _starts_badly(reading, kept[0], kind) and not _is_all_hands(kept):
        kept.pop(0)
    return kept


def complete(reading: Reading, span: Sequence[Token], kind: str, words: frozenset[str] = frozenset()) -> list[Token]:
    """``span`` grown over what belongs to its edge words: 미팅들, 1:1s, "dr. banerjee", a known word cut in two."""
    tokens = reading.tokens
    first, last = tokens.index(span[0]), tokens.index(span[-1])
    if kind == "attendee":
        first, last = _with_title(tokens, first, last)
    word = word_at(tokens, last)
    if word[-1] > last and "".join(tokens[i].text for i in word) in words:
        last = word[-1]
    if last + 1 < len(tokens) and tokens[last + 1].glued and tokens[last + 1].text in ("들", "s"):
        last += 1
    return list(tokens[first : last + 1])


def is_signature(reading: Reading, span: Sequence[Token]) -> bool:
    """Whether the name stands under the message: "Cheers, Paul" at its end, 이정은 드림."""
    first, last = reading.tokens.index(span[0]), reading.tokens.index(span[-1])
    rest = [t for t in reading.tokens[last + 1 :] if t.text not in _STOPS]
    if rest:
        return rest[0].text in _KO_SIGN_OFFS and len(rest) == 1
    before = [t.text.lower() for t in reading.tokens[:first]]
    return len(before) > 1 and before[-1] in (",", "\n", "!", ".", "-") and before[-2] in _SIGN_OFFS


def _with_title(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    if tokens[last].text.lower() in _TITLES:
        following = last + 2 if last + 1 < len(tokens) and tokens[last + 1].text == "." else last + 1
        last = following if following < len(tokens) and tokens[following].pos == "SL" else last
    before = first - 2 if first > 1 and tokens[first - 1].text == "." else first - 1
    return (before if before >= 0 and tokens[before].text.lower() in _TITLES else first), last


def _ends_badly(reading: Reading, kept: Sequence[Token], kind: str, words: frozenset[str]) -> bool:
    last, text = kept[-1], kept[-1].text.lower()
    if last.is_particle or last.pos.startswith("VCP"):
        return _word(kept) not in words
    if text in _QUOTING and len(kept) > 1:
        return kept[-2].pos.startswith("VCP")
    function = kind == "attendee" and text in _FUNCTION_WORDS
    if kind == "title" and text in _NAMED_TIMES and len(kept) > 1 and not _is_time(reading, kept[-2]):
        return kept[-2].text.lower() in _ARTICLES
    return function or text in _STOPS or text in _TAILS or _is_time(reading, last)


def _starts_badly(reading: Reading, token: Token, kind: str) -> bool:
    heads = _FUNCTION_WORDS if kind == "attendee" else _HEADS
    return token.is_particle or token.text in _STOPS or token.text.lower() in heads or _is_time(reading, token)


def _is_all_hands(tokens: Sequence[Token]) -> bool:
    """ "all hands", "all-hands": the one name of an event that begins with an article's word."""
    return tokens[0].text.lower() == "all" and "hands" in [t.text.lower() for t in tokens[1:3]]


def _word(tokens: Sequence[Token]) -> str:
    return "".join(tokens[i].text for i in word_at(tokens, len(tokens) - 1))


def _is_time(reading: Reading, token: Token) -> bool:
    named = token.text.lower() in EVENT_WORDS
    return not named and any(a <= token.start and token.end <= b for a, b in reading.times)
