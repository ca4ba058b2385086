"""Expressions of one sentence that belong together though other words part them: "tomorrow, let's talk at 3"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from .atoms import Amount, Clock, Moment, Recur
from .bands import BANDS, hour_in
from .exceptions import around_exceptions
from .runs import sentence_between
from .said import Repeat, Said, merge
from .series import pinned, take, weekday_only


def link(text: str, saids: list[Said]) -> list[Said]:
    """Give a time without a date the only date of its sentence, and the other way round; recurrences their hour."""
    out: list[Said] = []
    for said in around_exceptions(text, saids):
        if _begins_later(text, out, said):
            continue
        previous = _partner(text, out, said)
        joined = _joined(previous, said) if previous is not None else None
        if joined is not None and previous is not None:
            out[out.index(previous)] = _beside_names(text, previous, said, joined)
        else:
            out.append(_same_day(previous, said) if previous is not None else said)
    _lend_weeks(text, out)
    _lend_days(text, out)
    return [part for said in out for part in _with_length(said)]


def _begins_later(text: str, out: list[Said], said: Said) -> bool:
    """ "Every Monday at 9. Starting in December.": the first day of the series of the sentence before."""
    rule = out[-1].rule if out else None
    if rule is None or rule.begin is not None or rule.frame is not None or said.open != "end" or said.shape() != "date":
        return False
    if said.first is None or weekday_only(said.first) or not _ONLY_STOP.match(text[out[-1].end : said.start]):
        return False
    rule.begin = said.first
    return True


_ONLY_STOP = re.compile(r"[^.!?\n]{0,24}[.!?]\s+(?:[a-z]+\s|[가-힣]{1,3}\s)?\Z")


def _lend_days(text: str, saids: list[Said]) -> None:
    """ "Lunch on Thursday? Noon, or 12:30": a bare clock time has the day of the sentence before it."""
    ordered = sorted((s for s in saids if s.amount is None), key=lambda s: s.start)
    for before, said in pairwise(ordered):
        near = before.end <= said.start <= before.end + _TALK
        if said.shape() != "time" or said.rule is not None or not near or not _one_day(before) or said.avoid:
            continue
        assert before.first is not None
        if sentence_between(text, before.end, said.start) or before.avoid == said.avoid:
            day = replace(before.first, clock=None, pod=None, zone=None)
            lent = _same_day(replace(before, first=replace(day, clock=_SOME)), said)
            said.first, said.last = lent.first, lent.last
            if before.shape() == "date" and not before.joined and before.last is None:
                saids.remove(before)  # "Thursday? At noon." is one time


_TALK = 120  # characters between a day and a clock time of the next sentence
_SOME = Clock(12)


def _one_day(said: Said) -> bool:
    """Whether it names a single day that is still to come and wanted."""
    first = said.first
    if first is None or said.avoid or said.rule is not None or said.shape() not in ("date", "both"):
        return False
    if (said.open is not None and first.clock is None) or isinstance(said.last, Amount) or (first.which or 0) < 0:
        return False
    if isinstance(said.last, Moment) and (said.last.has_date and said.shape() == "date"):
        return False
    if first.shift is not None or first.week_of or first.part or first.weekend or first.nth_unit not in (None, "day"):
        return False
    if first.weekday is None and first.day is None:
        return first.cycle is not None and first.cycle[0] == "day" and first.cycle[1] >= 0
    return first.cycle is None or first.cycle[1] >= 0


#: who is met, in the words between two times
_NAMES = re.compile(r"\b(?:with|and)\s+[a-z]|[@<]|님|씨\s|이랑|(?<=[가-힣])(?:랑|하고|와|과)\s")


def _beside_names(text: str, a: Said, b: Said, joined: Said) -> Said:
    """A repetition said round a name ("weekly with Ben, at 3 on Mondays") stands where most of it does."""
    if joined.rule is None or _NAMES.search(text, a.end, b.start) is None or joined.start > a.start:
        return joined
    longer = a if a.end - a.start > b.end - b.start else b
    return replace(joined, start=longer.start, end=longer.end)


def _with_length(said: Said) -> list[Said]:
    """ "every Monday for 30 minutes": the length of a series without a clock time is said on its own."""
    rule = said.rule
    timed = rule is not None and rule.time is not None and rule.time.clock is not None
    if rule is None or timed or not isinstance(rule.until_time, Amount) or rule.length is None:
        return [said]
    start, end = rule.length
    length = Said(start, end, amount=rule.until_time)
    return [replace(said, rule=replace(rule, until_time=None)), length]


def _lend_weeks(text: str, saids: list[Said]) -> None:
    """ "next week any day but Friday": a bare weekday beside a week is that week's."""
    _lend_named_weeks(text, saids)
    weeks = [(s, cycle) for s in saids if not s.avoid and (cycle := _whole_week(s)) is not None]
    if len(weeks) != 1:
        _lend_dated_week(text, saids)
        return
    week, cycle = weeks[0]
    for said in saids:
        if (
            said.first is None
            or said.first.weekday is None
            or set(said.first.said()) - {"weekday", "clock", "pod", "zone", "coming"}
        ):
            continue
        after = said.start >= week.end
        low, high = (week.end, said.start) if after else (said.end, week.start)
        coming = after and cycle[1] > 0 and not _PARTING.search(text, low, high)
        if said is not week and (coming or not sentence_between(text, low, high)):
            said.first = replace(said.first, cycle=cycle)


