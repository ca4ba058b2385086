"""What concerns one person alone goes to that person alone, also when it was asked where others read along (Slack)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.core.meeting import STANDING, Meeting
from actions.journeys.turn import Outcome, Turn
from actions.store.records import Conversation

# modules of `actions.journeys` whose answers tell of the sender's own calendar, wishes and whereabouts
_THEIRS = frozenset(
    {"query", "preference", "delegates", "away", "travel", "leave_at", "digest", "record", "negotiations", "forget_me"}
)


def kept_private(journey: str, turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome of that journey, its answers to the sender marked as theirs alone; a question in one of them can be
    answered in direct messages, too.

    Where people of other organisations read along, colleagues are answered so whatever they ask: times on offer come
    with reasons and other people's hours. What is settled is said openly.
    """
    theirs = journey in _THEIRS or (turn.message.shared and not turn.outsider and not _settles(outcome))
    if not theirs or turn.message.channel != "slack":
        return outcome
    mine = tuple(replace(r, personal=True) if r.to == turn.message.sender else r for r in outcome.replies)
    asked = outcome.pending
    if asked is None or not turn.speaker.slack_id:
        return replace(outcome, replies=mine)
    about = (turn.meeting_id if outcome.about is None else outcome.about) or None
    if outcome.meeting is not None and outcome.about is None:
        about = outcome.meeting.id

    def ask_there_too(tx: Any) -> None:
        pending, data = {"question": asked.question, **asked.details}, {**outcome.memory, "language": turn.language}
        tx.conversations.put(Conversation("slack", turn.speaker.slack_id, about, pending, data), turn.now)

    elsewhere = turn.message.conversation != turn.speaker.slack_id
    return replace(outcome, replies=mine, writes=(*outcome.writes, *((ask_there_too,) if elsewhere else ())))


def _settles(outcome: Outcome) -> bool:
    return outcome.meeting is not None and outcome.meeting.state in STANDING


def organizers_own(meeting: Meeting, pending: dict[str, Any], data: dict[str, Any], now: Any) -> Any:
    """What lets the organizer of a request made in Slack answer in direct messages."""

    def write(tx: Any) -> None:
        person = tx.people.by_address(meeting.organizer)
        if meeting.channel == "slack" and person is not None and person.slack_id:
            tx.conversations.put(Conversation("slack", person.slack_id, meeting.id, pending, data), now)

    return write
