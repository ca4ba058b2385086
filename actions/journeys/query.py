"""What stands in the calendar: an agenda, one event, the next one, or whether an hour is free."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.availability import Rule
from actions.core.meeting import STANDING, Participant
from actions.core.times.types import Kind
from actions.core.windows import search_windows
from actions.journeys import calendar_items, looked, shown, which, why_day
from actions.journeys import draft as drafts
from actions.journeys.calendar_items import Item, title_shown
from actions.journeys.cancel import not_found
from actions.journeys.facts import company, purpose_words, title_of
from actions.journeys.impossible import impossible_date
from actions.journeys.mend import unreadable
from actions.journeys.offering import look
from actions.journeys.people_words import names_of
from actions.journeys.places import zone_in
from actions.journeys.scene import Scene
from actions.journeys.showing import numbered, zone_note
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.offers import Search
from actions.services import Services
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, Interval

SHOWN = 20
# somebody else's calendar is to be read out: "what's on Priya's calendar", "하은 님 일정 알려줘"
_OTHERS_CALENDAR = re.compile(
    r"(?:'s|’s)\s+(?:\w+\s+)?(?:calendar|schedule|agenda|day|diary)|(?:calendar|schedule|agenda) (?:of|for) [A-Z]|"
    r"(?:님|씨)(?:의|은|는)?\s*(?:[^\s]+\s+){0,2}(?:일정|캘린더|스케줄|약속)(?:이|은|을)?\s*(?:뭐|어떻게|알려|보여|있)",
)
AHEAD_DAYS = 60
# of the meeting talked about: "where are we meeting?", "when is it?", "그거 몇 시였지?"
_ITS = re.compile(
    r"^\W*(?:and |so |ok |sorry )*(?:where|when|what time|who|how long)\b.*"
    r"\b(?:it|that|this|we meeting|we meet|the meeting)\b|"
    r"^\W*(?:\S+\s+)?\S{1,8}\s*시간으로(?:는|면)?\s*(?:몇\s*시|언제)|"
    r"^\W*(?:and |so |ok )*who(?:['’]s| is| else is|['’]s all| all is)\s+(?:coming|attending|in|invited|going|on)\b|"
    r"^\W*(?:그거|그건|그\s*(?:회의|미팅|일정)(?:은|는|이|가)?)\s*(?:몇\s*(?:시|분)|언제|어디|누구|얼마나)|"
    r"^\W*(?:우리\s*|그\s*)?(?:누구누구|누가\s*(?:와|오|참석)|참석자(?:가|는)?\s*(?:누구|어떻게)|몇\s*시(?:라고|였|더라|였더라)|언제(?:라고|였|더라)|"
    r"어디(?:라고|였|더라|서\s*(?:해|하|보|만나)))",
    re.I,
)
_WEEK = re.compile(r"\b(?:my|the|our) week\b|한\s*주|일주일|주간 일정", re.I)
_DAY = timedelta(hours=25)  # the longest there is


def step(turn: Turn, services: Services) -> Outcome:
    """Answer from the sender's own calendar; other people's events are never shown, only whether they are free."""
    if said := impossible_date(turn.text):
        return answer(turn, turn.voice.say("time_impossible", said=said))
    try:
        return _answer(turn, services)
    except CalendarError as error:
        return answer(turn, unreadable([Unreadable(turn.speaker.address, error.calendar, error)], turn, services))


def of_what_is_talked_of(turn: Turn, services: Services) -> bool:
    """True for a question about the meeting that the conversation is about, where it stands or times are offered."""
    return not turn.moments() and bool(_ITS.search(turn.text)) and _talked_of(turn, services) is not None


def hour(scene: Scene, found: Search) -> Outcome:
    """Whether the named hour is free, for everybody named; what was asked about is kept for what follows."""
    others = [p.address for p in scene.meeting.others]
    told = _told_hour(scene, found)
    memory = looked.remember(scene.turn, others, (), at=found.windows.exact[0])
    return replace(told, memory={**told.memory, **memory})


def _told_hour(scene: Scene, found: Search) -> Outcome:
    voice, turn = scene.voice, scene.turn
    start = found.windows.exact[0]
    interval = Interval(start, start + timedelta(minutes=found.minutes))
    slot = voice.slot(interval)
    others = [p.address for p in scene.meeting.others]
    rules = dict(found.why_not(start))
    busy = rules.get(Rule.BUSY, ())
    if turn.speaker.address in busy:
        own = calendar_items.items(turn, scene.services, interval)
        way = None if own else why_day.on_the_way(scene.services, turn, start, found.minutes)
        if way is not None:
            values = {"place": way.place, "duration": voice.duration(way.minutes)}
            return answer(turn, voice.say("hour_travel", slot=slot, **values))
        title = title_shown(own[0], turn) if own else voice.say("busy_title")
        return answer(turn, voice.say("hour_busy", slot=slot, title=title), memory=shown.remember(turn, own))
    if busy:
        return answer(turn, voice.say("hour_busy_other", slot=slot, names=scene.who(busy)))
    if Rule.WORKING_HOURS in rules:
        away = [a for a in rules[Rule.WORKING_HOURS] if a != turn.speaker.address]
        key = "hour_outside" if away else "hour_outside_you"
        return answer(turn, voice.say(key, slot=slot, names=scene.who(away)))
    if others:
        return answer(turn, voice.say("hour_free_all", slot=slot, names=scene.who(scene.meeting.addresses)))
    return answer(turn, voice.say("hour_free", slot=slot))


def _answer(turn: Turn, services: Services) -> Outcome:
    exact = [t for t in turn.moments() if t.kind is Kind.INSTANT]
    named = title_of(turn) or _telling(purpose_words(turn))
    if named and _OTHERS_CALENDAR.search(turn.text):
        named = ""
    if named or (which.is_next(turn.text) and not exact):
        return _one(turn, services)
    if not turn.moments() and _ITS.search(turn.text) and (told := _talked_of(turn, services)):
        return told
    with services.store.reading() as tx:
        who = company(turn, tx.people.all(), assistant=services.assistant)
    if exact:
        return _hour(turn, services)
    if who.found:
        return _with_people(turn, services)
    return _agenda(turn, services)


def _hour(turn: Turn, services: Services) -> Outcome:
    with services.store.reading() as tx:
        who = company(turn, tx.people.all(), assistant=services.assistant)
    draft = drafts.begin(turn, services, who)
    meeting = draft.meeting
    if meeting.minutes is None:
        meeting = steps.change(meeting, turn.speaker.address, turn.now, minutes=30)
    scene = Scene(turn, services, meeting)
    found = look(services, meeting, turn.now)
    if found.unreadable:
        return answer(turn, unreadable(found.unreadable, turn, services))
    if not found.windows.exact:
        return _agenda(turn, services)
    return hour(scene, found)


def _one(turn: Turn, services: Services) -> Outcome:
    found = which.meant(turn, services)
    voice = turn.voice
    if which.is_next(turn.text) and not found:
        return answer(turn, voice.say("next_event_none", days=AHEAD_DAYS))
    if not found:
        return answer(turn, not_found(turn, services))
    if which.is_next(turn.text):
        item = found[0]
        text = voice.say("next_event", title=title_shown(item, turn), slot=voice.slot(item.interval))
        return answer(turn, "\n".join([text, *_details(item, turn)]), memory=shown.remember(turn, [item]))
    lines = []
    for item in found[:SHOWN]:
        lines.append(voice.say("event_found", title=title_shown(item, turn), slot=voice.slot(item.interval)))
        lines += _details(item, turn)
    only = found[0].meeting.id if len(found) == 1 and found[0].meeting else None
    return answer(turn, "\n".join(lines), about=only, memory=shown.remember(turn, found))


def _with_people(turn: Turn, services: Services) -> Outcome:
    """Events of the sender's together with the people named; of their own calendars only the free hours."""
    from actions.journeys import find_time

    found = which.meant(turn, services)
    voice = turn.voice
    if _OTHERS_CALENDAR.search(turn.text) or not found:
        free = find_time.step(turn, services)  # only whether they are free, and it says why
        told = free.replies[0]
        return replace(free, replies=(replace(told, text=f"{voice.say('only_free_busy')}\n{told.text}"),))
    lines = [voice.say("event_found", title=title_shown(i, turn), slot=voice.slot(i.interval)) for i in found[:SHOWN]]
    return answer(turn, "\n".join(lines))


