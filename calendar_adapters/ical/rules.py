"""Recurrence rules (RFC 5545 section 3.3.10) as text, with an UNTIL that is right for its DTSTART."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

UNTIL = re.compile(r"(?<![A-Z])UNTIL=([0-9TZ]+)", re.IGNORECASE)
FREQ = re.compile(r"(?:^|;)FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)")
INTERVAL = re.compile(r"(?:^|;)INTERVAL=0*(?:;|$)")


def rule_text(rule: Any, start: date) -> str:
    """The RRULE's text, its UNTIL in UTC for a timed event (a bare day counts to its end), a DATE for an all-day one.

    ``rule`` is text or an icalendar vRecur, ``start`` the aware DTSTART or a date. Raises ValueError for an UNTIL that
    is no date, and for a rule without a FREQ of RFC 5545.
    """
    text = rule if isinstance(rule, str) else rule.to_ical().decode()
    text = text.strip().upper().removeprefix("RRULE:").strip(";")
    if FREQ.search(text) is None or INTERVAL.search(text) is not None:
        raise ValueError(f"no recurrence rule: {text[:80]!r}")
    return UNTIL.sub(lambda match: f"UNTIL={_until(match.group(1), start)}", text)


def last_start(rule: str, start: date) -> date | None:
    """The UNTIL of a rule that `rule_text` made; None for a rule without one, which may go on for ever."""
    match = UNTIL.search(rule)
    if match is None:
        return None
    if not isinstance(start, datetime):
        return datetime.strptime(match.group(1), "%Y%m%d").date()
    return datetime.strptime(match.group(1), "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


def _until(value: str, start: date) -> str:
    day = datetime.strptime(value[:8], "%Y%m%d").date()
    if not isinstance(start, datetime):
        return day.strftime("%Y%m%d")
    if "T" not in value:
        moment = datetime.combine(day + timedelta(days=1), time(), start.tzinfo) - timedelta(seconds=1)
    else:
        zone = timezone.utc if value.endswith("Z") else start.tzinfo
        moment = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
