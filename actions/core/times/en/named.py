"""Days, weeks and holidays with a name of their own: tomorrow, tonight, EOD, the week after next, Christmas."""
# ruff: noqa: E501 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

from ..atoms import Amount, Clock, Mark, Moment
from ..bands import WORK_END
from ..lexicon import Rule
from .common import phrases

_TODAY, _TOMORROW, _YESTERDAY = (Moment(cycle=("day", n)) for n in (0, 1, -1))
NOW = Moment(shift=Amount((("second", 0),)))

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


RULES: tuple[Rule, ...] = tuple(phrases(_NAMED))
