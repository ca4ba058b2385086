"""Where a conversation in Slack goes on: a thread, a group DM, or somebody's own direct messages."""

from __future__ import annotations

from dataclasses import dataclass

CHANNEL = "slack"


@dataclass(frozen=True)
class Place:
    """A place for messages, as the ``conversation`` of messages and replies names it.

    In direct messages ``user_id`` is set and the rest of the place is found when it is needed; elsewhere ``team_id``
    and ``channel_id`` are. ``thread_ts`` "" is the top of the channel.
    """

    user_id: str = ""
    team_id: str = ""
    channel_id: str = ""
    thread_ts: str = ""

    @property
    def direct(self) -> bool:
        """True where only one person reads."""
        return bool(self.user_id)

    @property
    def name(self) -> str:
        """``U1`` and ``U1:THREAD`` for direct messages, ``T1:C1:THREAD`` and ``T1:G1:`` elsewhere."""
        if self.direct:
            return f"{self.user_id}:{self.thread_ts}" if self.thread_ts else self.user_id
        return f"{self.team_id}:{self.channel_id}:{self.thread_ts}"


def place_of(conversation: str) -> Place:
    """The place of that name."""
    parts = conversation.split(":")
    if len(parts) >= 3:
        return Place(team_id=parts[0], channel_id=parts[1], thread_ts=parts[2])
    return Place(user_id=parts[0], thread_ts=parts[1] if len(parts) == 2 else "")
