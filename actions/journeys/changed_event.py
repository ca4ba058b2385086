"""Which event is to be changed, and the times that are left for what it is to be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from actions.core.times.types import Kind, TimeConstraint
from actions.journeys import calendar_items, shown, which
from actions.journeys.altering import ADDING, DROPPING, OPTIONAL, RESIZE, without_new
from actions.journeys.amounts import amount_of, shift_of
from actions.journeys.calendar_items import AHEAD, Item, at_hand, title_shown
from actions.journeys.cancel import not_found
from actions.journeys.choices import day_said
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.not_yours import anothers
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from calendar_adapters.types import Interval

_WEEKDAY = re.compile(
    r"[월화수목금토일]요일(?:의)?|(?:on\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur?|sun)(?:day)?(?:['’]?s)?",
    re.I,
)


def unnamed(turn: Turn, item: Item) -> bool:
    """True where neither the words nor the conversation say which event is meant."""
    talked = bool(shown.talked_of(turn, [item])) or (item.meeting is not None and item.meeting.id == turn.meeting_id)
    return not (talked or turn.moments() or which.flat(item.title) in which.flat(turn.text) or _names(turn))


def _names(turn: Turn) -> bool:
    named = title_of(turn) or purpose_words(turn)
    return bool(named and named.lower() not in which.BARE) or which.is_next(turn.text) or bool(turn.values("attendee"))


def assumed(turn: Turn, item: Item, changed: Outcome) -> Outcome:
    """With the word which event was taken to be meant."""
    voice = turn.voice
    key = "event_now_assumed" if item.start <= turn.now else "event_next_assumed"
    said = voice.say(key, title=title_shown(item, turn), slot=voice.slot(item.interval))
    first, *others = changed.replies
    return replace(changed, replies=(replace(first, text=f"{said}\n{first.text}"), *others))


def find(turn: Turn, services: Services, action: str) -> tuple[Item | Outcome, list[TimeConstraint]]:
    """The item meant and the times that are not its own: "move the 3 pm to 4" names both."""
    turn = without_new(turn)
    moments = [t for t in turn.moments() if amount_of(t.text) is None]
    if item := which.picked(turn, services):
        asked = which.as_asked(turn)
        new = [t for t in without_new(asked).moments() if amount_of(t.text) is None]
        return item, [t for t in new if not is_of(t, item, turn)] if len(new) > 1 else new
    named = which.meant(turn, services, times=(), people=not _of_people(turn))
    if len(named) == 1 and named[0].recurring and (one := _of_series(turn, services, named[0], moments)):
        return one
    if len(named) == 1:
        left = [t for t in moments if not is_of(t, named[0], turn)] if len(moments) > 1 else moments
        return named[0], left
    first = moments[:1]
    timed = which.meant(turn, services, times=first) if first else []
    if len(timed) == 1:
        return timed[0], moments[1:]
    found = timed or named
    if not found and not moments and not _names(turn) and (shift_of(turn.text) or RESIZE.search(turn.text)):
        found = at_hand(turn, services)
        if len(found) == 1:
            return found[0], []
    if not found:
        anothers(turn, services)
        return answer(turn, not_found(turn, services)), []
    return which.ask_which(turn, found, action), []


def _of_series(
    turn: Turn, services: Services, series: Item, moments: list[TimeConstraint]
) -> tuple[Item, list[TimeConstraint]] | None:
    """Which of a series a time names, and the times left: "the one of December 7th to Wednesday"; an hour of a day
    that has one moves the one of that day."""
    window = Interval(turn.now, turn.now + AHEAD)
    instances = [i for i in calendar_items.items(turn, services, window) if i.uid == series.uid]
    if len(moments) > 1 or shift_of(turn.text):
        for said in moments:
            if own := [i for i in instances if which.in_times(i, [said], turn.zone)]:
                return own[0], [t for t in moments if t is not said]
    if len(moments) == 1 and _in_a_day(moments[0]) and moments[0].start and day_said(moments[0].text):
        zone = ZoneInfo(turn.zone)
        day = moments[0].start.astimezone(zone).date()
        own = [i for i in instances if i.start.astimezone(zone).date() == day]
        return (own[0], moments) if own else None
    return None


def _in_a_day(said: TimeConstraint) -> bool:
    """A clock time, or a part of one day ("Wednesday's stand-up to the afternoon")."""
    if said.kind is Kind.INTERVAL and said.start is not None and said.end is not None:
        return said.end - said.start < timedelta(hours=23)
    return said.kind is Kind.INSTANT


def _of_people(turn: Turn) -> bool:
    """True when people are named because they are to come, to stay away, or need not come."""
    return bool(ADDING.search(turn.text) or DROPPING.search(turn.text) or OPTIONAL.search(turn.text))


def is_of(said: TimeConstraint, item: Item, turn: Turn) -> bool:
    """True for a time that is the event's own: it lies in it, or its weekday stands right before the event's name
    ("금요일 결산 회의를 다음 주로", "push Friday's review to next week")."""
    return which.in_times(item, [said], turn.zone) or _its_weekday(said, item, turn)


def _its_weekday(said: TimeConstraint, item: Item, turn: Turn) -> bool:
    if said.start is None or not _WEEKDAY.fullmatch(said.text.strip()):
        return False
    days = {moment.astimezone(ZoneInfo(turn.zone)).weekday() for moment in (said.start, item.start)}
    behind = which.flat(turn.text[said.span[1] :])
    names = [which.flat(n) for n in (title_of(turn), purpose_words(turn), item.title) if n]
    return len(days) == 1 and any(n and re.match(rf"(?:s|의)?{re.escape(n)}", behind) for n in names)
