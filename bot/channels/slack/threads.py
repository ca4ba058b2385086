"""A thread that somebody begins under one of our direct messages is about the meeting of that message."""

from __future__ import annotations

from datetime import datetime

from actions.messages import IncomingMessage
from actions.store.records import Conversation
from actions.store.store import Transaction
from bot.channels.slack.places import CHANNEL, place_of


def go_on(tx: Transaction, message: IncomingMessage, now: datetime) -> None:
    """Give a new thread in direct messages the meeting and the question of the message above it."""
    place = place_of(message.conversation)
    if not (place.direct and place.thread_ts):
        return
    above = tx.slack.at(message.headers.get("channel", ""), place.thread_ts)
    known = tx.conversations.get(CHANNEL, message.conversation)
    if above is None or above.meeting_id is None or known.data or known.meeting_id:
        return
    meeting = tx.meetings.get(above.meeting_id)
    if meeting is not None:
        asked = {"question": "offer"} if meeting.open_proposal else None
        tx.conversations.put(Conversation(CHANNEL, message.conversation, meeting.id, asked), now)
