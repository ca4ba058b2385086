"""Lengths of time in Korean: 45분, 한 시간 반, 2시간 30분, 사흘, 보름; and 이틀 뒤, 3일 안에, 지난 3일간."""

from __future__ import annotations

import re
from re import Match

from ..atoms import Amount, Mark, Moment
from ..lexicon import Built, Rule
from .common import AFTER, DIGITS, LEFT, NEXT, NO_WISH, NUMERALS, bare, compiled, firsts, table, words
from .numerals import NATIVE, PAIRS, SINO, number
from .words import DAY_COUNTS, DAY_SHIFTS

_COUNTS, _SHIFTS = table(DAY_COUNTS), table(DAY_SHIFTS)
_UNITS = {
    "시간": "hour", "분": "minute", "초": "second", "개월": "month", "달": "month", "주일": "week", "주": "week",
    "일": "day", "년": "year", "해": "year", "영업일": "bday", "분기": "quarter", "주간": "week",
}  # fmt: skip
_NO_HOURS = frozenset("일이삼사오육칠팔구")  # 이 시간 is "this time"; hours are counted in native numerals
_HALVES = {"반시간": ("minute", 30.0), "반년": ("month", 6.0)}
_PAIR = words(PAIRS)
_N = rf"(?:\d{{1,4}}(?:\.\d)?|{_PAIR}|{NATIVE}|{SINO}|영)"
#: units by the numerals that count them: 세 시간, 세 달, 삼 개월, 삼십 분
_NATIVE_UNIT = r"(?:시간|달|주일|주|개월)"
_SINO_UNIT = r"(?:시간|개월|주일|년|주|일|분|초)"
_DIGIT_UNIT = r"(?:시간|개월|달|주일|주간|주|영업일|일|년|분|초)"
_GUARD = (
    r"(?!요일|욜|년|기(?!간|다)|생(?!각)|산\b|식|차(?!이)|지기|제\b|위기|야\b|께서|께선|의\s?\d|기점|급|소|문|대(?![로해])|\s?(?:카레|짜장|대기조)|매수|매도|말고|말까지|말에|초에|중순"
    r"|인공|행|민|입|카레|짜장|들|이\s?(?:오|참|계|모|더)|모두|계|은\s?(?:오|참|누)|대기조|장\b)"
)
_ONE = (
    rf"(?:\d{{1,4}}(?:\.\d)?\s?{_DIGIT_UNIT}|(?:{_PAIR}|{NATIVE})\s?{_NATIVE_UNIT}"
    rf"|{SINO}\s?{_SINO_UNIT}|영\s?년|{words(DAY_COUNTS)})"
)
_ITEM = re.compile(rf"({_N})\s?({_DIGIT_UNIT}|해)|({words(DAY_COUNTS)})|(반)")
_LATER = r"(?:이후|후|뒤|있다가|있다|이따가|이따|지나서|지나면|지나고|있으면|다음)"
_AGO = r"(?:이전|전)"


def _amount(text: str) -> Amount | None:
    if text[0] == "반" and bare(text) in _HALVES:
        return Amount((_HALVES[bare(text)],))
    parts: list[tuple[str, float]] = []
    for item in _ITEM.finditer(text):
        if item[4]:
            if not parts:
                return None
            if parts[-1][0] == "year":
                parts[-1] = ("month", parts[-1][1] * 12 + 6)
            else:
                parts.append(_half(parts[-1][0]))
        elif item[3]:
            parts.append(("day", float(_COUNTS[bare(item[3])])))
        else:
            value = number(item[1])
            if value is None or (item[2] == "시간" and item[1] in _NO_HOURS):
                return None
            parts.append((_UNITS[item[2]], value))
    return Amount(tuple(parts)) if parts else None


def _half(unit: str) -> tuple[str, float]:
    return {
        "hour": ("minute", 30.0),
        "month": ("day", 15.0),
        "year": ("month", 6.0),
        "day": ("hour", 12.0),
        "minute": ("second", 30.0),
        "week": ("hour", 84.0),
    }.get(unit, ("minute", 0.0))


def _length(match: Match[str]) -> Built:
    made = _amount(match["a"])
    tailed = any(match[group] for group in _TAIL_GROUPS)
    if made is None or (not tailed and (_cut_off(match) or _HOMONYM.fullmatch(match["a"]) or _described_day(match))):
        return None
    if match["later"] == "이후" and made.parts[0][0] == "day" and made.parts[0][1] >= 10:
        return None  # "24일 이후" is after the 24th
    if not tailed and [unit for unit, _ in made.parts].count("day") > 1:
        return None  # 27일 30일: two dates
    atoms: list = [(made, match.start("a"), match.end("a"))]
    for group, mark in (("later", Mark.LATER), ("ago", Mark.AGO), ("within", Mark.POST_WITHIN), ("for", Mark.POST_FOR)):
        if match[group]:
            atoms.append((mark, match.start(group), match.end(group)))
    return atoms


def _cut_off(match: Match[str]) -> bool:
    """Whether the length is only the beginning of another word (보름달, 한 달음, 두 달란트)."""
    lenient = match["a"][0].isdigit() and match["a"].endswith(("시간", "분", "개월"))
    return not lenient and _AFTER.match(match.string, match.end("a")) is None


