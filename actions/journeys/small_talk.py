"""Hello, thanks, help, a yes or no to nothing, and what is not the assistant's business."""

from __future__ import annotations

from actions.core.meeting import STANDING
from actions.journeys import pending
from actions.journeys.asked import OFFER
from actions.journeys.choices import paused, remark
from actions.journeys.dropping import dropped
from actions.journeys.late import heard_late
from actions.journeys.people_words import name_of
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services

SURE = 0.6  # the confidence from which on words are taken for talk among people
_KEYS = {
    "greet": "greet",
    "thanks": "thanks",
    "help": "help",
    "affirm": "affirm",
    "deny": "deny",
}


def step(turn: Turn, services: Services) -> Outcome:
    """Answer and leave everything as it is; what was asked stays asked. A no to a question drops the request."""
    if _among_people(turn, services):
        return Outcome(pending=turn.pending, apart=True)
    left = turn.intent == "deny" and turn.question and turn.question != "offer"
    if left or pending.leaves(turn):
        return _dropped(turn, services)
    if turn.outsider and turn.intent == "out_of_scope" and "?" in turn.text and (limits := _limits(turn, services)):
        return answer(turn, limits, pending=turn.pending)
    if turn.question and (remark(turn) or paused(turn)):
        key = "confirm_again" if turn.question.startswith("confirm_") else "offer_again"
        if key == "confirm_again" or turn.question == "offer":
            return answer(turn, turn.voice.say(key), pending=turn.pending)
    if turn.intent == "affirm" and not turn.question and (settled := _of_what_stands(turn, services)):
        return settled
    text = turn.voice.say(_KEYS.get(turn.intent, "out_of_scope"))
    return answer(turn, text, pending=turn.pending)


def _of_what_stands(turn: Turn, services: Services) -> Outcome | None:
    """A yes to what is booked already: an attendee comes, the organizer hears that it stands."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if late := heard_late(turn, services, meeting):
        return late
    if meeting is None or meeting.booked is None or meeting.state not in STANDING or meeting.open_proposal:
        return None
    if not meeting.may_manage(turn.speaker.address):
        return None
    slot = turn.voice.slot(meeting.booked.interval)
    return answer(turn, turn.voice.say("stands_booked", title=meeting.title, slot=slot))


def _limits(turn: Turn, services: Services) -> str:
    """What an outsider may ask, who asks something else beside the times of a meeting; "" where there is none."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    return turn.voice.say("guest_limits", organizer=name_of(services, meeting.organizer)) if meeting else ""


def _among_people(turn: Turn, services: Services) -> bool:
    """True for what somebody says to the others of a thread, which stays unanswered: the assistant is not mentioned and
    has asked the speaker nothing. What is surely none of its business is that of anybody, the rest only of people for
    whom it arranges nothing there."""
    asks = turn.question and turn.question != OFFER
    known = turn.message.sender in turn.memory.get("spoken", {})
    if not turn.message.overheard or asks or turn.intent == "help" or (known and turn.intent == "thanks"):
        return False
    me = turn.speaker.address
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    chatter = turn.intent == "greet" or (turn.intent == "out_of_scope" and turn.confidence >= SURE)
    if meeting is None:
        return chatter or not known
    if meeting.open_proposal is not None and (me in meeting.open_proposal.to or meeting.may_manage(me)):
        return False  # which of the offers it shall be is asked
    return chatter or not meeting.may_manage(me)


def _dropped(turn: Turn, services: Services) -> Outcome:
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.final or meeting.booked:
        return answer(turn, turn.voice.say("deny"))
    return dropped(turn, services, meeting)
