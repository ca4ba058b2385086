"""Two wishes in one breath: "회의 잡고 10분 전에 알려줘", "book … and remind me 10 minutes before"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from actions.journeys.amounts import lead_of
from actions.journeys.reminder import timer_of
from actions.journeys.turn import Outcome, Turn
from actions.store.following import Before
from actions.store.store import Transaction

NEVER = timedelta(days=366)  # until it is booked, the reminder waits
_KO_FIRST = (
    r"(?:잡|예약하|예약해|만들|넣|등록하|등록해|정하|정해|옮기|옮겨|미루|미뤄|바꾸|바꿔|변경하|변경해)"
    r"(?:고|아\s*주고|아\s*주시고|주고|주시고|아서|은\s*(?:뒤|다음|후)에?|(?:아|어)?\s*(?:줘|주세요|주시고)[.!,]*(?:\s*그리고)?)"
)
_KO = re.compile(
    rf"^(?P<first>.*{_KO_FIRST})[\s,.!]+(?P<second>(?:[^.]*?)전(?:에|으로)?\s*.*(?:알려|알림|리마인드|상기|깨워).*)$",
    re.S,
)
_EN = re.compile(
    r"^(?P<first>.*?\S)\s*(?:,?\s+(?:and|then)\s+(?:then\s+|also\s+|please\s+)*|[.;!]\s+(?:please\s+|also\s+|then\s+)*)"
    r"(?P<second>(?:remind|ping|alert|notify|nudge)\s+(?:me|us)\b.*\b(?:before|beforehand|ahead|prior)\b.*)$",
    re.I | re.S,
)
_MOVES = re.compile(r"옮기|옮겨|미루|미뤄|바꾸|바꿔|변경|\b(?:move|reschedule|push|postpone|shift|bring)\b", re.I)
_ARRANGES = re.compile(
    r"잡|예약|만들|넣|등록|정하|정해|\b(?:book|schedule|set up|arrange|find|plan|put|add|create|meet|organi[sz]e)\b",
    re.I,
)
_ACTIONS = frozenset({"action_schedule", "action_find_time", "action_remind", "action_reschedule"})


@dataclass(frozen=True)
class Both:
    """The first wish as a turn of its own with the action that answers it, and how long before the reminder comes."""

    turn: Turn
    action: str
    lead: timedelta


def split(turn: Turn, action: str) -> Both | None:
    """The two wishes, or None where there is but one."""
    found = (_KO.match(turn.text) or _EN.match(turn.text)) if action in _ACTIONS else None
    if found is None:
        return None
    lead = lead_of(found["second"])
    if lead is None:
        return None
    end = found.start("second")
    moves = bool(_MOVES.search(found["first"])) and not re.search(r"잡|예약", found["first"])
    if not moves and not _ARRANGES.search(found["first"]):
        return None
    first = replace(
        turn,
        message=replace(turn.message, text=found["first"]),
        intent="reschedule_meeting" if moves else "schedule_meeting",
        entities=tuple(e for e in turn.entities if e.start < end),
        times=tuple(t for t in turn.times if t.span[0] < end),
    )
    return Both(first, "action_reschedule" if moves else "action_schedule", lead)


def finished(both: Both, outcome: Outcome) -> Outcome:
    """What came of the first, with the reminder: at its time, or as soon as a time is settled."""
    turn, meeting = both.turn, outcome.meeting
    if meeting is None or meeting.final or not outcome.replies:
        return outcome
    voice, minutes = turn.voice, both.lead.total_seconds() / 60
    start = meeting.booked.start if meeting.booked and not meeting.open_proposal else None
    due = start - both.lead if start else turn.now + NEVER
    said = {"title": meeting.title, "duration": voice.duration(minutes)}
    if start and due <= turn.now:
        return _adding(outcome, turn, voice.say("reminder_past", when=voice.moment(due)))
    text = voice.say("reminder_before", when=voice.moment(due), **said) if start else voice.say("reminder_then", **said)
    instance = start.isoformat() if start and meeting.rrule else ""
    before = Before(meeting.uid, minutes, meeting.title, start.isoformat() if start else "", instance, instance)
    timer = timer_of(turn, due, meeting.title, before)

    def write(tx: Transaction) -> None:
        tx.timers.put(timer)

    return replace(_adding(outcome, turn, text), writes=(*outcome.writes, write))


def _adding(outcome: Outcome, turn: Turn, line: str) -> Outcome:
    """The outcome with one more line in the answer to the sender."""
    at = next((n for n, r in enumerate(outcome.replies) if r.to == turn.message.sender), None)
    if at is None:
        return outcome
    replies = list(outcome.replies)
    replies[at] = replace(replies[at], text=f"{replies[at].text}\n{line}")
    return replace(outcome, replies=tuple(replies))
