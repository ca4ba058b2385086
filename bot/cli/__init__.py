"""The `moim` command: one subcommand a file, imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

# subcommand -> (module with add_arguments(parser) and run(args) -> exit code, one line of help)
COMMANDS = {
    "demo": ("bot.cli.demo", "play a conversation in Korean and one in English on sample calendars"),
    "chat": ("bot.cli.chat", "talk to the assistant in the terminal"),
    "serve": ("bot.cli.serve", "run the assistant: channels, understanding, actions, outbox, upkeep"),
    "train": ("bot.cli.train", "train the language understanding and the dialogue"),
    "doctor": ("bot.cli.doctor", "check settings, database, calendars and Slack, and say how to mend them"),
    "people": ("bot.cli.people", "add, list or import the people the assistant knows"),
    "records": ("bot.cli.records", "the meetings that somebody arranged or took part in, as CSV"),
    "understand": ("bot.cli.understand", "intent, entities and times of messages, JSONL"),
    "times": ("bot.cli.times", "times in messages, JSONL, without TensorFlow"),
    "scenarios": ("bot.cli.scenarios", "play scenario files with a fixed clock and check what came of them"),
    "free": ("bot.cli.free", "free starts of one availability problem, JSON"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``moim``; returns the exit code of the subcommand."""
    args = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="moim", description="A scheduling assistant for Korean and English teams.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((a for a in args if not a.startswith("-")), None)
    for name, (module, line) in COMMANDS.items():
        sub = commands.add_parser(name, help=line, description=line)
        if name == chosen:
            importlib.import_module(module).add_arguments(sub)
    options = parser.parse_args(args)
    chosen_module = importlib.import_module(COMMANDS[options.command][0])
    return int(chosen_module.run(options) or 0)
