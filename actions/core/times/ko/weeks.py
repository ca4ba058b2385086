"""Weeks and weekdays in Korean: 다음 주, 담주 금욜, 이번 주말, 월수금, 화/목, 월~금, 셋째 주 수요일, 12월 7일 주."""

from __future__ import annotations

from re import Match

from ..atoms import Mark, Moment
from ..lexicon import Built, Rule
from .common import DIGITS, LEFT, NO_WISH, PARTS, RIGHT, WEEKDAY, bare, compiled, firsts, table, words
from .words import MODIFIERS, NTH, WEEKDAYS, WEEKS

_WEEKS, _NTH, _MODIFIERS = table(WEEKS), table(NTH), table(MODIFIERS)


def _week(match: Match[str]) -> Built:
    near, part = bare(match["near"]), match["part"]
    if near in ("금", "차", "내", "익") and match["edge"] is None and not part:
        return None
    week = ("week", _WEEKS[near])
    if part is None:
        return Moment(cycle=week)
    if part == "말":
        return Moment(cycle=week, weekend=True)
    return Moment(
        cycle=week, part={"중": "work", "평일": "work", "주중": "work"}.get(part) or PARTS[part.removeprefix("주")]
    )


def _week_part(match: Match[str]) -> Built:
    part = bare(match["part"])
    if part == "주말":
        return Moment(weekend=True, which=-1 if match["mod"] and _MODIFIERS.get(bare(match["mod"])) == -1 else None)
    if part in ("평일", "주중"):
        return Moment(cycle=("week", 0), part="work", coming=True)
    return Moment(cycle=("week", 0), part=PARTS[part[1:]], coming=True)


def _weekday(match: Match[str]) -> Built:
    mod, day = match["mod"], WEEKDAYS[match["day"]]
    if mod is None:
        return Moment(weekday=day, coming=True)
    return {-1: Moment(weekday=day, which=-1), 0: Moment(cycle=("week", 0), weekday=day)}.get(
        _MODIFIERS[bare(mod)], Moment(weekday=day, coming=True)
    )


def _listed(match: Match[str]) -> Built:
    days = [(c, match.start() + i) for i, c in enumerate(match[0]) if c in WEEKDAYS and match[0][i : i + 2] != "일일"]
    days = [(c, at) for c, at in days if not match.string.startswith(("요일", "욜일"), at - 1) or c != "일"]
    order = [WEEKDAYS[c] for c, _ in days]
    if len(order) != len(set(order)) or bare(match[0]) in ("월/일", "일/월", "월,일", "월·일"):
        return None
    return _joined(days, Mark.AND, match.end())


def _joined(days: list[tuple[str, int]], mark: Mark, end: int) -> Built:
    made: list = []
    for i, (char, at) in enumerate(days):
        if i:
            made.append((mark, days[i - 1][1] + 1, at))
        made.append((Moment(weekday=WEEKDAYS[char], coming=True), at, at + 1 if i + 1 < len(days) else end))
    return made


def _run(match: Match[str]) -> Built:
    letters = match["run"]
    order = [WEEKDAYS[c] for c in letters]
    if order != sorted(set(order)):
        return None
    return _joined([(c, match.start("run") + i) for i, c in enumerate(letters)], Mark.AND, match.end())


def _span(match: Match[str]) -> Built:
    return _joined([(match["a"], match.start("a")), (match["b"], match.start("b"))], Mark.TO, match.end())


def _nth_week(match: Match[str]) -> Built:
    return Moment(nth=_NTH[bare(match[1])], nth_unit="row")


def _nth(match: Match[str]) -> Built:
    return Moment(nth=_NTH[bare(match[1])])


_MOD = words(MODIFIERS)
_TIMED = r"(?:오전|오후|아침|점심|저녁|밤|\d{1,2}\s?시|\d{1,2}:\d\d|마다|[0-9]{1,2}-)"

