"""`moim serve`: channels, understanding, actions, outbox and upkeep, from one settings file."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actions.errors import OperatorError
from actions.settings import Settings, load_settings
from bot.channels.slack.front_process import READY, STORED, FrontProcess, tell, when_orphaned

if TYPE_CHECKING:  # the front is started first, and these take long to load
    from actions.services import Services
    from actions.store.records import InboxItem
    from bot.channels.slack.channel import SlackChannel
    from bot.channels.slack.worker import Answer

LOG = logging.getLogger(__name__)
STEP = 5  # of niceness
PARTS = ("all", "front", "work")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("--host", default="", help="listen here instead of serve.host")
    parser.add_argument("--port", type=int, default=None, help="listen here instead of serve.port")
    part = "run a part alone: front takes messages in, work answers them; they share the database"
    parser.add_argument("--part", choices=PARTS, default="all", help=part)
    parser.add_argument("--piped", action="store_true", help=argparse.SUPPRESS)  # see bot.channels.slack.front_process


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; what was taken in and not answered is answered after the next start."""
    try:
        return _run(args)
    except OperatorError as error:
        print(f"moim: {error}", file=sys.stderr)
        return 2


def _run(args: argparse.Namespace) -> int:
    settings = _changed(load_settings(), args)
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if not settings.slack.used:
        raise OperatorError(
            f"There is no channel to serve{f': {settings.slack.problem}' if settings.slack.problem else ''}.",
            "Set up Slack in moim.yml (docs/slack.md), or talk in the terminal: `moim chat`.",
        )
    if args.part == "front":
        return asyncio.run(take_in(settings, piped=args.piped))
    options = ["--host", settings.serve_host, "--port", str(settings.serve_port)]
    return asyncio.run(work(settings, None if args.part == "work" else options))


async def take_in(settings: Settings, *, piped: bool = False) -> int:
    """Take messages in; ``piped``: for the process that works and has started this one."""
    from actions.secrets import open_seal
    from bot.channels.slack.apart import FrontThread
    from bot.channels.slack.channel import SlackChannel

    stop, loop = _until_a_signal(), asyncio.get_running_loop()
    services = _services(settings)
    seal = open_seal(settings.secret_key, settings.home)
    channel = SlackChannel(services, settings, seal, _nobody)
    front = FrontThread(settings, services, seal, channel.front, (lambda: tell(STORED)) if piped else lambda: None)
    await asyncio.to_thread(front.start)
    if piped:
        tell(READY + f" {_ways(settings, front.port)}".encode())
        when_orphaned(lambda: loop.call_soon_threadsafe(stop.set))
    else:
        print(f"moim: Slack comes in over {_ways(settings, front.port)}", file=sys.stderr, flush=True)
    await stop.wait()
    await asyncio.to_thread(front.stop)
    return 0


async def work(settings: Settings, front_options: list[str] | None) -> int:
    """Answer and deliver; the front is started with ``front_options`` unless it runs elsewhere (None).

    What answers takes long to load: meanwhile messages come in already.
    """
    stop, woken = _until_a_signal(), asyncio.Event()
    front = FrontProcess(front_options or [], woken.set)
    parts: list[asyncio.Task[Any]] = [asyncio.create_task(stop.wait())]
    try:
        if front_options is not None:
            ways = (await front.start()).partition(" ")[2]
            _step_back()
            print(f"moim: Slack comes in over {ways}", file=sys.stderr, flush=True)
            parts.append(asyncio.create_task(front.watch()))
        slack, upkeep = await asyncio.to_thread(_loaded, settings, woken)
        await slack.begin()
        parts.append(asyncio.create_task(slack.run()))
        upkeep.start()
        print("moim: ready", file=sys.stderr, flush=True)
        done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        upkeep.stop()
        await front.stop()
        parts[-1].cancel()
        await slack.worker.settle()
        await slack.sender.once()
        for part in done:
            part.result()
    finally:
        await front.stop()
        for part in parts:
            part.cancel()
        await asyncio.gather(*parts, return_exceptions=True)
    return 0


def _loaded(settings: Settings, woken: asyncio.Event) -> tuple[SlackChannel, Any]:
    """The channel with the desk behind it, and the upkeep."""
    from actions.secrets import open_seal
    from bot.channels.desk import Desk
    from bot.channels.slack.channel import SlackChannel
    from bot.upkeep import Upkeep

    services = _services(settings)
    resume = Desk(_agent(), services).resume
    slack = SlackChannel(services, settings, open_seal(settings.secret_key, settings.home), resume, woken=woken)
    return slack, Upkeep(services, _again(slack, resume))


def _services(settings: Settings) -> Services:
    from actions.services import build
    from bot.cli.opened import open_store

    return build(settings, open_store(settings))


def _again(slack: SlackChannel, resume: Answer) -> Answer:
    async def again(item: InboxItem) -> None:
        await (slack.worker.resume(item) if item.channel == "slack" else resume(item))

    return again


async def _nobody(item: InboxItem) -> None:
    raise RuntimeError(f"message {item.message_id} came to a process that answers none")


def _step_back() -> None:
    """Where processors are scarce, acknowledgements (the front, started before) go before answers."""
    with suppress(AttributeError, OSError):  # not every system has priorities
        os.nice(STEP)


def _until_a_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _agent() -> Any:
    """The model that there is, so that a start never waits for training; trained first where there is none."""
    from bot.cli.startup import quiet, trained_agent
    from bot.home import home
    from bot.training import is_trained, model_path

    quiet()
    model = model_path(home())
    if not model.exists():
        return trained_agent(lambda line: print(line, file=sys.stderr))
    if not is_trained(home()):
        LOG.warning("the model was trained from other data or code than there is now: run `moim train`")
    from bot.embedded import load_agent

    return load_agent(model)


def _changed(settings: Settings, args: argparse.Namespace) -> Settings:
    port = settings.serve_port if args.port is None else args.port
    return replace(settings, serve_host=args.host or settings.serve_host, serve_port=port)


def _ways(settings: Settings, port: int) -> str:
    ways = [f"http://{settings.serve_host}:{port}/slack/events"] if port else []
    return " and ".join(ways + (["Socket Mode"] if settings.slack.app_token else []))
