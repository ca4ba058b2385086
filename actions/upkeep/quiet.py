"""When people are left alone: from 20:00 to 08:00 and at weekends, on their own clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

FROM_HOUR, TO_HOUR = 20, 8
SATURDAY = 5


def awake(moment: datetime, zone: str) -> datetime:
    """``moment`` itself, or the first moment after it that is not quiet in ``zone`` (IANA): a weekday's 08:00."""
    local = moment.astimezone(ZoneInfo(zone))
    if not quiet(local):
        return moment
    day = local.date() + timedelta(days=1 if local.hour >= FROM_HOUR else 0)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, TO_HOUR, tzinfo=local.tzinfo)


def quiet(local: datetime) -> bool:
    """Whether a local time is at night or at a weekend."""
    return local.weekday() >= SATURDAY or local.hour >= FROM_HOUR or local.hour < TO_HOUR
