"""Days, months and years in Korean: 내일, 12월 7일, 15일, 이번 달 말일, 다음 달 초, 상반기, 다가오는 31일."""

from __future__ import annotations

from re import Match

from ..atoms import SILENT, Moment, Silent
from ..lexicon import Built, Rule
from .common import DIGITS, LEFT, PARTS, RIGHT, WEEKDAY, bare, compiled, firsts, table, words
from .numerals import SINO, sino
from .words import DAYS, HOLIDAYS, MODIFIERS, MONTH_WORDS, MONTHS, NEAR, SINO_MONTHS, YEARS

_DAYS, _NEAR, _MONTHS, _YEARS = table(DAYS), table(NEAR), table(MONTHS), table(YEARS)
_MODIFIERS, _HOLIDAYS = table(MODIFIERS), table(HOLIDAYS)
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH = words(SINO_MONTHS)
#: after a number of days that is a length or a count, not a date
_NOT_DAY = r"(?!\s?(?:간|동안|째|연속|이내|만에|씩|내내|짜리)|차|치|분|권|장|제|식|본|절|몰|품|점(?!심)|당|출)"
_NOT_DATE = (
    r"(?!\s?(?:간|동안|째|연속|이내|만에|마다|씩|내내|짜리|정도면)|차|치|분|권|장|제|식|본|절|몰|품|점(?!심)|당|출)"
)


def _day_word(match: Match[str]) -> Built:
    return Moment(cycle=("day", _DAYS[bare(match[0])]))


def _month_rel(match: Match[str]) -> Built:
    return Moment(cycle=("month", _MONTHS[bare(match[1])]))


def _year_rel(match: Match[str]) -> Built:
    return Moment(cycle=("year", _YEARS[bare(match[1])]))


def _month_no(word: str) -> int:
    return int(word) if word.isdigit() else SINO_MONTHS[word]


def _day_no(word: str) -> int:
    return int(word) if word.isdigit() else sino(word) or 0


def _month(match: Match[str]) -> Built:
    month = _month_no(match[1])
    return Moment(month=month) if 1 <= month <= 12 else SILENT


