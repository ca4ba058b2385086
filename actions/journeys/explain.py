"""Why this time, or why not that one: the ranking's reasons, or the rule or clash, without others' titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.core.availability import Rule
from actions.core.meeting import Meeting, Slot
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Kind, Polarity, TimeConstraint
from actions.journeys import why_day
from actions.journeys.choices import by_time, fits, number_of
from actions.journeys.mend import unreadable
from actions.journeys.negotiation_days import clock_alone, on_offered_days
from actions.journeys.offering import look
from actions.journeys.offering_lines import removed_lines
from actions.journeys.scene import Scene
from actions.journeys.showing import reasons_of, telling_apart
from actions.journeys.turn import Outcome, Turn, answer
from actions.offers import Search
from actions.services import Services
from actions.travel import Stretch
from calendar_adapters.types import Interval

ALL = 9
_WEEKDAY = re.compile(r"[월화수목금토일]요일|(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)


def step(turn: Turn, services: Services) -> Outcome:
    """Explain an offer, the booked time, or why a time was not offered; what was asked stays asked."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None and turn.moments():
        return answer(turn, why_day.own(turn, services), pending=turn.pending)
    if meeting is None or not (meeting.last_proposal or meeting.booked):
        return answer(turn, turn.voice.say("explain_nothing"), pending=turn.pending)
    turn = _in_week_of_offers(_on_day_of_offers(turn, meeting), meeting)
    scene = Scene(turn, services, meeting)
    slot = _slot(turn, meeting)
    if slot is not None:
        return answer(turn, _why(scene, slot), pending=turn.pending)
    said = turn.moments()[0]
    found = look(services, _wide(meeting), turn.now)
    if found.unreadable:
        return answer(turn, unreadable(found.unreadable, turn, services), pending=turn.pending)
    return answer(turn, _why_not(scene, found, said), pending=turn.pending)


def _on_day_of_offers(turn: Turn, meeting: Meeting) -> Turn:
    """A part of the day without a day is that of the offers: "오전은 왜 안 돼?" of times tomorrow."""
    said = turn.moments()
    if not meeting.last_proposal or len(said) != 1 or not clock_alone(said[0], turn.zone):
        return turn
    placed = on_offered_days([replace(said[0], polarity=Polarity.WANT)], meeting, turn.zone, turn.now)
    shown = [c for c in placed if any(fits(s, c, turn.zone) for s in meeting.last_proposal.slots)]
    return replace(turn, times=((shown or list(placed))[0],))


def _in_week_of_offers(turn: Turn, meeting: Meeting) -> Turn:
    """A bare weekday is the one of the offers' week: "why not Wednesday?" of times in the next week."""
    slots = meeting.last_proposal.slots if meeting.last_proposal else ()
    if len(turn.moments()) != 1 or not slots:
        return turn
    said = turn.moments()[0]
    if not _WEEKDAY.fullmatch(said.text.strip()) or said.start is None or not said.start.tzinfo:
        return turn
    first = _local(min(s.start for s in slots), turn.zone).date()
    day = _local(said.start, turn.zone).date()
    week = timedelta(days=(first - timedelta(days=first.weekday()) - (day - timedelta(days=day.weekday()))).days)
    asked = [from_json(c) for c in meeting.constraints]
    of_request = any(c.start and c.end and c.start <= said.start < c.end for c in asked)
    if not week or of_request or said.start + week <= turn.now:
        return turn
    moved = replace(said, start=said.start + week, end=said.end + week if said.end else None)
    return replace(turn, times=tuple(moved if t is said else t for t in turn.times))


def _slot(turn: Turn, meeting: Meeting) -> Slot | None:
    """The offer or booked time that is asked about; None when another time is."""
    proposal = meeting.last_proposal
    slots: Sequence[Slot] = proposal.slots if proposal else ()
    if meeting.booked is not None and not turn.moments():
        return next((s for s in slots if s == meeting.booked), meeting.booked)
    if timed := by_time(turn, slots, turn.zone):
        return timed[0]
    if turn.moments():
        return None
    number = number_of(turn)
    if number is not None and 0 < number <= len(slots):
        return slots[number - 1]
    return slots[0]


def _why(scene: Scene, slot: Slot) -> str:
    voice = scene.voice
    proposal = scene.meeting.last_proposal
    told = telling_apart(proposal.slots) if proposal else []
    slot = next((s for s in told if s == slot), slot)
    reasons = reasons_of(slot, voice, scene.names(), ALL)
    lines = [voice.say("explain_reason", reason=r) for r in reasons] or [voice.say("explain_plain")]
    return "\n".join([voice.say("explain_slot", slot=voice.slot(slot.interval)), *lines])


def _why_not(scene: Scene, found: Search, said: TimeConstraint) -> str:
    voice = scene.voice
    if said.start is None or said.kind is not Kind.INSTANT:
        return _why_not_day(scene, said)
    start = said.start
    slot = voice.slot(Interval(start, start + timedelta(minutes=found.minutes)))
    under_way = why_day.on_the_way(scene.services, scene.turn, start, found.minutes)
    lines = [line for rule, who in found.why_not(start) for line in _lines(scene, rule, who, under_way)]
    if not found.windows.clear(start, found.minutes):
        lines += _kept_clear(scene, Interval(start, start + timedelta(minutes=found.minutes)))
    if any(r.slot.start == start for r in scene.meeting.refused):
        lines.append(voice.say("why_refused"))
    if not lines:
        return voice.say("explain_not_free", slot=slot)
    return "\n".join([voice.say("explain_not", slot=slot), *lines])


def _kept_clear(scene: Scene, meant: Interval) -> list[str]:
    """The speaker's wish that keeps clear of that time, in words; without one it was said of this meeting."""
    kept = why_day.wishes_at(scene.services, scene.meeting, scene.turn, meant)
    return kept or [scene.voice.say("why_avoided")]


def _lines(scene: Scene, rule: Rule, who: Sequence[str], under_way: Stretch | None) -> list[str]:
    voice, me = scene.voice, scene.turn.speaker.address
    if rule is Rule.NOTICE:
        return [voice.say("why_notice")]
    lines = [voice.say(f"why_{rule.value}_you")] if me in who else []
    if rule is Rule.BUSY and me in who and under_way is not None:
        length = voice.duration(under_way.minutes)
        lines = [voice.say("why_travel_you", place=under_way.place, duration=length)]
    others = [a for a in who if a != me]
    return [*lines, voice.say(f"why_{rule.value}_other", names=scene.who(others))] if others else lines


def _why_not_day(scene: Scene, said: TimeConstraint) -> str:
    """Why nothing of that day was offered: what removed its starts, or that it is free but ranked lower."""
    voice, turn = scene.voice, scene.turn
    said = replace(said, polarity=Polarity.WANT)  # "why not Thursday" reads like a day to keep clear of
    narrow = replace(_wide(scene.meeting), constraints=({**to_json(said), "by": turn.speaker.address},))
    found = look(scene.services, narrow, turn.now)
    if found.unreadable:
        return unreadable(found.unreadable, turn, scene.services)
    if found.offers:
        free = voice.slot(Interval(found.offers[0].start, found.offers[0].end))
        return voice.say("explain_not_free", slot=free)
    day = voice.day(_local(said.start or turn.now, turn.zone).date())
    lines = why_day.lines(scene, found, said) or removed_lines(scene, found)
    return "\n".join([voice.say("explain_day", day=day), *lines])


def _wide(meeting: Meeting) -> Meeting:
    """The meeting as it was searched for."""
    return meeting


def _local(moment: datetime, zone: str) -> datetime:
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
