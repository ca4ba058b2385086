"""The one settings file, ``moim.yml``: where it is found, what it may say, and what holds when it says nothing.

Looked for: ``$MOIM_SETTINGS``, then ``./moim.yml``; without either the defaults below hold. A value may refer to the
environment as ``${NAME}``, so that no secret need stand in the file; secrets of `BY_ENVIRONMENT` may come from there
alone (``MOIM_SLACK_BOT_TOKEN`` for slack.bot_token). docs/settings.md explains every key.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from actions.core.people_csv import read_address, read_language, read_zone
from actions.core.people_hours import check_hours, read_hours
from actions.errors import OperatorError
from actions.settings_slack import SlackSettings

ROOT = Path(__file__).resolve().parents[1]
EMBEDDED = "embedded"
LEVELS = ("debug", "info", "warning", "error")
OFFICE_HOURS = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
_REFERENCE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True)
class Settings:
    """What the operator decided; times in the unit each name ends with.

    ``home`` is the folder of what moim makes. ``domains`` are the organisation's mail domains: other people are
    outside it. ``actions_url`` empty means that the actions run in the same process. ``source`` is the file read.
    """

    home: Path
    database_url: str = field(repr=False)  # may hold a password
    assistant_name: str = "moim"
    assistant_address: str = "moim@localhost"
    domains: tuple[str, ...] = ()
    timezone: str = "Asia/Seoul"
    language: str = "ko"
    working_hours: dict[str, list[list[str]]] = field(default_factory=lambda: dict(OFFICE_HOURS))
    step_minutes: int = 15
    notice_minutes: int = 30
    horizon_days: int = 14
    offers: int = 3
    calendar_timeout_seconds: float = 10
    calendar_wait_seconds: float = 15
    actions_url: str = ""
    log_level: str = "info"
    source: Path | None = None
    secret_key: str = field(default="", repr=False)
    serve_host: str = "127.0.0.1"
    serve_port: int = 3000
    slack: SlackSettings = field(default_factory=SlackSettings)

    def is_internal(self, address: str) -> bool:
        """True when the address is of one of the organisation's domains."""
        return address.rpartition("@")[2].lower() in self.domains


