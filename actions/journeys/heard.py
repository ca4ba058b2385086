"""Topics that the words of a message leave no doubt of, where they were taken for something else."""

from __future__ import annotations

import re

from actions.core.times.types import Kind
from actions.journeys import reminder_moved, reminders_kept
from actions.journeys.places import zone_in
from actions.journeys.turn import Turn

_DIGEST = re.compile(
    r"^\W*(?:제|내|그|이)?\s*(?:주간|매주|위클리)?\s*(?:일정\s*)?요약\s*(?:메일)?(?:은|는|을|를)\s.*(?:바꿔|변경|옮겨|보내|받을|그만)|"
    r"\b(?:send|move|change|switch|stop|get)\s+(?:me\s+)?(?:the|my)\s+(?:weekly\s+)?(?:digest|summary)\b",
    re.I,
)
_RECORD = re.compile(
    r"몇\s*(?:번|건|차례)\s*(?:이나\s*|정도\s*)?(?:잡았|잡혔|했|만났|있었|가졌|열렸|봤|진행했)|"
    r"\bhow (?:many|often)\b.*\b(?:did|have)\s+(?:i|we)\b.*\b(?:arrange[d]?|book(?:ed)?|schedule[d]?|set up|settled?|"
    r"had|have|hold|held|meet|met|run)\b",
    re.I,
)
_OFF = re.compile(
    r"\bi(?:['’]m| am|['’]ll be| will be)\s+(?:off|away|on (?:leave|vacation|holiday|pto)|"
    r"out(?: of (?:the )?office)?(?=\W*$|\s+(?:on|this|next|today|tomorrow|until|till|from|all|mon|tue|wed|thu|fri))|"
    r"ooo)\b|"
    r"(?:^|\s)(?:저는?|전|제가|나는?|난|내가)\s.{0,24}?(?:휴가|연차|반차|월차|부재|쉬는\s*날|쉽니다|쉬어요)",
    re.I,
)
_NOT_GOING = re.compile(r"(?:안|못)\s*(?:가|갑니다)|\bnot (?:going|travel+ing)\b", re.I)
_CANNOT_COME = re.compile(
    r"(?:못|안)\s*(?:갈|올|가|오|들어갈|들어가|참석할|참석하|참석해)(?:\s*(?:것|거|수밖에|듯)|\s*게\s*됐|겠|야|요|\s*같|ㄹ)|"
    r"참(?:석|가)(?:이|은|은\s*좀|하기|하기가|이\s*좀)?\s*(?:어려|어렵|힘들|불가|못|안\s*될|안\s*돼)|불참|빠져야|빠질게|빠지겠|"
    r"\b(?:can'?t|cannot|won'?t|won'?t be able to|unable to|not able to|not going to)\s+"
    r"(?:make it to|attend|join|come to|be (?:at|in)|make\s+(?:the|our|my|this|that|your|\w+['’]s)\b)|"
    r"\b(?:have to|need to|going to|gonna|'ll) miss\s+(?:the|our|my|this|that|your|\w+['’]s)\b",
    re.I,
)
_WITHOUT_ME = re.compile(
    r"\b(?:skip|leave out) me\b|\b(?:count|leave) me out\b|\bi'?(?:ll| will)? (?:skip|sit out)\b",
    re.I,
)
_PUT_BACK = re.compile(
    r"원래\s*대로|되돌려|잘못\s*(?:골랐|눌렀|잡았|선택했|말했)|"
    r"\bput (?:it|that|everything|them) back(?! (?:by|to|an?|\d))|"
    r"\b(?:picked|chose|booked|clicked) the wrong\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"미뤄|미루|옮|바꿔|변경|취소|다른\s*(?:날|시간)|"
    r"\b(?:move|push|postpone|reschedule|shift|cancel|instead|another|other time|earlier|later)\b",
    re.I,
)
_CANNOT_MAKE_IT = re.compile(
    r"\b(?:can'?t|cannot|won'?t|not going to|unable to|won'?t be able to|not able to|couldn'?t) "
    r"(?:make (?:it|that one|that)|come|attend|be there|join)\b|"
    r"\b(?:count|leave) me out\b|\bi(?:'?ll| will) (?:have to |need to )?(?:skip|miss|sit out)\b|"
    r"(?:못|안)\s*(?:가|갈|올|오|들어갈|들어가|참석할|참석하)(?:\s*(?:것|거)|겠|요)|불참|빠질게|빠지겠",
    re.I,
)
_MAY_LEAVE = frozenset({"out_of_scope", "reject_slots", "deny"})
_ALSO_OFF = frozenset({"reject_slots", "deny", "choose_slot", "greet", "query_calendar"})  # where nothing is offered
_LASTING = re.compile(r"\b(?:every|each|always|all)\b|\b\w+days\b(?<!days off)", re.I)
_DIGEST_IS = frozenset(
    {"reschedule_meeting", "cancel_meeting", "set_preference", "set_reminder", "out_of_scope", "query_calendar"}
)
_LOOKS = frozenset({"query_calendar", "find_time", "out_of_scope", "schedule_meeting"})


def topic(turn: Turn) -> str:
    """The topic (see `meaning.TOPICS`) that is said in so many words, or ""."""
    text = turn.text
    if reminders_kept.asked(turn):
        return "reminders"
    if reminder_moved.asked(turn):
        return "reminder_moved"
    if turn.intent in _DIGEST_IS and _DIGEST.search(text):
        return "digest"
    if turn.intent in _LOOKS and _RECORD.search(text):
        return "record"
    if leaves(turn):
        return "leave"
    if _PUT_BACK.search(text) and not turn.moments() and not turn.values("title") and not turn.durations():
        return "undo"
    if turn.intent not in ("set_preference", "out_of_scope") and not (turn.intent in _ALSO_OFF and not turn.meeting_id):
        return ""
    once = bool(turn.moments()) and all(t.kind is not Kind.RECURRENCE for t in turn.moments())
    if once and _OFF.search(text) and not _LASTING.search(text):
        return "away"
    return "away" if _NOT_GOING.search(text) and zone_in(text) else ""


def leaves(turn: Turn) -> bool:
    """ "수요일 브랜드 회의 못 갈 것 같아요": one's own coming to a meeting that is named, while nothing is offered."""
    if without_me(turn):
        return True
    named = bool(turn.values("title") or turn.values("purpose"))
    moves = turn.intent in ("reschedule_meeting", "cancel_meeting")  # "can't make the retro tomorrow" may be heard so
    if turn.intent not in _MAY_LEAVE and not (moves and not _ELSEWHERE.search(turn.text)):
        return False
    if turn.question or not _CANNOT_COME.search(turn.text) or "?" in turn.text:
        return False
    somebody = turn.values("attendee") or turn.values("person")
    return named and not somebody


def cannot_make_it(turn: Turn) -> bool:
    """ "Ok well I can't make it then": one's own coming, to something that is not named and at no other time."""
    if turn.question or turn.times or "?" in turn.text or turn.values("attendee"):
        return False
    return turn.intent in (*_MAY_LEAVE, "reschedule_meeting", "cancel_meeting", "affirm") and bool(
        _CANNOT_MAKE_IT.search(turn.text)
    )


def without_me(turn: Turn) -> bool:
    """ "Skip me for the stand-up": the meeting that is named takes place, without the sender."""
    named = turn.values("title") or turn.values("purpose")
    return bool(named and _WITHOUT_ME.search(turn.text)) and not turn.question and not turn.values("attendee")
