"""Repetition in Korean: 매주 월수금, 격주, 3주마다, 2주에 한 번, 화요일마다, 평일 아침, 매달 둘째 화요일, 총 5회."""

from __future__ import annotations

import re
from re import Match

from ..atoms import Mark, Recur
from ..lexicon import Built, Rule
from .common import DIGITS, LEFT, NUMERALS, RIGHT, bare, compiled, firsts, table, words
from .numerals import NATIVE, SINO, number
from .words import BYDAY, DAY_COUNTS, NTH, PODS, SINO_MONTHS, WEEKDAYS

_EVERY = {
    "매일": ("DAILY", 1), "매일매일": ("DAILY", 1), "날마다": ("DAILY", 1), "하루마다": ("DAILY", 1),
    "일별": ("DAILY", 1), "매주": ("WEEKLY", 1), "매 주": ("WEEKLY", 1), "주마다": ("WEEKLY", 1),
    "매주마다": ("WEEKLY", 1), "주별로": ("WEEKLY", 1), "격주": ("WEEKLY", 2), "격주로": ("WEEKLY", 2),
    "격주마다": ("WEEKLY", 2), "격일": ("DAILY", 2), "격일로": ("DAILY", 2), "격월": ("MONTHLY", 2),
    "격월로": ("MONTHLY", 2), "격년": ("YEARLY", 2), "격년으로": ("YEARLY", 2), "매달": ("MONTHLY", 1),
    "매월": ("MONTHLY", 1), "매 달": ("MONTHLY", 1), "달마다": ("MONTHLY", 1), "다달이": ("MONTHLY", 1),
    "매달마다": ("MONTHLY", 1), "월별로": ("MONTHLY", 1), "매년": ("YEARLY", 1), "매해": ("YEARLY", 1),
    "해마다": ("YEARLY", 1), "매년마다": ("YEARLY", 1), "매 년": ("YEARLY", 1), "매분기": ("MONTHLY", 3),
    "매 분기": ("MONTHLY", 3), "분기마다": ("MONTHLY", 3), "분기별로": ("MONTHLY", 3), "분기별": ("MONTHLY", 3),
    "매 반기": ("MONTHLY", 6), "반기마다": ("MONTHLY", 6), "반년마다": ("MONTHLY", 6), "반년에 한 번": ("MONTHLY", 6),
    "분기에 한 번": ("MONTHLY", 3), "매시간": ("HOURLY", 1), "매 시간": ("HOURLY", 1), "시간마다": ("HOURLY", 1),
    "매시": ("HOURLY", 1),
}  # fmt: skip
_EVERY_BARE, _COUNTS, _NTH, _PODS = table(_EVERY), table(DAY_COUNTS), table(NTH), table(PODS)
_FREQ = {
    "시간": "HOURLY", "분": "MINUTELY", "일": "DAILY", "주": "WEEKLY", "주일": "WEEKLY", "달": "MONTHLY",
    "개월": "MONTHLY", "년": "YEARLY", "해": "YEARLY", "월": "MONTHLY", "연": "YEARLY", "분기": "MONTHLY",
    "영업일": "DAILY",
}  # fmt: skip
_WORK, _WEEKEND = BYDAY[:5], BYDAY[5:]

_SEP = r"\s?(?:[,/·.]|요일과|와|과|하고|이랑|랑|및|이나|나)?\s?"
_W = r"[월화수목금토일](?:요일|욜일|욜)?"
_LIST = rf"(?:{_W}\s?(?:~|-|부터|에서)\s?{_W}(?:\s?까지)?|{_W}(?:{_SEP}{_W}){{0,6}})"
_NAMED = (
    rf"(?:[월화수목금토일](?:요일|욜일|욜)(?:{_SEP}{_W}){{0,6}}|{_W}(?:{_SEP}{_W}){{1,6}}"
    rf"|[월화수목금토]\s?(?:~|-|부터)\s?{_W}(?:\s?까지)?)"
)
_NOUN = r"(?!\s?(?:경제|신문|유업|홀딩스)|리|린|려|렸|릴|콩)"
_DAY_LETTER = re.compile(r"([월화수목금토일])(?:요일|욜일|욜)?(\s?(?:~|-|부터|에서)\s?)?")


def _codes(text: str) -> tuple[str, ...]:
    """월수금, 화·목, 월요일부터 금요일까지 → RFC 5545 day codes; nothing where a day comes twice or out of order."""
    days: list[int] = []
    span = False
    for match in _DAY_LETTER.finditer(text):
        day = WEEKDAYS[match[1]]
        days += range(days[-1] + 1, day + 1) if span and days and days[-1] < day else [day]
        span = bool(match[2])
    return tuple(BYDAY[d] for d in days) if len(days) == len(set(days)) else ()


