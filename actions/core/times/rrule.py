"""RRULE (RFC 5545 3.3.10) of a gathered recurrence, and its first start.

Only what was said stands in the rule: no BYSETPOS, no BYDAY that dtstart implies.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .atoms import Amount, Clock, Moment, Recur
from .bands import BANDS
from .days import dates
from .resolve import Resolved, resolve
from .said import Repeat, merge
from .scope import Scope
from .spans import resolve_range
from .stretches import DAY, Impossible, days_in, plus

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HORIZON = 1500  # days: a leap day is at most eight years off, all else four


def recurrence(repeat: Repeat, scope: Scope) -> tuple[str, Resolved]:
    """(RRULE, first instance); the instance's end is None when no length was said. Raises `Impossible`."""
    parts = _parts(repeat)
    begin = _begin(repeat, scope)
    first = _first(repeat, parts, begin, scope)
    parts["BYDAY"] = _here(parts["BYDAY"], repeat, first, scope)
    until = _until(repeat, begin, scope)
    rule = [f"FREQ={parts['FREQ']}"]
    rule += [f"{name}={parts[name]}" for name in ("INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY") if parts.get(name)]
    if count := (repeat.count or repeat.recur.count):
        rule.append(f"COUNT={count}")
    elif until is not None:
        rule.append(f"UNTIL={_stamp(until, first)}")
    return ";".join(rule), first


def _here(byday: str, repeat: Repeat, first: Resolved, scope: Scope) -> str:
    """The weekdays on which a series said on another zone's clock falls here: Mondays 9am PST are Tuesdays in Seoul."""
    codes = byday.split(",")
    ends = (repeat.time, repeat.until_time)
    zone = next((m.zone for m in ends if isinstance(m, Moment) and m.zone is not None), None)
    if zone is None or scope.zone is None or any(code not in CODES for code in codes):
        return byday
    shift = (first.start.date() - scope.in_zone(first.start, zone).date()).days
    return ",".join(sorted((CODES[(CODES.index(code) + shift) % 7] for code in codes), key=CODES.index))


def across_days(
    moment: Moment, scope: Scope, last: Moment | Amount | None = None, side: str | None = None
) -> Repeat | None:
    """A time of day of several days comes on each of them: the repetition, or None where it is of one day.

    "다음 주 오전", "next week 2-4pm" (``last``), "next week after 2" (``side`` "end": it is open there, "start": here).
    """
    if not moment.has_time or moment.shift is not None or (moment.clock is None) == bool(last or side):
        return None
    if isinstance(last, Moment) and (last.clock is None or (last.has_date and last.cycle != moment.cycle)):
        return None
    days = dates(moment, scope)
    if days is None or days.end is None or not DAY < days.end - days.start <= 31 * DAY:
        return None
    frame = replace(moment, clock=None, pod=None, zone=None)
    time = Moment(clock=moment.clock, pod=moment.pod, zone=moment.zone)
    if isinstance(last, Moment):
        last = Moment(clock=last.clock, pod=last.pod, zone=last.zone)
    if side is not None:
        time, last = hours_of(time, side)
    return Repeat(Recur("DAILY"), time=time, until_time=last, frame=frame, band=bool(last))


def hours_of(time: Moment, side: str) -> tuple[Moment, Moment]:
    """(from, to) of an open clock time on each day: "after 2" ends with the day, "before 2" begins with it."""
    if side == "end":
        return time, Moment(clock=Clock(24))
    return Moment(clock=Clock(0), zone=time.zone), time


def _parts(repeat: Repeat) -> dict[str, str]:
    recur = repeat.recur
    byday = list(recur.byday)
    monthdays, months = list(recur.bymonthday), list(recur.bymonth)
    for a, b in repeat.spans:
        assert a.weekday is not None
        assert b.weekday is not None
        byday += [CODES[(a.weekday + k) % 7] for k in range((b.weekday - a.weekday) % 7 + 1)]
    nth: int | None = None
    for day in repeat.days:
        nth = day.nth if day.nth is not None else nth
        if day.weekday is not None and day.day is None:
            plain = recur.freq in ("WEEKLY", "DAILY")
            byday.append(f"{nth}{CODES[day.weekday]}" if nth is not None and not plain else CODES[day.weekday])
        elif day.nth is not None and day.nth_unit in ("day", "bday", None):
            monthdays.append(day.nth)
        if day.weekend:
            byday += ["SA", "SU"]
        if day.day is not None:
            monthdays.append(day.day)
        if day.month is not None:
            months.append(day.month)
        if day.workday:
            byday += list(CODES[:5])
    byday = sorted(dict.fromkeys(byday), key=lambda code: (code[:-2], CODES.index(code[-2:])))
    freq = recur.freq or _freq(byday, monthdays, months, repeat)
    if freq in ("DAILY", "HOURLY") and byday and freq == "DAILY":
        freq = "WEEKLY"
    if any(code[0] in "-123456789" for code in byday):
        freq = "YEARLY" if months or freq == "YEARLY" else "MONTHLY"
    elif monthdays and freq == "WEEKLY":
        freq = "MONTHLY"
    if months and freq == "MONTHLY":
        freq = "YEARLY"
    return {
        "FREQ": freq,
        "INTERVAL": str(recur.interval) if recur.interval > 1 else "",
        "BYMONTH": ",".join(map(str, sorted(set(months)))),
        "BYMONTHDAY": ",".join(map(str, sorted(set(monthdays)))),
        "BYDAY": ",".join(byday),
    }


