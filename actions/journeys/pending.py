"""Whether a turn answers what was asked last; a short answer can be read as nearly any intent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.journeys.choices import doubtful, no, number_of, paused, remark, yes
from actions.journeys.facts import ADDRESS, bad_addresses, wants_alone
from actions.journeys.negotiation_verdicts import ALL_BUT
from actions.journeys.offer_picks import any_will_do, picks
from actions.journeys.scope_words import ONLY
from actions.journeys.turn import Turn
from actions.journeys.wished_guest import answers as guest_answers
from actions.journeys.wished_move import answers as answers_wish

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
    rf"이번|[것거꺼]만|한 ?번만|하나만|그날만|{ONLY}|"
    r"모두|전부|다 ?취소|전체|앞으로|"
    r"only|just (?:this|the)|this one|\ball\b|every|series|both",
    re.I,
)


_TOPICS = frozenset({"undo", "leave", "delegate", "language", "forget_me"})  # said on purpose, whatever was asked
_NAMING = frozenset({"attendee", "address", "person"})
_MISSING = _NAMING | {"duration", "time", "title"}  # what a request may be asked for before it is looked into
_HEARD_WHEN_PAUSED = frozenset({"deny", "out_of_scope", "affirm", "choose_slot", "greet", "thanks", "schedule_meeting"})
_NEGOTIATION = frozenset({"propose_time", "choose_slot", "reject_slots", "affirm", "deny", "greet"})
_ELSEWHERE = frozenset(
    {"cancel_meeting", "reschedule_meeting", "query_calendar", "help", "set_reminder", "set_preference", "find_time"}
)
_LEAVE = re.compile(
    r"^\W*(?:아니(?:요|야)?\W+|아뇨\W+|그냥\s*|음+\W+|no\W+|ok(?:ay)?\W+|just\s+|please\s+|actually\W+)*"
    r"(?:(?:이거|그거|이건|그건|회의|요청)?\s*(?:취소|그만|관두|관둬|됐어|됐습니다|안\s*할|하지\s*마|잊어|없던\s*일|필요\s*없|나중에)"
    r"(?:요|해|할게|둘게|둬|하자|할래|해줘|해\s*줘|해\s*주세요|하세요|버려|[가-힣\s]{0,4})?|"
    r"(?:cancel|stop|quit|exit|abort|forget|never ?mind|nvm|drop|leave|skip)(?: (?:it|this|that|"
    r"about it))*)\W*(?:please|thanks)?\W*$",
    re.I,
)
_NO_NAME = re.compile(
    r"^\W*(?:네|넵|예|응|어|음+|글쎄요?|몰라요?|모르겠어요?|아니요?|아뇨|뭐|누구|예약|잡아|book|schedule|yes|yeah|yep|ok(?:ay)?|sure|no|nope|"
    r"hm+|um+|what|who|why|dunno|i don'?t know|help|hi|hello|hey|thanks?|thank you|"
    r"안녕(?:하세요)?|고마워요?|감사합니다|도움말|"
    r"님|씨|\d+(?:\s*[:번분]\s*\d*)?)\W*$",
    re.I,
)
_VERB = re.compile(
    r"(?:줘|주세요|줄래요?|할래요?|할게요?|해요|하자|돼요?|되나요?|까요?|나요|네요|지워|바꿔|옮겨|알려|보여|잡아)\W*$|"
    r"\b(?:delete|remove|move|change|show|find|book|schedule|make|set|cancel|is|are|was|do|does|can|could|will|"
    r"what|when|where)\b",
    re.I,
)
_WITH = re.compile(
    r"^\W*(?:(?:and|oh|ah|also|sorry|it'?s|just|yes|ok(?:ay)?)\W+)*with\s+(?!(?:a|the|that|this|it|no)\b)\w|"
    r"^[^?]{1,20}(?:님|씨)\s*(?:이?랑|하고|과|와)?(?:요|이요)?\W*$|^[가-힣 ]{2,10}(?:이?랑|하고)(?:요|이요)?\W*$",
    re.I,
)
_AGAIN = re.compile(
    r"다시\s*(?:찾|골라|추천|제안|보여)|다른\s*(?:시간|때|날|거|걸)|처음부터|"
    r"(?:look|search|try|find) again|start over|other (?:times?|options?|days?)|something else|"
    r"different (?:times?|days?)",
    re.I,
)


def answered(turn: Turn) -> str:
    """The action that asked, when ``turn`` answers it; else "". A question can always be left: "취소", "never mind"."""
    if leaves(turn):
        return "action_deny"
    if not turn.meeting_id and not turn.question and _asks_for_a_meeting(turn):
        return "action_schedule"
    if turn.question == "duration" and _names_company(turn):
        return "action_schedule"
    if turn.question == "which_event":
        return _asker(turn) if _picks_one(turn) and not _new_request(turn) else ""
    if turn.question == "offer":
        return _on_offer(turn)
    asked = _QUESTIONS.get(turn.question)
    if asked is None or _new_request(turn):
        return ""
    action, fits = asked
    return action if fits(turn) else ""


def leaves(turn: Turn) -> bool:
    """True when the sender drops a request that something is still missing from, or that is to be confirmed."""
    open_ = turn.question in _MISSING or turn.question in ("confirm_booking", "which_event")
    return open_ and bool(_LEAVE.match(turn.text))


def name_like(turn: Turn) -> bool:
    """True for an answer that can be somebody's name: a few words, none of them a command or a yes."""
    text = turn.text.strip()
    few = 0 < len(text.split()) <= 4 or bool(re.search(r",|/|&|하고|랑|와|과|and", text))
    plain = not _NO_NAME.match(text) and not _VERB.search(text) and "?" not in text and len(text) <= SHORT
    return few and plain and not turn.times and turn.intent not in _ELSEWHERE


