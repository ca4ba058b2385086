"""From the times of a message to a search: where to look, what to keep clear of, what is liked."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from actions.core.intervals import clip, intersect, subtract, union
from actions.core.purpose.types import Purpose
from actions.core.recurrence import extent, is_series, occurrences
from actions.core.times.types import Grain, Kind, Polarity, Strength, TimeConstraint
from calendar_adapters.types import Interval

HORIZON_DAYS = 14
UTC = timezone.utc
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_WEEKDAY = re.compile(r"[월화수목금토일]욜|[월화수목금토일]요일|\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_PART = re.compile(
    r"(?:늦은\s*|이른\s*)?(?:오전|오후|아침|점심|저녁|밤|새벽|점심시간|점심때)|"
    r"(?:in the |at |over |for )?(?:early |late )?"
    r"(?:morning|afternoon|evening|night|lunch(?:time)?|dinner(?:time)?|breakfast)",
    re.IGNORECASE,
)
# where no day is named with it, it says no more than what always holds
_WORKING_HOURS = re.compile(
    r"(?:업무|근무|영업)\s*시간(?:\s*(?:안|내|중|동안))?|(?:(?:in|within|during)\s+)?(?:working|business|office|work)\s+hours",
    re.IGNORECASE,
)
_CLOCK = (Grain.SECOND, Grain.MINUTE, Grain.HOUR)


@dataclass(frozen=True)
class SearchWindows:
    """Where a meeting may start. All times UTC, sorted, merged, never before ``now``; intervals half-open.

    ``wanted``: the meeting lies inside one of them. ``exact``: starts that were named to the minute, each allowed
    beside ``wanted``; when only such were named, ``wanted`` is empty. When both are empty, everything that was said is
    past or contradicts itself (`empty`).
    ``avoided``: it meets none of these. ``preferred``/``disliked``: wishes, for the ranking.
    ``minutes``: the length that was said, or None. ``rrule``: the rule of a recurring meeting, or None; ``exact`` or
    ``wanted`` then hold its first occurrence. ``named``: whether any time was asked for at all.
    ``past``: what was said but lies before ``now``; ``unclear``: what has several fair readings, to be asked about.
    """

    wanted: tuple[Interval, ...]
    exact: tuple[datetime, ...] = ()
    avoided: tuple[Interval, ...] = ()
    preferred: tuple[Interval, ...] = ()
    disliked: tuple[Interval, ...] = ()
    minutes: int | None = None
    rrule: str | None = None
    named: bool = False
    past: tuple[TimeConstraint, ...] = ()
    unclear: tuple[TimeConstraint, ...] = ()

    @property
    def empty(self) -> bool:
        """True when there is nowhere to look."""
        return not self.wanted and not self.exact

    def hull(self, minutes: int) -> Interval | None:
        """The one interval that holds every start with its ``minutes``; None when there is nowhere to look."""
        if self.empty:
            return None
        starts = [interval.start for interval in self.wanted] + list(self.exact)
        ends = [interval.end for interval in self.wanted] + [s + timedelta(minutes=minutes) for s in self.exact]
        return Interval(min(starts), max(ends))

    def inside(self, start: datetime, minutes: int) -> bool:
        """True when [start, start + minutes) is what was asked for."""
        meeting = Interval(start.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=minutes))
        return meeting.start in self.exact or any(window.contains(meeting) for window in self.wanted)

    def clear(self, start: datetime, minutes: int) -> bool:
        """True when [start, start + minutes) meets nothing that is avoided."""
        meeting = Interval(start.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=minutes))
        return not any(meeting.overlaps(avoided) for avoided in self.avoided)

    def allows(self, start: datetime, minutes: int) -> bool:
        """True when [start, start + minutes) is what was asked for and meets nothing that is avoided."""
        return self.inside(start, minutes) and self.clear(start, minutes)


def search_windows(
    constraints: Sequence[TimeConstraint],
    *,
    now: datetime,
    timezone: str,
    horizon_days: int = HORIZON_DAYS,
    purpose: Purpose | None = None,
) -> SearchWindows:
    """Read the times of one message (or of several turns, oldest first) as one search.

    ``now`` is aware; ``timezone`` (IANA) is the speaker's, in which naive constraints are meant and days are days.
    Open sides end at ``now`` and ``horizon_days`` later.

    - Alternatives ("Wed or Thu morning") are united; a wide window that holds a narrower one gives way to it ("next
      week, Tuesday"); a window with an open side ("by Friday") bounds the others.
    - "After 3pm tomorrow" ends with that day; "after Wednesday" goes on. A weekday to keep clear of is one of the
      weeks that are searched ("next week but not Friday").
    - A part of the day across days ("mornings next week", "next week … in the evening") cuts the windows; any other
      recurrence is that of the meeting: its rule is kept and its first occurrence searched.
    - A wish ("preferably") never narrows the search; what is offered keeps to it where it holds enough, see `wished`.
    - The name of a meal is not the hour that the word stands for: where ``purpose`` is a meal, "점심" or "dinner" means
      that meal's bounds on that day.
    - Working hours without a day say no more than what always holds.
    """
    if purpose and purpose.meal:
        constraints = [_at_table(c, purpose) for c in constraints]
    return _Reading(constraints, now.astimezone(UTC), ZoneInfo(timezone), timedelta(days=horizon_days)).windows()


class _Reading:
    """The constraints of one search, sorted by what they do."""

    def __init__(
        self, constraints: Sequence[TimeConstraint], now: datetime, zone: ZoneInfo, horizon: timedelta
    ) -> None:
        self.now, self.zone, self.horizon = now, zone, horizon
        beside = [c for c in constraints if not _WORKING_HOURS.fullmatch(c.text.strip())]
        self.all = constraints = [_round_the_days(c, beside) for c in beside]
        said = [c for c in constraints if c.polarity is Polarity.WANT and c.strength is Strength.MUST]
        self.recurrences = [c for c in said if c.kind is Kind.RECURRENCE]
        self.instants = [c for c in said if c.kind is Kind.INSTANT and c.start]
        intervals = [c for c in said if c.kind is Kind.INTERVAL and (c.start or c.end)]
        self.open = [c for c in intervals if c.start is None or c.end is None]
        self.closed = [c for c in intervals if c not in self.open and self._utc(c.start) < self._utc(c.end)]

    def windows(self) -> SearchWindows:
        base, exact = self._base()
        reach = max([self.now + self.horizon, *(i.end for i in base), *exact])
        hull = Interval(self.now, reach + timedelta(days=1))
        for mask in self.recurrences:
            if not is_series(mask):
                base = intersect(base, occurrences(mask, hull, self.zone))
        series = next((c for c in self.recurrences if is_series(c)), None)
        if series is not None:
            base, exact = self._first(series, base, exact)
        avoided = union(*(self._avoided(c, base, hull) for c in self._chosen(Polarity.AVOID, Strength.MUST)))
        return SearchWindows(
            wanted=subtract(base, avoided),
            exact=exact,
            avoided=avoided,
            preferred=self._stretches(Polarity.WANT, Strength.PREFER, hull),
            disliked=self._stretches(Polarity.AVOID, Strength.PREFER, hull),
            minutes=_minutes(self.all),
            rrule=_rule(series, self.zone) if series else None,
            named=any(c.kind is not Kind.DURATION and c.polarity is Polarity.WANT for c in self.all),
            past=tuple(c for c in self.all if self._is_past(c)),
            unclear=tuple(c for c in self.all if c.readings),
        )

    def _base(self) -> tuple[tuple[Interval, ...], tuple[datetime, ...]]:
        """The windows and the starts that were named, before any recurrence."""
        exact = tuple(sorted({self._utc(c.start) for c in self.instants}))
        windows = [Interval(self._utc(c.start), self._utc(c.end)) for c in self.closed]
        narrowest = [
            wide
            for wide in windows
            if not any(wide.contains(other) and wide != other for other in windows)
            and not any(wide.start <= start < wide.end for start in exact)
        ]
        latest = max([self.now, *(self._utc(c.start) for c in self.open if c.start)])
        if not windows and not exact:
            narrowest = [Interval(self.now, latest + self.horizon)]
        ends = [self._utc(c.end) for c in self.open if c.end] + [
            self._day_after(c) for c in self.open if _after_clock(c)
        ]
        low, high = latest, min(ends, default=_NEVER)
        exact = tuple(start for start in exact if low <= start < high)
        return (clip(narrowest, Interval(low, high)) if low < high else ()), exact

    def _first(
        self, series: TimeConstraint, base: tuple[Interval, ...], exact: tuple[datetime, ...]
    ) -> tuple[tuple[Interval, ...], tuple[datetime, ...]]:
        """The first occurrence of a recurring meeting: its start, or the window in which it lies."""
        if not base:
            return base, exact
        lasts = base[-1].end if self.closed or self.open else base[-1].end + timedelta(days=366)
        within = Interval(base[0].start, lasts)
        found = occurrences(series, within, self.zone)
        if series.grain in _CLOCK and not series.vague:
            return (), tuple(window.start for window in found if window.start >= within.start)[:1]
        return clip(found, within)[:1], ()

    def _stretches(self, polarity: Polarity, strength: Strength, hull: Interval) -> tuple[Interval, ...]:
        """Everything with this polarity and strength, as stretches of the hull."""
        return union(*(self._stretch(c, hull) for c in self._chosen(polarity, strength)))

    def _chosen(self, polarity: Polarity, strength: Strength) -> list[TimeConstraint]:
        return [c for c in self.all if c.polarity is polarity and c.strength is strength]

    def _avoided(self, said: TimeConstraint, base: tuple[Interval, ...], hull: Interval) -> tuple[Interval, ...]:
        """What is to be kept clear; a weekday is meant in the weeks that are searched ("next week but not Friday")."""
        stretch = self._stretch(said, hull)
        if said.kind is Kind.RECURRENCE or intersect(stretch, base) or not _WEEKDAY.search(said.text):
            return stretch
        if said.start is None or said.end is None:
            return stretch
        return occurrences(replace(said, kind=Kind.RECURRENCE, rrule="FREQ=WEEKLY"), hull, self.zone)

    def _day_after(self, constraint: TimeConstraint) -> datetime:
        """The midnight that ends the local day on which an open window begins."""
        begins = self._utc(constraint.start).astimezone(self.zone)
        midnight = datetime.combine(begins.date() + timedelta(days=1), datetime.min.time(), tzinfo=self.zone)
        return midnight.astimezone(UTC)

    def _stretch(self, constraint: TimeConstraint, hull: Interval) -> tuple[Interval, ...]:
        if constraint.kind is Kind.RECURRENCE:
            return occurrences(self._begun(constraint), hull, self.zone)
        if constraint.kind is Kind.DURATION or (constraint.start is None and constraint.end is None):
            return ()
        start = self._utc(constraint.start) if constraint.start else hull.start
        if constraint.kind is Kind.INSTANT:
            end = start + extent(constraint)
        else:
            end = self._utc(constraint.end) if constraint.end else hull.end
        return clip((Interval(start, end),), hull) if start < end else ()

    def _begun(self, said: TimeConstraint) -> TimeConstraint:
        """ "No mornings", said at nine, keeps clear of the rest of this morning, too; "from next week on" stays so."""
        period = {"FREQ=DAILY": 1, "FREQ=WEEKLY": 7}.get((said.rrule or "").partition(";")[0])
        if period is None or said.start is None or said.end is None or said.polarity is not Polarity.AVOID:
            return said
        plain = not any(word in (said.rrule or "") for word in ("INTERVAL", "COUNT"))
        if not plain or self._utc(said.start) > self.now + timedelta(days=period):
            return said
        return replace(said, start=said.start - timedelta(days=7), end=said.end - timedelta(days=7))

    def _is_past(self, constraint: TimeConstraint) -> bool:
        if constraint.kind is Kind.INSTANT and constraint.start:
            return self._utc(constraint.start) < self.now
        return constraint.kind is Kind.INTERVAL and constraint.end is not None and self._utc(constraint.end) <= self.now

    def _utc(self, said: datetime | None) -> datetime:
        assert said is not None  # callers ask only for sides that are there
        return (said if said.tzinfo else said.replace(tzinfo=self.zone)).astimezone(UTC)


def _round_the_days(said: TimeConstraint, beside: Sequence[TimeConstraint]) -> TimeConstraint:
    """A part of the day that stands apart from its days ("this week … in the afternoon") is that part of each."""
    part = said.kind is Kind.INTERVAL and said.vague and _PART.fullmatch(said.text.strip()) is not None
    days = (
        c
        for c in beside
        if c.kind is Kind.INTERVAL and c.polarity is Polarity.WANT and c.strength is Strength.MUST and not c.vague
    )
    if not part or not any(c.start and c.end and c.end - c.start >= timedelta(hours=23) for c in days):
        return said
    return replace(said, kind=Kind.RECURRENCE, rrule="FREQ=DAILY")


def _rule(series: TimeConstraint, zone: ZoneInfo) -> str | None:
    """The series' rule; "every Tuesday at 4 for six weeks" ends after six weeks, no meeting lasts as long."""
    rule = series.rrule
    if rule is None or series.start is None or series.end is None or series.grain not in _CLOCK:
        return rule
    if series.end - series.start <= timedelta(days=1) or "UNTIL=" in rule or "COUNT=" in rule:
        return rule
    last = (series.end if series.end.tzinfo is None else series.end.astimezone(zone)) - timedelta(minutes=1)
    return f"{rule};UNTIL={last:%Y%m%dT%H%M%S}"


def _at_table(said: TimeConstraint, meal: Purpose) -> TimeConstraint:
    """A vague part of a day, widened to the meal's bounds when it overlaps them; anything else as it is."""
    if not said.vague or said.start is None or said.end is None or said.polarity is Polarity.AVOID:
        return said
    midnight = said.start.replace(hour=0, minute=0, second=0, microsecond=0)
    for bound in meal.bounds:
        opens, closes = midnight + timedelta(minutes=bound.start), midnight + timedelta(minutes=bound.end)
        if said.end - said.start < timedelta(days=1) and opens < said.end and said.start < closes:
            return replace(said, start=opens, end=closes)
    return said


def read_for(said: TimeConstraint, purpose: Purpose, zone: ZoneInfo) -> TimeConstraint:
    """``said``, of an hour with several readings the one inside the purpose's bounds if only one is: dinner at 7 is in
    the evening."""
    if not said.readings or said.kind is not Kind.INSTANT:
        return said
    fair = [r for r in (replace(said, readings=()), *said.readings) if _bounded(r, purpose, zone)]
    return fair[0] if len(fair) == 1 else said


def _bounded(said: TimeConstraint, purpose: Purpose, zone: ZoneInfo) -> bool:
    if said.start is None:
        return False
    local = said.start.astimezone(zone) if said.start.tzinfo else said.start
    minute = local.hour * 60 + local.minute
    return any(bound.start <= minute < bound.end for bound in purpose.bounds)


def _after_clock(constraint: TimeConstraint) -> bool:
    """True for "after 3pm tomorrow": a clock time bounds its own day, where "after Wednesday" goes on."""
    return constraint.start is not None and constraint.end is None and constraint.grain in _CLOCK


def _minutes(constraints: Sequence[TimeConstraint]) -> int | None:
    """The length that was said last, rounded up to whole minutes; what is not positive is passed over."""
    said = [
        math.ceil(c.minutes)
        for c in constraints
        if c.minutes is not None and c.minutes > 0 and c.kind is Kind.DURATION and c.polarity is Polarity.WANT
    ]
    return said[-1] if said else None
