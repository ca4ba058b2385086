"""Times of a message as entities, for Rasa and for `moim understand` alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.times import TimeConstraint, read_times
from actions.core.times.codec import to_json
from bot.nlu.text import MAX_CHARS


def time_entities(text: str, reference: str, zone: str | None, lang: str) -> list[dict[str, Any]]:
    """``{"entity": "time", "start", "end", "value": to_json(constraint)}`` for each constraint, in order."""
    found = constraints(text, reference, zone, lang)
    return [{"entity": "time", "start": c.span[0], "end": c.span[1], "value": to_json(c)} for c in found]


def constraints(text: str, reference: str, zone: str | None, lang: str | None) -> list[TimeConstraint]:
    """What the first 2,000 characters say about time; ValueError for a reference or zone that cannot be read."""
    return read_times(text[:MAX_CHARS], moment(reference), time_zone(zone), lang=lang, hours="working")


def moment(reference: str) -> datetime:
    """The ISO 8601 moment, with or without offset; ValueError otherwise."""
    if not isinstance(reference, str):
        raise ValueError("reference must be an ISO 8601 time")
    return datetime.fromisoformat(reference[:-1] + "+00:00" if reference.endswith(("Z", "z")) else reference)


def time_zone(name: str | None) -> ZoneInfo | None:
    """The IANA zone of that name, None for None; ValueError when there is none."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError, TypeError, AttributeError) as error:
        raise ValueError(f"unknown time zone {name!r:.60}") from error
