"""The grammar over atoms that both languages share: a run of neighbours becomes `Said`s.

English puts its marks before what they govern ("from 3 to 5", "by Friday"), Korean after it ("3시부터 5시까지",
"금요일까지"); both are read here, also mixed ("next week 화요일 3시부터 for an hour").
"""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import CLOCK_UNITS, Amount, Atom, Mark, Moment, Number, Recur, Value
from .repeat import gather
from .runs import comma_between
from .said import Repeat, Said, hour, merge

_JOIN = (Mark.AND, Mark.OR, Mark.COMMA)
_SOFT = (Mark.FILLER, Mark.AT, Mark.ON, Mark.AROUND)
_TO = (Mark.TO, Mark.MINUS, Mark.UNTIL)
_SHIFTS = (Mark.AGO, Mark.LATER, Mark.POST_BEFORE, Mark.POST_AFTER, Mark.BEFORE, Mark.AFTER, Mark.SINCE)
_OPEN_PRE = {
    Mark.BY: ("start", True),
    Mark.UNTIL: ("start", True),
    Mark.BEFORE: ("start", False),
    Mark.AFTER: ("end", False),
    Mark.SINCE: ("end", True),
    Mark.FROM: ("end", True),
}
_OPEN_POST = {
    Mark.POST_TO: ("start", True),
    Mark.POST_BEFORE: ("start", False),
    Mark.POST_WITHIN: ("start", True),
    Mark.POST_AFTER: ("end", False),
    Mark.POST_FROM: ("end", True),
}


#: what makes a length something else's than the meeting's
_ASIDE = re.compile(
    r"[\s-]{1,2}(?:in\s+)?(?:buffer|break|gap|notice|heads|reminder|warning|walk|drive|commute|late\b|delay|early\b|travel|prep\b|grace"
    r"|lead|apart|in\s+advance|ahead|beforehand|between|padding|cushion|flight|ride|extension|longer|shorter|more)"
)
_TIGHT = re.compile(r"(?:\A|\s)-\S")
_LEAD = re.compile(r"(?:에|쯤에?|부터)?\s?(?:미리\s?)?(?:알려|알림|리마인|말해|깨워|공지|상기)")
_EVENT = re.compile(r"(?:회의|미팅|시작|출발|마감|약속|수업|일정|면접|발표|행사|상담|통화|예약)(?:하기|\s시간)?\s?\Z")
_NOUN = re.compile(r"\s+[a-z]")


def compose(text: str, run: list[Atom]) -> list[Said]:
    """The expressions of one run, in order."""
    return Composer(text, run).all()


