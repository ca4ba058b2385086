"""One reader's language, zone and today: what every sentence to that person is made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from actions.core.meeting_clocks import ClockChange
from actions.core.ranking.types import Reason
from actions.texts import has, join_names, say
from actions.texts.times import (
    format_clock,
    format_day,
    format_days,
    format_duration,
    format_moment,
    format_slot,
    format_zone,
)
from calendar_adapters.types import UTC, Interval

_KO_DAYS = "월화수목금토일"
_EN_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_MEALS = frozenset({"breakfast", "lunch", "dinner", "team_dinner", "drinks", "coffee"})


@dataclass(frozen=True)
class Voice:
    """Writes to one person: ``language`` 'ko' or 'en', ``zone`` (IANA), ``now`` aware.

    ``named`` prints the zone with every time: in mail, and where the people of a meeting live in several zones.
    """

    language: str
    zone: str
    now: datetime
    named: bool = False

    def say(self, key: str, **values: object) -> str:
        """The text of ``key`` with its placeholders."""
        return say(key, self.language, **values)

    def slot(self, slot: Interval, *, named: bool | None = None) -> str:
        """A slot on the reader's clock."""
        show = self.named if named is None else named
        return format_slot(slot, self.zone, self.language, now=self.now, named=show)

    def moment(self, moment: datetime) -> str:
        """An instant on the reader's clock."""
        return format_moment(moment, self.zone, self.language, now=self.now, named=self.named)

    def clock(self, moment: datetime) -> str:
        """The clock time alone."""
        return format_clock(moment, self.zone, self.language)

    def day(self, day: date) -> str:
        """A day with its weekday."""
        return format_day(day, self.language, now=self.now.date())

    def days(self, window: Interval) -> str:
        """The days that a window touches."""
        return format_days(window.start, window.end, self.zone, self.language, now=self.now)

    def clock_change(self, change: ClockChange, name: str = "") -> str:
        """From when on a series is at which other hour for the reader, or for ``name``, on that person's clock."""
        zone = change.zone
        day = self.day(change.start.astimezone(ZoneInfo(zone)).date())
        clocks = {k: format_clock(m, zone, self.language) for k, m in (("new", change.start), ("old", change.old))}
        return self.say("clock_change_of" if name else "clock_change", day=day, name=name, **clocks)

    def duration(self, minutes: float) -> str:
        """A length in hours and minutes."""
        return format_duration(minutes, self.language)

    def place_of_zone(self, at: datetime | None = None) -> str:
        """The reader's zone by name and its offset at ``at`` (aware; default: now)."""
        return format_zone(self.zone, at or self.now, self.language)

    def person(self, name: str) -> str:
        """A person's name as it is said: with 님 in Korean."""
        return f"{name} 님" if self.language == "ko" and "@" not in name else name

    def people(self, names: Iterable[str]) -> str:
        """Several people in one phrase."""
        return join_names([self.person(name) for name in names], self.language)

    def purpose(self, purpose_id: str) -> str:
        """A purpose by its name in this language."""
        key = f"purpose.{purpose_id}"
        return self.say(key if has(key) else "purpose.meeting")

    def reason(self, reason: Reason, names: Mapping[str, str]) -> str:
        """Why an offer stands where it stands; ``names`` maps attendee ids to names."""
        values: dict[str, object] = dict(reason.params)
        key = f"reason.{reason.term}"
        if reason.term == "purpose_hour" and values.get("purpose") in _MEALS:
            key += ".meal"
        if "purpose" in values:
            values["purpose"] = self.purpose(str(values["purpose"]))
        if "weekday" in values:
            values["weekday"] = self._weekday(int(values["weekday"]))  # type: ignore[call-overload]
        if "start" in values:
            values["start"] = self._hhmm(str(values["start"]))
        if "minutes" in values:
            values["duration"] = self.duration(float(str(values["minutes"])))
        if "who" in values:
            values["who"] = names.get(str(values["who"]), str(values["who"]))
        return self.say(key, **values)

    def weekday(self, weekday: int) -> str:
        """A repeated weekday (0 is Monday): "월요일", "Mondays"."""
        return f"{_KO_DAYS[weekday]}요일" if self.language == "ko" else _EN_DAYS[weekday]

    def _weekday(self, weekday: int) -> str:
        return _KO_DAYS[weekday] if self.language == "ko" else _EN_DAYS[weekday]

    def _hhmm(self, hhmm: str) -> str:
        hour, minute = (int(part) for part in hhmm.split(":"))
        return format_clock(datetime(2000, 1, 1, hour, minute, tzinfo=UTC), "UTC", self.language)
