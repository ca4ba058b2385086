"""What completes a recurrence behind its word: its days, hours, length, step, first and last day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .atoms import CLOCK_UNITS, Amount, Clock, Mark, Moment, Number, Recur
from .bands import BANDS, hour_at_work, hour_in
from .said import Repeat, Said, merge
from .series import ends_series, long_stretch, pinned, take, weekday_only

if TYPE_CHECKING:
    from .compose import Composer


_FREQS = {"day": "DAILY", "bday": "WEEKLY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY", "hour": "HOURLY"}
_WORKWEEK = ("MO", "TU", "WE", "TH", "FR")


def more_recur(repeat: Repeat, more: Recur, i: int) -> int | None:
    """ "weekly, every Monday", "매주 평일", "every month for 5 times"."""
    old = repeat.recur
    if old.pod and more.pod:
        return None
    freq = old.freq or more.freq
    if old.freq and more.freq and old.freq != more.freq:
        freq = more.freq if more.freq == "DAILY" else old.freq
        freq = "WEEKLY" if (old.byday or more.byday) else freq
    repeat.recur = Recur(
        freq,
        max(old.interval, more.interval),
        tuple(dict.fromkeys(old.byday + more.byday)),
        old.bymonthday or more.bymonthday,
        old.bymonth or more.bymonth,
        old.count or more.count,
        old.pod or more.pod,
    )
    return i + 1


def take_from(c: Composer, i: int, repeat: Repeat) -> int | None:
    said, j = c.expression(i, [])
    if said is None or said.first is None or said.rule is not None:
        return None
    if said.first.clock is not None and not said.first.has_date:
        if (repeat.time is not None and repeat.time.clock is not None) or said.last is None:
            return None if repeat.time is not None and repeat.time.clock else _set_time(repeat, said, j)
        return _set_time(repeat, said, j)
    if said.first.has_date and said.last is None:
        repeat.begin = said.first if repeat.begin is None else repeat.begin
        if said.first.clock is not None and repeat.time is None:
            repeat.time = Moment(clock=said.first.clock, zone=said.first.zone)
        return j
    if weekday_only(said.first) and isinstance(said.last, Moment) and said.last.weekday is not None:
        repeat.spans.append((said.first, said.last))
        if said.last.clock is not None:
            repeat.time = Moment(clock=said.last.clock)
        return j
    if said.first.has_date and isinstance(said.last, Moment) and said.last.has_date:
        repeat.begin, repeat.until = said.first, said.last
        return j
    return None


def _set_time(repeat: Repeat, said: Said, j: int) -> int:
    assert said.first is not None
    repeat.time = merge(repeat.time, said.first) if repeat.time else said.first
    repeat.until_time = said.last
    return j


def take_until(c: Composer, i: int, repeat: Repeat) -> int | None:
    said, j = c.range_or_moment(c.skip(i + 1), hours=c.value(i) in (Mark.BEFORE, Mark.UNTIL))
    if said is None or said.first is None or said.last is not None:
        return None
    if not said.first.has_date and repeat.time is not None and said.first.clock is not None and not repeat.until_time:
        repeat.until_time = said.first
        return j
    if c.value(i) in (Mark.BEFORE, Mark.UNTIL) and not said.first.has_date:
        return j if _ends_each(repeat, said.first) else None
    if not said.first.has_date or repeat.until is not None:
        return None
    exclusive = c.value(i) is Mark.BEFORE or (c.value(i) is Mark.UNTIL and long_stretch(said.first))
    repeat.until, repeat.until_whole = said.first, not exclusive
    return j


def _ends_each(repeat: Repeat, end: Moment) -> bool:
    """ "weekday mornings before 10", 평일 10시 이전: each instance ends then, and begins with its day or part of it."""
    if end.clock is None or repeat.until_time is not None:
        return False
    if repeat.time is not None and repeat.time.clock is not None:
        return False
    pod = end.pod or repeat.recur.pod or (repeat.time.pod if repeat.time is not None else None)
    low = int(BANDS[pod][0]) if pod is not None else 0
    repeat.time = Moment(clock=Clock(low), zone=end.zone)
    hour = hour_at_work(end.clock.hour)[0] if pod is None else hour_in(pod, end.clock.hour)
    clock = replace(end.clock, hour=hour % 24, loose=False) if end.clock.loose else end.clock
    repeat.until_time, repeat.band = Moment(clock=clock, zone=end.zone), True
    repeat.recur = replace(repeat.recur, pod=None)
    return True


def take_amount(c: Composer, i: int, repeat: Repeat) -> int | None:
    """ "every 3 weeks" (the step), "for 2 hours" (its length), "for 6 weeks" (how long it goes on)."""
    j = i + 1 if c.value(i) is Mark.FOR else i
    value = c.value(c.skip(j))
    if isinstance(value, Moment) and c.value(j + 1) is Mark.TO and isinstance(c.value(j + 2), Amount):
        j, value = j + 2, c.value(j + 2)  # "for the next three weeks"
    if isinstance(value, Recur) and value.count:
        return more_recur(repeat, value, c.skip(j))
    amount, end = c.amount(c.skip(j))
    if amount is None:
        return None
    if repeat.recur.freq is None and j == i and not repeat.days and len(amount.parts) == 1:
        return _interval(repeat, amount, end)
    if all(unit in CLOCK_UNITS for unit, _ in amount.parts):
        repeat.until_time = amount
        repeat.length = (c.atoms[c.skip(j)].start, c.atoms[end - 1].end)
    elif repeat.until is None:
        repeat.until = amount
    else:
        return None
    return end + 1 if c.value(end) is Mark.POST_FOR else end


def _interval(repeat: Repeat, amount: Amount, end: int) -> int | None:
    unit, n = amount.parts[0]
    if n != int(n) or n < 1:
        return None
    step = int(n)
    if unit == "quarter":
        unit, step = "month", step * 3
    if unit not in _FREQS and unit != "minute":
        return None
    recur = replace(repeat.recur, freq=_FREQS.get(unit, "MINUTELY"), interval=step * repeat.recur.interval)
    repeat.recur = replace(recur, byday=_WORKWEEK) if unit == "bday" else recur
    return end


def take_number(c: Composer, i: int, number: Number, repeat: Repeat) -> int | None:
    """ "monthly on the 1st and 15th", "every day 9-10", "every Monday at 3"."""
    if number.ordinal:
        repeat.days.append(Moment(day=number.value))
        return i + 1
    if c.value(i + 1) in (Mark.TO, Mark.UNTIL, Mark.MINUS) and repeat.time is None:
        return take_timed(c, i, repeat)
    if number.clocklike is not None:
        return take_timed(c, i, repeat)
    before = [c.value(k) for k in range(max(0, i - 2), i)]
    if Mark.AT in before or (isinstance(c.value(i - 1), Mark) and c.value(i - 1) is Mark.FROM):
        return take_timed(c, i, repeat)
    if repeat.days and repeat.days[-1].day is not None and c.value(i - 1) in (Mark.AND, Mark.COMMA):
        repeat.days.append(Moment(day=number.value))
        return i + 1
    return None


def take_timed(c: Composer, i: int, repeat: Repeat) -> int | None:
    said, j = c.range_or_moment(i, hours=True)
    if said is None or said.first is None or said.first.clock is None:
        return None
    if repeat.time is not None and repeat.time.clock is not None:
        return None
    if isinstance(said.last, Moment) and said.last.has_date and said.last.clock is None and not said.first.has_date:
        repeat.until, said.last = said.last, None  # "Sundays at 10 until June"
        repeat.until_whole = not (said.till and long_stretch(repeat.until))
    dated = said.first.has_date
    if dated and not take(repeat, replace(said.first, clock=None, pod=None, zone=None)):
        return None
    time = Moment(clock=said.first.clock, pod=said.first.pod, zone=said.first.zone)
    repeat.time = merge(repeat.time, time) if repeat.time else time
    repeat.until_time = said.last or repeat.until_time
    return j


def take_moment(c: Composer, i: int, repeat: Repeat) -> int | None:
    said, j = c.range_or_moment(i, hours=True)
    if said is None or said.first is None:
        return None
    first = said.first
    if said.open == "start" and not first.has_date:
        return j if _ends_each(repeat, first) else None
    if said.open == "start" and first.clock is not None and weekday_only(first):  # "every Friday before 3pm"
        return j if _ends_each(repeat, first) and take(repeat, Moment(weekday=first.weekday)) else None
    if said.open == "end" and first.has_date and first.weekday is None:
        repeat.begin = first
        return j
    if said.open == "start" and first.has_date and (pinned(first) or first.month is not None or first.nth is None):
        if first.clock is not None and repeat.time is None:  # "매주 목요일 4시 내년 2월까지"
            repeat.time = Moment(clock=first.clock, pod=first.pod, zone=first.zone)
        repeat.until, repeat.until_whole = replace(first, clock=None, pod=None), said.whole
        return j
    if weekday_only(first) and isinstance(said.last, Moment) and weekday_only(said.last) and first.clock is None:
        repeat.spans.append((first, said.last))
        if said.last.clock is not None:
            repeat.time = Moment(clock=said.last.clock, pod=said.last.pod, zone=said.last.zone)
        return j
    if isinstance(said.last, Moment) and ends_series(first, said.last):
        if not take(repeat, first):
            return None
        repeat.until = replace(said.last, clock=None)
        repeat.until_whole = not (said.till and long_stretch(repeat.until))
        return j
    if said.last is not None and first.clock is None and first.pod is None:
        if isinstance(said.last, Moment) and first.has_date and repeat.begin is None and pinned(first):
            repeat.begin, repeat.until = first, said.last
            return j
        return None
    if not take(repeat, first):
        return None
    if said.last is not None:
        repeat.until_time = said.last
    return j
