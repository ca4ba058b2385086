"""A turn of a scenario as the message that its channel hands in."""

from __future__ import annotations

import re
from datetime import datetime

from actions.messages import IncomingMessage
from bot.channels.mail_text import bare_subject, is_automatic, own_words
from bot.scenarios.format import Scenario, Turn

ASSISTANT = "bot@acme.io"
_MENTION = re.compile(r"<@(U\w+)>")
_CALL = re.compile(r"@bot\b[,:]?\s*", re.IGNORECASE)


def enter(scenario: Scenario, turn: Turn, number: int, now: datetime) -> IncomingMessage | None:
    """The message, or None where the channel lets it lie (an automatic mail, an unauthenticated sender)."""
    return _mail(scenario, turn, number, now) if scenario.channel == "mail" else _slack(scenario, turn, number, now)


def _slack(scenario: Scenario, turn: Turn, number: int, now: datetime) -> IncomingMessage:
    text, mentions = _named(scenario, _CALL.sub("", turn.text).strip())
    person = scenario.person(turn.who)
    return IncomingMessage(
        id=f"{scenario.id}:{number}",
        channel="slack",
        conversation=f"{scenario.id}:{turn.channel_id}",
        sender=person.address if person else turn.who,
        text=text,
        sent_at=now,
        timezone=person.timezone if person else None,
        language=(person.language or None) if person else None,
        mentions=mentions,
    )


def _named(scenario: Scenario, text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Mentions of people as their names, and where those stand."""
    out, mentions, at = "", [], 0
    for found in _MENTION.finditer(text):
        out += text[at : found.start()]
        at = found.end()
        person = scenario.person(found.group(1))
        if person is None:
            continue
        mentions.append((len(out), len(out) + len(person.name), person.address))
        out += person.name
    return out + text[at:], tuple(mentions)


def _mail(scenario: Scenario, turn: Turn, number: int, now: datetime) -> IncomingMessage | None:
    person = scenario.person(turn.who)
    if is_automatic(turn.headers) or turn.auth != "pass":
        return None
    others = [scenario.address(a) for a in (*turn.to, *turn.cc)]
    return IncomingMessage(
        id=f"<{number}.{scenario.id}@acme.io>",
        channel="mail",
        conversation=f"{scenario.id}:{turn.channel_id}",
        sender=(turn.sender or (person.address if person else turn.who)).lower(),
        text=own_words(turn.text),
        sent_at=now,
        participants=tuple(a for a in others if a != ASSISTANT),
        timezone=person.timezone if person else None,
        language=(person.language or None) if person else None,
        subject=bare_subject(turn.subject),
        headers=dict(turn.headers),
    )