def _freq(byday: list[str], monthdays: list[int], months: list[int], repeat: Repeat) -> str:
    if months:
        return "YEARLY"
    if monthdays:
        return "MONTHLY"
    if byday:
        return "WEEKLY"
    if repeat.time is not None or repeat.recur.pod:
        return "DAILY"
    raise Impossible("no frequency")


def _begin(repeat: Repeat, scope: Scope) -> datetime:
    for said in (repeat.begin, repeat.frame):
        if said is not None:
            found = resolve(replace(said, clock=None, pod=None, zone=None), scope)
            return max(found.start, scope.today) if said is repeat.frame else found.start
    return scope.today


def _first(repeat: Repeat, parts: dict[str, str], begin: datetime, scope: Scope) -> Resolved:
    fixed = repeat.begin is not None
    if parts["FREQ"] in ("HOURLY", "MINUTELY") and repeat.time is None:
        return Resolved(max(begin, scope.now) if not fixed else begin, None, "minute")
    time = repeat.time or (Moment(pod=repeat.recur.pod) if repeat.recur.pod else None)
    if time is not None and time.pod is None and repeat.recur.pod and time.clock is not None and time.clock.loose:
        time = replace(time, pod=repeat.recur.pod)  # "every night at 10"
    for day in _matching(parts, begin):
        if time is None:
            return Resolved(day, day + DAY, "day")
        found = _on(day, time, repeat.until_time, scope)
        if found.start.replace(tzinfo=None) > scope.now or fixed or found.start.tzinfo is not None:
            return found
    raise Impossible("never")


def _on(day: datetime, time: Moment, until: Moment | Amount | None, scope: Scope) -> Resolved:
    dated = merge(Moment(year=day.year, month=day.month, day=day.day), time)
    assert dated is not None
    if until is not None and dated.clock is not None:
        return resolve_range(dated, until, scope)
    if dated.clock is None and dated.pod in BANDS and isinstance(until, Amount):
        return replace(resolve_range(dated, until, scope), grain="hour")
    return resolve(dated, scope)


def _matching(parts: dict[str, str], begin: datetime):  # type: ignore[no-untyped-def]
    """Days from ``begin`` on that the rule's BY parts allow."""
    months = {int(m) for m in parts["BYMONTH"].split(",") if m}
    monthdays = {int(d) for d in parts["BYMONTHDAY"].split(",") if d}
    codes = {c for c in parts["BYDAY"].split(",") if c}
    day = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    for _ in range(_HORIZON):
        if (
            (not months or day.month in months)
            and (not monthdays or day.day in monthdays or day.day - days_in(day.year, day.month) - 1 in monthdays)
            and (not codes or any(_is_code(day, code) for code in codes))
        ):
            yield day
            if not months and not monthdays and not codes and parts["FREQ"] not in ("DAILY", "HOURLY", "MINUTELY"):
                day += 6 * DAY
        day += DAY


def _is_code(day: datetime, code: str) -> bool:
    if CODES[day.weekday()] != code[-2:]:
        return False
    if len(code) == 2:
        return True
    n = int(code[:-2])
    return (day.day - 1) // 7 + 1 == n if n > 0 else (days_in(day.year, day.month) - day.day) // 7 + 1 == -n


def _until(repeat: Repeat, begin: datetime, scope: Scope) -> datetime | None:
    """The first moment that is after the last possible instance."""
    if isinstance(repeat.until, Amount):
        return plus(begin, repeat.until, scope)
    if repeat.until is not None:
        found = resolve(repeat.until, scope)
        while (
            found.start.replace(tzinfo=None) <= begin and repeat.until.month is not None and repeat.until.year is None
        ):
            found = resolve(replace(repeat.until, year=begin.year + 1), scope)
        return found.end if repeat.until_whole and found.end is not None else found.start
    if repeat.frame is not None:
        found = resolve(repeat.frame, scope)
        return found.end
    return None


def _stamp(until: datetime, first: Resolved) -> str:
    """UNTIL is inclusive and of dtstart's form: a date, or a local time."""
    last = until.replace(tzinfo=None) - timedelta(seconds=1)
    if first.grain not in ("second", "minute", "hour"):
        return f"{last:%Y%m%d}"
    return f"{last:%Y%m%dT%H%M%S}"
