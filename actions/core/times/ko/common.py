"""What the Korean rules share: word edges, alternatives from tables, and how a table is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from ..lexicon import Lazy, Rule
from .numerals import NATIVE, SINO

_T = TypeVar("_T")

#: Where a short word may begin: not inside another word, unless that is itself a time or a particle after one.
BEHIND = frozenset("일주달월날늘레제말피년욜에의도전후는은과와나랑터시분반중순초뒤침심녁벽밤낮쯤해")
LEFT = rf"(?:(?<![가-힣a-z0-9])|(?<=[{''.join(sorted(BEHIND))}]))"
#: not in a greeting: 좋은 하루, 즐거운 주말, 편안한 저녁
NO_WISH = r"(?<!좋은 )(?<!거운 )(?<!복한 )(?<!안한 )(?<!멋진 )(?<!찬 )(?<!로운 )"
#: What may follow a short word: no letter, a particle, a copula, or the next time.
TAIL = (
    r"(?:으로요|로요|까지요|부터요|쯤이요|쯤요|쯤으로|경으로|정도로|에서부터|에서는|에서|에는|에도|에만|에야|에요|에|엔|부터는|부터|까지는|까지|까진|으로는|으로|로는|로|이나|이랑|은요|는요|은|는|이|가|을|를"
    r"|도|만|과|와|하고|랑|나|의|쯤에는|쯤에|쯤|경에|경|께|정도에|정도|마다|이후|이전|전까지|전에|전|후에|후|뒤에|뒤|사이에|사이|무렵|즈음|중에|중으로|내로|내에|안에|안으로|빼고|말고|제외하고|요)"
    r"(?![가-힣])"
)
COPULA = r"(?:입니|이에|이예|예요|인데|이고|이면|이라|이든|이지|이죠|이요|이야|이었|이였|였|이니|일까|인가|이랬|이네)"
NEXT = (
    r"(?:\d|오전|오후|아침|점심|저녁|새벽|밤|낮|정오|자정|심야|한낮|늦은|이른|매주|매일|매달|다음|이번|말일|첫|둘째|셋째|넷째|다섯째|마지막|오늘|내일|모레|[월화수목금토일](?:요일|욜)"
    r"|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열한|열두|열)\s?시|회의|미팅|약속|일정|마다|빼고|말고|전까지|안에|중에)"
)
RIGHT = rf"(?=[^가-힣a-z0-9]|$|{TAIL}|{COPULA}|{NEXT})"
#: What may follow a number of hours or days written in letters: 두시에, 하루만에; not 두시언해, 하루키.
AFTER = (
    rf"(?={RIGHT[3:-1]}|에|부터|까지|쯤|경|께|정도|이후|이전|전|후|뒤|사이|으로|이나|이랑|하고|빼고|말고|마다|씩|동안|간|가량|만에|반|정각"
    r"|짜리|무렵|즈음|내내|째|휴가|연차|일정|코스)"
)
#: words for a part of a week, a month or a year → its name in `Moment.part`
PARTS = {
    "초": "start", "초반": "start", "초순": "start", "상순": "start", "중반": "mid", "중순": "mid", "중": "mid",
    "말": "end", "하순": "end", "후반": "end", "끝": "end",
}  # fmt: skip
WEEKDAY = r"[월화수목금토일](?:요일|욜일|욜)"
DIGITS = "0123456789"
#: First characters of native and Sino-Korean numerals.
NUMERALS = DIGITS + "하한둘두셋세석서넷네넉너다여일곱덟아홉열스서마쉰예대이삼사오육칠팔구십백천"
#: A whole number: digits, native or Sino-Korean.
NUMBER = rf"(?:\d{{1,4}}|{NATIVE}|{SINO})"


def words(keys: Iterable[str]) -> str:
    """A pattern of these words, the longest first, their spaces optional."""
    ordered = sorted(set(keys), key=len, reverse=True)
    return "(?:" + "|".join(r"\s?".join(map(re.escape, key.split(" "))) for key in ordered) + ")"


def table(entries: Mapping[str, _T]) -> dict[str, _T]:
    """The table with its keys' spaces taken out, for `meaning`."""
    return {key.replace(" ", ""): value for key, value in entries.items()}


def bare(text: str) -> str:
    """``text`` without spaces, as `table` has its keys."""
    return re.sub(r"\s+", "", text)


def firsts(keys: Iterable[str]) -> str:
    """The characters that these words begin with."""
    return "".join(sorted({key[0] for key in keys}))


def compiled(pattern: str) -> Lazy:
    """A pattern over lower-cased normalised text."""
    return Lazy(pattern)


__all__ = [
    "AFTER",
    "BEHIND",
    "DIGITS",
    "LEFT",
    "NEXT",
    "NO_WISH",
    "NUMBER",
    "NUMERALS",
    "PARTS",
    "RIGHT",
    "WEEKDAY",
    "Rule",
    "bare",
    "compiled",
    "firsts",
    "table",
    "words",
]
