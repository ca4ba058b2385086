"""Another time for a reminder: the one just set ("아 10시로 바꿔줘"), or one named ("보고서 알림 4시로 바꿔줘")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.times.types import Kind, Polarity, TimeConstraint
from actions.journeys import deeds
from actions.journeys.amounts import amount_of, lead_of, shift_of
from actions.journeys.negotiation_days import clock_alone, put_on
from actions.journeys.reminders_named import list_or_none, said_of, what_of
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from actions.store.following import KIND, before_of, redated
from actions.store.records import Timer

_CHANGED = re.compile(
    r"바꿔|바꾸|변경|옮겨|옮기|미뤄|늦춰|당겨|말고|아니라|수정|"
    r"^\W*(?:아|앗|아니|아냐|미안|죄송\S*|잠깐만?)\W.*(?:으로|로|에)(?:요|\s*(?:해|부탁|알려|할게)\S*)?\W*$|"
    r"\b(?:change|move|make it|push|shift|instead|rather|actually|earlier|later)\b",
    re.I,
)
_NAMED = re.compile(r"알림|알람|리마인더|리마인드|\breminders?\b", re.I)
_TAKEN_FOR = frozenset(
    {"reschedule_meeting", "set_reminder", "propose_time", "choose_slot", "schedule_meeting", "out_of_scope"}
)


def asked(turn: Turn) -> bool:
    """True when the sender's last deed here was such a reminder and the message names another time and nothing else,
    or when it says that a reminder is to be moved."""
    if turn.question or turn.intent not in _TAKEN_FOR or not _CHANGED.search(turn.text):
        return False
    if not turn.times and shift_of(turn.text) is None:
        return False
    if _NAMED.search(turn.text) and turn.intent != "set_reminder":
        return True
    last = deeds.last(turn) or {}
    named = turn.values("title") or turn.values("attendee") or turn.values("purpose")
    if named or last.get("kind") not in ("reminder", "reminder_moved"):
        return False
    return not last.get("before") or lead_of(turn.text) is not None  # "move it to 4" may mean the event itself


def step(turn: Turn, services: Services) -> Outcome:
    """Date it anew; a clock time alone stays on its day."""
    with services.store.reading() as tx:
        kept = tx.timers.of_person(turn.speaker.address, KIND)
    meant = _meant(turn, kept)
    if meant is None:
        return list_or_none(turn, kept)
    moved = _moved(turn, meant)
    if moved is None or moved.due_at <= turn.now:
        when = turn.voice.moment(moved.due_at if moved else meant.due_at)
        return answer(turn, turn.voice.say("reminder_past", when=when))
    deed: dict[str, Any] = {
        "kind": "reminder_moved",
        "key": meant.key,
        "due_at": meant.due_at.isoformat(),
        "payload": meant.payload,
    }
    deed |= {"before": before_of(moved) is not None}
    return _written(turn, moved, {"deed": deed})


def back(turn: Turn, services: Services, deed: dict[str, Any]) -> Outcome:
    """It is told again when it was to be told before."""
    with services.store.reading() as tx:
        kept = {t.key: t for t in tx.timers.of_person(turn.speaker.address, KIND)}
    timer = kept.get(str(deed["key"]))
    due = datetime.fromisoformat(deed["due_at"])
    if timer is None or due <= turn.now:
        return answer(turn, turn.voice.say("reminder_past", when=turn.voice.moment(due)), pending=turn.pending)
    undone = {"kind": "undone", "of": deed["kind"], "what": turn.voice.moment(due)}
    return _written(turn, replace(timer, due_at=due, payload=deed["payload"]), {"deed": undone})


def _written(turn: Turn, timer: Timer, memory: dict[str, Any]) -> Outcome:
    text = turn.voice.say("reminder_moved", when=turn.voice.moment(timer.due_at), what=what_of(turn, timer))
    return answer(turn, text, memory=memory, writes=(lambda tx: tx.timers.redate(timer),), pending=turn.pending)


def _meant(turn: Turn, kept: list[Timer]) -> Timer | None:
    """The one whose words are said, else the one set last here, else the only one."""
    named = said_of(turn, kept)
    if len(named) == 1:
        return named[0]
    last = (deeds.last(turn) or {}).get("key")
    return next((t for t in kept if t.key == last), kept[0] if len(kept) == 1 else None)


def _moved(turn: Turn, timer: Timer) -> Timer | None:
    before, lead, shift = before_of(timer), lead_of(turn.text), shift_of(turn.text)
    if before is not None and before.start and not before.place and lead is not None and shift is None:
        return redated(timer, replace(before, lead=lead.total_seconds() / 60))
    due = _named(turn, timer.due_at) or (timer.due_at + shift if shift else None)
    if due is None:
        return None
    if before is None or not before.start:
        return replace(timer, due_at=due)
    ahead = datetime.fromisoformat(before.start) - due
    if ahead > timedelta():
        return redated(timer, replace(before, lead=ahead.total_seconds() / 60))
    return replace(timer, due_at=due, payload={k: v for k, v in timer.payload.items() if k != "before"})


def _named(turn: Turn, due: datetime) -> datetime | None:
    """The last time that is named; "8시 말고 9시" and "9시로" stay on the day, "내일로" keeps the clock."""
    zone = ZoneInfo(turn.zone)
    said = [t for t in turn.moments() if t.kind is not Kind.RECURRENCE and t.polarity is Polarity.WANT and t.start]
    said = [t for t in said if amount_of(t.text) is None]
    if not said:
        return None
    day = due.astimezone(zone)
    last = _on_its_day(said[-1], day, turn)
    start = last.start
    if start is None or not start.tzinfo:
        return None
    if last.kind is Kind.INTERVAL and str(last.grain).endswith("DAY"):
        return start.astimezone(zone).replace(hour=day.hour, minute=day.minute)
    return start


def _on_its_day(said: TimeConstraint, day: datetime, turn: Turn) -> TimeConstraint:
    return put_on(said, day.date(), turn.zone) if clock_alone(said, turn.zone) else said
