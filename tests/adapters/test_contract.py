"""The adapter contract on SQLite, PostgreSQL, Radicale and Xandikos."""

from __future__ import annotations

import pytest

from tests.adapters.conftest import caldav_subject, local_subject
from tests.adapters.contract import CalendarContract, Subject

LOCAL = {"local-sqlite": "sqlite_engine", "local-postgres": "postgres_engine"}
CALDAV = {"caldav-radicale": "radicale_server", "caldav-xandikos": "xandikos_server"}


@pytest.fixture(params=[*LOCAL, *CALDAV])
def subject(request: pytest.FixtureRequest) -> Subject:
    """An empty calendar of each kind."""
    if request.param in LOCAL:
        return local_subject(request.getfixturevalue(LOCAL[request.param]))
    return caldav_subject(request.getfixturevalue(CALDAV[request.param]))


class TestContract(CalendarContract):
    """Nothing of its own: what one adapter must do, all must do."""
