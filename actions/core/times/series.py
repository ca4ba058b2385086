"""What a moment adds to a recurrence: its days, its time, its first day or the stretch that it is bound to."""

from __future__ import annotations

from dataclasses import replace

from .atoms import Moment
from .said import Repeat, merge


def take(repeat: Repeat, moment: Moment) -> bool:
    """Add one moment's date and time to the recurrence; False when it cannot be said of it."""
    if moment.shift is not None:
        return False
    if moment.has_time:
        time = Moment(clock=moment.clock, pod=moment.pod, zone=moment.zone)
        joined = merge(repeat.time, time) if repeat.time is not None else time
        if joined is None:
            return False
        repeat.time = joined
    date = _recurring(repeat, replace(moment, clock=None, pod=None, zone=None))
    if not date.has_date:
        return moment.has_time or moment.zone is not None
    if date.week_of and date.day is not None:  # "mornings in the week of the 29th"
        repeat.frame = date if repeat.frame is None else repeat.frame
        return True
    if pinned(date):
        if repeat.recur.freq == "DAILY" or repeat.recur.pod or date.cycle is not None:
            repeat.frame = date if repeat.frame is None else repeat.frame
        else:
            repeat.begin = date
        return True
    previous = repeat.days[-1] if repeat.days else None
    if previous is not None:
        joined = merge(previous, date)
        if joined is not None and (previous.weekday is None or date.weekday is None):
            repeat.days[-1] = joined
            return True
    repeat.days.append(date)
    return True


def _recurring(repeat: Repeat, date: Moment) -> Moment:
    """ "last" means the month's last in what comes every month: "monthly on the last day", "every last Friday"."""
    if repeat.recur.freq in ("MONTHLY", "YEARLY", None):
        if date.which == -1 and date.weekday is not None:
            return replace(date, which=None, nth=-1)
        if date.cycle == ("day", -1):
            return replace(date, cycle=None, nth=-1, nth_unit="day")
    return date


def ends_series(first: Moment, last: Moment) -> bool:
    """ "every Monday until December": the far end is a date of another kind than what comes again."""
    return last.has_date and not weekday_only(last) and not pinned(first) and (first.day is None or last.clock is None)


def pinned(moment: Moment) -> bool:
    """Whether it names one stretch of the calendar rather than something that comes again."""
    return moment.year is not None or moment.cycle is not None or ((moment.which or 0) != 0 and moment.nth is None)


def weekday_only(moment: Moment) -> bool:
    return moment.weekday is not None and not set(moment.said()) - {"weekday", "clock", "pod", "zone", "coming"}


def long_stretch(moment: Moment) -> bool:
    """Whether it is a month or more: "until June" ends when June begins, "until Friday" with Friday."""
    said = set(moment.said()) - {"which"}
    return said in ({"month"}, {"month", "year"}, {"year"}) or (
        said == {"cycle"} and moment.cycle is not None and moment.cycle[0] in ("month", "quarter", "year")
    )