def _lend_dated_week(text: str, saids: list[Said]) -> None:
    """ "The week of December 7, not on the Monday": a bare weekday behind such a week is one of it."""
    weeks = [s for s in saids if s.first is not None and s.first.week_of and s.first.weekday is None and not s.avoid]
    for said in saids:
        if len(weeks) != 1 or said.first is None or said.start < weeks[0].end or said.start - weeks[0].end > _TALK:
            continue
        if weekday_only(said.first) and not _PARTING.search(text, weeks[0].end, said.start):
            week = replace(weeks[0].first or Moment(), within=True)
            said.first = replace(said.first, coming=None)
            said.first = merge(week, said.first) or said.first


def _lend_named_weeks(text: str, saids: list[Said]) -> None:
    """ "Next week Monday is a holiday, so let's do Tuesday": a later day of the sentence is of that week, too."""
    for i, named in enumerate(saids):
        first = named.first
        if (
            first is None
            or first.weekday is None
            or first.cycle is None
            or first.cycle[0] != "week"
            or first.cycle[1] < 1
        ):
            continue
        for said in saids[i + 1 :]:
            bare = said.first is not None and not set(said.first.said()) - {"weekday", "clock", "pod", "zone", "coming"}
            if not bare or said.first is None or said.last is not None or said.first.weekday is None:
                continue
            if said.first.weekday > first.weekday and not sentence_between(text, named.end, said.start):
                said.first = replace(said.first, cycle=first.cycle)


#: behind these a weekday is no longer one of the week that was asked for
_PARTING = re.compile(
    r"\bsee you|\btalk|\bcatch you|\bmeanwhile|\bdue\b|\bdeadline|\bby\b|\bbefore that|뵐게|봬요|전에|마감|까지"
)


def _whole_week(said: Said) -> tuple[str, int] | None:
    """The week that it names, whole or a part of the day on all its days."""
    moment = said.first if said.rule is None else said.rule.frame
    if moment is None or set(moment.said()) - {"pod", "part"} != {"cycle"} or moment.cycle is None:
        return None
    return moment.cycle if moment.cycle[0] == "week" else None


_GOAL = re.compile(
    r"\s?(?:쯤|정도)?(?:으로|로)\s?(?:[가-힣]{1,5}\s){0,2}?(?:바꿔|바꾸|바꿀|옮|변경|미뤄|미루|미룰|연기|당겨|앞당|조정|수정)"
)


def goals_first(text: str, saids: list[Said]) -> list[Said]:
    """What something is moved to answers "when" before what it is moved from (3시 회의를 5시로 옮겨 줘)."""
    return sorted(saids, key=lambda said: not said.goal and _GOAL.match(text, said.end) is None)


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


def _same_day(a: Said, b: Said) -> Said:
    """ "내일 3시 회의를 5시로": a later clock time of the sentence has the day of the one before it."""
    if a.shape() != "both" or b.shape() != "time" or b.rule is not None or a.first is None or b.first is None:
        return b
    day = replace(a.first, clock=None, pod=None, zone=None)
    first = merge(day, b.first) if day.shift is None else None
    if first is None:
        return b
    last = merge(day, b.last) or b.last if isinstance(b.last, Moment) else b.last
    return replace(b, first=first, last=last)


