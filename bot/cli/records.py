"""``moim records``: the record of the meetings that a person arranged or took part in, as CSV."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.errors import OperatorError
from actions.records import arranged
from actions.records_csv import to_csv
from actions.settings import load_settings
from bot.cli.opened import explained, open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``moim records``."""
    parser.add_argument("--person", required=True, metavar="ADDRESS", help="whose meetings")
    parser.add_argument("--from", dest="first", metavar="DATE", help="settled on or after this day (2026-11-01)")
    parser.add_argument("--to", dest="last", metavar="DATE", help="settled on or before this day")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to the terminal")


@explained
def run(args: argparse.Namespace) -> int:
    """Print the CSV (RFC 4180, UTF-8); 0 also when there is no meeting, 2 when the person or a date is unknown."""
    settings = load_settings()
    first, last = _day(args.first, "--from"), _day(args.last, "--to")
    if first and last and last < first:
        raise OperatorError("--to lies before --from.", "Swap the two days.")
    with open_store(settings).reading() as tx:
        person = tx.people.by_address(args.person)
        if person is None:
            raise OperatorError(f"Nobody has the address {args.person}.", "`moim people list` shows whom I know.")
        found = arranged(tx, person.address)
    zone = person.timezone or settings.timezone
    low = datetime.combine(first or date.min, time(), ZoneInfo("UTC" if first is None else zone))
    high = datetime.combine(last or date.max, time.max, ZoneInfo("UTC" if last is None else zone))
    text = to_csv([r for r in found if low <= r.settled_at <= high], zone)
    if args.output:
        _write(args.output, text)
    else:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    return 0


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise OperatorError(f"{option} {text} is no date.", "Write it like 2026-11-30.") from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())  # the mark tells spreadsheets that it is UTF-8
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from error
