""" "Friday, same time": a day with the hour of the meeting or of the time talked about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting
from actions.core.times.codec import from_json
from actions.core.times.types import Grain, Kind, Polarity, TimeConstraint

SAME_TIME = re.compile(r"같은 ?시간|같은 ?시각|시간은 ?그대로|same time|same hour", re.I)


def same_clock(said: TimeConstraint, talked: datetime, text: str, zone: str) -> TimeConstraint:
    """``said``, a whole day or a day's "same time", at the clock of ``talked``; anything else as it is."""
    if said.start is None or not SAME_TIME.search(text):
        return said
    whole_day = said.kind is Kind.INTERVAL and said.grain is Grain.DAY
    if not whole_day and not (said.kind is Kind.INSTANT and SAME_TIME.search(said.text)):
        return said
    tz = ZoneInfo(zone)
    clock = talked.astimezone(tz)
    day: date = (said.start.astimezone(tz) if said.start.tzinfo else said.start).date()
    start = datetime(day.year, day.month, day.day, clock.hour, clock.minute, tzinfo=tz)
    return replace(said, kind=Kind.INSTANT, start=start, end=None, grain=Grain.MINUTE, readings=())


def hour_talked_about(meeting: Meeting, zone: str) -> datetime | None:
    """The one hour of day that was asked for, else that all latest offers share; None when there are several."""
    wanted = [from_json(c) for c in meeting.constraints if c.get("polarity") != Polarity.AVOID.value]
    named = [c.start for c in wanted if c.kind is Kind.INSTANT and c.start is not None and c.start.tzinfo]
    proposal = meeting.last_proposal
    starts = named or ([s.start for s in proposal.slots] if proposal else [])
    clocks = {(s.astimezone(ZoneInfo(zone)).hour, s.astimezone(ZoneInfo(zone)).minute) for s in starts}
    return starts[0] if len(clocks) == 1 else None
