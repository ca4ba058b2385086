"""Who a Slack user is: the person of the roster with the same mail address, a newcomer, or somebody from outside.

An address is believed where Slack vouches for it: for members and guests of the workspace itself. Somebody met in a
shared channel (Slack Connect) is outside, whatever address their own workspace shows.
https://api.slack.com/methods/users.info, https://api.slack.com/types/user
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from actions.core.people import Person
from actions.services import Services
from actions.store.errors import AddressInUse
from actions.store.slack_workspaces import SlackUser
from actions.store.store import Transaction
from bot.channels.slack.posting import code_of
from bot.channels.slack.workspaces import NotInstalled, Workspaces

LOG = logging.getLogger(__name__)
FRESH = timedelta(hours=12)  # how long a profile is believed
MEMBER, GUEST, STRANGER, BOT, GONE = "member", "guest", "stranger", "bot", "gone"


@dataclass(frozen=True)
class Known:
    """A Slack user as the journeys see them. ``address`` is the user id where no address may be believed."""

    user_id: str
    address: str
    name: str
    timezone: str | None
    language: str | None


class Identity:
    """Looks users up, each at most twice a day. ``domains`` are the organisation's (none: not known); ``welcome``:
    members of the workspace with an address there are added to the roster when they first turn up."""

    def __init__(self, services: Services, workspaces: Workspaces, domains: tuple[str, ...], welcome: bool) -> None:
        self._services = services
        self._workspaces = workspaces
        self._domains = domains
        self._welcome = welcome

    async def who(self, team_id: str, user_id: str) -> Known:
        """The user; when Slack cannot be asked, what was known before, else nothing but the id."""
        user = await asyncio.to_thread(self._stored, team_id, user_id)
        if user is None or self._services.clock() - user.checked_at > FRESH:
            user = await self._ask(team_id, user_id) or user
        if user is None:
            return Known(user_id, user_id, "", None, None)
        return await asyncio.to_thread(self._matched, user)

    async def people(self, team_id: str, user_ids: tuple[str, ...]) -> dict[str, Known]:
        """Several users at once."""
        found = await asyncio.gather(*(self.who(team_id, user_id) for user_id in user_ids))
        return {known.user_id: known for known in found}

    def _stored(self, team_id: str, user_id: str) -> SlackUser | None:
        with self._services.store.reading() as tx:
            return tx.slack_workspaces.user(user_id, team_id)

    async def _ask(self, team_id: str, user_id: str) -> SlackUser | None:
        try:
            web = await self._workspaces.web(team_id)
            answer = await web.api_call("users.info", data={"user": user_id, "include_locale": "true"})
        except (SlackApiError, OSError, asyncio.TimeoutError, NotInstalled) as error:
            LOG.warning("user %s of workspace %s could not be looked up: %s", user_id, team_id, code_of(error))
            return None
        return self._read(team_id, answer.get("user") or {})

    def _read(self, team_id: str, user: Mapping[str, Any]) -> SlackUser:
        profile = user.get("profile") or {}
        return SlackUser(
            team_id=team_id,
            user_id=str(user.get("id", "")),
            address=str(profile.get("email") or "").strip().lower(),
            name=str(profile.get("real_name") or user.get("real_name") or user.get("name") or ""),
            timezone=_zone(user.get("tz")),
            language=_language(user.get("locale")),
            kind=_kind(user, team_id),
            checked_at=self._services.clock(),
        )

    def _matched(self, user: SlackUser) -> Known:
        with self._services.store.transaction() as tx:
            tx.slack_workspaces.know(user)
            person = self._person(tx, user)
            if person is not None:
                self._learn(tx, person, user)
        address = person.address if person else self._outside_address(user)
        name = (person.name if person else "") or user.name
        return Known(user.user_id, address, name, user.timezone or None, user.language or None)

    def _person(self, tx: Transaction, user: SlackUser) -> Person | None:
        if user.kind not in (MEMBER, GUEST):
            return None
        found = tx.people.by_address(user.address) if user.address else None
        found = found or tx.people.by_slack_id(user.user_id)
        if found is None and self._welcome and user.kind == MEMBER and self._may_be_ours(user.address):
            found = Person(user.address, user.name, timezone=user.timezone, language=user.language)
            tx.people.save(found)
        return found

    def _learn(self, tx: Transaction, person: Person, user: SlackUser) -> None:
        """The Slack id; name, zone and language only where the roster says nothing."""
        known = replace(
            person,
            slack_id=user.user_id,
            name=person.name or user.name,
            timezone=person.timezone or user.timezone,
            language=person.language or user.language,
        )
        if known != person:
            try:
                tx.people.save(known)
            except AddressInUse:
                LOG.warning("%s cannot be saved: an address belongs to two people", person.address)

    def _outside_address(self, user: SlackUser) -> str:
        """An outsider's address counts only where it could not be one of ours."""
        with self._services.store.reading() as tx:
            taken = tx.people.by_address(user.address) if user.address else None
        claimed = self._domains and self._may_be_ours(user.address)
        believed = user.address and not claimed and (taken is None or taken.external)
        return user.address if believed and user.kind != GONE else user.user_id

    def _may_be_ours(self, address: str) -> bool:
        """True for an address of the organisation; for any where its domains are not known."""
        return "@" in address and (not self._domains or address.rpartition("@")[2] in self._domains)


def _kind(user: Mapping[str, Any], team_id: str) -> str:
    if user.get("deleted"):
        return GONE
    if user.get("is_bot") or user.get("id") == "USLACKBOT":
        return BOT
    home = str(user.get("team_id") or team_id)
    if user.get("is_stranger") or (home != team_id and not user.get("enterprise_user")):
        return STRANGER
    return GUEST if user.get("is_restricted") or user.get("is_ultra_restricted") else MEMBER


def _zone(name: object) -> str:
    """The name where it is an IANA zone, else ""."""
    try:
        return ZoneInfo(str(name)).key if name else ""
    except (KeyError, ValueError, OSError):
        return ""


def _language(locale: object) -> str:
    """'ko' or 'en' of a locale such as ko-KR; "" for a language that is not spoken here."""
    language = str(locale or "").partition("-")[0].lower()
    return language if language in ("ko", "en") else ""