def _talked_of(turn: Turn, services: Services) -> Outcome | None:
    """When and where the meeting is that the conversation is about, and who comes; None where there is none."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or not (meeting.participant(turn.speaker.address) or meeting.may_manage(turn.speaker.address)):
        return None
    elsewhere = zone_in(turn.text)
    voice = replace(turn.voice, zone=elsewhere[0], named=True) if elsewhere else turn.voice
    if meeting.open_proposal is not None and meeting.booked is None:
        slots = meeting.open_proposal.slots
        offered = [*numbered(slots, voice, names_of(services, meeting)), *zone_note(slots, voice)]
        return answer(turn, "\n".join(offered), pending=Pending("offer"))
    if meeting.booked is None or meeting.state not in STANDING:
        return None
    others = [name for address, name in names_of(services, meeting).items() if address != turn.speaker.address]
    lines = [voice.say("event_found", title=meeting.title, slot=voice.slot(meeting.booked.interval))]
    lines += [voice.say("event_with", names=voice.people(others))] if others else []
    place = voice.say("event_place", location=meeting.location) if meeting.location else voice.say("event_no_place")
    return answer(turn, "\n".join([*lines, place]))


def _details(item: Item, turn: Turn) -> list[str]:
    voice = turn.voice
    people = _people(item, turn)
    place = item.event.location if item.event else item.meeting.location if item.meeting else ""
    lines = [voice.say("event_with", names=voice.people(people))] if people else []
    return [*lines, voice.say("event_place", location=place)] if place else lines


def _people(item: Item, turn: Turn) -> list[str]:
    listed: Sequence[Participant] = item.meeting.attendees if item.meeting else ()
    named = [p.name or p.address for p in listed if p.address != turn.speaker.address]
    if named or item.event is None:
        return named
    return [a.name or a.address for a in item.event.attendees if a.address != turn.speaker.address]


def _agenda(turn: Turn, services: Services) -> Outcome:
    voice = turn.voice
    window = _window(turn, services)
    events = services.calendars.events(turn.speaker.address, window)
    if not services.calendars.of(turn.speaker.address):
        return answer(turn, voice.say("calendar_none"))
    when = voice.days(window)
    if not events:
        return answer(turn, voice.say("agenda_empty", when=when))
    lines = [voice.say("agenda_header", when=when), *(_line(e, turn) for e in events[:SHOWN])]
    if len(events) > SHOWN:
        lines.append(voice.say("agenda_more", count=len(events) - SHOWN))
    one_day = [window] if window.end - window.start <= _DAY else []
    memory = {**shown.remember(turn, events), **looked.remember(turn, (), one_day)}
    return answer(turn, "\n".join(lines), memory=memory)


def _line(event: Event, turn: Turn) -> str:
    voice = turn.voice
    title = event.summary or voice.say("busy_title")
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return voice.say("agenda_allday", title=f"{voice.day(event.start)} {title}")
    place = voice.say("agenda_place", location=event.location) if event.location else ""
    if event.end <= event.start:
        return voice.say("agenda_line", slot=voice.moment(event.start), title=title, place=place)
    return voice.say("agenda_line", slot=voice.slot(Interval(event.start, event.end)), title=title, place=place)


def _window(turn: Turn, services: Services) -> Interval:
    """What was said (the past too: it is only looked at), else the rest of today."""
    zone = ZoneInfo(turn.zone)
    for said in turn.moments():
        start, end = said.start, said.end
        if said.kind is Kind.INTERVAL and start is not None and end is not None and start.tzinfo and end > start:
            return Interval(start, end)
    if turn.moments():
        windows = search_windows(turn.moments(), now=turn.now, timezone=turn.zone, horizon_days=services.horizon_days)
        if windows.wanted:
            return Interval(windows.wanted[0].start, windows.wanted[-1].end)
    today: date = turn.now.astimezone(zone).date()
    if _WEEK.search(turn.text):
        monday = today + timedelta(days=7 - today.weekday())
        return Interval(datetime.combine(today, time(), zone), datetime.combine(monday, time(), zone))
    return Interval(datetime.combine(today, time(), zone), datetime.combine(today + timedelta(days=1), time(), zone))


def _telling(words: str) -> str:
    return "" if words.lower() in which.BARE else words
