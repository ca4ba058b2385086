"""Slack as a whole: the front that takes things in, the worker that has them answered, the sender that answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from actions.secrets import Seal
from actions.services import Services
from actions.settings import Settings
from actions.store.records import OutboxItem
from bot.channels.slack.app import Front
from bot.channels.slack.board import Board
from bot.channels.slack.identity import Identity
from bot.channels.slack.posting import Posts
from bot.channels.slack.sender import Sender
from bot.channels.slack.status import PATIENCE, Status
from bot.channels.slack.worker import Answer, Worker
from bot.channels.slack.workspaces import Workspaces

LOG = logging.getLogger(__name__)
HOUSEKEEPING = 300.0  # seconds
KEPT = timedelta(days=2)  # an event may be delivered again for an hour


class SlackChannel:
    """The back half, for the event loop that answers: `run` works and delivers until cancelled.

    The front (`front`) may live in another thread's event loop, so that acknowledgements never wait for answers.
    """

    def __init__(
        self,
        services: Services,
        settings: Settings,
        seal: Seal,
        answer: Answer,
        *,
        patience: float = PATIENCE,
        told: Callable[[OutboxItem], object] = lambda _: None,
        woken: asyncio.Event | None = None,
    ) -> None:
        self._services = services
        self._settings = settings
        self._seal = seal
        self.workspaces = Workspaces(services, settings.slack, seal)
        posts = Posts(self.workspaces)
        board, status = Board(services, posts), Status(services, posts, patience)
        self.sender = Sender(services, posts, board, status, told)
        identity = self._identity(self.workspaces)
        self.worker = Worker(services, answer, self.workspaces, identity, status, board, self.sender.wake, woken)

    async def front(self, stored: Callable[[], None]) -> Front:
        """A front for the running event loop; ``stored`` is called there whenever something came in."""
        workspaces = Workspaces(self._services, self._settings.slack, self._seal)
        await workspaces.begin()
        secret = self._settings.slack.signing_secret
        return Front(self._services, workspaces, self._identity(workspaces), secret, stored)

    async def begin(self) -> None:
        """Ask Slack who we are. Raises SlackApiError when it refuses the token."""
        await self.workspaces.begin()

    async def run(self) -> None:
        """Work, deliver and keep house until cancelled."""
        await asyncio.gather(self.worker.forever(), self.sender.forever(), self._housekeeping())

    async def _housekeeping(self) -> None:
        while True:
            try:
                await self.workspaces.renew()
                await asyncio.to_thread(self._prune)
            except Exception:
                LOG.exception("keeping house failed; it is tried again")
            await asyncio.sleep(HOUSEKEEPING)

    def _prune(self) -> None:
        with self._services.store.transaction() as tx:
            tx.slack.prune(self._services.clock() - KEPT)

    def _identity(self, workspaces: Workspaces) -> Identity:
        domains = self._settings.domains
        return Identity(self._services, workspaces, domains, welcome=bool(domains or self._settings.slack.bot_token))
