"""Ranges: what follows a moment (to, until, 부터, for an hour), and what a length is the length of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .atoms import CLOCK_UNITS, Amount, Mark, Moment, Number
from .cursor import SHIFTS, SOFT, TO
from .habits import HabitReader, is_weekly
from .runs import comma_between
from .said import Said, merge

OPEN_PRE = {
    Mark.BY: ("start", True),
    Mark.UNTIL: ("start", True),
    Mark.BEFORE: ("start", False),
    Mark.AFTER: ("end", False),
    Mark.SINCE: ("end", True),
    Mark.FROM: ("end", True),
}
OPEN_POST = {
    Mark.POST_TO: ("start", True),
    Mark.POST_BEFORE: ("start", False),
    Mark.POST_WITHIN: ("start", True),
    Mark.POST_AFTER: ("end", False),
    Mark.POST_FROM: ("end", True),
}


class RangeReader(HabitReader):
    """Reads a moment, a range or a length from a place on."""

    def expression(self, i: int, before: list[Said]) -> tuple[Said | None, int]:
        """Any one expression; read a floor up."""
        raise NotImplementedError

    def range_or_moment(self, i: int, hours: bool = False) -> tuple[Said | None, int]:
        """A moment, and what makes a range of it; or an amount. ``hours``: a bare number may be an hour."""
        i = self.skip(i, (Mark.FILLER, Mark.ON, Mark.AROUND))
        if isinstance(self.value(i), Amount):
            said, j = self.shift(i)
            if said is not None:
                return said, j
            amount, j = self.amount(i)
            assert amount is not None
            if self.value(j) is Mark.POST_WITHIN:
                return Said(self.atoms[i].start, self.atoms[j - 1].end, Moment(shift=amount), open="start"), j + 1
            j = j + 1 if self.value(j) is Mark.POST_FOR else j
            return self.length(i, j, amount), j
        first, j = self.moment(i, hours)
        if first is None:
            return None, i
        return self.range_from(first, self.skip(i), j)

    def range_from(self, first: Moment, i: int, j: int) -> tuple[Said | None, int]:
        """What follows the moment of atoms [i, j): "to ...", 부터, "for an hour", 까지."""
        said = Said(self.atoms[i].start, self.atoms[j - 1].end, first)
        mark = self.value(j)
        if mark in (Mark.PLUS, Mark.MINUS) and isinstance(self.value(j + 1), Amount):  # "now + 2 hours"
            amount, k = self.amount(j + 1)
            assert amount is not None
            shift = amount.times(-1) if mark is Mark.MINUS else amount
            return self.finish(Said(said.start, self.atoms[k - 1].end, Moment(shift=shift, base=first)), k)
        anchored = self._counted_from(said, j)
        if anchored is not None:
            return anchored
        if mark is Mark.MINUS and _of_a_week(first) and not _stretch_like(self.value(self.skip(j + 1))):
            return said, j  # "next week - Monday or Tuesday"
        if mark in TO or mark is Mark.POST_FROM:
            last, k = self.last_of(first, j + 1)
            if isinstance(last, Moment) and self.is_daily(first, last, k):
                return self.daily_range(said, first, last, k)
            if last is not None and is_weekly(first, last):
                return self.weekly_range(said, first, last, k)  # type: ignore[arg-type]
            if last is not None:
                said.last, said.end = last, self.atoms[k - 1].end
                said.first, said.till = dated(first, last), mark is Mark.UNTIL
                if self.value(k) in (Mark.POST_TO, Mark.POST_BETWEEN, Mark.POST_FOR):
                    k += 1
                    if first.has_date:  # what follows is another matter: "오늘부터 내일까지 연말 휴가"
                        return said, k
                return self.finish(said, k)
        if mark in (Mark.AND, Mark.COMMA):
            last, k = self.last_of(first, j + 1)
            if last is not None and self.value(k) is Mark.POST_BETWEEN:
                said.last, said.end = last, self.atoms[k - 1].end
                return self.finish(said, k + 1)
        if mark in OPEN_POST:
            said.open, said.whole = OPEN_POST[mark]
            said.whole = said.whole or first.part == "end"
            return said, j + 1
        return self.finish(said, j)

    def _counted_from(self, said: Said, j: int) -> tuple[Said | None, int] | None:
        """ "1월 31일에서 두 달 뒤", "화요일의 전날": a length counted from the moment that stands before it."""
        assert said.first is not None
        i = self.skip(j + 1 if self.value(j) is Mark.POST_FROM else j)
        if not isinstance(self.value(i), Amount) or said.first.shift is not None:
            return None
        amount, k = self.amount(i)
        mark = self.value(k)
        if amount is None or mark not in (Mark.AGO, Mark.LATER) or self.value(self.skip(k + 1)) is Mark.POST_TO:
            return None
        today = said.first.cycle == ("day", 0) and not said.first.has_time
        if today and any(unit in CLOCK_UNITS for unit, _ in amount.parts):
            return None
        sign = 1 if mark is Mark.LATER else -1
        first, end = self.more(Moment(shift=amount.times(sign), base=said.first), k + 1)
        return self.range_from(first, self._at(said.start), end)

    def _at(self, start: int) -> int:
        """The atom that begins at ``start``."""
        return next(i for i, atom in enumerate(self.atoms) if atom.start >= start)

    def finish(self, said: Said, j: int) -> tuple[Said | None, int]:
        """Moments after a range belong to both its ends; a length after a start makes a range."""
        k = self.skip(j)
        value = self.value(k)
        if isinstance(said.last, Moment) and said.first is not None and isinstance(value, Moment):
            more, k = self.moment(k)
            if self.value(k) is Mark.POST_TO:  # "10시부터 11시까지 12월 말까지": how long it goes on
                return said, j
            first = merge(said.first, more) if more is not None else None
            last = merge(said.last, more) if more is not None else None
            if more is not None and last is None and more.has_date and not _bare_date(more):
                last = said.last if said.last.has_date else None
            if first is not None and last is not None:
                said.first, said.last, said.end = first, last, self.atoms[k - 1].end
                return self.finish(said, k)
        if isinstance(said.last, Amount) and said.first is not None and _only_zone(value):  # "3시부터 한 시간 PST"
            zoned = merge(said.first, value)  # type: ignore[arg-type]
            if zoned is not None:
                said.first, said.end = zoned, self.atoms[k].end
                return said, k + 1
        if said.last is None and said.first is not None and said.open is None:
            m = k + 1 if value is Mark.FOR else k
            amount, end = self.amount(self.skip(m))
            if (
                amount is not None
                and _lasts(said.first, amount, value is Mark.FOR or self.value(end) is Mark.POST_FOR)
                and self.value(end) not in SHIFTS
                and said.first.shift is None
            ):
                said.last, said.end = amount, self.atoms[end - 1].end
                return self.finish(said, end + 1 if self.value(end) is Mark.POST_FOR else end)
        if said.last is None and said.first is not None:  # "Sep 17 in the evening before 10", "tomorrow after 4pm"
            inner = self._inner_open(said, k)
            if inner is not None:
                return inner
        return said, j

    def _inner_open(self, said: Said, k: int) -> tuple[Said | None, int] | None:
        """A date and then an open clock time, or a range of clock times, of that date."""
        mark = self.value(k)
        assert said.first is not None
        if mark not in (*OPEN_PRE, Mark.BETWEEN) or said.first.clock is not None or not said.first.has_date:
            return None
        inner, end = self.expression(k, [])
        if inner is None or inner.first is None or inner.first.has_date or inner.amount is not None:
            return None
        first = merge(said.first, inner.first)
        if first is None and said.first.pod is not None:
            first = merge(replace(said.first, pod=None), inner.first)
        if first is None:
            return None
        inner.first, inner.start = first, said.start
        inner.inside = mark is Mark.BEFORE
        if isinstance(inner.last, Moment) and not inner.last.has_date:
            inner.last = merge(replace(said.first, clock=None), inner.last) or inner.last
        return inner, end

    def last_of(self, first: Moment, i: int) -> tuple[Moment | Amount | None, int]:
        """The far end of a range that starts with ``first``."""
        i = self.skip(i, (*SOFT, Mark.FROM, Mark.BY))
        value = self.value(i)
        if isinstance(value, Amount):
            amount, j = self.amount(i)
            assert amount is not None
            if self.value(j) in (Mark.LATER, Mark.POST_AFTER, Mark.POST_FOR):
                j += 1
            return amount, j
        if isinstance(value, Number):
            found = self.number_after(first, value)
            if found is None:
                return None, i
            return self._up_to_comma(first, i, lambda: self.more(found, i + 1))
        return self._up_to_comma(first, i, lambda: self.moment(i, hours=first.clock is not None))

    def _up_to_comma(
        self, first: Moment, i: int, read: Callable[[], tuple[Moment | None, int]]
    ) -> tuple[Moment | None, int]:
        """ "Mon 2-4, Tue 9-11": a day behind a comma is no part of a range that has its day."""
        moment, j = read()
        if moment is None:
            return moment, j
        cut = next(
            (k for k in range(i + 1, j) if comma_between(self.text, self.atoms[k - 1].end, self.atoms[k].start)), j
        )
        behind = self.value(cut) if cut < j else None
        if not isinstance(behind, Moment):
            return moment, j
        day = first.has_date and (behind.weekday is not None or behind.day is not None or behind.cycle is not None)
        if not day and (behind.pod is None or not isinstance(self.value(self.skip(cut + 1)), (Moment, Number))):
            return moment, j
        n, self.n = self.n, cut
        try:
            return read()
        finally:
            self.n = n


def dated(first: Moment, last: Moment | Amount) -> Moment:
    """ "2-3pm on Wednesday": the day said behind the end is the start's too."""
    if not isinstance(last, Moment) or first.has_date or first.clock is None or last.clock is None or not last.has_date:
        return first
    return merge(replace(last, clock=None, pod=None, zone=None), first) or first


def _only_zone(value: object) -> bool:
    return isinstance(value, Moment) and set(value.said()) == {"zone"}


def _lasts(first: Moment, amount: Amount, marked: bool) -> bool:
    """Whether the range that starts with ``first`` has that length: "3pm for an hour", "Monday for 3 days".

    "Tomorrow for an hour" is a day and the meeting's length.
    """
    return first.clock is not None or (marked and all(unit not in CLOCK_UNITS for unit, _ in amount.parts))


def _of_a_week(moment: Moment) -> bool:
    return set(moment.said()) == {"cycle"} and moment.cycle is not None and moment.cycle[0] == "week"


def _stretch_like(value: object) -> bool:
    """Whether a range may run to it from a week: a bare weekday lies in the week."""
    return not isinstance(value, Moment) or value.weekday is None or value.cycle is not None


def _bare_date(moment: Moment) -> bool:
    return moment.day is not None
