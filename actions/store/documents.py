"""Messages and replies as JSON objects, for the inbox and the outbox."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any

from actions.messages import IncomingMessage, Reply


def message_to_json(message: IncomingMessage) -> dict[str, Any]:
    """The message as a JSON object."""
    return {**asdict(message), "sent_at": message.sent_at.isoformat()}


def message_from_json(data: dict[str, Any]) -> IncomingMessage:
    """The message that `message_to_json` wrote."""
    sent_at = datetime.fromisoformat(data["sent_at"])
    mentions = tuple((start, end, address) for start, end, address in data["mentions"])
    lists = {"participants": tuple(data["participants"]), "mentions": mentions}
    return IncomingMessage(**{**data, **lists, "sent_at": sent_at})


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """The reply as a JSON object; ``ics`` in base64."""
    return {**asdict(reply), "ics": None if reply.ics is None else b64encode(reply.ics).decode("ascii")}


def reply_from_json(data: dict[str, Any]) -> Reply:
    """The reply that `reply_to_json` wrote."""
    ics = None if data["ics"] is None else b64decode(data["ics"])
    return Reply(**{**data, "offers": tuple(data["offers"]), "ics": ics})
