"""The front in a thread and an event loop of its own: Slack is acknowledged while answers are worked out."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from actions.secrets import Seal
from actions.services import Services
from actions.settings import Settings
from bot.channels.slack.app import Front
from bot.channels.slack.install import oauth_flow
from bot.channels.slack.server import routes, socket

LOG = logging.getLogger(__name__)
OpenFront = Callable[[Callable[[], None]], Awaitable[Front]]
START_SECONDS = 60.0


class FrontThread:
    """Starts the ways in that the settings name; ``stored`` is called in that thread when something came in."""

    def __init__(
        self, settings: Settings, services: Services, seal: Seal, open_front: OpenFront, stored: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._services = services
        self._seal = seal
        self._open = open_front
        self._stored = stored
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="slack-front", daemon=True)
        self.port = 0

    def start(self) -> None:
        """Return once Slack can come in; raises what kept it from that."""
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise TimeoutError(f"Slack could not be reached in {START_SECONDS:.0f} seconds")
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Take nothing more in; what was acknowledged is stored."""
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._failure = error
            if self._ready.is_set():
                LOG.exception("Slack's front has stopped")
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        front = await self._open(self._stored)
        async with AsyncExitStack() as open_things:
            if self._settings.slack.signing_secret:
                await self._listen(front, open_things)
            if self._settings.slack.app_token:
                await self._connect(front, open_things)
            self._ready.set()
            await self._stop.wait()
            await front.rest()

    async def _listen(self, front: Front, open_things: AsyncExitStack) -> None:
        slack, store = self._settings.slack, self._services.store
        client: AsyncWebClient = front.app.client
        runner = web.AppRunner(routes(front.app, oauth_flow(slack, store, self._seal, client)), access_log=None)
        await runner.setup()
        open_things.push_async_callback(runner.cleanup)
        # the port is shared, so that a new process can listen before the old one has gone
        await web.TCPSite(runner, self._settings.serve_host, self._settings.serve_port, reuse_port=True).start()
        self.port = int(runner.addresses[0][1])

    async def _connect(self, front: Front, open_things: AsyncExitStack) -> None:
        handler = socket(front.app, self._settings.slack.app_token)
        open_things.push_async_callback(handler.close_async)
        await handler.connect_async()  # type: ignore[no-untyped-call]
