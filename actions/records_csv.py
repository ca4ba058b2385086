"""The record as CSV (RFC 4180): one line a meeting, times in the reader's zone, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting
from actions.records import Record

COLUMNS = (
    "title", "purpose", "start", "end", "repeats", "place", "organizer", "attendees", "accepted", "declined",
    "requested_at", "settled_at", "minutes_to_settle", "channel", "status",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # full-width ones, too, are read as such
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def to_csv(records: Sequence[Record], zone: str) -> str:
    """The records with a header line; lines end in CRLF. ``zone`` (IANA) is the clock of the times."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _row(record, ZoneInfo(zone))] for record in records)
    return out.getvalue()


def _row(record: Record, zone: ZoneInfo) -> list[str]:
    meeting = record.meeting
    others = [p.address for p in meeting.others]
    return [
        meeting.title,
        meeting.purpose,
        _time(record.start, zone),
        _time(record.end, zone),
        meeting.rrule or "",
        meeting.location,
        _called(meeting, meeting.organizer),
        "; ".join(_called(meeting, a) for a in others),
        "; ".join(_called(meeting, a) for a in record.accepted),
        "; ".join(_called(meeting, a) for a in record.declined),
        _time(meeting.created_at, zone),
        _time(record.settled_at, zone),
        f"{record.minutes:.0f}",
        meeting.channel,
        meeting.state.value,
    ]


def _called(meeting: Meeting, address: str) -> str:
    person = meeting.participant(address)
    return f"{person.name} <{address}>" if person and person.name else address


def _time(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(microsecond=0).isoformat()


def _safe(cell: str) -> str:
    """A cell that would be read as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    plain = " ".join(_CONTROL.sub(" ", cell).split())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
