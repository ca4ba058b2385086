"""What stands before the word of a recurrence and belongs to it: "at 9am every day", 10시에 매일."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .atoms import CLOCK_UNITS, Amount, Clock, Moment
from .runs import comma_between
from .said import Repeat, Said
from .series import take, weekday_only

if TYPE_CHECKING:
    from .compose import Composer


def absorb(composer: Composer, said: Said, repeat: Repeat, before: list[Said]) -> None:
    """Times that stand directly before the word: "at 9am every day", "10시에 매일", "Monday and Friday every week"."""
    while before:
        last = before[-1]
        if last.amount is not None and repeat.until is None and not _clocked(last.amount):  # "10주간 매주 월요일"
            repeat.until = last.amount
            said.start = min(said.start, before.pop().start)
            return
        if _kept_clear(last, repeat, said):
            before.pop()
            return
        if (
            last.rule is not None
            or (last.avoid and (repeat.recur.pod is None or comma_between(composer.text, last.end, said.start)))
            or last.first is None
            or last.first.shift is not None
        ):
            return
        if last.open == "end" and not last.first.has_date and last.first.clock is not None and repeat.time is None:
            repeat.time = last.first  # "after 6 on weekdays"
        elif last.open == "end" and last.first.has_date:
            repeat.begin = last.first
        elif last.open == "start" and last.first.has_date and repeat.until is None:  # "연말까지 매주 월요일"
            repeat.until, repeat.until_whole = last.first, last.whole
        elif _dated_range(last) and repeat.until is None:
            _bound(repeat, last)
        elif isinstance(last.last, Amount) and not _clocked(last.last) and repeat.until is None:
            repeat.begin, repeat.until = last.first, last.last  # "다음 달부터 6개월 동안 매주"
        elif last.open is not None or (last.first.has_time and repeat.time is not None) or not take(repeat, last.first):
            return
        elif last.last is not None:
            repeat.until_time = last.last
        said.start = min(said.start, last.start)
        said.avoid = said.avoid or last.avoid
        joined = last.joined
        before.pop()
        if not joined:
            return


def _kept_clear(last: Said, repeat: Repeat, said: Said) -> bool:
    """ "no meetings before 10 on Mondays": that part of each such day."""
    open_clock = last.avoid and last.open and last.first is not None and last.shape() == "time" and last.first.clock
    if not open_clock or repeat.time is not None or repeat.recur.pod is not None:
        return False
    if last.open == "start":
        repeat.time, repeat.until_time = Moment(clock=Clock(0)), last.first
    else:
        repeat.time, repeat.until_time = last.first, Moment(clock=Clock(24))
    said.avoid, said.start = True, min(said.start, last.start)
    return True


def _clocked(amount: Amount) -> bool:
    return any(unit in CLOCK_UNITS for unit, _ in amount.parts)


def _dated_range(said: Said) -> bool:
    """A range of days, weekdays or months, not of hours."""
    return said.first is not None and isinstance(said.last, Moment) and not (said.first.has_time or said.last.has_time)


def _bound(repeat: Repeat, said: Said) -> None:
    """ "월요일부터 금요일까지 매일" are weekdays; "3월부터 6월까지 매주" says how long it goes on."""
    assert said.first is not None
    assert isinstance(said.last, Moment)
    if weekday_only(said.first) and weekday_only(said.last):
        repeat.spans.append((said.first, said.last))
    else:
        last = said.last
        if said.first.cycle is not None and said.first.cycle[0] == "week" and weekday_only(last):
            last = replace(last, cycle=said.first.cycle)  # "다음 주 월요일부터 금요일까지 매일"
        repeat.begin, repeat.until = said.first, last
