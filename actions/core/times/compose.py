"""The grammar over atoms that both languages share: a run of neighbours becomes `Said`s.

English puts its marks before what they govern ("from 3 to 5", "by Friday"), Korean after it ("3시부터 5시까지",
"금요일까지"); both are read here, also mixed ("next week 화요일 3시부터 for an hour"). One floor below are the ranges,
below them the moments.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import Atom, Mark, Moment, Recur
from .cursor import JOINS, SHIFTS, TO
from .each_day import each_day
from .lists import mark_back, share
from .ranges import OPEN_PRE, RangeReader, dated
from .repeat import gather
from .runs import comma_between
from .said import Said
from .series import long_stretch

_TIGHT = re.compile(r"(?:\A|\s)-\S")


def compose(text: str, run: list[Atom]) -> list[Said]:
    """The expressions of one run, in order."""
    return Composer(text, run).all()


class Composer(RangeReader):
    """Reads one run from left to right."""

    def all(self) -> list[Said]:
        """Every expression of the run."""
        out = self.out
        i, avoid, prefer, joined, goal, anew = 0, False, False, False, False, False
        while i < self.n:
            value = self.value(i)
            if value in (Mark.AVOID, Mark.EXCEPT):
                avoid = not self._contrasted(i, out)
            elif value is Mark.CORRECT:
                anew, avoid, joined = True, False, False
            elif value is Mark.PREFER or (value is Mark.POST_PREFER and not out):
                prefer = True
            elif value in JOINS:
                joined = True
            elif value is Mark.GOAL:
                goal = True
            elif value in (Mark.POST_AVOID, Mark.POST_PREFER):
                mark_back(out, "avoid" if value is Mark.POST_AVOID else "prefer")
            else:
                said, j = self.expression(i, out)
                if said is not None:
                    said, j = self._left_out(said, i, j, avoid)
                    avoid = avoid and not self._new_matter(said, out, i)
                    said.avoid, said.prefer = said.avoid or avoid, said.prefer or prefer
                    said.joined = (
                        bool(out)
                        and not anew
                        and (joined or comma_between(self.text, out[-1].end, said.start) or not out[-1].rule)
                    )
                    anew = False
                    said.goal, goal = goal, False
                    last = self.value(j - 1)
                    said.trailing = isinstance(last, Moment) and last.has_date and not last.has_time
                    out.append(said)
                    follows = self.value(j) in JOINS
                    joined, prefer, avoid = False, prefer and follows, avoid and follows
                    i = j
                    continue
                i = max(i, j - 1)
            i += 1
        return share(each_day(out))

    def _contrasted(self, i: int, out: list[Said]) -> bool:
        """ "not Tuesday but Wednesday": what follows is wanted."""
        return bool(out) and out[-1].avoid and self.text[self.atoms[i].start : self.atoms[i].end] == "but"

    def _left_out(self, said: Said, i: int, j: int, avoid: bool) -> tuple[Said, int]:
        """ "this week but not Thursday, after 2pm": hours behind a comma are not those of the day that is left out."""
        if not (said.avoid or avoid) or said.shape() != "both" or not (said.last or said.open) or not self._offered():
            return said, j
        cut = next((k for k in range(i + 1, j) if self._comma_before(k)), None)
        if cut is None:
            return said, j
        n, self.n = self.n, cut
        try:
            day, k = self.expression(i, self.out)
        finally:
            self.n = n
        if day is None or day.shape() != "date" or k < cut:
            return said, j
        return day, k

    def _offered(self) -> bool:
        """Whether something that is wanted was said in the run."""
        return any(not said.avoid and said.rule is None and said.shape() == "date" for said in self.out)

    def _comma_before(self, k: int) -> bool:
        return comma_between(self.text, self.atoms[k - 1].end, self.atoms[k].start)

    def _new_matter(self, said: Said, out: list[Said], i: int) -> bool:
        """ "except Friday, mornings": a part of the day behind a day that is left out is none of the list."""
        if not out or not out[-1].avoid or out[-1].shape() != "date" or self.value(i - 1) in (Mark.AVOID, Mark.EXCEPT):
            return False
        return said.rule is not None or (
            said.shape() == "time" and said.first is not None and said.first.pod is not None
        )

    def expression(self, i: int, before: list[Said]) -> tuple[Said | None, int]:
        """One expression from i on: a moment, a range, a length, a recurrence; (None, i) when there is none."""
        value = self.value(i)
        if isinstance(value, Recur):
            return gather(self, i, before)
        if value is Mark.NOT:
            return self._negated(i)
        if value is Mark.BETWEEN:
            return self._between(i)
        if value is Mark.FROM:
            said, j = self.range_or_moment(i + 1, hours=True)
            if said is not None:
                said.start = self.atoms[i].start
                if (
                    said.last is None
                    and said.first is not None
                    and said.open is None
                    and self.value(j) is not Mark.GOAL
                ):
                    said.open, said.whole = "end", True
                return said, j
            return None, i
        if value in (Mark.IN, Mark.WITHIN, Mark.FOR, Mark.PLUS, Mark.MINUS):
            said, j = self._amount_after(i)
            if said is not None or value is not Mark.IN:
                return said, j
            return None, i
        if value in OPEN_PRE:
            return self._open(i)
        return self.range_or_moment(i)

    def _negated(self, i: int) -> tuple[Said | None, int]:
        """ "not before 10" keeps clear of what is before; "not after 8" is "until 8"; "not Friday"."""
        mark = self.value(i + 1)
        if mark is Mark.NOT:
            return None, i
        said, j = self.expression(i + 1, [])
        if said is None:
            return None, i
        said.start = self.atoms[i].start
        if mark is Mark.AFTER and said.open == "end":
            said.open, said.whole = "start", True
        else:
            said.avoid = True
        return said, j

    def _between(self, i: int) -> tuple[Said | None, int]:
        first, j = self.moment(self.skip(i + 1), hours=True)
        if first is None:
            return None, i
        mark = self.value(j)
        if mark in (Mark.AND, *TO):
            last, k = self.last_of(first, j + 1)
            if last is not None:
                return self.finish(Said(self.atoms[i].start, self.atoms[k - 1].end, dated(first, last), last), k)
        return None, i

    def _amount_after(self, i: int) -> tuple[Said | None, int]:
        mark = self.value(i)
        j = self.skip(i + 1)
        amount, k = self.amount(j)
        if amount is None:
            return None, i
        start = self.atoms[i].start
        if mark is Mark.MINUS and not _TIGHT.search(self.text[max(0, start - 1) : start + 2]):  # a dash, a bullet
            return self.range_or_moment(j)
        if mark is Mark.IN and self.value(k) in (Mark.BEFORE, Mark.AFTER):
            return self.shift(j)
        if mark is Mark.FOR:
            return self.length(j, k, amount), k
        if mark is Mark.WITHIN:
            said = Said(start, self.atoms[k - 1].end, Moment(shift=amount), open="start")
            return said, k
        shifted = Moment(shift=amount.times(-1) if mark is Mark.MINUS else amount)
        whole, k = self.more(shifted, k)
        return self.finish(Said(start, self.atoms[k - 1].end, whole), k)

    def _open(self, i: int) -> tuple[Said | None, int]:
        mark = self.value(i)
        side, whole = OPEN_PRE[mark]  # type: ignore[index]
        j = self.skip(i + 1)
        amount, k = self.amount(j)
        if amount is not None and mark is Mark.AFTER and self.value(k) not in SHIFTS:  # "after 4 days"
            shifted, k = self.more(Moment(shift=amount), k)
            return Said(self.atoms[i].start, self.atoms[k - 1].end, shifted), k
        said, k = self.range_or_moment(j, hours=True)
        if said is None:
            return None, i
        said.start = self.atoms[i].start
        said.aside = said.aside or said.amount is not None
        if mark is Mark.SINCE and said.first is not None and _comes_again(said.first):
            said.first = replace(said.first, which=-1)
        if said.last is None and said.first is not None:
            whole = whole or said.first.part == "end"  # before the end of the month: while it lasts
            said.open, said.whole = side, whole and not (mark is Mark.UNTIL and long_stretch(said.first))
        return said, k


def _comes_again(moment: Moment) -> bool:
    """Whether it names a day of every week, month or year: "since" means the one that was."""
    tied = moment.year is not None or moment.cycle is not None or moment.which is not None or moment.shift is not None
    return not tied and moment.has_date and moment.nth is None
