"""What a ranking is given and what it gives back.

Terms of `Reason` with their placeholders (texts live in actions/texts, under the same keys):

| term | params | said of an offer when |
|---|---|---|
| ``exact`` | | the speaker named this very start |
| ``purpose_hour`` | ``purpose`` (id), ``start`` ("HH:MM", local), ``share`` (0..1) | it is the usual hour of such a meeting |
| ``preferred`` | | it lies in a window the speaker wished for |
| ``disliked`` | | it lies where the speaker would rather not (lowers) |
| ``habit`` | ``count``, ``weekday`` (0 = Monday), ``start`` ("HH:MM"), ``purpose`` (id) | meetings like it were often then |
| ``adjacent`` | ``minutes`` (gap to the neighbour) | it joins another meeting and leaves the rest of the day whole |
| ``focus`` | ``minutes`` (the longest stretch left free) | it keeps a long stretch free |
| ``splits_focus`` | ``minutes`` (the stretch that is cut) | it cuts a long free stretch (lowers) |
| ``back_to_back`` | ``minutes`` (gap) | there is no pause beside a neighbour (lowers) |
| ``busy_day`` | ``count`` (meetings of that day) | the day is full already (lowers) |
| ``soon`` | ``days`` (0 = today) | it is near |
| ``fair`` | ``zones`` (number of zones) | it is a decent hour in everybody's zone |
| ``odd_hour`` | ``who`` (id), ``start`` ("HH:MM", in that zone), ``timezone`` | somebody's clock shows an odd hour (lowers) |
| ``optional_free`` | ``count``, ``total`` | optional attendees can come too |
| ``round`` | | it starts on the hour or half hour |
| ``lunch`` | ``start`` ("HH:MM") | it eats into the lunch hour (lowers) |
| ``weekend`` | ``weekday`` | it is on Saturday or Sunday (lowers) |
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
