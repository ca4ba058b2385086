"""Expressions of one sentence that belong together though other words part them: "tomorrow, let's talk at 3"."""

from __future__ import annotations

from dataclasses import replace

from .atoms import Amount, Moment
from .runs import sentence_between
from .said import Said, merge


def link(text: str, saids: list[Said]) -> list[Said]:
    """Give a time without a date the only date of its sentence, and the other way round; recurrences their hour."""
    out: list[Said] = []
    for said in saids:
        previous = _partner(text, out, said)
        joined = _joined(previous, said) if previous is not None else None
        if joined is not None and previous is not None:
            out[out.index(previous)] = joined
        else:
            out.append(said)
    return out


def _partner(text: str, out: list[Said], said: Said) -> Said | None:
    """The expression before ``said`` that it may complete, lengths between them not counted."""
    for before in reversed(out):
        if sentence_between(text, before.end, said.start) or said.start - before.end > 80:
            return None
        if before.amount is None:
            return before
    return None


def _joined(a: Said, b: Said) -> Said | None:
    if a.avoid != b.avoid or b.amount is not None or b.joined:
        return None
    if a.rule is not None or b.rule is not None:
        return _with_rule(a, b)
    if a.first is None or b.first is None or a.open is not None:
        return None
    shapes = (a.shape(), b.shape())
    if shapes == ("date", "time") and a.last is None:
        return _dated(a, b, a.first, b.first, b.last, b.open, b.whole)
    if shapes == ("time", "date") and b.last is None and b.open is None:
        return _dated(a, b, b.first, a.first, a.last, a.open, a.whole)
    return None


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
    rule, time = (a, b) if a.rule is not None else (b, a)
    repeat = rule.rule
    if repeat is None or time.rule is not None or time.shape() != "time" or time.open is not None:
        return None
    if repeat.time is not None or time.first is None:
        return None
    repeat.time, repeat.until_time = time.first, repeat.until_time or time.last
    return replace(rule, start=a.start, end=b.end)
