"""The store: one database, short transactions, and a repository for each kind of thing in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.engine import Connection, Engine

from actions.store.conversations import Conversations
from actions.store.engine import OnDemand, open_engine
from actions.store.errors import Stale
from actions.store.meetings import Meetings
from actions.store.messages import Inbox, Outbox
from actions.store.migrate import migrate
from actions.store.people import People
from actions.store.settings_of_people import Connections, Preferences
from actions.store.slack_messages import SlackMessages
from actions.store.slack_workspaces import SlackWorkspaces
from actions.store.slots import Claims, Holds
from actions.store.timers import Timers
from actions.store.traces import Traces

T = TypeVar("T")


def new_id() -> str:
    """An opaque id that cannot be guessed: 96 random bits, URL-safe."""
    return secrets.token_urlsafe(12)


class Transaction:
    """The repositories of one transaction; everything done through them happens together or not at all."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.people = People(connection)
        self.meetings = Meetings(connection)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)
        self.holds = Holds(connection)
        self.claims = Claims(connection)
        self.timers = Timers(connection)
        self.conversations = Conversations(connection)
        self.preferences = Preferences(connection)
        self.connections = Connections(connection)
        self.traces = Traces(connection)
        self.slack = SlackMessages(connection)
        self.slack_workspaces = SlackWorkspaces(connection)


class Store:
    """A database of the assistant. ``engine`` may be handed to the local calendar, which has its own tables in it.

    Never read or write a calendar inside a transaction: it may be slow, and the local one waits for this very database.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url)

    def migrate(self) -> None:
        """Bring the tables to the newest version; safe to call from several processes at once."""
        migrate(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Read and write; commits at the end, rolls back on any exception. Keep it short."""
        with self.engine.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Read one consistent state without waiting for writers; nothing written here is kept."""
        connection = OnDemand(self.engine)
        try:
            yield Transaction(connection)  # type: ignore[arg-type]
        finally:
            connection.close()

    def retrying(self, work: Callable[[Transaction], T], attempts: int = 5) -> T:
        """Run ``work`` in a transaction, again from the start when somebody else changed the meeting in between.

        Raises:
            Stale: still so after ``attempts``.
        """
        for attempt in range(attempts):
            try:
                with self.transaction() as tx:
                    return work(tx)
            except Stale:
                if attempt == attempts - 1:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close every connection; an in-memory database is gone with it."""
        self.engine.dispose()

    def __repr__(self) -> str:
        return f"Store({self.engine.url.render_as_string(hide_password=True)!r})"