def _asks_for_a_meeting(turn: Turn) -> bool:
    """A first message that names people, a length or a time to meet, heard as an answer though nothing was offered."""
    named = bool(turn.values("attendee") or turn.message.mentions)
    says_meet = bool(turn.durations() or turn.first("purpose") or turn.first("title"))
    if turn.intent == "out_of_scope":  # whom, when, how long, and put to the assistant: nothing but a request
        ahead = any(t.start is not None and _later(t.start, turn) for t in turn.moments())
        return named and ahead and bool(turn.durations()) and not turn.message.overheard
    if turn.intent not in _NEGOTIATION:
        return False
    return says_meet or (named and bool(turn.times)) or (turn.intent == "propose_time" and named)


def _later(moment: datetime, turn: Turn) -> bool:
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(turn.zone))) > turn.now


def wishes_asked(turn: Turn) -> str:
    """The preferences' action when the sender asks what is remembered, which reads like a look into the calendar."""
    reads_alike = turn.intent in ("query_calendar", "help", "out_of_scope", "explain_suggestion")
    return "action_preference" if reads_alike and WISHES.search(turn.text) else ""


def _new_request(turn: Turn) -> bool:
    """A full request of another kind, which goes before the question."""
    scope = turn.question == "scope" and _short(turn) and bool(SCOPE.search(turn.text))
    if turn.first("topic") in _TOPICS and len(turn.text.strip()) > BARE and not scope:
        return True
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
    """An answer, or no answer at all, after which the question stands; never a request of another kind."""
    known = bool(turn.message.mentions or ADDRESS.search(turn.text) or bad_addresses(turn.text) or wants_alone(turn))
    if known or name_like(turn):
        return True
    if turn.intent in _ELSEWHERE or turn.intent == "explain_suggestion":
        return False
    return bool(turn.values("attendee")) or not turn.times


def _yes_or_no(turn: Turn) -> bool:
    return _short(turn) and (yes(turn) or no(turn))


def _all_of_them(turn: Turn) -> bool:
    several = turn.pending is not None and "all" in turn.pending.details
    return several and _short(turn) and not doubtful(turn) and bool(SCOPE.search(turn.text))


def _on_offer(turn: Turn) -> str:
    """A bare number, a yes or a no; everything else about offers is left to the intent."""
    if ALL_BUT.search(turn.text) and not turn.moments():
        return "action_reject"
    if _short(turn) and picks(turn) and not remark(turn):
        return "action_choose"
    talks = turn.intent in ("choose_slot", "affirm", "reject_slots", "out_of_scope", "greet", "find_time")
    if talks and not turn.moments() and _AGAIN.search(turn.text) and number_of(turn) is None:
        return "action_reject"
    if turn.intent in ("choose_slot", "affirm") and not turn.moments() and remark(turn):
        return "action_affirm"
    if turn.intent in _HEARD_WHEN_PAUSED and _short(turn) and paused(turn):
        return "action_affirm"
    if any_will_do(turn) and _short(turn) and turn.intent not in _REQUESTS - {"schedule_meeting"}:
        return "action_choose"
    if not _short(turn) or turn.moments() or (turn.intent in _OTHERWISE and len(turn.text.strip()) > BARE):
        return ""
    if number_of(turn) is not None or (turn.intent == "affirm" and not doubtful(turn)):
        return "action_choose"
    return "action_reject" if turn.intent == "deny" else ""


def _picks_reading(turn: Turn) -> bool:
    """A number where several readings of a time were shown."""
    return bool(turn.pending and turn.pending.details.get("readings")) and number_of(turn) is not None


def _names_company(turn: Turn) -> bool:
    """ "With Tom" after "how long?": who comes is said meanwhile, and the length is asked for once more."""
    return _short(turn) and not turn.moments() and not turn.first("title") and bool(_WITH.match(turn.text))


def _says_how_long(turn: Turn) -> bool:
    return bool(turn.durations()) or (_short(turn) and number_of(turn) is not None)


def _picks_one(turn: Turn) -> bool:
    if turn.intent in ("help", "query_calendar") and number_of(turn) is None and turn.confidence > 0.7:
        return False
    return _short(turn) or bool(ADDRESS.search(turn.text))


def _names_a_place(turn: Turn) -> bool:
    plain = not _NO_NAME.match(turn.text) and not _VERB.search(turn.text) and "?" not in turn.text
    return _short(turn) and plain and turn.intent not in _ELSEWHERE - {"set_preference"}


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
    "look_again": ("action_propose", lambda turn: bool(turn.moments()) or _yes_or_no(turn)),
    "confirm_booking": ("action_schedule", _yes_or_no),
    "confirm_reschedule": ("action_reschedule", _yes_or_no),
    "wished_guest": ("action_reschedule", guest_answers),
    "wished_time": ("action_reschedule", answers_wish),
    "confirm_cancel": ("action_cancel", lambda turn: _yes_or_no(turn) or _all_of_them(turn)),
    "scope": ("action_cancel", lambda turn: number_of(turn) is not None or bool(SCOPE.search(turn.text)) or no(turn)),
    "forget_me": ("topic_forget_me", _yes_or_no),
    "leave": ("topic_leave", _short),
    "new_time": ("action_reschedule", lambda turn: bool(turn.times)),
    "new_length": ("action_reschedule", lambda turn: bool(turn.durations())),
    "reminder_time": ("action_remind", lambda turn: bool(turn.times)),
    "away_zone": ("topic_away", _names_a_place),
    "away_when": ("topic_away", lambda turn: bool(turn.moments())),
    "travel_minutes": ("topic_travel", _says_how_long),
    "travel_place": ("topic_travel", _names_a_place),
}
