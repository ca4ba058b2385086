"""libical, the C library behind many calendar programs, as an independent judge of what we send (through ctypes)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache

from tests.peers.process import PeerMissing

INSTALL = "apt-get install -y --no-install-recommends libical3"
POINTER, INT, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
FUNCTIONS = {  # name -> result, arguments
    "icalparser_parse_string": (POINTER, [TEXT]),
    "icalrestriction_check": (INT, [POINTER]),
    "icalcomponent_as_ical_string": (TEXT, [POINTER]),
    "icalcomponent_count_errors": (INT, [POINTER]),
    "icalcomponent_free": (None, [POINTER]),
}


@dataclass(frozen=True)
class Verdict:
    """What libical says of a calendar: does it parse, which lines are wrong, does it obey RFC 5546 for its METHOD."""

    parsed: bool
    errors: tuple[str, ...] = ()
    restrictions_met: bool = False

    @property
    def valid(self) -> bool:
        """No complaint at all."""
        return self.parsed and not self.errors and self.restrictions_met


def check(data: bytes) -> Verdict:
    """Let libical parse and check an iCalendar object. Raises PeerMissing when the library is not installed."""
    library = _library()
    component = library.icalparser_parse_string(data)
    if not component:
        return Verdict(False)
    try:
        count = library.icalcomponent_count_errors(component)
        met = bool(library.icalrestriction_check(component))
        text = library.icalcomponent_as_ical_string(component).decode("utf-8", "replace").replace("\r\n ", "")
    finally:
        library.icalcomponent_free(component)
    errors = tuple(line for line in text.splitlines() if line.startswith("X-LIC-ERROR"))
    return Verdict(True, errors or ("an error without a line",) * bool(count), met)


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError as error:
        raise PeerMissing(f"libical is not installed; install it with: {INSTALL}") from error
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
