"""The workspaces that the assistant is in, and a Web API client for each, whose token is renewed before it runs out."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from actions.secrets import Seal
from actions.services import Services
from actions.settings_slack import SlackSettings
from actions.store.slack_workspaces import Installation

LOG = logging.getLogger(__name__)
EARLY = timedelta(hours=2)  # tokens live 12 hours
RENEWAL = timedelta(minutes=1)  # longer than one takes, shorter than the pause between two looks
SECONDS = 10  # the longest that one call may take
GONE = frozenset({"invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"})


class NotInstalled(Exception):
    """The assistant is not (or no longer) in that workspace."""

    def __init__(self, team_id: str) -> None:
        super().__init__(f"not installed in workspace {team_id or '(unknown)'}")


@dataclass(frozen=True)
class Workspace:
    """One workspace: who the assistant is there, and the token to act with."""

    team_id: str
    enterprise_id: str
    bot_user_id: str
    bot_id: str
    token: str = field(repr=False)


class Workspaces:
    """Finds workspaces in the store, or the one whose token stands in the settings (after `begin`)."""

    def __init__(self, services: Services, settings: SlackSettings, seal: Seal) -> None:
        self._services = services
        self._settings = settings
        self._seal = seal
        self._own: Workspace | None = None

    async def begin(self) -> Workspace | None:
        """Ask Slack whose the token of the settings is; None where workspaces install the app by themselves.

        Raises SlackApiError when Slack refuses the token.
        """
        if self._settings.bot_token:
            answer = await self.client(self._settings.bot_token).auth_test()
            enterprise = "" if not answer.get("enterprise_id") else str(answer["enterprise_id"])
            self._own = Workspace(
                str(answer["team_id"]),
                enterprise,
                str(answer["user_id"]),
                str(answer.get("bot_id") or ""),
                self._settings.bot_token,
            )
        return self._own

    def find(self, team_id: str, enterprise_id: str = "") -> Workspace | None:
        """The workspace, or None where the assistant is not installed. Reads the database, never the network."""
        if self._own is not None and team_id == self._own.team_id:
            return self._own
        with self._services.store.reading() as tx:
            found = tx.slack_workspaces.find(team_id, enterprise_id)
        return self._opened(found, team_id) if found else None

    def any_of(self, user_id: str) -> str:
        """The workspace in which a user is reached: where they are known, else the only one there is; "" if unclear."""
        with self._services.store.reading() as tx:
            known = tx.slack_workspaces.user(user_id)
            installed = [] if known else tx.slack_workspaces.all()
        if known is not None:
            return known.team_id
        if self._own is not None:
            return self._own.team_id
        return installed[0].team_id if len(installed) == 1 else ""

    async def web(self, team_id: str) -> AsyncWebClient:
        """A client that acts in that workspace.

        Raises:
            NotInstalled: it does not know the assistant.
        """
        workspace = await asyncio.to_thread(self.find, team_id)
        if workspace is None:
            raise NotInstalled(team_id)
        return self.client(workspace.token)

    def client(self, token: str | None = None) -> AsyncWebClient:
        """A client that obeys Retry-After twice before it gives up, and tries a broken connection again."""
        retries = [AsyncRateLimitErrorRetryHandler(max_retry_count=2), AsyncConnectionErrorRetryHandler()]
        return AsyncWebClient(
            token=token, base_url=self._settings.api_url, timeout=SECONDS, retry_handlers=retries, logger=_QUIET
        )

    def forget(self, team_id: str, enterprise_id: str = "") -> None:
        """The workspace has sent the assistant away: nothing of it is kept."""
        with self._services.store.transaction() as tx:
            tx.slack.forget(team_id)
            tx.slack_workspaces.uninstall(team_id, enterprise_id)

    def _opened(self, found: Installation, team_id: str) -> Workspace:
        token = self._seal.open(found.token)
        return Workspace(team_id, found.enterprise_id, found.bot_user_id, found.bot_id, token)

    async def renew(self) -> int:
        """Renew every token that is about to run out; returns how many were. Several processes may do it at once: a
        refresh token is good once, so the database says who uses it."""
        now, renewed = self._now(), 0
        for found in await asyncio.to_thread(self._installations):
            if found.expires_at is None or found.expires_at > now + EARLY:
                continue
            if not await asyncio.to_thread(self._take, found, now):
                continue
            try:
                renewed += await asyncio.to_thread(self._keep, found, await self._rotate(found, now))
            except (SlackApiError, OSError, asyncio.TimeoutError) as error:
                LOG.warning("the token of workspace %s was not renewed: %s", found.team_id, _why(error))
        return renewed

    async def _rotate(self, found: Installation, now: datetime) -> Installation:
        """https://api.slack.com/authentication/rotation"""
        answer = await self.client().oauth_v2_access(
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret,
            grant_type="refresh_token",
            refresh_token=self._seal.open(found.refresh_token),
        )
        return replace(
            found,
            token=self._seal.close(str(answer["access_token"])),
            refresh_token=self._seal.close(str(answer.get("refresh_token") or "")),
            expires_at=now + timedelta(seconds=int(answer["expires_in"])) if answer.get("expires_in") else None,
        )

    def _installations(self) -> list[Installation]:
        with self._services.store.reading() as tx:
            return tx.slack_workspaces.all()

    def _take(self, found: Installation, now: datetime) -> bool:
        with self._services.store.transaction() as tx:
            return tx.slack_workspaces.take_renewal(found, now, now + RENEWAL)

    def _keep(self, before: Installation, after: Installation) -> bool:
        with self._services.store.transaction() as tx:
            return tx.slack_workspaces.renewed(before, after)

    def _now(self) -> datetime:
        """Slack's clock, not a scenario's."""
        return datetime.now(timezone.utc)


_QUIET = logging.getLogger(f"{__name__}.web")  # the SDK writes whole requests at debug level
_QUIET.setLevel(logging.WARNING)


def _why(error: Exception) -> str:
    if isinstance(error, SlackApiError) and error.response is not None:
        return str(error.response.get("error", ""))
    return type(error).__name__
