"""The words of the time language: what a lexicon finds in a text and hands to the composer.

A lexicon turns pieces of text into `Atom`s. An atom's ``value`` is one of

* `Moment`: part of a date or a clock time ("tomorrow", "3pm", "화요일"); neighbours are merged into one moment;
* `Amount`: a length of time ("45 min", "한 시간 반");
* `Number`: a bare number that means something beside a time only ("at 3", "Aug 5 - 16");
* `Recur`: "every", "매주", "weekly", "평일";
* `Mark`: a word that says what its neighbours do ("from", "까지", "not", "preferably", "ago"), or a filler;
* `SILENT`: text that looks like a time and is none (a price, a version, a room), eaten so that nothing reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum, auto

#: amounts in these units keep the clock running; all others count whole days
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
#: in seconds; a month counts 30 days, a year 365
SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "bday": 86400,
    "week": 604800,
    "month": 2592000,
    "quarter": 7776000,
    "year": 31536000,
}


@dataclass(frozen=True)
class Clock:
    """A clock time as said. ``loose``: an hour of a 12-hour clock without am/pm (the resolver chooses).

    ``colon``: it was written as h:mm, which literal hours read as a 24-hour clock. hour may be 24 (the day's end).
    ``same``: the clock time of speaking ("this time tomorrow"); the hour says nothing then.
    """

    hour: int
    minute: int = 0
    second: int = 0
    grain: str = "hour"
    loose: bool = False
    colon: bool = False
    micro: int = 0
    same: bool = False


@dataclass(frozen=True)
class Amount:
    """A length of time: (unit, how many) pairs, units as in `SECONDS`."""

    parts: tuple[tuple[str, float], ...]

    def minutes(self) -> float:
        """Its length in minutes."""
        return sum(SECONDS[unit] * n for unit, n in self.parts) / 60

    def plus(self, other: Amount) -> Amount:
        """Both together."""
        return Amount(self.parts + other.parts)

    def times(self, sign: int) -> Amount:
        """Turned round for "ago"."""
        return Amount(tuple((unit, n * sign) for unit, n in self.parts))


@dataclass(frozen=True)
class Moment:
    """A point or stretch of the calendar, as far as it was said; unsaid parts are None.

    ``weekday`` 0 = Monday. ``which`` goes with weekday, month, or a day of the month: -1 last, 0 this, 1 next, 2 the
    one after next. ``cycle`` is a calendar unit counted from now: ("week", 1) = next week, ("day", 0) = today.
    ``nth`` goes with weekday ("first Monday of") or with ``nth_unit`` ("last week of", "third day of"); -1 is the last.
    ``shift`` is added to ``base`` (to now if there is no base). ``weekend`` is Saturday and Sunday. ``week_of`` makes
    the whole Monday-to-Sunday week around the date. ``part`` is "start", "mid", "end" of what else is said; ``pod`` a
    part of the day by its name in `bands`. ``coming``: a weekday after today, never today (Korean says 오늘 then).
    ``within`` False: a weekday of a month's first or last row may lie outside of that month; True: the weekday of the
    week that ``week_of`` makes is meant.
    ``either_way``: ``month`` and ``day`` were written as 3/4 and may be meant the other way round.
    ``zone`` is an abbreviation, an IANA name or a fixed offset in minutes (+540).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    weekday: int | None = None
    which: int | None = None
    cycle: tuple[str, int] | None = None
    nth: int | None = None
    nth_unit: str | None = None
    shift: Amount | None = None
    base: Moment | None = None
    weekend: bool | None = None
    week_of: bool | None = None
    part: str | None = None
    pod: str | None = None
    clock: Clock | None = None
    zone: str | int | None = None
    workday: bool | None = None
    exact_end: bool | None = None
    coming: bool | None = None
    within: bool | None = None
    either_way: bool | None = None

    @property
    def has_date(self) -> bool:
        """Whether it says anything about the day."""
        return any(getattr(self, name) is not None for name in _DATE_FIELDS)

    @property
    def has_time(self) -> bool:
        """Whether it says anything about the time of day."""
        return self.clock is not None or self.pod is not None

    def said(self) -> dict[str, object]:
        """The fields that were said."""
        return {name: value for name in _FIELDS if (value := getattr(self, name)) is not None}


_FIELDS = tuple(f.name for f in fields(Moment))
_DATE_FIELDS = tuple(
    n for n in _FIELDS if n not in ("pod", "clock", "zone", "which", "exact_end", "coming", "within", "either_way")
)


@dataclass(frozen=True)
class Number:
    """A bare number; ``ordinal`` for "5th", ``clocklike`` for "0930" and "9.30" (h, min)."""

    value: int
    ordinal: bool = False
    clocklike: tuple[int, int] | None = None


@dataclass(frozen=True)
class Recur:
    """A repetition as far as it was said; weekdays, dates and times beside it complete it.

    ``freq`` None is a bare "every": the words that follow say of what. ``byday`` holds RFC 5545 day codes.
    ``dtstart_free`` is True when the word alone is an answer ("weekly").
    """

    freq: str | None = None
    interval: int = 1
    byday: tuple[str, ...] = ()
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    count: int | None = None
    pod: str | None = None


class Mark(Enum):
    """What a word does to its neighbours. PRE marks stand before (English), POST marks after (Korean particles)."""

    FILLER = auto()  # at, on, the, 의, 에: joins neighbours, says nothing
    AT = auto()  # like a filler; a bare number after it is an hour
    ON = auto()  # like a filler; an ordinal after it is a day of the month
    FROM = auto()  # from A (to B); alone: an open end
    TO = auto()  # A to B, A - B, A until B
    BETWEEN = auto()  # between A and B
    POST_FROM = auto()  # A부터, A에서
    POST_TO = auto()  # B까지 after a start; alone: an open start
    POST_BETWEEN = auto()  # A와 B 사이
    AND = auto()
    OR = auto()
    COMMA = auto()
    BY = auto()  # by A, until A, before A: open start
    UNTIL = auto()
    BEFORE = auto()
    AFTER = auto()  # after A, A or later: open end
    SINCE = auto()
    POST_BEFORE = auto()  # A 전, A 이전
    POST_AFTER = auto()  # A 이후, A 지나서
    WITHIN = auto()  # within 2 hours
    POST_WITHIN = auto()  # 2시간 안에
    IN = auto()  # in 2 hours
    AGO = auto()  # 2 hours ago, 2시간 전
    LATER = auto()  # 2 hours later, from now, 2시간 뒤
    PLUS = auto()  # now + 2 hours
    MINUS = auto()
    FOR = auto()  # for 2 hours, 2시간 동안
    POST_FOR = auto()
    AVOID = auto()  # not, any day but, except: what follows is not wanted
    POST_AVOID = auto()  # 빼고, 말고, 제외하고: what stands before is not wanted
    EXCEPT = auto()  # except, but: what follows is not wanted, what stands before is
    PREFER = auto()  # preferably, 되도록: what follows is a wish
    POST_PREFER = auto()  # if possible, 쯤이면 좋겠
    AROUND = auto()
    GOAL = auto()  # move A to B: no range; B is what counts
    CORRECT = auto()  # no wait, I mean: what was said before is taken back
    NOT = auto()  # turns the next open-end mark round: not before = avoid [.., A)


class Silent(Enum):
    """The one value of atoms that must not be read as times."""

    SILENT = auto()


SILENT = Silent.SILENT
Value = Moment | Amount | Number | Recur | Mark | Silent


@dataclass(frozen=True)
class Atom:
    """``value`` found at [start, end) of the normalised text."""

    start: int
    end: int
    value: Value


def valid_date(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
