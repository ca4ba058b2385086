"""From the address a person typed in to one calendar collection, and what its server can do.

RFC 5397 (current-user-principal), RFC 4791 section 6.2.1 (calendar-home-set), RFC 6638 section 2.1 (outbox),
RFC 6764 section 5 (/.well-known/caldav).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from calendar_adapters.caldav.multistatus import CAL, DAV, Resource, propfind, read_multistatus
from calendar_adapters.caldav.transport import Transport
from calendar_adapters.errors import AdapterBug, NotFound, ReconnectNeeded
from calendar_adapters.types import Capabilities

TYPE = f"{DAV}resourcetype"
PRINCIPAL = f"{DAV}current-user-principal"
PRIVILEGES = f"{DAV}current-user-privilege-set"
REPORTS = f"{DAV}supported-report-set"
NAME = f"{DAV}displayname"
HOME = f"{CAL}calendar-home-set"
OUTBOX = f"{CAL}schedule-outbox-URL"
COMPONENTS = f"{CAL}supported-calendar-component-set"
ABOUT_CALENDAR = (TYPE, PRINCIPAL, PRIVILEGES, REPORTS, NAME, COMPONENTS, HOME)
WRITING = frozenset(f"{DAV}{name}" for name in ("write", "write-content", "bind", "all"))


@dataclass(frozen=True)
class Collection:
    """A calendar collection: its URL (ends in a slash) and what the server said about it."""

    url: str
    about: Resource


def find_collection(transport: Transport, wanted: str = "") -> Collection:
    """The calendar at the transport's URL, or below it the one named ``wanted`` (else the first that takes events).

    The URL may be a calendar, a principal, a calendar home or just the server. Raises ReconnectNeeded when there
    is none.
    """
    try:
        return _find(transport, wanted)
    except NotFound as error:
        raise ReconnectNeeded("there is no calendar at this address (any more)", transport.label) from error


def find_capabilities(transport: Transport, collection: Collection) -> Capabilities:
    """Ask the server what it does for this calendar: three requests at most."""
    features = {word.strip() for word in _dav_header(transport, collection.url).split(",")}
    reports = collection.about.names(REPORTS)
    privileges = collection.about.names(PRIVILEGES)
    schedules = "calendar-auto-schedule" in features and _has_outbox(transport, collection)
    return Capabilities(
        writable=not privileges or bool(privileges & WRITING),
        sends_invitations=schedules,
        free_busy_query=f"{CAL}free-busy-query" in reports,
        sync_token=f"{DAV}sync-collection" in reports,
    )


def _find(transport: Transport, wanted: str) -> Collection:
    start = _starting_point(transport)
    if f"{CAL}calendar" in start.names(TYPE):
        return _collection(transport, start)
    calendars = [item for item in _children(transport, _home(transport, start)) if _takes_events(item)]
    chosen = [item for item in calendars if not wanted or wanted in {item.text(NAME), _last_part(item.href)}]
    if not chosen:
        names = ", ".join(sorted(item.text(NAME) or _last_part(item.href) for item in calendars)) or "none"
        raise ReconnectNeeded(f"no calendar {wanted!r} at this address; there: {names}", transport.label)
    return _collection(transport, chosen[0])


def _starting_point(transport: Transport) -> Resource:
    """What the URL is; of a bare server, what /.well-known/caldav leads to. A lost calendar has no substitute."""
    try:
        return _about(transport, transport.url, ABOUT_CALENDAR)
    except (NotFound, AdapterBug):  # a web site that is not at home at / answers 404 or 405
        if urlsplit(transport.url).path.strip("/"):
            raise
    return _about(transport, transport.absolute("/.well-known/caldav"), ABOUT_CALENDAR)


def _home(transport: Transport, start: Resource) -> str:
    home, principal = start.href_in(HOME), start.href_in(PRINCIPAL)
    if home is None and principal is not None:
        home = _about(transport, transport.absolute(principal), (HOME,)).href_in(HOME)
    if home is None:
        raise ReconnectNeeded("there is no calendar at this address", transport.label)
    return transport.absolute(home)


def _about(transport: Transport, url: str, names: Sequence[str]) -> Resource:
    found = _propfind(transport, url, names, 0)
    if not found or found[0].status == 404:
        raise NotFound("not found on the server", transport.label)
    return found[0]


def _children(transport: Transport, url: str) -> list[Resource]:
    return _propfind(transport, url, ABOUT_CALENDAR, 1)


def _propfind(transport: Transport, url: str, names: Sequence[str], depth: int) -> list[Resource]:
    response = transport.send("PROPFIND", url, propfind(names), {"Depth": str(depth)})
    return read_multistatus(response.tree, transport.label)


def _takes_events(item: Resource) -> bool:
    """A calendar that lists no components takes all of them (RFC 4791 section 5.2.3)."""
    if f"{CAL}calendar" not in item.names(TYPE):
        return False
    listed = item.properties.get(COMPONENTS)
    names = set() if listed is None else {part.get("name") for part in listed.iterfind(f"{CAL}comp")}
    return not names or "VEVENT" in names


def _collection(transport: Transport, about: Resource) -> Collection:
    return Collection(transport.absolute(about.href).rstrip("/") + "/", about)


def _dav_header(transport: Transport, url: str) -> str:
    return str(transport.send("OPTIONS", url).headers.get("DAV", ""))


def _has_outbox(transport: Transport, collection: Collection) -> bool:
    principal = collection.about.href_in(PRINCIPAL)
    if principal is None:
        return False
    return _about(transport, transport.absolute(principal), (OUTBOX,)).href_in(OUTBOX) is not None


def _last_part(href: str) -> str:
    return unquote(href.rstrip("/").rpartition("/")[2])
