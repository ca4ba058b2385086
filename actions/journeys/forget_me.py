"""Everything that is kept of somebody is deleted, after a yes; or only the messages that nobody asked for stop."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions import digest, records, travel
from actions.journeys.choices import doubtful, no, yes
from actions.journeys.language import FIXED
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.records import Timer
from actions.store.store import Transaction
from actions.store.timers import QUIET

_FORGET = re.compile(
    r"잊어|지워|삭제|없애|파기|탈퇴|개인\s*정보|\bforget\b|\bdelete\b|\berase\b|\bremove (?:me|my|all|every)|"
    r"\bwipe\b|gdpr|my data",
    re.I,
)
_AGAIN = re.compile(
    r"다시\s*(?:.{0,12}?)(?:보내|알려|연락|메시지|받|해\s*도|켜)|(?:보내|연락해|알려)\s*(?:줘|주셔)?도\s*(?:돼|되|괜찮|좋)|"
    r"\b(?:start|resume|again|turn .* back on|back on)\b|(?:may|can) (?:message|write|contact|remind|nudge)",
    re.I,
)
_SENT = frozenset({digest.KIND, travel.LEAVE})  # wishes that bring messages of themselves


def step(turn: Turn, services: Services) -> Outcome:
    """Ask, and forget on a yes; or stop, or begin again."""
    if turn.question == "forget_me" and not turn.first("topic"):
        return _answered(turn, services)
    if _FORGET.search(turn.text):
        return answer(turn, turn.voice.say("forget_confirm"), pending=Pending("forget_me"))
    with services.store.reading() as tx:
        quiet = [p for p in tx.preferences.of(turn.speaker.address) if p.kind == QUIET]
    if _AGAIN.search(turn.text):
        if not quiet:
            return answer(turn, turn.voice.say("quiet_is_not"), pending=turn.pending)
        write = lambda tx: _begin_again(tx, turn, services)  # noqa: E731
        return answer(turn, turn.voice.say("quiet_over"), pending=turn.pending, memory={"deed": None}, writes=(write,))
    if quiet:
        return answer(turn, turn.voice.say("quiet_already"), pending=turn.pending)
    stop = lambda tx: _stop(tx, turn)  # noqa: E731
    return answer(turn, turn.voice.say("quiet_begun"), pending=turn.pending, memory={"deed": None}, writes=(stop,))


def _answered(turn: Turn, services: Services) -> Outcome:  # noqa: ARG001 -- as the others
    if no(turn):
        return answer(turn, turn.voice.say("forget_kept"))
    if doubtful(turn) or not yes(turn):
        return answer(turn, turn.voice.say("confirm_again"), pending=turn.pending)
    text = turn.voice.say("forget_done")
    return answer(turn, text, about="", memory={"deed": None}, writes=(lambda tx: _forget(tx, turn),))


def _forget(tx: Transaction, turn: Turn) -> None:
    """Out of the roster's row what was told or learned, out of the record and of every conversation the person."""
    message, me = turn.message, turn.speaker
    person = tx.people.by_address(me.address)
    if person is not None:
        extra = {name: value for name, value in person.extra.items() if name != FIXED}
        tx.people.save(replace(person, delegates=(), buffer_minutes=0, extra=extra))
    records.forget(tx, me.address, turn.now)
    known = (message.sender, *me.addresses, me.slack_id)
    tx.traces.last_word(f"{message.channel}:{message.id}:0:{message.sender}")
    tx.traces.erase(me.address, known, me.name)
    tx.preferences.put(me.address, QUIET, {}, turn.now)


def _stop(tx: Transaction, turn: Turn) -> None:
    """Reminders, nudges and digests are taken back, and kept aside for the day they are wanted again."""
    me = turn.speaker.address
    waiting = tx.timers.of_person(me)
    reminders = [t for t in waiting if t.kind == "reminder"]
    wishes = [p for p in tx.preferences.of(me, turn.now) if p.kind in _SENT]
    for timer in waiting:
        if timer.kind in ("reminder", "nudge", digest.KIND):
            tx.timers.cancel(key=timer.key)
    for wish in wishes:
        tx.preferences.remove(wish.id)
    aside = {
        "reminders": [{"key": t.key, "due": t.due_at.isoformat(), "payload": t.payload} for t in reminders],
        "wishes": [{"kind": p.kind, "value": p.value, "said": p.said} for p in wishes],
    }
    tx.preferences.put(me, QUIET, aside, turn.now, said=turn.text)


def _begin_again(tx: Transaction, turn: Turn, services: Services) -> None:
    from datetime import datetime

    me, now = turn.speaker.address, turn.now
    for quiet in [p for p in tx.preferences.of(me) if p.kind == QUIET]:
        tx.preferences.remove(quiet.id)
        for kept in quiet.value.get("reminders", ()):
            due = datetime.fromisoformat(kept["due"])
            if due > now:
                tx.timers.put(Timer(kept["key"], "reminder", due, person=me, payload=kept["payload"]))
        for wish in quiet.value.get("wishes", ()):
            tx.preferences.put(me, wish["kind"], wish["value"], now, said=wish["said"])
            if wish["kind"] == digest.KIND:
                digest.plan(tx, me, wish["value"], turn.zone, now)
    _nudges(tx, me, now, services)


def _nudges(tx: Transaction, me: str, now: Any, services: Services) -> None:  # noqa: ARG001
    """Those of requests that still wait for the person's answer are due again."""
    from actions.upkeep import replied, zones_of

    for meeting in tx.meetings.of_person(me):
        if meeting.open_proposal is not None and meeting.organizer != me:
            replied(tx, meeting, me, now, zones_of(tx, meeting))
