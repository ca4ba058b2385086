"""Expressions of one sentence that belong together though other words part them: "tomorrow, let's talk at 3"."""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import Amount, Moment, Recur
from .bands import BANDS, hour_in
from .exceptions import around_exceptions
from .lending import lend_days, lend_weeks, same_day
from .linked_series import with_rule
from .runs import sentence_between
from .said import Repeat, Said, merge
from .series import weekday_only


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
            out.append(same_day(previous, said) if previous is not None else said)
    lend_weeks(text, out)
    lend_days(text, out)
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


_GOAL = re.compile(
    r"\s?(?:쯤|정도)?(?:으로|로)\s?(?:[가-힣]{1,5}\s){0,2}?(?:바꿔|바꾸|바꿀|옮|변경|미뤄|미루|미룰|연기|당겨|앞당|조정|수정)"
)


def goals_first(text: str, saids: list[Said]) -> list[Said]:
    """What something is moved to answers "when" before what it is moved from (3시 회의를 5시로 옮겨 줘)."""
    return sorted(saids, key=lambda said: not said.goal and _GOAL.match(text, said.end) is None)


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
        return with_rule(a, b)
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
