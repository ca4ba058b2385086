"""What a sentence leaves unsaid and the one before it said: the day of a clock time, the week of a weekday."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from .atoms import Amount, Clock, Moment
from .runs import sentence_between
from .said import Said, merge
from .series import weekday_only


def lend_days(text: str, saids: list[Said]) -> None:
    """ "Lunch on Thursday? Noon, or 12:30": a bare clock time has the day of the sentence before it."""
    ordered = sorted((s for s in saids if s.amount is None), key=lambda s: s.start)
    for before, said in pairwise(ordered):
        near = before.end <= said.start <= before.end + _TALK
        if said.shape() != "time" or said.rule is not None or not near or not _one_day(before) or said.avoid:
            continue
        assert before.first is not None
        if sentence_between(text, before.end, said.start) or before.avoid == said.avoid:
            day = replace(before.first, clock=None, pod=None, zone=None)
            lent = same_day(replace(before, first=replace(day, clock=_SOME)), said)
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


def lend_weeks(text: str, saids: list[Said]) -> None:
    """ "next week any day but Friday": a bare weekday beside a week is that week's."""
    _lend_named_weeks(text, saids)
    _lend_next(text, saids)
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


def _lend_next(text: str, saids: list[Said]) -> None:
    """ "Next Monday or Tuesday": the day named right behind, later in the week, is of that week, too."""
    for named, said in pairwise(sorted((s for s in saids if s.amount is None), key=lambda s: s.start)):
        first, other = named.first, said.first
        if first is None or other is None or first.weekday is None or other.weekday is None or first.which != 1:
            continue
        beside = named.last is None and said.last is None and _OR.fullmatch(text[named.end : said.start]) is not None
        if beside and not set(other.said()) - {"weekday", "clock", "pod", "coming"} and other.weekday > first.weekday:
            said.first = replace(other, which=first.which, coming=None)


_OR = re.compile(r"\s*(?:,|/|&|or|and|, or|, and)\s*(?:on\s+)?", re.I)


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


def same_day(a: Said, b: Said) -> Said:
    """ "내일 3시 회의를 5시로": a later clock time of the sentence has the day of the one before it."""
    if a.shape() != "both" or b.shape() != "time" or b.rule is not None or a.first is None or b.first is None:
        return b
    day = replace(a.first, clock=None, pod=None, zone=None)
    first = merge(day, b.first) if day.shift is None else None
    if first is None:
        return b
    last = merge(day, b.last) or b.last if isinstance(b.last, Moment) else b.last
    return replace(b, first=first, last=last)
