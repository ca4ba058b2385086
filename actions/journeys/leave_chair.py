"""The organizer goes, or hears that somebody who was needed does: call it off, hand it over, go on without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions import booking
from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, Participant
from actions.core.meeting_leave import hand_over
from actions.journeys import cancel, notices
from actions.journeys.altering import DROPPING, among
from actions.journeys.choices import doubtful, no, number_of, yes
from actions.journeys.dropping import dropped
from actions.journeys.mend import not_written
from actions.journeys.scene import Scene
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.store.records import Conversation
from actions.texts.voice import Voice
from actions.writing import Refused, sends_itself

_CALL_OFF = ("취소", "그만", "cancel", "call it off", "drop it")
_HAND_OVER = ("넘기", "넘겨", "맡기", "맡겨", "hand", "pass it", "take over")


def ask(scene: Scene) -> Outcome:
    """Cancel, or hand over to one of the others where more than one is left."""
    meeting = scene.meeting
    if len(meeting.others) < 2:
        return _ask_cancel(scene)
    values = {"title": scene.what, "names": scene.who([p.address for p in meeting.others])}
    pending = Pending("leave", {"step": "chair", "id": meeting.id})
    return answer(scene.turn, scene.voice.say("leave_chair", **values), about=meeting.id, pending=pending)


def answered(scene: Scene, step: str) -> Outcome:
    """What the organizer says to that."""
    turn, meeting = scene.turn, scene.meeting
    text, heirs, number = turn.text.lower(), among(turn, meeting), number_of(turn)
    if step == "heir":
        if number is not None and (number == -1 or 0 < number <= len(meeting.others)):
            heirs = [meeting.others[number - 1 if number > 0 else -1]]
    elif not heirs and (number == 1 or any(w in text for w in _CALL_OFF)):
        return _call_off(scene)
    if len(heirs) == 1:
        return _hand_over(scene, heirs[0])
    if number == 2 or yes(turn) or any(w in text for w in _HAND_OVER) or (step == "heir" and not no(turn)):
        return _ask_heir(scene)
    if no(turn) and not doubtful(turn):
        return answer(turn, scene.voice.say("kept", title=scene.what), about=meeting.id)
    return answer(turn, scene.voice.say("leave_chair_again"), pending=turn.pending)


def without(scene: Scene, agreed: bool, details: Mapping[str, Any]) -> Outcome:
    """Somebody needed does not come: go on without, or drop the request. With nobody else left, a yes drops it."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    gone, only = str(details["who"]), len(meeting.others) == 1
    if only is agreed:
        return _call_off(scene)
    if only:
        return answer(turn, scene.voice.say("kept", title=scene.what), about=meeting.id)
    from actions.journeys import schedule

    after = steps.remove_attendee(meeting, turn.speaker.address, gone, turn.now)
    if after.open_proposal is not None and (number := number_of(turn)) is not None and DROPPING.search(turn.text):
        return settle(Scene(turn, services, after), meeting.offered(number))  # "그럼 그분 빼고 2번으로"
    return schedule.go(Scene(turn, services, steps.collect(after, turn.now)), [])


def _call_off(scene: Scene) -> Outcome:
    turn, meeting = scene.turn, scene.meeting
    if meeting.state in STANDING:
        return cancel.call_off(turn, scene.services, meeting)
    return dropped(turn, scene.services, meeting)


def _ask_cancel(scene: Scene) -> Outcome:
    turn, meeting, voice = scene.turn, scene.meeting, scene.voice
    if meeting.booked is None:
        text = voice.say("leave_chair_request", title=scene.what)
        pending = Pending("leave", {"step": "chair", "id": meeting.id})
        return answer(turn, text, about=meeting.id, pending=pending)
    start = meeting.booked.start.isoformat()
    text = voice.say("confirm_cancel", title=scene.what, slot=voice.slot(meeting.booked.interval))
    if meeting.others:
        text += voice.say("confirm_cancel_people", names=scene.who([p.address for p in meeting.others]))
    pending = Pending("confirm_cancel", {"start": start, "instance": start})
    return answer(turn, text, about=meeting.id, pending=pending)


def _ask_heir(scene: Scene) -> Outcome:
    voice, meeting = scene.voice, scene.meeting
    names = scene.names()
    lines = [f"{n}. {voice.person(names[p.address])}" for n, p in enumerate(meeting.others, 1)]
    pending = Pending("leave", {"step": "heir", "id": meeting.id})
    return answer(scene.turn, voice.say("leave_heir", people="\n".join(lines)), about=meeting.id, pending=pending)


def _hand_over(scene: Scene, heir: Participant) -> Outcome:
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    if heir.external:
        return answer(turn, scene.voice.say("leave_heir_outside"), pending=turn.pending)
    try:
        native = meeting.booked is not None and sends_itself(services, meeting)
    except Refused as refused:
        return answer(turn, not_written(refused.calendar, turn, services, change=True), pending=turn.pending)
    if native:  # the server knows one ORGANIZER for the life of the event
        return answer(turn, scene.voice.say("leave_native", title=scene.what), about=meeting.id)
    after = hand_over(meeting, turn.speaker.address, heir.address, turn.now)
    with services.store.reading() as tx:
        person = tx.people.by_address(heir.address)
    channel, conversation = services.route(person, heir.address, turn.message)
    after = replace(after, channel=channel, conversation=conversation, delegates=person.delegates if person else ())
    if meeting.booked is None:
        return _told(scene, after, heir, ())
    done = booking.revise(services, meeting, after)
    if done.failed or done.event is None:
        assert done.failed is not None
        return answer(turn, not_written(done.failed, turn, services, change=True), about=meeting.id)

    def changes(voice: Voice) -> str:
        return voice.say("change_organizer", value=voice.person(heir.name or heir.address))

    return _told(scene, after, heir, notices.tell_changed(turn, services, after, done.event, changes))


def _told(scene: Scene, after: Meeting, heir: Participant, replies: Any) -> Outcome:
    turn = scene.turn
    name = scene.voice.person(heir.name or heir.address)
    text = scene.voice.say("leave_handed_over", title=scene.what, name=name)
    writes = (lambda tx: _place(tx, after, turn),)
    told = tuple(replies) or (_letter(scene, after, heir),)
    return answer(turn, text, replies=told, meeting=after, about="", writes=writes)


def _letter(scene: Scene, after: Meeting, heir: Participant) -> Any:
    from actions.journeys.people_words import voice_for
    from actions.messages import Reply

    with scene.services.store.reading() as tx:
        person = tx.people.by_address(heir.address)
    voice = voice_for(scene.services, person, scene.voice, named=True)
    who = voice.person(scene.turn.speaker.name or scene.turn.speaker.address)
    text = voice.say("leave_heir_told", name=who, title=scene.what)
    return Reply(heir.address, after.channel, after.conversation, text, voice.language, after.title)


def _place(tx: Any, meeting: Meeting, turn: Turn) -> None:
    """The new organizer's words find the meeting; of a booked one the old organizer's time is free."""
    if (meeting.channel, meeting.conversation) != (turn.message.channel, turn.message.conversation):
        data = tx.conversations.get(meeting.channel, meeting.conversation).data
        tx.conversations.put(Conversation(meeting.channel, meeting.conversation, meeting.id, None, data), turn.now)
    tx.holds.release(meeting.id, turn.speaker.address)
