"""What the tests need to know of a running CalDAV server."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from caldav.davclient import DAVClient

_numbers = itertools.count(1)


@dataclass(frozen=True)
class CalDavPeer:
    """A running server: ``home`` holds the calendars of one user, whose credentials these are."""

    name: str
    home: str
    username: str | None
    password: str | None
    make: Callable[[CalDavPeer, str], str]

    def new_calendar(self) -> str:
        """Make an empty calendar and return its URL."""
        return self.make(self, f"calendar-{next(_numbers)}")


def remove_calendar(peer: CalDavPeer, url: str) -> None:
    """DELETE a calendar; some servers let a UID exist once in all calendars of a user, so none may stay behind."""
    with DAVClient(url=url, username=peer.username, password=peer.password) as client:
        client.delete(url)


def make_calendar(peer: CalDavPeer, name: str) -> str:
    """MKCALENDAR below the user's home."""
    url = f"{peer.home}{name}/"
    with DAVClient(url=peer.home, username=peer.username, password=peer.password) as client:
        answer = client.mkcalendar(url)
    assert answer.status == 201, (answer.status, answer.raw)
    return url
