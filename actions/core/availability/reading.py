"""The JSON form of an availability problem and of its answer (design: `moim free`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.availability.instants import grid_size
from actions.core.availability.types import Answer, Participant, Problem, Rule, Span, WorkingHours
from calendar_adapters.types import Interval

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_STARTS = 2_000_000  # a year at 1 minute is a quarter of it
MAX_MINUTES = 366 * 1440
YEARS = range(1900, 2201)

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)?([Zz]|[+-]\d\d(:?\d\d)?)?", re.ASCII)
_MISSING = object()


class ProblemError(ValueError):
    """The problem cannot be read; the message starts with the field to mend, for example ``attendees[2].timezone``."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")
        self.field = field


def read_problem(data: object) -> Problem:
    """The problem in a decoded JSON value.

    Times are ISO 8601 with ``Z`` or an offset. Missing: notice and buffer 0, required true, busy none, timezone UTC
    (but working hours need one), working_hours any time. Unknown fields are passed over.

    Raises:
        ProblemError: anything that is not so, naming the field.
    """
    fields = _Fields(data, "")
    problem = Problem(
        now=_instant(fields.get("now"), "now"),
        window=_window(fields.get("window")),
        duration_minutes=fields.minutes("duration_minutes", least=1),
        step_minutes=fields.minutes("step_minutes", least=1),
        minimum_notice_minutes=fields.minutes("minimum_notice_minutes", least=0, default=0),
        attendees=tuple(_attendees(fields.get("attendees"))),
    )
    if grid_size(problem) > MAX_STARTS:
        raise ProblemError("window", f"has more than {MAX_STARTS} starts at this step_minutes; ask for less")
    return problem


def write_answer(answer: Answer) -> dict[str, Any]:
    """The answer as JSON values; instants as ``2026-11-24T01:00:00Z``."""
    names = {start: _stamp(start) for start in answer.starts}
    return {
        "starts": list(names.values()),
        "removed": {rule.value: answer.removed.get(rule, 0) for rule in Rule},
        "optional": {names[start]: list(ids) for start, ids in answer.optional.items()},
    }


def _stamp(start: datetime) -> str:
    return start.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Fields:
    """The members of one JSON object, with the path to it for messages."""

    def __init__(self, data: object, path: str) -> None:
        if not isinstance(data, dict):
            raise ProblemError(path or "problem", "must be a JSON object")
        self._data: dict[str, object] = data
        self._path = f"{path}." if path else ""

    def at(self, name: str) -> str:
        return self._path + name

    def get(self, name: str, default: object = _MISSING) -> object:
        value = self._data.get(name, default)
        if value is _MISSING:
            raise ProblemError(self.at(name), "is missing")
        return value

    def optional(self, name: str) -> object:
        """None when absent or null."""
        return self._data.get(name)

    def minutes(self, name: str, *, least: int, default: object = _MISSING) -> int:
        value = self.get(name, default)
        if value is None and default is not _MISSING:
            value = default
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ProblemError(self.at(name), "must be a whole number of minutes")
        if not least <= value <= MAX_MINUTES:
            raise ProblemError(self.at(name), f"must be from {least} to {MAX_MINUTES} minutes")
        return value


def _attendees(data: object) -> Iterator[Participant]:
    seen: set[str] = set()
    for index, item in enumerate(_list(data, "attendees")):
        fields = _Fields(item, f"attendees[{index}]")
        person = _attendee(fields)
        if person.id in seen:
            raise ProblemError(fields.at("id"), f"{person.id!r} is there twice")
        seen.add(person.id)
        yield person


def _attendee(fields: _Fields) -> Participant:
    name = fields.get("id")
    if not isinstance(name, str) or not name:
        raise ProblemError(fields.at("id"), "must be a text that is not empty")
    required = fields.optional("required")
    if required is not None and not isinstance(required, bool):
        raise ProblemError(fields.at("required"), "must be true or false")
    hours = fields.optional("working_hours")
    zone = fields.get("timezone") if hours is not None else fields.optional("timezone")
    return Participant(
        id=name,
        timezone="UTC" if zone is None and hours is None else _zone(zone, fields.at("timezone")),
        required=required is not False,
        working_hours=None if hours is None else _working_hours(hours, fields.at("working_hours")),
        busy=tuple(_busy(fields.get("busy", []), fields.at("busy"))),
        buffer_minutes=fields.minutes("buffer_minutes", least=0, default=0),
    )


