"""An attendee goes: out of the others' calendars and his own, and the organizer is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from actions import booking
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Participant
from actions.core.meeting_leave import decline
from actions.journeys.asked import asked_of_organizer
from actions.journeys.mend import not_written
from actions.journeys.negotiation import refuse_some
from actions.journeys.negotiation_letters import organizers_voice, reads_along
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, answer
from actions.messages import Reply
from actions.texts.voice import Voice
from actions.upkeep.nudges import KIND
from actions.writing import Refused, remove
from calendar_adapters import invitation
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Attendee, Event, PartStat


def from_meeting(scene: Scene) -> Outcome:
    """Out of a booked meeting, which goes on without."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    me = turn.speaker.address
    after = steps.remove_attendee(meeting, me, me, turn.now)
    done = booking.revise(services, meeting, after)
    if done.failed:
        return answer(turn, not_written(done.failed, turn, services, change=True), about=meeting.id)
    reply, _ = to_organizer(scene, "leave_told", None)
    assert meeting.booked is not None
    text = scene.voice.say("leave_done", title=scene.what, slot=scene.voice.slot(meeting.booked.interval))
    text += "\n" + scene.voice.say("leave_passed_on", organizer=scene.who([meeting.organizer]))
    copy = own_copy(scene, done.event)
    return answer(
        turn, text, replies=(reply,), meeting=after, writes=(lambda tx: _out_of_search(tx, after, me),), **copy
    )


def as_last(scene: Scene) -> Outcome:
    """Nobody else is left: the answer is kept as a refusal, and the organizer is asked whether to call it off."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    me = turn.speaker.address
    after = decline(meeting, me, turn.now)
    done = booking.revise(services, meeting, after)
    if done.failed:
        return answer(turn, not_written(done.failed, turn, services, change=True), about=meeting.id)
    try:
        remove(services, after, [me])
    except Refused as refused:
        return answer(turn, not_written(refused.calendar, turn, services, change=True), meeting=after)
    assert meeting.booked is not None
    asked = {"start": meeting.booked.start.isoformat(), "instance": meeting.booked.start.isoformat()}
    reply, write = to_organizer(scene, "leave_last_told", ("confirm_cancel", asked))
    text = scene.voice.say("leave_passed_on", organizer=scene.who([meeting.organizer]))
    return _both(scene, text, reply, after, write, "confirm_cancel", asked, **own_copy(scene, done.event))


def from_request(scene: Scene, person: Participant) -> Outcome:
    """Times are still being sought: who need not come just goes, of anybody else the organizer decides."""
    turn, meeting = scene.turn, scene.meeting
    me = turn.speaker.address
    passed_on = scene.voice.say("leave_passed_on", organizer=scene.who([meeting.organizer]))
    if not person.needed and len(meeting.others) > 1:
        after = steps.remove_attendee(meeting, me, me, turn.now)
        reply, _ = to_organizer(scene, "leave_request_told", None)
        text = scene.voice.say("leave_request_done", title=scene.what) + "\n" + passed_on
        writes = (lambda tx: _out_of_search(tx, after, me),)
        return answer(turn, text, replies=(reply,), meeting=after, pending=turn.pending, writes=writes)
    declined = decline(meeting, me, turn.now)
    if declined.open_proposal is not None and (declined.expires_at is None or declined.expires_at > turn.now):
        declined = refuse_some(declined, me, None, turn)
    only = len(meeting.others) == 1
    asked = {"step": "go_on", "id": meeting.id, "who": me}
    reply, write = to_organizer(scene, "leave_only_asked" if only else "leave_needed_asked", ("leave", asked))
    done = _both(scene, passed_on, reply, declined, write, "leave", asked)
    return replace(done, writes=(*done.writes, lambda tx: _out_of_search(tx, declined, me)))


def to_organizer(
    scene: Scene,
    key: str,
    question: tuple[str, Mapping[str, Any]] | None,
    when: Callable[[Voice], str] | None = None,
) -> tuple[Reply, Any]:
    """A letter to the organizer where the request was made, and what makes the answer to ``question`` find it.

    ``when`` says, in the reader's voice, which of a series it is about."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    voice = organizers_voice(turn, services, meeting)
    values = {"name": voice.person(turn.speaker.name or turn.speaker.address), "title": scene.what}
    if meeting.booked is not None:
        values["slot"] = voice.slot(meeting.booked.interval)
    if when is not None:
        values["when"] = when(voice)
    text = voice.say(key, **values)
    subject = turn.message.subject or meeting.title
    reply = Reply(meeting.organizer, meeting.channel, meeting.conversation, text, voice.language, subject)
    if question is None or _here(scene):
        return reply, None
    name, details = question
    return reply, asked_of_organizer(meeting, name, details, turn.now)


def _both(
    scene: Scene,
    text: str,
    reply: Reply,
    after: Meeting,
    write: Any,
    name: str,
    details: Mapping[str, Any],
    **more: Any,
) -> Outcome:
    """The sender is answered, the organizer asked; in one thread the question stands there, and is the organizer's."""
    asked = sorted({after.organizer, *after.delegates})
    pending = Pending(name, {**details, "asked": asked, "meeting": after.id}) if _here(scene) else None
    replies = () if _here(scene) and reads_along(scene.turn, scene.services, after) else (reply,)
    if not replies:
        text = f"{text}\n{reply.text}"
    writes = (write,) if write else ()
    return answer(scene.turn, text, replies=replies, meeting=after, pending=pending, writes=writes, **more)


def _here(scene: Scene) -> bool:
    message, meeting = scene.turn.message, scene.meeting
    return (message.channel, message.conversation) == (meeting.channel, meeting.conversation)


def own_copy(scene: Scene, event: Event | None, *, back: bool = False) -> dict[str, Any]:
    """For somebody whose calendar is not connected: a CANCEL of the invitation that was sent; with ``back`` the
    REQUEST, for who comes after all."""
    turn = scene.turn
    if event is None or not _ours(scene, event) or _connected(scene, turn.speaker.address):
        return {}
    if back:
        return {"ics": invitation.request(event, turn.now), "method": "REQUEST"}
    mine = replace(event, attendees=(Attendee(turn.speaker.address, turn.speaker.name, PartStat.DECLINED),))
    return {"ics": invitation.cancel(mine, turn.now), "method": "CANCEL"}


def with_invitation(scene: Scene, reply: Reply, event: Event | None) -> Reply:
    """The organizer's letter, with the changed event for a calendar that is not connected."""
    organizer = scene.meeting.organizer
    if event is None or not event.attendees or not _ours(scene, event) or _connected(scene, organizer):
        return reply
    return replace(reply, ics=invitation.request(event, scene.turn.now), method="REQUEST")


def _ours(scene: Scene, event: Event) -> bool:
    return event.organizer is not None and event.organizer.address == scene.services.assistant


def _connected(scene: Scene, address: str) -> bool:
    try:
        return scene.services.calendars.writable(address) is not None
    except CalendarError:
        return False


def _out_of_search(tx: Any, meeting: Meeting, address: str) -> None:
    tx.holds.release(meeting.id, address)
    tx.timers.reset(meeting.id, address, KIND)