RULES = [
    Rule(
        firsts(WEEKS),
        compiled(
            rf"{LEFT}(?P<near>{words(WEEKS)})\s?주(?!일(?!요일|욜)|간|년|식|차|소|인공|문|최|요|제|기적|말고|중으로|장|행)"
            r"(?:\s?(?P<part>평일|주중반|주후반|주초반|주중|주초|초반|중반|후반|초|중(?!으로|요|간|에는|단|복|국|심)|말(?!고|씀|까지)|끝))?"
            r"(?P<edge>(?=\s*[월화수목금토일](?:요일|욜)|중|초|말|내|안|에|까지|부터|쯤|[^가-힣]|$))?"
        ),
        _week,
    ),
    Rule(
        firsts(MODIFIERS) + "주평",
        compiled(
            rf"{LEFT}{NO_WISH}(?:(?P<mod>{_MOD})\s?)?(?P<part>주말(?!농장|부부|드라마|엔딩|극|반)|주중반|주후반|주초반|주초|주중|평일(?!화))"
        ),
        _week_part,
    ),
    Rule(
        "(",
        compiled(r"\((?P<mod>)?(?P<day>[월화수목금토일])(?:요일|욜)?\)"),
        lambda m: Moment(weekday=WEEKDAYS[m["day"]]),
    ),
    Rule(
        firsts(MODIFIERS) + "".join(WEEKDAYS),
        compiled(rf"(?:{LEFT}(?P<mod>{_MOD})\s?)?(?P<day>[월화수목금토일])(?:요일|욜일|욜)"),
        _weekday,
    ),
    Rule(
        "월화수목금토",
        compiled(
            rf"{LEFT}(?<![/·])(?P<mod>)?(?P<day>[월화수목금토])(?=\s+(?:오전|오후|\d{{1,2}}\s?시|\d{{1,2}}\s?[~-]\s?\d{{1,2}}\s?시|\d{{1,2}}:\d\d))"
        ),
        lambda m: Moment(weekday=WEEKDAYS[m["day"]], coming=True),
    ),
    Rule(
        "".join(WEEKDAYS),
        compiled(
            rf"{LEFT}(?<![/·])[월화수목금토일](?:요일|욜)?(?:\s?[,/·]\s?[월화수목금토일](?:요일|욜)?){{1,6}}(?:{RIGHT}|(?=\s?{_TIMED}))"
        ),
        _listed,
    ),
    Rule(
        "월화수목금토",
        compiled(
            rf"{LEFT}(?P<run>[월화수목금토일]{{3,7}}|[월화수목금토일]{{2}}(?=\s?(?:요일|욜|중에|{_TIMED}))"
            rf"|(?:(?<=주 )|(?<=주))[월화수목금토일]{{2}})(?:\s?(?:요일|욜))?{RIGHT}"
        ),
        _run,
    ),
    Rule(
        "월화수목금토",
        compiled(rf"{LEFT}(?P<a>[월화수목금토])\s?[~-]\s?(?P<b>[화수목금토일])(?:요일|욜)?{RIGHT}"),
        _span,
    ),
    Rule(
        firsts(NTH),
        compiled(rf"{LEFT}({words(NTH)})\s?주(?!일(?!요일|욜)|간|년|말|제|연|자)"),
        _nth_week,
    ),
    Rule(DIGITS, compiled(r"([1-6])\s?주\s?차"), lambda m: Moment(nth=int(m[1]), nth_unit="row")),
    Rule(firsts(NTH), compiled(rf"{LEFT}({words(NTH)})(?=\s?(?:{WEEKDAY}|주말))"), _nth),
    Rule(
        firsts(NTH),
        compiled(rf"{LEFT}({words(NTH)})\s?(?:영업일|근무일|평일)"),
        lambda m: Moment(nth=_NTH[bare(m[1])], nth_unit="bday"),
    ),
    Rule(
        " 이주",
        compiled(
            r"(?<=일)이\s?(?:있는|포함된|들어\s?있는|낀)\s?주(?:간)?(?!말|초|일)"
            r"|(?<=일 )주(?:간)?(?!말|초|일|제|문|의\s)"
        ),
        lambda _: Moment(week_of=True),
    ),
    Rule("다익", compiled(rf"{LEFT}(?:다음|익)\s?(?:영업일|근무일)"), lambda _: Moment(cycle=("bday", 1))),
]
