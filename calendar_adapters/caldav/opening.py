"""Opens a CalDAV calendar from settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calendar_adapters.caldav.adapter import CalDavCalendar
from calendar_adapters.settings import needed, shared


def open_calendar(config: Mapping[str, str], owner: str, _engine: Any) -> CalDavCalendar:
    """See `calendar_adapters.registry`; reads ``url``, ``username``, ``password``, ``calendar``, ``timeout``."""
    url = needed(config, "caldav", "url")
    try:
        timeout = float(config.get("timeout", "10"))
    except ValueError as error:
        raise ValueError("the setting 'timeout' must be a number of seconds") from error
    return CalDavCalendar(
        url,
        config.get("username"),
        config.get("password"),
        owner,
        calendar=config.get("calendar", ""),
        timeout=timeout,
        **shared(config, "caldav"),
    )
