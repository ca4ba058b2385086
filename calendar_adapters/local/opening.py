"""Opens a local calendar from settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calendar_adapters.local.adapter import LocalCalendar
from calendar_adapters.settings import shared


def open_calendar(config: Mapping[str, str], owner: str, engine: Any) -> LocalCalendar:
    """See `calendar_adapters.registry.open_calendar`; needs ``engine``."""
    if engine is None:
        raise ValueError("a local calendar needs the database's engine")
    return LocalCalendar(engine, owner, **shared(config, "local"))
