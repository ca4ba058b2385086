"""Turns in Slack: signed event payloads go into the Bolt app, and what its sender posts is read off the Web API."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import html
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest

from actions.messages import Reply
from actions.secrets import Seal
from actions.services import Services
from actions.settings import Settings
from actions.settings_slack import SlackSettings
from actions.store.records import OutboxItem
from bot.channels.slack.app import Front
from bot.channels.slack.channel import SlackChannel
from bot.channels.slack.places import Place
from bot.channels.slack.sender import mark_of
from bot.channels.slack.worker import Answer
from bot.scenarios.format import Scenario, Turn
from bot.scenarios.slack_twin import BOT, TEAM, Twin

SECRET = "the scenario's signing secret"
_CALL = re.compile(r"@bot\b", re.IGNORECASE)
_KEPT = re.compile(r"<@U\w+>")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NEVER = 3600.0  # seconds until a status is posted

Json = dict[str, Any]


@dataclass
class SlackStage:
    """The Slack of one scenario. ``answer`` is the desk's; threads begin with the first message of their channel."""

    scenario: Scenario
    services: Services
    answer: Answer
    _threads: dict[str, str] = field(default_factory=dict)

    def conversation(self, turn: Turn) -> str:
        """The name of the conversation that a turn belongs to."""
        channel = _channel(turn)
        if channel.startswith("D"):
            return Place(user_id=Twin(self.scenario).user_id(turn.who)).name
        return Place(team_id=TEAM, channel_id=channel, thread_ts=self._threads.get(channel, "")).name

    async def play(self, turns: Sequence[tuple[int, Turn]], now: datetime) -> None:
        """Hand turns in at the same instant and answer them."""
        async with Twin(self.scenario).running() as twin:
            channel = self._opened(twin, [])
            front = await channel.front(lambda: None)
            await asyncio.gather(*(self._hand_in(front, twin, number, turn, now) for number, turn in turns))
            await channel.begin()
            while await channel.worker.once():
                await channel.worker.settle()

    async def deliver(self) -> list[Reply]:
        """Everything that is due in Slack, each reply with the text that was posted."""
        sent: list[OutboxItem] = []
        async with Twin(self.scenario).running() as twin:
            channel = self._opened(twin, sent)
            await channel.begin()
            while await channel.sender.once():
                pass
        posted = {post.mark: post.text for post in twin.posts}
        return [_as_posted(item.reply, posted.get(mark_of(item.key))) for item in sent]

    def _opened(self, twin: Twin, sent: list[OutboxItem]) -> SlackChannel:
        slack = SlackSettings(bot_token="xoxb-scenario", signing_secret=SECRET, api_url=twin.url)
        settings = Settings(Path(), "", slack=slack)
        return SlackChannel(self.services, settings, Seal(SECRET), self.answer, patience=_NEVER, told=sent.append)

    async def _hand_in(self, front: Front, twin: Twin, number: int, turn: Turn, now: datetime) -> None:
        body = json.dumps(self._payload(twin, number, turn, now))
        at = str(int(time.time()))  # signatures are good for five minutes of real time
        signed = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "x-slack-request-timestamp": at}
        asked = AsyncBoltRequest(body=body, headers={**headers, "x-slack-signature": f"v0={signed}"})
        answered = await front.app.async_dispatch(asked)
        if answered.status != 200:
            raise RuntimeError(f"turn {number} was not acknowledged: {answered.status} {answered.body}")

    def _payload(self, twin: Twin, number: int, turn: Turn, now: datetime) -> Json:
        """https://api.slack.com/types/event"""
        channel, ts = _channel(turn), f"{int(now.timestamp())}.{number:06}"
        called = bool(_CALL.search(turn.text))
        event: Json = {"type": "app_mention" if called else "message", "user": twin.user_id(turn.who), "ts": ts}
        event |= {"text": _written(turn.text), "channel": channel, "event_ts": ts}
        if channel.startswith("D"):
            event |= {"type": "message", "channel_type": "im"}
        else:
            thread = self._threads.setdefault(channel, ts)
            event |= {"channel_type": "channel"} | ({"thread_ts": thread} if thread != ts else {})
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A0MOIM",
            "event_id": f"Ev{number}",
            "event_time": int(now.timestamp()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
        }


def _channel(turn: Turn) -> str:
    return turn.channel_id.upper() or "C0MOIM"


def _written(text: str) -> str:
    """What Slack's clients make of it: mentions as ids, addresses as links, the rest escaped."""
    out, at = "", 0
    text = _CALL.sub(f"<@{BOT}>", text)
    for kept in _KEPT.finditer(text):
        out += _escaped(text[at : kept.start()]) + kept.group()
        at = kept.end()
    return out + _escaped(text[at:])


def _escaped(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ADDRESS.sub(lambda m: f"<mailto:{m.group()}|{m.group()}>", safe)


def _as_posted(reply: Reply, text: str | None) -> Reply:
    return reply if text is None else replace(reply, text=html.unescape(text))