def _every(match: Match[str]) -> Built:
    freq, interval = _EVERY_BARE[bare(match[1])]
    return Recur(freq, interval)


def _weekly(match: Match[str]) -> Built:
    codes = _codes(match["days"])
    if not codes or match["days"].strip() == "일":
        return None
    return Recur("WEEKLY", 2 if match["every"].startswith("격") else 1, codes)


def _each_weekday(match: Match[str]) -> Built:
    codes = _codes(match["days"])
    return Recur("WEEKLY", 1, codes) if codes else None


def _interval(match: Match[str]) -> Built:
    if match["count"]:
        n, unit = float(_COUNTS[bare(match["count"])]), "일"
        if n % 7 == 0:
            n, unit = n / 7, "주"
    else:
        value = number(match["n"])
        if value is None or value < 1 or value != int(value):
            return None
        n, unit = value, match["unit"]
    step = int(n) * (3 if unit == "분기" else 1)
    if match["skip"]:
        step += 1
    return Recur(_FREQ[unit], step)


def _times_a(match: Match[str]) -> Built:
    return Recur(_FREQ[match[1]])


def _workdays(match: Match[str]) -> Built:
    return Recur("WEEKLY", 1, _WEEKEND if "말" in match[0] else _WORK)


def _each_part(match: Match[str]) -> Built:
    return Recur("DAILY", pod=_PODS[bare(match["pod"])])


def _nths(match: Match[str]) -> Built:
    days = [BYDAY[WEEKDAYS[match["day"]]]]
    nths = [_NTH[bare(n)] for n in (match["a"], match["b"], match["c"]) if n]
    return Recur("MONTHLY", 1, tuple(f"{n}{days[0]}" for n in nths))


def _nth_each(match: Match[str]) -> Built:
    return Recur("MONTHLY", 1, (f"{_NTH[bare(match['nth'])]}{BYDAY[WEEKDAYS[match['day']]]}",))


def _nth_digits(match: Match[str]) -> Built:
    day = BYDAY[WEEKDAYS[match["day"]]]
    return Recur("MONTHLY", 1, tuple(f"{n}{day}" for n in re.findall(r"[1-5]", match["nths"])))


_NTHS, _AND = words(NTH), r"\s?(?:주)?(?:\s?(?:[,/·]|와|과|하고|및)\s?|\s)"
_POD = words(k for k in PODS if k not in ("am", "pm"))
_DAYS = words(DAY_COUNTS)
_N = rf"(?:\d{{1,3}}|{NATIVE}|{SINO})"
_ONCE = r"(?:(?:한|두|세|네|다섯|\d)\s?(?:번|차례|회)(?:씩)?|하나씩|1회)"

