"""Clock times and parts of the day in Korean: 오후 세시 십오분, 3시 반, 3시 10분 전, 정오, 점심 먹고, 퇴근 전."""

from __future__ import annotations

import re
from re import Match

from ..atoms import SILENT, Amount, Clock, Mark, Moment
from ..lexicon import Built, Rule
from .common import AFTER, DIGITS, LEFT, NO_WISH, RIGHT, bare, compiled, firsts, table, words
from .numerals import PAIRS, SINO, native, sino
from .words import CLOCK_WORDS, EDGES, PODS

_PODS, _EDGES = table(PODS), table(EDGES)
_ONES = "열\\s?하나|열\\s?한|열\\s?두|열\\s?둘|열|다섯|여섯|일곱|여덟|여덜|아홉|한|두|세|네"
#: words that begin with 시 after a numeral: 3시간, 두시간, 시리즈, 한시적
_NOT_HOUR = r"(?!간|리즈|즌|장|청|민|내|외|점|설|험|행|력|계|군|의회|절|드|트|급|도하|적|름|바|작|범|대|속|안)"
_HOUR = (
    rf"(?:(?P<h>\d{{1,2}})\s?시|{LEFT}(?P<n>{_ONES}|영)\s?시(?={AFTER}|\s?(?:{SINO})\s?분)"
    rf"|{LEFT}(?P<s>십[삼사오육칠팔구]|이십[일이삼사]?)\s?시){_NOT_HOUR}"
)
_MINUTE = (
    rf"(?:\s?(?P<m>\d{{1,2}}|{SINO})\s?분(?!기|위기|야|석|류|들|께|의\s?\d)(?:\s?(?P<sec>\d{{1,2}}|{SINO})\s?초)?"
    r"|\s?(?P<half>반)(?![가-힣](?<![에은는이도만으까부쯤경께정로인입였예과와엔랑전후뒤라])))?"
)


def _hour(match: Match[str]) -> int | None:
    if match["h"]:
        return int(match["h"])
    if match["n"]:
        return 0 if match["n"] == "영" else native(bare(match["n"]))
    return sino(match["s"])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else sino(word) or 0


def _clock(match: Match[str]) -> Built:
    hour = _hour(match)
    if hour is None:
        return None
    minute = 30 if match["half"] else _number(match["m"]) if match["m"] else 0
    second = _number(match["sec"]) if match["sec"] else 0
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute):
        return SILENT
    grain = "second" if match["sec"] else "minute" if match["m"] or match["half"] or match["sharp"] else "hour"
    clock = Clock(hour, minute, second, grain=grain, loose=1 <= hour <= 12)
    if match["ago"]:
        return Moment(base=Moment(clock=Clock(hour, loose=1 <= hour <= 12)), shift=Amount((("minute", -minute),)))
    return Moment(clock=clock)


def _first_of_two(match: Match[str]) -> Built:
    hour = int(match[1])
    return Moment(clock=Clock(hour, loose=1 <= hour <= 12)) if hour <= 24 else None


def _pair(match: Match[str]) -> Built:
    low, high = PAIRS[match[1]]
    at = match.start()
    return [
        (Moment(clock=Clock(low, loose=True)), at, at + 1),
        (Mark.TO, at + 1, at + 1),
        (Moment(clock=Clock(high, loose=True)), at + 1, match.end()),
    ]


def _pod(match: Match[str]) -> Built:
    return Moment(pod=_PODS[bare(match[1])])


def _edge(match: Match[str]) -> Built:
    hour, after = _EDGES[bare(match[1])]
    mark = Mark.POST_AFTER if after else Mark.POST_BEFORE
    return [(Moment(clock=Clock(hour)), match.start(1), match.end(1)), (mark, match.end(1), match.end())]


_MOVED = re.compile(r"옮|미[뤄루룰]|바[꿔꾸꿀]|변경|연기|당[겨기길]|앞당|조정|늦[춰추]")


