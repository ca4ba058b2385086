"""Gather what belongs to a recurrence: "every other Tuesday at 3 until May", "매주 월수금 10시부터 한 시간"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .absorb import absorb
from .atoms import Amount, Mark, Moment, Number, Recur
from .repeat_parts import more_recur, take_amount, take_from, take_moment, take_number, take_timed, take_until
from .said import Repeat, Said
from .series import weekday_only

if TYPE_CHECKING:
    from .compose import Composer


def gather(composer: Composer, i: int, before: list[Said]) -> tuple[Said | None, int]:
    """The recurrence whose `Recur` word stands at i, with what was said before and after it in the run."""
    recur = composer.value(i)
    assert isinstance(recur, Recur)
    repeat = Repeat(recur)
    kept = list(before)
    said = Said(composer.atoms[i].start, composer.atoms[i].end, rule=repeat)
    absorb(composer, said, repeat, before)
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
            return take_timed(c, i + 1, repeat)
        return _step(c, i + 1, repeat)
    if value in (Mark.AND, Mark.COMMA, Mark.OR) and isinstance(c.value(c.skip(i + 1)), (Moment, Number, Recur)):
        return None if _other_day(c, c.skip(i + 1), repeat) else _step(c, c.skip(i + 1), repeat)
    if isinstance(value, Recur):
        return None if _other_day(c, i, repeat) else more_recur(repeat, value, i)
    if value in (Mark.FROM, Mark.BETWEEN, Mark.SINCE, Mark.AFTER):
        return take_from(c, i, repeat)
    if value in (Mark.UNTIL, Mark.BY, Mark.BEFORE, Mark.TO):
        return take_until(c, i, repeat)
    if isinstance(value, Amount) or value is Mark.FOR:
        return take_amount(c, i, repeat)
    if isinstance(value, Number):
        return take_number(c, i, value, repeat)
    if isinstance(value, Moment):
        return None if _other_day(c, i, repeat) else take_moment(c, i, repeat)
    return None
