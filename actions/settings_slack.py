"""What the settings say about Slack: which of the three ways in is used, and with which secrets."""

from __future__ import annotations

from dataclasses import dataclass, field

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "chat:write",
    "commands",
    "groups:history",
    "im:history",
    "im:write",
    "mpim:history",
    "users:read",
    "users:read.email",
)


@dataclass(frozen=True)
class SlackSettings:
    """Empty values mean that Slack is not used; docs/slack.md says where each comes from.

    ``bot_token`` is for one workspace, ``client_id`` and ``client_secret`` for many (each installs the app);
    ``app_token`` makes Socket Mode the way in, ``signing_secret`` HTTP. ``api_url`` ends with a slash.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    redirect_url: str = ""
    api_url: str = "https://slack.com/api/"

    @property
    def used(self) -> bool:
        """True when events can come in from Slack and answers go out."""
        return bool((self.app_token or self.signing_secret) and (self.bot_token or self.many))

    @property
    def many(self) -> bool:
        """True when workspaces install the app by themselves."""
        return bool(self.client_id and self.client_secret)

    @property
    def problem(self) -> str:
        """What is missing where something is set; "" when all is well."""
        if self.used or not any((self.bot_token, self.app_token, self.signing_secret, self.client_id)):
            return "" if not (self.many and not self.signing_secret) else "slack.signing_secret is missing (for OAuth)"
        if not (self.app_token or self.signing_secret):
            return "slack.app_token (Socket Mode) or slack.signing_secret (HTTP) is missing"
        return "slack.bot_token (one workspace) or slack.client_id and slack.client_secret (many) is missing"
