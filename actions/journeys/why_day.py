"""Why a day does not work: each person's clashes and hours of that day, without anybody's titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions import travel, wishes
from actions.core.availability import Participant as Diary
from actions.core.intervals import clip, union
from actions.core.meeting import Meeting
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Kind, Polarity, TimeConstraint
from actions.core.windows import search_windows
from actions.journeys import draft as drafts
from actions.journeys.facts import Company
from actions.journeys.mend import unreadable
from actions.journeys.offering import look
from actions.journeys.preference import describe
from actions.journeys.scene import Scene
from actions.journeys.turn import Turn
from actions.offers import Search
from actions.services import Services
from actions.store.records import Preference
from actions.texts.voice import Voice
from actions.travel import Stretch
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

DAY = timedelta(days=1)
TIMES = 4  # clashes said of one person


def lines(scene: Scene, found: Search, said: TimeConstraint) -> list[str]:
    """What stands in the way on the day of ``said``: a line a person, then the wishes that keep clear of it."""
    day = _day(said)
    if day is None or day.end - day.start > DAY * 2:
        return []
    return [
        *(_of_people(scene, found.problem.attendees, day) if found.problem else ()),  # None: all of it is avoided
        *_of_wishes(scene.services, scene.meeting, scene.turn, day),
    ]


def own(turn: Turn, services: Services) -> str:
    """Why the speaker's own day or hour does not work, when no meeting is talked of."""
    voice = turn.voice
    said = _wanted(turn.moments()[0])
    bare = drafts.begin(turn, services, Company()).meeting
    meeting = _with(bare, said)
    found = look(services, meeting, turn.now)
    if found.unreadable:
        return unreadable(found.unreadable, turn, services)
    scene = Scene(turn, services, meeting)
    reasons = lines(scene, found, said)
    day = _day(said)
    name = voice.day(day.start.date()) if day else said.text
    return (
        "\n".join([voice.say("explain_day_own", day=name), *reasons])
        if reasons
        else voice.say("why_day_free", day=name)
    )


def on_the_way(services: Services, turn: Turn, start: datetime, minutes: int) -> Stretch | None:
    """The way of the speaker's that alone keeps this start from being free; None where an event does, too."""
    me = turn.speaker.address
    around = Interval(start - DAY, start + DAY)
    meant = Interval(start, start + timedelta(minutes=minutes))
    try:
        kept = wishes.of_people(services, [me], turn.now)[me]
        way = travel.blocking(travel.stretches(services, me, kept, around), start, meant.end)
        if way is None:
            return None
        busy = services.calendars.busy([me], around).busy.get(me, ())
    except CalendarError:
        return None
    return None if any(i.overlaps(meant) for i in busy) else way


def wishes_at(services: Services, meeting: Meeting, turn: Turn, meant: Interval) -> list[str]:
    """The speaker's own wishes that keep clear of that stretch of time, a line each."""
    return _of_wishes(services, meeting, turn, meant)


def _of_people(scene: Scene, people: Sequence[Diary], day: Interval) -> list[str]:
    voice, me = scene.voice, scene.turn.speaker.address
    said = []
    for person in sorted(people, key=lambda p: p.id != me):
        if not person.required:
            continue
        clashes = clip(union(person.busy), day)
        if _off(person, day):
            key = "why_day_off_you" if person.id == me else "why_day_off"
            said.append(voice.say(key, names=scene.who([person.id])))
        elif clashes:
            times = ", ".join(_clocks(i, voice) for i in clashes[:TIMES])
            key = "why_day_busy_you" if person.id == me else "why_day_busy_other"
            said.append(voice.say(key, names=scene.who([person.id]), times=times))
    return said


def _of_wishes(services: Services, meeting: Meeting, turn: Turn, day: Interval) -> list[str]:
    """The speaker's own wishes that keep clear of that day; nobody else's are told."""
    me = turn.speaker.address
    mine = [w for w in wishes.of_people(services, [me], turn.now)[me] if w.kind == wishes.AVOID]
    return [
        turn.voice.say("why_day_wish", wish=describe(w.kind, w.value, turn.voice))
        for w in mine
        if _touches(w, day, meeting.timezone)
    ]


def _touches(wish: Preference, day: Interval, zone: str) -> bool:
    windows = search_windows([from_json(wish.value["time"])], now=day.start, timezone=zone, horizon_days=2)
    return any(i.overlaps(day) for i in windows.avoided)


def _off(person: Diary, day: Interval) -> bool:
    """True where somebody does not work that day at all."""
    noon = day.start + timedelta(hours=12)
    stay = next((e for e in reversed(person.elsewhere) if e.start <= noon < e.end), None)
    hours = stay.working_hours if stay else person.working_hours
    return hours is not None and not hours.get(noon.weekday())


def _clocks(interval: Interval, voice: Voice) -> str:
    return voice.say("why_day_time", start=voice.clock(interval.start), end=voice.clock(interval.end))


def _day(said: TimeConstraint) -> Interval | None:
    """The whole of what was said; of an hour its day."""
    if said.start is None or said.start.tzinfo is None:
        return None
    if said.kind is Kind.INTERVAL and said.end is not None and said.end > said.start:
        return Interval(said.start, said.end)
    first = said.start.replace(hour=0, minute=0, second=0, microsecond=0)
    return Interval(first, first + DAY)


def _wanted(said: TimeConstraint) -> TimeConstraint:
    return replace(said, polarity=Polarity.WANT)


def _with(meeting: Meeting, said: TimeConstraint) -> Meeting:
    minutes = meeting.minutes or 30
    return replace(meeting, minutes=minutes, constraints=({**to_json(said), "by": meeting.organizer},))