def load_settings(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of ``path``, or of the file that is found.

    Raises:
        OperatorError: naming file, key and remedy: unreadable, an unknown key, a value that cannot be.
    """
    source = path or _find(environ)
    said = {**_from_environment(environ), **(dict(_read(source, environ)) if source else {})}
    said["slack"] = SlackSettings(**{n[6:]: said.pop(n) for n in list(said) if n.startswith("slack_")})
    home = said.pop("home", None) or Path(environ.get("MOIM_HOME") or ROOT / ".moim")
    home = (source.parent if source else Path()).absolute() / home  # relative to the file that says so
    url = said.pop("database_url", None) or f"sqlite:///{home / 'moim.db'}"
    return Settings(home=home, database_url=url, source=source, **said)


def _find(environ: Mapping[str, str]) -> Path | None:
    if named := environ.get("MOIM_SETTINGS"):
        if not Path(named).is_file():
            raise OperatorError(f"The settings file {named} is not there.", "Mend MOIM_SETTINGS or unset it.")
        return Path(named)
    beside = Path("moim.yml")
    return beside if beside.is_file() else None


def _read(source: Path, environ: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """(field of Settings, value) for every key of the file."""
    try:
        content = yaml.safe_load(source.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OperatorError(f"{source} cannot be read: {error}", "It must be YAML in UTF-8.") from error
    for key, value in _flat("", {} if content is None else content, source):
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(sorted(KEYS))}."
            raise OperatorError(f"{source}: {key} is no setting.", remedy)
        name, read = KEYS[key]
        try:
            yield name, read(_expanded(value, environ))
        except (ValueError, TypeError) as error:
            raise OperatorError(f"{source}: {key}: {error}.", f"Mend {key}; docs/settings.md explains it.") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """What the environment alone says."""
    named = {key: environ.get(f"MOIM_{key.upper().replace('.', '_')}", "") for key in BY_ENVIRONMENT}
    return {KEYS[key][0]: KEYS[key][1](value) for key, value in named.items() if value}


def _flat(prefix: str, value: Any, source: Path) -> Iterator[tuple[str, Any]]:
    """Nested mappings as dotted keys, down to those that are settings."""
    if not isinstance(value, dict):
        raise OperatorError(f"{source}: {prefix or 'the file'} must be a mapping of keys to values.", "Mend it.")
    for name, inner in value.items():
        key = f"{prefix}.{name}" if prefix else str(name)
        section = any(known.startswith(f"{key}.") for known in KEYS)
        if section and inner is not None:
            yield from _flat(key, inner, source)
        elif not section:
            yield key, inner


def _expanded(value: Any, environ: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_expanded(v, environ) for v in value]
    if not isinstance(value, str):
        return value
    if missing := [n for n in _REFERENCE.findall(value) if n not in environ]:
        raise ValueError(f"the environment variable {missing[0]} is not set")
    return _REFERENCE.sub(lambda m: environ[m.group(1)], value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("not a text")
    return value.strip()


def _number(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, str) and value.strip().isdigit():
            value = int(value)  # from the environment
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{value!r} is not a whole number from {low} to {high}")
        return value

    return read


def _step(value: Any) -> int:
    minutes = _number(5, 60)(value)
    if 60 % minutes:
        raise ValueError(f"{minutes} does not divide an hour; write 5, 10, 15, 20, 30 or 60")
    return minutes


def _domains(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(n, str) and n and "@" not in n for n in names):
        raise ValueError("not a list of domains such as example.com")
    return tuple(n.strip().lower() for n in names)


def _level(value: Any) -> str:
    if str(value).lower() not in LEVELS:
        raise ValueError(f"{value!r} is none of {', '.join(LEVELS)}")
    return str(value).lower()


def _endpoint(value: Any) -> str:
    text = _text(value)
    if text == EMBEDDED:
        return ""
    if not text.startswith(("http://", "https://")):
        raise ValueError(f"{text!r} is neither {EMBEDDED} nor a URL")
    return text


def _hours(value: Any) -> dict[str, list[list[str]]]:
    return read_hours(value) if isinstance(value, str) else check_hours(value)


def _api(value: Any) -> str:
    return _endpoint(value).rstrip("/") + "/"


def _assistant(value: Any) -> str:
    return read_address(_text(value))


# key of the file -> (field of Settings, what reads it)
KEYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "home": ("home", lambda value: Path(_text(value)).expanduser()),
    "database_url": ("database_url", _text),
    "assistant.name": ("assistant_name", _text),
    "assistant.address": ("assistant_address", _assistant),
    "organisation.domains": ("domains", _domains),
    "defaults.timezone": ("timezone", lambda value: read_zone(_text(value))),
    "defaults.language": ("language", lambda value: read_language(_text(value))),
    "defaults.working_hours": ("working_hours", _hours),
    "offers.count": ("offers", _number(1, 10)),
    "offers.step_minutes": ("step_minutes", _step),
    "offers.notice_minutes": ("notice_minutes", _number(0, 14 * 24 * 60)),
    "offers.horizon_days": ("horizon_days", _number(1, 365)),
    "calendars.timeout_seconds": ("calendar_timeout_seconds", _number(1, 120)),
    "calendars.wait_seconds": ("calendar_wait_seconds", _number(1, 300)),
    "actions.endpoint": ("actions_url", _endpoint),
    "log_level": ("log_level", _level),
    "secret_key": ("secret_key", _text),
    "serve.host": ("serve_host", _text),
    "serve.port": ("serve_port", _number(1, 65535)),
    "slack.bot_token": ("slack_bot_token", _text),
    "slack.app_token": ("slack_app_token", _text),
    "slack.signing_secret": ("slack_signing_secret", _text),
    "slack.client_id": ("slack_client_id", _text),
    "slack.client_secret": ("slack_client_secret", _text),
    "slack.redirect_url": ("slack_redirect_url", _endpoint),
    "slack.api_url": ("slack_api_url", _api),
}

BY_ENVIRONMENT = ("secret_key", *(key for key in KEYS if key.startswith("slack.")))
