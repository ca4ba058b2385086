"""What a message is about: the action that Rasa found, or what the conversation, its topic and its words make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.core.meeting import STANDING
from actions.journeys import (
    called_off,
    heard,
    later,
    looked,
    moved,
    negotiation,
    ordinal_picks,
    pending,
    preference,
    put_right,
    query,
    readdress,
    resend,
    scope_alone,
    shown,
    takes_that,
    two_wishes,
)
from actions.journeys.altering import is_edit
from actions.journeys.mail_requests import asks_others
from actions.journeys.turn import Turn
from actions.journeys.two_wishes import Both
from actions.services import Services

# topic of a message (finer than its intent) -> module of `actions.journeys`
TOPICS: dict[str, str] = {
    "undo": "undo",
    "forget_me": "forget_me",
    "delegate": "delegates",
    "leave": "leave",
    "language": "language",
    "away": "away",
    "travel": "travel",
    "leave_at": "leave_at",
    "digest": "digest",
    "record": "record",
    "reminders": "reminders_kept",
    "reminder_moved": "reminder_moved",
    "negotiations": "negotiations",
    "resend": "resend",
}
TOPIC = "topic_"  # with a topic's name: its action

_ARRANGES = ("action_schedule", "action_find_time", "action_out_of_scope", "action_propose")
_READS_ALIKE = ("action_query", "action_help", "action_out_of_scope", "action_explain", "action_preference")
_EDITED = ("action_out_of_scope", "action_cancel", "action_schedule")


@dataclass(frozen=True)
class Meaning:
    """The turn as its journey is to see it, the ``action`` that answers it, the second wish of a sentence of two."""

    turn: Turn
    action: str
    both: Both | None = None


def going_on(turn: Turn, services: Services, action: str) -> Meaning:
    """The turn with what it leaves unsaid because something was looked up, or asked, just before."""
    right = put_right.last_pick(turn)
    right = takes_that.agreed(turn) if right is turn else right
    if right is not turn:
        return Meaning(right, "action_choose")
    picked = ordinal_picks.as_pick(turn, services)
    if picked is not turn:
        return Meaning(picked, "action_choose")
    other = later.wished(turn, services)
    if other is not turn:
        return Meaning(other, "action_propose")
    further = looked.going_on(turn, services)
    action = looked.action_of(further, turn, action)
    agreed = scope_alone.agreed(further)
    return Meaning(further, action) if agreed is further else Meaning(agreed, "action_affirm")


def meant(action: str, turn: Turn, services: Services) -> Meaning:
    """What ``turn`` is about, taken for ``action`` by its intent alone."""
    sure = next((found for look in _SURE if (found := look(action, turn, services))), "")
    action = sure or next((found for look in _BY_WORDS if (found := look(action, turn, services))), action)
    both = None if sure else two_wishes.split(turn, action)
    if both is not None:
        turn, action = both.turn, both.action
    if not turn.message.filled and not _kept_wishes(action, turn):
        action = negotiation.redirected(turn, services, action)
    return Meaning(turn, action, both)


def of_topic(turn: Turn) -> str:
    """ "topic_…" where the message has a topic with a journey of its own, else ""."""
    topic = turn.first("topic") or heard.topic(turn)
    return f"{TOPIC}{topic}" if topic in TOPICS else ""


def _form(_action: str, turn: Turn, _services: Services) -> str:
    """A form was filled in: there is nothing to guess."""
    return "action_schedule" if turn.message.filled else ""


def _called_off(action: str, turn: Turn, services: Services) -> str:
    off = not heard.without_me(turn) and called_off.said(action, turn, services)
    return "action_cancel" if off else ""


def _moved(action: str, turn: Turn, services: Services) -> str:
    if action in ("action_choose", "action_propose") and not turn.question and shown.one_kept(turn):
        return "action_reschedule" if moved.said(turn) else ""
    fresh = not turn.question and not turn.meeting_id and action in _ARRANGES
    return "action_reschedule" if fresh and moved.meant(turn, services) else ""


def _others_asked(action: str, turn: Turn, services: Services) -> str:
    return "action_schedule" if asks_others(action, turn, services.assistant) else ""


def _cannot_come(_action: str, turn: Turn, services: Services) -> str:
    """ "I can't make it then", of the meeting that is booked or the event that was shown or refused last."""
    if not heard.cannot_make_it(turn):
        return ""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is not None and meeting.quorum is not None:
        return ""  # enough of them may still come: the late no counts them
    stands = meeting is not None and meeting.state in STANDING and meeting.open_proposal is None
    return "topic_leave" if stands or shown.one_kept(turn) else ""


def _its_time(action: str, turn: Turn, services: Services) -> str:
    """When, where or how long what is talked about is."""
    return "action_query" if action in _READS_ALIKE and query.of_what_is_talked_of(turn, services) else ""


def _granted(action: str, turn: Turn, _services: Services) -> str:
    """ "It's fine, find us something on Wednesday", after somebody else asked to move the sender's event."""
    if action not in _ARRANGES or turn.question or not turn.moments() or not shown.change_asked(turn):
        return ""
    own = turn.values("attendee") or turn.values("title") or turn.durations() or turn.message.mentions
    return "" if own else "action_reschedule"


def _wish(action: str, turn: Turn, _services: Services) -> str:
    asked = action in _READS_ALIKE and preference.ASKED.search(turn.text)
    return "action_preference" if asked or preference.WITHDRAWN.search(turn.text) else ""


def _edit(action: str, turn: Turn, services: Services) -> str:
    """A change of the booked meeting that is talked about."""
    if action not in _EDITED or not turn.meeting_id or turn.moments():
        return ""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id)
    edited = meeting is not None and meeting.state in STANDING and is_edit(turn, meeting)
    return "action_reschedule" if edited else ""


def _again(_action: str, turn: Turn, services: Services) -> str:
    return f"{TOPIC}resend" if resend.asked(turn, services) else ""


def _kept_wishes(action: str, turn: Turn) -> bool:
    """The wishes that are kept are asked about or withdrawn: no word on the open offers."""
    if action != "action_preference" or not preference.is_about_kept_ones(turn.text):
        return False
    return bool(turn.moments() or preference.WITHDRAWN.search(turn.text))


Look = Callable[[str, Turn, Services], str]
# asked in this order, the first that knows decides: what leaves no doubt, whatever the intent …
_SURE: tuple[Look, ...] = (
    _form,
    lambda _action, turn, services: "action_propose" if readdress.asked(turn, services) else "",
    _called_off,
    _moved,
    lambda _action, turn, _services: "topic_leave" if heard.leaves(turn) else "",
    lambda _action, turn, _services: pending.answered(turn),
    lambda _action, turn, _services: of_topic(turn),
    _cannot_come,
    _granted,
    lambda _action, turn, _services: pending.wishes_asked(turn),
)
# … then what the words say where they are easily taken for something else; such a sentence may hold two wishes
_BY_WORDS: tuple[Look, ...] = (_others_asked, _its_time, _wish, _again, _edit)
