"""The settings that all kinds of calendars share, read from a mapping of strings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calendar_adapters.ical.zones import find_zone

YES = frozenset({"yes", "true", "1", "on"})
NO = frozenset({"no", "false", "0", "off"})


def needed(config: Mapping[str, str], kind: str, name: str) -> str:
    """A setting that must be there. Raises ValueError naming it."""
    value = config.get(name, "").strip()
    if not value:
        raise ValueError(f"a {kind} calendar needs the setting {name!r}")
    return value


def shared(config: Mapping[str, str], default_label: str) -> dict[str, Any]:
    """Keyword arguments that every adapter takes. Raises ValueError for a wrong one."""
    tzid = config.get("timezone", "UTC")
    if find_zone(tzid) is None:
        raise ValueError(f"unknown time zone {tzid!r} in the setting 'timezone'")
    aliases = tuple(part.strip().lower() for part in config.get("aliases", "").split(",") if part.strip())
    return {
        "label": config.get("label", default_label),
        "tzid": tzid,
        "aliases": aliases,
        "all_day_blocks": flag(config, "all_day_blocks", True),
    }


def flag(config: Mapping[str, str], name: str, default: bool) -> bool:
    """A yes-or-no setting. Raises ValueError for anything else."""
    word = config.get(name, "yes" if default else "no").strip().lower()
    if word not in YES | NO:
        raise ValueError(f"the setting {name!r} must be yes or no, not {word!r}")
    return word in YES
