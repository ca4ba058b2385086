"""What stands on both sides of an exception: "next week except Friday, mornings", 이번 주 금요일 빼고 오후."""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import Moment, Recur
from .rrule import hours_of
from .runs import sentence_between
from .said import Repeat, Said

#: behind an exception: all the rest of the week is fine
_ANYTHING_BUT = re.compile(
    r"\bany(?:thing|\s?days?|\s?time)\s(?:[a-z]+\s)?(?:but|except|other\s+than)\b[^.!?\n]{0,12}\Z"
)
_LEFT_OUT = re.compile(r"(?:만|은|는)?\s?(?:빼고|말고|제외하고|외에)")
_REST = re.compile(
    r"\s?(?:는|은)?[,.]?\s?(?:언제든|언제나|아무\s?때|(?:는\s?)?다\s|다\.|모두|전부|나머지|다른\s?날|다른\s?요일)"
)

_WITHIN_WEEK = re.compile(r"주\s?(?:중에|안에|내에|에|중)\s")  # "다음 주에 월요일 말고": some day of that week


def around_exceptions(text: str, saids: list[Said]) -> list[Said]:
    """Let the part of the day behind an exception be of the week before it, not of the day that is left out."""
    out: list[Said] = []
    for said in saids:
        if out and out[-1].avoid and not said.avoid and _timely(said) and _near(text, out[-1], said):
            said = _of_the_rest(out, said)
        out.append(said)
    return _implied_weeks(text, out)


def _near(text: str, a: Said, b: Said) -> bool:
    return not sentence_between(text, a.end, b.start) and b.start - a.end <= 12


def _timely(said: Said) -> bool:
    """Whether it is a part of the day, bare or of every day."""
    if said.rule is not None:
        rule = said.rule
        bound = rule.days or rule.spans or rule.recur.byday or rule.begin or rule.until or rule.frame
        return not bound and (rule.recur.freq in (None, "DAILY")) and bool(rule.recur.pod or rule.time)
    if said.shape() != "time" or said.first is None:
        return False
    extended = said.open is not None or isinstance(said.last, Moment)
    return (said.first.pod is not None and said.open is None) or (said.first.clock is not None and extended)


def _of_the_rest(out: list[Said], said: Said) -> Said:
    """``said`` on every day of the stretch that the exception, or what stands before it, names."""
    if out[-1].shape() != "date" or out[-1].first is None or out[-1].last is not None:
        return said
    frame = _week_of(out[-1].first)
    stretch = next((s for s in reversed(out) if not s.avoid), None)
    if stretch is not None and stretch.first is not None and (_stretch(stretch) or _days(stretch)):
        frame = stretch.first
    if said.rule is None:
        assert said.first is not None
        if said.first.clock is not None and frame is None:
            return said
        time, until = (said.first, said.last) if said.open is None else hours_of(said.first, said.open)
        rule = Repeat(Recur("DAILY"), time=time, until_time=until, band=said.first.clock is not None)
        said = replace(said, first=None, last=None, open=None, rule=rule)
    assert said.rule is not None
    if stretch is not None and stretch.first is frame and frame is not None:
        out.remove(stretch)
        if stretch.last is not None:
            said.rule.begin, said.rule.until = stretch.first, stretch.last
            return said
    said.rule.frame = frame
    return said


def _days(said: Said) -> bool:
    """Whether it is a range of days."""
    return said.rule is None and said.shape() == "date" and isinstance(said.last, Moment) and not said.last.has_time


def _stretch(said: Said) -> bool:
    """Whether it is nothing but a week or a month."""
    if said.first is None or said.last is not None or said.open is not None or said.rule is not None:
        return False
    said_of = set(said.first.said()) - {"coming"}
    return said_of in ({"cycle"}, {"cycle", "part"}, {"month"}) and (said.first.cycle or ("week",))[0] in (
        "week",
        "month",
    )


def _week_of(moment: Moment) -> Moment | None:
    week = moment.weekday is not None and moment.cycle is not None and moment.cycle[0] == "week"
    return Moment(cycle=moment.cycle) if week else None


def _implied_weeks(text: str, saids: list[Said]) -> list[Said]:
    """다음 주 금요일 빼고 다 좋아요: the week itself is wanted too; 내일 12시만 빼고 다 돼요: so is that day."""
    out: list[Said] = []
    for said in saids:
        whole = _whole_of(said)
        behind = _LEFT_OUT.match(text, said.end)
        rest = behind is not None and _REST.match(text, behind.end()) is not None
        in_the_week = behind is not None and _WITHIN_WEEK.search(text[said.start : said.end]) is not None
        if whole is not None and (
            rest
            or (in_the_week and said.shape() == "date" and not any(_stretch(s) for s in saids if not s.avoid))
            or (said.shape() == "date" and _ANYTHING_BUT.search(text[max(0, said.start - 60) : said.start + 12]))
        ):
            out.append(Said(said.start, said.end, whole))
        out.append(said)
    return out


def _whole_of(said: Said) -> Moment | None:
    """What an exception is an exception of: the week of a day, the day of an hour."""
    if said.first is None or not said.avoid:
        return None
    if said.shape() == "both":
        return replace(said.first, clock=None, pod=None, zone=None)
    return _week_of(said.first) if said.shape() == "date" else None
