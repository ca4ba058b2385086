"""What is pressed under an offer says the same as the words that could have been typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting
from actions.core.times.codec import to_json
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys.base import make_turn
from actions.journeys.play import commit, play
from actions.journeys.turn import Outcome, Pending, Turn
from actions.messages import IncomingMessage, Reply
from actions.services import Services
from actions.store.slack_messages import Token
from actions.texts import say
from actions.texts.voice import Voice
from bot.channels.slack.places import CHANNEL

# kind of button -> (intent, the action that answers it, what is said with it)
_MEANS = {
    "pick": ("choose_slot", "action_choose", {"ko": "{number}번", "en": "{number}"}),
    "more": ("reject_slots", "action_reject", {"ko": "다른 시간 보여 주세요", "en": "show me other times"}),
    "none": ("reject_slots", "action_reject", {"ko": "다 안 돼요", "en": "none of these work"}),
    "other": ("propose_time", "action_propose", {"ko": "{time} 어때요?", "en": "how about {time}?"}),
}
_BOLD = re.compile(r"\*")


@dataclass(frozen=True)
class Pressed:
    """A press that counted: which message it was on, what is to be said there, and the offer chosen (1-based)."""

    message_key: str
    said: str
    chosen: int | None = None


class Presses:
    """Works presses out. Everything here is in the database; call it in a thread."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def play(self, message: IncomingMessage, name: str) -> Pressed | None:
        """Answer a press of ``message.sender``, called ``name``; None when it does not count (which is said)."""
        language = self._language(message)
        token, meeting, shown = self._read(message.headers.get("token", ""))
        why = self._refused(message, token, meeting)
        if why or token is None or meeting is None:
            self._word(message, language, why or "slack_click_unknown", self._organizer(meeting))
            return None
        language = shown.language if shown else language
        turn = self._turn(message, token, language)
        play(_MEANS[token.kind][1], turn, self._services)
        return Pressed(token.message_key, _told(token, turn, meeting, name), token.number or None)

    def _read(self, name: str) -> tuple[Token | None, Meeting | None, Reply | None]:
        with self._services.store.reading() as tx:
            token = tx.slack.token(name) if name else None
            meeting = tx.meetings.get(token.meeting_id) if token else None
            item = tx.outbox.find(token.message_key) if token else None
        return token, meeting, item.reply if item else None

    def _refused(self, message: IncomingMessage, token: Token | None, meeting: Meeting | None) -> str:
        """The key of what to say to a press that does not count; "" when it does, and then it is used up."""
        if token is None or meeting is None:
            return "slack_click_unknown"
        me = message.sender.lower()
        if meeting.participant(me) is None and not meeting.may_manage(me):
            return "slack_click_not_yours"
        if token.used_by and token.used_by != message.id:
            return "slack_click_used"
        if meeting.open_proposal is None or meeting.open_proposal.round != token.round:
            return "slack_click_stale"
        with self._services.store.transaction() as tx:
            used = tx.slack.use(token.token, message.id, self._services.clock())
        return "" if used else "slack_click_used"

    def _turn(self, message: IncomingMessage, token: Token, language: str) -> Turn:
        """The turn that typing the same would have made."""
        intent, _, words = _MEANS[token.kind]
        bare = make_turn(replace(message, language=language), {"name": intent}, [], self._services)
        at = _picked(message.headers)
        voice = Voice(language, bare.zone, bare.now)
        text = words[language].format(number=token.number, time=_BOLD.sub("", voice.moment(at)) if at else "")
        entities: list[Mapping[str, Any]] = []
        if token.kind == "pick":
            entities.append({"entity": "choice", "value": str(token.number), "start": 0, "end": len(text)})
        if at is not None:
            said = TimeConstraint(
                text, (0, len(text)), Kind.INSTANT, at.astimezone(ZoneInfo(bare.zone)), grain=Grain.MINUTE
            )
            entities.append({"entity": "time", "value": to_json(said)})
        turn = make_turn(replace(message, text=text, language=language), {"name": intent}, entities, self._services)
        about = replace(turn, meeting_id=token.meeting_id, pending=Pending("offer"), language=language)
        return replace(about, confidence=1.0, guest=turn.speaker.external)

    def _word(self, message: IncomingMessage, language: str, key: str, name: str) -> None:
        """A passing word to whoever pressed."""
        turn = make_turn(message, {}, [], self._services)
        text = say(key, language, name=name) if key == "slack_click_not_yours" else say(key, language)
        place = message.headers.get("place") or message.conversation
        word = Reply(message.sender, CHANNEL, place, text, language, ephemeral=True)
        commit(turn, Outcome(replies=(word,), apart=True), self._services)

    def _language(self, message: IncomingMessage) -> str:
        with self._services.store.reading() as tx:
            person = tx.people.by_address(message.sender)
        return (person.language if person else "") or message.language or self._services.language

    def _organizer(self, meeting: Meeting | None) -> str:
        chair = meeting.participant(meeting.organizer) if meeting else None
        return (chair.name or chair.address) if chair else ""


def _picked(headers: Mapping[str, str]) -> datetime | None:
    """The instant that was picked in a date picker."""
    at = headers.get("at", "")
    return datetime.fromtimestamp(int(at), timezone.utc) if at.isdigit() else None


def _told(token: Token, turn: Turn, meeting: Meeting, name: str) -> str:
    """Who did what, for everybody who sees the message."""
    language, voice = turn.language, turn.voice
    if token.kind == "pick" and meeting.open_proposal is not None:
        slot = voice.slot(meeting.open_proposal.slots[token.number - 1].interval)
        return say("slack_chosen", language, name=name, number=token.number, slot=_BOLD.sub("", slot))
    if token.kind == "other":
        at = _picked(turn.message.headers) or turn.now
        return say("slack_named_time", language, name=name, slot=_BOLD.sub("", voice.moment(at)))
    return say("slack_asked_more" if token.kind == "more" else "slack_refused_all", language, name=name)
