"""Repetitions: every other Tuesday, weekly, bi-weekly, weekdays, mornings, once a month, 10 times."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

from re import Match

from ..atoms import SILENT, Mark, Moment, Recur, Value
from ..lexicon import Built, Rule
from .common import END, ORDINALS, SPELLED, WEEKDAY, WEEKDAYS, ordinal, phrases, rule, spelled

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORK = ("MO", "TU", "WE", "TH", "FR")
_REST = ("SA", "SU")
_WORKDAYS = Recur("WEEKLY", byday=_WORK)
_WEEKENDS = Recur("WEEKLY", byday=_REST)
_PER = ("each", "every", "every single", "per")

_TABLE: dict[str, Value] = {
    **{f"{per} day": Recur("DAILY") for per in _PER},
    **{f"{per} week": Recur("WEEKLY") for per in _PER},
    **{f"{per} month": Recur("MONTHLY") for per in _PER},
    **{f"{per} year": Recur("YEARLY") for per in _PER},
    **{f"{per} quarter": Recur("MONTHLY", 3) for per in _PER},
    **{f"{per} hour": Recur("HOURLY") for per in _PER},
    **{f"{per} minute": Recur("MINUTELY") for per in _PER},
    **{f"{per} fortnight": Recur("WEEKLY", 2) for per in _PER},
    **{f"{per} {day}": _WORKDAYS for per in _PER for day in ("weekday", "workday", "work day", "business day", "working day")},
    **{f"{per} weekend": _WEEKENDS for per in _PER},
    **{f"{per} {pod}": Recur("DAILY", pod=pod) for per in _PER for pod in ("morning", "afternoon", "evening", "night")},
    **{f"once {per} {unit}": Recur(freq) for per in ("a", "every", "each", "per") for unit, freq in
       (("day", "DAILY"), ("week", "WEEKLY"), ("month", "MONTHLY"), ("year", "YEARLY"), ("hour", "HOURLY"))},
    **{f"once {per} quarter": Recur("MONTHLY", 3) for per in ("a", "every", "each", "per")},
    **dict.fromkeys(("everyday", "daily", "day in day out", "on a daily basis", "each and every day"), Recur("DAILY")),
    **dict.fromkeys(("weekly", "on a weekly basis", "every wk"), Recur("WEEKLY")),
    **dict.fromkeys(("monthly", "on a monthly basis"), Recur("MONTHLY")),
    **dict.fromkeys(("yearly", "annually", "every yr"), Recur("YEARLY")),
    **dict.fromkeys(("quarterly", "every three months"), Recur("MONTHLY", 3)),
    "hourly": Recur("HOURLY"),
    **dict.fromkeys(("biweekly", "bi weekly", "fortnightly", "every two weeks", "every couple of weeks", "every couple weeks"), Recur("WEEKLY", 2)),
    **dict.fromkeys(("bimonthly", "bi monthly"), Recur("MONTHLY", 2)),
    **dict.fromkeys(("semiannually", "semi annually", "biannually", "half yearly", "twice a year"), Recur("MONTHLY", 6)),
    **dict.fromkeys(("biennially", "every couple of years"), Recur("YEARLY", 2)),
    **dict.fromkeys(("weekdays", "on weekdays", "workdays", "work days", "on workdays", "business days", "working days",  "monday through friday", "mon fri", "m f"), _WORKDAYS),
    **dict.fromkeys(("weekends", "on weekends", "on the weekends"), _WEEKENDS),
    **{f"{lead}{pod}s": Recur("DAILY", pod=pod) for pod in ("morning", "afternoon", "evening", "night") for lead in ("", "in the ")},
    **dict.fromkeys(("lunchtimes", "lunch times"), Recur("DAILY", pod="lunch")),
    **dict.fromkeys(("early mornings",), Recur("DAILY", pod="early_morning")),
    **dict.fromkeys(("late afternoons",), Recur("DAILY", pod="late_afternoon")),
    **{word: Recur() for word in ("every", "every single")},
    **dict.fromkeys(("every other", "every alternate", "each other", "alternate", "alternating"), Recur(interval=2)),
}  # fmt: skip
for _gone in (
    "monday through friday",
    "mon fri",
    "m f",
    "each other",
    "business days",
    "working days",
    "work days",
    "every three months",
):
    _TABLE.pop(_gone)
#: what is daily or monthly without anybody meeting
_ADJECTIVAL = (
    r"(?:driver|wages?|pay|rates?|news(?:letters?|papers?)?|mail|digests?|magazines?|subscriptions?|fees?|rent|budgets?|revenues?|sales|salar(?:y|ies)|bills?|payments?"
    r"|active|users?|limits?|quotas?|specials?|bonus(?:es)?|pass(?:es)?|income|leave|average|rate|costs?|quota|bread|life|routine|dose)"
    r"(?![a-z])"
)
_STEP_UNITS = {
    "day": ("DAILY", ()), "week": ("WEEKLY", ()), "month": ("MONTHLY", ()), "year": ("YEARLY", ()), "hour": ("HOURLY", ()),
    "weekend": ("WEEKLY", _REST), "weekday": ("WEEKLY", _WORK), "quarter": ("MONTHLY", ()), "minute": ("MINUTELY", ()),
}  # fmt: skip


def _other(m: Match[str]) -> Built:
    word = m[1]
    step = {"other": 2, "alternate": 2, "second": 2}.get(word) or ORDINALS.get(word) or int(word[:-2])
    freq, byday = _STEP_UNITS[m[2]]
    return Recur(freq, step * (3 if m[2] == "quarter" else 1), byday)


def _every_nth(m: Match[str]) -> Built:
    """ "every second Friday" is every other one; "every third Friday" and "every last Friday" those of the month."""
    nth = -1 if m[1] == "last" else ordinal(m[1])
    cut = m.start(1)
    day = (Moment(nth=nth, weekday=WEEKDAYS[m[2]]), cut, m.end())
    if m[3] is None and nth == 2:
        return [(Recur(interval=2), m.start(), m.end(1)), (Moment(weekday=WEEKDAYS[m[2]]), m.start(2), m.end(2))]
    return [(Recur(None if m[3] and "month" not in m[3] else "MONTHLY"), m.start(), cut), day]


def _next_few(m: Match[str]) -> Built:
    """ "the next four Mondays"."""
    return Recur("WEEKLY", byday=(_CODES[WEEKDAYS[m[2]]],), count=spelled(m[1]))


def _times(m: Match[str]) -> Built:
    return Recur(count=spelled(m[1]))


RULES: tuple[Rule, ...] = (
    *phrases(_TABLE),
    rule(
        "w",
        rf"(weekday|workday|weekend)\s+(morning|afternoon|evening|night)s{END}",
        lambda m: Recur("WEEKLY", byday=_REST if m[1] == "weekend" else _WORK, pod=m[2]),
    ),
    rule("m", rf"m\s?-\s?f{END}(?=,?\s+(?:at|from|\d))", lambda m: _WORKDAYS),
    rule("m", rf"m/?w/?f{END}(?=,?\s+(?:at|from|\d))", lambda m: Recur("WEEKLY", byday=("MO", "WE", "FR"))),
    rule("t", rf"(?:t|tu|tue)/?(?:th|thu){END}(?=,?\s+(?:at|from|\d))", lambda m: Recur("WEEKLY", byday=("TU", "TH"))),
    rule("e", rf"each(?=\s+(?:{WEEKDAY}|other|alternate|last|{'|'.join(ORDINALS)}|\d|of\s+the\s+next|(?:early|late)\s)){END}", lambda m: Recur()),
    rule("e", rf"each(?=,?\s+(?:from|at|for|between|lasting|starting)\b){END}", lambda m: Mark.FILLER),  # "Dec 1 and Dec 2, each from 1 to 3"
    rule("n", rf"nightly{END}", lambda m: Recur("DAILY", pod="night")),
    rule("tn", rf"(?:the\s+)?next\s+(\d{{1,2}}|{SPELLED})\s+({WEEKDAY})s{END}", _next_few),
    rule("d", rf"during\s+the\s+week(?!\s+(?:of|beginning|commencing|starting)){END}", lambda m: _WORKDAYS),
    rule("dwmqyh", rf"(?:daily|weekly|monthly|quarterly|yearly|hourly)\s+{_ADJECTIVAL}", lambda m: SILENT),
    rule("ea", rf"(?:every|each)\s+(other|alternate|\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\s+(day|week|month|year|hour|weekend|weekday|quarter|minute){END}", _other),
    rule(
        "ea",
        rf"(?:every|each)\s+(\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|last)\s+({WEEKDAY})(\s+(?:of|in)\s+(?:the|each|every|a)\s+month)?{END}",
        _every_nth,
    ),
    rule("f0123456789otesn", rf"(?:for\s+)?(\d{{1,3}}|{SPELLED})\s+(?:times|occurrences|sessions|instances|repetitions)(?!\s+(?:a|per|every|each)\b){END}", _times),
)  # fmt: skip
