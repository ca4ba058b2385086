"""An hour wished for on a day that was asked for before: "on Monday the 29th? Afternoon would be best"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.times.types import Grain, Kind, Polarity, Strength, TimeConstraint
from actions.journeys.choices import day_said

_ENDS = re.compile(r"[.!?…]\s")


def days_kept(times: Sequence[TimeConstraint], zone: str) -> tuple[TimeConstraint, ...]:
    """``times`` with the day of such a wish as one that is asked for; the hour in it stays a wish.

    The day is that of an hour whose own words name none, or whose words go over the end of a sentence.
    """
    asked = [
        t for t in times if t.kind is Kind.INTERVAL and t.polarity is Polarity.WANT and t.strength is Strength.MUST
    ]
    days = [_day_of(t, zone) for t in times if _lent(t)]
    new = [day for day in days if not any(_within(day, a) for a in asked)]
    return (*times, *new)


def _lent(said: TimeConstraint) -> bool:
    wished = said.strength is Strength.PREFER and said.polarity is Polarity.WANT
    if not wished or said.kind is Kind.RECURRENCE or said.start is None or said.grain is not Grain.HOUR:
        return False
    return bool(_ENDS.search(said.text)) or not day_said(said.text)


def _day_of(said: TimeConstraint, zone: str) -> TimeConstraint:
    tz = ZoneInfo(zone)
    assert said.start is not None
    start = said.start.astimezone(tz) if said.start.tzinfo else said.start.replace(tzinfo=tz)
    midnight = datetime(start.year, start.month, start.day, tzinfo=tz)
    after = (midnight.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=tz)
    whole = replace(said, kind=Kind.INTERVAL, start=midnight, end=after, grain=Grain.DAY)
    return replace(whole, strength=Strength.MUST, readings=())


def _within(day: TimeConstraint, asked: TimeConstraint) -> bool:
    """True where that day was asked for in its own words, too ("tomorrow, ideally in the morning")."""
    if day.start is None or day.end is None:
        return False
    begins = asked.start is None or _aware(asked.start, day.start) <= day.start
    return begins and (asked.end is None or _aware(asked.end, day.start) >= day.end)


def _aware(moment: datetime, like: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)
