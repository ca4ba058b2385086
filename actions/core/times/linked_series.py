"""A repetition and another expression of its sentence: "a weekly sync with the team, on Thursday at 4"."""

from __future__ import annotations

from dataclasses import replace

from .atoms import Moment
from .said import Repeat, Said
from .series import pinned, take


def _with_dates(rule: Said, repeat: Repeat, time: Said, a: Said, b: Said) -> Said | None:
    """ "월요일 3시 회의를 매주 반복": the date and the hour that the repetition was said of."""
    bare = (
        not repeat.days
        and not repeat.recur.byday
        and not repeat.spans
        and repeat.begin is None
        and repeat.frame is None
    )
    if not bare or repeat.time is not None or time is not a or time.first is None or repeat.recur.freq == "DAILY":
        return None
    if time.last is not None and time.first.clock is None:
        return None
    date = replace(time.first, clock=None, pod=None, zone=None)
    if pinned(date) or (date.day is not None and repeat.recur.freq == "WEEKLY"):  # "내일 3시 미팅을 격주로"
        repeat.begin = date
        repeat.time = (
            Moment(clock=time.first.clock, pod=time.first.pod, zone=time.first.zone) if time.first.has_time else None
        )
    elif not take(repeat, time.first):
        return None
    repeat.until_time = time.last
    return replace(rule, start=a.start, end=b.end)


def with_rule(a: Said, b: Said) -> Said | None:
    if a.rule is not None and b.rule is not None:
        return _one_rule(a, b)
    rule, time = (a, b) if a.rule is not None else (b, a)
    repeat = rule.rule
    if repeat is not None and a.rule is not None and _completes(repeat, b):
        return _completed(a, b, repeat)
    if repeat is not None and time is b and time.open == "end" and repeat.begin is None and repeat.frame is None:
        return _begun(a, b, repeat)
    if repeat is None or time.rule is not None or time.open is not None:
        return None
    if time.shape() != "time":
        return _with_dates(rule, repeat, time, a, b)
    if repeat.time is not None or time.first is None:
        return None
    repeat.time, repeat.until_time = time.first, repeat.until_time or time.last
    return replace(rule, start=a.start, end=b.end)


def _begun(a: Said, b: Said, repeat: Repeat) -> Said | None:
    """ "weekly sync on Mondays with the team, starting Dec 7"."""
    if b.shape() != "date" or b.first is None or (b.first.weekday is not None and b.first.day is None):
        return None
    repeat.begin = b.first
    return replace(a, end=b.end)


def _completes(repeat: Repeat, b: Said) -> bool:
    """Whether ``b`` says on which days: "a weekly sync with the team on Thursday", "monthly review on the 15th"."""
    first = b.first
    if (
        first is None
        or b.open is not None
        or repeat.days
        or repeat.spans
        or repeat.recur.byday
        or repeat.time is not None
    ):
        return False
    freq = repeat.recur.freq
    said = set(first.said()) - {"clock", "pod", "zone", "coming"}
    if freq == "WEEKLY":
        return said == {"weekday"}
    return freq in ("MONTHLY", "YEARLY") and bool(said) and said <= {"day", "month", "nth", "weekday", "nth_unit"}


def _completed(a: Said, b: Said, repeat: Repeat) -> Said | None:
    assert b.first is not None
    if not take(repeat, b.first):
        return None
    repeat.until_time = b.last
    return replace(a, end=b.end)


def _one_rule(a: Said, b: Said) -> Said | None:
    """ "biweekly planning ... on Tuesdays at 3": two words for one series."""
    one, two = a.rule, b.rule
    if one and two and one.recur.freq == "DAILY" and two == Repeat(one.recur):  # "9 to 5 each day"
        return a
    if one is None or two is None or one.days or one.spans or one.recur.byday or one.time is not None or one.recur.pod:
        return None
    if two.recur.freq not in (None, "WEEKLY") or one.recur.freq != "WEEKLY" or two.recur.interval > 1:
        return None
    recur = replace(two.recur, freq=one.recur.freq, interval=one.recur.interval)
    length, until_time = (two.length, two.until_time) if two.until_time else (one.length, one.until_time)
    rule = replace(two, recur=recur, begin=two.begin or one.begin, until=two.until or one.until)
    return replace(b, rule=replace(rule, length=length, until_time=until_time))