def _month_day(match: Match[str]) -> Moment | Silent:
    month, day = _month_no(match["m"]), _day_no(match["d"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return SILENT
    return Moment(month=month, day=day)


def _day(match: Match[str]) -> Built:
    day = _day_no(match[1])
    return Moment(day=day) if 1 <= day <= 31 else SILENT


def _year(match: Match[str]) -> Built:
    word = match[1]
    year = int(word) if word.isdigit() else sino(word) or 0
    if len(word) == 2 and word.isdigit():
        year += 1900 if year >= 50 else 2000
    return Moment(year=year) if 1900 <= year <= 2200 else None


def _dotted(match: Match[str]) -> Built:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN[month - 1]:
        return SILENT
    return Moment(year=year, month=month, day=day)


def _short_dotted(match: Match[str]) -> Built:
    month, day = int(match[1]), int(match[2])
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN[month - 1]:
        return None
    return Moment(month=month, day=day)


def _upcoming(match: Match[str]) -> Built:
    """다가오는 31일, 오는 3월: the next one to come."""
    return Moment(which=1 if match[1] is None else _MODIFIERS[bare(match[1])])


_MOD = words(MODIFIERS)

RULES = [
    Rule(
        firsts(DAYS),
        compiled(rf"{LEFT}{words(k for k in DAYS if k != '낼')}(?!날의|의집|서야|야\s|신문|배움|동\b)"),
        _day_word,
    ),
    Rule(
        "낼",
        compiled(rf"{LEFT}낼{RIGHT}(?!\s*(?:수|것|거|게|건|계획|예정|방침|만|때|생각|필요|듯)[가-힣\s])"),
        _day_word,
    ),
    Rule(
        firsts(MONTHS),
        compiled(rf"{LEFT}({words(MONTHS)})\s?달(?!라|력|리|성|려|래|인(?!데|지|가)|콤|러|걀|팽)"),
        _month_rel,
    ),
    Rule(
        firsts(MONTH_WORDS),
        compiled(rf"{LEFT}({words(MONTH_WORDS)})"),
        lambda m: Moment(cycle=("month", MONTH_WORDS[m[1]])),
    ),
    Rule(firsts(YEARS), compiled(rf"{LEFT}({words(YEARS)})도?(?!\s?대비)"), _year_rel),
    Rule(DIGITS, compiled(r"(\d{4}|\d\d(?=\s?년\s*\d{1,2}\s?월))\s?년(?!간|차|동안|째|대|생|산)도?"), _year),
    Rule("이천", compiled(rf"{LEFT}((?:이천|천구백){SINO}|이천)\s?년(?!간|동안)도?"), _year),
    Rule(DIGITS, compiled(rf"((?:19|20)\d\d)(?=\s+(?:\d{{1,2}}|{_MONTH})\s?월)"), _year),
    Rule(DIGITS, compiled(r"(\d{1,2})\s?월(?!요일|욜|드|컵)달?"), _month),
    Rule(
        firsts(SINO_MONTHS),
        compiled(
            rf"{LEFT}(?!이월\s?(?:상품|금|된|하|되|액|시))({_MONTH})\s?월달?(?!\s?(?:씨|님|양|군|이랑)|이\s|이가)(?!요일|욜|드|척|등|권|급|세|식)(?:{RIGHT}|(?=초|말|중순|하순|상순|막))"
        ),
        _month,
    ),
    Rule(
        DIGITS + firsts(SINO_MONTHS),
        compiled(rf"(?P<m>\d{{1,2}}|{LEFT}{_MONTH})\s?월달?\s*(?P<d>\d{{1,2}}|{SINO})\s?일(?!요일|욜){_NOT_DAY}"),
        _month_day,
    ),
    Rule(DIGITS, compiled(rf"(\d{{1,2}})\s?일(?!요일|욜){_NOT_DATE}"), _day),
    Rule(
        "일이삼사오육칠팔구",
        compiled(
            rf"(?:{LEFT}|(?<=[달월] ))([일이삼사오육칠팔구])일"
            r"(?:(?=(?:에|부터|까지|날)(?![가-힣])|에서|로\s?(?:옮|바꿔|변경|미뤄|연기))"
            r"|(?<=[달월] [일이삼사오육칠팔구]일)|(?<=[달월][일이삼사오육칠팔구]일))(?!에\s?(?:한|두|\d)\s?번)"
        ),
        _day,
    ),
    Rule("이삼십", compiled(rf"{LEFT}([이삼]?십[일이삼사오육칠팔구]?)\s?일(?!요일|욜){_NOT_DATE}{RIGHT}"), _day),
    Rule(
        DIGITS, compiled(r"(\d{1,2})(?=\s?(?:[~\-,·/]|에서|부터)\s?\d{1,2}\s?일(?!\s?(?:간|동안|정도|이내|내)))"), _day
    ),
    Rule(DIGITS, compiled(r"(?<![\d.a-z])(20\d\d|\d\d)\s?\.\s?(\d{1,2})\s?\.\s?(\d{1,2})\.?(?![\d.])"), _dotted),
    Rule(
        "01",
        compiled(
            r"(?<![\d-])(?:(0[1-9])-([0-2]\d|3[01])|(1[0-2])-(0[1-9]))(?![\d:~-]|\s?(?:시|분|명|개|층|원|만|점|회|번|장|배|인(?!데)|살|대|세|주|일|권|건|도|%))"
        ),
        lambda m: Moment(month=int(m[1] or m[3]), day=int(m[2] or m[4])),
    ),
    Rule(DIGITS, compiled(r"(?<![\d.])(\d{1,2})\s?\.\s?(\d{1,2})\s?\.?(?=\s?\([월화수목금토일]\))"), _short_dotted),
    Rule(
        firsts(NEAR),
        compiled(rf"{LEFT}({words(NEAR)})\s?분기"),
        lambda m: Moment(cycle=("quarter", _NEAR[bare(m[1])])),
    ),
    Rule(
        firsts(HOLIDAYS),
        compiled(rf"{LEFT}({words(HOLIDAYS)})(?!\s?(?:선물|캐럴|트리|케이크|카드|노래|영화|특집|세일))"),
        lambda m: Moment(month=_HOLIDAYS[bare(m[1])][0], day=_HOLIDAYS[bare(m[1])][1]),
    ),
    Rule("말", compiled(rf"{LEFT}말일"), lambda _: Moment(nth=-1, nth_unit="day")),
    Rule(
        "그끝마",
        compiled(rf"{LEFT}(?:마지막\s?날|끝날(?!\s?(?:것|거|듯|때|예정|무렵|까|수))|그믐){RIGHT}"),
        lambda _: Moment(nth=-1, nth_unit="day"),
    ),
    Rule(
        "첫초",
        compiled(r"(?<=[월달해년] )(?:첫\s?날|초하루)|(?<=[월달해년의])(?:첫\s?날|초하루)"),
        lambda _: Moment(nth=1, nth_unit="day"),
    ),
    Rule(
        "월",
        compiled(rf"(?<![월달])(?<![월달] ){LEFT}월\s?(초|말|중)(?!고|씀)(?:순|쯤|경)?{RIGHT}"),
        lambda m: Moment(cycle=("month", 0), part=PARTS[m[1]], coming=True),
    ),
    Rule(
        "월초상중하말후",
        compiled(
            r"(?:(?<=[월달])|(?<=[월달] )|(?<=[월달]의 ))월?"
            rf"(초순|초반|상순|중순|중반|하순|후반|초|말)(?!고|씀|일){RIGHT}"
        ),
        lambda m: Moment(part=PARTS[m[1]]),
    ),
    Rule(
        "초말",
        compiled(rf"(?:(?<=[해년])|(?<=[해년] ))(초|말)(?!고|씀|일){RIGHT}"),
        lambda m: Moment(month=1 if m[1] == "초" else 12),
    ),
    Rule(
        "연년",
        compiled(rf"{LEFT}[연년]\s?(초|말)(?!정산|고|콘|씀|록|\s담배)"),
        lambda m: Moment(month=1 if m[1] == "초" else 12),
    ),
    Rule(
        DIGITS + "일이삼사상하",
        compiled(
            rf"(?:\d\d(?:\d\d)?년\s?)?(?:[1-4]|{LEFT}[일이삼사]|{LEFT}[상하])(?:/4|사)?\s?(?:분기|반기)\s?"
            r"(?:플래닝|계획|실적|리뷰|보고|회고|목표|예산|결산|로드맵|okr|kpi|정산|마감\s?회의|킥오프|워크숍|워크샵|전략|매출|성과)"
        ),
        lambda _: SILENT,
    ),
    Rule("상하", compiled(rf"{LEFT}([상하])반기"), lambda m: Moment(half=1 if m[1] == "상" else 2)),
    Rule(
        DIGITS + "일이삼사",
        compiled(rf"(?:([1-4])|{LEFT}([일이삼사]))(?:/4|사)?\s?분기(?!마다|별)"),
        lambda m: Moment(quarter=int(m[1] or "0일이삼사".index(m[2]))),
    ),
    Rule(
        firsts(MODIFIERS),
        compiled(
            rf"{LEFT}(?:(?:다가오는|돌아오는)\s?매[달월년주]\s?(?=\d|말일|마지막|첫|둘|셋|넷|{WEEKDAY})"
            rf"|({_MOD})\s?(?=\d{{1,2}}\s?[월일]|{_MONTH}월|말일|마지막|오전|오후|아침|점심|저녁|밤|새벽|매월|매주))"
        ),
        _upcoming,
    ),
]
