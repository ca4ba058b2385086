"""The XML of WebDAV and CalDAV: the few requests we send and the multistatus answers we read (RFC 4918, RFC 4791)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any
from xml.sax.saxutils import escape

from calendar_adapters.errors import BadAnswer

DAV = "{DAV:}"
CAL = "{urn:ietf:params:xml:ns:caldav}"
# RFC 4791 section 5.3.2.1: in this calendar; RFC 6638 section 3.2.4.1: in any calendar of this user
UID_TAKEN = frozenset({f"{CAL}no-uid-conflict", f"{CAL}unique-scheduling-object-resource"})
PREFIXES = {DAV: "D", CAL: "C"}
OPENING = '<?xml version="1.0" encoding="utf-8"?>'
NAMESPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'


@dataclass(frozen=True)
class Resource:
    """One response of a multistatus: its href as the server wrote it, its status, and the properties it has."""

    href: str
    status: int = 200
    properties: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """The text of a property, None when the resource has none."""
        found = self.properties.get(name)
        return None if found is None else "".join(found.itertext())

    def names(self, name: str) -> set[str]:
        """The tags of all elements below a property."""
        found = self.properties.get(name)
        return set() if found is None else {item.tag for item in found.iter() if isinstance(item.tag, str)}

    def href_in(self, name: str) -> str | None:
        """The first DAV:href below a property."""
        found = self.properties.get(name)
        href = None if found is None else found.find(f".//{DAV}href")
        return None if href is None or not href.text else str(href.text).strip()


def read_multistatus(tree: Any, label: str) -> list[Resource]:
    """The responses of a 207 body. Raises BadAnswer when it is none."""
    if tree is None or tree.tag != f"{DAV}multistatus":
        raise BadAnswer("the server's answer is no multistatus", label)
    return [_resource(element) for element in tree.iterfind(f"{DAV}response")]


def preconditions(tree: Any) -> set[str]:
    """The tags inside a DAV:error body (RFC 4918 section 16)."""
    if tree is None or tree.tag != f"{DAV}error":
        return set()
    return {item.tag for item in tree.iter() if isinstance(item.tag, str)} - {f"{DAV}error"}


def propfind(names: Sequence[str]) -> str:
    """The body that asks for these properties (Clark notation)."""
    wanted = "".join(f"<{_prefixed(name)}/>" for name in names)
    return f"{OPENING}<D:propfind {NAMESPACES}><D:prop>{wanted}</D:prop></D:propfind>"


def query_window(start: datetime, end: datetime) -> str:
    """The calendar-query for all events that meet a window (RFC 4791 section 7.8.1)."""
    return _query(f'<C:time-range start="{_stamp(start)}" end="{_stamp(end)}"/>')


def query_uid(uid: str) -> str:
    """The calendar-query for a UID; servers match parts of it too (RFC 4791 section 7.8.6)."""
    match = f'<C:text-match collation="i;octet">{escape(uid)}</C:text-match>'
    return _query(f'<C:prop-filter name="UID">{match}</C:prop-filter>')


def multiget(hrefs: Sequence[str]) -> str:
    """The calendar-multiget for these objects (RFC 4791 section 7.9)."""
    wanted = "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
    named = "".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs)
    return f"{OPENING}<C:calendar-multiget {NAMESPACES}>{wanted}{named}</C:calendar-multiget>"


def _query(condition: str) -> str:
    wanted = "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
    events = f'<C:comp-filter name="VEVENT">{condition}</C:comp-filter>'
    filters = f'<C:filter><C:comp-filter name="VCALENDAR">{events}</C:comp-filter></C:filter>'
    return f"{OPENING}<C:calendar-query {NAMESPACES}>{wanted}{filters}</C:calendar-query>"


def _resource(element: Any) -> Resource:
    properties = {}
    for propstat in element.iterfind(f"{DAV}propstat"):
        if _code(propstat.findtext(f"{DAV}status")) == 200:
            properties.update({item.tag: item for prop in propstat.iterfind(f"{DAV}prop") for item in prop})
    href = (element.findtext(f"{DAV}href") or "").strip()
    return Resource(href, _code(element.findtext(f"{DAV}status")), properties)


def _code(status: str | None) -> int:
    """The number in a status line such as ``HTTP/1.1 404 Not Found``; 200 where there is none."""
    words = (status or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 200


def _stamp(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def _prefixed(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return f"{PREFIXES[namespace + '}']}:{local}"
