"""Slack's payloads as messages to be stored: still as Slack wrote them, for who is who is found out after the
acknowledgement.

https://api.slack.com/events/message, /app_mention; https://api.slack.com/interactivity/handling
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from actions.messages import SHARED, IncomingMessage
from bot.channels.slack.markup import mentioned
from bot.channels.slack.places import CHANNEL, Place

Json = Mapping[str, Any]
# what a person writes comes without a subtype or with one of these
_WRITTEN = frozenset({"", "thread_broadcast", "me_message", "file_share"})
RAW, EDIT, PRESS, FORM, COMMAND = "raw", "edit", "press", "form", "command"


@dataclass(frozen=True)
class Heard:
    """Something that somebody wrote. ``mention``: it names the assistant; ``group``: in a group DM; ``shared``: people
    of other workspaces read along (Slack Connect)."""

    team_id: str
    channel_id: str
    ts: str
    thread_ts: str
    user_id: str
    text: str
    mention: bool
    direct: bool
    group: bool
    shared: bool = False

    @property
    def id(self) -> str:
        """The same for ``message`` and ``app_mention`` of one text, and for every delivery of them."""
        return f"{self.team_id}:{self.channel_id}:{self.ts}"

    @property
    def place(self) -> Place:
        """Where it is answered: a mention opens a thread, in group DMs it goes on at the top."""
        if self.direct:
            return Place(user_id=self.user_id, thread_ts=self.thread_ts)
        thread = self.thread_ts or ("" if self.group else self.ts)
        return Place(team_id=self.team_id, channel_id=self.channel_id, thread_ts=thread)


def team_of(body: Json) -> str:
    """The workspace in which the assistant is installed that this payload is for."""
    for authorization in body.get("authorizations") or ():
        if authorization.get("team_id"):
            return str(authorization["team_id"])
    team = body.get("team")
    return str(body.get("team_id") or (team or {}).get("id") or (body.get("user") or {}).get("team_id") or "")


def heard(body: Json, bot_user_id: str) -> Heard | None:
    """What a person wrote in a ``message`` or ``app_mention`` event; None for everything else (bots, joins, files)."""
    event = body.get("event") or {}
    written = event.get("user") and event.get("ts") and not event.get("bot_id")
    if not written or (event.get("subtype") or "") not in _WRITTEN or event["user"] == bot_user_id:
        return None
    return _heard(body, event, event, bot_user_id)


def edited(body: Json, bot_user_id: str) -> tuple[Heard, str] | None:
    """The new version of an edited message and when it was edited (a ts); None when the text is as it was."""
    event = body.get("event") or {}
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    if event.get("subtype") != "message_changed" or not now.get("user") or now.get("bot_id"):
        return None
    if now.get("text") == before.get("text") or not now.get("edited") or now["user"] == bot_user_id:
        return None
    return _heard(body, event, now, bot_user_id), str(now["edited"].get("ts") or event.get("event_ts"))


def deleted(body: Json) -> str:
    """The id that `Heard.id` gave the message that was deleted now, or "".

    Of one that has replies a tombstone is left, which comes as a change (https://api.slack.com/events/message).
    """
    event = body.get("event") or {}
    now = event.get("message") or {}
    if event.get("subtype") == "message_deleted":
        ts = event.get("deleted_ts")
    else:
        buried = event.get("subtype") == "message_changed" and now.get("subtype") == "tombstone"
        ts = now.get("ts") if buried else None
    return f"{team_of(body)}:{event.get('channel')}:{ts}" if ts else ""


def as_message(said: Heard, *, version: str = "") -> IncomingMessage:
    """To be stored. ``version`` (the ts of an edit) makes it another message than the one it replaces."""
    headers = {"slack": EDIT if version else RAW, "team": said.team_id, "channel": said.channel_id, "ts": said.ts}
    headers |= {SHARED: "yes"} if said.shared else {}
    return IncomingMessage(
        id=f"{said.id}:{version}" if version else said.id,
        channel=CHANNEL,
        conversation=said.place.name,
        sender=said.user_id,
        text=said.text,
        sent_at=moment(version or said.ts),
        headers={**headers, "addressed": "yes" if said.mention or said.direct else ""},
    )


def moment(ts: str) -> datetime:
    """Slack's ts to the millisecond: seconds since 1970, whose last digits only make it unique within the channel."""
    return datetime.fromtimestamp(int(float(ts) * 1000) / 1000, timezone.utc)


def _heard(body: Json, event: Json, message: Json, bot_user_id: str) -> Heard:
    text = str(message.get("text") or "")
    kind = str(event.get("channel_type") or "")
    channel = str(event.get("channel") or "")
    thread = str(message.get("thread_ts") or "")
    return Heard(
        team_id=team_of(body),
        channel_id=channel,
        ts=str(message["ts"]),
        thread_ts="" if thread == message["ts"] else thread,
        user_id=str(message["user"]),
        text=text,
        mention=event.get("type") == "app_mention" or bot_user_id in mentioned(text),
        direct=kind == "im" or (not kind and channel.startswith("D")),
        group=kind == "mpim",
        shared=bool(body.get("is_ext_shared_channel")),
    )