def _zone(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise ProblemError(path, "must be an IANA time zone such as Asia/Seoul")
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        raise ProblemError(path, f"{value[:60]!r} is not an IANA time zone") from None
    return value


def _working_hours(data: object, path: str) -> WorkingHours:
    if not isinstance(data, Mapping):
        raise ProblemError(path, "must be an object of weekdays (mon ... sun)")
    hours: dict[int, tuple[Span, ...]] = {}
    for day, spans in data.items():
        if day not in WEEKDAYS:
            raise ProblemError(f"{path}.{day}", "is not a weekday (mon ... sun)")
        where = f"{path}.{day}"
        hours[WEEKDAYS.index(day)] = tuple(
            _span(span, f"{where}[{index}]") for index, span in enumerate(_list(spans, where))
        )
    return hours


def _span(data: object, path: str) -> Span:
    start, end = (_clock(value, path) for value in _pair(data, path))
    if end <= start:
        raise ProblemError(path, "must end after it starts; split a span at midnight")
    return Span(start, end)


def _clock(value: object, path: str) -> int:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise ProblemError(path, 'must be times of day such as "09:00", up to "24:00"')
    return int(value[:2]) * 60 + int(value[3:])


def _busy(data: object, path: str) -> Iterator[Interval]:
    for index, item in enumerate(_list(data, path)):
        if isinstance(item, list) and len(item) == 2:
            start, end = _quick(item[0]), _quick(item[1])
            if start is not None and end is not None and start < end:  # nearly all are, and there may be many
                yield Interval(start, end)
                continue
        where = f"{path}[{index}]"
        start, end = (_instant(value, where) for value in _pair(item, where))
        if end < start:
            raise ProblemError(where, "must not end before it starts")
        if start < end:  # an empty interval meets nothing
            yield Interval(start, end)


def _quick(value: object) -> datetime | None:
    """A time in the commonest form, 2026-11-24T01:00:00Z; None for `_instant` to look at."""
    if isinstance(value, str) and len(value) == 20 and value[19] == "Z" and value[10] == "T" and value[:2] == "20":
        try:
            return datetime.fromisoformat(value[:19]).replace(tzinfo=timezone.utc)
        except ValueError:
            return None
    return None


def _window(data: object) -> Interval:
    fields = _Fields(data, "window")
    start, end = (_instant(fields.get(side), f"window.{side}") for side in ("start", "end"))
    if end <= start:
        raise ProblemError("window.end", "must be after window.start")
    return Interval(start, end)


def _instant(value: object, path: str) -> datetime:
    plain = _plain(value) if isinstance(value, str) else None
    if plain is None:
        raise ProblemError(path, "must be a time such as 2026-11-24T10:00:00+09:00")
    try:
        moment = datetime.fromisoformat(plain)
        if moment.tzinfo is not None and moment.year in YEARS:
            return moment.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        pass
    else:
        if moment.tzinfo is None:
            raise ProblemError(path, "needs an offset or Z")
    raise ProblemError(path, f"{value!r} is not a time that exists, or not in {YEARS[0]}-{YEARS[-1]}")


def _plain(value: str) -> str | None:
    """ISO 8601 as Python 3.10 reads it (no Z, an offset with a colon, six decimals); None when it is something else."""
    if len(value) == 20 and value[10] == "T" and value[-1] == "Z":
        return value[:-1] + "+00:00"
    if len(value) == 25 and value[10] == "T" and value[19] in "+-":
        return value
    if not _INSTANT.fullmatch(value):
        return None
    value = value.upper().replace(",", ".")
    if value.endswith("Z"):
        value = value[:-1] + "+00:00"
    value = value[:16] + re.sub(r"([+-]\d\d)(\d\d)?$", lambda m: f"{m[1]}:{m[2] or '00'}", value[16:])
    return re.sub(r"\.(\d+)", lambda m: "." + m[1][:6].ljust(6, "0"), value)


def _list(data: object, path: str) -> list[object]:
    if not isinstance(data, list):
        raise ProblemError(path, "must be a list")
    return data


def _pair(data: object, path: str) -> list[object]:
    pair = _list(data, path)
    if len(pair) != 2:
        raise ProblemError(path, "must be a pair [start, end]")
    return pair