RULES = [
    Rule(firsts(_EVERY), compiled(rf"{LEFT}({words(_EVERY)}){_NOUN}(?:\s?{_ONCE}(?!만))?"), _every),
    Rule("주달년", compiled(rf"{LEFT}(주|달|년)에\s?{_ONCE}"), _times_a),
    Rule("월주", compiled(rf"{LEFT}(월|주)\s?(?:초|말|중순)(?=\s?마다)"), _times_a),
    Rule(
        "매",
        compiled(rf"{LEFT}매[달월]\s?(?P<n>\d{{1,2}}|{SINO})\s?일(?=\s?마다)"),
        lambda m: Recur("MONTHLY", 1, (), (int(number(m["n"]) or 1),)),
    ),
    Rule(
        "매",
        compiled(rf"{LEFT}매\s?(?=(?:\d{{1,2}}|{words(SINO_MONTHS)})\s?월\s?(?:\d|{SINO}))"),
        lambda _: Recur("YEARLY"),
    ),
    Rule("마", compiled(r"(?<=일)마다"), lambda _: Mark.FILLER),
    Rule("마", compiled(r"(?<=[시분반])\s?마다"), lambda _: Recur("DAILY")),
    Rule(
        "매격",
        compiled(rf"{LEFT}(?P<every>매\s?주|격주로?|매)\s?(?P<days>{_LIST})(?:\s?마다)?(?:{RIGHT}|(?=\s?\d))"),
        _weekly,
    ),
    Rule(
        "".join(WEEKDAYS), compiled(rf"{LEFT}(?=[^\n]{{1,40}}마다)(?P<days>{_NAMED})\s?(?:마다|날마다)"), _each_weekday
    ),
    Rule(
        "매" + NUMERALS + "".join({k[0] for k in DAY_COUNTS}),
        compiled(
            rf"{LEFT}(?P<each>매\s?)?(?:(?P<count>{_DAYS})|(?P<n>{_N})\s?(?P<unit>시간|개월|주일|영업일|분기|주|달|일|년|해|분))\s?"
            rf"(?:마다|에\s?{_ONCE}|간격(?:으로|마다)?|주기로?|(?P<skip>걸러|건너)(?:서|뛰고|뛰어)?|(?(each)|(?!)))(?:\s?{_ONCE})?"
        ),
        _interval,
    ),
    Rule("주월연", compiled(rf"{LEFT}(주|월|연)\s?(?:\d|한|두|세)\s?(?:회|번)(?!의실|째)"), _times_a),
    Rule(
        "보항늘주평언대",
        compiled(
            rf"{LEFT}(?:보통|항상|늘|주로|평소에?|언제나|대체로)(?=\s(?:{_POD}|\d{{1,2}}\s?시|[월화수목금토일]요일|정오))"
        ),
        lambda _: Recur("DAILY"),
    ),
    Rule(
        firsts(PODS),
        compiled(
            rf"{LEFT}(?P<pod>{_POD})(?=(?:시간)?(?:에는|에|엔|은|는|에도)?\s?(?:[가-힣]{{1,6}}[은는을를도]?\s){{0,2}}(?:잡지|넣지|하지|두지)\s?(?:마|말|않))"
        ),
        _each_part,
    ),
    Rule("매평주", compiled(rf"{LEFT}(?:매주?\s?(?:평일|주중|주말)(?:마다)?|(?:평일|주중|주말)\s?마다)"), _workdays),
    Rule(
        "평",
        compiled(
            rf"{LEFT}평일(?=(?:에|엔|에는|은|에만|만)?\s?(?:{_POD}|\d{{1,2}}\s?시|\d{{1,2}}:|정오|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)\s?시))"
        ),
        _workdays,
    ),
    Rule("평", compiled(rf"{LEFT}평일(?=엔|에는|에만|만\s|은\s)"), _workdays),
    Rule("매", compiled(rf"{LEFT}매\s?(?:영업일|근무일)(?:마다)?"), lambda _: Recur("WEEKLY", 1, _WORK)),
    Rule("영", compiled(rf"{LEFT}영업일\s?마다"), lambda _: Recur("WEEKLY", 1, _WORK)),
    Rule(
        firsts(PODS) + "매",
        compiled(rf"{LEFT}(?:매\s?(?P<pod>{_POD})|{_POD}(?=\s?마다))"),
        lambda m: Recur("DAILY", pod=_PODS[bare(m[0].removeprefix("매"))]),
    ),
    Rule("마", compiled(r"(?<=[침심녁벽밤낮전후간때])\s?마다"), lambda _: Mark.FILLER),
    Rule(
        firsts(NTH), compiled(rf"{LEFT}(?P<nth>{_NTHS})\s?주?\s?(?P<day>[월화수목금토일])(?:요일|욜)\s?마다"), _nth_each
    ),
    Rule(
        DIGITS + "매",
        compiled(
            r"(?:매[달월]\s?)?(?P<nths>[1-5](?:\s?[,·/]\s?[1-5]){1,2})(?:번째|째)?\s?주\s?(?P<day>[월화수목금토일])(?:요일|욜)"
        ),
        _nth_digits,
    ),
    Rule("반", compiled(rf"{LEFT}반복(?=\s|$|해|으로|하|되|[.,!])"), lambda _: Recur()),
    Rule(
        "평주",
        compiled(rf"{LEFT}(?:평일|주중|주말(?:을|은)?\s?(?:빼고|제외하고|제외한|말고))\s?매일"),
        lambda _: Recur("WEEKLY", 1, _WORK),
    ),
    Rule(
        firsts(NTH),
        compiled(
            rf"{LEFT}(?P<a>{_NTHS}){_AND}(?P<b>{_NTHS})(?:{_AND}(?P<c>{_NTHS}))?\s?주?\s?(?P<day>[월화수목금토일])(?:요일|욜)(?:마다)?"
        ),
        _nths,
    ),
    Rule(
        DIGITS + "총모딱" + NUMERALS,
        compiled(
            rf"{LEFT}(?:(?:총|모두|딱)\s?(?P<n>{_N})\s?(?:회|번|차례)(?:만|까지)?|(?P<m>{_N})\s?(?:회|번)(?=만|\s?(?:반복|진행|동안|연속|에\s?걸쳐)|\s?[.!]?$))(?!째|의실|차)"
        ),
        lambda m: Recur(count=int(number(m["n"] or m["m"]) or 0) or None),
    ),
]
