"""Lists: what stands behind a list counts for all of it, and its items lend each other what they leave unsaid."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .atoms import Amount, Moment
from .said import Repeat, Said, merge


def mark_back(out: list[Said], what: str) -> None:
    """A mark behind its words (빼고, if possible) counts for the list it closes."""
    tone = out[-1].avoid if out else False
    for said in reversed(out):
        if said.avoid != tone or not _kin(said, out[-1]):
            return
        setattr(said, what, True)
        if not said.joined:
            return


def _kin(a: Said, b: Said) -> bool:
    """Whether they may be items of one list: two weekdays, two clock times, not a week and one of its days."""
    if a is b:
        return True
    if a.amount is not None or b.amount is not None:
        return a.amount is not None and b.amount is not None
    if a.first is None or b.first is None:
        return True
    if a.first.weekday is not None or b.first.weekday is not None:
        return a.first.weekday is not None and b.first.weekday is not None
    return _whole_stretch(a.first) == _whole_stretch(b.first)


def share(out: list[Said]) -> list[Said]:
    """ "Wed or Thu morning", "tomorrow at 3 or 4", "3pm Monday or Tuesday": items lend each other what they lack."""
    for before, after in pairwise(out):
        if before.rule is not None and before.rule.time is not None and _another_time(after):
            after.rule, after.first, after.last = _again(before.rule, after), None, None
    for before, after in pairwise(out):
        if after.joined and _lendable(before) and _lendable(after):
            after.first = _scoped(before.first, after.first)
    for before, after in reversed(list(pairwise(out))):  # "Tuesday or Thursday next week"
        if after.joined and _lendable(before) and _lendable(after) and _earlier_weekday(before.first, after.first):
            assert after.first is not None
            before.first = replace(before.first, cycle=after.first.cycle)  # type: ignore[type-var]
    for before, after in pairwise(out):
        if (
            after.joined
            and not (before.avoid and not after.avoid and before.shape() == "date")
            and _lendable(before)
            and _lendable(after)
            and after.shape() == "time"
            and before.shape() in ("both", "date")
            and (before.open is None or before.shape() == "both")
        ):
            assert before.first is not None
            lent = replace(before.first, clock=None, pod=None)
            after.first = merge(lent, after.first) if after.first else None
            if isinstance(after.last, Moment):
                after.last = merge(lent, after.last) or after.last
    for before, after in reversed(list(pairwise(out))):
        if (
            after.joined
            and _lendable(before)
            and _lendable(after)
            and (before.avoid, before.prefer) == (after.avoid, after.prefer)
            and before.shape() == "date"
            and not _whole_stretch(before.first)
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
                before.open, before.whole, before.inside = after.open, after.whole, after.inside
    for before, after in pairwise(out):
        if after.joined and before.trailing and _lendable(before) and _lendable(after) and before.avoid == after.avoid:
            _lend_time(before, after)
    for before, after in pairwise(out):
        _give_time_back(before, after)
    for before, after in reversed(list(pairwise(out))):  # "10-11am or 2-3pm on Wednesday"
        if (
            after.joined
            and _lendable(before)
            and _lendable(after)
            and (before.shape(), after.shape()) == ("time", "both")
            and (before.open is None or after.open is not None)
        ):
            _lend_date(before, after)
    return [s for s in out if s.first is not None or s.amount is not None or s.rule is not None]


def _another_time(said: Said) -> bool:
    """Whether it is a further clock time, or weekday with one, in a list that began with a repetition."""
    if not said.joined or said.open is not None or said.first is None or said.first.clock is None:
        return False
    return not said.first.said().keys() - {"clock", "pod", "zone", "weekday", "coming"}


def _again(rule: Repeat, said: Said) -> Repeat:
    """ "매일 오전 9시와 오후 6시", "매주 월요일 2시, 수요일 4시": the repetition at that other time, on that day."""
    assert said.first is not None
    time = replace(said.first, weekday=None, coming=None)
    if said.first.weekday is None:
        return replace(rule, time=time, until_time=said.last)
    day = Moment(weekday=said.first.weekday)
    return replace(rule, recur=replace(rule.recur, byday=()), days=[day], spans=[], time=time, until_time=said.last)


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


def _earlier_weekday(before: Moment | None, after: Moment | None) -> bool:
    """Whether ``before`` is a bare weekday, earlier in the week than the day of a week that follows it."""
    if before is None or after is None or before.weekday is None or after.weekday is None:
        return False
    bare = not before.said().keys() - {"weekday", "clock", "pod", "zone", "coming"}
    return bare and after.cycle is not None and after.cycle[0] == "week" and before.weekday < after.weekday


def _whole_stretch(moment: Moment | None) -> bool:
    """Whether it is a week or longer, which a later item of the list lies in rather than beside."""
    return (
        moment is not None
        and moment.cycle is not None
        and not set(moment.said()) - {"cycle", "part", "coming"}
        and moment.cycle[0] not in ("day", "bday")
    )


def _dateless(moment: Moment) -> dict:
    return {name: None for name in moment.said() if name not in ("clock", "pod", "zone")}


def _give_time_back(series: Said, exception: Said) -> None:
    """ "every weekday except Fridays at 9": the hour is the series'."""
    rule = series.rule
    if rule is None or rule.time is not None or rule.recur.pod or series.avoid or not exception.avoid:
        return
    said = exception.first
    if said is not None and said.weekday is not None and said.clock is not None and exception.open is None:
        rule.time, rule.until_time = Moment(clock=said.clock, zone=said.zone), exception.last
        exception.first, exception.last = replace(said, clock=None, zone=None), None
    elif exception.rule is not None and exception.rule.time is not None and not exception.rule.recur.pod:
        rule.time, rule.until_time = exception.rule.time, exception.rule.until_time
        exception.rule.time = exception.rule.until_time = None
    else:
        return
    series.end = max(series.end, exception.end)


def _lend_time(before: Said, after: Said) -> None:
    """ "between 2 and 4 on Thu or Fri": the time that stands before a list of days is that of all of them."""
    assert before.first is not None
    assert after.first is not None
    if (before.shape(), after.shape()) != ("both", "date") or after.last is not None or after.open is not None:
        return
    if (before.first.weekday is None) != (after.first.weekday is None) or (before.first.clock is None):
        return
    time = before.first
    after.first = replace(after.first, clock=time.clock, pod=time.pod, zone=time.zone)
    if isinstance(before.last, Moment):
        after.last = replace(before.last, **_dateless(before.last))
    else:
        after.last = before.last
    after.open, after.whole, after.trailing = before.open, before.whole, True


def _lend_date(before: Said, after: Said) -> None:
    assert before.first is not None
    assert after.first is not None
    lent = replace(after.first, clock=None, pod=None)
    before.first = merge(lent, before.first) or merge(replace(lent, zone=None), before.first) or before.first
    if isinstance(before.last, Moment):
        before.last = merge(lent, before.last) or before.last


def _lendable(said: Said) -> bool:
    return said.rule is None and said.amount is None and said.first is not None
