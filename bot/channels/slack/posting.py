"""Posting to Slack: from the name of a place to its channel, one message sent, and what a refusal means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.places import Place
from bot.channels.slack.workspaces import GONE, NotInstalled, Workspaces

Json = dict[str, Any]
_USER = re.compile(r"[UW][A-Z0-9_]+")
# the channel takes no message of ours: what was to be said there goes to the person's direct messages
SHUT = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action", "thread_locked", "no_permission"}
    | {"restricted_action_read_only_channel", "restricted_action_thread_only_channel", "message_not_found"}
)
_FOR_GOOD = GONE | frozenset(
    {"user_not_found", "user_disabled", "cannot_dm_bot", "users_not_found", "msg_too_long", "no_text", "missing_scope"}
    | {"user_not_visible", "not_allowed_token_type", "messages_tab_disabled", "is_bot", "user_not_in_channel"}
)


class Undeliverable(Exception):
    """Trying again will not help; the message says why."""


@dataclass(frozen=True)
class Spot:
    """A channel in a workspace, and the thread in it ("" = the top)."""

    team_id: str
    channel_id: str
    thread_ts: str = ""


class Posts:
    """Posts and updates messages. Errors of Slack come as SlackApiError, see `refused`."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._direct: dict[tuple[str, str], str] = {}

    async def spot(self, place: Place) -> Spot:
        """Where that place is; direct messages are opened.

        Raises:
            Undeliverable: nobody can be reached there.
        """
        if not place.direct:
            return Spot(place.team_id, place.channel_id, place.thread_ts)
        if not is_user(place.user_id):
            raise Undeliverable(f"{place.user_id} is nobody's Slack id")
        team = self._workspaces.any_of(place.user_id)
        if not team:
            raise Undeliverable("it is not known in which workspace the person is")
        return Spot(team, await self._opened(team, place.user_id), place.thread_ts)

    async def web(self, team_id: str) -> AsyncWebClient:
        """The workspace's client."""
        return await self._workspaces.web(team_id)

    async def post(self, spot: Spot, text: str, blocks: Sequence[Json] = (), **more: Any) -> str:
        """Post a message; its ts. ``more`` goes to `chat.postMessage`."""
        web = await self.web(spot.team_id)
        answer = await web.chat_postMessage(
            channel=spot.channel_id,
            thread_ts=spot.thread_ts or None,
            text=text,
            blocks=list(blocks) or None,
            unfurl_links=False,
            unfurl_media=False,
            **more,
        )
        return str(answer["ts"])

    async def update(self, spot: Spot, ts: str, text: str, blocks: Sequence[Json] = (), **more: Any) -> None:
        """Replace one of our messages."""
        web = await self.web(spot.team_id)
        await web.chat_update(channel=spot.channel_id, ts=ts, text=text, blocks=list(blocks), **more)

    async def whisper(self, spot: Spot, user_id: str, text: str) -> str:
        """A message that only this person sees, until they reload."""
        web = await self.web(spot.team_id)
        answer = await web.chat_postEphemeral(
            channel=spot.channel_id, user=user_id, thread_ts=spot.thread_ts or None, text=text
        )
        return str(answer.get("message_ts") or "")

    async def remove(self, spot: Spot, ts: str) -> None:
        """Take one of our messages away."""
        web = await self.web(spot.team_id)
        await web.api_call("chat.delete", data={"channel": spot.channel_id, "ts": ts})

    async def _opened(self, team: str, user_id: str) -> str:
        key = (team, user_id)
        if key not in self._direct:
            web = await self.web(team)
            opened = await web.api_call("conversations.open", data={"users": user_id})
            self._direct[key] = str(opened["channel"]["id"])
        return self._direct[key]


def is_user(word: str) -> bool:
    """True for a Slack user id."""
    return _USER.fullmatch(word) is not None


def code_of(error: Exception) -> str:
    """Slack's name of the error, or the exception's."""
    if isinstance(error, SlackApiError) and error.response is not None:
        return str(error.response.get("error") or error.response.status_code)
    return type(error).__name__


def for_good(error: Exception) -> bool:
    """True when trying again will not help."""
    return isinstance(error, (Undeliverable, NotInstalled)) or code_of(error) in _FOR_GOOD


def asked_to_wait(error: Exception) -> timedelta | None:
    """How long Slack wants to be left alone, when that is what it says."""
    if not isinstance(error, SlackApiError) or error.response is None or error.response.status_code != 429:
        return None
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    return timedelta(seconds=float(headers.get("retry-after") or 1))