def _described_day(match: Match[str]) -> bool:
    """바쁜 하루, 힘든 하루: a day that an adjective (it ends in ㄴ) speaks of is no length."""
    before = match.string[: match.start()].rstrip()[-1:]
    return match["a"] == "하루" and "가" <= before <= "힣" and (ord(before) - ord("가")) % 28 == 4


def _past_span(match: Match[str]) -> Built:
    """지난 3일간: from so long ago until the end of yesterday."""
    made, at, end = _amount(match["a"]), match.start("a"), match.end()
    if made is None or any(unit in ("hour", "minute", "second") for unit, _ in made.parts):
        return None
    return [(Moment(shift=made.times(-1)), match.start(), at), (Mark.TO, at, at), (Moment(cycle=("day", -1)), at, end)]


def _day_shift(match: Match[str]) -> Built:
    """화요일의 전날, 말일 다음 날: a day before or after what stands before."""
    mark = Mark.AGO if _SHIFTS[bare(match[0])] < 0 else Mark.LATER
    return [(Amount((("day", 1.0),)), match.start(), match.end()), (mark, match.end(), match.end())]


def _some(match: Match[str]) -> Built:
    """며칠 안에, 몇 주 뒤: a few, which is three."""
    unit = bare(match["some"]).removeprefix("몇")
    amount = Amount(((_UNITS.get(unit, "day"), 3.0),))
    tail = match["tail"]
    mark = Mark.AGO if tail.startswith(("전", "이전")) else Mark.LATER if _SOON.match(tail) else Mark.POST_WITHIN
    return [(amount, match.start(), match.end("some")), (mark, match.start("tail"), match.end())]


_SOON = re.compile(r"뒤|후|이후|있다가|있다|이따|지나서")
_SOME_TAIL = r"(?:안에|안으로|내로|내에|이내에?|안쪽으로|뒤|후|이후|있다가|지나서|전)(?=[^가-힣]|$|에|로|쯤|은|는)"
_AFTER = re.compile(AFTER)
_TAIL_GROUPS = ("later", "ago", "within", "for")
#: without a tail these are other words: 오일 (oil), 이주 (moving), 사주, 이분 (this person), 이레 (a name),
#: 하루 in greetings
_HOMONYM = re.compile(r"[일이삼사오육칠팔구]\s?(?:일|주|초)|[이사]분|이\s분|하룻|이레")
_TAILS = (
    rf"(?:\s?(?:쯤|정도|가량)?\s?(?P<later>{_LATER})(?=[^가-힣]|$|에|부터|까지|로|쯤|은|는|의|이|면|경|엔|인|입|였|예|라|도|만|{NEXT}|[월화수목금토일]요일|오전|오후|아침|저녁|\d)"
    rf"|\s?(?P<ago>{_AGO})(?=[^가-힣]|$|에|부터|까지|쯤|엔|이|경|은|의|으로|인데|입|였|예요|라)"
    r"|\s?(?P<within>안에|안으로|내로|내에|이내|이내로|이내에|안쪽)(?![가-힣])"
    r"|\s?(?P<for>간(?!격)|동안|짜리|내내|째))?"
)

RULES = [
    Rule(
        NUMERALS + "일보사나닷엿이여아열하영",
        compiled(
            rf"{LEFT}{NO_WISH}(?<![\d.제])(?!십분\s(?:이해|활용|발휘|공감|고려|반영))(?!하루(?:하루|\s?(?:되|보내|종일|빨리|라도|가\s|의|를|도\s)))(?P<a>{_ONE}{_GUARD}(?:\s?(?:{_ONE}{_GUARD}|반(?=[^가-힣]|$|있|쯤|정도|동안|이|만|간|짜리|뒤|후|전|에|은|을|으|씩|마다))){{0,6}}){_TAILS}"
        ),
        _length,
    ),
    Rule("지", compiled(rf"{LEFT}지난\s?(?P<a>{_ONE})\s?(?:간|동안)"), _past_span),
    Rule(
        firsts(DAY_SHIFTS),
        compiled(
            r"(?:(?<=요일)|(?<=[욜말\d]일)|(?<=요일 )|(?<=[욜말\d]일 )|(?<=요일의 )|(?<=말일의 )"
            rf"|(?<=[날주순] )|(?<=주말)|(?<=주말 )){words(DAY_SHIFTS)}"
        ),
        _day_shift,
    ),
    Rule(
        DIGITS + "일이삼사오육칠팔구",
        compiled(rf"{LEFT}(?:\d{{1,2}}|[일이삼사오육칠팔구])\s?박\s?(?P<n>\d{{1,2}}|[일이삼사오육칠팔구])\s?일"),
        lambda m: Amount((("day", number(m["n"]) or 0.0),)),
    ),
    Rule(
        "며몇",
        compiled(rf"{LEFT}(?P<some>며칠|몇일|몇\s?(?:일|주일?|달|개월|시간|분))\s?(?P<tail>{_SOME_TAIL})"),
        _some,
    ),
    Rule("반", compiled(rf"{LEFT}(?P<a>반\s?(?:시간|년))(?!간){_TAILS}"), _length),
]
