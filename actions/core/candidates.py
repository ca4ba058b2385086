"""From an availability problem and a search to the starts that may be offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.core.availability.types import Answer, Problem
from actions.core.purpose.types import Purpose
from actions.core.windows import SearchWindows


@dataclass(frozen=True)
class Candidate:
    """A start that everybody required has free; UTC. ``exact``: the speaker named this very start."""

    start: datetime
    end: datetime
    optional_free: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True)
class Found:
    """The candidates, ascending; the availability answer behind them; and how many free starts each filter dropped.

    ``dropped`` keys: ``window`` (not asked for), ``avoided`` (asked to be kept clear of, or refused before),
    ``purpose`` (outside the purpose's hours).
    """

    candidates: tuple[Candidate, ...]
    answer: Answer
    dropped: Mapping[str, int]


def find(
    problem: Problem,
    windows: SearchWindows,
    purpose: Purpose,
    *,
    timezone: str,
    refused: frozenset[datetime] = frozenset(),
) -> Found:
    """The starts to choose from. ``problem.window`` is narrowed to the search's hull.

    ``timezone`` (IANA) is the wall clock on which the purpose's bounds are read: the organizer's. Exact starts need not
    lie on the grid, and the purpose does not bound them. ``refused`` starts are never candidates again.
    """
    raise NotImplementedError
