"""What the journeys are given: the store, the calendars, the clock and the few settings that they need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone

from actions import away
from actions.calendars import Calendars
from actions.core.availability import Span, WorkingHours
from actions.core.people import Person
from actions.core.ranking import FirstRanker, Ranker
from actions.messages import IncomingMessage
from actions.settings import Settings, load_settings
from actions.store.store import Store

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE = {day: [["09:00", "18:00"]] for day in _DAYS[:5]}


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Services:
    """Handed to every journey. ``assistant`` is the assistant's own mail address, ``clock`` gives an aware now.

    ``offers`` is how many times are offered at once, ``notice_minutes`` how far ahead the earliest lies,
    ``step_minutes`` the grid of starts, ``horizon_days`` how far is searched when no time is named.
    """

    store: Store
    calendars: Calendars
    assistant: str = "moim@localhost"
    clock: Callable[[], datetime] = system_clock
    timezone: str = "Asia/Seoul"
    language: str = "ko"
    working_hours: dict[str, list[list[str]]] = field(default_factory=lambda: dict(OFFICE))
    offers: int = 3
    notice_minutes: int = 30
    step_minutes: int = 15
    horizon_days: int = 14
    ranker: Ranker = field(default_factory=FirstRanker)

    def zone_of(self, person: Person | None) -> str:
        """The IANA zone in which a person is now: where they said to be for a while, else at home."""
        if person is None or person.external:
            return self.home_of(person)
        with self.store.reading() as tx:
            return away.zone_now(tx, person.address, self.clock()) or self.home_of(person)

    def home_of(self, person: Person | None) -> str:
        """A person's usual IANA zone, or the default."""
        return (person.timezone if person else "") or self.timezone

    def language_of(self, person: Person | None, default: str = "") -> str:
        """The language a person is written to in."""
        return (person.language if person else "") or default or self.language

    def hours_of(self, person: Person | None) -> WorkingHours | None:
        """Working hours as the availability core takes them; None (any time) for people outside the organisation."""
        if person is None or (person.external and person.working_hours is None):
            return None
        return spans(person.working_hours or self.working_hours)

    def route(self, person: Person | None, address: str, message: IncomingMessage) -> tuple[str, str]:
        """Channel and conversation in which a message to this person goes, when ``message`` is what caused it."""
        if message.channel == "console":
            return "console", address
        if message.channel == "slack" and person is not None and person.slack_id:
            return "slack", person.slack_id
        return "mail", message.conversation if message.channel == "mail" else address


def spans(hours: dict[str, list[list[str]]]) -> WorkingHours:
    """{"mon": [["09:00", "18:00"]]} as minutes of the day by weekday."""
    return {
        index: tuple(Span(_minutes(a), _minutes(b)) for a, b in hours[day])
        for index, day in enumerate(_DAYS)
        if hours.get(day)
    }


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def build(settings: Settings, store: Store) -> Services:
    """The services that the settings ask for."""
    return Services(
        store,
        Calendars(store, wait_seconds=settings.calendar_wait_seconds),
        assistant=settings.assistant_address,
        timezone=settings.timezone,
        language=settings.language,
        working_hours=settings.working_hours,
        offers=settings.offers,
        notice_minutes=settings.notice_minutes,
        step_minutes=settings.step_minutes,
        horizon_days=settings.horizon_days,
    )


_current: list[Services] = []


def install(services: Services) -> None:
    """Make these the services of this process's action classes."""
    _current[:] = [services]


def current() -> Services:
    """The services installed; a process of its own (Rasa's action server) builds them from the settings."""
    if not _current:
        settings = load_settings()
        install(build(settings, Store(settings.database_url)))
    return _current[0]
