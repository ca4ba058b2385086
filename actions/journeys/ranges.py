"""A named range of clock times ("2-3pm", "매주 3시에 30분") is a start and a length; "between 2 and 5" is a window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions.core.times.types import Grain, Kind, Polarity, Strength, TimeConstraint

LONGEST = timedelta(hours=8)  # a longer range is a stretch to look in
_CLOCK = frozenset({Grain.HOUR, Grain.MINUTE, Grain.SECOND})
_WINDOW = re.compile(r"사이|중에|안에|아무 ?때|between|any ?time|somewhere|sometime|within", re.I)
_FREE = re.compile(r"괜찮|가능해|가능합|비어|비었|\bfree\b|\bavailable\b|\bworks?\b|\bfine\b|\bgood\b|\bcan do\b", re.I)
_WITH_LENGTH = re.compile(
    r"(?:시|분|반)(?:에|부터|쯤)?\s*\d+\s*(?:분|시간)|(?:시|분|반)(?:에|부터)\s*[한두세네]\s*시간|"
    r"\bfor (?:\d|an?|half)\b",
    re.I,
)


def start_and_length(
    times: Sequence[TimeConstraint], text: str, *, known: int | None = None
) -> tuple[TimeConstraint, ...]:
    """``times`` with each range split into its start and its length, where a range is what was meant.

    It is not where a length was said beside it ("2-5시에 30분"), nor with words of a window; of a meeting whose length
    (``known``, minutes) is another, nor where somebody says when he is free ("저는 11시부터 12시까지 괜찮아요").
    """
    if any(t.kind is Kind.DURATION for t in times) or _WINDOW.search(text):
        return tuple(times)
    free = known if known is not None and _FREE.search(text) else None
    return tuple(part for said in times for part in ((said,) if _longer(said, free) else _split(said)))


def _longer(said: TimeConstraint, minutes: int | None) -> bool:
    if minutes is None or said.kind is not Kind.INTERVAL or said.start is None or said.end is None:
        return False
    return said.end - said.start > timedelta(minutes=minutes)


def starts_said(times: Sequence[TimeConstraint]) -> tuple[TimeConstraint, ...]:
    """``times`` with each start that was said together with its length ("4시 반에 30분") split into the two."""
    return tuple(p for t in times for p in (_split(t) if _WITH_LENGTH.search(t.text) else (t,)))


def _split(said: TimeConstraint) -> tuple[TimeConstraint, ...]:
    start, end = said.start, said.end
    wanted = said.polarity is Polarity.WANT and said.strength is Strength.MUST
    if said.kind not in (Kind.INTERVAL, Kind.RECURRENCE) or said.vague or said.grain not in _CLOCK or not wanted:
        return (said,)
    if start is None or end is None or not timedelta() < end - start <= LONGEST:
        return (said,)
    minutes = (end - start).total_seconds() / 60
    length = TimeConstraint(said.text, said.span, Kind.DURATION, grain=Grain.MINUTE, minutes=minutes)
    kind = Kind.INSTANT if said.kind is Kind.INTERVAL else said.kind
    return replace(said, kind=kind, end=None, readings=()), length
