"""What a meeting is for, and what follows for its time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hours:
    """A stretch of the local wall clock in minutes from midnight, half-open; ``weight`` 0..1 is how usual it is."""

    start: int
    end: int
    weight: float = 1.0


@dataclass(frozen=True)
class Purpose:
    """One purpose under a stable ``id``.

    ``bounds``: the meeting lies inside one of these stretches, else it is not offered (a speaker who names an exact
    time overrides them). ``usual``: where its start usually falls. ``minutes``: the usual length. ``weekends``: may be
    offered on Saturday and Sunday. ``meal``: it is eaten at, so a lunch break is no obstacle. ``after_hours``: working
    hours do not bound it, only ``bounds`` do. ``source``: where the hours and the length are from.
    """

    id: str
    bounds: tuple[Hours, ...]
    usual: tuple[Hours, ...]
    minutes: int
    source: str
    weekends: bool = False
    meal: bool = False
    after_hours: bool = False
