"""Whether a turn answers what was asked last; a short answer can be read as nearly any intent."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.journeys.choices import no, number_of, yes
from actions.journeys.facts import ADDRESS, wants_alone
from actions.journeys.turn import Turn

BARE = 4  # characters: "2", "2번", "2요"
SHORT = 40  # characters; a new request is nearly always longer, or names what it is about
_REQUESTS = frozenset({"schedule_meeting", "reschedule_meeting", "cancel_meeting", "set_reminder", "set_preference"})
_OTHERWISE = frozenset(
    {"reject_slots", "propose_time", "explain_suggestion", "query_calendar", "help", "find_time", *_REQUESTS}
)
_ASIDE = frozenset({"query_calendar", "explain_suggestion", "help", "greet", "thanks"})
WISHES = re.compile(
    r"(?:뭐|무엇|어떤|어떻게).*(?:기억|설정|선호)|(?:설정|선호|기억).*(?:알려|보여|뭐)|"
    r"what .*(?:remember|prefer|know) (?:about|of) me|what (?:are|were) my (?:preferences|settings)|"
    r"(?:list|show).*(?:preferences|settings|wishes)|my preferences",
    re.I,
)
SCOPE = re.compile(
    r"이번|이것만|이거만|한 ?번만|하나만|그날만|모두|전부|다 ?취소|전체|앞으로|"
    r"only|just (?:this|the)|this one|\ball\b|every|series|both",
    re.I,
)


def answered(turn: Turn) -> str:
    """The action that asked, when ``turn`` answers it; else ""."""
    if turn.question == "which_event":
        return _asker(turn) if _picks_one(turn) and not _new_request(turn) else ""
    if turn.question == "offer":
        return _on_offer(turn)
    asked = _QUESTIONS.get(turn.question)
    if asked is None or _new_request(turn):
        return ""
    action, fits = asked
    return action if fits(turn) else ""


def wishes_asked(turn: Turn) -> str:
    """The preferences' action when the sender asks what is remembered, which reads like a look into the calendar."""
    reads_alike = turn.intent in ("query_calendar", "help", "out_of_scope", "explain_suggestion")
    return "action_preference" if reads_alike and WISHES.search(turn.text) else ""


def _new_request(turn: Turn) -> bool:
    """A full request of another kind, which goes before the question."""
    names_something = bool(turn.first("title") or turn.first("purpose"))
    if turn.question not in ("attendee", "address", "person"):
        names_something = names_something or bool(turn.values("attendee"))
    if turn.intent in _REQUESTS:
        return names_something and len(turn.text) > 12 and turn.question not in ("title",)
    if turn.intent == "find_time":
        return bool(turn.values("attendee")) or len(turn.text) > 15
    return turn.intent in _ASIDE and turn.confidence > 0.7 and number_of(turn) is None and not turn.durations()


def _asker(turn: Turn) -> str:
    """ "Which one?" is asked by several journeys; who did is kept in the question's details."""
    return str(turn.pending.details.get("action", "")) if turn.pending else ""


def _short(turn: Turn) -> bool:
    return len(turn.text.strip()) <= SHORT


def _names_somebody(turn: Turn) -> bool:
    named = bool(turn.values("attendee") or turn.message.mentions or ADDRESS.search(turn.text) or wants_alone(turn))
    return named or (_short(turn) and not turn.times)


def _yes_or_no(turn: Turn) -> bool:
    return _short(turn) and (yes(turn) or no(turn))


def _on_offer(turn: Turn) -> str:
    """A bare number, a yes or a no; everything else about offers is left to the intent."""
    if not _short(turn) or turn.moments() or (turn.intent in _OTHERWISE and len(turn.text.strip()) > BARE):
        return ""
    if number_of(turn) is not None or turn.intent == "affirm":
        return "action_choose"
    return "action_reject" if turn.intent == "deny" else ""


def _picks_reading(turn: Turn) -> bool:
    """A number where several readings of a time were shown."""
    return bool(turn.pending and turn.pending.details.get("readings")) and number_of(turn) is not None


def _says_how_long(turn: Turn) -> bool:
    return bool(turn.durations()) or (_short(turn) and number_of(turn) is not None)


def _picks_one(turn: Turn) -> bool:
    return _short(turn) or bool(ADDRESS.search(turn.text))


# question -> (the action that asked it, whether a turn answers it)
_QUESTIONS: dict[str, tuple[str, Callable[[Turn], bool]]] = {
    "attendee": ("action_schedule", _names_somebody),
    "address": ("action_schedule", _names_somebody),
    "person": ("action_schedule", _picks_one),
    "duration": (
        "action_schedule",
        _says_how_long,
    ),
    "time": ("action_schedule", lambda turn: bool(turn.times) or _picks_reading(turn)),
    "confirm_booking": ("action_schedule", _yes_or_no),
    "confirm_reschedule": ("action_reschedule", _yes_or_no),
    "confirm_cancel": ("action_cancel", _yes_or_no),
    "scope": ("action_cancel", lambda turn: number_of(turn) is not None or bool(SCOPE.search(turn.text)) or no(turn)),
    "new_time": ("action_reschedule", lambda turn: bool(turn.times)),
    "reminder_time": ("action_remind", lambda turn: bool(turn.times)),
}
