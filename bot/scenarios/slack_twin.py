"""As much of Slack's Web API as a scenario needs, on loopback: who is who, and a record of everything posted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

from bot.scenarios.format import Person, Scenario

TEAM, ELSEWHERE, BOT = "T0MOIM", "T0OTHER", "U0MOIM"
Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """One message as it was posted; ``user`` is set where only that person sees it."""

    channel: str
    thread_ts: str
    text: str
    mark: str
    user: str = ""


@dataclass
class Twin:
    """The workspace of a scenario. ``url`` is the Web API's address while it runs; ``posts`` are in order."""

    scenario: Scenario
    url: str = ""
    posts: list[Post] = field(default_factory=list)

    def user_id(self, who: str) -> str:
        """The Slack id of somebody in the scenario; people without one get one made of their place in the list."""
        person = self.scenario.person(who)
        if person is None:
            return who if who.startswith("U") and who.isalnum() and who.isupper() else f"U9{_digits(who)}"
        return self._id_of(person)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Twin]:
        """Answer requests in the running event loop."""
        server = web.Application()
        server.router.add_route("*", "/api/{method}", self._answer)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/api/"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        asked = await _read(request)
        method = request.match_info["method"]
        return web.json_response({"ok": True, **getattr(self, f"_{method.replace('.', '_')}")(asked)})

    def _auth_test(self, _asked: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "B0MOIM"}

    def _users_info(self, asked: Json) -> Json:
        wanted = str(asked["user"])
        known = {self._id_of(p): p for p in self.scenario.people}
        named = [t.who for t in self.scenario.turns if t.who and self.user_id(t.who) == wanted]
        return {"user": _user(wanted, known.get(wanted), named[0] if named else "")}

    def _conversations_open(self, asked: Json) -> Json:
        return {"channel": {"id": f"D{str(asked['users'])[1:]}"}}

    def _chat_postMessage(self, asked: Json) -> Json:
        return {"ts": self._record(asked)}

    def _chat_update(self, asked: Json) -> Json:
        return {"ts": asked["ts"]}

    def _chat_postEphemeral(self, asked: Json) -> Json:
        return {"message_ts": self._record(asked, str(asked["user"]))}

    def _id_of(self, person: Person) -> str:
        return person.slack_id or f"U8{self.scenario.people.index(person)}"

    def _record(self, asked: Json, user: str = "") -> str:
        mark = str(((_parsed(asked.get("metadata")) or {}).get("event_payload") or {}).get("key") or "")
        thread = str(asked.get("thread_ts") or "")
        self.posts.append(Post(str(asked["channel"]), thread, str(asked["text"]), mark, user))
        return f"1.{next(_numbers):06}"


_numbers = count(1)


def _user(user_id: str, person: Person | None, said: str) -> Json:
    """As `users.info` tells it: people of the scenario are members, everybody else is of another workspace."""
    address = person.address if person else said if "@" in said else ""
    user: Json = {"id": user_id, "name": said, "team_id": TEAM, "profile": {"email": address, "real_name": ""}}
    if person is None or person.external:
        user |= {"team_id": ELSEWHERE, "is_stranger": True}
    if person is not None:
        user |= {"tz": person.timezone, "locale": f"{person.language}-XX" if person.language else ""}
        user["profile"]["real_name"] = person.name
    return user


async def _read(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}


def _parsed(value: Any) -> Mapping[str, Any] | None:
    return dict(json.loads(value)) if isinstance(value, str) else value


def _digits(who: str) -> str:
    return "".join(str(ord(ch) % 10) for ch in who)[:9]
