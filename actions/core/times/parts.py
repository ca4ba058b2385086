"""Parts of a stretch: its weekend, its beginning, middle and end. Conventions, hence vague."""

from __future__ import annotations

from datetime import datetime

from .atoms import Moment
from .stretches import DAY, Stretch, add_months, monday


def weekend_of(m: Moment, found: Stretch) -> Stretch:
    end = found.end or found.start + DAY
    if found.grain == "week" or end - found.start <= 7 * DAY:
        saturday = monday(found.start) + 5 * DAY
    elif m.nth == -1:
        saturday = end - DAY * ((end.weekday() - 6) % 7 or 7)
    else:
        first = found.start + DAY * ((5 - found.start.weekday()) % 7)
        saturday = first + 7 * DAY * ((m.nth or 1) - 1)
    return Stretch(saturday, saturday + 2 * DAY, "day", vague=True)


def part_of(m: Moment, found: Stretch) -> Stretch:
    end = found.end or found.start + DAY
    cuts = _CUTS.get(found.grain)
    if cuts is None:
        return found
    low, high = cuts(found.start, end)[str(m.part)]
    grain = {"year": "month", "quarter": "month"}.get(found.grain, "day")
    if m.part == "end" and m.exact_end:
        return Stretch(end - DAY, end, "day")
    return Stretch(low, high, grain, vague=True)


def _thirds(start: datetime, end: datetime) -> dict[str, tuple[datetime, datetime]]:
    return {
        "start": (start, start + 10 * DAY),
        "mid": (start + 10 * DAY, start + 20 * DAY),
        "end": (start + 20 * DAY, end),
    }


def _week_thirds(start: datetime) -> dict[str, tuple[datetime, datetime]]:
    return {
        "start": (start, start + 2 * DAY),
        "mid": (start + 1 * DAY, start + 4 * DAY),
        "end": (start + 3 * DAY, start + 5 * DAY),
        "work": (start, start + 5 * DAY),
    }


def _year_thirds(start: datetime, end: datetime) -> dict[str, tuple[datetime, datetime]]:
    months = (end.year - start.year) * 12 + end.month - start.month
    third = max(1, months // 4)
    return {
        "start": (start, add_months(start, third)),
        "mid": (add_months(start, third), add_months(start, months - third)),
        "end": (add_months(start, months - third), end),
    }


_CUTS = {"month": _thirds, "week": lambda start, _: _week_thirds(start), "year": _year_thirds, "quarter": _year_thirds}
