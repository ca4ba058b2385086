"""`moim chat`: talk to the assistant in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import secrets
import sys
from typing import TYPE_CHECKING

from actions.core.people import Person
from actions.services import Services
from actions.store.records import Connection
from actions.texts import say

if TYPE_CHECKING:
    from rasa.core.agent import Agent

    from bot.channels.console import Console

NOBODY = "me@localhost"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("--as", dest="address", default="", metavar="ADDRESS", help="speak as this person")
    parser.add_argument("--language", choices=("ko", "en"), default="", help="language of the first greeting")


def run(args: argparse.Namespace) -> int:
    """Open the store of the settings and chat until /quit or the end of the input."""
    from actions.services import build
    from actions.settings import load_settings
    from actions.store.store import Store
    from bot.cli.startup import trained_agent

    settings = load_settings()
    store = Store(settings.database_url)
    store.migrate()
    services = build(settings, store)
    person = speaker(services, args.address)
    if person is None:
        print(say("unknown_sender", args.language or settings.language, address=args.address), file=sys.stderr)
        return 2
    language = args.language or person.language or settings.language
    agent = trained_agent(lambda line: print(line, file=sys.stderr))
    return asyncio.run(converse(agent, services, person.address, language))


def speaker(services: Services, address: str) -> Person | None:
    """Who speaks: the person of that address; without one the first of the roster, or a newcomer with a calendar."""
    with services.store.transaction() as tx:
        if address:
            return tx.people.by_address(address)
        known = [p for p in tx.people.all() if not p.external]
        if known:
            return known[0]
        newcomer = Person(NOBODY, timezone=services.timezone, language=services.language)
        tx.people.save(newcomer)
        tx.connections.save(Connection(NOBODY, "local", label="moim"))
        return newcomer


async def converse(agent: Agent, services: Services, address: str, language: str) -> int:
    """Read lines and answer them, say meanwhile what is due; ``/as ADDRESS`` changes the speaker, ``/quit`` ends."""
    from bot.channels.console import Console
    from bot.channels.desk import Desk
    from bot.upkeep import Upkeep

    desk = Desk(agent, services)
    console = Console(desk, services, address, secrets.token_hex(4), language, print)
    upkeep = Upkeep(services, desk.resume, lambda _: console.flush())
    upkeep.start()
    try:
        await _lines(console, language)
    finally:
        upkeep.stop()
    print(say("chat_bye", language))
    return 0


async def _lines(console: Console, language: str) -> None:
    """Until the last line."""
    print(say("chat_hello", language, name=_name(console.services, console.speaker)))
    while (line := await asyncio.to_thread(_read)) is not None:
        word = line.strip()
        if word in ("/quit", "/exit", "/q"):
            break
        if word.startswith("/as "):
            _speak_as(console, word.removeprefix("/as ").strip())
            continue
        await console.say(line)


def _speak_as(console: Console, address: str) -> None:
    """Make somebody else the speaker."""
    with console.services.store.reading() as tx:
        person = tx.people.by_address(address)
    if person is None:
        print(say("unknown_sender", console.language, address=address))
        return
    print(say("chat_as", console.language, name=person.name or person.address))
    console.speaker = person.address


def _name(services: Services, address: str) -> str:
    with services.store.reading() as tx:
        person = tx.people.by_address(address)
    return (person.name if person else "") or address


def _read() -> str | None:
    """A line with editing and history, or None at the end of the input."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    try:
        return input("> ")
    except EOFError:
        return None
