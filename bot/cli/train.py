"""``moim train``: train the language understanding and the dialogue."""

from __future__ import annotations

import argparse
import sys
import time

from actions.errors import OperatorError
from bot.home import home
from bot.nlu.patterns import PatternError
from bot.training import TrainingError, train


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``moim train``."""
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")


def run(args: argparse.Namespace) -> int:
    """0 when there is an up-to-date model afterwards, 1 when the training data must be mended first."""
    began = time.monotonic()
    try:
        train(home(), lambda line: _say(line, time.monotonic() - began), args.force)
    except (TrainingError, PatternError, OperatorError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _say(line: str, seconds: float) -> None:
    print(f"[{seconds:5.1f} s] {line}", file=sys.stderr, flush=True)
