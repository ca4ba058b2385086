"""A proxy before the emulator that fails where a test wants it to, and answers what the emulator lacks.

Answers are written as Slack documents them: https://api.slack.com/docs/rate-limits, /methods/users.info,
/authentication/rotation, /apis/connections/socket-implement.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, WSMsgType, web

Json = dict[str, Any]
Fault = tuple[int, dict[str, str], Json]  # status, headers, body


@dataclass
class StandIn:
    """``faults`` of a method are used up first, then ``answers``; everything else goes to the emulator.

    ``calls`` are (method, fields) in order. ``lost`` methods reach the emulator, but their answer does not come back.
    """

    behind: str
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acks: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    api: str = ""

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of ``method`` are answered so."""
        self.faults.setdefault(method, deque()).extend(faults)

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(name == method for name, _ in self.calls)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[StandIn]:
        """Listen on loopback."""
        server = web.Application()
        server.router.add_route("*", "/api/{method}", self._answer)
        server.router.add_get("/link", self._link)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.api = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        try:
            yield self
        finally:
            for open_one in self.sockets:
                await open_one.close()
            await runner.cleanup()

    async def envelope(self, kind: str, payload: Json) -> Json:
        """Send a payload over Socket Mode; what it was acknowledged with."""
        name = f"envelope-{len(self.acks)}"
        self.acks[name] = asyncio.get_running_loop().create_future()
        frame = {"envelope_id": name, "type": kind, "payload": payload, "accepts_response_payload": True}
        await self.sockets[-1].send_str(json.dumps(frame))
        return await asyncio.wait_for(self.acks[name], 10)

    async def _answer(self, request: web.Request) -> web.Response:
        method, raw = request.match_info["method"], await request.read()
        self.calls.append((method, await _fields(request)))
        if self.faults.get(method):
            status, headers, body = self.faults[method].popleft()
            return web.json_response(body, status=status, headers=headers)
        if method in self.answers:
            made = self.answers[method]
            return web.json_response({"ok": True, **(made(self.calls[-1][1]) if callable(made) else made)})
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": self.api.replace("http", "ws").replace("/api/", "/link")})
        kept = {n: v for n, v in request.headers.items() if n.lower() in ("authorization", "content-type")}
        async with ClientSession() as session, session.post(f"{self.behind}{method}", data=raw, headers=kept) as got:
            body, status = await got.read(), got.status
        if method in self.lost:
            self.lost.remove(method)
            return web.json_response({"ok": False, "error": "internal_error"}, status=500)
        return web.Response(body=body, status=status, content_type="application/json")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                said = json.loads(message.data)
                if said.get("envelope_id") in self.acks:
                    self.acks[said["envelope_id"]].set_result(said)
        return socket


def limited(seconds: int) -> Fault:
    """Slack's answer to too many requests."""
    return 429, {"Retry-After": str(seconds)}, {"ok": False, "error": "ratelimited"}


async def _fields(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
