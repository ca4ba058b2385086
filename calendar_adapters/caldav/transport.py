"""Requests to a CalDAV server, with every way they fail turned into one of our errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from caldav.davclient import DAVClient
from caldav.lib import error as dav_error
from caldav.lib.http_sync import requests
from lxml.etree import LxmlError

from calendar_adapters.caldav.multistatus import UID_TAKEN, preconditions
from calendar_adapters.errors import AdapterBug, BadAnswer, CalendarError, Conflict, NotFound, ReconnectNeeded, TryAgain

BUSY = frozenset({408, 423, 425, 429})  # time-out, locked, too early, too many

# what tells "your rights do not suffice" from "your object is refused" in a 403 or 409 (RFC 4791 section 5.3.2.1)
REFUSED_DATA = frozenset(
    "{urn:ietf:params:xml:ns:caldav}" + name
    for name in (
        "valid-calendar-data",
        "valid-calendar-object-resource",
        "supported-calendar-data",
        "supported-calendar-component",
        "max-resource-size",
        "max-instances",
        "max-attendees-per-instance",
        "min-date-time",
        "max-date-time",
        "calendar-collection-location-ok",
    )
)


class UidTaken(Conflict):
    """The server names the reason: the UID exists, in this calendar or in another one of the same user."""


class Transport:
    """Sends requests with one person's credentials. ``timeout`` seconds bound each wait for the server.

    Credentials in the URL are taken out of it and used when none are given. Raises ValueError for a URL that
    is not http(s).
    """

    def __init__(self, url: str, username: str | None, password: str | None, label: str, timeout: float) -> None:
        parts = urlsplit(url.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("the address of a CalDAV calendar starts with https:// or http://")
        host = parts.netloc.rpartition("@")[2]
        self.url = urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))
        self.label = label
        self._client = DAVClient(
            url=self.url,
            username=username or unquote(parts.username or "") or None,
            password=password or unquote(parts.password or "") or None,
            timeout=timeout,  # type: ignore[arg-type]  # annotated int, handed to the HTTP library as it is
            enable_rfc6764=False,
            rate_limit_handle=False,
        )

    def __repr__(self) -> str:
        return f"Transport({self.url!r})"

    def absolute(self, href: str, base: str | None = None) -> str:
        """The full URL of an href the server named. Raises BadAnswer when it would carry the password to strangers."""
        url = urljoin(base or self.url, href)
        if not _same_site(self.url, url):
            raise BadAnswer("the server points to a host that is not its own", self.label)
        return url

    def send(self, method: str, url: str, body: bytes | str = "", headers: Mapping[str, str] | None = None) -> Any:
        """One request; the answer when its status is below 300. Raises a `CalendarError` otherwise.

        404 and 410 are NotFound, 412 Conflict, 409 Conflict; 423, 429, 5xx and a dead line TryAgain; 401 and 403
        ReconnectNeeded.
        """
        try:
            response = self._client.request(url, method, body, dict(headers or {}))  # type: ignore[arg-type]
        except Exception as error:
            raise self._translate(error) from error
        if response.status is None or response.status >= 300:
            raise self._refusal(int(response.status or 0), getattr(response, "tree", None), response.headers)
        return response

    def _translate(self, error: Exception) -> CalendarError:
        """What an exception of the client library means."""
        label = self.label
        if isinstance(error, dav_error.RateLimitError):
            return TryAgain("the server asks to wait", label, error.retry_after_seconds)
        if isinstance(error, dav_error.AuthorizationError):
            return self._forbidden(error.status or 403, set(error.preconditions))
        if isinstance(error, requests.exceptions.SSLError):
            return ReconnectNeeded("the server's certificate is not trusted", label)
        if isinstance(error, requests.exceptions.Timeout):
            return TryAgain("the server did not answer in time", label)
        if isinstance(error, NotImplementedError):
            return ReconnectNeeded("the server wants a way to sign in that is not supported", label)
        if isinstance(error, (requests.exceptions.ContentDecodingError, LxmlError, UnicodeError, dav_error.DAVError)):
            return BadAnswer("the server answered something unreadable", label)
        if isinstance(error, OSError):  # the HTTP library's errors are OSErrors
            return TryAgain("the server cannot be reached", label)
        return BadAnswer(f"the server's answer broke off: {type(error).__name__}", label)

    def _forbidden(self, status: int, named: set[str]) -> CalendarError:
        if named & UID_TAKEN:
            return UidTaken("an event with that UID exists already", self.label)
        if named & REFUSED_DATA:
            return AdapterBug(f"the server refused the event: {', '.join(sorted(named))}", self.label)
        reason = "the user name or password is not accepted" if status == 401 else "access to the calendar is denied"
        return ReconnectNeeded(reason, self.label)

    def _refusal(self, status: int, tree: Any, headers: Mapping[str, str]) -> CalendarError:
        label, named = self.label, preconditions(tree)
        if status in {401, 403}:
            return self._forbidden(status, named)
        if status in {404, 410}:
            return NotFound("not found on the server", label)
        if named & UID_TAKEN:
            return UidTaken("an event with that UID exists already", label)
        if status in {409, 412}:
            return Conflict("the server holds another version", label)
        if status in BUSY or status >= 500:
            return TryAgain(f"the server has trouble (status {status})", label, _seconds(headers.get("Retry-After")))
        if status < 400:
            return BadAnswer(f"the server redirects without saying where (status {status})", label)
        return AdapterBug(f"the server refused the request (status {status}) {', '.join(sorted(named))}".strip(), label)


def _same_site(known: str, other: str) -> bool:
    """The same host, or over https one beside it (iCloud keeps its calendars on p12-caldav beside caldav)."""
    a, b = urlsplit(known), urlsplit(other)
    if (a.scheme, a.netloc) == (b.scheme, b.netloc):
        return True
    parents = [(part.hostname or "").partition(".")[2] for part in (a, b)]
    return a.scheme == b.scheme == "https" and parents[0] == parents[1] and "." in parents[0]


def _seconds(value: str | None) -> float | None:
    try:
        return None if value is None else max(0.0, float(value))
    except ValueError:
        return None
