"""The adapter contract on SQLite, PostgreSQL, Radicale, Xandikos and Cyrus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.adapters.conftest import caldav_subject, local_subject
from tests.adapters.contract import CalendarContract, Subject
from tests.peers.caldav import remove_calendar

LOCAL = {"local-sqlite": "sqlite_engine", "local-postgres": "postgres_engine"}
CALDAV = {
    "caldav-radicale": "radicale_server",
    "caldav-xandikos": "xandikos_server",
    "caldav-cyrus": "cyrus_server",
}
# what these versions do otherwise (docs/calendars.md); strict, so that a server that mends it shows
NOT_ATOMIC = {"caldav-xandikos"}
SHORTCOMINGS = {
    ("caldav-xandikos", "event_rdate"): "its search for a window looks at DTSTART and RRULE, not at RDATE",
    ("caldav-cyrus", "event_no_length"): "it refuses an event without length",
}


@pytest.fixture(params=[*LOCAL, *CALDAV])
def subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
    """An empty calendar of each kind."""
    if request.param in LOCAL:
        yield local_subject(request.getfixturevalue(LOCAL[request.param]))
        return
    name = request.node.callspec.params.get("name")
    if (request.param, name) in SHORTCOMINGS:
        request.applymarker(pytest.mark.xfail(strict=True, reason=SHORTCOMINGS[request.param, name]))
    peer = request.getfixturevalue(CALDAV[request.param])
    url = peer.new_calendar()
    yield caldav_subject(peer, url, request.param not in NOT_ATOMIC)
    remove_calendar(peer, url)


class TestContract(CalendarContract):
    """Nothing of its own: what one adapter must do, all must do."""
