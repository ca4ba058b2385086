"""Where a tagged entity begins and ends: particles, stops and articles come off, plurals and Dr. stay on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.entities import SIGN_OFFS
from bot.nlu.language import FRAME_WORDS
from bot.nlu.meals import MEALS
from bot.nlu.reading import Reading
from bot.nlu.tokens import Token, word_at

# read as times, yet parts of an event's name: 점심 약속, 주간 회의
EVENT_WORDS = MEALS | {"주간", "월간", "분기", "연간"}
# last words of evenings and days that have a name (movie night), though the word alone is a time
_NAMED_TIMES = frozenset(["night", "nights", "evening"])
_STOPS = frozenset(",.!?\"'“”‘’()~…:;/")
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
# "한 시간 정도": about so long, no part of what comes after
_ABOUT = frozenset(["정도", "쯤", "가량", "남짓", "내외", "안팎", "정도로", "내외로"])
_HANGUL = re.compile(r"[가-힣]+")
_POLITE = frozenset(["님", "씨"])
_COMPANY = ("랑", "하고", "한테", "에게", "께", "님", "씨")


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


def within_sentence(reading: Reading, span: Sequence[Token], kind: str) -> list[Token]:
    """The part of a tagged span before the first end of a sentence or line in it.

    A name that was tagged together with what follows its sentence is only believed when it is written as a name.
    """
    ends = [i for i, token in enumerate(span[:-1]) if _ends_sentence(reading, reading.tokens.index(token))]
    if not ends:
        return list(span)
    kept = [token for token in span[: ends[0] + 1] if token.text not in _STOPS]
    if kind == "attendee" and kept and kept[-1].pos == "SL" and not kept[-1].text[0].isupper():
        return []
    return kept


def complete(reading: Reading, span: Sequence[Token], kind: str, words: frozenset[str] = frozenset()) -> list[Token]:
    """``span`` grown over what belongs to its edge words: 미팅들, 1:1s, "dr. banerjee", a known word cut in two."""
    tokens = reading.tokens
    first, last = tokens.index(span[0]), tokens.index(span[-1])
    if kind == "attendee":
        first, last = _with_title(tokens, first, last)
        first, last = _polite(reading, first, last)
        last = word_at(tokens, last)[-1] if _whole_in_english(reading, tokens[last]) else last
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
        return rest[0].text in SIGN_OFFS and len(rest) == 1
    before = [t.text.lower() for t in reading.tokens[:first]]
    lines = reading.lines_between(first - 1, first) if first else 0
    if lines and (before[-1] in (".", "!", "?") or before[-1] in _SIGN_OFFS or (lines > 1 and before[-1] != ":")):
        return True
    return len(before) > 1 and before[-1] in (",", "!", ".", "-") and before[-2] in _SIGN_OFFS


def _with_title(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    if tokens[last].text.lower() in _TITLES:
        following = last + 2 if last + 1 < len(tokens) and tokens[last + 1].text == "." else last + 1
        last = following if following < len(tokens) and tokens[following].pos == "SL" else last
    before = first - 2 if first > 1 and tokens[first - 1].text == "." else first - 1
    return (before if before >= 0 and tokens[before].text.lower() in _TITLES else first), last


def _polite(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """A bare 님 takes the word before it along ("하은 님" cut after a verb's stem 하), a name the 님 after its word."""
    tokens = reading.tokens
    if tokens[first].text in _POLITE and first > 0:
        word = word_at(tokens, first - 1) if not tokens[first].glued else range(word_at(tokens, first)[0], first)
        if word and _is_short_hangul(tokens, word) and not any(_is_time(reading, tokens[i]) for i in word):
            first = word[0]
    after = word_at(tokens, last)[-1] + 1
    if 0 < after < len(tokens) and tokens[after].text in _POLITE and _is_short_hangul(tokens, range(first, after)):
        last = after
    return first, last


def _whole_in_english(reading: Reading, last: Token) -> bool:
    """Whether the word there is a Korean name in an English sentence, where no particle follows: "with 송하은 on"."""
    word = word_at(reading.tokens, reading.tokens.index(last))
    text = "".join(reading.tokens[k].text for k in word)
    stem = sum(len(reading.tokens[k].text) for k in word if not reading.tokens[k].is_particle)
    is_name = _is_short_hangul(reading.tokens, word) and len(text) > 1 and not text.endswith(_COMPANY)
    return reading.lang == "en" and is_name and stem < 3


def _is_short_hangul(tokens: Sequence[Token], word: Sequence[int]) -> bool:
    text = "".join(tokens[i].text for i in word)
    return len(text) <= 4 and bool(_HANGUL.fullmatch(text))


def _ends_sentence(reading: Reading, i: int) -> bool:
    """Whether a line ends after the token, or it is a stop that ends a sentence ("J. Park" and "Dr. Osei" do not)."""
    tokens = reading.tokens
    if i + 1 == len(tokens) or reading.lines_between(i, i + 1):
        return True
    before = tokens[i - 1].text if i else ""
    initial = before.lower() in _TITLES or (len(before) == 1 and before.isupper())
    return tokens[i].text in (".", "!", "?", "…") and not tokens[i + 1].glued and not initial


def _ends_badly(reading: Reading, kept: Sequence[Token], kind: str, words: frozenset[str]) -> bool:
    last, text = kept[-1], kept[-1].text.lower()
    if last.is_particle or last.pos.startswith("VCP"):
        return _word(kept) not in words and not (kind == "attendee" and _whole_in_english(reading, last))
    if text in _QUOTING and len(kept) > 1:
        return kept[-2].pos.startswith("VCP")
    function = kind == "attendee" and text in _FUNCTION_WORDS
    if kind == "title" and text in _NAMED_TIMES and len(kept) > 1 and not _is_time(reading, kept[-2]):
        return kept[-2].text.lower() in _ARTICLES
    return function or text in _STOPS or text in _TAILS or _is_time(reading, last)


def _starts_badly(reading: Reading, token: Token, kind: str) -> bool:
    heads = _FUNCTION_WORDS if kind == "attendee" else _HEADS
    if token.text in _ABOUT and (i := reading.tokens.index(token)) and _is_time(reading, reading.tokens[i - 1]):
        return True
    return token.is_particle or token.text in _STOPS or token.text.lower() in heads or _is_time(reading, token)


def _is_all_hands(tokens: Sequence[Token]) -> bool:
    """ "all hands", "all-hands": the one name of an event that begins with an article's word."""
    return tokens[0].text.lower() == "all" and "hands" in [t.text.lower() for t in tokens[1:3]]


def _word(tokens: Sequence[Token]) -> str:
    return "".join(tokens[i].text for i in word_at(tokens, len(tokens) - 1))


def _is_time(reading: Reading, token: Token) -> bool:
    named = token.text.lower() in EVENT_WORDS
    return not named and any(a <= token.start and token.end <= b for a, b in reading.times)