def _this_time(match: Match[str]) -> Built:
    """내일 이 시간; 같은 시간 is the old meeting's where one is being moved."""
    if match[1] != "이" and _MOVED.search(match.string, max(0, match.start() - 60), match.end() + 60):
        return None
    return Moment(clock=Clock(0, grain="minute", same=True))


def _last_night(match: Match[str]) -> Built:
    pod = match[0].replace(" ", "")[-2:]
    return Moment(cycle=("day", -1), pod=_PODS.get(pod, "어젯밤"))


#: what follows a meal that is spoken of, not a time
_MEAL = (
    r"(?!\s?(?:메뉴|값|식사는|식사를|밥은|밥을|드셨|드시|먹었|먹을|뭐|사줄|사주|사드|잘|맛있|맛집|도시락|특선"
    r"|간식|뷔페|준비))"
)
_SHORT = [key for key in PODS if key in ("낮", "밤")]
_LONG = [key for key in PODS if key not in ("낮", "밤", "am", "pm")]

RULES = [
    Rule(
        DIGITS + "열다여일곱덟아홉한두세네영십이",
        compiled(rf"{_HOUR}{_MINUTE}(?P<sharp>\s?정각)?(?P<ago>(?<=분)\s?전(?!부(?!터)|체|화|달|혀))?"),
        _clock,
    ),
    Rule(DIGITS, compiled(r"(?<![\d:.,/-])(\d{1,2})(?=\s?(?:[~\-,·/]|에서|부터)\s?\d{1,2}\s?시(?!간))"), _first_of_two),
    Rule("두서네너대한", compiled(rf"{LEFT}(한두|두세|두어|서너|너댓|네댓)\s?시(?!간)"), _pair),
    Rule(
        "정자",
        compiled(rf"{LEFT}({words(CLOCK_WORDS)})(?!\s?(?:작용|능력|기능|운동|노력|표))"),
        lambda m: Moment(clock=Clock(CLOCK_WORDS[m[1]])),
    ),
    Rule(
        firsts(_LONG),
        compiled(
            rf"{LEFT}{NO_WISH}({words(_LONG)})(?!배송|별|송|동\b|역\b|형|이슬|마당|늘|드라마|뉴스|햇살|노을|버스|택시|반\s|밥|녘|기도회?는){_MEAL}"
        ),
        _pod,
    ),
    Rule(
        "낮밤",
        compiled(
            rf"{LEFT}{NO_WISH}({words(_SHORT)})(?!은\s|은\s?수|게|추|춰|아|잡|다|고\s|지|새|하늘|나무|샘|길|낮|밤|바다){RIGHT}"
        ),
        _pod,
    ),
    Rule(
        "apAP",
        compiled(r"(am|pm|a\.m\.|p\.m\.)(?=\s?(?:\d|[가-힣]))"),
        lambda m: Moment(pod=_PODS[m[1].replace(".", "")]),
    ),
    Rule(
        "이같동",
        compiled(
            r"(?<=[일주달레피][ ,])(이|같은|동일한|동)\s?(?:시간|시각)(?!대)(?=에|[^가-힣]|$|으로|쯤|이|은|어때|괜찮)"
        ),
        _this_time,
    ),
    Rule(firsts(EDGES), compiled(rf"{LEFT}({words(EDGES)})(?:에)?"), _edge),
    Rule(
        "이",
        compiled(rf"{LEFT}이번\s?(아침|오전|오후|저녁|밤)(?!\s?\d)"),
        lambda m: Moment(cycle=("day", 0), pod=_PODS[m[1]]),
    ),
    Rule(
        "어엊간지",
        compiled(rf"{LEFT}(?:어젯밤|엊저녁|어제\s?밤|어제저녁|간밤|지난\s?(?:밤|저녁|새벽|아침|오후|오전))"),
        _last_night,
    ),
]
