"""A turn of a mail scenario as the message that its channel hands in; Slack's: `bot.scenarios.slack_stage`."""

from __future__ import annotations

from datetime import datetime

from actions.messages import IncomingMessage
from bot.channels.mail_bounce import failed_recipients
from bot.channels.mail_text import bare_subject, is_automatic, own_words
from bot.scenarios.format import Scenario, Turn

ASSISTANT = "bot@acme.io"


def enter(scenario: Scenario, turn: Turn, number: int, now: datetime) -> IncomingMessage | None:
    """The message of a mail, or None where the channel lets it lie (an automatic mail, an unauthenticated sender)."""
    person = scenario.person(turn.who)
    if is_automatic(turn.headers) or returned(scenario, turn) or turn.auth != "pass":
        return None
    others = [scenario.address(a) for a in (*turn.to, *turn.cc)]
    return IncomingMessage(
        id=turn.headers.get("Message-ID") or f"<{number}.{scenario.id}@acme.io>",
        channel="mail",
        conversation=f"{scenario.id}:{turn.channel_id}",
        sender=_sender(scenario, turn),
        text=own_words(turn.text, [n for n in (turn.sender_name, person.name if person else "") if n]),
        sent_at=now,
        participants=tuple(a for a in others if a != ASSISTANT),
        timezone=person.timezone if person else None,
        language=(person.language or None) if person else None,
        subject=bare_subject(turn.subject),
        headers=dict(turn.headers),
    )


def returned(scenario: Scenario, turn: Turn) -> tuple[str, ...]:
    """The addresses that a mail which came back could not reach; () for any other."""
    return failed_recipients(_sender(scenario, turn), turn.subject, turn.text, turn.headers)


def _sender(scenario: Scenario, turn: Turn) -> str:
    person = scenario.person(turn.who)
    return (turn.sender or (person.address if person else turn.who)).lower()
