"""What a sentence says about time: the `TimeConstraint` and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Kind(str, Enum):
    """What sort of time was said (see `TimeConstraint`)."""

    INSTANT = "instant"
    INTERVAL = "interval"
    DURATION = "duration"
    RECURRENCE = "recurrence"


class Grain(str, Enum):
    """The finest unit that was said."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Polarity(str, Enum):
    """Whether the speaker wants this time or wants to keep clear of it."""

    WANT = "want"
    AVOID = "avoid"


class Strength(str, Enum):
    """A condition or a wish."""

    MUST = "must"
    PREFER = "prefer"


@dataclass(frozen=True)
class TimeConstraint:
    """One time expression of a message.

    ``span`` is [start, end) in code points of the text as it was given, particles left out.
    ``start``/``end`` are half-open, aware when a zone is known and else naive local; an open side is None. ``kind``:
    instant: a clock time, ``end`` None; interval: anything with an extent; duration: ``minutes``;
    recurrence: ``rrule`` (RFC 5545), ``start`` its first start, ``end`` the first instance's end when it has a length.
    ``vague`` is True where the extent is a convention ("afternoon", "early next week"), not something that was said.
    ``aside`` is True for a length that is no meeting's: a shift ("push it by 30 minutes"), a lead, a buffer.
    ``readings`` holds other fair readings of the same words, most likely first; the assistant asks when there are any.
    """

    text: str
    span: tuple[int, int]
    kind: Kind
    start: datetime | None = None
    end: datetime | None = None
    grain: Grain | None = None
    minutes: float | None = None
    rrule: str | None = None
    polarity: Polarity = Polarity.WANT
    strength: Strength = Strength.MUST
    readings: tuple[TimeConstraint, ...] = ()
    vague: bool = False
    aside: bool = False
