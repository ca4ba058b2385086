"""One time expression as the composer understood it, before it is put on the calendar."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .atoms import Amount, Clock, Moment, Number, Recur
from .bands import BANDS

_FIELDS_AGREEING = frozenset({"which"})


@dataclass
class Said:
    """``first`` alone is a moment; with ``last`` a range; ``amount`` alone a duration; ``rule`` a recurrence.

    ``open`` is "start" (only the end was said: by, until) or "end" (only the start: after, from); ``whole`` is whether
    the bounding day itself belongs to it (by Friday: yes, before Friday: no).
    """

    start: int
    end: int
    first: Moment | None = None
    last: Moment | Amount | None = None
    amount: Amount | None = None
    rule: Repeat | None = None
    open: str | None = None
    whole: bool = True
    inside: bool = False  # an open side ends with the day: "Tuesday before noon"
    trailing: bool = False  # its day stands behind its clock time
    till: bool = False  # its end was said with "until"
    avoid: bool = False
    prefer: bool = False
    joined: bool = False  # to the one before it, by "and", "or" or a comma
    goal: bool = False  # what something is moved to
    aside: bool = False  # a length that is no meeting's: a shift, a lead, a buffer

    def shape(self) -> str:
        """ "date", "time", "both" or "none" by what its first moment says."""
        if self.first is None:
            return "none"
        dated, timed = self.first.has_date, self.first.has_time
        return "both" if dated and timed else "date" if dated else "time" if timed else "none"


@dataclass
class Repeat:
    """A recurrence being gathered: `Recur` words and the moments that complete them."""

    recur: Recur
    days: list[Moment] = field(default_factory=list)
    spans: list[tuple[Moment, Moment]] = field(default_factory=list)
    time: Moment | None = None
    until_time: Moment | Amount | None = None
    begin: Moment | None = None
    until: Moment | Amount | None = None
    until_whole: bool = True
    count: int | None = None
    band: bool = False  # its extent is a part of the day, not the length of a meeting
    length: tuple[int, int] | None = None  # where an `until_time` that is a length was said
    frame: Moment | None = None  # "mornings next week": the stretch that it is bound to


def merge(a: Moment, b: Moment) -> Moment | None:
    """Both said together, None where they contradict each other."""
    said_a, said_b = a.said(), b.said()
    if (
        b.shift is not None
        and b.base is not None
        and b.base.clock is not None
        and not b.base.has_date
        and a.shift is None
    ):
        base = merge(a, b.base)  # "내일 오후 5시 10분 전": what stands before says when the five o'clock is
        return None if base is None else replace(b, base=base)
    if a.pod is not None and b.pod is not None and a.pod != b.pod:
        pod = _narrower(a.pod, b.pod)
        return None if pod is None else merge(replace(a, pod=pod), replace(b, pod=pod))
    if not _agree(a, b, said_a, said_b):
        return None
    joined = {**said_a, **said_b}
    return Moment(**joined)  # type: ignore[arg-type]


def _narrower(a: str, b: str) -> str | None:
    """The part of the day that lies in the other one ("first thing Monday morning"), None when neither does."""
    (low, high), (start, end) = BANDS[a], BANDS[b]
    if start <= low and high <= end:
        return a
    return b if low <= start and end <= high else None


def _agree(a: Moment, b: Moment, said_a: dict, said_b: dict) -> bool:
    for name in said_a.keys() & said_b.keys():
        if said_a[name] != said_b[name]:
            return False
        if name in ("weekday", "cycle", "clock", "shift", "day") and name != "weekday":
            return False
    if _of_a_quarter(a, b) or _of_a_quarter(b, a):
        return False
    if a.shift is not None and b.has_date and b.weekday is None:
        return False
    if b.shift is not None and a.has_date and a.weekday is None:
        return False
    return _cycles_fit(a, b) and _cycles_fit(b, a)


def _of_a_quarter(a: Moment, b: Moment) -> bool:
    """Whether one is a quarter or half of a year and the other a day or an hour, which cannot be said together."""
    if a.quarter is None and a.half is None:
        return False
    day = b.day is not None or b.month is not None or b.clock is not None or b.pod is not None
    return day or (b.weekday is not None and b.nth is None) or (b.cycle is not None and b.cycle[0] in ("day", "week"))


def _cycles_fit(a: Moment, b: Moment) -> bool:
    """What may stand beside "next week", "tomorrow", "next month", "this year"."""
    if a.cycle is None:
        return True
    unit = a.cycle[0]
    said = {k for k in b.said() if k not in ("clock", "pod", "zone", "which", "part", "exact_end", "coming")}
    if unit in ("second", "minute", "hour"):
        return not said and not b.has_time
    if unit == "day":
        return said <= {"weekday", "month", "day", "year"} and not (a.weekday is not None and "day" in said and b.cycle)
    if unit == "week":
        return said <= {"weekday", "weekend"}
    if unit == "month":
        return said <= {"day", "weekday", "nth", "nth_unit", "week_of"} and (
            b.weekday is None or a.nth is not None or b.nth is not None or b.day is not None
        )
    return said <= {"month", "day", "weekday", "nth", "nth_unit", "quarter", "half", "week_of"}


def hour(number: Number) -> Moment | None:
    """A bare number as an hour of the day."""
    if number.ordinal:
        return None
    if number.clocklike is not None:
        h, m = number.clocklike
        return Moment(clock=Clock(h, m, grain="minute", loose=0 < h <= 12, colon=True))
    return Moment(clock=Clock(number.value, loose=0 < number.value <= 12)) if number.value <= 24 else None
