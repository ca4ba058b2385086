"""The scenario file: people with calendars, turns with expectations. Read into values, every mistake named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class ScenarioError(Exception):
    """The file cannot be played; the message names scenario and field."""


@dataclass(frozen=True)
class CalendarEvent:
    """One event in a person's calendar, as the file says it; ``end`` of an all-day event is exclusive."""

    id: str
    title: str
    start: datetime | date
    end: datetime | date
    show: str = "busy"
    status: str = "confirmed"
    response: str = "accepted"
    rrule: str | None = None
    organizer: str = ""
    attendees: tuple[str, ...] = ()
    private: bool = False

    @property
    def blocks(self) -> bool:
        """True when its owner has no time then."""
        return self.show == "busy" and self.status != "cancelled" and self.response not in ("declined", "tentative")


@dataclass(frozen=True)
class Person:
    """Somebody of the scenario. ``calendar`` is '' (readable), 'none', or 'error NNN' (every read answers so)."""

    name: str
    address: str
    timezone: str
    working_hours: Mapping[str, Sequence[Sequence[str]]]
    slack_id: str = ""
    language: str = ""
    title: str = ""
    team: str = ""
    external: bool = False
    calendar: str = ""
    events: tuple[CalendarEvent, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Somebody says something, or something happens outside (``world``). ``expect`` is kept as written."""

    who: str = ""
    text: str = ""
    at: datetime | None = None
    subject: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    auth: str = "pass"
    headers: Mapping[str, str] = field(default_factory=dict)
    channel_id: str = ""
    world: Mapping[str, Any] = field(default_factory=dict)
    concurrent: str = ""
    expect: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Scenario:
    """A conversation; ``now`` is the clock at its first turn."""

    id: str
    channel: str
    language: str
    now: datetime
    people: tuple[Person, ...]
    turns: tuple[Turn, ...]

    def person(self, words: str) -> Person | None:
        """The person of that name, address or Slack id."""
        known = words.strip().lower()
        return next((p for p in self.people if known in (p.name.lower(), p.address.lower(), p.slack_id.lower())), None)

    def address(self, words: str) -> str:
        """The address of that person; words that name nobody are taken as an address."""
        found = self.person(words)
        return found.address.lower() if found else words.lower()


def read_scenarios(path: Path) -> list[Scenario]:
    """The scenarios of one file.

    Raises:
        ScenarioError: not YAML, or a field is missing or of the wrong form.
    """
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ScenarioError(f"{path}: cannot be read: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("scenarios"), list):
        raise ScenarioError(f"{path}: needs a list under 'scenarios'")
    return [_scenario(path, row) for row in content["scenarios"]]


def moment(value: object, zone: str = "UTC") -> datetime:
    """An ISO time of the file, aware; a naive one is meant in ``zone``."""
    read = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))


def _scenario(path: Path, row: Mapping[str, Any]) -> Scenario:
    name = row.get("id", "?")
    try:
        people = tuple(_person(p) for p in row["people"])
        turns = tuple(_turn(t) for t in row["turns"])
        return Scenario(
            str(row["id"]),
            str(row.get("channel", "slack")),
            str(row.get("language", "")),
            moment(row["now"]),
            people,
            turns,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ScenarioError(f"{path}: scenario {name}: {type(error).__name__} {error}") from error


def _person(row: Mapping[str, Any]) -> Person:
    zone = str(row.get("timezone", "UTC"))
    return Person(
        name=str(row["name"]),
        address=str(row["address"]).lower(),
        timezone=zone,
        working_hours=_hours(row.get("working_hours") or {}),
        slack_id=str(row.get("slack_id") or ""),
        language=str(row.get("language") or ""),
        title=str(row.get("title") or ""),
        team=str(row.get("team") or ""),
        external=bool(row.get("external", False)),
        calendar=str(row.get("calendar") or ""),
        events=tuple(read_event(e, zone, i) for i, e in enumerate(row.get("events") or [])),
    )


def read_event(row: Mapping[str, Any], zone: str, number: int = 0) -> CalendarEvent:
    """One event of a person or of ``calendar_add``."""
    whole = bool(row.get("all_day"))
    start, end = _side(row["start"], zone, whole), _side(row["end"], zone, whole)
    return CalendarEvent(
        id=str(row.get("id") or f"event-{number}"),
        title=str(row.get("title", "")),
        start=start,
        end=end,
        show=str(row.get("show", "busy")),
        status=str(row.get("status", "confirmed")),
        response=str(row.get("response", "accepted")),
        rrule=row.get("rrule"),
        organizer=str(row.get("organizer") or ""),
        attendees=tuple(str(a) for a in row.get("attendees") or ()),
        private=bool(row.get("private", False)),
    )


def _side(value: object, zone: str, whole: bool) -> datetime | date:
    if whole:
        return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return moment(value, zone)


def _hours(row: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """``days: MO-FR``, ``from``, ``to`` as spans a weekday; 'MO,WE-FR' works, too."""
    if not row:
        return {day: [["09:00", "18:00"]] for day in _DAYS[:5]}
    chosen: list[int] = []
    for part in str(row.get("days", "MO-FR")).split(","):
        first, _, last = part.strip().partition("-")
        chosen += range(_CODES.index(first), _CODES.index(last or first) + 1)
    span = [_clock(row.get("from", "09:00")), _clock(row.get("to", "18:00"))]
    return {_DAYS[day]: [span] for day in chosen}


def _clock(value: object) -> str:
    """'09:00'; YAML 1.1 reads an unquoted 09:00 as text but 10:00 as 600 (base 60)."""
    if isinstance(value, int):
        return f"{value // 60:02}:{value % 60:02}"
    return str(value)


def _turn(row: Mapping[str, Any]) -> Turn:
    return Turn(
        who=str(row.get("who") or ""),
        text=str(row.get("text") or ""),
        at=moment(row["at"]) if row.get("at") else None,
        subject=str(row.get("subject") or ""),
        to=_addresses(row.get("to")),
        cc=_addresses(row.get("cc")),
        sender=str(row.get("from") or ""),
        sender_name=str(row.get("from_name") or ""),
        reply_to=str(row.get("reply_to") or ""),
        auth=str(row.get("auth") or "pass"),
        headers={str(k): str(v) for k, v in (row.get("headers") or {}).items()},
        channel_id=str(row.get("channel_id") or ""),
        world=row.get("world") or {},
        concurrent=str(row.get("concurrent") or ""),
        expect=row.get("expect") or {},
    )


def _addresses(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    return tuple(str(a) for a in value) if isinstance(value, list) else (str(value),)
