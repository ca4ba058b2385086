"""The digest of a week: what stands, what is open, what clashes, what was settled; and when the next one is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.calendars import remedy_key
from actions.core.meeting import Meeting
from actions.core.people import Person
from actions.records import Record, arranged, median_minutes
from actions.services import Services
from actions.store.records import Preference, Timer
from actions.store.store import Transaction
from actions.texts.voice import Voice
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, EventStatus, Interval

KIND = "digest"  # of the wish and of its timer
WEEKDAY, AT = 0, "08:30"  # Monday, before work
SHOWN = 30
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """What a digest tells: events with a clock time by start, days taken whole, open requests, what was settled."""

    window: Interval
    events: tuple[Event, ...] = ()
    whole_days: tuple[Event, ...] = ()
    open: tuple[Meeting, ...] = ()
    settled: tuple[Record, ...] = ()
    unreadable: str = ""
    remedy: str = ""

    @property
    def quiet(self) -> bool:
        """True when there is nothing to tell."""
        return not (self.events or self.whole_days or self.open or self.settled or self.unreadable)

    def clashes(self) -> Iterator[tuple[Event, Event]]:
        """Events of the week that overlap, pair by pair."""
        for number, one in enumerate(self.events):
            for other in self.events[number + 1 :]:
                if other.start < one.end and one.start < other.end:
                    yield one, other


def next_due(wish: Mapping[str, Any], zone: str, after: datetime) -> datetime:
    """The next time the digest is due after ``after``: its weekday and clock time in ``zone``."""
    local = after.astimezone(ZoneInfo(zone))
    at = time.fromisoformat(str(wish.get("at") or AT))
    day = local.date() + timedelta(days=(int(wish.get("weekday", WEEKDAY)) - local.weekday()) % 7)
    due = datetime.combine(day, at, local.tzinfo)
    return due if due > after else datetime.combine(day + WEEK, at, local.tzinfo)


def wish_of(tx: Transaction, address: str, now: datetime) -> Preference | None:
    """The wish for a digest, or None."""
    return next((p for p in reversed(tx.preferences.of(address, now)) if p.kind == KIND), None)


def plan(tx: Transaction, address: str, wish: Mapping[str, Any], zone: str, after: datetime) -> None:
    """Set the timer of the next digest; the one that waited falls away."""
    unplan(tx, address)
    due = next_due(wish, zone, after)
    tx.timers.put(Timer(f"digest:{address}:{due.isoformat()}", KIND, due, person=address))


def unplan(tx: Transaction, address: str) -> None:
    """Take the waiting digests of a person back."""
    for timer in tx.timers.of_person(address, KIND):
        tx.timers.cancel(key=timer.key)


def week_of(services: Services, address: str, zone: str, now: datetime) -> Week:
    """Everything the digest tells. A calendar that cannot be read is named, never taken for an empty one."""
    from actions.journeys.negotiations import open_ones

    window = _window(now, zone)
    with services.store.reading() as tx:
        open_requests = tuple(open_ones(tx, address))
        settled = [r for r in arranged(tx, address) if now - WEEK <= r.settled_at < now]
    week = Week(window, open=open_requests, settled=tuple(settled))
    try:
        events = [e for e in services.calendars.events(address, window) if _counts(e)]
    except CalendarError as error:
        return replace(week, unreadable=error.calendar or address, remedy=remedy_key(error))
    timed = sorted((e for e in events if not e.all_day), key=lambda e: _moment(e.start))
    return replace(week, events=tuple(timed), whole_days=tuple(e for e in events if e.all_day))


def written(week: Week, voice: Voice) -> str:
    """The digest as it is read."""
    lines = [voice.say("digest_header", when=voice.days(week.window), count=len(week.events))]
    lines += _by_day(week, voice)
    if week.unreadable:
        lines.append(voice.say(f"digest_unreadable_{week.remedy}", calendar=week.unreadable))
    lines += [
        voice.say("digest_clash", day=voice.day(_local(one, voice)), one=_title(one, voice), other=_title(other, voice))
        for one, other in week.clashes()
    ][:5]
    if week.open:
        lines.append(voice.say("digest_open", count=len(week.open)))
        titles = [m.title or voice.purpose(m.purpose) for m in week.open]
        lines += [voice.say("digest_open_line", title=title) for title in titles[:5]]
    if week.settled:
        typical = median_minutes(week.settled) or 0
        took = voice.duration(typical) if typical >= 1 else voice.say("rec_at_once")
        lines.append(voice.say("digest_settled", count=len(week.settled), took=took))
    return "\n".join([*lines, voice.say("digest_footer")])


def describe(value: Mapping[str, Any], voice: Voice) -> str:
    """The wish read back."""
    at = datetime.combine(date(2000, 1, 3), time.fromisoformat(str(value["at"])), ZoneInfo(voice.zone))
    return voice.say("wish_digest", day=voice.weekday(int(value["weekday"])), clock=voice.clock(at))


def reader(services: Services, person: Person | None, now: datetime, language: str) -> Voice:
    """How to speak to the one who gets it; ``language`` is the one in which it was asked for."""
    return Voice(services.language_of(person, language), services.zone_of(person), now, named=False)


def _by_day(week: Week, voice: Voice) -> list[str]:
    days: dict[date, list[str]] = {}
    for event in week.whole_days:
        start = event.start if not isinstance(event.start, datetime) else event.start.date()
        days.setdefault(max(start, _local_date(week.window.start, voice)), []).append(
            voice.say("digest_all_day", title=_title(event, voice))
        )
    for event in week.events[:SHOWN]:
        told = voice.say("digest_event", clock=voice.clock(_moment(event.start)), title=_title(event, voice))
        days.setdefault(_local(event, voice), []).append(told)
    lines = [voice.say("digest_day", day=voice.day(day), events=", ".join(told)) for day, told in sorted(days.items())]
    left = len(week.events) - SHOWN
    return [*lines, voice.say("agenda_more", count=left)] if left > 0 else lines


def _window(now: datetime, zone: str) -> Interval:
    """From today to Sunday; from Friday on, the week to come."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    first = today if today.weekday() < 4 else monday + WEEK
    last = first - timedelta(days=first.weekday()) + WEEK
    return Interval(*(datetime.combine(d, time(), ZoneInfo(zone)) for d in (first, last)))


def _counts(event: Event) -> bool:
    return event.status is not EventStatus.CANCELLED and not event.transparent


def _title(event: Event, voice: Voice) -> str:
    return event.summary or voice.say("busy_title")


def _local(event: Event, voice: Voice) -> date:
    return _local_date(_moment(event.start), voice)


def _local_date(moment: datetime, voice: Voice) -> date:
    return moment.astimezone(ZoneInfo(voice.zone)).date()


def _moment(start: datetime | date) -> datetime:
    assert isinstance(start, datetime)
    return start
