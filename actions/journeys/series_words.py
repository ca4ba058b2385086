"""What is said of a recurring meeting: until when it goes on, and which of its next instances somebody cannot make."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting
from actions.journeys.saying import every
from actions.texts.voice import Voice

_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?")
_COUNT = re.compile(r"COUNT=(\d+)")


def said_of(meeting: Meeting, voice: Voice) -> list[str]:
    """That a booked series repeats, how, until when, and which dates are left out; [] for a single meeting."""
    if not meeting.rrule:
        return []
    lines = [voice.say("series_booked", every=every(meeting.rrule, voice), until=until(meeting.rrule, meeting, voice))]
    if meeting.exdates:
        zone = ZoneInfo(voice.zone)
        days = ", ".join(voice.day(d.astimezone(zone).date()) for d in meeting.exdates)
        lines.append(voice.say("series_left_out", days=days))
    return lines


def until(rrule: str, meeting: Meeting, voice: Voice) -> str:
    """ "until Fri, Dec 18", "4 times in all", or that no end was said."""
    if count := _COUNT.search(rrule):
        return voice.say("series_count", count=int(count[1]))
    found = _UNTIL.search(rrule)
    if not found:
        return voice.say("series_open")
    last = datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")
    if found[3]:
        last = last.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(meeting.timezone))
    return voice.say("series_until", day=voice.day(last.date()))
