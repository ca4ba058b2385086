"""What a ranking is given and what it gives back.

Terms of `Reason` with their placeholders (texts live in actions/texts, under the same keys). "HH:MM" is on the
organizer's wall clock unless said otherwise; terms marked (-) lower the score.

| term | params | said of an offer when |
|---|---|---|
| ``exact`` | | the speaker named this very start |
| ``preferred`` | | it lies in a window the speaker wished for |
| ``disliked`` (-) | | it lies where the speaker would rather not |
| ``purpose_hour`` | ``purpose`` (id), ``start`` ("HH:MM"), ``share`` (0..1) | it is a usual hour of such a meeting |
| ``habit`` | ``count``, ``weekday`` (-1 = any), ``start``, ``purpose`` (or "") | such meetings often were then |
| ``adjacent`` | ``minutes`` (pause between) | it stands near another meeting, with a pause |
| ``back_to_back`` (-) | ``minutes`` (pause between) | there is no real pause beside a neighbour |
| ``focus`` | ``minutes`` (longest stretch left free) | it leaves a long stretch of the day free |
| ``splits_focus`` (-) | ``minutes`` (the stretch that is cut) | it cuts the day's only long free stretch |
| ``busy_day`` (-) | ``count`` (meetings of that day) | the day is full already |
| ``soon`` | ``days`` (0 = today) | it is near |
| ``fair`` | ``zones`` (number of zones) | it is a decent hour on everybody's clock |
| ``odd_hour`` (-) | ``who`` (id), ``start`` ("HH:MM" there), ``timezone`` | somebody's clock shows an odd hour |
| ``optional_free`` | ``count``, ``total`` | optional attendees can come too |
| ``round`` | | it starts on the hour or half hour |
| ``lunch`` (-) | ``start`` ("HH:MM") | it eats into the lunch hour |
| ``weekend`` (-) | ``weekday`` (5 or 6) | it is on a Saturday or Sunday |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from actions.core.candidates import Candidate
from actions.core.purpose.types import Purpose
from calendar_adapters.types import Interval

Param = str | int | float


@dataclass(frozen=True)
class Reason:
    """Why an offer scores as it does: a key for texts, its placeholders, and its share of the score (sign told)."""

    term: str
    params: Mapping[str, Param] = field(default_factory=dict)
    weight: float = 0.0


@dataclass(frozen=True)
class Habit:
    """So many past meetings of ``purpose`` (an id, or "" for all) started then, on the organizer's wall clock.

    ``weekday`` is 0 for Monday; ``minute`` counts from midnight.
    """

    weekday: int
    minute: int
    count: float
    purpose: str = ""


@dataclass(frozen=True)
class RankContext:
    """What is known beside the candidates. ``timezone`` (IANA) is the organizer's.

    ``zones``: attendee id -> IANA zone. ``commitments``: what stands in the organizer's days (busy, aware).
    ``preferred``/``disliked``: wishes of the speaker (`SearchWindows`). ``optional_total``: optional attendees invited.
    ``limit``: how many offers are wanted. Only when ``spread`` is true are offers kept apart.
    """

    now: datetime
    timezone: str
    purpose: Purpose
    zones: Mapping[str, str] = field(default_factory=dict)
    commitments: tuple[Interval, ...] = ()
    preferred: tuple[Interval, ...] = ()
    disliked: tuple[Interval, ...] = ()
    habits: tuple[Habit, ...] = ()
    optional_total: int = 0
    limit: int = 3
    spread: bool = True


@dataclass(frozen=True)
class Offer:
    """A time to propose; UTC. ``reasons`` hold the strongest first, those that speak for it before those against."""

    start: datetime
    end: datetime
    score: float
    reasons: tuple[Reason, ...] = ()
    optional_free: tuple[str, ...] = ()


class Ranker(Protocol):
    """Anything that orders candidates: the hand-made first version here, a learned model beside it."""

    def rank(self, candidates: Sequence[Candidate], context: RankContext) -> list[Offer]:
        """At most ``context.limit`` offers, best first; the same input gives the same output."""
        ...
