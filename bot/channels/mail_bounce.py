"""Mails that come back: who could not be reached for good, as a delivery status notification says (RFC 3464, 3834)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DAEMON = re.compile(r"^(?:mailer-?daemon|postmaster|mail-?daemon|bounces?|mail-?delivery\S*)(?:[+-][^@]*)?@", re.I)
_SUBJECT = re.compile(
    r"undeliver(?:ed|able)|delivery (?:status notification|has failed|failed|failure|incomplete)|returned (?:mail|"
    r"to sender)|"
    r"failure notice|mail delivery failed|반송|배달\s*(?:실패|되지|못)|전송\s*(?:실패|되지\s*않)|보낼\s*수\s*없|"
    r"발송\s*실패",
    re.I,
)
_LATER = re.compile(r"\bdelay(?:ed)?\b|will (?:be )?retr(?:y|ied)|action:\s*delayed|지연", re.I)
_REFUSED = re.compile(r"\b5\d\d\b|\b5\.\d\.\d|action:\s*failed", re.I)
_FINAL = re.compile(r"(?:final|original)-recipient:\s*rfc822;\s*<?([\w.+-]+@[\w.-]+\w)", re.I)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def failed_recipients(sender: str, subject: str, text: str, headers: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses, in lower case, that a bounce names; () for any other mail and for one that is only delayed.

    Where the report says so in its fields those count, else the addresses in its text.
    """
    known = {name.lower(): value for name, value in headers.items()}
    if not _is_bounce(sender, subject, known) or (_LATER.search(f"{subject}\n{text}") and not _REFUSED.search(text)):
        return ()
    named = known.get("x-failed-recipients", "")
    found = _ADDRESS.findall(named) or _FINAL.findall(text) or _ADDRESS.findall(text)
    return tuple(dict.fromkeys(a.lower() for a in found if not _DAEMON.match(a) and a.lower() != sender.lower()))


def _is_bounce(sender: str, subject: str, headers: Mapping[str, str]) -> bool:
    if "x-failed-recipients" in headers or "delivery-status" in headers.get("content-type", "").lower():
        return True
    return bool(_DAEMON.match(sender)) and (bool(_SUBJECT.search(subject)) or headers.get("return-path") == "<>")
