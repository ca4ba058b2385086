"""An attendee of a series does not come to single instances of it: which, is said or asked; the organizer is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from actions import booking, reviving
from actions.core.meeting import STANDING, Meeting, Slot
from actions.core.meeting_absence import come_back, stay_away
from actions.core.meeting_claims import upcoming
from actions.core.meeting_instances import own_slot
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys import leave_steps
from actions.journeys.choices import doubtful, fits, no, number_of
from actions.journeys.mend import not_written
from actions.journeys.scene import Scene
from actions.journeys.scope_words import decided
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

LOOKED_AT = 60  # instances among which a time is looked for
AT_ONCE = 14  # more of them are the series, or a slip
_ALL = re.compile(
    r"앞으로|전부|모두|전체|아예|계속|다시는|더 ?이상|시리즈|\b(?:all|every|series|altogether|for good|any ?more|"
    r"permanently|from now on|entirely)\b",
    re.I,
)
_ONE = re.compile(
    r"이번[^,.]{0,20}만(?:요|이요|이에요)?(?![가-힣])|이번 ?(?:주|달)?\s*(?:한 ?번|것|거|회)|다음 ?(?:번|것|거|회)|"
    r"한 ?번만|하루만|이것만|그날만|[것거]만|"
    r"\b(?:just|only)\b.*\b(?:once|this|next|one|time)\b|\bthis (?:one|time)\b|\bnext (?:one|time)\b|\bonce\b|\bskip\b",
    re.I,
)


def asked_for(scene: Scene) -> list[datetime] | None:
    """The original starts of those that the words mean; [] for all of the series, None where it is not said."""
    turn = scene.turn
    if named := in_times(scene.meeting, turn):
        return named
    if _ALL.search(turn.text):
        return []
    if _ONE.search(turn.text) and not turn.moments():
        return [start for start, _ in upcoming_with(scene.meeting, turn)[:1]]
    return None


def in_times(meeting: Meeting, turn: Turn) -> list[datetime]:
    """The instances, to which the sender comes, in every time that was said; [] when none was."""
    said = [t for t in turn.moments() if t.kind in (Kind.INSTANT, Kind.INTERVAL) and _bounded(t)]
    if not said:
        return []
    return [start for start, slot in upcoming_with(meeting, turn) if all(fits(slot, t, turn.zone) for t in said)]


def upcoming_with(meeting: Meeting, turn: Turn) -> list[tuple[datetime, Slot]]:
    """Those of the series that are still to come, and the sender comes to."""
    me = turn.speaker.address
    coming = upcoming(meeting, turn.now, LOOKED_AT)
    return [(i, s) for i, s in coming if s.start > turn.now and me in meeting.addresses_at(i)]


def ask(scene: Scene) -> Outcome:
    """Only the next one, or all?"""
    following = upcoming_with(scene.meeting, scene.turn)
    assert scene.meeting.booked is not None
    if not following:
        return answer(scene.turn, scene.voice.say("event_not_found"), about=scene.meeting.id)
    instance, slot = following[0]
    text = scene.voice.say("leave_scope", title=scene.what, slot=scene.voice.slot(slot.interval))
    details = {"step": "scope", "id": scene.meeting.id, "instance": instance.isoformat()}
    return answer(scene.turn, text, about=scene.meeting.id, pending=Pending("leave", details))


def scoped(scene: Scene, details: Mapping[str, Any]) -> Outcome:
    """The answer to it; anything that is neither is asked again."""
    turn = decided(scene.turn)
    named = [] if doubtful(turn) else in_times(scene.meeting, turn)
    number = number_of(turn)
    if named:
        return out_of(scene, named)
    if doubtful(turn) or (number is None and not _ALL.search(turn.text) and not _ONE.search(turn.text)):
        if no(turn) and not doubtful(turn):
            return answer(turn, scene.voice.say("leave_stays", title=scene.what), about=scene.meeting.id)
        return answer(turn, scene.voice.say("ask_scope_again"), pending=turn.pending)
    if _ONE.search(turn.text) or (number == 1 and not _ALL.search(turn.text)):
        return out_of(scene, [datetime.fromisoformat(details["instance"])])
    if _ALL.search(turn.text) or number == 2:
        return leave_steps.from_meeting(scene)
    return answer(turn, scene.voice.say("ask_scope_again"), pending=turn.pending)


def out_of(scene: Scene, instances: Sequence[datetime]) -> Outcome:
    """Out of these, which take place without; all others stay."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    me = turn.speaker.address
    after = stay_away(meeting, me, instances, turn.now)
    done = booking.absent(services, meeting, after, me, instances)
    if done.failed:
        return answer(turn, not_written(done.failed, turn, services, change=True), about=meeting.id)
    slots = [own_slot(meeting, i) for i in instances]
    reply, _ = leave_steps.to_organizer(scene, "leave_once_told", None, when=slots_of(slots))
    reply = leave_steps.with_invitation(scene, reply, done.event)
    text = scene.voice.say("leave_once_done", title=scene.what, when=slots_of(slots)(scene.voice))
    text += "\n" + scene.voice.say("leave_passed_on", organizer=scene.who([meeting.organizer]))
    deed = {"kind": "absent", "instances": [i.isoformat() for i in instances]}
    own = leave_steps.own_copy(scene, done.event)
    return answer(turn, text, replies=(reply,), meeting=after, memory={"deed": deed}, **own)