class Composer:
    """Reads one run from left to right; every method that reads returns where it stopped."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.n = len(atoms)
        self.out: list[Said] = []

    # -- looking ---------------------------------------------------------------------------------------------------

    def value(self, i: int) -> Value | None:
        """What stands at i, None past the end."""
        return self.atoms[i].value if 0 <= i < self.n else None

    def skip(self, i: int, marks: tuple[Mark, ...] = _SOFT) -> int:
        """The first place from i on that is none of ``marks``."""
        while self.value(i) in marks and i < self.n:
            i += 1
        return i

    # -- the run ---------------------------------------------------------------------------------------------------

    def all(self) -> list[Said]:
        """Every expression of the run."""
        out = self.out
        i, avoid, prefer, joined, goal = 0, False, False, False, False
        while i < self.n:
            value = self.value(i)
            if value in (Mark.AVOID, Mark.EXCEPT):
                avoid = True
            elif value is Mark.PREFER:
                prefer = True
            elif value in _JOIN:
                joined = True
            elif value is Mark.GOAL:
                goal = True
            elif value in (Mark.POST_AVOID, Mark.POST_PREFER):
                _mark_back(out, "avoid" if value is Mark.POST_AVOID else "prefer")
            else:
                said, j = self.expression(i, out)
                if said is not None:
                    said.avoid, said.prefer = said.avoid or avoid, said.prefer or prefer
                    said.joined = bool(out) and (
                        joined or comma_between(self.text, out[-1].end, said.start) or not out[-1].rule
                    )
                    said.goal, goal = goal, False
                    out.append(said)
                    follows = self.value(j) in _JOIN
                    joined, prefer, avoid = False, prefer and follows, avoid and follows
                    i = j
                    continue
                i = max(i, j - 1)
            i += 1
        return _share_in_lists(out)

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
        if value in _OPEN_PRE:
            return self._open(i)
        return self.range_or_moment(i)

    # -- marks before ----------------------------------------------------------------------------------------------

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
        if mark in (Mark.AND, *_TO):
            last, k = self.last_of(first, j + 1)
            if last is not None:
                return self._finish(Said(self.atoms[i].start, self.atoms[k - 1].end, first, last), k)
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
            return self._shift(j)
        if mark is Mark.FOR:
            return self._length(j, k, amount), k
        if mark is Mark.WITHIN:
            said = Said(start, self.atoms[k - 1].end, Moment(shift=amount), open="start")
            return said, k
        shifted = Moment(shift=amount.times(-1) if mark is Mark.MINUS else amount)
        whole, k = self.more(shifted, k)
        return self._finish(Said(start, self.atoms[k - 1].end, whole), k)

    def _open(self, i: int) -> tuple[Said | None, int]:
        mark = self.value(i)
        side, whole = _OPEN_PRE[mark]  # type: ignore[index]
        j = self.skip(i + 1)
        amount, k = self.amount(j)
        if amount is not None and mark is Mark.AFTER and self.value(k) not in _SHIFTS:  # "after 4 days"
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
            said.open, said.whole = side, whole
        return said, k

    def _length(self, i: int, j: int, amount: Amount) -> Said:
        """The length of atoms [i, j); one of a buffer, a walk, a reminder is no meeting's."""
        end = self.atoms[j - 1].end
        return Said(self.atoms[i].start, end, amount=amount, aside=_ASIDE.match(self.text, end) is not None)

    # -- moments and ranges ----------------------------------------------------------------------------------------

    def range_or_moment(self, i: int, hours: bool = False) -> tuple[Said | None, int]:
        """A moment, and what makes a range of it; or an amount. ``hours``: a bare number may be an hour."""
        i = self.skip(i, (Mark.FILLER, Mark.ON, Mark.AROUND))
        if isinstance(self.value(i), Amount):
            said, j = self._shift(i)
            if said is not None:
                return said, j
            amount, j = self.amount(i)
            assert amount is not None
            if self.value(j) is Mark.POST_WITHIN:
                return Said(self.atoms[i].start, self.atoms[j - 1].end, Moment(shift=amount), open="start"), j + 1
            j = j + 1 if self.value(j) is Mark.POST_FOR else j
            return self._length(i, j, amount), j
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
            return self._finish(Said(said.start, self.atoms[k - 1].end, Moment(shift=shift, base=first)), k)
        anchored = self._counted_from(said, j)
        if anchored is not None:
            return anchored
        if mark in _TO or mark is Mark.POST_FROM:
            last, k = self.last_of(first, j + 1)
            if last is not None and _weekly(first, last):
                return self._weekly_range(said, first, last, k)  # type: ignore[arg-type]
            if last is not None:
                said.last, said.end = last, self.atoms[k - 1].end
                if self.value(k) in (Mark.POST_TO, Mark.POST_BETWEEN, Mark.POST_FOR):
                    k += 1
                    if first.has_date:  # what follows is another matter: "오늘부터 내일까지 연말 휴가"
                        return said, k
                return self._finish(said, k)
        if mark in (Mark.AND, Mark.COMMA):
            last, k = self.last_of(first, j + 1)
            if last is not None and self.value(k) is Mark.POST_BETWEEN:
                said.last, said.end = last, self.atoms[k - 1].end
                return self._finish(said, k + 1)
        if mark in _OPEN_POST:
            said.open, said.whole = _OPEN_POST[mark]  # type: ignore[index]
            return said, j + 1
        return self._finish(said, j)

    def _counted_from(self, said: Said, j: int) -> tuple[Said | None, int] | None:
        """ "1월 31일에서 두 달 뒤", "화요일의 전날", "오늘부터 일 년 전": a length counted from the moment before it."""
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

    def _finish(self, said: Said, j: int) -> tuple[Said | None, int]:
        """Moments after a range belong to both its ends; a length after a start makes a range."""
        k = self.skip(j)
        value = self.value(k)
        if isinstance(said.last, Moment) and said.first is not None and isinstance(value, Moment):
            more, k = self.moment(k)
            first = merge(said.first, more) if more is not None else None
            last = merge(said.last, more) if more is not None else None
            if more is not None and last is None and more.has_date and not _bare_date(more):
                last = said.last if said.last.has_date else None
            if first is not None and last is not None:
                said.first, said.last, said.end = first, last, self.atoms[k - 1].end
                return self._finish(said, k)
        if said.last is None and said.first is not None and said.open is None:
            m = k + 1 if value is Mark.FOR else k
            amount, end = self.amount(self.skip(m))
            if amount is not None and self.value(end) not in _SHIFTS and said.first.shift is None:
                if value is Mark.FOR or said.first.clock is not None or self.value(end) is Mark.POST_FOR:
                    said.last, said.end = amount, self.atoms[end - 1].end
                    return said, end + 1 if self.value(end) is Mark.POST_FOR else end
        if said.last is None and said.first is not None:  # "Sep 17 in the evening before 10", "tomorrow after 4pm"
            inner = self._inner_open(said, k)
            if inner is not None:
                return inner
        return said, j

    def _weekly_range(self, said: Said, first: Moment, last: Moment, k: int) -> tuple[Said | None, int]:
        """ "Monday to Friday 9-5": a time of day on several weekdays is a habit."""
        day = Moment(weekday=last.weekday)
        rule = Repeat(Recur("WEEKLY"), spans=[(first, day)], time=replace(last, weekday=None))
        said.rule, said.first, said.last = rule, None, None
        if self.value(k) in _TO and last.clock is not None:
            until, j = self.last_of(replace(last, weekday=None), k + 1)
            if until is not None:
                rule.until_time, k = until, j
        said.end = self.atoms[k - 1].end
        return said, k

    def _inner_open(self, said: Said, k: int) -> tuple[Said | None, int] | None:
        """A date and then an open clock time, or a range of clock times, of that date."""
        mark = self.value(k)
        assert said.first is not None
        if mark not in (*_OPEN_PRE, Mark.BETWEEN, Mark.NOT) or said.first.clock is not None or not said.first.has_date:
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
        if isinstance(inner.last, Moment) and not inner.last.has_date:
            inner.last = merge(replace(said.first, clock=None), inner.last) or inner.last
        return inner, end

    def last_of(self, first: Moment, i: int) -> tuple[Moment | Amount | None, int]:
        """The far end of a range that starts with ``first``."""
        i = self.skip(i, (*_SOFT, Mark.FROM, Mark.BY))
        value = self.value(i)
        if isinstance(value, Amount):
            amount, j = self.amount(i)
            assert amount is not None
            if self.value(j) in (Mark.LATER, Mark.POST_AFTER, Mark.POST_FOR):
                j += 1
            return amount, j
        if isinstance(value, Number):
            found = self._number_after(first, value, i)
            if found is None:
                return None, i
            return self.more(found, i + 1)
        moment, j = self.moment(i, hours=first.clock is not None)
        return moment, j

    def _number_after(self, first: Moment, number: Number, i: int) -> Moment | None:
        if first.clock is not None:
            return hour(number)
        if first.day is not None and 1 <= number.value <= 31 and number.clocklike is None:
            return Moment(day=number.value, **_carry(first))
        return hour(number) if number.clocklike is not None else None

    def moment(self, i: int, hours: bool = False) -> tuple[Moment | None, int]:
        """Neighbouring moments and numbers from i on, merged into one."""
        at = self.value(i) is Mark.AT
        i = self.skip(i)
        value = self.value(i)
        if isinstance(value, Amount):
            said, j = self._shift(i)
            return (said.first, j) if said is not None else (None, i)
        if isinstance(value, Number):
            first = self._number_first(i, value, at or hours or self.value(i - 1) is Mark.AT)
            if first is None:
                return None, i
            return self.more(first, i + 1)
        if not isinstance(value, Moment):
            return None, i
        return self.more(value, i + 1)

    def _number_first(self, i: int, number: Number, hours: bool) -> Moment | None:
        """A bare number where an expression starts: an hour, or the day of a date range, or nothing."""
        j = self.skip(i + 1)
        following = self.value(i + 1)
        if following in (*_TO, Mark.AND, Mark.OR, Mark.POST_FROM) or self.value(i + 1) is Mark.COMMA:
            far = self.value(self.skip(i + 2))
            if isinstance(far, Moment) and far.day is not None and far.month is not None and 1 <= number.value <= 31:
                return Moment(day=number.value, month=far.month, year=far.year) if number.clocklike is None else None
            if isinstance(far, Moment) and far.clock is not None and following in _TO:
                return hour(number)
            if isinstance(far, Number) and not hours:
                beyond = self.value(self.skip(i + 3))
                if isinstance(beyond, Moment) and (beyond.pod is not None or beyond.has_date) and following in _TO:
                    return hour(number)
        after = self.value(j)
        if isinstance(after, Moment) and after.clock is None and (after.pod is not None) and not number.ordinal:
            return hour(number)
        if not hours and i and self.out and not number.ordinal and self._listed(i):  # "at 3 or 4"
            last = self.out[-1].first
            hours = last is not None and last.clock is not None and self.out[-1].last is None and number.value <= 12
        if number.ordinal and (hours or self._after_a_day(i) or isinstance(after, Recur)):
            return Moment(day=number.value)
        return hour(number) if hours else None

    def _listed(self, i: int) -> bool:
        """Whether only "or", "and" or a comma stands before i."""
        return self.value(i - 1) in _JOIN or comma_between(self.text, self.atoms[i - 1].end, self.atoms[i].start)

    def _after_a_day(self, i: int) -> bool:
        """ "the 1st and 15th": an ordinal that continues a list of days."""
        before = self.value(i - 2) if self.value(i - 1) in _JOIN else self.value(i - 1)
        return isinstance(before, Moment) and before.day is not None and i > 1

    def more(self, first: Moment, i: int) -> tuple[Moment, int]:
        """``first`` and everything after it that can be said of the same time."""
        while True:
            j = self.skip(i)
            value = self.value(j)
            extra: Moment | None = None
            if isinstance(value, Moment):
                extra = value
            elif isinstance(value, Number):
                extra = self._number_in(first, value, j)
            joined = merge(first, extra) if extra is not None else None
            if joined is None:
                return first, i
            first, i = joined, j + 1

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
        ranged = self.value(j + 1) in _TO and isinstance(self.value(self.skip(j + 2)), (Number, Moment))
        if number.clocklike is not None or at or (ranged and first.has_date):
            return hour(number)
        zoned = isinstance(after := self.value(j + 1), Moment) and set(after.said()) == {"zone"}
        return hour(number) if zoned or (first.pod is not None and first.has_date) else None

    def _shift(self, i: int) -> tuple[Said | None, int]:
        """ "2 hours ago", "3일 뒤", "2 days after next Friday", "30 min before 5"."""
        amount, j = self.amount(i)
        if amount is None:
            return None, i
        mark = self.value(j)
        start = self.atoms[i].start
        if mark is Mark.FROM and all(unit not in CLOCK_UNITS for unit, _ in amount.parts):  # "2 weeks from Friday"
            mark = Mark.AFTER if isinstance(self.value(self.skip(j + 1)), Moment) else mark
        if mark not in _SHIFTS:
            return None, i
        sign = -1 if mark in (Mark.AGO, Mark.BEFORE, Mark.POST_BEFORE) else 1
        if mark in (Mark.BEFORE, Mark.AFTER, Mark.SINCE):
            base, k = self.moment(self.skip(j + 1), hours=True)
            if base is not None:
                return self._finish(Said(start, self.atoms[k - 1].end, Moment(shift=amount.times(sign), base=base)), k)
        if mark in (Mark.BEFORE, Mark.AFTER) and _NOUN.match(self.text, self.atoms[j].end):  # "10 min before the call"
            return Said(start, self.atoms[j].end, amount=amount, aside=True), j + 1
        if mark is Mark.AGO and self._leads(start, self.atoms[j].end):
            return Said(start, self.atoms[j - 1].end, amount=amount, aside=True), j + 1
        whole, k = self.more(Moment(shift=amount.times(sign)), j + 1)
        return self.range_from(whole, i, k)

    def _leads(self, start: int, end: int) -> bool:
        """ "회의 10분 전에", "30분 전에 알려 줘": so long before an event, not before now."""
        return _LEAD.match(self.text, end) is not None or _EVENT.search(self.text, max(0, start - 8), start) is not None

    def amount(self, i: int) -> tuple[Amount | None, int]:
        """Neighbouring amounts added up: "1 hour and 42 minutes"."""
        total: Amount | None = None
        while True:
            j = i
            if total is not None:
                j = self.skip(i, (Mark.FILLER, Mark.AND, Mark.COMMA))
            value = self.value(j)
            if not isinstance(value, Amount):
                return total, i
            if total is not None and {u for u, _ in total.parts} & {u for u, _ in value.parts}:
                return total, i
            total = value if total is None else total.plus(value)
            i = j + 1


