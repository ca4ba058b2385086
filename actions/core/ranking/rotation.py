"""A series whose people have no hour in common: the uncomfortable hour goes round within it, a turn an instance.

Each turn is a wall-clock hour and those who come outside their own hours at it; the turns of a rotation share nobody.
Its instances take the turns in order, again and again, so that of any run of N instances a person bears at most
ceil(N / number of turns). It is offered only where the most burdened person bears less than by keeping the fairest one
hour (leximin over a whole round, as in `actions.core.ranking.fairness`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.ranking.fairness import Burden, after

TRIES = 24  # hours of a day of which it is looked whether they suit every time


@dataclass(frozen=True)
class Rotation:
    """``turns``: what each asks of whom in the week in which the series begins; the first turn is where it begins."""

    turns: tuple[Burden, ...]

    @property
    def start(self) -> datetime:
        """Where the series begins."""
        return self.turns[0].start

    @property
    def later(self) -> Rotation:
        """The same turns, beginning with the second."""
        return Rotation((*self.turns[1:], self.turns[0]))

    def offsets(self, zone: ZoneInfo) -> tuple[int, ...]:
        """Each turn's minutes after the first one on the wall clock of ``zone``."""
        first, *_ = walls = [turn.start.astimezone(zone).replace(tzinfo=None) for turn in self.turns]
        return tuple(round((wall - first) / timedelta(minutes=1)) for wall in walls)


def rotation(
    options: Iterable[Burden],
    so_far: Mapping[str, int],
    suits: Callable[[Burden], bool],
    first: datetime | None = None,
    apart: Callable[[Burden], int] = lambda _: 0,
) -> Rotation | None:
    """The fairest rotation over ``options``, starts of one day that ask something of somebody; None where keeping one
    hour is as fair, or nobody could take turns.

    ``so_far``: minutes that each has borne already; whoever has borne least begins. ``suits(option)`` says whether the
    hour is possible at the later instances, too, and asks nothing of anybody else then. ``first``: where to begin.
    ``apart(option)``: how far it is from the day of those whom it asks; of hours as fair the nearest is taken.
    """
    # each turn asks of as few as can be
    ordered = sorted(options, key=lambda o: (len(o.minutes), after(o, so_far), o.total, apart(o), o.start))
    if first is not None:
        ordered = [*(o for o in ordered if o.start == first), *(o for o in ordered if o.start != first)]
    turns: list[Burden] = []
    taken: set[str] = set()
    tried = 0
    for option in ordered:
        if taken.isdisjoint(option.minutes) and tried < TRIES:
            tried += 1
            if suits(option):
                turns.append(option)
                taken |= set(option.minutes)
            elif option.start == first:
                return None
    while len(turns) > 1 and not _fairer(turns):
        turns.pop()
    return Rotation(tuple(turns)) if len(turns) > 1 else None


def turn_of(offsets: Sequence[int], ordinal: int) -> int:
    """The minutes after the series' own hour at which its ``ordinal``-th instance (from 0) takes place."""
    return offsets[ordinal % len(offsets)] if offsets else 0


def at_turn(start: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """``start`` (aware) so many minutes later on the wall clock of ``zone``, in UTC."""
    wall = start.astimezone(zone).replace(tzinfo=None) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))


def _fairer(turns: Sequence[Burden]) -> bool:
    """Whether a round of these turns leaves the most burdened with less than any one of them kept as often."""
    people = {who for turn in turns for who in turn.minutes}

    def borne(round_: Sequence[Burden]) -> list[int]:
        return sorted((sum(b.minutes.get(who, 0) for b in round_) for who in people), reverse=True)

    return borne(turns) < min(borne([turn] * len(turns)) for turn in turns)