def _partner(text: str, out: list[Said], said: Said) -> Said | None:
    """The expression before ``said`` that it may complete, lengths between them not counted."""
    for before in reversed(out):
        if sentence_between(text, before.end, said.start) or said.start - before.end > 80:
            return None
        if before.amount is None:
            return before
    return None


def _joined(a: Said, b: Said) -> Said | None:
    if (
        b.avoid
        and a.first is not None
        and one_day_of(a.first)
        and a.shape() == "date"
        and b.shape() == "time"
        and a.last is None
        and not a.avoid
    ):
        assert a.first is not None
        assert b.first is not None
        b.first = merge(a.first, b.first) or b.first  # "Friday, but not before 2": the refusal is Friday's
        return None
    if a.avoid and not b.avoid and a.shape() == "time" and b.shape() == "date" and a.rule is None and b.last is None:
        assert a.first is not None
        assert b.first is not None
        a.first = merge(b.first, a.first) or a.first if one_day_of(b.first) else a.first  # 12시는 피해서 내일
        return None
    if b.prefer and not a.prefer and b.shape() == "time" and b.rule is None:
        _wish(a, b)
        return None
    if a.avoid != b.avoid or b.amount is not None or b.joined:
        return None
    if a.rule is not None or b.rule is not None:
        return _with_rule(a, b)
    if a.first is None or b.first is None or a.open is not None:
        return None
    shapes = (a.shape(), b.shape())
    if shapes[1] == "time" and a.first.pod is not None and a.first.clock is None and a.last is None:
        return _clocked(a, b, a.first, b.first)
    if shapes == ("date", "time") and a.last is None:
        return _dated(a, b, a.first, b.first, b.last, b.open, b.whole)
    if shapes == ("time", "date") and b.last is None and b.open is None:
        return _dated(a, b, b.first, a.first, a.last, a.open, a.whole)
    return None


def one_day_of(moment: Moment) -> bool:
    """Whether a clock time can be one of it."""
    return moment.cycle is None or moment.cycle[0] == "day" or moment.weekday is not None


def _wish(a: Said, b: Said) -> None:
    """ "before Dec 4, ideally in the morning", "Tuesday, preferably after 2": a wish within what is wanted."""
    if a.first is None or b.first is None or a.avoid or a.shape() != "date" or a.rule is not None:
        return
    if a.open is None and a.last is None and one_day_of(a.first):
        b.first = merge(a.first, b.first) or b.first
        if isinstance(b.last, Moment):
            b.last = merge(a.first, b.last) or b.last
    elif b.first.clock is None and b.open is None and a.open != "end":
        rule = Repeat(Recur("DAILY"), time=b.first)
        if a.open == "start":
            rule.until, rule.until_whole = a.first, a.whole
        elif a.last is not None:
            rule.begin, rule.until = a.first, a.last
        else:
            rule.frame = a.first
        b.rule, b.first = rule, None


def _clocked(a: Said, b: Said, part: Moment, time: Moment) -> Said | None:
    """ "내일 저녁 약속 일곱 시": the hour lies in the part before it; "내일 오전 회의를 3시로" only keeps the day."""
    if time.clock is None or time.pod is not None or part.pod is None:
        return None
    low, high = BANDS[part.pod]
    inside = low - 1 <= hour_in(part.pod, time.clock.hour) <= high + 1
    if not inside and not part.has_date:
        return None
    day = part if inside else replace(part, pod=None)
    first = merge(day, time)
    if first is None:
        return None
    last = merge(replace(day, pod=None, zone=None), b.last) or b.last if isinstance(b.last, Moment) else b.last
    return Said(a.start, b.end, first, last, open=b.open, whole=b.whole, prefer=a.prefer or b.prefer, avoid=a.avoid)


def _dated(
    a: Said, b: Said, date: Moment, time: Moment, last: Moment | Amount | None, side: str | None, whole: bool
) -> Said | None:
    first = merge(date, time)
    if first is None or date.has_time or (date.cycle is not None and date.cycle[0] not in ("day", "week")):
        return None
    if date.cycle is not None and date.cycle[0] == "week" and date.weekday is None and not date.weekend:
        return None
    if isinstance(last, Moment):
        last = merge(replace(date, zone=None), last) or last
    return Said(a.start, b.end, first, last, open=side, whole=whole, prefer=a.prefer or b.prefer, avoid=a.avoid)


def _with_rule(a: Said, b: Said) -> Said | None:
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
