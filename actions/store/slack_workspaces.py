"""Slack's workspaces: who installed the assistant, with which (sealed) tokens, and the people met there."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.store.sql import insert_new, upsert
from actions.store.tables import slack_installation, slack_oauth_state, slack_user


@dataclass(frozen=True)
class Installation:
    """The assistant in one workspace (or, with an empty ``team_id``, in a whole organisation).

    ``token`` and ``refresh_token`` are sealed by the caller and never shown; ``expires_at`` None: the token stays.
    Until ``renewing_until`` a process has the refresh token in use.
    """

    team_id: str
    bot_user_id: str
    token: str = field(repr=False)
    installed_at: datetime
    enterprise_id: str = ""
    team_name: str = ""
    app_id: str = ""
    bot_id: str = ""
    scopes: str = ""
    refresh_token: str = field(default="", repr=False)
    expires_at: datetime | None = None
    installed_by: str = ""
    renewing_until: datetime | None = None


@dataclass(frozen=True)
class SlackUser:
    """Somebody of a workspace as Slack told it at ``checked_at``.

    ``kind`` is ``member``, ``guest`` (sees some channels only), ``stranger`` (of another workspace, met in a shared
    channel), ``bot`` or ``gone``. ``address`` is empty where Slack shows none.
    """

    team_id: str
    user_id: str
    address: str
    name: str
    timezone: str
    language: str
    kind: str
    checked_at: datetime


class SlackWorkspaces:
    """Installations, states of installations under way, and users."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def install(self, value: Installation) -> None:
        """Add or replace the installation of that workspace."""
        upsert(self._connection, slack_installation, asdict(value), ["enterprise_id", "team_id"])

    def find(self, team_id: str, enterprise_id: str = "") -> Installation | None:
        """The workspace's installation, else its organisation's."""
        where: Any = slack_installation.c.team_id == (team_id or None)
        if enterprise_id:
            whole = sa.and_(slack_installation.c.team_id == "", slack_installation.c.enterprise_id == enterprise_id)
            where = sa.or_(where, whole)
        newest = sa.select(slack_installation).where(where).order_by(slack_installation.c.team_id.desc())
        row = self._connection.execute(newest).first()
        return Installation(**row._mapping) if row else None

    def all(self) -> list[Installation]:
        """Every installation."""
        rows = self._connection.execute(sa.select(slack_installation).order_by(slack_installation.c.team_id))
        return [Installation(**row._mapping) for row in rows]

    def take_renewal(self, value: Installation, now: datetime, until: datetime) -> bool:
        """True for the one process that may use the installation's refresh token now, alone until ``until``; False
        when another has it, when it has been used already, and when the app is no longer there."""
        free = sa.or_(slack_installation.c.renewing_until.is_(None), slack_installation.c.renewing_until <= now)
        taken = sa.update(slack_installation).where(_unrenewed(value), free).values(renewing_until=until)
        return bool(self._connection.execute(taken).rowcount == 1)

    def renewed(self, before: Installation, after: Installation) -> bool:
        """Keep the new tokens in place of those they were got with; False when those are not there any more."""
        tokens = {name: getattr(after, name) for name in ("token", "refresh_token", "expires_at")}
        kept = sa.update(slack_installation).where(_unrenewed(before)).values(**tokens, renewing_until=None)
        return bool(self._connection.execute(kept).rowcount == 1)

    def uninstall(self, team_id: str, enterprise_id: str = "") -> bool:
        """Forget a workspace's tokens; False when there were none. What else is known of it: `SlackMessages.forget`."""
        mine = slack_installation.c.team_id == team_id
        if enterprise_id:
            mine = sa.and_(mine, slack_installation.c.enterprise_id == enterprise_id)
        gone = self._connection.execute(sa.delete(slack_installation).where(mine)).rowcount > 0
        self._connection.execute(sa.delete(slack_user).where(slack_user.c.team_id == team_id))
        return gone

    def begin(self, state: str, expires_at: datetime) -> None:
        """Remember the state of an installation that begins."""
        insert_new(self._connection, slack_oauth_state, {"state": state, "expires_at": expires_at})

    def finish(self, state: str, now: datetime) -> bool:
        """True once for each state that has begun and not run out; those that have are forgotten."""
        valid = sa.and_(slack_oauth_state.c.state == state, slack_oauth_state.c.expires_at > now)
        taken = self._connection.execute(sa.delete(slack_oauth_state).where(valid)).rowcount == 1
        self._connection.execute(sa.delete(slack_oauth_state).where(slack_oauth_state.c.expires_at <= now))
        return taken

    def know(self, user: SlackUser) -> None:
        """Add or replace a user."""
        upsert(self._connection, slack_user, asdict(user), ["team_id", "user_id"])

    def user(self, user_id: str, team_id: str = "") -> SlackUser | None:
        """What is known of a user, in that workspace or else in any where they are no stranger."""
        query = sa.select(slack_user).where(slack_user.c.user_id == user_id)
        if team_id:
            query = query.where(slack_user.c.team_id == team_id)
        rows = self._connection.execute(query.order_by(slack_user.c.kind, slack_user.c.team_id)).all()
        ordered = sorted(rows, key=lambda row: row.kind == "stranger")
        return SlackUser(**ordered[0]._mapping) if ordered else None


def _unrenewed(value: Installation) -> Any:
    """The row of that workspace while its refresh token is still the one known."""
    same = ("enterprise_id", "team_id", "refresh_token")
    return sa.and_(*(slack_installation.c[name] == getattr(value, name) for name in same))
