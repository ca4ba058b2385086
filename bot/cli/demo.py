"""`moim demo`: the main job on embedded defaults, once in Korean and once in English; then, on a terminal, a chat."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rasa.core.agent import Agent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("--language", choices=("ko", "en"), default="", help="play this conversation only")
    parser.add_argument("--no-chat", action="store_true", help="end after the conversations, also on a terminal")


def run(args: argparse.Namespace) -> int:
    """Play both conversations; exit 0 when each did all that its sample tells."""
    from bot.cli.startup import trained_agent

    agent = trained_agent(print)
    chat = sys.stdin.isatty() and sys.stdout.isatty() and not args.no_chat
    languages = [args.language] if args.language else ["ko", "en"]
    with tempfile.TemporaryDirectory(prefix="moim-demo-") as home:
        return asyncio.run(_all(agent, languages, Path(home), chat))


async def _all(agent: Agent, languages: list[str], home: Path, chat: bool) -> int:
    from bot.cli.chat import converse
    from bot.demo.play import SAMPLES, Demo

    went_well = True
    demos = [Demo(language, home) for language in languages]
    for demo in demos:
        sample = SAMPLES / f"{demo.scenario.language}.yml"
        print(f"\n=== {sample.relative_to(SAMPLES.parent.parent)}, {demo.scenario.now:%Y-%m-%d %H:%M %z} ===")
        went_well &= await demo.play(agent, print)
    if chat:
        first = demos[0]
        address = first.scenario.people[0].address
        print()
        await converse(agent, first.services, address, first.scenario.language)
    for demo in demos:
        demo.store.close()
    return 0 if went_well else 1
