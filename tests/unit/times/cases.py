"""How the tables of this folder are read: a reading written out in one line."""

from __future__ import annotations

from datetime import datetime

from actions.core.times import Kind, Polarity, Strength, TimeConstraint, read_times

#: Monday 23 November 2026, ten in the morning
NOW = datetime(2026, 11, 23, 10, 0)


def short(moment: datetime | None) -> str:
    """11-24 15:00, without the clock at midnight, with the year only in other years; "" for an open side."""
    if moment is None:
        return ""
    day = f"{moment:%m-%d}" if moment.year == NOW.year else f"{moment:%Y-%m-%d}"
    return day if moment.strftime("%H:%M:%S") == "00:00:00" else f"{day} {moment:%H:%M}"


def line(c: TimeConstraint) -> str:
    """One constraint as the tables write it: "11-24 15:00", "11-24..11-25", "45m", "FREQ=... 11-24 15:00"."""
    if c.kind is Kind.DURATION:
        out = f"{c.minutes:g}m"
    elif c.kind is Kind.RECURRENCE:
        out = f"{c.rrule} {short(c.start)}" + (f"..{short(c.end)}" if c.end else "")
    elif c.kind is Kind.INSTANT:
        out = short(c.start)
    else:
        out = f"{short(c.start)}..{short(c.end)}"
    return (
        out + (" avoid" if c.polarity is Polarity.AVOID else "") + (" prefer" if c.strength is Strength.PREFER else "")
    )


def read(text: str, hours: str = "working", now: datetime = NOW, lang: str | None = None) -> list[str]:
    """All readings of ``text`` as lines."""
    return [line(c) for c in read_times(text, now, hours=hours, lang=lang)]
