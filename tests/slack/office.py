"""moim in the emulator's workspace: signed payloads go into its app, the emulator has what it posts."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from actions.calendars import Calendars
from actions.core.people import Person
from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.journeys.base import make_turn
from actions.journeys.play import play
from actions.secrets import Seal
from actions.services import Services, install
from actions.settings import Settings
from actions.settings_slack import SlackSettings
from actions.store import Connection, Store
from actions.store.records import InboxItem, OutboxItem
from bot.channels.slack.app import Front
from bot.channels.slack.channel import SlackChannel
from tests.peers.slack import BOT_TOKEN, SECRET, SlackPeer

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=timezone.utc)  # Monday 09:30 in Seoul
SEOYEON, MINJI, DAVE = "seoyeon@example.com", "minji@example.com", "dave@example.com"
_numbers = count(1)


@dataclass
class Office:
    """One workspace, people with calendars, a clock that stands still until it is set.

    ``answer`` stands in for Rasa: it takes intent, action and entities from ``intents`` and `INTENTS` by the first word
    that fits.
    """

    peer: SlackPeer
    folder: Path
    slack: SlackSettings | None = None
    domains: tuple[str, ...] = ("example.com",)
    now: datetime = NOW
    slow: float = 0.0
    intents: dict[str, Any] = field(default_factory=dict)
    heard: list[InboxItem] = field(default_factory=list)
    sent: list[OutboxItem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = Store(f"sqlite:///{self.folder / 'moim.db'}")
        self.store.migrate()
        self.services = Services(self.store, Calendars(self.store), "moim@example.com", clock=lambda: self.now)
        install(self.services)
        self.ids = self.peer.users()
        self.team, self.me, self.channel_id = self.peer.team, self.peer.me, self.peer.channel()
        self.peer.gather(self.channel_id, [self.ids[name] for name in ("seoyeon", "minji", "dave")])
        for address, name, zone, language in (
            (SEOYEON, "이서연", "Asia/Seoul", "ko"),
            (MINJI, "김민지", "Asia/Seoul", "ko"),
            (DAVE, "Dave Park", "America/New_York", "en"),
        ):
            with self.store.transaction() as tx:
                tx.people.save(Person(address, name, timezone=zone, language=language))
                tx.connections.save(Connection(address, "local", label="calendar"))

    def channel(self, **more: Any) -> SlackChannel:
        """A new channel over the same store, as after a restart."""
        slack = self.slack or SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=self.peer.api)
        settings = Settings(self.folder, self.store.url, domains=self.domains, slack=slack)
        more = {"patience": 3600.0, "told": self.sent.append, **more}
        return SlackChannel(self.services, settings, Seal("a key for the tests"), self.answer, **more)

    async def answer(self, item: InboxItem) -> None:
        """What the desk does, with intents from a table."""
        await asyncio.sleep(self.slow)
        self.heard.append(item)
        text = item.message.text
        known = {**self.intents, **INTENTS}
        intent, action, *named = next((v for word, v in known.items() if word in text.lower()), INTENTS["help"])
        zone = make_turn(item.message, {}, [], self.services).zone
        local = item.message.sent_at.astimezone(_zone(zone))
        times = [{"entity": "time", "value": to_json(t)} for t in read_times(text, local, _zone(zone))]
        times += [{"entity": name, "value": value} for one in named for name, value in one.items()]
        turn = make_turn(item.message, {"name": intent, "confidence": 1.0}, times, self.services)
        await asyncio.to_thread(play, action, turn, self.services)

    async def take(self, *bodies: Any, front: Front | None = None) -> list[BoltResponse]:
        """Hand in payloads, signed; the answers to Slack."""
        front = front or await self.channel().front(lambda: None)
        answers = [await front.app.async_dispatch(signed(body)) for body in bodies]
        await front.rest()
        return answers

    async def work(self, channel: SlackChannel | None = None) -> None:
        """Answer everything that waits, deliver everything that is due."""
        channel = channel or self.channel()
        await channel.begin()
        while await channel.worker.once():
            await channel.worker.settle()
        while await channel.sender.once():
            pass

    def say(self, who: str, text: str, **event: Any) -> dict[str, Any]:
        """The payload of a message event; ``event`` changes it."""
        ts = f"{int(self.now.timestamp())}.{next(_numbers):06}"
        made = {"type": "message", "user": self.ids.get(who, who), "text": text, "ts": ts, "channel": self.channel_id}
        return self.event({**made, "channel_type": "channel", **event})

    def mention(self, who: str, text: str, **event: Any) -> dict[str, Any]:
        """The payload of an ``app_mention``."""
        return self.say(who, f"<@{self.me}> {text}", type="app_mention", **event)

    def direct(self, who: str, text: str, **event: Any) -> dict[str, Any]:
        """A direct message to the assistant."""
        channel = self.peer.bot.conversations_open(users=self.ids[who])["channel"]["id"]
        return self.say(who, text, channel=channel, channel_type="im", **event)

    def event(self, event: dict[str, Any], **body: Any) -> dict[str, Any]:
        """Any event."""
        made = {"type": "event_callback", "team_id": self.team, "api_app_id": "A1", "event": event}
        made["authorizations"] = [{"team_id": self.team, "user_id": self.me, "is_bot": True}]
        return {**made, "event_id": f"Ev{next(_numbers)}", "event_time": int(self.now.timestamp()), **body}

    def press(self, who: str, message: dict[str, Any], number: int = 0, **changed: Any) -> dict[str, Any]:
        """The payload of a press: of the n-th "take this time", or of the element that ``changed`` describes."""
        picks = [b["accessory"] for b in message["blocks"] if (b.get("accessory") or {}).get("type") == "button"]
        action = {**(picks[number - 1] if number else {}), **changed, "action_ts": f"{next(_numbers)}.0"}
        container = {"type": "message", "message_ts": message["ts"], "channel_id": message["channel"]}
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        user = {"id": self.ids.get(who, who), "team_id": self.team}
        body = {"type": "block_actions", "team": {"id": self.team}, "user": user, "container": container}
        channel = {"id": message["channel"]}
        return {**body, "channel": channel, "message": message, "actions": [action], "trigger_id": "1.2"}

    def thread(self, ts: str) -> list[dict[str, Any]]:
        """Our messages in a thread of the channel."""
        found = self.peer.messages(self.channel_id, ts)
        return [{**m, "channel": self.channel_id} for m in found if m["user"] == self.me]

    def inbox(self) -> list[str]:
        """The texts of everything that was received, the oldest first."""
        with self.store.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT payload FROM inbox ORDER BY id").all()
        return [json.loads(row[0])["text"] for row in rows]

    def later(self, **delta: float) -> None:
        """Let time pass."""
        self.now += timedelta(**delta)


INTENTS: dict[str, Any] = {
    "잡아": ("schedule_meeting", "action_schedule"),
    "schedule": ("schedule_meeting", "action_schedule"),
    "일정 알려": ("query_calendar", "action_query"),
    "what's on": ("query_calendar", "action_query"),
    "번": ("choose_slot", "action_choose"),
    "점심": ("out_of_scope", "action_out_of_scope"),
    "help": ("help", "action_help"),
}


def signed(body: Any, *, at: float | None = None, secret: str = SECRET, **headers: str) -> AsyncBoltRequest:
    """A request as Slack signs it: events as JSON, interactions and commands as forms."""
    raw, kind = encoded(body)
    return AsyncBoltRequest(body=raw, headers={**signature(raw, at=at, secret=secret), "content-type": kind, **headers})


def encoded(body: Any) -> tuple[str, str]:
    """The raw body and its content type."""
    if isinstance(body, str):
        return body, "application/json"
    if body.get("type") in ("event_callback", "url_verification"):
        return json.dumps(body), "application/json"
    fields = body if "command" in body else {"payload": json.dumps(body)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def signature(raw: str, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """Slack's two headers (https://api.slack.com/authentication/verifying-requests-from-slack)."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{raw}".encode(), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}


def without(settings: SlackSettings, **changed: str) -> SlackSettings:
    """The settings with other values."""
    return replace(settings, **changed)


def _zone(name: str) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
