"""Days, weeks and months by name or counted from now: tomorrow, next Friday, this week, the last Monday of May, EOM."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

from re import Match

from ..atoms import SILENT, Amount, Clock, Mark, Moment, Recur
from ..bands import WORK_END
from ..lexicon import Built, Rule
from .common import (
    END,
    MONTH,
    MONTHS,
    ORDINAL,
    SHAKY_WEEKDAYS,
    SPELLED,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    alone,
    ordinal,
    phrases,
    rule,
    spelled,
    word_before,
)

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHICH = {
    "this": 0, "this coming": 0, "coming": 0, "upcoming": 0, "current": 0, "next": 1, "nxt": 1, "following": 1,
    "last": -1, "past": -1, "previous": -1, "prior": -1, "this past": -1, "this next": 1,     "this upcoming": 0,
}  # fmt: skip
_DETERMINERS = r"(?:the\s+)?(?:this\s+(?:coming|upcoming|past|next)|this|coming|upcoming|current|next|nxt|following|last|past|previous|prior)"
_UNITS = {
    "day": "day", "week": "week", "wk": "week", "weeks": "week", "month": "month", "mo": "month", "mth": "month",
    "quarter": "quarter", "qtr": "quarter", "year": "year", "yr": "year", "hour": "hour", "hr": "hour", "minute": "minute",
    "min": "minute", "decade": "decade",
}  # fmt: skip
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|quarters?|qtrs?|years?|yrs?|hours?|hrs?|minutes?|mins?|decades?)"
_TODAY, _TOMORROW, _YESTERDAY = (Moment(cycle=("day", n)) for n in (0, 1, -1))
NOW = Moment(shift=Amount((("second", 0),)))
_NEAR_WEEKDAY = frozenset(
    [
        "on",
        "this",
        "next",
        "last",
        "every",
        "each",
        "by",
        "until",
        "till",
        "til",
        "from",
        "to",
        "through",
        "thru",
        "before",
        "after",
        "and",
        "or",
        "-",
        "/",
        "&",
        ",",
        "(",
        "coming",
        "past",
        "for",
        "since",
        "between",
        "not",
        "except",
        "but",
        "following",
        "of",
        "about",
        "around",
        "either",
    ]
)

_NAMED = {
    **dict.fromkeys(("christmas", "christmas day", "xmas"), Moment(month=12, day=25)),
    **dict.fromkeys(("christmas eve", "xmas eve"), Moment(month=12, day=24)),
    **dict.fromkeys(("new year's day", "new years day"), Moment(month=1, day=1)),
    **dict.fromkeys(("new year's eve", "new years eve", "nye"), Moment(month=12, day=31)),
    **dict.fromkeys(("halloween",), Moment(month=10, day=31)),
    **dict.fromkeys(("valentine's day", "valentines day"), Moment(month=2, day=14)),
    **dict.fromkeys(("thanksgiving", "thanksgiving day"), Moment(month=11, nth=4, weekday=3)),
    **dict.fromkeys(("today", "to day", "2day", "tody", "todya", "till date", "to date"), _TODAY),
    **dict.fromkeys(
        ("tomorrow", "tmrw", "tmr", "tmw", "tomorow", "tommorow", "tommorrow", "tomorrw", "tomrrow", "tomorro", "tomoro",
         "tommorw", "2moro", "2morrow", "2mrw", "tmrow", "tmorrow", "tomorroe", "tomorrwo", "to morrow", "the morrow"),
        _TOMORROW,
    ),
    **dict.fromkeys(("yesterday", "yday", "yesteday", "yestarday", "yesterdy"), _YESTERDAY),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "overmorrow", "day after tmrw"), Moment(cycle=("day", 2))),
    **dict.fromkeys(("day before yesterday", "the day before yesterday"), Moment(cycle=("day", -2))),
    **dict.fromkeys(("the next day", "the following day"), _TOMORROW),
    **dict.fromkeys(("the other day",), Mark.FILLER),
    "last night": Moment(cycle=("day", -1), pod="night"),
    "tonight": Moment(cycle=("day", 0), pod="tonight"),
    "tonite": Moment(cycle=("day", 0), pod="tonight"),
    **{f"this {pod}": Moment(cycle=("day", 0), pod=pod) for pod in ("morning", "afternoon", "evening", "night")},
    "this lunchtime": Moment(cycle=("day", 0), pod="lunch"),
    "later today": Moment(cycle=("day", 0), pod="pm"),
    **{f"tomorrow {pod}": Moment(cycle=("day", 1), pod=pod) for pod in ("morning", "afternoon", "evening", "night")},
    **{f"yesterday {pod}": Moment(cycle=("day", -1), pod=pod) for pod in ("morning", "afternoon", "evening", "night")},
    **dict.fromkeys(("now", "right now", "rightnow", "just now", "immediately", "this moment", "this instant"), NOW),
    **{phrase: Moment(cycle=("week", 2)) for phrase in ("the week after next", "week after next", "the week after next week")},
    **{phrase: Moment(cycle=("month", 2)) for phrase in ("the month after next", "month after next")},
    **{phrase: Moment(cycle=("week", -2)) for phrase in ("the week before last", "week before last")},
    "year after next": Moment(cycle=("year", 2)),
    "the year after next": Moment(cycle=("year", 2)),
    **dict.fromkeys(("weekend", "the weekend"), Moment(weekend=True)),
    **dict.fromkeys(("eom", "end of month", "end of the month", "the end of the month", "end of this month", "month end"),
                    Moment(cycle=("month", 0), part="end", exact_end=True)),
    **dict.fromkeys(("eoy", "end of year", "end of the year", "the end of the year", "end of this year", "year end"),
                    Moment(cycle=("year", 0), part="end", exact_end=True)),
    **dict.fromkeys(("eow", "end of week", "end of the week", "the end of the week", "end of this week"),
                    Moment(cycle=("week", 0), part="end")),
    **dict.fromkeys(("eoq", "end of quarter", "end of the quarter", "the end of the quarter"),
                    Moment(cycle=("quarter", 0), part="end", exact_end=True)),
    **dict.fromkeys(
        ("eod", "end of day", "end of the day", "the end of the day", "cob", "close of business", "cop", "end of business",
         "eob", "close of play", "end of the work day", "end of the workday"),
        Moment(clock=Clock(WORK_END, grain="hour")),
    ),
    **{f"{when} {unit}": Moment(cycle=("week", 0), weekend=None, part=part) for when, part in (("later this", "end"), ("early this", "start")) for unit in ("week",)},
    "later this month": Moment(cycle=("month", 0), part="end"),
    "later this year": Moment(cycle=("year", 0), part="end"),
}  # fmt: skip


def _which(words: str) -> int:
    """ "next", "the next", "this coming", also "the this"."""
    plain = " ".join(words.split()).removeprefix("the ")
    return _WHICH[plain]


def _weekday(m: Match[str]) -> Built:
    name, tail = m[1], m.string[m.end() :]
    if name in SHAKY_WEEKDAYS and not m[0].endswith(".") and not _time_beside(m, tail):
        return None
    return Moment(weekday=WEEKDAYS[name])


def _time_beside(m: Match[str], tail: str) -> bool:
    before = word_before(m)
    if before in ("the", "a", "i", "he", "she", "we", "they", "it", "you", "who", "just", "my"):
        return False
    if before in _NEAR_WEEKDAY or alone(m):
        return True
    following = tail.lstrip(" ,.")[:12]
    if following[:1].isdigit() or following[:1] in ("/", "-", "&", "@"):
        return True
    return "".join(following.split()[:1]).rstrip(".,;!?") in _AFTER_WEEKDAY


_AFTER_WEEKDAY = frozenset(WEEKDAYS) | frozenset(
    [
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "at",
        "from",
        "after",
        "before",
        "by",
        "between",
        "am",
        "pm",
        "and",
        "or",
        "to",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "works",
    ]
)


def _which_weekday(m: Match[str]) -> Built:
    return Moment(weekday=WEEKDAYS[m[2]], which=_which(m[1]))


def _plural(m: Match[str]) -> Built:
    return Recur("WEEKLY", byday=(_CODES[WEEKDAYS[m[1]]],))


def _cycle(m: Match[str]) -> Built:
    which = _which(m[1])
    unit = m[2].rstrip("s") if m[2] not in _UNITS else m[2]
    return Moment(cycle=(_UNITS[unit], which))


def _which_weekend(m: Match[str]) -> Built:
    return Moment(cycle=("week", _which(m[1])), weekend=True)


def _next_few(m: Match[str]) -> Built:
    """ "the next two weeks" runs from now on; "the past 3 days" ends now."""
    n = {"few": 3, "couple": 2, "couple of": 2, "several": 7}.get(m[2]) or spelled(m[2])
    unit = _UNITS[m[3] if m[3] in _UNITS else m[3].rstrip("s")]
    amount = Amount(((unit, n),))
    clocky = unit in ("hour", "minute")
    cut = m.end(2)
    if m[1] in ("last", "past", "previous"):
        near = NOW if clocky else _TODAY
        return [(Moment(shift=amount.times(-1)), m.start(), cut), (Mark.TO, cut, cut), (near, cut, m.end())]
    return [(NOW if clocky else _TODAY, m.start(), cut), (Mark.TO, cut, cut), (amount, cut, m.end())]


def _spread(m: Match[str], first: Moment, amount: Amount) -> Built:
    """ "in the next hour": from now on."""
    return [(first, m.start(), m.start(1)), (Mark.TO, m.start(1), m.start(1)), (amount, m.start(1), m.end())]


def _nth(m: Match[str]) -> Built:
    nth = -1 if m[1] in ("last", "final") else ordinal(m[1])
    word = m[2]
    if nth > 5 and word != "day":
        return None
    if word in WEEKDAYS:
        return Moment(nth=nth, weekday=WEEKDAYS[word])
    if word == "weekend":
        return Moment(nth=nth, weekend=True)
    return Moment(nth=nth, nth_unit="bday" if word.startswith(("bus", "work", "weekday")) else word)


def _weekdays_away(m: Match[str]) -> Built:
    """ "two Mondays ago", "3 Fridays from now"."""
    n, day = spelled(m[1]), WEEKDAYS[m[2]]
    if m[3] == "ago":
        return Moment(weekday=day, which=-n)
    return Moment(shift=Amount((("week", n - 1),)), base=Moment(weekday=day))


def _after_next(m: Match[str]) -> Built:
    return Moment(weekday=WEEKDAYS[m[1]], which=2)


def _two_nths(m: Match[str]) -> Built:
    """ "first and third Friday"."""
    day = WEEKDAYS[m[3]]
    a, b = (-1 if m[n] == "last" else ordinal(m[n]) for n in (1, 2))
    return [
        (Moment(nth=a, weekday=day), m.start(1), m.end(1)),
        (Mark.AND, m.end(1), m.start(2)),
        (Moment(nth=b, weekday=day), m.start(2), m.end()),
    ]


def _nth_open(m: Match[str]) -> Built:
    """ "the first Monday" without a month is the coming one; "last Monday" is read elsewhere."""
    return Moment(nth=ordinal(m[1]), weekday=WEEKDAYS[m[2]]) if ordinal(m[1]) <= 5 else None


_PARTS = {
    "early": "start", "beginning of": "start", "start of": "start", "mid": "mid", "middle of": "mid", "late": "end",
    "end of": "end", "the beginning of": "start", "the start of": "start", "the middle of": "mid", "the end of": "end",
    "mid-": "mid", "later in": "end", "early in": "start", "late in": "end", "first half of": "start", "latter half of": "end", "second half of": "end",
    "earlier in": "start", "towards the end of": "end", "toward the end of": "end", "the first part of": "start",
    "around the end of": "end", "around the middle of": "mid", "early on": "start", "the latter part of": "end",
}  # fmt: skip
_PART_NEXT = (
    r"(?=\s*(?:the\s+)?(?:this|next|last|coming|following|the\s+week|the\s+month|week|month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec|q[1-4]|20\d\d|january|february|march|april|june|july|august|september|october|november|december)\b|\s*the\s+(?:week|month|year))"
)


def _part(m: Match[str]) -> Built:
    return Moment(part=_PARTS[" ".join(m[1].split())])


def _this_or_next(m: Match[str]) -> Built:
    """ "this week or next", "this or next week"."""
    cut = m.string.index("or", m.start())
    this, following = (Moment(cycle=("week", n)) for n in (0, 1))
    return [(this, m.start(), cut - 1), (Mark.OR, cut, cut + 2), (following, cut + 3, m.end())]


def _quarter(m: Match[str]) -> Built:
    number = ordinal(m[2]) if m[2] else int(m[1])
    return Moment(quarter=number, year=int(m[3]) if m[3] else None) if 1 <= number <= 4 else None


RULES: tuple[Rule, ...] = (
    *phrases(_NAMED),
    rule(
        "tfslen1234567890",
        rf"(?:the\s+)?(last|final|\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL})\s+({WEEKDAY}|weekend|weekday|business day|working day|workday|work day|day|week|month)"
        rf"(?=\s+(?:of|in)\s+(?:the\s+)?(?:this|next|last|each|every|month|year|week|quarter|20\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
        rf"|\s+(?:of|in)\s+q[1-4]|\s+(?:monthly|each\s+month|every\s+month))",
        _nth,
    ),
    rule("mtwfs", rf"({WEEKDAY})(?:{END})\.?", _weekday),
    rule("mtwfs", r"(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thurs?|fri|weds)s(?![a-z0-9_'])", _plural),
    rule("tcunflp", rf"({_DETERMINERS})\s+({WEEKDAY}){END}\.?", _which_weekday),
    rule("tcunflp", rf"({_DETERMINERS})\s?({_UNIT}){END}", _cycle),
    rule("tcunflp", rf"({_DETERMINERS})\s?(?:weekend|wkend|wknd){END}", _which_weekend),
    rule("tnlpcfu", rf"(?:the\s+)?(next|coming|following|upcoming|last|past|previous)\s+(\d{{1,3}}|{SPELLED}|few|couple of|couple|several)\s?({_UNIT}){END}", _next_few),
    rule("tfs1234567890", rf"(?:the\s+)?(\d(?:st|nd|rd|th)|first|second|third|fourth|fifth)\s+({WEEKDAY}){END}", _nth_open),
    rule("ebsmlft", rf"((?:the\s+)?(?:beginning|start|middle|end)\s+of|(?:early|late|later|earlier)\s+in|early|late|mid|first half of|latter half of|second half of){_PART_NEXT}", _part),
    rule(
        "fst1234",
        rf"(?:the\s+)?(\d(?:st|nd|rd|th)|first|second|third|fourth)\s+(?:and|&)\s+(?:the\s+)?(\d(?:st|nd|rd|th)|second|third|fourth|fifth|last)\s+({WEEKDAY})s?{END}",
        _two_nths,
    ),
    rule("0123456789otf", rf"(\d|{SPELLED})\s+({WEEKDAY})s?\s+(ago|from now|later){END}", _weekdays_away),
    rule("tmwfs", rf"(?:the\s+)?({WEEKDAY})\s+after\s+next{END}", _after_next),
    rule("t", rf"this\s+(?:week\s+or\s+next|or\s+next\s+week)(?!\s+(?:week|month|{WEEKDAY})){END}", _this_or_next),
    rule("m", rf"mid[\s-]?({MONTH}){END}", lambda m: Moment(month=MONTHS[m[1]], part="mid")),
    rule(
        "iwo",
        rf"(?:in|within|over)\s+the\s+(?:next|coming|following)\s+({_UNIT}){END}",
        lambda m: _spread(m, NOW, Amount(((_UNITS[m[1] if m[1] in _UNITS else m[1].rstrip("s")], 1),))),
    ),
    rule("m", r"(mid)-(?=[a-z])", lambda m: Moment(part="mid")),
    rule("at", r"(?:around|towards?)\s+(the\s+(?:end|middle|beginning|start)\s+of)(?=\s+[a-z])", _part),
    rule("tw", r"(?:the\s+)?(?:week|wk)\s+(?:of|beginning|commencing|starting|containing)(?:\s+the)?(?=\s+[a-z0-9])", lambda m: Moment(week_of=True)),
    rule("qtf1234s", rf"(?:the\s+)?(?:q([1-4])|(1st|2nd|3rd|4th|first|second|third|fourth)\s+quarter)(?:[\s,/']{{1,2}}(?:of\s+)?({YEAR}))?{END}", _quarter),
    rule(
        "qh",
        rf"(?:q[1-4]|h[12])(?:[\s/']{{1,2}}(?:{YEAR}|\d\d))?\s+(?:planning|plan|reviews?|reports?|results|goals?|budgets?|okrs?|roadmap|targets?|forecasts?|kick-?off|numbers|retro|town\s?hall|all-?hands|closing|revenue|sales){END}",
        lambda m: SILENT,
    ),
    rule("htfs12", rf"(?:the\s+)?(?:h([12])[\s,/']{{1,2}}({YEAR}))?(?:(first|second|1st|2nd)\s+half\s+of\s+({YEAR}))?(?<=\d){END}", lambda m: _halves(m)),
)  # fmt: skip


def _halves(m: Match[str]) -> Built:
    if m[1] and m[2]:
        return Moment(half=int(m[1]), year=int(m[2]))
    return Moment(half=ordinal(m[3]), year=int(m[4])) if m[3] else None
