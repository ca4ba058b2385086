"""Another time is named instead of the offers: it narrows what is looked for next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, State
from actions.core.purpose import Purpose, detect
from actions.core.times.types import Strength, TimeConstraint
from actions.errors import MendableError
from actions.journeys import draft as drafts
from actions.journeys import readdress, renewed, sought
from actions.journeys.facts import minutes_of, purpose_words, title_of
from actions.journeys.joining import joining, with_new
from actions.journeys.late import heard_late
from actions.journeys.negotiation import wanted_times
from actions.journeys.negotiation_days import avoided_on_all, clock_alone, on_offered_days
from actions.journeys.offering import look, offer
from actions.journeys.people_words import names_of
from actions.journeys.ranges import start_and_length, starts_said
from actions.journeys.refused_times import refused
from actions.journeys.same_clock import hour_talked_about, same_clock
from actions.journeys.same_request import only_looked
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Turn
from actions.services import Services

_BARE_WEEKDAY = re.compile(
    r"(?:[월화수목금토일]요일|[월화수목금토일]욜|"
    r"(?:on )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur?|sun)(?:day)?s?\b)",
    re.I,
)


def step(turn: Turn, services: Services) -> Outcome:
    """Look again with the times of this turn; for a booked meeting that is a wish to move it."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if late := heard_late(turn, services, meeting):
        return late
    if meeting is not None and readdress.asked(turn, services):
        return readdress.step(turn, services, meeting)
    if meeting is not None and joining(turn, services, meeting):
        joined: Outcome = import_module("actions.journeys.joining").step(turn, services, meeting)
        return joined
    if meeting is not None and sought.changed(turn, meeting):
        return sought.step(turn, services, meeting)
    if meeting is not None and renewed.wanted(meeting, turn):
        return renewed.step(turn, services, meeting)
    if meeting is None or meeting.final:
        raise MendableError("no_open_offer", state=meeting.state.value if meeting else "")
    if meeting.state in STANDING and meeting.open_proposal is None:
        moved: Outcome = import_module("actions.journeys.reschedule").step(turn, services)
        return moved
    if meeting.state is State.DRAFT:
        went_on: Outcome = import_module("actions.journeys.schedule").carry_on(turn, services, meeting)
        return went_on
    if not turn.times and (not meeting.may_manage(turn.speaker.address) or new_purpose(meeting, turn) is None):
        rejected: Outcome = import_module("actions.journeys.reject").step(turn, services)
        return rejected
    return again(turn, services, meeting)


def again(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Look again for what is sought, with what the turn says of times."""
    if not meeting.may_manage(turn.speaker.address):
        attendees: Outcome = import_module("actions.journeys.negotiation_counter").step(turn, services, meeting)
        return attendees
    narrowed = narrow(with_new(turn, services, meeting), turn, services)
    scene = Scene(turn, services, narrowed)
    if len(_clock_days(turn, meeting)) > 1:  # "4:30" after offers on several days: which one is for the sender to say
        return offer(scene, look(services, narrowed, turn.now))
    went: Outcome = import_module("actions.journeys.schedule").go(scene, [])
    return went


def _clock_days(turn: Turn, meeting: Meeting) -> list[date]:
    """The days that a clock time without one could mean; [] when each time has its day."""
    alone = [c for c in turn.moments() if clock_alone(c, turn.zone)]
    placed = on_offered_days(turn.moments(), meeting, turn.zone, turn.now) if alone else ()
    zone = ZoneInfo(turn.zone)
    return sorted({c.start.astimezone(zone).date() for c in placed if c.start is not None and c.start.tzinfo})


def _meant(said: TimeConstraint) -> TimeConstraint:
    """ "Friday would be better", "rather no mornings" are no mere wishes in answer to offers: that is what is asked."""
    return replace(said, strength=Strength.MUST)


def _same_week(said: TimeConstraint, meeting: Meeting, turn: Turn) -> TimeConstraint:
    """A bare weekday in answer to offers means that day of the week that was offered."""
    proposal = meeting.last_proposal
    if proposal is None or said.start is None or not _BARE_WEEKDAY.match(said.text):
        return said
    zone = ZoneInfo(turn.zone)
    days = [moment.astimezone(zone).date() for moment in (proposal.slots[0].start, said.start)]
    offered, named = (day - timedelta(days=day.weekday()) for day in days)
    shift = offered - named
    end = said.end + shift if said.end else None
    return replace(said, start=said.start + shift, end=end) if shift > timedelta() else said


def narrow(meeting: Meeting, turn: Turn, services: Services) -> Meeting:
    """The meeting with the speaker's new times in place of the old ones; what was to be avoided stays so.

    A clock time without a day is one of the days offered. Who manages the meeting may change its length and what it
    is for in the same breath ("make it lunch instead").
    """
    split = start_and_length(turn.times, turn.text) if only_looked(meeting) else starts_said(turn.times)
    turn = replace(turn, times=split)
    hour = hour_talked_about(meeting, turn.zone)
    said = [same_clock(t, hour, turn.text, turn.zone) for t in turn.moments()] if hour else turn.moments()
    times = [_same_week(refused(t, turn.text), meeting, turn) for t in said]
    times = [_meant(t) for t in on_offered_days(avoided_on_all(times, meeting, turn), meeting, turn.zone, turn.now)]
    manages = meeting.may_manage(turn.speaker.address)
    me = turn.speaker.address if meeting.participant(turn.speaker.address) else meeting.organizer
    if manages and only_looked(meeting) and (title_of(turn) or purpose_words(turn)):
        meeting = _named_now(meeting, turn, services)
    elif manages:
        meeting = repurposed(meeting, turn, services)
    meeting = wanted_times(meeting, me, times, turn, services)
    narrowed = steps.counter(meeting, me, (), turn.now, refusing=False)
    minutes = minutes_of(turn)
    if minutes is not None and manages:
        narrowed = steps.change(narrowed, turn.speaker.address, turn.now, minutes=minutes)
    return narrowed


def _named_now(meeting: Meeting, turn: Turn, services: Services) -> Meeting:
    """What was only looked for becomes the meeting that the turn names."""
    bare = drafts.with_words(replace(meeting, title="", purpose=""), turn)
    return drafts.titled(bare, turn, names_of(services, bare))


def repurposed(meeting: Meeting, turn: Turn, services: Services) -> Meeting:
    """Another purpose, with its usual length and a title of its own, when the turn names one."""
    new = new_purpose(meeting, turn)
    if new is None:
        return meeting
    by, retitled = turn.speaker.address, replace(meeting, title="")
    changed = steps.change(retitled, by, turn.now, purpose=new.id, minutes=new.minutes)
    if title := title_of(turn):
        return steps.change(changed, by, turn.now, title=title)
    return drafts.titled(changed, turn, names_of(services, meeting))


def new_purpose(meeting: Meeting, turn: Turn) -> Purpose | None:
    """The purpose the turn names, when it is one and not the meeting's."""
    named = detect(title_of(turn) or purpose_words(turn), turn.text)
    return named if named.id not in (drafts.GENERIC, meeting.purpose) else None
