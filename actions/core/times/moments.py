"""Moments: neighbouring parts of a date and a clock time merged, bare numbers read by what stands beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import Amount, Mark, Moment, Number, Recur
from .cursor import JOINS, SOFT, TO, Cursor
from .runs import comma_between
from .said import hour, merge

_HOURS = re.compile(r"\b(?:hours(?:\s+are|:)?|(?:i|we)\s+work|i'm\s+(?:in|free|available|busy)|open|available)\s+\Z")
#: "Wed 4 works", "ok Wed 4 then", "Wed 4?"
_WORKS = re.compile(
    r"\s+(?:works|work|is\s+(?:good|fine|ok|okay|great|perfect|better|best)|sounds|ok\b|okay\b|suits|then\b|it\s+is\b|"
    r"please\b|pls\b|instead\b)|\s*\?"
)


class MomentReader(Cursor):
    """Reads one moment from a place on."""

    def shifted(self, i: int) -> tuple[Moment | None, int]:
        """A moment that begins with a length ("2 hours ago"); what follows a length is read a floor up."""
        raise NotImplementedError

    def moment(self, i: int, hours: bool = False) -> tuple[Moment | None, int]:
        """Neighbouring moments and numbers from i on, merged into one."""
        at = self.value(i) is Mark.AT
        i = self.skip(i)
        value = self.value(i)
        if isinstance(value, Amount):
            return self.shifted(i)
        if isinstance(value, Number):
            first = self._number_first(i, value, at or hours or self.value(i - 1) is Mark.AT)
            if first is None:
                return None, i
            return self.more(first, i + 1)
        if not isinstance(value, Moment):
            return None, i
        return self.more(value, i + 1)

    def more(self, first: Moment, i: int) -> tuple[Moment, int]:
        """``first`` and everything after it that can be said of the same time."""
        while True:
            j = self.skip(i)
            value = self.value(j)
            if (
                value is Mark.IN
                and set(first.said()) <= {"weekday", "clock", "pod"}
                and _a_week(self.value(self.skip(j + 1)))
            ):
                j = self.skip(j + 1)  # "Monday in the first week of December"
                value = self.value(j)
            extra: Moment | None = None
            if isinstance(value, Moment):
                extra = value
            elif isinstance(value, Number):
                extra = self._number_in(first, value, j)
            joined = merge(first, extra) if extra is not None else None
            if joined is None or self._starts_anew(first, extra, j):
                return first, i
            first, i = _day_of_week(first, joined), j + 1

    def _starts_anew(self, first: Moment, extra: Moment | None, j: int) -> bool:
        """ "월요일 2시, 수요일 오후 4시": a weekday behind a clock time that has a clock time of its own."""
        if first.clock is not None and extra is not None and extra.pod is not None and extra.clock is None:
            again = self.value(j + 1)  # "내일 10시, 오후 3시"
            timed = isinstance(again, Moment) and again.clock is not None
            return timed and comma_between(self.text, self.atoms[j - 1].end, self.atoms[j].start)
        if first.clock is None or extra is None or extra.weekday is None or extra.has_time:
            return False
        ahead = [self.value(k) for k in range(j + 1, j + 4)]
        clock = next((k for k, a in enumerate(ahead) if isinstance(a, Moment) and a.clock is not None), None)
        if clock is None or not all(isinstance(a, Moment) for a in ahead[:clock]):
            return False
        return not comma_between(self.text, self.atoms[j].end, self.atoms[j + 1 + clock].start)

    def _number_first(self, i: int, number: Number, hours: bool) -> Moment | None:
        """A bare number where an expression starts: an hour, or the day of a date range, or nothing."""
        j = self.skip(i + 1)
        following = self.value(i + 1)
        if following in (*TO, Mark.AND, Mark.OR, Mark.POST_FROM) or self.value(i + 1) is Mark.COMMA:
            far = self.value(self.skip(i + 2))
            if isinstance(far, Moment) and far.day is not None and far.month is not None and 1 <= number.value <= 31:
                return Moment(day=number.value, month=far.month, year=far.year) if number.clocklike is None else None
            if isinstance(far, Moment) and far.clock is not None and following in TO:
                return hour(number)
            spared = self.value(i - 1) in (Mark.EXCEPT, Mark.AVOID)  # "except 12-1"
            if isinstance(far, Number) and following in TO and (spared or self._of_hours(i)):
                return hour(number)
            if isinstance(far, Number) and not hours:
                beyond = self.value(self._past_ranges(i + 3))
                if isinstance(beyond, Moment) and (beyond.pod is not None or beyond.has_date) and following in TO:
                    return hour(number)
        after = self.value(j)
        if isinstance(after, Moment) and after.clock is None and (after.pod is not None) and not number.ordinal:
            return hour(number)
        if not hours and i and self.out and not number.ordinal and self._continued(i):  # "at 3 or 4"
            last = self.out[-1].first or (self.out[-1].rule.time if self.out[-1].rule is not None else None)
            ranged = following in TO and isinstance(self.value(self.skip(i + 2)), Number)  # "10-12, 2-4"
            alike = (self.out[-1].last is None) != (ranged and isinstance(self.out[-1].last, Moment))
            hours = last is not None and last.clock is not None and alike and number.value <= 12
        if self._another_day(i, number):
            return Moment(day=number.value)
        if number.ordinal and (hours or self._after_a_day(i) or isinstance(after, Recur)):
            return Moment(day=number.value)
        return hour(number) if hours else None

    def _number_in(self, first: Moment, number: Number, j: int) -> Moment | None:
        """A bare number beside a date: its hour after "at" or before "- 4"; its day after a month or a weekday."""
        if number.ordinal:
            return (
                Moment(day=number.value) if first.day is None and first.shift is None and not _relative(first) else None
            )
        marks = [self.value(k) for k in range(max(0, j - 3), j)]
        at = bool(marks) and Mark.AT in marks and not isinstance(marks[-1], Moment)
        if 1900 <= number.value < 2100 and first.day is not None and first.month is not None and first.year is None:
            return Moment(year=number.value)
        if first.clock is not None:
            return None
        ranged = self.value(j + 1) in TO and isinstance(self.value(self.skip(j + 2)), (Number, Moment))
        if (
            first.weekday is not None
            and first.day is None
            and number.value <= 12
            and _WORKS.match(self.text, self.atoms[j].end)
        ):
            return hour(number)
        if number.clocklike is not None or at or (ranged and (first.has_date or first.zone is not None)):
            return hour(number)
        zoned = isinstance(after := self.value(j + 1), Moment) and set(after.said()) == {"zone"}
        return hour(number) if zoned or (first.pod is not None and first.has_date) else None

    def _past_ranges(self, i: int) -> int:
        """ "2-4, 5-6 tomorrow": behind further ranges of bare numbers."""
        i = self.skip(i, (*SOFT, *JOINS))
        while isinstance(self.value(i), Number) and self.value(i + 1) in TO and isinstance(self.value(i + 2), Number):
            i = self.skip(i + 3, (*SOFT, *JOINS))
        return i

    def _of_hours(self, i: int) -> bool:
        """ "my hours are 10 to 6"."""
        start = self.atoms[i].start
        return _HOURS.search(self.text, max(0, start - 30), start) is not None

    def _continued(self, i: int) -> bool:
        return self.listed(i) or self.value(i - 1) in (Mark.AVOID, Mark.CORRECT)

    def _another_day(self, i: int, number: Number) -> bool:
        """ "December 10 and 11": a bare number in a list of dates."""
        if not self.out or not self.listed(i) or number.clocklike or self.value(i + 1) in TO:
            return False
        last = self.out[-1].first
        if last is None or last.day is None or last.month is None or last.has_time or self.out[-1].last is not None:
            return False
        return last.day < number.value <= 31

    def _after_a_day(self, i: int) -> bool:
        """ "the 1st and 15th": an ordinal that continues a list of days."""
        before = self.value(i - 2) if self.value(i - 1) in JOINS else self.value(i - 1)
        return isinstance(before, Moment) and before.day is not None and i > 1

    def number_after(self, first: Moment, number: Number) -> Moment | None:
        """A bare number as the far end of a range that starts with ``first``."""
        if first.clock is not None or (first.shift is not None and first.base is None):  # "between now and 1"
            return hour(number)
        if first.day is not None and 1 <= number.value <= 31 and number.clocklike is None:
            return Moment(day=number.value, month=first.month, year=first.year)
        return hour(number) if number.clocklike is not None else None


def _a_week(value: object) -> bool:
    return isinstance(value, Moment) and (value.nth_unit == "week" or bool(value.week_of))


def _day_of_week(first: Moment, joined: Moment) -> Moment:
    """ "the week of Dec 7, Tuesday" is that Tuesday; "the week of Monday, Dec 7" the week."""
    told = first.week_of and first.day is not None and first.weekday is None and joined.weekday is not None
    asked = joined.week_of and not first.week_of and first.weekday is not None and first.day is None
    return replace(joined, within=True) if told or asked else joined


def _relative(moment: Moment) -> bool:
    return moment.cycle is not None and moment.cycle[0] == "day"
