"""One time said twice: "9:30am KST / 4:30pm PST", or the same words again further down."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from .said import Said
from .types import Kind, TimeConstraint

_TWIN = re.compile(r"\s*(?:/|\(|=|\||,|;|-|or|aka|i\.e\.|which\s+is|that\s+is|that's|즉|또는|은|는)?\s*\(?\s*\Z")
_DAY = timedelta(days=1)


def told_once(text: str, found: list[tuple[Said, TimeConstraint]]) -> list[TimeConstraint]:
    """The times of a text, each once."""
    out: list[tuple[Said, TimeConstraint]] = []
    for said, time in found:
        if any(_same(time, other) for _, other in out):
            continue
        twin = next((k for k, (s, other) in enumerate(out) if _twins(text, s, other, said, time)), None)
        if twin is None:
            out.append((said, time))
        elif said.trailing or (out[twin][0].shape() != "both" and said.shape() == "both"):
            out[twin] = said, time  # the one that names its day
    return [time for _, time in out]


def _same(a: TimeConstraint, b: TimeConstraint) -> bool:
    if a.kind is Kind.DURATION or a.kind is not b.kind or (a.polarity, a.strength) != (b.polarity, b.strength):
        return False
    return (a.start, a.end, a.rrule) == (b.start, b.end, b.rrule)


def _twins(text: str, a: Said, one: TimeConstraint, b: Said, two: TimeConstraint) -> bool:
    """Whether two zones' clocks show one instant, days aside where only one of them was said."""
    low, high = (a.end, b.start) if a.end <= b.start else (b.end, a.start)
    if one.kind is not two.kind or one.start is None or two.start is None or not _TWIN.match(text[low:high]):
        return False
    if a.first is None or b.first is None or a.first.zone == b.first.zone or one.polarity is not two.polarity:
        return False
    if one.end is not None and two.end is not None and one.end - one.start != two.end - two.start:
        return False
    apart = _apart(one.start, two.start)
    if apart is None:
        return False
    return apart % _DAY == timedelta(0)


def _apart(a: datetime, b: datetime) -> timedelta | None:
    return None if (a.tzinfo is None) != (b.tzinfo is None) else b - a