def _weekly(first: Moment, last: Moment | Amount) -> bool:
    """Whether it runs from one bare weekday to another with a time of day."""
    if not isinstance(last, Moment) or set(first.said()) != {"weekday"} or not last.has_time:
        return False
    return last.weekday is not None and set(last.said()) <= {"weekday", "clock", "pod", "zone"}


def _comes_again(moment: Moment) -> bool:
    """Whether it names a day of every week, month or year: "since" means the one that was."""
    tied = moment.year is not None or moment.cycle is not None or moment.which is not None or moment.shift is not None
    return not tied and moment.has_date and moment.nth is None


def _bare_date(moment: Moment) -> bool:
    return moment.day is not None


def _relative(moment: Moment) -> bool:
    return moment.cycle is not None and moment.cycle[0] == "day"


def _carry(first: Moment) -> dict:
    """What "Aug 5 - 16" says about its end: the month and year of its start."""
    return {name: value for name, value in first.said().items() if name in ("month", "year")}


def _mark_back(out: list[Said], what: str) -> None:
    """A mark behind its words (빼고, if possible) counts for the list it closes."""
    for said in reversed(out):
        setattr(said, what, True)
        if not said.joined:
            return


def _share_in_lists(out: list[Said]) -> list[Said]:
    """ "Wed or Thu morning", "tomorrow at 3 or 4", "3pm Monday or Tuesday": items lend each other what they lack."""
    for before, after in zip(out, out[1:], strict=False):
        if (
            before.rule is not None and before.rule.time is not None and _another_time(after)
        ):  # "매일 오전 9시와 오후 6시"
            after.rule, after.first, after.last = (
                replace(before.rule, time=after.first, until_time=after.last),
                None,
                None,
            )
    for before, after in zip(out, out[1:]):
        if after.joined and _lendable(before) and _lendable(after):
            after.first = _scoped(before.first, after.first)
    for before, after in zip(out, out[1:]):
        if (
            after.joined
            and _lendable(before)
            and _lendable(after)
            and after.shape() == "time"
            and before.shape() in ("both", "date")
        ):
            assert before.first is not None
            lent = replace(before.first, clock=None, pod=None)
            after.first = merge(lent, after.first) if after.first else None
            if isinstance(after.last, Moment):
                after.last = merge(lent, after.last) or after.last
    for before, after in reversed(list(zip(out, out[1:]))):
        if (
            after.joined
            and _lendable(before)
            and _lendable(after)
            and before.avoid == after.avoid
            and before.shape() == "date"
            and after.shape() == "both"
        ):
            assert after.first is not None
            assert before.first is not None
            if before.last is None and before.open is None:
                before.first = replace(
                    before.first, clock=after.first.clock, pod=after.first.pod, zone=after.first.zone
                )
                if isinstance(after.last, Moment):
                    before.last = replace(after.last, **_dateless(after.last)) if after.last.clock else None
                elif isinstance(after.last, Amount):
                    before.last = after.last
                before.open, before.whole = after.open, after.whole
    return [s for s in out if s.first is not None or s.amount is not None or s.rule is not None]


def _another_time(said: Said) -> bool:
    """Whether it is a further clock time in a list: the repetition before it holds for it too."""
    return (
        said.joined
        and said.shape() == "time"
        and said.open is None
        and said.first is not None
        and said.first.clock is not None
    )


def _scoped(before: Moment | None, after: Moment | None) -> Moment | None:
    """ "다음 주 월요일이나 화요일", "12월 3일과 5일": the week or month of the first holds for the second."""
    if before is None or after is None:
        return after
    said = after.said().keys() - {"clock", "pod", "zone", "coming"}
    if said == {"weekday"} and before.weekday is not None and before.cycle is not None and before.cycle[0] == "week":
        return replace(after, cycle=before.cycle)
    if said == {"day"} and before.day is not None:
        month = before.cycle if before.cycle is not None and before.cycle[0] == "month" else None
        return replace(after, month=before.month, year=before.year, cycle=month)
    return after


def _dateless(moment: Moment) -> dict:
    return {name: None for name in moment.said() if name not in ("clock", "pod", "zone")}


def _lendable(said: Said) -> bool:
    return said.rule is None and said.amount is None and said.first is not None
