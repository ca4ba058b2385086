"""`CalDavCalendar`: one calendar collection on a CalDAV server (RFC 4791), written only conditionally.

Servers answer the same fault differently (docs/calendars.md has the table); what is the same for all of them is decided
here: after a refused write the object is looked up, and what is found there says what happened.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from calendar_adapters.caldav.discovery import Collection, find_capabilities, find_collection
from calendar_adapters.caldav.multistatus import CAL, DAV, Resource, multiget, query_uid, query_window, read_multistatus
from calendar_adapters.caldav.transport import Transport, UidTaken
from calendar_adapters.common import Clock, Ownership, system_clock
from calendar_adapters.errors import (
    AdapterBug,
    BadAnswer,
    CalendarError,
    Conflict,
    NotFound,
    ReconnectNeeded,
    TryAgain,
)
from calendar_adapters.ical.objects import main_event, new_object, with_event, without_instance
from calendar_adapters.ical.reading import parse, vevents
from calendar_adapters.types import Capabilities, Event, FreeBusy, Interval

XML = {"Content-Type": "application/xml; charset=utf-8"}
ICS = {"Content-Type": "text/calendar; charset=utf-8"}
MARGIN = timedelta(days=1)  # a server may take days and floating times for UTC; we filter exactly
PLAIN_NAME = re.compile(r"[A-Za-z0-9@._-]{1,200}")


@dataclass(frozen=True)
class Stored:
    """A calendar object as the server holds it."""

    href: str
    etag: str
    data: str


class CalDavCalendar:
    """A `CalendarAdapter` over CalDAV.

    ``url`` is a calendar, or a principal, home or server below which ``calendar`` (display name or path part) picks
    one. ``timeout`` seconds bound each wait for the server. ``clock`` gives DTSTAMP. Nothing is sent before the first
    call. Raises ValueError for a bad URL or zone.
    """

    def __init__(
        self,
        url: str,
        username: str | None,
        password: str | None,
        owner: str,
        label: str = "caldav",
        *,
        calendar: str = "",
        tzid: str = "UTC",
        aliases: Sequence[str] = (),
        all_day_blocks: bool = True,
        timeout: float = 10.0,
        clock: Clock = system_clock,
    ) -> None:
        self.owner = owner.strip().lower()
        self.label = label
        self._transport = Transport(url, username, password, label, timeout)
        self._wanted = calendar
        self._clock = clock
        self._own = Ownership(self.owner, label, tzid, tuple(aliases), all_day_blocks)
        self._home = self._own.home
        self._found: Collection | None = None
        self._can: Capabilities | None = None

    def __repr__(self) -> str:
        return f"CalDavCalendar({self._transport.url!r}, owner={self.owner!r}, label={self.label!r})"

    @property
    def capabilities(self) -> Capabilities:
        """What the server does for this calendar; asked once."""
        if self._can is None:
            self._can = find_capabilities(self._transport, self._collection())
        return self._can

    def free_busy(self, window: Interval) -> FreeBusy:
        """See `CalendarAdapter.free_busy`; from the events, as a server's own answer ignores the owner's PARTSTAT."""
        return self._own.free_busy(self.events(window), window)

    def events(self, window: Interval) -> Sequence[Event]:
        """See `CalendarAdapter.events`; each carries its object's ``etag`` and ``href``."""
        stored = self._query(query_window(window.start - MARGIN, window.end + MARGIN))
        found: list[Event] = []
        for item in stored:
            instances = self._own.instances(vevents(parse(item.data, self.label)), window)
            found += [replace(event, etag=item.etag, href=item.href) for event in instances]
        return sorted(found, key=lambda event: (self._own.starts(event), event.uid))

    def get(self, uid: str) -> Event:
        """See `CalendarAdapter.get`."""
        return self._loaded(self._find(uid))

    def create(self, event: Event) -> Event:
        """See `CalendarAdapter.create`."""
        data = self._written(lambda: new_object(replace(event, recurrence_id=None), self._clock()))
        href = urlsplit(self._collection().url + _file_name(event.uid)).path
        try:
            return self._loaded(self._put(href, data, {"If-None-Match": "*"}))
        except (Conflict, NotFound) as error:
            if isinstance(error, UidTaken) or self._exists(event.uid):
                raise Conflict(f"an event with the UID {event.uid} exists already", self.label) from error
            raise ReconnectNeeded("the calendar takes no event: it may have been removed", self.label) from error
        except TryAgain as error:
            return self._after_silence(event.uid, data, error)

    def update(self, event: Event) -> Event:
        """See `CalendarAdapter.update`; without ``etag`` whatever is stored is replaced."""
        stored = self._current(event.uid, event.etag, event.href)
        data = self._written(lambda: with_event(stored.data, event, self._clock(), self._home, self.label))
        changed = self._replace(stored, data)
        if event.recurrence_id is not None:
            return replace(event, etag=changed.etag, href=changed.href)
        return self._loaded(changed)

    def delete(self, uid: str, etag: str | None = None, recurrence_id: object | None = None) -> None:
        """See `CalendarAdapter.delete`."""
        stored = self._current(uid, etag, None)
        if isinstance(recurrence_id, date):
            data = without_instance(stored.data, recurrence_id, self._clock(), self._home, self.label)
            self._replace(stored, data)
            return
        try:
            self._transport.send("DELETE", self._url(stored.href), headers={"If-Match": stored.etag})
        except Conflict as error:
            raise self._why_refused(stored.href) from error

    def _collection(self) -> Collection:
        if self._found is None:
            self._found = find_collection(self._transport, self._wanted)
        return self._found

    def _url(self, href: str) -> str:
        return self._transport.absolute(href, self._collection().url)

    def _query(self, body: str) -> list[Stored]:
        """The objects a REPORT finds. Raises BadAnswer when one came without its data: it may be busy time."""
        url = self._collection().url
        try:
            response = self._transport.send("REPORT", url, body, {**XML, "Depth": "1"})
        except NotFound as error:
            raise ReconnectNeeded("the calendar is not there any more", self.label) from error
        resources = read_multistatus(response.tree, self.label)
        return [self._stored(item) for item in resources if item.status != 404]

    def _stored(self, item: Resource) -> Stored:
        data, etag = item.text(f"{CAL}calendar-data"), item.text(f"{DAV}getetag")
        if item.status != 200 or not data or not etag:
            raise BadAnswer(f"the server left out an event (status {item.status})", self.label)
        return Stored(item.href, etag.strip(), data)

    def _find(self, uid: str) -> Stored:
        """The object of a UID: under the name we would give it, else wherever it was put. Raises NotFound."""
        href = urlsplit(self._collection().url + _file_name(uid)).path
        try:
            stored = self._fetch(href)
            if self._holds(stored, uid):
                return stored
        except NotFound:
            pass
        for stored in self._query(query_uid(uid)):
            if self._holds(stored, uid):
                return stored
        raise NotFound(f"no event with the UID {uid}", self.label)

    def _holds(self, stored: Stored, uid: str) -> bool:
        return any(str(item.get("UID", "")) == uid for item in vevents(parse(stored.data, self.label)))

    def _exists(self, uid: str) -> bool:
        try:
            self._find(uid)
        except (NotFound, ReconnectNeeded):
            return False
        return True

    def _after_silence(self, uid: str, data: bytes, error: TryAgain) -> Event:
        """No answer to a create: the event, when it was written; Conflict, when another is there; else the error."""
        try:
            stored = self._find(uid)
        except CalendarError:
            raise error from None
        if main_event(stored.data, self._home, self.label) != main_event(data, self._home, self.label):
            raise Conflict(f"an event with the UID {uid} exists already", self.label) from error
        return self._loaded(stored)

    def _current(self, uid: str, etag: str | None, href: str | None) -> Stored:
        """The stored object, which must be the version ``etag`` names. Raises NotFound or Conflict."""
        ours = href is not None and href.startswith(urlsplit(self._collection().url).path)
        stored = self._fetch(str(href)) if ours else self._find(uid)
        if etag is not None and etag != stored.etag:
            raise Conflict("the event changed in the meantime", self.label)
        return stored

    def _fetch(self, href: str) -> Stored:
        """One object with its ETag, both from one answer (calendar-multiget). Raises NotFound."""
        stored = self._query(multiget([href]))
        if not stored:
            raise NotFound("no such event on the server", self.label)
        return replace(stored[0], href=href)

    def _replace(self, stored: Stored, data: bytes) -> Stored:
        try:
            return self._put(stored.href, data, {"If-Match": stored.etag})
        except (Conflict, NotFound) as error:
            raise self._why_refused(stored.href) from error

    def _put(self, href: str, data: bytes, condition: dict[str, str]) -> Stored:
        response = self._transport.send("PUT", self._url(href), data, {**ICS, **condition})
        etag = response.headers.get("ETag")
        # no ETag: the server stored something else than we sent (RFC 4791 section 5.3.4), so read it
        return Stored(href, etag, data.decode()) if etag else self._fetch(href)

    def _why_refused(self, href: str) -> Conflict | NotFound:
        """After a refused conditional write: is the object gone, or was another program faster?"""
        try:
            self._fetch(href)
        except NotFound:
            return NotFound("the event was deleted in the meantime", self.label)
        return Conflict("the event changed in the meantime", self.label)

    def _loaded(self, stored: Stored) -> Event:
        return replace(main_event(stored.data, self._home, self.label), etag=stored.etag, href=stored.href)

    def _written(self, write: Any) -> bytes:
        """An event that cannot be written as iCalendar is our fault, not the calendar's."""
        try:
            return bytes(write())
        except ValueError as error:
            raise AdapterBug(f"the event cannot be written: {error}", self.label) from error


def _file_name(uid: str) -> str:
    """A resource name for a UID; unusual ones are hashed, because servers differ on escaped slashes and Unicode."""
    plain = PLAIN_NAME.fullmatch(uid) is not None and not uid.startswith(".")
    return quote(uid if plain else hashlib.sha256(uid.encode()).hexdigest(), safe="@") + ".ics"
