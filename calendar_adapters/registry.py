"""The kinds of calendars by name, so that a person's row in the database can say which adapter opens it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from calendar_adapters.protocol import CalendarAdapter

# kind -> module with open_calendar(config, owner, engine) -> CalendarAdapter, imported only when it is asked for
KINDS = {
    "local": "calendar_adapters.local.opening",
    "caldav": "calendar_adapters.caldav.opening",
}


class UnknownKind(ValueError):
    """No adapter of that name; the message lists those there are."""


def open_calendar(kind: str, config: Mapping[str, str], owner: str, engine: Any = None) -> CalendarAdapter:
    """Open ``owner``'s calendar of one kind; nothing is asked of a server yet.

    ``config`` holds what the kind needs (docs/calendars.md) and, for all, ``label``, ``timezone`` (IANA), ``aliases``
    (addresses, comma-separated) and ``all_day_blocks`` ("yes" or "no"). ``engine`` is the local calendar's database.
    Raises UnknownKind, or ValueError naming the setting that is missing or wrong.
    """
    if kind not in KINDS:
        raise UnknownKind(f"unknown kind of calendar {kind!r}; known are {', '.join(sorted(KINDS))}")
    adapter: CalendarAdapter = importlib.import_module(KINDS[kind]).open_calendar(config, owner, engine)
    return adapter
