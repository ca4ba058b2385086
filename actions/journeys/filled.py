"""A form is taken word for word: nothing is read into its title and place, and they are looked for nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.messages import IncomingMessage

Found = Mapping[str, Any]


def word_for_word(found: Sequence[Found], message: IncomingMessage, zone: str) -> list[Found]:
    """The entities of a form's sentence, those of its fields as they were filled in; an empty field has none.

    Times are read from the rest of the sentence, on the clock of ``zone``.
    """
    text, fields = message.text, []
    for name, value in message.filled.items():
        at = text.find(value) if value else -1
        if value:
            fields.append({"entity": name, "value": value, "start": max(at, 0), "end": max(at + len(value), 0)})
        if at >= 0:
            text = text[:at] + " " * len(value) + text[at + len(value) :]
    clock = ZoneInfo(zone)
    times = read_times(text, message.sent_at.astimezone(clock), clock)
    left = [e for e in found if e["entity"] not in {*message.filled, "time"} and not _in_any(e, fields)]
    return [*left, *fields, *({"entity": "time", "value": to_json(said)} for said in times)]


def _in_any(found: Found, fields: Sequence[Found]) -> bool:
    start, end = int(found.get("start") or 0), int(found.get("end") or 0)
    return start < end and any(f["start"] <= start and end <= f["end"] for f in fields)
