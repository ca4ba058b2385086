"""`moim serve`: channels, understanding, actions, outbox and upkeep, from one settings file."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actions.errors import OperatorError
from actions.secrets import open_seal
from actions.services import Services, build
from actions.settings import Settings, load_settings
from actions.store.records import InboxItem
from bot.cli.opened import explained, open_store

if TYPE_CHECKING:
    from bot.channels.slack.channel import SlackChannel

LOG = logging.getLogger(__name__)
PARTS = ("all", "front", "work")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("--host", default="", help="listen here instead of serve.host")
    parser.add_argument("--port", type=int, default=None, help="listen here instead of serve.port")
    part = "run a part alone: front takes messages in, work answers them; they share the database"
    parser.add_argument("--part", choices=PARTS, default="all", help=part)


@explained
def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; what was taken in and not answered is answered after the next start."""
    settings = _changed(load_settings(), args)
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if not settings.slack.used:
        raise OperatorError(
            f"There is no channel to serve{f': {settings.slack.problem}' if settings.slack.problem else ''}.",
            "Set up Slack in moim.yml (docs/slack.md), or talk in the terminal: `moim chat`.",
        )
    services = build(settings, open_store(settings))
    resume = _resume(services, args.part)
    return asyncio.run(serve(settings, services, resume, args.part))


async def serve(settings: Settings, services: Services, resume: Any, part: str = "all") -> int:
    """Start the parts and wait for a signal. ``resume`` is the desk's."""
    from bot.channels.slack.apart import FrontThread
    from bot.channels.slack.channel import SlackChannel

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    seal = open_seal(settings.secret_key, settings.home)
    slack = SlackChannel(services, settings, seal, resume)

    def stored() -> None:
        loop.call_soon_threadsafe(slack.worker.wake)

    front = FrontThread(settings, services, seal, slack.front, stored)
    if part != "work":
        await asyncio.to_thread(front.start)
        _say(settings, front.port)
    try:
        await (stop.wait() if part == "front" else _work(services, slack, resume, stop))
    finally:
        await asyncio.to_thread(front.stop)
    return 0


async def _work(services: Services, slack: SlackChannel, resume: Any, stop: asyncio.Event) -> None:
    """Answer and deliver until ``stop``; what is being answered then is finished."""
    from bot.upkeep import Upkeep

    async def again(item: InboxItem) -> None:
        await (slack.worker.resume(item) if item.channel == "slack" else resume(item))

    await slack.begin()
    upkeep = Upkeep(services, again)
    upkeep.start()
    running = asyncio.create_task(slack.run())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        upkeep.stop()
        running.cancel()
        stopped.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await slack.worker.settle()
        await slack.sender.once()


def _resume(services: Services, part: str) -> Any:
    """The desk's `resume`; taking messages in alone needs no desk, nor the language model."""
    if part == "front":
        return None
    from bot.channels.desk import Desk
    from bot.cli.startup import trained_agent

    return Desk(trained_agent(lambda line: print(line, file=sys.stderr)), services).resume


def _changed(settings: Settings, args: argparse.Namespace) -> Settings:
    port = settings.serve_port if args.port is None else args.port
    return replace(settings, serve_host=args.host or settings.serve_host, serve_port=port)


def _say(settings: Settings, port: int) -> None:
    ways = [f"http://{settings.serve_host}:{port}/slack/events"] if port else []
    ways += ["Socket Mode"] if settings.slack.app_token else []
    print(f"moim: Slack comes in over {' and '.join(ways)}", file=sys.stderr, flush=True)
