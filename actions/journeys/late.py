"""Words of an attendee after the time is settled: a no that comes late, a yes, another time."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, Participant, Verdict
from actions.core.meeting_choice import enough
from actions.core.times.types import Polarity
from actions.errors import MendableError
from actions.journeys import leave_once, wished_guest
from actions.journeys.choices import fits, no, yes
from actions.journeys.negotiation_letters import organizers_voice, tell
from actions.journeys.negotiation_verdicts import verdicts
from actions.journeys.people_words import name_of
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Turn, answer
from actions.journeys.wished_move import passed_on
from actions.services import Services
from actions.texts.voice import Voice
from calendar_adapters.types import PartStat

_WITHOUT_ME = re.compile(
    r"\bwithout me\b|\b(?:count|leave) me out\b|"
    r"\bwon'?t (?:be able to )?(?:make it|come|join|attend)(?: after all)?\s*(?:[.!,\n]|$)|"
    r"저\s*(?:없이|빼고)|저는\s*(?:빼|빠질|빠지|못\s*(?:가|갈|갑|들어|참석))",
    re.I,
)


def heard_late(turn: Turn, services: Services, meeting: Meeting | None) -> Outcome | None:
    """The answer to an attendee's word on a meeting that stands and has no open offers; None for everything else."""
    if meeting is None or meeting.state not in STANDING or meeting.open_proposal is not None:
        return None
    me = turn.speaker.address
    if meeting.may_manage(me) or meeting.participant(me) is None:
        return None
    if meeting.rrule and turn.intent in ("reject_slots", "deny") and (once := _off_once(turn, services, meeting)):
        return once
    if _WITHOUT_ME.search(turn.text) or (turn.intent in ("reject_slots", "deny") and not _elsewhere(turn, meeting)):
        return _no(turn, services, meeting)
    if wished_guest.wished(turn, services, meeting):
        return wished_guest.passed_on(turn, services, meeting)
    if turn.intent in ("propose_time", "reschedule_meeting") or (turn.moments() and turn.intent == "reject_slots"):
        return passed_on(turn, services, meeting)
    said = verdicts(turn.text, _reopened(meeting))
    if said.no and not said.yes:
        return _no(turn, services, meeting) if meeting.booked in said.no else _noted(turn, meeting)
    picked = said.yes[0] if len(said.yes) == 1 else None
    if picked is not None and picked != meeting.booked:
        return passed_on(turn, services, meeting, picked)
    if picked is not None or yes(turn):
        return _yes(turn, meeting)
    return _no(turn, services, meeting) if no(turn) else None


def _off_once(turn: Turn, services: Services, meeting: Meeting) -> Outcome | None:
    """Who cannot come on the day of one of a series stays away from that one ("can't do the 15th")."""
    refused = all(t.polarity is Polarity.AVOID for t in turn.moments())
    if not refused or "?" in turn.text or not leave_once.in_times(meeting, turn):
        return None
    left: Outcome = import_module("actions.journeys.leave").go(Scene(turn, services, meeting))
    return left


def _elsewhere(turn: Turn, meeting: Meeting) -> bool:
    """True where a time is named that is not the booked one ("I can't make it on Friday" names no other)."""
    booked = meeting.booked
    return any(booked is None or not fits(booked, t, turn.zone) for t in turn.moments())


def _no(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The person is marked as not coming; the organizer hears whether enough still come."""
    me = turn.speaker.address
    after = steps.respond(meeting, me, PartStat.DECLINED, turn.now)
    voice = organizers_voice(turn, services, after)
    lines = [voice.say("late_no", name=voice.person(_name(turn)), **_values(after, voice))]
    lines += still_coming(after, voice)
    told = tell(turn, services, after, "\n".join(lines))
    organizer = turn.voice.person(name_of(services, after.organizer))
    noted = turn.voice.say("late_no_noted", organizer=organizer, **_values(after, turn.voice))
    return answer(turn, noted, replies=told, meeting=after)


def still_coming(meeting: Meeting, voice: Voice) -> list[str]:
    """How many of those needed have not declined, and whether that is enough; [] where nobody has declined."""
    needed = [p for p in meeting.others if p.needed]
    there = [p.address for p in needed if not _stays_away(p, meeting)]
    if not needed or len(there) == len(needed):
        return []
    key = "late_no_enough" if there and enough(meeting, there) else "late_no_short"
    if meeting.quorum is None and len(needed) == 1:
        return []
    return [voice.say(key, count=len(there), total=len(needed))]


def _stays_away(person: Participant, meeting: Meeting) -> bool:
    """True for who declined the event, or refused its time and has not accepted since."""
    if person.partstat is not PartStat.NEEDS_ACTION or meeting.booked is None:
        return person.partstat is PartStat.DECLINED
    return person.verdict_on(meeting.booked) is Verdict.NO


def _yes(turn: Turn, meeting: Meeting) -> Outcome:
    after = steps.respond(meeting, turn.speaker.address, PartStat.ACCEPTED, turn.now)
    return answer(turn, turn.voice.say("late_yes_noted", **_values(after, turn.voice)), meeting=after)


def _noted(turn: Turn, meeting: Meeting) -> Outcome:
    """A no to a time that was not chosen changes nothing."""
    voice = turn.voice
    text = voice.say("event_found", title=meeting.title, slot=_values(meeting, voice)["slot"])
    return answer(turn, text)


def _reopened(meeting: Meeting) -> Meeting:
    """The meeting with its last round as it was shown, so that numbers can be read."""
    if meeting.last_proposal is None:
        return meeting
    opened = replace(meeting.last_proposal, closed=False)
    return replace(meeting, proposals=(*meeting.proposals[:-1], opened))


def _values(meeting: Meeting, voice: Voice) -> dict[str, str]:
    if meeting.booked is None:
        raise MendableError("not_booked")
    return {"title": meeting.title, "slot": voice.slot(meeting.booked.interval)}


def _name(turn: Turn) -> str:
    return turn.speaker.name or turn.speaker.address