def undo(turn: Turn, services: Services, deed: Mapping[str, Any]) -> Outcome:
    """The sender comes after all, where that time is still free."""
    from actions.journeys.undo import undone

    with services.store.reading() as tx:
        meeting = tx.meetings.get(str(deed["meeting"]))
    me = turn.speaker.address
    if meeting is None or meeting.state not in STANDING or meeting.participant(me) is None:
        return answer(turn, turn.voice.say("undo_over", title=meeting.title if meeting else str(deed.get("title", ""))))
    scene = Scene(turn, services, meeting)
    ahead = [i for i in map(datetime.fromisoformat, deed["instances"]) if _still_out(meeting, i, me, turn.now)]
    if not ahead:
        return answer(turn, scene.voice.say("undo_over", title=scene.what), about=meeting.id)
    slots = [own_slot(meeting, i) for i in ahead]
    after = come_back(meeting, me, ahead, turn.now)
    when = slots_of(slots)(scene.voice)
    lost = next((t for s in slots if (t := reviving.taken(services, after, s, only=me))), None)
    lost = lost or reviving.reclaim(services, after, turn.now)
    if lost is None:
        lost = booking.revise(services, meeting, after)
    if not lost.done:
        if lost.failed:
            return answer(turn, not_written(lost.failed, turn, services, change=True), about=meeting.id)
        text = scene.voice.say("undo_taken", title=scene.what, slot=when, names=scene.who(lost.lost))
        return answer(turn, text, about=meeting.id)
    text = scene.voice.say("undo_absent", title=scene.what, when=when)
    reply, _ = leave_steps.to_organizer(scene, "undo_absent_told", None, when=slots_of(slots))
    own = leave_steps.own_copy(scene, lost.event, back=True)
    return answer(turn, text, replies=(reply,), meeting=after, memory=undone(dict(deed), text), **own)


def slots_of(slots: Sequence[Slot]) -> Any:
    """The times in a reader's words; a function of the voice."""

    def say(voice: Voice) -> str:
        return ", ".join(voice.slot(Interval(s.start, s.end)) for s in slots)

    return say


def _still_out(meeting: Meeting, instance: datetime, me: str, now: datetime) -> bool:
    own = meeting.differing(instance)
    return own is not None and me in own.without and own.slot.start > now


def _bounded(said: TimeConstraint) -> bool:
    """A time that can mean a few of a series: named by the clock, or a stretch of two weeks at most."""
    if said.kind is Kind.INSTANT:
        return said.start is not None
    return said.start is not None and said.end is not None and said.end - said.start <= timedelta(days=AT_ONCE)
