"""Workspaces install the app by themselves: Slack's OAuth, with states and tokens in our database.

https://api.slack.com/authentication/oauth-v2
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from datetime import datetime, timedelta, timezone

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from actions.secrets import Seal
from actions.settings_slack import SCOPES, SlackSettings
from actions.store.slack_workspaces import Installation
from actions.store.store import Store

LOG = logging.getLogger(__name__)
STATE_SECONDS = 600


class SqlStates(AsyncOAuthStateStore):
    """States of installations under way; each is good once, for ten minutes, and only its hash is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        """Where Slack's classes log."""
        return LOG

    async def async_issue(self, *args: object, **kwargs: object) -> str:  # noqa: ARG002 -- the signature is Slack's
        """A new state."""
        state = secrets.token_urlsafe(24)
        await asyncio.to_thread(self._begin, state)
        return state

    async def async_consume(self, state: str) -> bool:
        """True once."""
        return await asyncio.to_thread(self._finish, state)

    def _begin(self, state: str) -> None:
        with self._store.transaction() as tx:
            tx.slack_workspaces.begin(_hashed(state), _now() + timedelta(seconds=STATE_SECONDS))

    def _finish(self, state: str) -> bool:
        with self._store.transaction() as tx:
            return tx.slack_workspaces.finish(_hashed(state), _now())


class SqlInstallations(AsyncInstallationStore):
    """Installations, their tokens sealed."""

    def __init__(self, store: Store, seal: Seal) -> None:
        self._store = store
        self._seal = seal

    @property
    def logger(self) -> logging.Logger:
        """Where Slack's classes log."""
        return LOG

    async def async_save(self, installation: SlackInstallation) -> None:
        """Keep what an installation gave us: the bot's part of it alone."""
        await asyncio.to_thread(self._save, installation)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        team = "" if is_enterprise_install else team_id or ""
        return await asyncio.to_thread(self._find, team, enterprise_id or "")

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace."""
        await asyncio.to_thread(self._forget, team_id or "", enterprise_id or "")

    def _save(self, given: SlackInstallation) -> None:
        expires = given.bot_token_expires_at
        kept = Installation(
            team_id="" if given.is_enterprise_install else given.team_id or "",
            enterprise_id=given.enterprise_id or "",
            bot_user_id=given.bot_user_id or "",
            token=self._seal.close(given.bot_token or ""),
            refresh_token=self._seal.close(given.bot_refresh_token or ""),
            expires_at=datetime.fromtimestamp(expires, timezone.utc) if expires else None,
            installed_at=_now(),
            team_name=given.team_name or given.enterprise_name or "",
            app_id=given.app_id or "",
            bot_id=given.bot_id or "",
            scopes=",".join(given.bot_scopes or ()),
            installed_by=given.user_id or "",
        )
        with self._store.transaction() as tx:
            tx.slack_workspaces.install(kept)

    def _find(self, team_id: str, enterprise_id: str) -> Bot | None:
        with self._store.reading() as tx:
            found = tx.slack_workspaces.find(team_id, enterprise_id)
        if found is None:
            return None
        return Bot(
            bot_token=self._seal.open(found.token),
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            team_id=found.team_id or None,
            enterprise_id=found.enterprise_id or None,
            bot_scopes=found.scopes,
            installed_at=found.installed_at.timestamp(),
        )

    def _forget(self, team_id: str, enterprise_id: str) -> None:
        with self._store.transaction() as tx:
            tx.slack.forget(team_id)
            tx.slack_workspaces.uninstall(team_id, enterprise_id)


def oauth_flow(settings: SlackSettings, store: Store, seal: Seal, client: AsyncWebClient) -> AsyncOAuthFlow | None:
    """The pages of the installation; None where there is one workspace with its token in the settings."""
    if not settings.many:
        return None
    wanted = AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=list(SCOPES),
        redirect_uri=settings.redirect_url or None,
        installation_store=SqlInstallations(store, seal),
        installation_store_bot_only=True,
        state_store=SqlStates(store),
        state_expiration_seconds=STATE_SECONDS,
    )
    return AsyncOAuthFlow(settings=wanted, client=client, logger=LOG)


def _hashed(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(timezone.utc)
