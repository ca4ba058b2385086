"""Gather what belongs to a recurrence: "every other Tuesday at 3 until May", "매주 월수금 10시부터 한 시간"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .atoms import CLOCK_UNITS, Amount, Clock, Mark, Moment, Number, Recur
from .bands import BANDS, hour_at_work, hour_in
from .runs import comma_between
from .said import Repeat, Said, merge
from .series import ends_series, long_stretch, pinned, take, weekday_only

if TYPE_CHECKING:
    from .compose import Composer

_FREQS = {"day": "DAILY", "bday": "WEEKLY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY", "hour": "HOURLY"}
_WORKWEEK = ("MO", "TU", "WE", "TH", "FR")


def gather(composer: Composer, i: int, before: list[Said]) -> tuple[Said | None, int]:
    """The recurrence whose `Recur` word stands at i, with what was said before and after it in the run."""
    recur = composer.value(i)
    assert isinstance(recur, Recur)
    repeat = Repeat(recur)
    kept = list(before)
    said = Said(composer.atoms[i].start, composer.atoms[i].end, rule=repeat)
    _absorb(composer, said, repeat, before)
    j = _collect(composer, i + 1, said, repeat)
    if _says_when(repeat):
        return said, j
    before[:] = kept
    barren = repeat.begin is None and repeat.until is None and repeat.until_time is None
    barren = barren and (repeat.time is None or repeat.time.clock is None)
    return None, j if barren else _past_words(composer, i)


def _says_when(repeat: Repeat) -> bool:
    recur = repeat.recur
    by_day = bool(recur.freq or repeat.days or repeat.spans or recur.byday)
    return by_day or (repeat.time is not None and repeat.time.pod is not None)


def _past_words(composer: Composer, i: int) -> int:
    """Behind an "every" that nothing came of, and its like: they are not tried one by one."""
    while isinstance(composer.value(i), (Recur, Mark)):
        i += 1
    return i


def _absorb(composer: Composer, said: Said, repeat: Repeat, before: list[Said]) -> None:
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


def _collect(c: Composer, i: int, said: Said, repeat: Repeat) -> int:
    """Read on while what stands there completes the recurrence; returns where that ends."""
    while i < c.n:
        step = _step(c, i, repeat)
        if step is None:
            return i
        if step > i:
            k = step - 1
            while k >= i and isinstance(c.value(k), Mark) and k > i:
                k -= 1
            said.end = max(said.end, c.atoms[k].end)
        i = step
    return i


def _other_day(c: Composer, i: int, repeat: Repeat) -> bool:
    """ "매주 월요일 오후 2시, 수요일 오후 4시": a day with an hour of its own is a repetition of its own."""
    value = c.value(i)
    if repeat.time is None or repeat.time.clock is None:
        return False
    if isinstance(value, Recur) and value.byday:  # "Mondays at 10, Fridays at 2"
        behind = c.value(c.skip(i + 1))
        return c.value(i + 1) is Mark.AT or (isinstance(behind, Moment) and behind.clock is not None)
    if not isinstance(value, Moment):
        return False
    moment, _ = c.moment(i)
    return moment is not None and moment.clock is not None and weekday_only(moment)


def _step(c: Composer, i: int, repeat: Repeat) -> int | None:
    value = c.value(i)
    if value in (Mark.FILLER, Mark.ON, Mark.AROUND, Mark.AT, Mark.IN) and i + 1 < c.n:
        if value is Mark.AT and isinstance(c.value(i + 1), Number):
            return _timed(c, i + 1, repeat)
        return _step(c, i + 1, repeat)
    if value in (Mark.AND, Mark.COMMA, Mark.OR) and isinstance(c.value(c.skip(i + 1)), (Moment, Number, Recur)):
        return None if _other_day(c, c.skip(i + 1), repeat) else _step(c, c.skip(i + 1), repeat)
    if isinstance(value, Recur):
        return None if _other_day(c, i, repeat) else _more_recur(repeat, value, i)
    if value in (Mark.FROM, Mark.BETWEEN, Mark.SINCE, Mark.AFTER):
        return _from(c, i, repeat)
    if value in (Mark.UNTIL, Mark.BY, Mark.BEFORE, Mark.TO):
        return _until(c, i, repeat)
    if isinstance(value, Amount) or value is Mark.FOR:
        return _amount(c, i, repeat)
    if isinstance(value, Number):
        return _number(c, i, value, repeat)
    if isinstance(value, Moment):
        return None if _other_day(c, i, repeat) else _moment(c, i, repeat)
    return None


def _more_recur(repeat: Repeat, more: Recur, i: int) -> int | None:
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


def _from(c: Composer, i: int, repeat: Repeat) -> int | None:
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


def _until(c: Composer, i: int, repeat: Repeat) -> int | None:
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


def _amount(c: Composer, i: int, repeat: Repeat) -> int | None:
    """ "every 3 weeks" (the step), "for 2 hours" (its length), "for 6 weeks" (how long it goes on)."""
    j = i + 1 if c.value(i) is Mark.FOR else i
    value = c.value(c.skip(j))
    if isinstance(value, Moment) and c.value(j + 1) is Mark.TO and isinstance(c.value(j + 2), Amount):
        j, value = j + 2, c.value(j + 2)  # "for the next three weeks"
    if isinstance(value, Recur) and value.count:
        return _more_recur(repeat, value, c.skip(j))
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


def _number(c: Composer, i: int, number: Number, repeat: Repeat) -> int | None:
    """ "monthly on the 1st and 15th", "every day 9-10", "every Monday at 3"."""
    if number.ordinal:
        repeat.days.append(Moment(day=number.value))
        return i + 1
    if c.value(i + 1) in (Mark.TO, Mark.UNTIL, Mark.MINUS) and repeat.time is None:
        return _timed(c, i, repeat)
    if number.clocklike is not None:
        return _timed(c, i, repeat)
    before = [c.value(k) for k in range(max(0, i - 2), i)]
    if Mark.AT in before or (isinstance(c.value(i - 1), Mark) and c.value(i - 1) is Mark.FROM):
        return _timed(c, i, repeat)
    if repeat.days and repeat.days[-1].day is not None and c.value(i - 1) in (Mark.AND, Mark.COMMA):
        repeat.days.append(Moment(day=number.value))
        return i + 1
    return None


def _timed(c: Composer, i: int, repeat: Repeat) -> int | None:
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


def _moment(c: Composer, i: int, repeat: Repeat) -> int | None:
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
