"""The bridge to Rasa: a tracker becomes a `Turn`, an `Outcome` becomes slot events; everything else is elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import away
from actions.core.people import Person
from actions.core.times.codec import from_json
from actions.journeys.filled import word_for_word
from actions.journeys.gate import guest_of, sender_of
from actions.journeys.language import fixed
from actions.journeys.play import JOURNEYS, play
from actions.journeys.screen import language_of
from actions.journeys.turn import Entity, Outcome, Pending, Turn
from actions.messages import IncomingMessage
from actions.services import Services, current
from actions.store.documents import message_from_json
from actions.store.memory import remembering


class JourneyAction(Action):  # type: ignore[misc]
    """One of Rasa's custom actions: runs the journey of its name in a thread; replies go to the outbox, not to Rasa."""

    action = ""

    def name(self) -> str:
        """The name in the domain."""
        return self.action

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        """Answer the latest message; returns what Rasa remembers of it."""
        services = current()
        latest = dict(tracker.latest_message)
        return await asyncio.to_thread(self._play, latest, tracker.sender_id, services)

    def _play(self, latest: Mapping[str, Any], conversation: str, services: Services) -> list[dict[str, Any]]:
        with remembering():
            turn = turn_of(latest, conversation, services)
            return slots(play(self.action, turn, services))


def slots(outcome: Outcome | None) -> list[dict[str, Any]]:
    """The slots after a turn; none change when the message had been handled before."""
    if outcome is None:
        return []
    question = outcome.pending.question if outcome.pending else None
    return [SlotSet("meeting_id", outcome.about or None), SlotSet("question", question)]


def turn_of(latest: Mapping[str, Any], conversation: str, services: Services) -> Turn:
    """The turn in Rasa's ``latest_message``, whose metadata carries the `IncomingMessage` under "message".

    Without one (Rasa's own shell) the text is taken as the terminal's.
    """
    metadata = latest.get("metadata") or {}
    stored = metadata.get("message")
    message = message_from_json(stored) if stored else _of_shell(latest, conversation, services)
    return make_turn(message, latest.get("intent") or {}, latest.get("entities") or [], services)


def make_turn(
    message: IncomingMessage, intent: Mapping[str, Any], entities: list[Mapping[str, Any]], services: Services
) -> Turn:
    """A message with what was understood of it, beside what the store knows of its sender and conversation."""
    with services.store.reading() as tx:
        person = sender_of(tx, message.sender)
        thread = tx.conversations.get(message.channel, message.conversation)
        speaker = person or Person(message.sender.lower(), external=True)
        elsewhere = away.zone_now(tx, speaker.address, services.clock()) if person else ""
        about, name = guest_of(tx, thread.meeting_id, speaker.address) if speaker.external else (thread.meeting_id, "")
    speaker = replace(speaker, name=speaker.name or name)
    theirs = thread.data.get("spoken", {}).get(message.sender) or (person.language if person else "")
    default = theirs or thread.data.get("language") or message.language or services.language_of(person)
    pending = dict(thread.pending) if thread.pending else None
    zone = elsewhere or (person.timezone if person else "") or message.timezone or services.timezone
    entities = [e for e in entities if not _only_a_name(e, message.mentions)]
    if message.filled:
        entities, pending = word_for_word(entities, message, zone), None
    return Turn(
        message=message,
        speaker=speaker,
        now=services.clock(),
        zone=zone,
        language=fixed(person, thread.data, message.sender) or language_of(message.text, default),
        intent=str(intent.get("name") or "out_of_scope"),
        confidence=float(intent.get("confidence") or 0.0),
        entities=tuple(_entity(e) for e in entities if e["entity"] != "time"),
        times=tuple(from_json(e["value"]) for e in entities if e["entity"] == "time"),
        meeting_id=about,
        pending=Pending(pending.pop("question"), pending) if pending else None,
        memory=thread.data,
        known=person is not None,
        guest=speaker.external and about is not None,
    )


def _only_a_name(found: Mapping[str, Any], mentions: Sequence[tuple[int, int, str]]) -> bool:
    """True for what was found inside of somebody's mention: that is a name, be it called May, Park or Two."""
    start, end = int(found.get("start") or 0), int(found.get("end") or 0)
    within = any(first <= start and end <= last for first, last, _ in mentions)
    return within and start < end and found["entity"] != "attendee"


def _entity(found: Mapping[str, Any]) -> Entity:
    return Entity(found["entity"], str(found["value"]), int(found.get("start") or 0), int(found.get("end") or 0))


def _of_shell(latest: Mapping[str, Any], conversation: str, services: Services) -> IncomingMessage:
    now = services.clock()
    text = str(latest.get("text") or "")
    with services.store.reading() as tx:  # the shell knows no senders: the first of the roster speaks
        sender = next((p.address for p in tx.people.all() if not p.external), conversation)
    message = IncomingMessage(
        str(latest.get("message_id") or now.isoformat()), "console", conversation, sender, text, now
    )
    with services.store.transaction() as tx:
        tx.inbox.receive(message, now)
    return message


def _class(name: str) -> type[JourneyAction]:
    title = "".join(word.title() for word in name.split("_"))
    doc = f"Runs the journey of ``{name}`` (see `actions.journeys.play`)."
    return type(title, (JourneyAction,), {"action": name, "__doc__": doc, "__module__": __name__})


# Rasa's action server finds actions by their classes; each differs from the others in its name alone
ACTIONS = tuple(_class(name) for name in JOURNEYS)
