"""One turn from start to end: which journey answers, what it answers, and everything written in one transaction."""

from __future__ import annotations

import logging
from dataclasses import replace
from importlib import import_module

from actions.errors import MendableError
from actions.journeys import deeds, looked, meaning, shown, two_wishes
from actions.journeys.against import without_meals_told_as_hours, without_what_gives_way
from actions.journeys.gate import left_open, limited, turned_away, without_others_question
from actions.journeys.meaning import TOPIC, TOPICS
from actions.journeys.mend import mended
from actions.journeys.private import kept_private
from actions.journeys.screen import unreadable
from actions.journeys.told_times import without_told
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from actions.store.records import Conversation
from actions.store.store import Transaction

LOG = logging.getLogger(__name__)

# action -> module of `actions.journeys` and its function ``step(turn, services) -> Outcome``
JOURNEYS = {
    "action_schedule": "schedule",
    "action_find_time": "find_time",
    "action_query": "query",
    "action_reschedule": "reschedule",
    "action_cancel": "cancel",
    "action_choose": "choose",
    "action_reject": "reject",
    "action_propose": "propose",
    "action_preference": "preference",
    "action_remind": "reminder",
    "action_explain": "explain",
    "action_affirm": "small_talk",
    "action_deny": "small_talk",
    "action_greet": "small_talk",
    "action_thanks": "small_talk",
    "action_help": "small_talk",
    "action_out_of_scope": "small_talk",
}


def play(action: str, turn: Turn, services: Services) -> Outcome | None:
    """Answer ``turn`` with the journey of ``action``, or of the question it answers; None when the message had been
    handled before. Whatever goes wrong, the sender gets an answer and the meeting is as it was."""
    outcome = _outcome(action, turn, services)
    try:
        return commit(turn, outcome, services)
    except MendableError as error:  # somebody else saved the meeting in between
        return commit(turn, answer(turn, mended(error, turn, services), pending=turn.pending), services)


def commit(turn: Turn, outcome: Outcome, services: Services) -> Outcome | None:
    """Write the outcome: the meeting, the conversation, the replies, and that the message is done."""
    message = turn.message
    with services.store.transaction() as tx:
        if not tx.inbox.done(message.channel, message.id, turn.intent, turn.now):
            return None
        watched = deeds.watch(tx, turn, outcome)
        meeting = tx.meetings.save(outcome.meeting) if outcome.meeting else None
        about = turn.meeting_id if outcome.about is None else outcome.about or None
        about = meeting.id if meeting and outcome.about is None else about
        if not outcome.apart:
            _remember(tx, turn, outcome, about)
        for number, reply in enumerate(outcome.replies):
            key = f"{message.channel}:{message.id}:{number}:{reply.to}"
            tx.outbox.put(key, reply, turn.now, meeting_id=meeting.id if meeting else None)
        for write in outcome.writes:
            write(tx)
        deeds.note(tx, turn, outcome, watched, meeting)
    return replace(outcome, meeting=meeting or outcome.meeting, about=about or "")


def _outcome(action: str, turn: Turn, services: Services) -> Outcome:
    if away := turned_away(turn, services):
        return away
    if wrong := unreadable(turn.text):
        key, values = wrong
        return answer(turn, turn.voice.say(key, **values), pending=turn.pending)
    turn = without_what_gives_way(without_told(without_meals_told_as_hours(without_others_question(turn))))
    said = meaning.going_on(turn, services, action)
    turn = said.turn
    try:
        said = meaning.meant(said.action, turn, services)
        turn = said.turn
        allowed = limited(said.action, turn, services)
        if isinstance(allowed, Outcome):
            return allowed
        name = JOURNEYS.get(allowed) or TOPICS[allowed.removeprefix(TOPIC)]
        module = import_module(f"actions.journeys.{name}")
        outcome = kept_private(name, turn, module.step(turn, services))
        return two_wishes.finished(said.both, outcome) if said.both else outcome
    except MendableError as error:
        return answer(turn, mended(error, turn, services), pending=turn.pending)
    except Exception:
        LOG.exception("%s failed on message %s", action, turn.message.id)
        return answer(turn, turn.voice.say("internal_error"), pending=turn.pending)


def _remember(tx: Transaction, turn: Turn, outcome: Outcome, about: str | None) -> None:
    message = turn.message
    asked = left_open(turn, outcome)
    stored = {"question": asked.question, **asked.details} if asked else None
    spoken = {**turn.memory.get("spoken", {}), turn.message.sender: turn.language}  # a thread may have two languages
    data = {
        **turn.memory,
        **outcome.memory,
        **shown.kept(outcome),
        **looked.kept(outcome),
        "language": turn.language,
        "spoken": spoken,
    }
    tx.conversations.put(Conversation(message.channel, message.conversation, about, stored, data), turn.now)
