"""What commands share: the store of the settings brought up to date, a calendar read once, errors explained."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TypeVar

from actions.core.people import Person
from actions.errors import MendableError, OperatorError
from actions.settings import Settings, load_settings
from actions.store import Connection, Store
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import FreeBusy, Interval

Run = TypeVar("Run", bound=Callable[..., int])


def open_store(settings: Settings | None = None) -> Store:
    """The store of the settings, migrated. Raises OperatorError when settings or database must be mended."""
    store = Store((settings or load_settings()).database_url)
    try:
        store.migrate()
    except Exception as error:
        raise OperatorError(f"The database cannot be used: {error}", "Run `moim doctor`.") from error
    return store


def read_calendar(store: Store, connection: Connection, person: Person, now: datetime) -> FreeBusy:
    """Free/busy of the next 24 hours, to see that a calendar can be read.

    Raises:
        CalendarError: as the adapter says.
        ValueError, OperatorError: a setting or a secret is missing or wrong.
    """
    config = {"timezone": person.timezone or "UTC", "aliases": ",".join(person.addresses)}
    config |= {"label": connection.label or connection.kind, **connection.opened_config()}
    calendar = open_calendar(connection.kind, config, connection.person, store.engine)
    return calendar.free_busy(Interval(now, now + timedelta(days=1)))


def explained(run: Run) -> Run:
    """Make ``run`` say what is wrong on stderr and return 2, instead of a traceback, for errors that can be mended."""

    @wraps(run)
    def guarded(*args: object) -> int:
        try:
            return run(*args)
        except (OperatorError, MendableError) as error:
            print(f"moim: {error}", file=sys.stderr)
            return 2

    return guarded  # type: ignore[return-value]
